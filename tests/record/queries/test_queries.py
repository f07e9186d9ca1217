from __future__ import annotations

import itertools
from collections.abc import Iterator

import msgspec
import pytest
from sqlalchemy import Connection

from mahdar.model import Outlet, Reading
from mahdar.record import Record
from mahdar.record.answers import Quote
from mahdar.record.process_answers import Asserted
from mahdar.record.queries.entities import entities, entity
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.queries.lookup import quote
from mahdar.record.queries.meetings import axis, meeting, meetings
from mahdar.record.queries.overview import overview
from mahdar.record.queries.pages import page, pages
from mahdar.record.queries.statements import statement, statements
from tests.support.places import Places
from tests.support.readings import all_readings, round_19, round_19_elsewhere, undated_call


@pytest.fixture(scope="module")
def connection(shared_place: Places) -> Iterator[Connection]:
    with Record.create_or_open(shared_place("a.mahdar")) as record:
        for r in all_readings():
            record.add(r)
        with record.read() as opened:
            yield opened


def everything(connection: Connection) -> bytes:
    """All that the queries answer, as bytes."""
    told = meetings(connection, limit=100)
    said = statements(connection, limit=100)
    named = entities(connection, limit=100)
    answers = [
        overview(connection),
        told,
        meetings(connection, latest_first=True),
        axis(connection, "astana"),
        said,
        named,
        pages(connection),
        [meeting(connection, m.id) for m in told.items],
        [statement(connection, s.id) for s in said.items],
        [entity(connection, e.id) for e in named.items],
        [page(connection, p.id) for p in pages(connection).items],
    ]
    return msgspec.json.encode(answers, order="deterministic")


def test_the_order_of_adding_changes_no_answer(place: Places) -> None:
    again = msgspec.structs.replace(round_19().reading(), source="copy.txt", outlet=Outlet(label="صحيفة ناقلة", entity=None, basis="given"))
    readings: tuple[Reading, ...] = (*all_readings(), again)
    answers = set()
    for n, order in enumerate(itertools.islice(itertools.permutations(readings), 0, 120, 17)):
        with Record.create_or_open(place(f"{n}.mahdar")) as record:
            for r in order:
                record.add(r)
            with record.read() as connection:
                answers.add(everything(connection))
    assert len(answers) == 1


def quotes(asserted: tuple[Asserted, ...]) -> list[tuple[str, str | None, list[str]]]:
    return [(a.value, a.basis, [q.quote for q in a.evidence]) for a in asserted]


def test_a_round_told_by_two_pages(connection: Connection) -> None:
    told = meeting(connection, "astana-19")
    assert told is not None
    assert (told.series, told.ordinal, told.captures, told.statements) == ("astana", 19, 2, 4)
    assert told.start is not None
    assert (told.start.value, told.start.basis, told.start.rule, told.start.conflict) == ("2022-11-21", "stated", "basis", True)
    assert quotes(told.start.asserted) == [("2022-11-21", "stated", ["21 نوفمبر 2022"]), ("2022-11-22", "dossier", [])]
    assert told.start.asserted[1].why == "ملف أستانا: الجولة 19"
    assert told.end is not None
    assert (told.end.value, told.end.rule, told.end.conflict) == ("2022-11-23", "agreed", False)
    assert told.place is not None
    assert told.place.entity is not None
    assert told.place.entity.label["ar"] == "أستانا"
    assert (told.status.value, told.status.conflict) == ("held", False)
    assert [(p.entity.id, p.role, p.conflict) for p in told.participants] == [
        ("iran", "guarantor", False),
        ("russia", "guarantor", False),
        ("turkey", "guarantor", False),
        ("jordan", "observer", False),
        ("lavrentiev", "participant", False),
    ]


def test_evidence_knows_its_page_outlet_and_line(connection: Connection) -> None:
    told = meeting(connection, "astana-19")
    assert told is not None
    assert told.host is not None
    [asserted] = told.host.asserted
    assert [o.label for o in asserted.page.outlets] == ["صحيفة الضفة"]
    [words] = asserted.evidence
    assert (words.line, words.quote) == (3, "استضافتها كازاخستان")
    assert words.before.endswith("الجولة التاسعة عشرة التي ")
    assert words.after == " وبدأت يوم 21 نوفمبر 2022."


def test_a_meeting_without_a_slot_shows_what_tells_of_it(connection: Connection) -> None:
    [told] = meetings(connection, page=undated_call().reading().page).items
    assert (told.status.basis, told.start) == (None, None)
    assert [q.quote for a in told.status.asserted for q in a.evidence] == ["أجرى مختار تلوبردي اتصالا مع نظيره الإيراني"]


def test_lists_of_meetings(connection: Connection) -> None:
    everywhere = meetings(connection)
    assert [m.id for m in everywhere.items][:2] == ["astana-19", "astana-21"]
    assert everywhere.items[-1].start is None, "an undated meeting comes last"
    assert [m.id for m in meetings(connection, latest_first=True).items][:2] == ["astana-21", "astana-19"]
    assert [m.id for m in meetings(connection, entity="kazakhstan").items] == ["astana-19"], "as host"
    assert [m.id for m in meetings(connection, series="astana").items] == ["astana-19", "astana-21"]
    page_two = meetings(connection, offset=1, limit=1)
    assert ([m.id for m in page_two.items], page_two.total, page_two.offset) == (["astana-21"], 3, 1)
    assert [(b.id, b.start, b.pages) for b in axis(connection)] == [("astana-19", "2022-11-21", 2), ("astana-21", "2024-01-24", 1)]
    assert [b.id for b in axis(connection, limit=1)] == ["astana-21"]
    assert meeting(connection, "astana-99") is None


