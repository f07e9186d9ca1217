"""The chronology in its forms."""

from __future__ import annotations

import csv
import io
import re
import string
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Any, get_args

import msgspec
import pytest

from mahdar.export.chronology.flat import COLUMNS, flat
from mahdar.export.chronology.ical import LONGEST_LINE, calendar, fold
from mahdar.export.chronology.markdown import escape, markdown
from mahdar.export.chronology.view import view
from mahdar.export.chronology.webpage import webpage
from mahdar.export.chronology.words import Words, phrases
from mahdar.export.languages import LANGUAGES, Language
from mahdar.model import CommitmentKind, CommitmentStatus, Level, MeetingKind, ParticipantRole, Stance, Status
from mahdar.process.rounds import Fault
from mahdar.record import Record
from mahdar.record.process_answers import ChronologyAnswer, Lacking
from mahdar.record.queries.chronology import chronology
from tests.support.readings import process_readings


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> ChronologyAnswer:
    with Record.create_or_open(tmp_path_factory.mktemp("record") / "a.mahdar") as record:
        for one in process_readings():
            record.add(one)
        with record.read() as connection:
            return chronology(connection, thin=True)


EMPTY = ChronologyAnswer(
    process=None, since=None, until=None, processes=(), meetings=(), thin=(), untold=(), commitments=(), positions=(), held_back=0, undated=0, told=0
)


