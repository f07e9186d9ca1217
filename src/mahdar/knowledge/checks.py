"""What an entry must be by itself, whoever wrote it. What entries say of each other is checked in `mahdar.knowledge.adding`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache

from mahdar.knowledge import edtf
from mahdar.knowledge.forms import Entry, Event, Office, Organization, OutletSite, Person, Place, State

Complaint = tuple[str, str]
"""The key of a field and what is wrong with it."""

KNOWN = {
    "unverified": r"unverified",
    "PACKAGE VERSION": r"[a-z][\w.-]* v?\d[\w.+-]*",
    "corpus FILE#ID": r"corpus \S+#\S+",
    "page ID": r"page [0-9a-f]{6,64}",
    "wikidata Q…": r"wikidata Q[1-9]\d*(@\d+)?",
    "the address of a page that was opened": r"https?://\S+( \d{4}-\d\d-\d\d)?",
}
"""How an entry or an office may be known: nobody's word; a package; a page of a corpus; a page of a record by its id or the head of it; an
item of Wikidata, with its revision; an address, with the day when it was opened. Several are parted by a semicolon."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_QID = re.compile(r"Q[1-9]\d*")
_ISO = re.compile(r"[A-Z]{2}")
_HOST = re.compile(r"(?!www\.)[a-z0-9-]+(\.[a-z0-9-]+)+(/[\w.-]+)*")
_KNOWN = re.compile("|".join(f"(?:{form})" for form in KNOWN.values()))
_ARABIC = re.compile(r"[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06fa-\u06fc]")
_TWO_LETTERS = re.compile(r"[^\W\d_\u0640].*[^\W\d_\u0640]")
_LETTER_AND_SIGN = re.compile(r"[^\W\d_\u0640].*[^\W_]|[^\W_].*[^\W\d_\u0640]")  # G7, M23
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "’": "", "'": "", "ʻ": "", "ʿ": ""})
_ALIKE = str.maketrans({"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ٱ": "ا", "\u0640": None})
_NAMES = ("names", "short")
_NAMES_OF_STATES = (*_NAMES, "adjectives", "people", "capital_names", "government_names")


def complaints(entry: Entry | OutletSite, function: Container[str] = ()) -> Iterator[Complaint]:
    """What is wrong with an entry, each with the field's key. ``function`` are the words that no name may be (see `function_words`)."""
    if isinstance(entry, OutletSite):
        yield from _outlet(entry)
        return
    if not is_slug(entry.id):
        yield "id", no_slug(entry.id)
    if not entry.same_as:
        if not entry.names:
            yield "names", 'expected at least one Arabic name (names = ["…"]), got none'
        if not entry.en.strip():
            yield "en", 'expected the English name (en = "…"), got none'
    for field in ("en", "sort"):
        if _CONTROL.search(value := getattr(entry, field, None) or ""):
            yield field, _not_one_line(value)
    for field in _NAMES_OF_STATES if isinstance(entry, State) else _NAMES:
        for name in getattr(entry, field):
            if wrong := wrong_name(name, () if entry.needs_context else function):
                yield field, wrong
    for name in entry.latin:
        if wrong := _wrong(name, _LETTER_AND_SIGN):
            yield "latin", wrong
    if entry.wikidata is not None and not _QID.fullmatch(entry.wikidata):
        yield "wikidata", f"expected the id of an item (Q123), got {entry.wikidata!r}"
    if not _is_known(entry.known):
        yield "known", _not_known(entry.known)
    if isinstance(entry, Person):
        for number, office in enumerate(entry.offices):
            for key, message in _office(office):
                yield f"offices[{number}].{key}", message
        if entry.died is not None and not edtf.is_date(entry.died):
            yield "died", f"expected {edtf.FORMS}, got {entry.died!r}"
    elif isinstance(entry, Place):
        yield from _sort(entry)
        yield from _place(entry)
    elif isinstance(entry, Organization):
        yield from _sort(entry)
    elif isinstance(entry, Event):
        if entry.date is not None and not edtf.is_interval(entry.date):
            yield "date", f"expected {edtf.FORMS} or two of them with a slash between, the first one not after the other, got {entry.date!r}"
    elif isinstance(entry, State):
        if entry.iso is not None and not _ISO.fullmatch(entry.iso):
            yield "iso", f"expected two capital letters (ISO 3166-1), got {entry.iso!r}"
        if entry.government is not None and not is_slug(entry.government):
            yield "government", no_slug(entry.government)