def test_lists_of_statements(connection: Connection) -> None:
    assert [s.page.published and s.page.published.value for s in statements(connection).items] == [
        *["2024-01-20"] * 2,
        "2022-11-24",
        *["2022-11-22"] * 3,
        None,
    ]
    assert {s.speaker.entity.id for s in statements(connection, StatementFilter(speaker="lavrentiev")).items if s.speaker and s.speaker.entity} == {
        "lavrentiev"
    }
    assert statements(connection, StatementFilter(act="call")).total == 2
    assert statements(connection, StatementFilter(addressee="turkey", act="call")).total == 2
    assert statements(connection, StatementFilter(meeting="astana-19")).total == 4
    assert statements(connection, StatementFilter(page=round_19().reading().page)).total == 3
    assert [s.page.published is None for s in statements(connection, latest_first=False).items] == [False] * 6 + [True]


def test_a_statement_and_its_way(connection: Connection) -> None:
    [carried] = statements(connection, StatementFilter(speaker="kazakhstan-mfa")).items
    assert statement(connection, carried.id) == carried
    assert carried.cue is not None
    assert (carried.cue.quote, carried.act, carried.kind) == ("قولها", "agree", "mixed")
    assert [[link.label["ar"] for link in step] for step in carried.chain] == [["وزارة الخارجية الكازاخستانية"], ["تاس"], ["صحيفة الضفة"]]
    credited = statements(connection, StatementFilter(page=round_19().reading().page)).items[0]
    assert [[link.label["ar"] for link in step] for step in credited.chain] == [["ألكسندر لافرينتييف"], ["نوفوستي", "تاس"], ["وكالة الشرق"]]
    assert statement(connection, "000000000000") is None


def test_an_entity(connection: Connection) -> None:
    found = entity(connection, "lavrentiev")
    assert found is not None
    assert found.label == {"ar": "ألكسندر لافرينتييف", "en": "Alexander Lavrentiev"}
    assert [(f.form, f.times) for f in found.forms] == [("ألكسندر لافرينتييف", 2), ("لافرينتييف", 1)]
    assert (found.pages, found.mentions, found.said, found.addressed, found.meetings) == (1, 3, 3, 0, 1)
    turkey = entity(connection, "turkey")
    assert turkey is not None
    assert (turkey.pages, turkey.addressed, turkey.said) == (2, 2, 0)
    assert entity(connection, "nobody") is None
    assert [e.id for e in entities(connection, kind="person").items] == ["lavrentiev", "person:samir-al-haddad", "tleuberdi"]
    assert entities(connection).items[0].id == "astana-process"


def test_the_label_of_most_pages_is_shown(place: Places) -> None:
    with Record.create_or_open(place("a.mahdar")) as record:
        for n, form in enumerate(("لافرنتيف", "ألكسندر لافرنتيف", "لافرنتيف")):
            draft = undated_call()
            draft.text += "\n" * n  # other bytes, the same words
            read = draft.reading()
            named = tuple(msgspec.structs.replace(e, label={"ar": form}) for e in read.entities)
            record.add(msgspec.structs.replace(read, source=f"{n}.txt", entities=named))
        with record.read() as connection:
            found = entity(connection, "tleuberdi")
    assert found is not None
    assert found.label == {"ar": "لافرنتيف"}


def test_a_page(connection: Connection) -> None:
    read = round_19_elsewhere().reading()
    found = page(connection, read.page)
    assert found is not None
    assert found.ref.title == "اختتام اجتماع أستانا التاسع عشر"
    [capture] = found.captures
    assert [(q.quote, q.line) for q in capture.published_evidence] == [("24 نوفمبر 2022", 2)]
    assert set(found.entities) == {e.id for e in read.entities}
    assert page(connection, "0" * 64) is None
    assert [p.source for p in pages(connection, entity="jordan").items] == ["site-b/astana.txt"]
    assert pages(connection).items[-1].source == "loose.txt", "undated pages come last"


def test_overview_of_an_empty_record(place: Places) -> None:
    with Record.create_or_open(place("a.mahdar")) as record, record.read() as connection:
        empty = overview(connection)
        assert (empty.pages, empty.statements, empty.first, empty.outlets) == (0, 0, None, ())
        assert meetings(connection).items == ()


def test_a_quote_keeps_to_its_line_and_cuts_at_a_space() -> None:
    text = "سطر أول\n" + "كلمة " * 30 + "هنا" + " كلمة" * 30 + "\nسطر ثالث"
    start = text.index("هنا")
    found = quote(text, "p", start, start + 3)
    assert isinstance(found, Quote)
    assert found.before.startswith("…كلمة ")
    assert found.after.endswith(" كلمة…")
    assert text[found.start : found.end] == found.quote == "هنا"
    assert found.line == 2
    alone = quote(text, "p", 0, 3)
    assert (alone.before, alone.quote, alone.after) == ("", "سطر", " أول")