def flattened(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, set[str]]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flattened(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", {name for _, name, _, _ in string.Formatter().parse(value) if name}


def test_both_languages_say_the_same() -> None:
    arabic, english = (dict(flattened(phrases()[language])) for language in ("ar", "en"))
    assert arabic == english


def literals(type_: Any) -> Iterator[Any]:
    for value in get_args(type_):
        yield from literals(value) if get_args(value) else (value,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_the_model_has_a_word(language: Language) -> None:
    words = phrases()[language]
    tables: dict[str, Any] = {"kind": MeetingKind, "level": Level, "status": Status, "role": ParticipantRole, "fault": Fault}
    tables |= {"lack": Lacking}
    tables |= {"undertaken": CommitmentKind, "standing": CommitmentStatus, "stance": Stance}
    for table, values in tables.items():
        assert set(literals(values)) - set(words[table]) == set(), table


# The calendar


def unfolded(text: str) -> list[str]:
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", ""), "every line ends in CRLF"
    for line in text.split("\r\n"):
        assert len(line.encode()) <= LONGEST_LINE
    return text.removesuffix("\r\n").replace("\r\n ", "").split("\r\n")


def events(text: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for line in unfolded(text):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and name not in ("BEGIN", "END"):
            assert name not in found[-1], "each property once"
            found[-1][name] = value
    return found


def test_a_calendar(told: ChronologyAnswer) -> None:
    text, left = calendar(told, "en")
    lines = unfolded(text)
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mahdar//Chronology//EN"]
    assert lines[-1] == "END:VCALENDAR"
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(told.meetings) + len(told.thin) - left == 4
    round_19 = next(event for event in events(text) if event["UID"] == "astana-19@mahdar")
    assert round_19 | {"DESCRIPTION": ""} == {
        "UID": "astana-19@mahdar",
        "DTSTAMP": "20221124T000000Z",
        "DTSTART;VALUE=DATE": "20221121",
        "DTEND;VALUE=DATE": "20221124",
        "SUMMARY": "Astana process\\, round 19",
        "STATUS": "CONFIRMED",
        "TRANSP": "TRANSPARENT",
        "LOCATION": "Astana",
        "CATEGORIES": "Astana process",
        "DESCRIPTION": "",
    }
    assert round_19["DESCRIPTION"].startswith("ongoing (22 November 2022) → held (24 November 2022)\\nindependent outlets: 2\\n")
    assert next(event for event in events(text) if event["UID"] == "astana-21@mahdar")["STATUS"] == "TENTATIVE"
    assert left == 1, "the meeting without a date"


def test_what_a_calendar_must_escape(told: ChronologyAnswer) -> None:
    one = next(m for m in told.meetings if m.id == "astana-19")
    assert one.place is not None
    assert one.place.entity is not None
    named = msgspec.structs.replace(one.place.entity, label={"en": "A; B, C\\D\nE\x07"})
    odd = msgspec.structs.replace(one, place=msgspec.structs.replace(one.place, entity=named))
    text, _ = calendar(msgspec.structs.replace(told, meetings=(odd,)), "en")
    assert "LOCATION:A\\; B\\, C\\\\D\\nE" in unfolded(text)


@pytest.mark.parametrize("line", ["", "a" * 75, "a" * 76, "ا" * 200, "DESCRIPTION:" + "é😀" * 60])
def test_folding_cuts_no_character(line: str) -> None:
    pieces = list(fold(line))
    assert all(len(piece.encode()) <= LONGEST_LINE for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line


def test_the_last_day_of_the_calendar_has_no_end(told: ChronologyAnswer) -> None:
    one = next(m for m in told.meetings if m.id == "astana-21")
    assert one.start is not None
    last = msgspec.structs.replace(one, start=msgspec.structs.replace(one.start, value=f"{date.max}"), end=None)
    [event] = events(calendar(msgspec.structs.replace(told, meetings=(last,)), "ar")[0])
    assert event["DTSTART;VALUE=DATE"] == "99991231"
    assert "DTEND;VALUE=DATE" not in event


# CSV


def test_a_line_for_each_value(told: ChronologyAnswer) -> None:
    text = flat(told)
    assert text.startswith("kind,id,process,")
    assert text.endswith("\r\n")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert set(rows[0]) == set(COLUMNS)
    starts = [r for r in rows if r["id"] == "astana-19" and r["field"] == "start"]
    assert [(r["value"], r["shown"], r["conflict"], r["rule"], r["basis"], r["outlets"], r["pages"], r["dossier"], r["detail"]) for r in starts] == [
        ("2022-11-21", "yes", "yes", "basis", "stated", "1", "1", "contradicts", "the dossier has 2022-11-22"),
        ("2022-11-22", "", "yes", "", "dossier", "0", "0", "", ""),
    ]
    assert (starts[0]["quote"], starts[0]["outlet"], starts[0]["line"]) == ("«21 نوفمبر 2022»", "صحيفة الضفة", "3")
    [host] = [r for r in rows if r["id"] == "astana-19" and r["field"] == "host"]
    assert (host["value"], host["label_en"], host["label_ar"]) == ("kazakhstan", "Kazakhstan", "كازاخستان")
    assert {r["field"] for r in rows if r["kind"] == "meeting"} >= {"status", "participant", "state", "joined", "conflict"} - {"conflict"}
    [joined] = [r for r in rows if r["field"] == "joined"]
    assert joined["detail"] == "days 2018-09-07; participants russia, turkey"
    assert [(r["value"], r["since"], r["detail"]) for r in rows if r["kind"] == "position"] == [
        ("opposes", "2022-11-01", ""),
        ("conditional", "2023-03-01", "condition «بعد الحل السياسي»; changed"),
    ]
    assert [(r["value"], r["detail"], r["shown"]) for r in rows if r["kind"] == "commitment" and r["field"] == "status"] == [
        ("agreed", "", ""),
        ("breached", "as syria says", "yes"),
    ]


def test_no_words_of_a_page_become_a_formula(told: ChronologyAnswer) -> None:
    rows = csv.DictReader(io.StringIO(flat(told), newline=""))
    assert not [cell for row in rows for cell in row.values() if re.match(r"[=+@\-\t]", cell)]


# For people


@pytest.mark.parametrize("language", LANGUAGES)
def test_markdown_tells_all(told: ChronologyAnswer, language: Language) -> None:
    text = markdown(told, language)
    words = phrases()[language]
    assert text.count("\n### ") == len(told.meetings) + len(told.thin) + len(told.commitments) + 1
    for heading in ("meetings", "commitments", "positions"):
        assert f"\n## {words[heading]}\n" in text
    for one in told.meetings:
        assert f"`{one.id}`" in text
    assert words["changed"] in text
    assert words["standing"]["breached"] in text
    assert "«21 نوفمبر 2022»" in text or "21 نوفمبر 2022" in text


@pytest.mark.parametrize("text", ["# a", "- a", "1. a", "*a* _b_ `c` [d](e) <f> &amp; |", "a\n\nb"])
def test_markdown_shows_what_it_is_given(text: str) -> None:
    escaped = escape(text)
    assert "\n" not in escaped
    assert not re.match(r"(#|[-+*] |\d+[.)] )", escaped)
    assert re.sub(r"\\(.)", r"\1", escaped) == " ".join(text.split())


def test_days_in_one_line_where_pages_agree_and_in_two_where_they_do_not(told: ChronologyAnswer) -> None:
    entries = {entry.id: entry for entry in view(told, "en").meetings}
    assert [f.name for f in entries["astana-19"].facts][:2] == ["Start", "End"]
    start = entries["astana-19"].facts[0]
    assert (start.value, start.differs) == ("21 November 2022", "pages differ; also said: 22 November 2022")
    assert "the dossier contradicts it: 22 November 2022" in start.notes
    assert entries["astana-19"].date == "21–23 November 2022"


@pytest.mark.parametrize(
    ("start", "end", "arabic", "english"),
    [
        ("2017-10-30", "2017-10-31", "30 إلى 31 تشرين الأول/أكتوبر 2017", "30–31 October 2017"),
        ("2017-10-30", "2017-11-02", "30 تشرين الأول/أكتوبر 2017 – 2 تشرين الثاني/نوفمبر 2017", "30 October 2017 – 2 November 2017"),
        ("2017-10", "2017-10", "تشرين الأول/أكتوبر 2017", "October 2017"),
        (None, "2017", "2017", "2017"),
        (None, None, "بلا تاريخ", "No date"),
    ],
)
def test_days_in_words(start: str | None, end: str | None, arabic: str, english: str) -> None:
    assert (Words("ar", ()).days(start, end), Words("en", ()).days(start, end)) == (arabic, english)


class Page(HTMLParser):
    """What a page refers to, its elements, and whether they are closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_the_page_is_whole_by_itself(told: ChronologyAnswer, language: Language, direction: str) -> None:
    page = Page(webpage(told, language))
    assert page.open == []
    names = [tag for tag, _ in page.tags]
    assert {"script", "link", "img", "iframe", "object", "form"}.isdisjoint(names)
    assert dict(page.tags)["html"] == {"lang": language, "dir": direction}
    assert {"header", "main", "nav", "h1", "h2", "h3", "title"} <= set(names)
    assert names.count("h1") == names.count("main") == 1
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for tag, attributes in page.tags:
        assert "style" not in attributes
        if tag == "a" and (attributes.get("href") or "").startswith("#"):
            assert (attributes["href"] or "")[1:] in ids
        assert "url(" not in (attributes.get("href") or "")


def test_words_of_pages_are_text_and_nothing_else(told: ChronologyAnswer) -> None:
    one = next(m for m in told.meetings if m.id == "astana-19")
    hostile = '<script>alert("x")</script>'
    page = msgspec.structs.replace(one.pages[0], url="javascript:alert(1)", source=hostile)
    asserted = tuple(msgspec.structs.replace(a, page=page) for a in one.status.asserted)
    changed = msgspec.structs.replace(
        one, status=msgspec.structs.replace(one.status, asserted=asserted), states=(msgspec.structs.replace(one.states[0], asserted=asserted),)
    )
    text = webpage(msgspec.structs.replace(told, meetings=(changed,)), "ar")
    assert "<script>" not in text
    assert "javascript:" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_to_tell(language: Language) -> None:
    assert phrases()[language]["empty"] in markdown(EMPTY, language)
    assert phrases()[language]["empty"] in webpage(EMPTY, language)
    assert flat(EMPTY) == ",".join(COLUMNS) + "\r\n"
    assert events(calendar(EMPTY, language)[0]) == []
