from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from mahdar.record import Record, describe, migrate
from mahdar.record.schema import metadata

DOCUMENT = Path(__file__).parents[2] / "docs" / "record.md"


def test_the_migrations_make_what_the_metadata_say(tmp_path: Path) -> None:
    Record.create_or_open(tmp_path / "a.mahdar").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'a.mahdar'}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


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
