from __future__ import annotations

import sqlite3
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from mahdar.record import Record, describe, migrate
from mahdar.record.schema import metadata
from mahdar.record.schema.search import INDEX
from tests.support.readings import named_readings, process_readings
from tests.support.records import record_of

DOCUMENT = Path(__file__).parents[2] / "docs" / "record.md"


def test_the_migrations_make_what_the_metadata_say(tmp_path: Path) -> None:
    Record.create_or_open(tmp_path / "a.mahdar").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'a.mahdar'}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True, "include_name": named})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def named(name: str | None, kind: str, _: object) -> bool:
    """Whether a table is one of the schema's: SQLite's full-text index keeps some of its own."""
    return kind != "table" or name not in INDEX


def test_an_older_record_is_brought_up_to_date_and_back(tmp_path: Path) -> None:
    path = record_of(named_readings(), tmp_path / "a.mahdar")
    counted = rows(path, "SELECT * FROM spellings ORDER BY entity, form")
    assert len(counted) > 10
    with create_engine(f"sqlite:///{path}").begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(migrate.SCRIPTS))
        config.attributes["connection"] = connection
        command.downgrade(config, "0003")
    assert rows(path, "SELECT name FROM sqlite_master WHERE name IN ('spellings', 'offices', 'entity_references')") == []
    assert rows(path, "SELECT * FROM evidence WHERE owner_kind = 'office'") == []
    Record.open(path).close()
    assert rows(path, "SELECT * FROM spellings ORDER BY entity, form") == counted, "counted anew from the names and labels that it holds"


def test_the_nouns_of_processes_come_and_go(tmp_path: Path) -> None:
    path = tmp_path / "a.mahdar"
    with Record.create_or_open(path) as record:
        for reading in process_readings():
            record.add(reading)
    with create_engine(f"sqlite:///{path}").begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(migrate.SCRIPTS))
        config.attributes["connection"] = connection
        command.downgrade(config, "0005")
    assert "kind" not in columns(path, "meetings") | columns(path, "commitments")
    assert {"process", "target", "date", "why"}.isdisjoint(columns(path, "positions"))
    assert rows(path, "SELECT count(*) FROM commitments") == [(3,)], "what was there before stays"
    Record.open(path).close()
    assert rows(path, "SELECT DISTINCT kind, process, statements FROM commitments") == [("agreed", None, "[]")]
    assert rows(path, "SELECT DISTINCT kind FROM meetings") == [(None,)]
    assert rows(path, "SELECT actor, stance, date FROM positions ORDER BY stance") == [("turkey", "conditional", None), ("turkey", "opposes", None)]


def columns(path: Path, table: str) -> set[object]:
    return {row[1] for row in rows(path, f"PRAGMA table_info({table})")}


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as opened:
        return opened.execute(query).fetchall()


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
