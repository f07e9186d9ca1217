"""Search again: fields' values as terms of their own, narrower rows. `Record.open` fills the tables anew."""

import string

import sqlalchemy as sa
from alembic import op

from mahdar.record.schema.columns import LONG_WORDS, WORDS

revision = "0014"
down_revision = "0013"

_N = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MARKS = string.punctuation.replace("'", "''").replace('"', '""')


def upgrade() -> None:
    """Make the tables anew, without rows, with the index and the triggers that keep it in step."""
    _drop()
    op.create_table(
        "search_docs",
        sa.Column("n", _N, autoincrement=False, nullable=False),
        sa.Column("sort", WORDS, nullable=False),
        sa.Column("item", WORDS, nullable=False),
        sa.Column("page", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_search_docs")),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_search_docs_page"), ondelete="CASCADE"),
    )
    for column, of in (("page", sa.text("page IS NOT NULL")), ("item", sa.text("page IS NULL"))):
        op.create_index(op.f(f"ix_search_docs_{column}"), "search_docs", [column], sqlite_where=of, postgresql_where=of)
    _texts("marks", "head", "body")
    # Terms have letters and digits alone, marks no space: with all else a letter to the tokenizer, what is one term or mark stays one.
    _index("marks, head, body", f"tokenize=\"ascii tokenchars '{_MARKS}'\"")
    if op.get_bind().dialect.name == "postgresql":
        # To work a row's terms out is dear, which the server knows only of a function that says so: it is to look into the index.
        terms = "array_to_tsvector(array_remove(string_to_array(lower(marks) || ' ' || head || ' ' || body, ' '), ''))"
        made = "search_terms(marks text, head text, body text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 100000"
        op.execute(f"CREATE FUNCTION {made} AS $$ BEGIN RETURN {terms}; END $$")
        # What waits to be put into the index is looked through by every query.
        op.execute("CREATE INDEX search_index ON search_texts USING gin (search_terms(marks, head, body)) WITH (gin_pending_list_limit = 256)")


def downgrade() -> None:
    """Make the tables as they were, without rows."""
    _drop()
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION search_terms")
    op.create_table(
        "search_docs",
        sa.Column("n", _N, autoincrement=False, nullable=False),
        sa.Column("sort", WORDS, nullable=False),
        sa.Column("item", WORDS, nullable=False),
        sa.Column("page", WORDS, nullable=True),
        sa.Column("facets", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_search_docs")),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_search_docs_page"), ondelete="CASCADE"),
    )
    op.create_index(op.f("ix_search_docs_page"), "search_docs", ["page"])
    op.create_index(op.f("ix_search_docs_sort_item"), "search_docs", ["sort", "item"])
    _texts("head", "body", "marks")
    _index("head, body, marks", "tokenize='ascii'")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE INDEX search_index ON search_texts USING gin (to_tsvector('simple'::regconfig, head || ' q0 ' || body || ' q0 ' || marks))"
        )


def _drop() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER search_texts_in")
        op.execute("DROP TRIGGER search_texts_out")
        op.execute("DROP TABLE search_index")
    op.drop_table("search_texts")
    op.drop_table("search_docs")


def _texts(*columns: str) -> None:
    op.create_table(
        "search_texts",
        sa.Column("n", _N, autoincrement=False, nullable=False),
        *(sa.Column(name, LONG_WORDS, nullable=False) for name in columns),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_search_texts")),
        sa.ForeignKeyConstraint(["n"], ["search_docs.n"], name=op.f("fk_search_texts_n"), ondelete="CASCADE"),
    )


def _index(columns: str, options: str) -> None:
    """SQLite's index, and the triggers that keep it in step."""
    if op.get_bind().dialect.name != "sqlite":
        return
    # The driver's own: SQLAlchemy would take a colon before a name for a parameter.
    run = op.get_bind().exec_driver_sql
    run(f"CREATE VIRTUAL TABLE search_index USING fts5({columns}, content='search_texts', content_rowid='n', columnsize=0, {options})")
    new, old = (", ".join(f"{row}.{name}" for name in ("n", *columns.split(", "))) for row in ("new", "old"))
    run(f"CREATE TRIGGER search_texts_in AFTER INSERT ON search_texts BEGIN INSERT INTO search_index(rowid, {columns}) VALUES ({new}); END")
    run(
        "CREATE TRIGGER search_texts_out AFTER DELETE ON search_texts BEGIN "
        f"INSERT INTO search_index(search_index, rowid, {columns}) VALUES ('delete', {old}); END"
    )
    # A page is a transaction, and each leaves a segment: merge them seldomer, and more at once, than is good for large ones.
    run("INSERT INTO search_index(search_index, rank) VALUES ('automerge', 8)")
