"""Lists of meetings are put together from all that pages assert: the table of ids that they were paged by is of no more use."""

import sqlalchemy as sa
from alembic import op

from mahdar.record.schema.columns import WORDS

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Drop it."""
    op.drop_index(op.f("ix_rounds_start"), table_name="rounds")
    op.drop_index(op.f("ix_rounds_series_ordinal"), table_name="rounds")
    op.drop_table("rounds")


def downgrade() -> None:
    """Make it again, with a row for each meeting; where pages differ on it, the least of their values."""
    op.create_table(
        "rounds",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("start", WORDS, nullable=True),
        sa.Column("series", WORDS, nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
    )
    op.create_index(op.f("ix_rounds_series_ordinal"), "rounds", ["series", "ordinal"], unique=False)
    op.create_index(op.f("ix_rounds_start"), "rounds", ["start"], unique=False)
    op.execute("INSERT INTO rounds SELECT id, MIN(start), MIN(series), MIN(ordinal), COUNT(*) FROM meetings GROUP BY id")
