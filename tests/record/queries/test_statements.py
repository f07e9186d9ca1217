from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import pytest
from sqlalchemy import Connection, Select, event
from sqlalchemy.dialects import postgresql

from mahdar.model import Outlet, Published
from mahdar.record import Record
from mahdar.record.queries import facets as module
from mahdar.record.queries.days import is_day
from mahdar.record.queries.facets import Facets
from mahdar.record.queries.filters import REVIEW_BELOW, StatementFilter
from mahdar.record.queries.statements import AROUND, context, statement, statements
from tests.support.places import Places
from tests.support.readings import Draft, communique, round_19, stated_readings

COMMUNIQUE = communique().reading()
AGREED, LONELY, ACCUSED = COMMUNIQUE.statements


@pytest.fixture(scope="module")
def connection(shared_place: Places) -> Iterator[Connection]:
    with Record.create_or_open(shared_place("a.mahdar")) as record:
        for reading in stated_readings():
            record.add(reading)
        # The page of round 19 in another outlet too.
        record.add(
            msgspec.structs.replace(round_19().reading(), source="copy.txt", outlet=Outlet(label="نوفوستي", entity="ria-novosti", basis="given"))
        )
        with record.read() as opened:
            yield opened


def ids(connection: Connection, **wanted: object) -> list[str]:
    return [said.id for said in statements(connection, StatementFilter(**wanted)).items]  # type: ignore[arg-type]


def test_each_filter(connection: Connection) -> None:
    assert len(ids(connection)) == 10
    assert ids(connection, kind="direct", act="state") == [LONELY.id]
    assert ids(connection, issue="idlib") == [AGREED.id, ACCUSED.id]
    assert ids(connection, issue="idlib", speaker="kazakhstan-mfa") == [AGREED.id]
    assert len(ids(connection, outlet="ria-novosti")) == 6, "of every page that the outlet published, wherever else it was found"
    assert len(ids(connection, outlet="صحيفة الضفة")) == 1, "by its label, where no entity is known"
    assert ids(connection, outlet="نوفوستي") == [], "by its entity, where one is"
    assert ids(connection, review=True) == [LONELY.id, ACCUSED.id]
    assert [said.review for said in statements(connection, StatementFilter(page=COMMUNIQUE.page)).items] == [False, True, True]
    assert ids(connection, issue="' OR 1=1 --") == []


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2022-10", None, True),
        ("2024-11-20", None, True),
        ("2023", "2023", True),
        ("2024-12", None, False),
        (None, "2022-10", False),
        (None, "2022-11", True),
    ],
)
def test_a_stretch_of_months_reaches_over_them(place: Places, since: str | None, until: str | None, found: bool) -> None:
    published = Published(value="2022-11/2024-11", basis="inferred", why="a term that is over")
    with Record.create_or_open(place("a.mahdar")) as record:
        record.add(msgspec.structs.replace(round_19().reading(), published=published))
        with record.read() as connection:
            assert bool(ids(connection, since=since, until=until)) is found


@pytest.mark.parametrize(
    ("since", "until", "years"),
    [
        ("2022", None, ["2024", "2024", "2022", "2022", "2022", "2022"]),
        (None, "2022", ["2022", "2022", "2022", "2022", "2017", "2017", "2017"]),
        ("2022-11-24", "2022-11-24", ["2022"]),
        ("2022-11-23", "2023", ["2022"]),
        ("2022-11", "2022-11", ["2022"] * 4),
        ("2017-05-20", "2017-05-30", ["2017"] * 3),
        ("2017-05-31", "2017-12", ["2017"] * 3),
        ("2017-06", "2017-12", []),
        (None, "2017-04-30", []),
        (None, "2017-04", []),
        (None, "2016-12-31", []),
        (None, "2017-05-01", ["2017"] * 3),
        (None, "2017", ["2017"] * 3),
        ("2017-12-31", "2017-12-31", []),
    ],
)
def test_dates_include_both_ends_and_months_reach_over_their_days(
    connection: Connection, since: str | None, until: str | None, years: list[str]
) -> None:
    found = statements(connection, StatementFilter(since=since, until=until)).items
    assert [said.page.published.value[:4] for said in found if said.page.published] == years
    assert all(said.page.published for said in found), "what has no date isn't of any time"


