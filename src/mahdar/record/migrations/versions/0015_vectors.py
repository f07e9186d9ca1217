"""Vectors of statements."""

import sqlalchemy as sa
from alembic import op

from mahdar.record.schema.columns import WORDS

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Make the table; `mahdar embed` fills it."""
    op.create_table(
        "vectors",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("page", WORDS, nullable=False),
        sa.Column("statement", WORDS, nullable=False),
        sa.Column("model", WORDS, nullable=False),
        sa.Column("dims", sa.Integer(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_vectors")),
        sa.UniqueConstraint("page", "statement", name=op.f("uq_vectors_page_statement")),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_vectors_page"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["page", "statement"], ["statements.page", "statements.id"], name=op.f("fk_vectors_page_statement"), ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("vectors")