def function_words(words: Iterable[str]) -> frozenset[str]:
    """The article and function ``words``, as names are compared with them."""
    return frozenset(map(bare_of, ("ال", *words)))


def wrong_name(name: str, function: Container[str] = ()) -> str | None:
    """What is wrong with an Arabic name, or None. ``function`` are the words that it may not be (see `function_words`)."""
    if wrong := _wrong(name):
        return wrong
    if bare_of(name) in function:
        return f"expected a name, got the function word {name!r}, which would be found everywhere; needs_context = true finds it with care"
    return None if _ARABIC.search(name) else f"expected Arabic letters, got {name!r}; a name in Latin letters belongs into `latin`"


@lru_cache(maxsize=1024)
def _is_known(value: str) -> bool:
    return all(_KNOWN.fullmatch(part) for part in value.split("; "))


def bare_of(name: str) -> str:
    """A name by its letters and digits, those often written for each other alike. `mahdar.arabic` folds better, but stands on the knowledge."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if c.isalnum()).translate(_ALIKE)


def is_slug(value: str) -> bool:
    """Whether ``value`` is small letters, digits and single hyphens."""
    return _SLUG.fullmatch(value) is not None


def no_slug(value: str) -> str:
    """What is wrong with an id that is no slug."""
    return f"expected small Latin letters, digits and single hyphens (abu-bakr), got {value!r}"


def slug_of(label: str) -> str:
    """A label in Latin letters as a slug: Şeyda Ö. Nasır as seyda-o-nasir."""
    bare = unicodedata.normalize("NFKD", label.casefold().translate(_LETTERS))
    return _NO_SLUG.sub("-", "".join(c for c in bare if not unicodedata.combining(c))).strip("-")


def _not_one_line(name: str) -> str:
    return f"expected a name on one line without control characters, got {name!r}"


def _wrong(name: str, least: re.Pattern[str] = _TWO_LETTERS) -> str | None:
    if not least.search(name):
        found = "one" if any(map(str.isalpha, name.replace("\u0640", ""))) else "none"
        return f"expected a name of two letters or more, got {name!r}, which has {found}; so short a name would be found everywhere"
    if _CONTROL.search(name):
        return _not_one_line(name)
    return None


def _outlet(site: OutletSite) -> Iterator[Complaint]:
    if not site.hosts:
        yield "hosts", 'expected the domains of the site (hosts = ["example.com"]), got none'
    for host in site.hosts:
        if not _HOST.fullmatch(host):
            yield "hosts", f"expected a domain without http:// and www., with the head of a path where outlets share it, got {host!r}"
    for name in site.names:
        if wrong := _wrong(name, _LETTER_AND_SIGN):
            yield "names", wrong


def _office(office: Office) -> Iterator[Complaint]:
    since, until = office.from_, office.to
    if not is_slug(office.role):
        yield "role", no_slug(office.role)
    if since is not None and not edtf.is_date(since):
        yield "from", f"expected {edtf.FORMS}, got {since!r}; leave it out where it isn't known"
    elif until is not None and not edtf.is_date(until):
        yield "to", f"expected {edtf.FORMS}, got {until!r}; leave it out where it isn't known"
    elif since and until and edtf.is_before(until, since):
        yield "to", f"expected an end that is not before the beginning {since}, got {until}"
    if not _is_known(office.known):
        yield "known", _not_known(office.known)


def _sort(entry: Organization | Place) -> Iterator[Complaint]:
    if not entry.sort:
        if not entry.same_as:
            yield "sort", 'expected what it is (sort = "city", "agency" …; docs/knowledge.md lists them), got nothing'
    elif not is_slug(entry.sort) and not _CONTROL.search(entry.sort):
        yield "sort", no_slug(entry.sort)


def _place(place: Place) -> Iterator[Complaint]:
    if (place.lat is None) != (place.lon is None):
        yield "lat" if place.lon is None else "lon", "expected lat and lon together, got one of them"
    for field, value, most in (("lat", place.lat, 90), ("lon", place.lon, 180)):
        if value is not None and not -most <= value <= most:
            yield field, f"expected degrees from -{most} to {most}, got {value}"
    if place.geonames is not None and place.geonames < 1:
        yield "geonames", f"expected the number in GeoNames, got {place.geonames}"
    if place.population is not None and place.population < 0:
        yield "population", f"expected a count of people, got {place.population}"


def _not_known(value: str) -> str:
    return f"expected one of {', '.join(KNOWN)}, or several with a semicolon between, got {value!r}"
