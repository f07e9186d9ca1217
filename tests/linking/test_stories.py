from __future__ import annotations

import random
from itertools import combinations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.linking.linker import Linkable, shipped
from mahdar.linking.stories import WINDOW, Stories, Telling, hours_of
from mahdar.model import Block

QUAKE = (
    "زلزال قوي يضرب جزيرة سيرام ويشرد الآلاف\n"
    "ضرب زلزال بقوة 6.9 درجات جزيرة سيرام الإندونيسية فجر الأحد، وقالت هيئة الكوارث إن عشرين شخصا قتلوا وإن آلاف البيوت تهدمت.\n"
    "وأعلنت الهيئة حالة الطوارئ، وقال مديرها إن فرق الإنقاذ تبحث عن ناجين تحت الأنقاض في بلدة ماسوهي."
)
QUAKE_AGAIN = (
    "ارتفاع حصيلة زلزال سيرام في إندونيسيا إلى 34 قتيلا\n"
    "ارتفع عدد قتلى الزلزال الذي ضرب جزيرة سيرام في إندونيسيا الأحد إلى 34، بحسب هيئة الكوارث التي قالت إن فرق الإنقاذ ما زالت تبحث عن ناجين.\n"
    "وتهدمت آلاف البيوت في بلدة ماسوهي، وأعلنت حالة الطوارئ في الجزيرة كلها."
)
VOTE = (
    "برلمان سلوفينيا يمنح الثقة لحكومة الأقلية\n"
    "منح البرلمان السلوفيني الخميس الثقة لحكومة الأقلية بعد مفاوضات استمرت شهرين بين خمسة أحزاب من يسار الوسط.\n"
    "وقال رئيس الوزراء إن حكومته ستزيد الإنفاق على الصحة."
)


def telling(text: str, page: str, published: str, at: str | None = None) -> Telling:
    title = text.index("\n")
    lines = [(0, title, "title")]
    start = title + 1
    for line in text[start:].split("\n"):
        lines.append((start, start + len(line), "body"))
        start += len(line) + 1
    blocks = tuple(Block(start=s, end=e, role=role, confidence=1.0, why="") for s, e, role in lines)  # type: ignore[arg-type]
    linkable = Linkable(page=page, text=text, blocks=blocks, named=(), published=published, at=at)
    told = shipped().prepare(linkable).telling
    assert told is not None
    return told


def stories_of(*tellings: Telling) -> list[tuple[str, ...]]:
    stories = shipped().stories
    ordered = sorted(tellings, key=lambda t: t.page)
    logits = {(a.page, b.page): logit for a, b in combinations(ordered, 2) if (logit := stories.pair(a, b)) is not None}
    return stories.group({t.page: t.hours for t in tellings}, logits)


def test_two_reports_of_a_quake_are_one_story_and_a_vote_another() -> None:
    quake = telling(QUAKE, "a", "2018-09-02", "2018-09-02T05:10Z")
    again = telling(QUAKE_AGAIN, "b", "2018-09-02", "2018-09-02T16:40Z")
    vote = telling(VOTE, "c", "2018-09-02", "2018-09-02T09:00Z")
    assert stories_of(again, vote, quake) == [("a", "b"), ("c",)]


def test_the_same_words_a_month_later_are_another_story() -> None:
    assert stories_of(telling(QUAKE, "a", "2018-09-02"), telling(QUAKE_AGAIN, "b", "2018-10-02")) == [("a",), ("b",)]


@pytest.mark.parametrize(
    ("published", "at", "hours"),
    [
        ("1970-01-02", None, 36.0),
        ("1970-01-02", "1970-01-02T03:30Z", 27.5),
        ("1970-01", None, None),
        ("1970", None, None),
        ("1970-01-02/1970-01-04", None, None),
        (None, None, None),
    ],
)
def test_when_a_page_came_out(published: str | None, at: str | None, hours: float | None) -> None:
    assert hours_of(published, at) == hours


PAGES = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.floats(0, 300), min_size=1, max_size=14)


@given(PAGES, st.randoms(use_true_random=False))
def test_grouping_depends_on_no_order_and_keeps_the_window(pages: dict[str, float], rng: random.Random) -> None:
    stories = Stories()
    every = list(combinations(sorted(pages), 2))
    logits = {pair: round(rng.uniform(-2, 4), 3) for pair in every if rng.random() < 0.5}
    told = stories.group(pages, logits)
    assert sorted(page for story in told for page in story) == sorted(pages)
    assert all(max(pages[p] for p in story) - min(pages[p] for p in story) <= WINDOW for story in told)
    shuffled = list(logits.items())
    rng.shuffle(shuffled)
    other = list(pages.items())
    rng.shuffle(other)
    assert stories.group(dict(other), dict(shuffled)) == told


def test_groups_that_no_pair_joins_stay_as_they_are_alone() -> None:
    stories = Stories()
    here, there = {"a": 0.0, "b": 3.0}, {"c": 1.0, "d": 2.0}
    logits = {("a", "b"): 3.0, ("c", "d"): -0.5}
    alone = [*stories.group(here, logits), *stories.group(there, logits)]
    assert sorted(stories.group({**here, **there}, logits)) == sorted(alone)


def test_a_chain_isnt_one_story_where_its_ends_have_nothing_in_common() -> None:
    pages = {name: float(n) for n, name in enumerate("abcdef")}
    logits = dict.fromkeys(zip("abcde", "bcdef", strict=True), 0.2)
    assert max(len(story) for story in Stories().group(pages, logits)) < len(pages)


def test_a_pair_is_found_from_either_side() -> None:
    one, other = telling(QUAKE, "a", "2018-09-02"), telling(QUAKE_AGAIN, "b", "2018-09-03")
    stories = shipped().stories
    assert stories.pair(one, other) == stories.pair(other, one) is not None
    assert stories.pair(one, msgspec.structs.replace(other, hours=one.hours + WINDOW + 1)) is None
