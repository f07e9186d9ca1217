"""A page read as a whole: outlet, credits, language, the form of the output, and that reading is a function."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from mahdar import __version__
from mahdar.invariants import check
from mahdar.model import Page, Reading
from tests.support.pages import page_of
from tests.support.reader import shipped_reader

BODY = """لافروف يتحدث عن الوضع في إدلب

بدأت اليوم الجولة السابعة من محادثات أستانا بمشاركة وفود من روسيا وتركيا، وفق ما نقلت وكالة تاس.

وقال وزير الخارجية الروسي سيرغي لافروف إن الوضع صعب، داعيا أنقرة إلى الحوار. وأضاف أن القرار 2254 هو الأساس.
"""


def read(text: str, *, outlet: str | None = None) -> Reading:
    return check(shipped_reader().read(page_of(text, outlet=outlet)))


def shown(reading: Reading) -> tuple[str, str | None, str] | None:
    """The outlet's label, entity and basis."""
    return (reading.outlet.label, reading.outlet.entity, reading.outlet.basis) if reading.outlet else None


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        pytest.param("RT Arabic - لافروف يتحدث عن الوضع في إدلب\n\n" + BODY, ("RT Arabic", "rt", "stated"), id="known-site-before-the-title"),
        pytest.param("بعد أسبوع - لافروف يتحدث عن الوضع\n\n" + BODY, None, id="a-dash-in-a-title"),
        pytest.param("مرصد الأنباء » سياسة » سوريا\n\n" + BODY, ("مرصد الأنباء", None, "stated"), id="breadcrumb"),
        pytest.param("الرئيسية » سياسة » سوريا\n\n" + BODY, None, id="breadcrumb-that-begins-at-home"),
        pytest.param(BODY + "\nجميع الحقوق محفوظة © مرصد الأنباء 2017\n", ("مرصد الأنباء", None, "stated"), id="copyright-year-after"),
        pytest.param(BODY + "\nجميع الحقوق محفوظة © 2017 مرصد الأنباء.\n", ("مرصد الأنباء", None, "stated"), id="copyright-year-before"),
        pytest.param(BODY, None, id="none"),
    ],
)
def test_outlet(text: str, outlet: tuple[str, str | None, str] | None) -> None:
    reading = read(text)
    assert shown(reading) == outlet
    if reading.outlet:
        assert [span.of(text) for span in reading.outlet.evidence] == [reading.outlet.label]


def test_a_given_outlet_is_trusted_and_known_where_it_can_be() -> None:
    crumbs = "مرصد الأنباء » سياسة » سوريا\n\n" + BODY
    assert shown(read(crumbs, outlet="RT Arabic")) == ("RT Arabic", "rt", "given")
    assert shown(read(crumbs, outlet="جريدة لا يعرفها أحد")) == ("جريدة لا يعرفها أحد", None, "given")


