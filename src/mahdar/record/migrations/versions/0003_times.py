"""What a time reaches from a dated event, and which way a range of it is open. Added in place, as in 0002."""

import sqlalchemy as sa
from alembic import op

from mahdar.record.schema.columns import WORDS

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns; times read until now tell neither."""
    op.add_column("times", sa.Column("date", WORDS, nullable=True))
    op.add_column("times", sa.Column("open", WORDS, nullable=True))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("times", "open")
    op.drop_column("times", "date")
