from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import String, inspect

from mahdar.errors import UsageError
from mahdar.record import Record, describe, migrate
from mahdar.record.schema import metadata
from mahdar.record.schema.search import INDEX
from tests.support.places import Places, Where, downgrade, opened, rows
from tests.support.postgres import Cluster
from tests.support.readings import named_readings, process_readings
from tests.support.records import record_of

DOCUMENT = Path(__file__).parents[2] / "docs" / "record.md"


def test_the_migrations_make_what_the_metadata_say(place: Places) -> None:
    Record.create_or_open(place("a.mahdar", empty=True)).close()
    with opened(place("a.mahdar")) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True, "include_name": named})
        assert compare_metadata(context, metadata) == []


def named(name: str | None, _kind: str, _within: object) -> bool:
    """Whether a table or index is one of the schema's: a store's full-text index is its own."""
    return name not in INDEX


def test_words_are_ordered_by_code_points_on_postgresql_too(cluster: Cluster) -> None:
    """Whatever the database's own order is. A migration takes the types of its columns of words from `mahdar.record.schema.columns`."""
    query = "SELECT table_name, column_name, collation_name FROM information_schema.columns WHERE table_schema = 'public' AND data_type IN (%s)"
    found = rows(cluster.url("empty_record"), query % "'text', 'character varying'")
    ours = [row for row in found if row[0] in metadata.tables]
    assert len(ours) == sum(isinstance(column.type, String) for table in metadata.tables.values() for column in table.columns)
    assert [row for row in ours if row[2] != "C"] == []


def test_all_migrations_go_back(place: Places) -> None:
    path = record_of([*named_readings(), *process_readings()], place("a.mahdar"))
    downgrade(path, "base")
    assert tables(path) == {"alembic_version"}
    with pytest.raises(UsageError, match="another database with the tables alembic_version"):
        Record.open(path)


def test_an_older_record_is_brought_up_to_date_and_back(place: Places) -> None:
    path = record_of(named_readings(), place("a.mahdar"))
    counted = rows(path, "SELECT * FROM spellings ORDER BY entity, form")
    assert len(counted) > 10
    downgrade(path, "0003")
    assert tables(path).isdisjoint(("spellings", "offices", "entity_references"))
    assert rows(path, "SELECT * FROM evidence WHERE owner_kind = 'office'") == []
    Record.open(path).close()
    assert rows(path, "SELECT * FROM spellings ORDER BY entity, form") == counted, "counted anew from the names and labels that it holds"


def test_the_nouns_of_processes_come_and_go(place: Places) -> None:
    path = place("a.mahdar")
    with Record.create_or_open(path) as record:
        for reading in process_readings():
            record.add(reading)
    downgrade(path, "0005")
    assert "kind" not in columns(path, "meetings") | columns(path, "commitments")
    assert {"process", "target", "date", "why"}.isdisjoint(columns(path, "positions"))
    assert rows(path, "SELECT count(*) FROM commitments") == [(3,)], "what was there before stays"
    Record.open(path).close()
    assert rows(path, "SELECT DISTINCT kind, process, statements FROM commitments") == [("agreed", None, "[]")]
    assert rows(path, "SELECT DISTINCT kind FROM meetings") == [(None,)]
    assert rows(path, "SELECT actor, stance, date FROM positions ORDER BY stance") == [("turkey", "conditional", None), ("turkey", "opposes", None)]


def test_the_table_of_rounds_comes_back_and_goes(place: Places) -> None:
    path = record_of(process_readings(), place("a.mahdar"))
    assert "rounds" not in tables(path)
    assert "told_by" in columns(path, "positions")
    downgrade(path, "0006")
    assert "told_by" not in columns(path, "positions")
    told = rows(path, "SELECT id, pages FROM rounds ORDER BY id")
    assert told == rows(path, "SELECT id, COUNT(*) FROM meetings GROUP BY id ORDER BY id")
    assert ("astana-19", 2) in told
    Record.open(path).close()
    assert "rounds" not in tables(path)


def columns(path: Where, table: str) -> set[str]:
    with opened(path) as connection:
        return {column["name"] for column in inspect(connection).get_columns(table)}


def tables(path: Where) -> set[str]:
    with opened(path) as connection:
        return set(inspect(connection).get_table_names())


def test_head_is_the_last_script() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    assert ScriptDirectory.from_config(config).get_heads() == [migrate.HEAD]


def test_every_table_and_column_says_what_it_holds() -> None:
    for table in metadata.tables.values():
        assert table.comment, table.name
        for column in table.columns:
            assert column.comment, f"{table.name}.{column.name}"


def test_the_document_is_current() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == describe.refresh(DOCUMENT), "run `python -m mahdar.record.describe docs/record.md`"