def test_credits_are_the_agencies_of_the_credit_line_alone() -> None:
    text = BODY + "\nالمصدر: نوفوستي + تاس\n"
    assert [(c.entity, c.of(text)) for c in read(text).credits] == [("ria-novosti", "نوفوستي"), ("tass", "تاس")]
    assert read(BODY).credits == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param(BODY, "ar", id="arabic"),
        pytest.param("قال إن BBC وCNN وصلتا إلى المدينة صباح اليوم", "ar", id="mostly-arabic"),
        pytest.param("Lavrov spoke of the situation in the city today.\n", "en", id="english"),
        pytest.param("سخنگوی وزارت خارجه گفت که این نشست برای گفت‌وگو درباره ایران است.\n", "fa", id="persian"),
        pytest.param("وزیر خارجہ نے کہا ہے کہ یہ اجلاس بات چیت کے لیے ہے۔\n", "ur", id="urdu"),
        pytest.param("وەزیری دەرەوە گوتی ئەم کۆبوونەوەیە بۆ گفتوگۆیە لە نێوان هەردوو لا.\n", "ckb", id="kurdish"),
        pytest.param("٢٠١٧ – 30/10", None, id="no-letter"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert read(text).language == language


def test_what_is_known_of_the_capture_is_handed_on() -> None:
    page = msgspec.structs.replace(page_of(BODY, "dump.jsonl#7"), url="https://example.org/a", fetched="2020-01-01T00:00:00Z", media_type="text/html")
    reading = shipped_reader().read(page)
    assert (reading.page, reading.text_hash, reading.source, reading.text) == (page.id, page.text_hash, "dump.jsonl#7", BODY)
    assert (reading.url, reading.fetched, reading.media_type) == ("https://example.org/a", "2020-01-01T00:00:00Z", "text/html")
    assert reading.engine == __version__


def test_entities_are_those_referred_to_once_each_by_id() -> None:
    reading = read(BODY)
    ids = [entity.id for entity in reading.entities]
    assert ids == sorted(set(ids))
    assert {name.entity for name in reading.names} <= set(ids)
    assert {"lavrov", "russia", "astana"} <= set(ids)
    assert all(entity.label for entity in reading.entities)


def test_times_are_in_order_and_apart_and_so_are_names() -> None:
    reading = read("نشر يوم الأحد 5 آذار/مارس 2017، الموافق 6 جمادى الآخرة 1438 هـ، بعد أسبوعين من مساء أمس الجمعة.\n")
    for spans in (reading.times, reading.names):
        assert all(a.end <= b.start for a, b in pairwise(spans))
    assert reading.times


def test_what_was_refused_is_told_in_order_with_the_reason() -> None:
    rejected = read("1100 (GMT+04:00) - 28/05/09\n\n" + BODY).rejected
    assert list(rejected) == sorted(rejected, key=lambda r: (r.start, r.end, r.layer, r.reason))
    assert any("served" in r.reason for r in rejected)


# The output that scripts rely on: every key, at every level. Keys may be added, never changed.
KEYS = {
    "": """schema page text_hash source url fetched media_type language engine outlet published credits wire_copy text blocks times entities
        names statements meetings commitments positions rejected""",
    "outlet": "label entity basis evidence",
    "published": "value basis evidence why",
    "credits": "entity start end",
    "blocks": "start end role confidence why",
    "times": "start end type value anchor rule modifier clock",
    "entities": "id kind label wikidata",
    "names": "start end kind entity found_by confidence",
    "statements": "id start end more cue speaker addressee act kind via issues target polarity found_by confidence",
    "meetings": "id series ordinal place start end host convener level participants status agenda outcome evidence slots",
    "rejected": "start end layer reason",
}


@pytest.mark.parametrize("where", KEYS)
def test_every_promised_key_is_there(where: str) -> None:
    text = "مرصد الأنباء » سياسة » سوريا\n\n1100 (GMT+04:00) - 28/05/09\n\n" + BODY + "\nالمصدر: نوفوستي + تاس\n"
    value = msgspec.json.decode(msgspec.json.encode(read(text)))
    assert value["schema"] == 1
    rows = [value] if not where else value[where] if isinstance(value[where], list) else [value[where]]
    assert rows, f"the page has nothing of {where}"
    for row in rows:
        assert set(KEYS[where].split()) <= row.keys()


def test_the_inner_keys_of_statements_and_meetings() -> None:
    value = msgspec.json.decode(msgspec.json.encode(read(BODY)))
    statement = next(s for s in value["statements"] if s["cue"] and s["speaker"])
    assert statement["cue"].keys() == {"start", "end"}
    assert statement["speaker"].keys() == {"entity", "label", "start", "end"}
    (meeting,) = value["meetings"]
    assert meeting["participants"][0].keys() == {"entity", "role", "evidence"}
    assert meeting["slots"].keys() >= {"series", "ordinal", "start", "end", "status"}
    assert all(slot.keys() == {"basis", "evidence", "why"} for slot in meeting["slots"].values())


def test_the_output_reads_back_as_the_reading() -> None:
    reading = read(BODY)
    assert msgspec.json.decode(msgspec.json.encode(reading), type=Reading) == reading


def test_the_same_page_gives_the_same_bytes() -> None:
    page = page_of(BODY)
    first = msgspec.json.encode(shipped_reader().read(page))
    shipped_reader().read(page_of("صفحة أخرى عن محادثات أستانا\n\nقال لافروف إن أنقرة وعدت."))
    assert msgspec.json.encode(shipped_reader().read(page)) == first


def test_threads_share_a_reader() -> None:
    pages = [page_of(BODY + extra) for extra in ("", "\nالمصدر: تاس\n", "\nالمصدر: رويترز\n")] * 4
    alone = [shipped_reader().read(page) for page in pages]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(shipped_reader().read, pages)) == alone


_ELSEWHERE = """
import pickle, sys
import msgspec
reader, page = pickle.load(sys.stdin.buffer)
sys.stdout.buffer.write(msgspec.json.encode(reader.read(page)))
"""


def elsewhere(page: Page, seed: str) -> bytes:
    """What a pickled reader gives for ``page`` in a process of its own, whose sets and dicts hash otherwise."""
    source = str(Path(__file__).resolve().parents[2] / "src")
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": source}
    command = [sys.executable, "-c", _ELSEWHERE]
    return subprocess.run(command, input=pickle.dumps((shipped_reader(), page)), env=environment, capture_output=True, check=True, timeout=60).stdout


@pytest.mark.slow
def test_another_process_gives_the_same_bytes() -> None:
    page = page_of(BODY + "\nالمصدر: نوفوستي + تاس\n")
    assert elsewhere(page, seed="1") == msgspec.json.encode(shipped_reader().read(page))
