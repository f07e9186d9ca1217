"""Populated places of the gazetteer: when a name of theirs counts, and whose it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.names.conftest import Page


def places(page: Page) -> list[tuple[str, str]]:
    text = page.text.text
    return [(n.of(text), n.entity) for n in page.names if n.found_by.startswith("gazetteer")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # A name that is hardly anything else stands alone where the page names its state, with a proclitic or without.
        ("اندلعت اشتباكات في جنديرس شمالي سوريا.", [("جنديرس", "jindayris-syria")]),
        ("قصفت القوات السورية المسيفرة أمس.", [("المسيفرة", "al-musayfirah-syria")]),
        ("اعتصم سكان ورقلة في الجزائر.", [("ورقلة", "ouargla-algeria")]),
        ("توفي ثلاثة ببسكرة جنوبي الجزائر.", [("بسكرة", "biskra-algeria")]),
        ("زار الوفد الجزائري تقرت وورقلة.", [("تقرت", "touggourt-algeria"), ("ورقلة", "ouargla-algeria")]),
        # ... and not in a page that says nothing of the state, a large town after a preposition aside.
        ("اعتصم سكان ورقلة.", []),
        ("وصل الفريق إلى هانغتشو.", [("هانغتشو", "hangzhou-china")]),
        # A name that is a common word, too, counts after a noun of place, not by itself.
        ("قتل رجلان في بلدة الغجر على الحدود بين لبنان وإسرائيل.", [("الغجر", "ghajar-israel")]),
        ("يعيش الغجر في إسرائيل.", []),
        ("في العراق، تظاهر المئات في مدينة القاسم.", [("القاسم", "al-qasim-iraq")]),
        ("في العراق، قال القاسم إن المظاهرات مستمرة.", []),
        # The noun must be in construct: with the article it has an adjective after it.
        ("أعلن العراق بناء المدينة الخضراء.", []),
        # A row of places after a noun for several.
        ("سيطر الجيش اليمني على مديريات حيران وعبس وميدي.", [("حيران", "hayran"), ("عبس", "abs"), ("ميدي", "midi")]),
        # A word that goes on with the name makes it another's.
        ("انتشر الجيش اليمني في قرى الصعيد الغربي.", []),
        # A person, a role or a club before it.
        ("في إيران قال مصطفى شهريار إنه عاد.", []),
        ("زار القائد ورقلة في الجزائر.", []),
    ],
)
def test_when_a_name_counts(read: Callable[[str], Page], line: str, expected: list[tuple[str, str]]) -> None:
    assert places(read(line)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # places.toml's own common words, beside a place of their state or in a row
        ("زرت الجبيل والخبر والدمام.", [("الخبر", "khobar")]),
        ("زرت الجبيل ونشرت الخبر.", []),
        ("وقعت المعارك في صعدة وحجة.", [("حجة", "hajjah")]),
        ("في محافظات النجف والمثنى وميسان العراقية.", [("المثنى", "muthanna")]),
    ],
)
def test_listed_common_words_count_beside_a_place_of_their_state(read: Callable[[str], Page], line: str, expected: list[tuple[str, str]]) -> None:
    assert places(read(line)) == expected


def test_of_places_of_one_name_that_of_the_state_in_the_page_is_meant(read: Callable[[str], Page]) -> None:
    line = "وقع الهجوم في بلدة الطيبة، بحسب السلطات {}."
    assert [e for _, e in places(read(line.format("الأردنية")))] == ["at-tayyibah-jordan"]
    assert [e for _, e in places(read(line.format("الفلسطينية")))] == ["at-taybah-palestine-284558"]


def test_a_place_says_how_it_was_found_and_its_english_name(read: Callable[[str], Page]) -> None:
    page = read("اعتصم سكان ورقلة في الجزائر، ثم في بلدة الرويبة.")
    (name,) = [n for n in page.names if n.entity == "ouargla-algeria"]
    assert (name.kind, name.found_by) == ("place", "gazetteer")
    assert page.found.entities["ouargla-algeria"].label == {"ar": "ورقلة", "en": "Ouargla"}
