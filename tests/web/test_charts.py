"""Charts: mirrored in Arabic, the same figures in picture and table, nothing inline."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from markupsafe import Markup

from mahdar.web import app
from mahdar.web.charts import Bar, Cell, Column, Figure, Node, Part, columns, network, ranked, steps
from mahdar.web.charts.columns import WIDTHS, scale, ticks
from mahdar.web.charts.figure import KEYS, mirrored, percent
from mahdar.web.words import Words

SHEET = (Path(app.__file__).parent / "static" / "charts.css").read_text(encoding="utf-8")
AR, EN = Words("ar"), Words("en")
ACTS = tuple(Part(key=act, label=Markup(act)) for act in ("state", "call", "reject"))
TOLD = {"2022-11-22": (3, 1, 0), "2022-12-01": (0, 0, 0), "2023-01-15": (0, 4, 0), "2023-02-02": (6, 0, 0)}


def drawn(words: Words) -> Figure:
    time = steps(TOLD)
    told = [
        Column(step=step, cells=tuple(Cell(count=n, href=f"/statements?since={step.since}") for n in counts), total=Cell(count=sum(counts)))
        for step, counts in zip(time.steps, TOLD.values(), strict=True)
    ]
    return columns(words, of="acts", title=Markup("x"), time=time, parts=ACTS, told=told)


def bars(svg: str) -> list[tuple[float, float, str]]:
    """Place, height and fill of each bar."""
    found = re.findall(r'<rect x="([\d.]+)%" y="[\d.]+" width="[\d.]+%" height="([\d.]+)" fill="url\(#([\w-]+)\)">', svg)
    return [(float(x), float(tall), fill) for x, tall, fill in found]


def test_time_runs_in_the_direction_of_reading() -> None:
    arabic, english = bars(drawn(AR).svg), bars(drawn(EN).svg)
    assert [x for x, _, _ in english] == sorted(x for x, _, _ in english)
    assert [x for x, _, _ in arabic] == sorted((x for x, _, _ in arabic), reverse=True), "the first month is at the right"
    wide = 25 * 0.78
    assert [round(x + wide + other, 1) for (x, _, _), (other, _, _) in zip(arabic, english, strict=True)] == [100.0] * 4


def test_the_picture_has_the_figures_of_the_table() -> None:
    chart = drawn(AR)
    assert [part.key for part in chart.legend] == ["state", "call"], "what nobody did isn't told"
    table = [cell.count for row in chart.rows for cell in row.cells]
    assert table == [3, 1, 0, 4, 6, 0]
    assert [row.total.count for row in chart.rows] == [4, 4, 6], "steps without anything are left out of the table, not of the picture"
    heights = [tall for _, tall, _ in bars(chart.svg)]
    assert [round(tall * 10 / 150) for tall in heights] == [count for count in table if count]
    assert chart.total == 14
    assert "<title" in chart.svg
    assert 'role="img"' in chart.svg
    assert "14" in re.findall(r"<desc[^>]*>(.*?)</desc>", chart.svg)[0]


def test_each_part_has_a_class_and_a_pattern_of_its_own() -> None:
    svg = drawn(EN).svg
    assert re.findall(r'<pattern id="acts-(\w+)"', svg) == ["state", "call"]
    assert {fill for _, _, fill in bars(svg)} == {"acts-state", "acts-call"}
    for key in ("state", "call", "support", "reject", "accuse", "warn", "promise", "agree", "hope", "rest", *KEYS):
        assert re.search(rf"\.chart \.{key}[ ,]", SHEET), key


@pytest.mark.parametrize(
    ("values", "unit", "first", "last", "many"),
    [
        (["2018-09-01", "2018-09-12"], "day", "2018-09-01", "2018-09-12", 12),
        (["2022-11-22", "2023-02"], "month", "2022-11", "2023-02", 4),
        (["2015-02-01", "2020-11-30", "2017"], "quarter", "2015-01", "2020-10", 24),
        (["1999-12-31", "2020-01-01"], "year", "1999", "2020", 22),
        (["2018", None, "~", "2018-02-30/2018-03"], "month", "", "", 0),
        (["2018-02-30", "2018-02-27"], "day", "2018-02-27", "2018-02-28", 2),
    ],
)
def test_time_is_cut_as_there_is_room(values: list[str | None], unit: str, first: str, last: str, many: int) -> None:
    found = steps(values)
    assert (found.unit, len(found.steps)) == (unit, many)
    if many:
        assert (found.steps[0].since, found.steps[-1].since) == (first, last)


def test_a_date_falls_into_its_step() -> None:
    time = steps(["2015-02-01", "2020-11-30"])
    assert time.of("2015-03-31") == 0
    assert time.of("2015-04-01") == 1
    assert (time.steps[1].since, time.steps[1].until) == ("2015-04", "2015-06")
    assert time.of("2015") is None
    assert time.of(None) is None


@pytest.mark.parametrize(("highest", "top"), [(1, 2), (2, 2), (3, 10), (10, 10), (11, 20), (33, 50), (51, 100), (1_234, 2_000)])
def test_the_scale_ends_in_a_round_number(highest: int, top: int) -> None:
    assert scale(highest) == top


def test_labels_never_overlap() -> None:
    time = steps([f"{year}-{month:02}-01" for year in range(2018, 2022) for month in (1, 12)])
    found = ticks(time, AR)
    for width in WIDTHS:
        shown = [n for n, (_, least) in enumerate(found) if least is not None and least <= width]
        assert all((b - a) * width / len(found) >= 4 * 7.5 for a, b in pairwise(shown))
    assert {label for label, least in found if least} == {"2018", "2019", "2020", "2021"}
    assert tuple(int(found) for found in re.findall(r"\.at-(\d+)", SHEET)) == WIDTHS


def test_a_network_is_mirrored_and_isolates_names() -> None:
    sides = (Part(key="to", label=AR("filter.addressee")), Part(key="about", label=AR("filter.speaker")))
    nodes = [
        Node(label=Markup("تركيا"), name="تركيا", cells=(Cell(count=4), Cell(count=0)), href="/actor/turkey"),
        Node(label=Markup("x"), name="United <Nations> Security Council", cells=(Cell(count=1), Cell(count=2))),
    ]
    arabic = network(AR, of="net", title=Markup("t"), middle="روسيا", sides=sides, nodes=nodes, head=Markup("h"))
    english = network(EN, of="net", title=Markup("t"), middle="Russia", sides=sides, nodes=nodes, head=Markup("h"))
    ends = [re.findall(r'<line class="tie side-(\d)" x1="50%" y1="[\d.]+" x2="([\d.]+)%"', one.svg) for one in (arabic, english)]
    assert ends == [[("0", "64"), ("0", "64"), ("1", "36")], [("0", "36"), ("0", "36"), ("1", "64")]]
    widths = [float(found) for found in re.findall(r'stroke-width="([\d.]+)"', arabic.svg)]
    assert widths == [9.0, 2.2, 4.5]
    assert "\u2068تركيا\u2069" in arabic.svg
    assert "<Nations>" not in arabic.svg
    assert [(row.cells[0].count, row.cells[1].count) for row in arabic.rows] == [(4, 0), (1, 2)]


def test_ranked_bars_begin_where_reading_does() -> None:
    told = [Bar(label=Markup("a"), href=None, total=Cell(count=8)), Bar(label=Markup("b"), href=None, total=Cell(count=2))]
    rtl = ranked(AR, of="r", title=Markup("t"), head=(Markup("h"),), bars=told)
    ltr = ranked(EN, of="r", title=Markup("t"), head=(Markup("h"),), bars=told)
    assert [re.findall(r'x="([\d.]+)%" width="([\d.]+)%"', bar.svg) for bar in rtl.bars] == [[("0", "100")], [("75", "25")]]
    assert [re.findall(r'x="([\d.]+)%" width="([\d.]+)%"', bar.svg) for bar in ltr.bars] == [[("0", "100")], [("0", "25")]]


def test_nothing_is_drawn_of_nothing() -> None:
    empty = columns(AR, of="none", title=Markup("x"), time=steps([]), parts=ACTS, told=[])
    assert (empty.svg, empty.rows, empty.legend) == ("", (), ())


def test_no_inline_style_and_no_script() -> None:
    for words in (AR, EN):
        assert not re.search(r"style=|<script|\son\w+=|href=\"http", drawn(words).svg)


@pytest.mark.parametrize("direction", ["rtl", "ltr"])
def test_mirroring_keeps_widths_inside(direction: str) -> None:
    assert 0 <= mirrored(10, direction, 5) <= 95
    assert percent(33.333333) == "33.33%"
    assert percent(0) == "0%"
