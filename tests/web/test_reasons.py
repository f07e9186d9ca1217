"""No reason of the reader goes without words: those in its source, and those that pages of many kinds bring about."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import get_args

import pytest

from mahdar.capture import capture
from mahdar.capture.pages import settle
from mahdar.capture.raw import Raw
from mahdar.layout import reasons as of_the_model
from mahdar.layout.profiles import freeze
from mahdar.layout.profiles.profile import Kind, Recurs
from mahdar.model import Page, Reading
from mahdar.statements.clause import Opener
from mahdar.web import reasons
from mahdar.web.catalogues import counts, messages
from mahdar.web.reasons import find, hole_of, phrases
from mahdar.web.words import Words, spoken
from tests.layout.sites import SITES
from tests.support.hows import hows, rules
from tests.support.pages import page_of
from tests.support.phrases import phrases_in
from tests.support.reader import shipped_reader
from tests.support.sites import sample_of, story_page

ROOT = Path(__file__).parents[2]
ROOMS = ("layout", "capture", "dating", "names", "times", "statements", "meetings")
SPELT = {"7 7 of 7 ignored: 7": ("published 2030-01-01 of meta date ignored: before 7", "modified 7 of h1 ignored: after the page was captured")}
"""Phrases whose first word the source fills in."""

TABLES = ("_FURNITURE", "_STORY", "_OTHERS")

LATIN = frozenset("JSON LD meta itemprop time h1 title htmldate UTF Windows U FFFD".split())
"""What is Latin in Arabic too: names of formats and of elements."""


def in_source() -> Iterator[str]:
    for room in ROOMS:
        for told in phrases_in(room).values():
            for phrase in told:
                yield from SPELT.get(phrase, (phrase,))
    yield from (phrase for name in TABLES for phrase in getattr(of_the_model, name).values())
    for kind in get_args(Kind):
        for pool in (False, True):
            yield Recurs(kind=kind, where="anywhere", pages=41, of_pages=44, stories=40, start=0, end=0, pool=pool).why


def english_left(reason: str) -> list[str]:
    """Words of English in what a reason is in Arabic, but for those of the page itself (isolated, and without `lang`)."""
    said = Words("ar").reason(reason)
    untold = [words for words in re.findall(r'<bdi[^>]*lang="en"[^>]*>(.*?)</bdi>', said) if re.search("[A-Za-z]", words)]
    outside = re.sub(r"<[^>]*>", "", re.sub(r"<bdi.*?</bdi>", "", said))
    return untold + [word for word in re.findall(r"[A-Za-z]+\d?", outside) if word not in LATIN]


@pytest.mark.parametrize("phrase", sorted(set(in_source())))
def test_every_phrase_in_the_source_has_words(phrase: str) -> None:
    assert english_left(phrase) == [], "give it words in web/messages/reasons.toml"


@pytest.mark.parametrize("room", ROOMS)
def test_the_source_is_looked_through(room: str) -> None:
    assert any(phrases_in(room).values())


def test_a_phrase_without_words_is_found_out() -> None:
    assert english_left("grown on a tree") == ["grown on a tree"]
    assert find("grown on a tree") is None


HTML = """<!DOCTYPE html><html lang="ar"><head><title>{title} - المدار</title><meta property="og:site_name" content="المدار">
<meta property="article:published_time" content="2017-09-12"><meta property="article:modified_time" content="2017-09-10">
<meta name="date" content="1970-01-01"><script type="application/ld+json">{{</script></head>
<body><nav><a href="/">الرئيسية</a></nav><p hidden>{hidden}</p><article><h1>{title}</h1>{body}</article>
<footer>جميع الحقوق محفوظة</footer></body></html>"""


@lru_cache(maxsize=1)
def pages() -> tuple[Page, ...]:
    """Pages of our own in the manner of many sites, in many encodings, and the examples."""
    texts = ["\n".join(line for _, line in site) for site in SITES.values()]
    title, *body = [line for role, line in SITES["no furniture at all"]]
    story = "\n".join([title, *body])
    html = HTML.format(title=title, hidden="كلام مخفي " * 300, body="".join(f"<p>{line}</p>" for line in body))
    garbled = "\n".join([*(line.encode().decode("latin-1") for line in body), "بقي سطر سليم"])
    bare = f"<html><head><meta charset=iso-8859-6></head><body><a href=/>{title}</a></body></html>"
    captured = [
        *(data.encode("utf-8", "surrogatepass") for data in (html, html.replace("article", "div"), garbled, bare, "<p>" * 600 + story)),
        *(story.encode(codec, "ignore") for codec in ("cp1256", "iso-8859-6", "utf-16", "utf-16-le")),
        story.encode() + b"\n\x93" + body[0].encode("cp1256") + b"\x94",
    ]
    raws = [
        Raw(data=data, source=f"made#{number}", fetched="2018-01-01T00:00:00Z", url="https://almadar.example/2017/10/20/")
        for number, data in enumerate(captured)
    ]
    examples = capture([str(ROOT / "examples/pages"), str(ROOT / "examples/captures")])
    site = [story_page(n, ["الرئيسية", "أخبار البلاد", "سوق السيارات"], ["تحميل التطبيق متاح للجميع"]) for n in range(24)]
    found = [*map(page_of, texts), *map(settle, raws), *examples, *site]
    assert all(isinstance(page, Page) for page in found), [page for page in found if not isinstance(page, Page)]
    return tuple(page for page in found if isinstance(page, Page))


@lru_cache(maxsize=1)
def readings() -> tuple[Reading, ...]:
    reader = shipped_reader().using(freeze(sample_of(pages())))
    return tuple(reader.read(page) for page in pages())


def told_by(reading: Reading) -> set[str]:
    """All reasons and notes that a reading gives."""
    whys = [*(block.why for block in reading.blocks), *reading.notes, *(refused.reason for refused in reading.rejected)]
    whys += [reading.published.why or ""] if reading.published else []
    whys += [slot.why or "" for meeting in reading.meetings for slot in meeting.slots.values()]
    whys += [reference.why for reference in reading.references]
    return {why for why in whys if why}


def test_how_names_were_found_is_never_left_in_english() -> None:
    found = {name.found_by for reading in readings() for name in reading.names}
    assert len(found) > 5
    assert {rule for rule in found if Words("ar").found_by(rule).startswith("<bdi")} == set()


def test_how_statements_were_found_is_never_left_in_english() -> None:
    """What pages bring about, and all that the source can: every HOW with every OPENER, found by grammar or by a model."""
    brought = {said.found_by for reading in readings() for said in reading.statements}
    assert len(brought) > 5
    spoken_of = hows()
    assert {"vso", "svo", "headline", "participle", "null-subject", "document", "carried"} <= spoken_of, "the source is looked through"
    possible = {f"{means}:{how}-{opener}" for means in ("grammar", "model") for how in spoken_of for opener in get_args(Opener)}
    for rule in sorted(brought | possible | rules()):
        assert "<bdi" not in Words("ar").found_by(rule), f"{rule}: give it words under [how], [opener] or [found] in web/messages"


def test_nothing_that_pages_bring_about_is_left_in_english() -> None:
    told = set().union(*(told_by(reading) for reading in readings()))
    assert len(told) > 60, "pages of many kinds bring about many reasons"
    assert {why: left for why in sorted(told) if (left := english_left(why))} == {}


def test_the_english_is_whole_too() -> None:
    for reading in readings():
        for why in told_by(reading):
            assert "{" not in Words("en").reason(why)
            assert spoken(Words("en").reason(why))


@pytest.mark.parametrize(
    ("reason", "arabic", "english"),
    [
        ("recurs on 41 of 44 pages of this site", "يتكرر في 41 من 44 صفحة لهذا الموقع", "recurs on 41 of 44 pages of this site"),
        ("recurs on 5 of 6 pages whose site is not known", "يتكرر في 5 من 6 صفحات لا يُعرف موقعها", "recurs on 5 of 6 pages whose site is not known"),
        ("shares few of its words with the story", "لا يشترك مع الخبر إلا في القليل من كلماته", "shares few of its words with the story"),
        ("stands 2 times in the page", "يرد مرتين في الصفحة", "stands 2 times in the page"),
        ("9 headlines run together", "9 عناوين متلاصقة", "9 headlines run together"),
        (
            "the page's line of its last change; it tells no day of publication",
            "سطر آخر تحديث في الصفحة؛ لا يُذكر يوم النشر",
            "the page's line of its last change; it tells no day of publication",
        ),
        (
            "published: the page's date line has 2017-09-12, meta article:published_time 2018-01-01",
            "في تاريخ النشر خلاف: سطر التاريخ في الصفحة: 12 سبتمبر 2017، وسم meta باسم article:published_time: 1 يناير 2018",
            "publication: the page's date line has 12 Sep 2017, meta article:published_time has 1 Jan 2018",
        ),
        (
            "mojibake of utf-8 read as windows-1252 and again as windows-1256 repaired in 2 lines",
            "أُصلح في سطرين نص UTF-8 كان قد قُرئ بترميز windows-1252، windows-1256",
            "repaired in 2 lines: UTF-8 that had been read as windows-1252, windows-1256",
        ),
        ("decoded as windows-1256, as declared", "قُرئت بترميز windows-1256: كما هو معلن", "decoded as windows-1256: declared"),
        ("1 byte of no character replaced by U+FFFD", "بلا محرف، فوُضع مكانها U+FFFD: بايت واحد", "one byte of no character replaced by U+FFFD"),
    ],
)
def test_reasons_in_words(reason: str, arabic: str, english: str) -> None:
    def plain(markup: str) -> str:
        return re.sub(r"<[^>]*>", "", markup)

    assert plain(Words("ar").reason(reason)) == arabic
    assert plain(Words("en").reason(reason)) == english


def test_words_fit_their_phrases() -> None:
    counted = counts("ar").keys()
    for key, phrase in phrases().items():
        holes = {name for _, name, _, _ in string.Formatter().parse(key) if name}
        for message in (phrase.ar, phrase.en):
            assert {name for _, name, _, _ in string.Formatter().parse(message) if name} == holes, key
        assert {hole_of(name) for name in holes} <= set(reasons._SHAPES) | counted, key
        assert find(re.sub(r"\{\w+\}", "7", key)) is not None
    kinds = {key.split(".")[1] for key in messages("ar") if key.startswith("furniture.")}
    assert {phrase.kind for phrase in phrases().values() if phrase.kind} == kinds


def test_kinds_of_furniture_come_by_how_much_there_is_of_each() -> None:
    whys = ["no word in it", "an item of a list", "an item of a list", "running text", "unheard of"]
    assert Words("ar").kinds(whys) == ["قوائم", "رموز"]


def test_attributes_keep_what_isolates_did() -> None:
    assert spoken(Words("ar").reason("decoded as <b>, as declared")) == "قُرئت بترميز \u2068<b>\u2069: كما هو معلن"
    assert spoken(Words("ar").reason("grown on a tree")) == "\u2066grown on a tree\u2069"
