"""Figures as a table, or as JSON. Four digits are kept, three are shown."""

from __future__ import annotations

from mahdar.evaluate.score import Report

Value = float | int | dict[str, float | int]


def as_dict(report: Report) -> dict[str, Value]:
    """The figures by name, rounded to four digits."""
    figures: dict[str, Value] = {"pages": report.pages}
    for name, ratio in report.ratios.items():
        p, r, f1 = (round(value, 4) for value in (ratio.precision, ratio.recall, ratio.f1))
        figures[name] = {"p": p, "r": r, "f1": f1, "gold": ratio.gold, "predicted": ratio.predicted}
    return figures | {name: round(share, 4) for name, share in report.shares.items()}


def headline(report: Report) -> dict[str, float]:
    """One number a figure, F1 where there is one: what floors are set on."""
    ratios = {name: round(ratio.f1, 4) for name, ratio in report.ratios.items()}
    return ratios | {name: round(share, 4) for name, share in report.shares.items()}


def table(title: str, report: Report) -> str:
    """The figures in columns, for a terminal."""
    lines = [
        f"{title}: {report.pages} pages" + (f", {report.pages - report.read} of them not read" if report.read < report.pages else ""),
        f"{'':30} precision  recall     F1    gold   found",
    ]
    for name, ratio in report.ratios.items():
        lines.append(f"{_words(name):30} {ratio.precision:9.3f} {ratio.recall:7.3f} {ratio.f1:6.3f} {ratio.gold:7} {ratio.predicted:7}")
    lines += [f"{_words(name):30} {'':17} {share:6.3f}" for name, share in report.shares.items()]
    return "\n".join(lines)


def _words(name: str) -> str:
    return name.replace("_", " ")
