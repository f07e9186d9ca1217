"""What a chart costs: drawn by `mahdar.web.charts`, and by Altair with vl-convert, from the same figures.

The chart is that of an actor's face: statements by month over four years, stacked by act (48 columns, 9 acts, 300 figures or so drawn from a seed),
with Arabic names of the acts. Each way is measured in a process of its own: what importing and the first chart take, a chart after that (the median
of many, each from other figures), the largest resident memory, and the size of the SVG, as it is and compressed as HTTP would. What the SVG has for a
page in Arabic that allows no inline style is looked up in it: where text is anchored, on which side the first month stands, what it is set in.

    python -m benchmarks.charts

Without altair or vl-convert-python (`pip install altair vl-convert-python`) their part is skipped, which is said.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import random
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

from mahdar.model import Act

MONTHS = tuple(f"{year}-{month:02}" for year in range(2019, 2023) for month in range(1, 13))
ROUNDS = 60
"""Charts of which the median is told."""

Figures = dict[tuple[str, Act], int]


def figures(seed: int) -> Figures:
    """How many statements of an act there are in a month."""
    draw = random.Random(seed)
    return {(month, act): draw.randint(1, 40) for month in MONTHS for act in get_args(Act) if draw.random() < 0.7}


def own() -> Callable[[Figures], str]:
    """`mahdar.web.charts`: the picture, with the table and the legend that the page shows with it counted apart."""
    from markupsafe import Markup

    from mahdar.web.charts import Cell, Column, Part, columns, steps
    from mahdar.web.words import Words

    words = Words("ar")
    acts = get_args(Act)
    parts = [Part(key=act, label=words.maybe("act", act)) for act in acts]

    def draw(told: Figures) -> str:
        time_ = steps(month for month, _ in told)
        counted = [
            Column(
                step=step,
                cells=tuple(Cell(count=told.get((step.since, act), 0)) for act in acts),
                total=Cell(count=sum(told.get((step.since, act), 0) for act in acts)),
            )
            for step in time_.steps
        ]
        return str(columns(words, of="acts", title=Markup("تصريحاته"), time=time_, parts=parts, told=counted).svg)

    return draw


def altair() -> Callable[[Figures], str]:
    """Altair and vl-convert, mirrored as far as the specification goes: the axis of time reversed, that of figures at the right."""
    import altair as alt  # type: ignore[import-untyped, unused-ignore]
    import vl_convert  # type: ignore[import-untyped, unused-ignore]

    from mahdar.web.assets import _files
    from mahdar.web.words import Words

    for name in ("plex-400.ttf", "plex-600.ttf"):
        vl_convert.register_font_directory(str(Path(_files()[name]).parent))
    words = Words("ar")

    def draw(told: Figures) -> str:
        rows = [{"month": month, "act": str(words.maybe("act", act)), "n": n} for (month, act), n in told.items()]
        chart = (
            alt.Chart({"values": rows}, width=1000, height=180)
            .mark_bar()
            .encode(
                x=alt.X("month:O", title=None, scale=alt.Scale(reverse=True)),
                y=alt.Y("sum(n):Q", title=None, axis=alt.Axis(orient="right")),
                color=alt.Color("act:N", title=None),
            )
            .configure(font="IBM Plex Sans Arabic")
        )
        return str(vl_convert.vegalite_to_svg(chart.to_json()))

    return draw


WAYS: dict[str, Callable[[], Callable[[Figures], str]]] = {"own": own, "altair": altair}


def measured(way: str, rounds: int) -> dict[str, Any]:
    """The figures of one way, in this process: beside what a server has loaded anyway."""
    from mahdar.web import app
    from mahdar.web.words import Words

    assert app
    Words("ar").maybe("act", "call")
    began = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    draw = WAYS[way]()
    imported = time.perf_counter() - began
    began = time.perf_counter()
    svg = draw(figures(0))
    first = time.perf_counter() - began
    took = []
    for n in range(rounds):
        told = figures(n)
        began = time.perf_counter()
        draw(told)
        took.append(time.perf_counter() - began)
    anchors = sorted(set(re.findall(r'text-anchor="(\w+)"', svg)))
    return {
        "import": imported,
        "first": first,
        "median": statistics.median(took),
        "slowest": max(took),
        "memory": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024,
        "svg": len(svg.encode()),
        "compressed": len(gzip.compress(svg.encode())),
        "styles": len(re.findall(r"\sstyle=|<style", svg)),
        "anchors": anchors,
        "direction": bool(re.search(r"direction[:=]", svg)),
        "fonts": sorted(set(re.findall(r'font-family="([^"]+)"', svg))),
        "titled": "<title" in svg,
        "role": re.findall(r'role="([\w-]+)"', svg)[:1],
        "labels": len(re.findall(r"aria-label=", svg)),
    }


def missing() -> list[str]:
    """What isn't installed that Altair's part takes."""
    return [name for name in ("altair", "vl_convert") if importlib.util.find_spec(name) is None]


def show(name: str, told: dict[str, Any]) -> None:
    """One way in words."""
    ms = {key: 1000 * told[key] for key in ("import", "first", "median", "slowest")}
    print(f"{name}: import {ms['import']:.0f} ms, first chart {ms['first']:.1f} ms, median {ms['median']:.2f} ms, {ms['slowest']:.1f} at most")
    print(f"  {told['memory']:.0f} MB more memory; SVG {told['svg'] / 1024:.1f} kB, {told['compressed'] / 1024:.1f} kB compressed")
    print(
        f"  text-anchor in attributes: {', '.join(told['anchors']) or 'none'}; direction told: {told['direction']}; inline styles: {told['styles']}"
    )
    print(f"  fonts named: {', '.join(told['fonts']) or 'none (the style sheet has them)'}; role: {', '.join(told['role']) or 'none'}")
    print(f"  title: {told['titled']}; labels on marks: {told['labels']}")


def main() -> None:
    """Measure both ways."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--way", choices=sorted(WAYS), help="measure this way in this process, as JSON")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="charts of which the median is told")
    given = parser.parse_args()
    if given.way:
        print(json.dumps(measured(given.way, given.rounds)))
        return
    for way in WAYS:
        if way == "altair" and (lacking := missing()):
            print(f"altair: skipped, {' and '.join(lacking)} not installed; pip install altair vl-convert-python")
            continue
        command = [sys.executable, "-m", "benchmarks.charts", "--way", way, "--rounds", str(given.rounds)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        show(way, json.loads(done.stdout))


if __name__ == "__main__":
    main()