def test_what_is_a_day() -> None:
    assert [value for value in ("2022", "2022-11", "2022-11-30", "2024-02-29") if not is_day(value)] == []
    useless = ("", "22", "2022-13", "2022-11-31", "2023-02-29", "2022-11-22T00", "٢٠٢٢", "2022/11", "0000", "9999-12-31", "2022-11-2")
    assert [value for value in useless if is_day(value)] == []
    with pytest.raises(ValueError, match="expected a year, month or day"):
        StatementFilter(until="soon").conditions()


def told(values: tuple[object, ...]) -> dict[str, int]:
    return {value.value: value.count for value in values}  # type: ignore[attr-defined]


def test_facets_count_what_the_list_would_hold(connection: Connection) -> None:
    """Each count is the length of the list that its value leads to, whatever else is chosen."""
    for wanted in (
        StatementFilter(),
        StatementFilter(act="call"),
        StatementFilter(issue="idlib", since="2017"),
        StatementFilter(outlet="ria-novosti"),
    ):
        found = Facets(connection).of(connection, wanted)
        for name in ("act", "kind", "issue", "outlet", "speaker"):
            for value in getattr(found, name):
                narrowed = msgspec.structs.replace(wanted, **{name: value.value})
                assert statements(connection, narrowed, limit=0).total == value.count, (name, value)
        for year in found.year:
            assert statements(connection, msgspec.structs.replace(wanted, since=year.value, until=year.value), limit=0).total == year.count
        assert statements(connection, msgspec.structs.replace(wanted, review=True), limit=0).total == found.review


def test_facets_in_their_order(connection: Connection) -> None:
    found = Facets(connection).of(connection, StatementFilter())
    assert list(told(found.act)) == ["state", "call", "reject", "accuse", "warn", "agree", "hope"]
    assert told(found.kind) == {"direct": 3, "indirect": 6, "mixed": 1}
    assert told(found.year) == {"2024": 2, "2022": 4, "2017": 3}
    assert [(o.value, o.label, o.count) for o in found.outlet] == [
        ("ria-novosti", {"ar": "نوفوستي"}, 6),
        ("وكالة الشرق", {"ar": "وكالة الشرق"}, 3),
        ("صحيفة الضفة", {"ar": "صحيفة الضفة"}, 1),
    ]
    assert found.speaker[0].label["ar"] == "ألكسندر لافرينتييف"


