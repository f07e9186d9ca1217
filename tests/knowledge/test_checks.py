"""What an entry must be by itself."""

from __future__ import annotations

from typing import Any

import pytest

from mahdar.knowledge import edtf, load
from mahdar.knowledge.checks import complaints, function_words, slug_of
from mahdar.knowledge.forms import Entry, Event, Office, Organization, OutletSite, Person, Place, State

SOUND: dict[str, Any] = {"id": "x", "en": "X", "names": ("سالم",)}


def person(**more: Any) -> Person:
    return Person(**(SOUND | more))


def office(**more: Any) -> Person:
    return person(offices=(Office(**({"role": "envoy"} | more)),))


@pytest.mark.parametrize(
    ("entry", "key", "told"),
    [
        (person(id="Salem"), "id", "got 'Salem'"),
        (person(id="a--b"), "id", "single hyphens"),
        (person(id="سالم"), "id", "small Latin letters"),
        (person(names=()), "names", "expected at least one Arabic name"),
        (person(en=" "), "en", "expected the English name"),
        (person(names=("س",)), "names", "two letters or more, got 'س', which has one"),
        (person(short=("سـ",)), "short", "which has one"),
        (person(names=("سَ",)), "names", "which has one"),
        (person(names=("2254",)), "names", "which has none"),
        (person(names=("",)), "names", "which has none"),
        (person(names=("Salem",)), "names", "belongs into `latin`"),
        (person(names=("سالم\nعلي",)), "names", "on one line without control characters"),
        (person(en="X\x1b[2J"), "en", "without control characters"),
        (Event(**SOUND, sort="war\n"), "sort", "without control characters"),
        (Organization(**SOUND, sort="agency\n"), "sort", "without control characters"),
        (person(latin=("X",)), "latin", "two letters or more"),
        (person(latin=("5+1",)), "latin", "which has none"),
        (State(**SOUND, adjectives=("ي",)), "adjectives", "two letters or more"),
        (State(**SOUND, capital_names=("٣٣",)), "capital_names", "which has none"),
        (State(**SOUND, government_names=("Gov",)), "government_names", "Arabic letters"),
        (State(**SOUND, iso="ksa"), "iso", "two capital letters"),
        (State(**SOUND, government="The Government"), "government", "small Latin letters"),
        (person(wikidata="123"), "wikidata", "expected the id of an item (Q123)"),
        (person(known="somebody told me"), "known", "PACKAGE VERSION"),
        (person(known="corpus news"), "known", "corpus FILE#ID"),
        (office(role="Foreign Minister"), "offices[0].role", "small Latin letters"),
        (office(from_="2019-02-30"), "offices[0].from", "got '2019-02-30'"),
        (office(to="30/11/2019"), "offices[0].to", "a day, month or year"),
        (office(from_="2019-05", to="2018"), "offices[0].to", "not before the beginning 2019-05, got 2018"),
        (person(died="2019-02-30"), "died", "a day, month or year"),
        (office(known="?"), "offices[0].known", "expected one of unverified"),
        (Organization(**SOUND), "sort", "expected what it is"),
        (Organization(**SOUND, sort="News Agency"), "sort", "small Latin letters"),
        (Place(**SOUND), "sort", "expected what it is"),
        (Place(**SOUND, sort="city", lat=33.5), "lat", "expected lat and lon together"),
        (Place(**SOUND, sort="city", lat=91.0, lon=0.0), "lat", "from -90 to 90, got 91.0"),
        (Place(**SOUND, sort="city", lat=0.0, lon=-180.5), "lon", "from -180 to 180"),
        (Place(**SOUND, sort="city", lat=float("nan"), lon=0.0), "lat", "got nan"),
        (Place(**SOUND, sort="city", population=-1), "population", "a count of people"),
        (Place(**SOUND, sort="city", geonames=0), "geonames", "the number in GeoNames"),
        (Event(**SOUND, date="1918/1914"), "date", "the first one not after the other"),
        (Event(**SOUND, date="../.."), "date", "got '../..'"),
        (OutletSite(entity="x", hosts=()), "hosts", "expected the domains of the site"),
        (OutletSite(entity="x", hosts=("https://example.com",)), "hosts", "without http://"),
        (OutletSite(entity="x", hosts=("www.example.com",)), "hosts", "without http:// and www."),
        (OutletSite(entity="x", hosts=("example.com",), names=("ن",)), "names", "two letters or more"),
    ],
)
def test_a_complaint_names_the_key(entry: Entry | OutletSite, key: str, told: str) -> None:
    ((found, message),) = complaints(entry)
    assert found == key
    assert told in message


@pytest.mark.parametrize(
    "entry",
    [
        person(),
        person(names=("سالم بن علي", "أبو سالم"), short=("الواحدي",), latin=("G7", "X4"), wikidata="Q1", gender="m"),
        person(known="babel 2.18.0; https://example.org/سالم 2024-01-24; page 0a1b2c; wikidata Q12@345; corpus news.jsonl.gz#12"),
        office(from_="2019", to="2019-05-01"),
        office(from_="2019-05-01", to="2019"),
        Person(id="x", same_as="lavrov"),
        Organization(id="x", same_as="tass", names=("تاسس",)),
        Place(**SOUND, sort="city", lat=-90.0, lon=180.0, population=0),
        Event(**SOUND, date="2011/.."),
        Event(**SOUND, date="1914/1918"),
        OutletSite(entity="x", hosts=("news.example.co.uk/arabic",), names=("RT",)),
    ],
)
def test_what_is_sound(entry: Entry | OutletSite) -> None:
    assert list(complaints(entry)) == []


@pytest.mark.parametrize(("end", "start", "before"), [("2016-05", "2017", True), ("2017", "2017-10-30", False), ("2017-10-29", "2017-10-30", True)])
def test_times_are_compared_as_far_as_both_tell(end: str, start: str, before: bool) -> None:
    assert edtf.is_before(end, start) is before


@pytest.mark.parametrize(("label", "slug"), [("Şeyda Ö. Nasır", "seyda-o-nasir"), ("Abu Bakr al-Ḥasan", "abu-bakr-al-hasan"), ("سالم", "")])
def test_slugs(label: str, slug: str) -> None:
    assert slug_of(label) == slug


@pytest.mark.parametrize("name", ["في", "إلى", "الي", "فـِي", "ال"])
def test_a_function_word_is_no_name_but_with_care(name: str) -> None:
    words = function_words(load().lexical.function)
    ((key, told),) = complaints(person(short=(name,)), words)
    assert (key, "function word" in told) == ("short", True)
    assert list(complaints(person(short=(name,), needs_context=True), words)) == []
    assert list(complaints(person(short=(f"{name} سالم",)), words)) == []
