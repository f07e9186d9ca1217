"""In which order a day and month in figures are read: what the page, its outlet and every country with Arabic say."""

from __future__ import annotations

import msgspec
import pytest
from babel import Locale, localedata

from mahdar.knowledge import load
from mahdar.model import Outlet
from mahdar.names import SourceFinder
from mahdar.times import Resolver

from .conftest import Find

RESOLVER = Resolver(load())


@pytest.mark.parametrize("locale", [name for name in localedata.locale_identifiers() if name.split("_")[0] == "ar"])
def test_every_country_with_arabic_writes_the_day_first(locale: str) -> None:
    pattern = str(Locale.parse(locale).date_formats["short"].pattern)
    assert "".join(dict.fromkeys(c for c in pattern if c in "dMy")) == "dMy"


@pytest.mark.parametrize(
    ("text", "month_first", "value"),
    [
        ("نشر في 05/06/2018", False, "2018-06-05"),
        ("نشر في 05/06/2018", True, "2018-05-06"),
        ("نشر في 25/06/2018", True, "2018-06-25"),
        ("نشر في 2018/05/06", True, "2018-05-06"),
    ],
)
def test_the_outlets_order(find: Find, text: str, month_first: bool, value: str) -> None:
    found, _ = find(text)
    assert [time.value for time in RESOLVER.resolve(found, None, month_first=month_first)[0]] == [value]


def test_a_date_of_the_page_that_can_be_read_one_way_tells_the_others(find: Find) -> None:
    found, _ = find("نشر في 9/11/2018 وعدل في 9/25/2018")
    assert [time.value for time in RESOLVER.resolve(found, None)[0]] == ["2018-09-11", "2018-09-25"]


def test_an_outlet_of_the_knowledge_may_write_the_month_first() -> None:
    knowledge = load()
    site = msgspec.structs.replace(knowledge.outlets.outlet[0], month_first=True)
    outlets = msgspec.structs.replace(knowledge.outlets, outlet=(site, *knowledge.outlets.outlet[1:]))
    sources = SourceFinder(msgspec.structs.replace(knowledge, outlets=outlets))
    assert sources.month_first(Outlet(label="", entity=site.entity, basis="given"))
    assert not SourceFinder(knowledge).month_first(Outlet(label="", entity=site.entity, basis="given"))
    assert not sources.month_first(None)