def test_a_chosen_value_is_told_even_where_it_leaves_nothing(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Facets(connection).of(connection, StatementFilter(act="promise", speaker="nobody", outlet="no outlet", issue="no issue", kind="mixed"))
    assert [(v.value, v.count) for v in (*found.act, *found.speaker, *found.outlet, *found.issue, *found.kind)] == [
        ("promise", 0),
        ("nobody", 0),
        ("no outlet", 0),
        ("no issue", 0),
        ("mixed", 0),
    ]
    monkeypatch.setattr(module, "VALUES", 1)
    assert [v.value for v in Facets(connection).of(connection, StatementFilter(speaker="tleuberdi")).speaker] == ["lavrentiev", "tleuberdi"]


def test_intervals_and_decades_stand_in_no_ones_way(place: Places) -> None:
    with Record.create_or_open(place("a.mahdar")) as record:
        for n, value in enumerate(("201X", "2017-10-30/2017-11-01", "2017~")):
            draft = Draft(f"{n}.txt", ("body", f"قال سمير الحداد إن الرقم {n} صحيح."))
            draft.published = Published(value=value, basis="inferred", evidence=())
            record.add(draft.says(("person:samir-al-haddad", "سمير الحداد"), "قال", f"إن الرقم {n} صحيح").reading())
        with record.read() as connection:
            assert told(Facets(connection).of(connection, StatementFilter()).year) == {"2017": 2}
            assert statements(connection, StatementFilter(since="2017", until="2017")).total == 2


def test_no_list_asks_more_the_more_it_holds(connection: Connection) -> None:
    asked: list[str] = []
    event.listen(connection.engine, "before_cursor_execute", lambda *args: asked.append(args[2]) if args[2].startswith("SELECT") else None)
    statements(connection, limit=1)
    one = len(asked)
    statements(connection, limit=10)
    assert len(asked) == 2 * one


def test_filters_are_sql_that_postgresql_takes_too(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is bound twice must not be grouped by; what is grouped by is named."""
    run: list[str] = []
    execute = connection.execute

    def noting(query: object, *args: object) -> object:
        if isinstance(query, Select):
            run.append(str(query.compile(dialect=postgresql.dialect())))  # type: ignore[no-untyped-call]
        return execute(query, *args)  # type: ignore[call-overload]

    monkeypatch.setattr(connection, "execute", noting)
    wanted = StatementFilter(act="call", kind="mixed", issue="i", outlet="o", speaker="s", since="2022", until="2023-01-01", review=True)
    Facets(connection).of(connection, wanted)
    statements(connection, wanted)
    assert len(run) > 8
    grouped = [re.search(r"GROUP BY (.*)", query) for query in run]
    assert [found[1] for found in grouped if found and "%(" in found[1]] == []


def test_more_parts_and_the_way_with_its_words(connection: Connection) -> None:
    said = statement(connection, AGREED.id)
    assert said is not None
    assert [part.quote for part in said.parts] == ["أن الأطراف {اتفقت} على خفض 100% من النيران في إدلب", "وعلى تبادل القوائم"]
    assert [[(link.part, link.entity, link.words.quote if link.words else None) for link in step] for step in said.chain] == [
        [("speaker", "kazakhstan-mfa", "وزارة الخارجية الكازاخستانية")],
        [("via", "astana-process", "بيان وزارة")],
        [("via", "tass", "تاس")],
        [("outlet", "ria-novosti", None)],
    ]
    assert said.wire_copy is not None
    assert (said.wire_copy.id, said.page.url, said.page.fetched) == ("tass", "https://north.example/{1}", "2017-05-09T10:00:00Z")
    lonely = statement(connection, LONELY.id)
    assert lonely is not None
    assert (lonely.cue, lonely.speaker, lonely.addressee, lonely.review) == (None, None, None, lonely.confidence < REVIEW_BELOW)


def test_the_context_of_a_statement(connection: Connection) -> None:
    said = statement(connection, AGREED.id)
    assert said is not None
    around = context(connection, said)
    assert around.text == COMMUNIQUE.text[around.start : around.end]
    assert around.text.startswith("جاء في بيان")
    assert around.text.endswith("وعلى تبادل القوائم."), "to the end of its last part's line"
    assert (around.opened, around.closed) == (True, True)


def test_long_lines_are_cut_at_a_space(place: Places) -> None:
    words = "كلمة " * 100
    draft = Draft("long.txt", ("body", f"{words}قال سمير الحداد إنه هنا {words}"))
    draft.says(("person:samir-al-haddad", "سمير الحداد"), "قال", "إنه هنا")
    unbroken = Draft("unbroken.txt", ("body", f"{'ك' * 300} قال سمير الحداد إنه هنا{'ك' * 300}"))
    unbroken.says(("person:samir-al-haddad", "سمير الحداد"), "قال", "إنه هنا")
    with Record.create_or_open(place("a.mahdar")) as record:
        for reading in (draft.reading(), unbroken.reading()):
            record.add(reading)
        with record.read() as connection:
            for said in statements(connection).items:
                around = context(connection, said)
                assert (around.opened, around.closed) == (False, False)
                assert around.start <= said.cue.start <= said.content.end <= around.end  # type: ignore[union-attr]
                assert around.end - around.start <= 2 * AROUND + 40
                assert around.text == around.text.strip()
