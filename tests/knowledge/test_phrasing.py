"""The small language of patterns: what its wordings are, and what is refused."""

from __future__ import annotations

import pytest

from mahdar.knowledge.phrasing import DEEPEST, LONGEST, MOST, shown, ways, without_own_word


@pytest.mark.parametrize(
    ("pattern", "wordings"),
    [
        ("واحة", ["واحة"]),
        ("  واحة   السلام ", ["واحة السلام"]),
        ("{round} {ordinal} من {talks} الواحة", ["{round} {ordinal} من {talks} الواحة"]),
        ("{ round } الواحة", ["{round} الواحة"]),
        ("مدينة? الواحة", ["مدينة الواحة", "الواحة"]),
        ("(الواحة|واحة السلام) {ordinal}", ["الواحة {ordinal}", "واحة السلام {ordinal}"]),
        ("لجنة (5+5)?", ["لجنة 5 + 5", "لجنة"]),
        ("((ا|ب) ج)? د", ["ا ج د", "ب ج د", "د"]),
        ("الواحة | النخيل", ["الواحة", "النخيل"]),
        ("الواحة-السلام", ["الواحة السلام"]),
        ("(ا|ا) ب", ["ا ب"]),
    ],
)
def test_wordings(pattern: str, wordings: list[str]) -> None:
    assert list(map(shown, ways(pattern))) == wordings


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("", "expected words, got ''"),
        ("   ", "which has none"),
        ("واحة?", "expected words that must be there"),
        ("(واحة)? (السلام)?", "in which all may be missing"),
        ("(واحة", "got one that is not closed"),
        ("واحة)", "take out the last"),
        ("? واحة", "before `?`, got none"),
        ("{واحة", "{word}, got '{'"),
        ("واحة}", "expected `{` before `}`"),
        ("{month} واحة", "expected one of {round}, {talks}, {ordinal}, {word}, got '{month}'"),
        ("واحة*", "no regular expressions"),
        ("[ا-ي]+", "no regular expressions"),
        (r"\w+", "no regular expressions"),
        (".", "no regular expressions"),
        ("^واحة$", "no regular expressions"),
        (" ".join(["واحة"] * (LONGEST + 1)), f"expected at most {LONGEST} words, got {LONGEST + 1}"),
        ("(ا|ب) " * 9, f"expected at most {MOST} wordings in one pattern, got more"),
        ("(" * (DEEPEST + 1) + "واحة" + ")" * (DEEPEST + 1), "brackets inside each other"),
        ("(" * 400, "brackets inside each other"),
        ("(ا|ب)" * 90, f"expected at most {MOST} wordings"),
        ("واحة " * 100_000, "expected at most 500 characters, got 500000"),
    ],
    ids=lambda value: value[:20],
)
def test_what_is_refused(pattern: str, told: str) -> None:
    with pytest.raises(ValueError, match=r"^expected ") as error:
        ways(pattern)
    assert told in str(error.value)
    assert len(str(error.value)) < 1000


def test_a_wording_without_a_word_of_its_own() -> None:
    common = {"محادثات", "من"}.__contains__
    bare = without_own_word(ways("{round} {ordinal} (من (محادثات|الواحة))?"), common)
    assert bare is not None
    assert shown(bare) == "{round} {ordinal} من محادثات"
    assert without_own_word(ways("{round} {ordinal} من (محادثات)? الواحة"), common) is None
    assert without_own_word(ways("محادثات 5+5"), common) is None
