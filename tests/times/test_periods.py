"""EDTF of quarters, halves, seasons, decades and centuries."""

from __future__ import annotations

from datetime import date

import pytest
from edtf import parse_edtf

from mahdar.times import periods
from mahdar.times.meaning import Relative


@pytest.mark.parametrize(
    ("part", "first", "year", "last", "value"),
    [
        ("quarter", 1, 2015, None, "2015-01/2015-03"),
        ("quarter", 2, 2015, None, "2015-04/2015-06"),
        ("quarter", 4, 2015, None, "2015-10/2015-12"),
        ("quarter", 1, 2015, 2, "2015-01/2015-06"),
        ("half", 1, 2015, None, "2015-01/2015-06"),
        ("half", 2, 2015, None, "2015-07/2015-12"),
        ("third", 3, 2015, None, "2015-09/2015-12"),
        ("quarter", 5, 2015, None, None),
        ("quarter", 0, 2015, None, None),
        ("quarter", 3, 2015, 2, None),
        ("half", 3, 2015, None, None),
        ("half", 1, 0, None, None),
        ("half", 1, 10000, None, None),
    ],
)
def test_parts_of_a_year(part: periods.Part, first: int, year: int, last: int | None, value: str | None) -> None:
    assert periods.part_of_year(part, first, year, last) == value
    assert value is None or str(parse_edtf(value)) == value


@pytest.mark.parametrize(
    ("part", "number", "anchor", "relative", "value"),
    [
        ("quarter", 2, "2015-08-01", None, "2015-04/2015-06"),
        ("quarter", 1, "2015-11-30", None, "2015-01/2015-03"),
        ("quarter", 3, "2015-08-01", "current", "2015-07/2015-09"),
        ("quarter", 4, "2016-01-20", None, "2015-10/2015-12"),
        ("quarter", 3, "2015-08-01", "past", "2014-07/2014-09"),
        ("quarter", 4, "2015-08-01", "future", "2015-10/2015-12"),
        ("half", 2, "2015-03-01", None, "2014-07/2014-12"),
        ("half", 2, "2015-03-01", "future", "2015-07/2015-12"),
        ("half", 3, "2015-03-01", None, None),
        ("half", 2, "0001-03-01", None, None),
        ("half", 1, "9999-12-31", "future", None),
    ],
)
def test_which_year_s_part_is_meant(part: periods.Part, number: int, anchor: str, relative: Relative | None, value: str | None) -> None:
    assert periods.part_near(part, number, date.fromisoformat(anchor), relative) == value


@pytest.mark.parametrize(
    ("number", "year", "month", "value"),
    [
        (1, 2015, 5, "2015-05-01/2015-05-15"),
        (2, 2015, 5, "2015-05-16/2015-05-31"),
        (2, 2016, 2, "2016-02-16/2016-02-29"),
        (3, 2015, 5, None),
        (1, 2015, 13, None),
        (1, 0, 1, None),
    ],
)
def test_halves_of_a_month(number: int, year: int, month: int, value: str | None) -> None:
    assert periods.half_of_month(number, year, month) == value


@pytest.mark.parametrize(("name", "value"), [("spring", "2009-21"), ("summer", "2009-22"), ("autumn", "2009-23"), ("winter", "2009-24")])
def test_seasons(name: periods.Season, value: str) -> None:
    assert periods.season(name, 2009) == value
    assert str(parse_edtf(value)) == value
    assert periods.season(name, 0) is None


@pytest.mark.parametrize(
    ("name", "anchor", "relative", "value"),
    [
        pytest.param("autumn", "2009-07-27", "future", "2009-23", id="الخريف القادم"),
        pytest.param("winter", "2009-08-01", "current", "2009-24", id="هذا الشتاء"),
        pytest.param("winter", "2009-08-01", None, "2009-24", id="فصل الشتاء"),
        pytest.param("winter", "2010-02-01", "current", "2009-24", id="هذا الشتاء, in it"),
        pytest.param("winter", "2010-02-01", "past", "2008-24", id="الشتاء الماضي, in winter"),
        pytest.param("winter", "2010-04-01", "past", "2009-24", id="الشتاء الماضي"),
        pytest.param("summer", "2009-08-01", "past", "2008-22", id="الصيف الماضي, in summer"),
        pytest.param("summer", "2009-09-01", "past", "2009-22", id="الصيف الماضي"),
        pytest.param("spring", "2011-04-01", "future", "2012-21", id="الربيع المقبل"),
        pytest.param("winter", "9999-12-31", "future", None, id="after all days"),
        pytest.param("winter", "0001-01-01", "past", None, id="before all days"),
    ],
)
def test_which_season_is_meant(name: periods.Season, anchor: str, relative: Relative | None, value: str | None) -> None:
    assert periods.season_near(name, date.fromisoformat(anchor), relative) == value


@pytest.mark.parametrize(("year", "value"), [(1994, "199X"), (1990, "199X"), (2000, "200X"), (622, "062X"), (5, "000X"), (0, None), (10000, None)])
def test_decades(year: int, value: str | None) -> None:
    assert periods.decade(year) == value
    assert value is None or str(parse_edtf(value)) == value


@pytest.mark.parametrize(
    ("tens", "anchor", "century", "value"),
    [
        pytest.param(90, "2024-04-12", None, "199X", id="التسعينيات"),
        pytest.param(30, "2024-04-12", 20, "193X", id="الثلاثينيات من القرن الماضي"),
        pytest.param(30, "2024-04-12", None, "193X", id="الثلاثينيات"),
        pytest.param(20, "2024-04-12", None, "202X", id="العشرينيات"),
        pytest.param(20, "2018-04-12", None, "192X", id="العشرينيات, before they came again"),
        pytest.param(90, "1994-01-01", None, "199X", id="in them"),
        pytest.param(90, "2024-04-12", 19, "189X", id="of a century"),
        pytest.param(95, "2024-04-12", None, None, id="no tens"),
        pytest.param(100, "2024-04-12", None, None, id="too many"),
        pytest.param(90, "2024-04-12", 0, None, id="no century"),
        pytest.param(90, "0050-01-01", None, None, id="before all years"),
    ],
)
def test_decades_by_their_tens(tens: int, anchor: str, century: int | None, value: str | None) -> None:
    assert periods.decade_named(tens, date.fromisoformat(anchor), century) == value


@pytest.mark.parametrize(("number", "value"), [(20, "19XX"), (21, "20XX"), (7, "06XX"), (1, "00XX"), (100, "99XX"), (0, None), (101, None)])
def test_centuries(number: int, value: str | None) -> None:
    assert periods.century(number) == value
    assert value is None or str(parse_edtf(value)) == value


@pytest.mark.parametrize(("year", "number"), [(2017, 21), (2000, 21), (1999, 20), (622, 7)])
def test_the_century_of_a_year(year: int, number: int) -> None:
    assert periods.century_of(year) == number
    assert periods.century(number) == f"{year // 100:02}XX"
