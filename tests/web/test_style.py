from __future__ import annotations

import re
from pathlib import Path

import pytest

from mahdar.web import app
from mahdar.web.axis import WIDTHS

WEB = Path(app.__file__).parent
STYLES = (WEB / "static" / "style.css").read_text(encoding="utf-8")
SHEETS = sorted((WEB / "static").glob("*.css"))
TEMPLATES = sorted((WEB / "templates").iterdir())

PHYSICAL = (
    r"(?<![-\w])(?:left|right|top|bottom|width|height|(?:min|max)-(?:width|height))\s*:",
    r"(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)",
    r"text-align\s*:\s*(?:left|right)",
    r"float\s*:\s*(?:left|right)",
)


@pytest.mark.parametrize("pattern", PHYSICAL)
def test_only_logical_properties(pattern: str) -> None:
    for sheet in SHEETS:
        assert re.findall(pattern, re.sub(r"@(?:media|container)[^{]*", "", sheet.read_text(encoding="utf-8"))) == [], sheet.name


def test_the_axis_has_a_query_for_each_width() -> None:
    assert tuple(int(found) for found in re.findall(r"@container \(inline-size >= (\d+)px\)", STYLES)) == WIDTHS
    assert tuple(int(found) for found in re.findall(r"\.from-(\d+)", STYLES)) == WIDTHS


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_inline_style_or_handler(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    assert re.findall(r"\sstyle=|\son\w+=|<style|javascript:", source) == []
    assert "|safe" not in source, "nothing of a page goes out unescaped"


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def tokens(dark: bool) -> dict[str, str]:
    [root] = re.findall(r":root \{(.*?)\}", STYLES.partition("/* What the reader chose")[0], re.DOTALL)
    both = re.findall(r"--([\w-]+): (?:light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)|(#[0-9a-f]{6}));", root)
    assert len(both) > 20
    return {name: always or (night if dark else day) for name, day, night, always in both}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_contrast(dark: bool) -> None:
    colours = tokens(dark)
    for ink in ("ink", "soft", "link", "caution", "good", "bad"):
        for ground in ("paper", "sheet", "on"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    assert contrast(colours["ink"], colours["mark"]) >= 4.5
    for act in ("state", "call", "support", "reject", "accuse", "warn", "promise", "agree", "hope"):
        assert contrast("#ffffff", colours[act]) >= 4.5, act


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_lines_under_names_are_seen(dark: bool) -> None:
    """What is no text needs three to one; the lines are drawn at a share of their colour."""
    colours = tokens(dark)
    [share] = {int(found) for found in re.findall(r"var\(--of\) (\d+)%, transparent\); text-underline", STYLES)}
    for kind in ("person", "land", "body", "place", "document", "event"):
        line = mixed(colours[kind], colours["sheet"], share / 100)
        assert contrast(line, colours["sheet"]) >= 3, kind


def mixed(one: str, other: str, share: float) -> str:
    return "#" + "".join(f"{round(share * int(one[i : i + 2], 16) + (1 - share) * int(other[i : i + 2], 16)):02x}" for i in (1, 3, 5))
