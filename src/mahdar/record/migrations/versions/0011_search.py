"""What search finds: its things, their terms, and SQLite's full-text index over these. `Record.open` fills them."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_N = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WORDS = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_LONG = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_COLUMNS = "head, body, marks"


def upgrade() -> None:
    """Make the tables, the index and the triggers that keep it in step."""
    op.create_table(
        "search_docs",
        sa.Column("n", _N, autoincrement=False, nullable=False),
        sa.Column("sort", _WORDS, nullable=False),
        sa.Column("item", _WORDS, nullable=False),
        sa.Column("page", _WORDS, nullable=True),
        sa.Column("facets", _WORDS, nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_search_docs")),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_search_docs_page"), ondelete="CASCADE"),
    )
    op.create_index(op.f("ix_search_docs_page"), "search_docs", ["page"])
    op.create_index(op.f("ix_search_docs_sort_item"), "search_docs", ["sort", "item"])
    op.create_table(
        "search_texts",
        sa.Column("n", _N, autoincrement=False, nullable=False),
        sa.Column("head", _LONG, nullable=False),
        sa.Column("body", _LONG, nullable=False),
        sa.Column("marks", _LONG, nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_search_texts")),
        sa.ForeignKeyConstraint(["n"], ["search_docs.n"], name=op.f("fk_search_texts_n"), ondelete="CASCADE"),
    )
    if op.get_bind().dialect.name == "sqlite":
        # Terms have no ASCII marks, and all else is a letter to this tokenizer: what the analyzer took for one term stays one.
        op.execute(
            f"CREATE VIRTUAL TABLE search_index USING fts5({_COLUMNS}, content='search_texts', content_rowid='n', tokenize='ascii', columnsize=0)"
        )
        new, old = (", ".join(f"{row}.{name}" for name in ("n", *_COLUMNS.split(", "))) for row in ("new", "old"))
        op.execute(
            f"CREATE TRIGGER search_texts_in AFTER INSERT ON search_texts BEGIN INSERT INTO search_index(rowid, {_COLUMNS}) VALUES ({new}); END"
        )
        op.execute(
            "CREATE TRIGGER search_texts_out AFTER DELETE ON search_texts BEGIN "
            f"INSERT INTO search_index(search_index, rowid, {_COLUMNS}) VALUES ('delete', {old}); END"
        )
        # A page is a transaction, and each leaves a segment: merge them seldomer, and more at once, than is good for large ones.
        op.execute("INSERT INTO search_index(search_index, rank) VALUES ('automerge', 8)")
    else:
        op.execute(
            "CREATE INDEX search_index ON search_texts USING gin (to_tsvector('simple'::regconfig, head || ' q0 ' || body || ' q0 ' || marks))"
        )


def downgrade() -> None:
    """Drop them."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER search_texts_in")
        op.execute("DROP TRIGGER search_texts_out")
        op.execute("DROP TABLE search_index")
    op.drop_table("search_texts")
    op.drop_table("search_docs")
