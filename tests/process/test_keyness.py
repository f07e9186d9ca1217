"""Phrases of running text, and which of them stand out."""

from __future__ import annotations

from collections import Counter

import pytest

from mahdar.arabic import build_lexicon, tokenize
from mahdar.knowledge import load
from mahdar.process.keyness import Key, PhraseWords, Uses, standouts

WORDS = PhraseWords(build_lexicon(load()), {"علي", "في"})


def phrases(text: str, names: str = "") -> list[str]:
    named = range(text.find(names), text.find(names) + len(names)) if names else range(0)
    return [text[first:last] for _, first, last in WORDS.of(tokenize(text, WORDS.lexicon), lambda token: token.stem_start in named)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "انسحاب القوات التركية", ["انسحاب القوات", "انسحاب القوات التركية", "القوات", "القوات التركية"], id="noun-of-a-noun-and-adjective"
        ),
        pytest.param("وقف إطلاق النار", ["وقف إطلاق النار", "إطلاق النار", "النار"], id="chain"),
        pytest.param("على المعتقلين", ["المعتقلين"], id="no-function-word"),
        pytest.param("يدعم السلام", ["السلام"], id="no-verb"),
        pytest.param("النووي", [], id="no-adjective-alone"),
        pytest.param("عودته إلى البلاد", ["البلاد"], id="no-pronoun"),
    ],
)
def test_phrases(text: str, told: list[str]) -> None:
    assert phrases(text) == told


def test_what_is_a_name_is_no_phrase() -> None:
    assert phrases("سد النهضة", "سد النهضة") == []
    assert phrases("ملء سد النهضة", "سد النهضة") == ["ملء سد النهضة"]


def uses(*texts: list[Key]) -> Uses:
    counted = Uses()
    for text in texts:
        counted.add((key, " ".join(key)) for key in text)
    return counted


WELLS: Key = ("حفر", "الابار")
PEACE: Key = ("السلام",)
WATER: Key = ("الابار",)
WAR: Key = ("الحرب",)


def test_what_is_told_here_and_not_elsewhere_stands_out() -> None:
    here = uses([WELLS, WELLS, PEACE], [WELLS, WELLS, PEACE], [PEACE])
    found = standouts(here, Counter({PEACE: 600, WELLS: 1, WAR: 2000}), 3, 10)
    assert [(one.words, one.here, one.texts, one.elsewhere) for one in found] == [("حفر الابار", 4, 2, 1)]
    assert found[0].z > 1.96


def test_what_one_text_repeats_or_hardly_anybody_says_does_not() -> None:
    elsewhere = Counter({WAR: 2000})
    assert standouts(uses([WELLS] * 9, [PEACE]), elsewhere, 2, 10) == ()
    assert standouts(uses([WELLS], [WELLS]), elsewhere, 2, 10) == ()
    assert [one.texts for one in standouts(uses([WELLS] * 9), elsewhere, 1, 10)] == [1]  # there is only one


def test_a_part_of_a_longer_phrase_is_told_with_it() -> None:
    elsewhere = Counter({WAR: 2000})
    assert [one.words for one in standouts(uses([WELLS, WATER] * 3, [WELLS, WATER] * 3), elsewhere, 2, 10)] == ["حفر الابار"]
    often = standouts(uses([WELLS, WATER, WATER] * 3, [WELLS, WATER, WATER] * 3), elsewhere, 2, 10)
    assert {one.words for one in often} == {"حفر الابار", "الابار"}


def test_only_so_many() -> None:
    here = uses(*([WELLS, PEACE] for _ in range(4)))
    assert len(standouts(here, Counter({WAR: 2000}), 4, 1)) == 1
