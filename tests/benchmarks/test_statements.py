from __future__ import annotations

import hashlib

import pytest

from benchmarks.generated import SHAPES, line
from benchmarks.marked import ByReportingVerb, by_nearest_name, statement
from benchmarks.statements import direct_alone, of_marks, pace, read, room
from mahdar.arabic import Text, analyse
from mahdar.evaluate import GoldPage, score
from mahdar.evaluate.gold import GoldBlock, GoldEntity, GoldName, GoldStatement
from mahdar.model import Block, Page, Span, Statement, StatementKind
from mahdar.names import PageNames
from tests.support.reader import shipped_reader

TEXT = "قال سيرغي لافروف: «لن نقبل بهذا الاتفاق أبدا». وأكد وليد المعلم أن دمشق ترفض ذلك."
DIRECT, INDIRECT = "لن نقبل بهذا الاتفاق أبدا", "أن دمشق ترفض ذلك"


def span(quote: str) -> Span:
    start = TEXT.index(quote)
    return Span(start=start, end=start + len(quote))


def told(quote: str, cue: str, speaker: str, kind: StatementKind) -> GoldStatement:
    at = span(quote)
    return GoldStatement(start=at.start, end=at.end, cue=span(cue), speaker=speaker, kind=kind, act="state", addressee=None, via=frozenset())


def gold() -> GoldPage:
    """A page of two statements, one in marks."""
    page = Page(id="0", text=TEXT, text_hash=hashlib.sha256(TEXT.encode()).hexdigest(), source="made")
    people = (("سيرغي لافروف", "lavrov"), ("وليد المعلم", "muallem"))
    return GoldPage(
        id="made", page=page, published=None, published_basis="given", outlet=None, blocks=(GoldBlock(start=0, end=len(TEXT), role="body"),),
        times=(), entities=tuple(GoldEntity(key=key, kind="person", en=key) for _, key in people), meetings=(),
        names=tuple(GoldName(start=span(n).start, end=span(n).end, kind="person", entity=key) for n, key in people),
        statements=(told(DIRECT, "قال", "lavrov", "direct"), told(INDIRECT, "أكد", "muallem", "indirect")),
    )  # fmt: skip


def analysed(text: str) -> tuple[Text, PageNames]:
    reader = shipped_reader()
    found = analyse(text, [Block(start=0, end=len(text), role="body", confidence=1.0, why="made")], reader.lexicon)
    return found, reader.names.find(found)


def said(text: str, statements: tuple[Statement, ...]) -> list[tuple[str, str | None]]:
    return [(s.of(text), s.speaker.label if s.speaker else None) for s in statements]


def test_every_means_is_scored() -> None:
    reader = shipped_reader()
    content = {}
    for means, find in (
        ("nearest", of_marks(by_nearest_name)),
        ("verb", of_marks(ByReportingVerb(reader.knowledge))),
        ("room", room(reader)),
    ):
        content[means] = score(read(reader, find, [gold()])).ratios["statements_attributed"]
    assert {means: (ratio.precision, ratio.recall) for means, ratio in content.items()} == {
        "nearest": (1.0, 0.5),
        "verb": (1.0, 0.5),
        "room": (1.0, 1.0),
    }


def test_among_direct_quotations_what_is_of_another_kind_in_gold_is_left_out() -> None:
    reader = shipped_reader()
    ((page, found),) = direct_alone(read(reader, room(reader), [gold()]))
    assert found is not None
    assert [s.of(TEXT) for s in page.statements] == [s.of(TEXT) for s in found.statements] == [DIRECT]


def test_among_direct_quotations_what_pairs_with_nothing_counts_if_it_is_called_direct() -> None:
    extra = statement(Span(start=0, end=3), None, None)
    wrong_kind = statement(span(INDIRECT), None, None)
    ((_, found),) = direct_alone(read(shipped_reader(), of_marks(lambda *_: [extra, wrong_kind]), [gold()]))
    assert found is not None
    assert found.statements == (extra,)


NEAREST = [
    ("قال سيرغي لافروف: «لن نقبل بهذا أبدا».", [("لن نقبل بهذا أبدا", "سيرغي لافروف")]),
    ("«لن نقبل بهذا أبدا» كما قال وليد المعلم، وحضر سيرغي لافروف.", [("لن نقبل بهذا أبدا", "وليد المعلم")]),
    ("وصف سيرغي لافروف ذلك بأنه «خطأ كبير».", []),
    ("قال سيرغي لافروف ذلك.\nوأضاف: «لن نقبل بهذا أبدا».", [("لن نقبل بهذا أبدا", "سيرغي لافروف")]),
]


@pytest.mark.parametrize(("text", "expected"), NEAREST)
def test_marks_and_the_nearest_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text, tuple(by_nearest_name(*analysed(text)))) == expected


BY_VERB = [
    ("قال سيرغي لافروف: «لن نقبل بهذا».", [("لن نقبل بهذا", "سيرغي لافروف")]),
    ('"لن نقبل بهذا"، يقول سيرغي لافروف.', [("لن نقبل بهذا", "سيرغي لافروف")]),
    ("سيرغي لافروف أكد: «لن نقبل بهذا».", [("لن نقبل بهذا", "سيرغي لافروف")]),
    ("وقال الوزير: «لن نقبل بهذا».", [("لن نقبل بهذا", "الوزير")]),
    ("وصل سيرغي لافروف إلى «قصر المؤتمرات».", []),
    ("قال سيرغي لافروف: «لن نقبل بهذا.", []),  # an odd number of marks
]


@pytest.mark.parametrize(("text", "expected"), BY_VERB)
def test_textacys_way(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text, ByReportingVerb(shipped_reader().knowledge)(*analysed(text))) == expected


@pytest.mark.parametrize("shape", SHAPES)
def test_lines_are_as_long_as_asked_and_the_same_every_time(shape: str) -> None:
    made = line(shape, 3000)
    assert 2990 <= len(made) <= 3000
    assert made == line(shape, 3000)
    assert "\n" not in made
    assert not any(character.isascii() and character.isalpha() for character in made)


def test_a_pace_is_told() -> None:
    assert pace(shipped_reader(), "news", 500, "body") > 0
