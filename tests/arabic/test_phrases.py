"""Wordings found in tokens, with their number."""

from __future__ import annotations

import time

import pytest

from mahdar.arabic import build_lexicon, compile_phrases, tokenize
from mahdar.knowledge import load, load_dossiers

KNOWN = load()
LEXICON = build_lexicon(KNOWN, load_dossiers())
OASIS = compile_phrases(
    [
        "{round} {ordinal}? من {talks} (الواحة|واحة السلام)",
        "الواحة {ordinal}",
        "{ordinal} {round} من {talks} الواحة",
        "لجنة 5+5",
        "{round} {word} الواحة",
    ],
    KNOWN,
)


def found(text: str) -> list[tuple[str, int | None]]:
    """The wordings in a text from left to right, each with its number."""
    tokens = tokenize(text, LEXICON)
    out, at = [], 0
    while at < len(tokens):
        if (match := OASIS.match(tokens, at)) is not None:
            out.append((text[tokens[at].start : tokens[match[0] - 1].end], match[1]))
            at = match[0]
        else:
            at += 1
    return out


@pytest.mark.parametrize(
    ("text", "wording", "number"),
    [
        ("انطلقت الجولة السابعة من محادثات الواحة اليوم", "الجولة السابعة من محادثات الواحة", 7),  # the seventh round of the Oasis talks
        ("الجولة الـ19 من محادثات «الواحة»", "الجولة الـ19 من محادثات «الواحة", 19),
        ("الجولة رقم 7 من مفاوضات الواحة", "الجولة رقم 7 من مفاوضات الواحة", 7),
        ("الاجتماع الحادي والعشرون من مسار الواحة", "الاجتماع الحادي والعشرون من مسار الواحة", 21),
        ("وفي الجولة من محادثات الواحة", "الجولة من محادثات الواحة", None),
        ("وبجولتها السابعة من مفاوضات الواحة", "وبجولتها السابعة من مفاوضات الواحة", 7),  # in its seventh round
        ("سابع جولة من محادثات الواحة", "سابع جولة من محادثات الواحة", 7),
        ("الجولة السابعة من محادثات واحة السلام", "الجولة السابعة من محادثات واحة السلام", 7),
        ("الجولة السابعة من محادثات الواحه", "الجولة السابعة من محادثات الواحه", 7),
        ("الواحة 7 تبدأ غدا", "الواحة 7", 7),
        ("الواحة-7", "الواحة-7", 7),
        ("أعضاء لجنة 5+5 الليبية", "لجنة 5+5", None),
        ("اجتماع مدينة الواحة", "اجتماع مدينة الواحة", None),
    ],
)
def test_found(text: str, wording: str, number: int | None) -> None:
    assert found(text) == [(wording, number)]


@pytest.mark.parametrize(
    "text",
    [
        "الجولة السابعة من محادثات النخيل",
        "الجولة السابعة من واحة",
        "الواحة 7 تشرين الثاني",  # a date
        "الواحة 5+5",
        "الواحة 70000",
        "الواحة الكبيرة",
        "جولة سابعة من محادثات واحة النخيل",  # the article of «الواحة» is missing
        "اجتماع، الواحة",
        "",
    ],
)
def test_not_found(text: str) -> None:
    assert found(text) == []


def test_heads_tell_where_a_wording_may_begin() -> None:
    assert {"جوله", "الواحه", "لجنه"} <= OASIS.heads
    assert OASIS.anywhere
    assert not compile_phrases(["الواحة {ordinal}"], KNOWN).anywhere


def test_a_pattern_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not closed"):
        compile_phrases(["(الواحة"], KNOWN)


def test_shipped_patterns_find_what_they_are_for() -> None:
    patterns = {dossier.id: compile_phrases(dossier.patterns, KNOWN) for dossier in load_dossiers()}

    def of(text: str) -> dict[str, int | None]:
        tokens = tokenize(text, LEXICON)
        begun = [(id_, match[1]) for id_, each in patterns.items() for i in range(len(tokens)) if (match := each.match(tokens, i))]
        return dict(reversed(begun))

    assert of("افتتح الاجتماع الدولي الحادي والعشرون حول سوريا") == {"astana": 21}
    assert of("القمة الثالثة بين الكوريتين") == {"inter-korean-summits": 3}
    assert of("تعقد القمة الثلاثية الخامسة حول سوريا في أنقرة") == {"russia-turkey-iran-summits": 5}
    assert of("الجولة الثامنة من محادثات فيينا") == {"jcpoa-talks": 8}
    assert of("الجولة العاشرة من مفاوضات سد النهضة") == {"gerd-talks": 10}
    assert of("الطاولة المستديرة الثانية حول الصحراء الغربية") == {"western-sahara-round-tables": 2}
    assert of("الجولة الثامنة من المحادثات بين واشنطن وطالبان") == {"afghanistan-doha": 8}
    assert of("الجولة الثالثة من المفاوضات الروسية الأوكرانية") == {"ukraine-istanbul": 3}
    assert of("الجولة الثالثة من محادثات النخيل في الدوحة") == {}


@pytest.mark.parametrize("pattern", ["(ا|ب)? " * 5 + "ج", "{word}? " * 7 + "الواحة", "الواحة " + "({word}|{round})? " * 5])
def test_time_is_linear_in_the_text_whatever_the_pattern(pattern: str) -> None:
    def cost(words: int) -> float:
        tokens = tokenize("اجتماع " * words, LEXICON)
        best = float("inf")
        for _ in range(3):
            begin = time.process_time()
            for i in range(len(tokens)):
                phrases.match(tokens, i)
            best = min(best, time.process_time() - begin)
        return best

    phrases = compile_phrases([pattern], KNOWN)
    assert cost(2000) < 20 * cost(500) + 0.05
