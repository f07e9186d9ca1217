"""Statements aligned across the pages of a story."""

from __future__ import annotations

from mahdar.linking.aligned import Aligned, Said, align, alike, content_words, overlap
from mahdar.model import Act

TALKS = "إن المحادثات ستستأنف في جنيف مطلع الشهر المقبل بحضور جميع الأطراف"
TALKS_AGAIN = "المحادثات تستأنف في جنيف مطلع الشهر المقبل بحضور جميع الأطراف المعنية"
PRISONERS = "إن ملف الأسرى سيبحث في جلسة منفصلة بعد أسبوع"


def said(page: str, text: str, *, speaker: str | None = "envoy", name: str = "المبعوث", verb: str = "قال", act: Act = "state", id_: str = "") -> Said:
    return Said(page=page, id=id_ or f"{page}-{text[:12]}", speaker=speaker, name=name, verb=verb, act=act, words=content_words(text))


def pages(found: tuple[Aligned, ...]) -> list[tuple[str, ...]]:
    return [tuple(one.page for one in told.told) for told in found]


def test_what_several_pages_tell_comes_first_and_what_one_tells_alone() -> None:
    found = align([said("a", PRISONERS), said("a", TALKS), said("b", TALKS_AGAIN), said("c", TALKS)])
    assert pages(found) == [("a", "b", "c"), ("a",)]


def test_in_what_tellings_differ() -> None:
    one, other = said("a", TALKS), said("b", TALKS, verb="أكد", act="promise", name="غريفيث")
    assert align([one, said("b", TALKS)])[0].differ == ()
    assert align([one, other])[0].differ == ("verb", "act", "name")
    assert align([one, said("b", f"{TALKS} وإن ملف الأسرى سيبحث أيضا في جلسة منفصلة هناك")])[0].differ == ("words",)


def test_another_speaker_tells_another_thing() -> None:
    assert overlap(said("a", TALKS), said("b", TALKS, speaker="minister")) == 0.0
    assert overlap(said("a", TALKS, speaker=None), said("b", TALKS, speaker=None)) == 0.0
    assert overlap(said("a", TALKS), said("a", TALKS)) == 0.0


def test_a_page_tells_a_thing_once_and_the_likest_go_together() -> None:
    headline = said("a", "المحادثات ستستأنف في جنيف", id_="headline")
    found = align([headline, said("a", TALKS, id_="body"), said("b", TALKS_AGAIN)])
    assert [[one.id for one in told.told if one.page == "a"] for told in found] == [["body"], ["headline"]]


def test_a_few_words_are_one_only_where_they_are_the_same() -> None:
    assert overlap(said("a", "لن نتراجع"), said("b", "لن نتراجع")) == 1.0
    assert overlap(said("a", "لن نتراجع"), said("b", f"لن نتراجع {PRISONERS}")) == 0.0


def test_spelling_article_and_conjunction_make_no_other_words() -> None:
    assert content_words("والأسرى") == content_words("الاسرى") == content_words("أسرى")
    assert content_words("في لا 7") == frozenset()


def test_contents_of_whomever() -> None:
    # «طالب بوقف القصف فوراً» (he demanded that the shelling stop at once), told with more words by another page and of another speaker.
    short, long_ = content_words("ضرورة وقف القصف فوراً"), content_words("ضرورة وقف القصف فوراً وعودة المهجرين إلى ديارهم")
    assert alike(short, long_)
    assert not alike(short, content_words("الحوار مستمر بين الأطراف"))
    assert not alike(frozenset(), frozenset())
