"""Searches that people keep."""

import sqlalchemy as sa
from alembic import op

from mahdar.record.schema.columns import WORDS

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "saved_searches",
        *(sa.Column(name, WORDS, nullable=False) for name in ("id", "name", "query", "who", "at")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_searches")),
    )


def downgrade() -> None:
    """Drop it, with what people kept."""
    op.drop_table("saved_searches")
