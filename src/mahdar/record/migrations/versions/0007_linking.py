"""The minute of publication; which pages are copies, and the stories that they tell."""

import sqlalchemy as sa
from alembic import op

from mahdar.record.schema.columns import WORDS

revision = "0007"
down_revision = "0006"

_PAIRS = (("copies", (sa.Column("sort", WORDS, nullable=False), sa.Column("share", sa.Float(), nullable=False))),
          ("story_pairs", (sa.Column("logit", sa.Float(), nullable=False),)))  # fmt: skip


def upgrade() -> None:
    """Make the column and the tables; every page is still to be linked."""
    op.add_column("captures", sa.Column("published_at", WORDS, nullable=True))
    op.create_table(
        "linked",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("page", WORDS, nullable=False),
        sa.Column("hours", sa.Float(), nullable=True),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.Column("engine", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_linked")),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_linked_page"), ondelete="CASCADE"),
        sa.UniqueConstraint("page", name=op.f("uq_linked_page")),
        sqlite_autoincrement=True,
    )
    for table in ("copy_keys", "story_keys"):
        op.create_table(
            table,
            sa.Column("key", sa.BigInteger(), nullable=False),
            sa.Column("n", sa.Integer(), nullable=False),
            sa.PrimaryKeyConstraint("key", "n", name=op.f(f"pk_{table}")),
            sa.ForeignKeyConstraint(["n"], ["linked.n"], name=op.f(f"fk_{table}_n"), ondelete="CASCADE"),
            sqlite_with_rowid=False,
        )
        op.create_index(op.f(f"ix_{table}_n"), table, ["n"])
    for table, columns in _PAIRS:
        op.create_table(
            table,
            sa.Column("one", sa.Integer(), nullable=False),
            sa.Column("other", sa.Integer(), nullable=False),
            *columns,
            sa.PrimaryKeyConstraint("one", "other", name=op.f(f"pk_{table}")),
            *(sa.ForeignKeyConstraint([end], ["linked.n"], name=op.f(f"fk_{table}_{end}"), ondelete="CASCADE") for end in ("one", "other")),
        )
        op.create_index(op.f(f"ix_{table}_other"), table, ["other"])
    op.create_table(
        "story_pages",
        sa.Column("page", WORDS, nullable=False),
        sa.Column("story", WORDS, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("page", name=op.f("pk_story_pages")),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_story_pages_page"), ondelete="CASCADE"),
    )
    op.create_index(op.f("ix_story_pages_story"), "story_pages", ["story"])
    op.create_table(
        "stories",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("first", WORDS, nullable=False),
        sa.Column("since", sa.Float(), nullable=True),
        sa.Column("until", sa.Float(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stories")),
    )
    op.create_index(op.f("ix_stories_since"), "stories", ["since"])
    op.create_table(
        "story_moves",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("page", WORDS, nullable=False),
        sa.Column("before", WORDS, nullable=False),
        sa.Column("after", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_story_moves")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_story_moves_before"), "story_moves", ["before"])


def downgrade() -> None:
    """Drop them."""
    for table in ("story_moves", "stories", "story_pages", "story_pairs", "copies", "story_keys", "copy_keys", "linked"):
        op.drop_table(table)
    with op.batch_alter_table("captures") as captures:
        captures.drop_column("published_at")
