"""Feasts are found by their names, fall on the days that are known, and the one near the page's day is meant."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import msgspec
import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from mahdar.knowledge import load
from mahdar.knowledge.feasts import ByDate, ByHijriDate, Feast
from mahdar.times.feasts import LONGEST, FeastName, Feasts
from mahdar.times.meaning import Relative
from mahdar.times.movable import easter, hebrew_new_year

from .conftest import Analyse

FEASTS = Feasts(load())
BOOK = load().feasts
IDS = [feast.id for feast in BOOK.feast]


@pytest.mark.parametrize(
    ("feast", "year", "value"),
    [
        ("eid-al-fitr", 2024, "2024-04-10"),
        ("eid-al-adha", 2024, "2024-06-16"),
        ("arafah", 2024, "2024-06-15"),
        ("islamic-new-year", 2024, "2024-07-07"),
        ("ashura", 2024, "2024-07-16"),
        ("mawlid", 2024, "2024-09-15"),
        ("isra-miraj", 2024, "2024-02-08"),
        ("laylat-al-qadr", 2024, "2024-04-06~"),
        ("quds-day", 2018, "2018-06-08"),
        ("quds-day", 2024, "2024-04-05"),
        ("quds-day", 1978, None),
        ("christmas", 2023, "2023-12-25"),
        ("christmas-eastern", 2018, "2018-01-07"),
        ("easter", 2017, "2017-04-16"),
        ("easter", 2018, "2018-04-01"),
        ("easter", 2024, "2024-03-31"),
        ("easter-eastern", 2018, "2018-04-08"),
        ("easter-eastern", 2024, "2024-05-05"),
        ("good-friday", 2024, "2024-03-29"),
        ("good-friday-eastern", 2024, "2024-05-03"),
        ("palm-sunday", 2018, "2018-03-25"),
        ("palm-sunday-eastern", 2017, "2017-04-09"),
        ("sham-el-nessim", 2024, "2024-05-06"),
        ("easter", 1500, None),
        ("rosh-hashanah", 2023, "2023-09-16"),
        ("yom-kippur", 1973, "1973-10-06"),
        ("passover", 2024, "2024-04-23"),
        ("passover", 2018, "2018-03-31"),
        ("purim", 2018, "2018-03-01"),
        ("shavuot", 2024, "2024-06-12"),
        ("sukkot", 2023, "2023-09-30"),
        ("hanukkah", 2023, "2023-12-08"),
        ("hanukkah", 2024, "2024-12-26"),
        ("new-year", 2018, "2018-01-01"),
        ("new-year-eve", 2016, "2016-12-31"),
        ("nowruz", 2018, "2018-03-21"),
        ("labour-day", 2022, "2022-05-01"),
        ("thanksgiving", 2009, "2009-11-26"),
        ("thanksgiving", 2018, "2018-11-22"),
        ("lunar-new-year", 2018, None),
        ("nakba", 2018, "2018-05-15"),
        ("qatar-national-day", 2006, "2006-09-03"),
        ("qatar-national-day", 2007, "2007-12-18"),
        ("oman-national-day", 2024, "2024-11-18"),
        ("oman-national-day", 2025, "2025-11-20"),
        ("morocco-throne", 1998, "1998-03-03"),
        ("morocco-throne", 2018, "2018-07-30"),
        ("tunisia-revolution-day", 2018, "2018-01-14"),
        ("tunisia-revolution-day", 2022, "2022-12-17"),
        ("saudi-founding-day", 2021, None),
        ("russia-victory-day", 2018, "2018-05-09"),
    ],
)
def test_when_a_feast_falls(feast: str, year: int, value: str | None) -> None:
    found = FEASTS.date_in(feast, year)
    assert (found.edtf if found else None) == value


def test_a_hijri_feast_may_fall_twice_in_a_year() -> None:
    assert [run.edtf for run in FEASTS.dates_in("islamic-new-year", 2008)] == ["2008-01-10", "2008-12-29"]
    assert [run.edtf for run in FEASTS.dates_in("eid-al-fitr", 2000)] == ["2000-01-08", "2000-12-27"]


@pytest.mark.parametrize(
    ("feast", "anchor", "relative", "value"),
    [
        pytest.param("eid-al-fitr", "2024-04-11", None, "2024-04-10", id="the day before"),
        pytest.param("eid-al-fitr", "2024-04-10", None, "2024-04-10", id="the day itself"),
        pytest.param("eid-al-fitr", "2024-04-10", "past", "2023-04-21", id="الماضي on the day itself"),
        pytest.param("eid-al-fitr", "2024-04-11", "past", "2024-04-10", id="الماضي"),
        pytest.param("eid-al-fitr", "2024-04-10", "future", "2025-03-30", id="المقبل on the day itself"),
        pytest.param("eid-al-fitr", "2024-01-10", "future", "2024-04-10", id="المقبل"),
        pytest.param("labour-day", "2022-05-01", "current", "2022-05-01", id="current"),
        pytest.param("christmas", "2018-01-05", None, "2017-12-25", id="over the year's end"),
        pytest.param("new-year", "2017-12-22", None, "2018-01-01", id="ahead over the year's end"),
        pytest.param("lunar-new-year", "2018-02-01", None, None, id="can't be told"),
        pytest.param("saudi-founding-day", "2019-02-01", None, None, id="before there was one"),
        pytest.param("eid-al-fitr", "0001-01-01", None, None, id="before the calendar"),
        pytest.param("new-year", "9999-12-31", "future", None, id="after all days"),
    ],
)
def test_which_one_is_meant(feast: str, anchor: str, relative: Relative | None, value: str | None) -> None:
    found = FEASTS.near(feast, date.fromisoformat(anchor), relative)
    assert (found.edtf if found else None) == value


@pytest.mark.parametrize(
    ("feast", "year", "value"),
    [
        ("eid-al-fitr", 1445, "2024-04-10"),
        ("islamic-new-year", 1429, "2008-01-10"),
        ("islamic-new-year", 1430, "2008-12-29"),
        ("quds-day", 1439, "2018-06-08"),
        ("eid-al-fitr", 1200, "1786-07-28~"),
        ("christmas", 1445, None),
        ("eid-al-fitr", 0, None),
        ("eid-al-fitr", 10**30, None),
    ],
)
def test_feasts_of_a_hijri_year(feast: str, year: int, value: str | None) -> None:
    found = FEASTS.in_hijri_year(feast, year)
    assert (found.edtf if found else None) == value


@pytest.mark.parametrize(
    ("text", "name", "feast"),
    [
        ("هنأ الوزير المواطنين بعيد الفطر المبارك", "عيد الفطر المبارك", "eid-al-fitr"),
        ("هدنة ثلاثة أيام وبعيد الأضحى يفتح المعبر", "عيد الأضحى", "eid-al-adha"),
        ("خلال عطلة عيد الفطر", "عيد الفطر", "eid-al-fitr"),
        ("في أول أيام عيد الأضحى", "أول أيام عيد الأضحى", "eid-al-adha"),
        ("ليلة الإسراء والمعراج", "ليلة الإسراء والمعراج", "isra-miraj"),
        ("مراسم عاشوراء في كربلاء", "عاشوراء", "ashura"),
        ("وصل بعد رأس السنة الهجرية", "رأس السنة الهجرية", "islamic-new-year"),
        ("وصل بعد رأس السنة", "رأس السنة", "new-year"),
        ("في ليلة رأس السنة الميلادية", "ليلة رأس السنة الميلادية", "new-year-eve"),
        ("احتفالات رأس السنة الصينية", "رأس السنة الصينية", "lunar-new-year"),
        ("قداس عيد الفصح الشرقي", "عيد الفصح الشرقي", "easter-eastern"),
        ("إغلاق المعابر في عيد الفصح اليهودي", "عيد الفصح اليهودي", "passover"),
        ("قداس عيد الفصح في القدس", "عيد الفصح", "easter"),
        ("بمناسبة عيد العمال", "عيد العمال", "labour-day"),
        ("بمناسبة العيد العالمي للشغل", "العيد العالمي للشغل", "labour-day"),
        ("احتفالات نوروز في القامشلي", "نوروز", "nowruz"),
        ("اليوم الوطني السعودي", "اليوم الوطني السعودي", "saudi-arabia-national-day"),
        ("اليوم الوطني للمملكة العربية السعودية", "اليوم الوطني للمملكة العربية السعودية", "saudi-arabia-national-day"),
        ("العيد الوطني لدولة قطر", "العيد الوطني لدولة قطر", "qatar-national-day"),
        ("عيد استقلال لبنان", "عيد استقلال لبنان", "lebanon-independence"),
        ("عيد النصر الروسي", "عيد النصر الروسي", "russia-victory-day"),
        ("في ذكرى النكبة", "ذكرى النكبة", "nakba"),
        ("مسيرات يوم الأرض في غزة", "يوم الأرض", "land-day"),
        ("بعِيد الفطر", "عِيد الفطر", "eid-al-fitr"),
    ],
)
def test_names_of_feasts(analysed: Analyse, text: str, name: str, feast: str) -> None:
    (found,) = _read(analysed, text)
    assert found == (name, feast)


@pytest.mark.parametrize(
    "text",
    [
        "بعيد وصول الوفد بعيدا عن الفطر",
        "قال لقناة نوروز إن الوفد وصل",
        "اتفاق الجمعة العظيمة",
        "وقع انفجار في سوق عيد الميلاد",
        "العيد الوطني للجيش الإيراني",
        "يوم الاستقلال البولندي",
        "ذكرى رحيل الشاعر",
        "يوم القدس",
        "رأس الحكومة",
        "موسم الأمطار",
        "",
    ],
)
def test_what_is_no_feast(analysed: Analyse, text: str) -> None:
    assert _read(analysed, text) == []


@pytest.mark.parametrize(
    ("text", "state", "feast"),
    [
        ("عيد الاستقلال", "lebanon", "lebanon-independence"),
        ("عيد الاستقلال", "united-states", "united-states-independence"),
        ("عيد الاستقلال", "japan", None),
        ("عيد الاستقلال", None, None),
        ("اليوم الوطني", "oman", "oman-national-day"),
        ("عيد النصر", "russia", "russia-victory-day"),
        ("عيد النصر", "turkey", "turkey-victory-day"),
        ("عيد العرش", "morocco", "morocco-throne"),
        ("عيد العرش", "israel", "sukkot"),
        ("عيد الجلاء", "syria", "syria-evacuation"),
        ("عيد الجيش", "lebanon", "lebanon-army-day"),
        ("عيد الفطر", None, "eid-al-fitr"),
    ],
)
def test_a_name_that_states_share_asks_for_the_state(analysed: Analyse, text: str, state: str | None, feast: str | None) -> None:
    found = FEASTS.at(analysed(text).lines[0].tokens, 0)
    assert found is not None
    assert found.of(state) == feast


def test_past_the_last_token_there_is_no_name(analysed: Analyse) -> None:
    tokens = analysed("عيد الفطر").lines[0].tokens
    assert FEASTS.at(tokens, 2) is None
    assert FEASTS.at(tokens, 1) is None


@given(st.sampled_from(IDS), st.integers(-5, 10005))
def test_feasts_of_any_year(feast: str, year: int) -> None:
    for run in FEASTS.dates_in(feast, year):
        assert run.first.year == year
        assert str(parse_edtf(run.edtf)) == run.edtf


@given(st.sampled_from(IDS), st.dates(), st.sampled_from(["past", "future", "current", None]))
def test_feasts_near_any_day(feast: str, anchor: date, relative: Relative | None) -> None:
    found = FEASTS.near(feast, anchor, relative)
    if found:
        assert relative != "past" or found.last < anchor
        assert relative != "future" or found.first > anchor
        assert abs((found.first - anchor).days) < 3 * 366


def test_a_feast_there_is_not_is_an_error() -> None:
    with pytest.raises(KeyError, match="no-such-feast"):
        FEASTS.date_in("no-such-feast", 2018)


def test_every_feast_is_whole() -> None:
    states = {state.id for state in load().states}
    assert len(set(IDS)) == len(IDS)
    for feast in BOOK.feast:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", feast.id), feast.id
        assert feast.state is None or feast.state in states, feast.id
        assert feast.state is not None or not (feast.bare or any("{" in name for name in feast.names)), feast.id
        assert feast.source, feast.id
        assert all(set(re.findall(r"{.*?}", name)) <= {"{of}", "{state}"} for name in feast.names), feast.id
        for rule in feast.on:
            if isinstance(rule, ByDate):
                assert date(2000, rule.month, rule.day), feast.id
            if isinstance(rule, ByHijriDate):
                assert 1 <= rule.month <= 12, feast.id
                assert 1 <= rule.day <= 29, feast.id


@pytest.mark.parametrize("feast", [feast for feast in BOOK.feast if len(feast.on) > 1], ids=lambda feast: feast.id)
def test_no_two_rules_hold_in_one_year_and_no_year_between_is_without(feast: Feast) -> None:
    assert all(earlier.until is not None and later.since == earlier.until + 1 for earlier, later in pairwise(feast.on))


def test_no_words_are_two_feasts_names() -> None:
    made: dict[tuple[str, ...], set[str]] = {}
    for feast in BOOK.feast:
        alone = Feasts(msgspec.structs.replace(load(), feasts=msgspec.structs.replace(BOOK, feast=(feast,))))
        for phrase in alone.phrases:
            made.setdefault(phrase, set()).add(feast.id)
    assert {phrase: ids for phrase, ids in made.items() if len(ids) > 1} == {}
    assert not FEASTS.phrases.keys() & FEASTS.shared.keys()
    assert max(map(len, FEASTS.phrases)) == LONGEST


@given(st.integers(1583, 4099))
def test_easter_is_a_sunday_and_the_eastern_never_before_the_western(year: int) -> None:
    western, eastern = easter(year, "western"), easter(year, "eastern")
    assert western
    assert eastern
    assert western.isoweekday() == eastern.isoweekday() == 7
    assert date(year, 3, 22) <= western <= date(year, 4, 25)
    assert year > 2500 or eastern >= western


@given(st.integers(1583, 9998))
def test_the_hebrew_year_never_begins_on_sunday_wednesday_or_friday_and_has_a_length_there_is(year: int) -> None:
    here, long_heshvan = hebrew_new_year(year)
    after, _ = hebrew_new_year(year + 1)
    assert here.isoweekday() not in (7, 3, 5)
    assert (after - here).days in (353, 354, 355, 383, 384, 385)
    assert long_heshvan is ((after - here).days in (355, 385))


@pytest.mark.parametrize("day", ["1973-09-27", "2008-09-30", "2016-10-03", "2017-09-21", "2018-09-10", "2022-09-26", "2024-10-03", "2025-09-23"])
def test_known_hebrew_new_years(day: str) -> None:
    assert hebrew_new_year(int(day[:4]))[0] == date.fromisoformat(day)


def _read(analysed: Analyse, text: str) -> list[tuple[str, str | None]]:
    """What the names found in ``text`` are, and the feasts they mean."""
    out: list[tuple[str, str | None]] = []
    for line in analysed(text).lines:
        i = 0
        while i < len(line.tokens):
            found = FEASTS.at(line.tokens, i)
            if isinstance(found, FeastName):
                out.append((text[found.start : line.tokens[i + found.taken - 1].end], found.feast))
            i += found.taken if found else 1
    return out
