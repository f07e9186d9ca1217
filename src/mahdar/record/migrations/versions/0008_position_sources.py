"""Who tells a position without a name of his own."""

import sqlalchemy as sa
from alembic import op

from mahdar.record.schema.columns import WORDS

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the column. Positions read until now have no such source.

    It has no foreign key: SQLite would have to make the table anew, with its constraints in an order of chance.
    """
    op.add_column("positions", sa.Column("told_by", WORDS, nullable=True))


def downgrade() -> None:
    """Drop it."""
    with op.batch_alter_table("positions") as table:
        table.drop_column("told_by")
