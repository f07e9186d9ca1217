"""Who tells a position without a name of his own."""

import sqlalchemy as sa
from alembic import op

from mahdar.record.schema.columns import WORDS

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the column. Positions read until now have no such source."""
    with op.batch_alter_table("positions") as table:
        table.add_column(sa.Column("told_by", WORDS, nullable=True))
        name = op.f("fk_positions_page_told_by")
        table.create_foreign_key(name, "entities", ["page", "told_by"], ["page", "id"], ondelete="CASCADE", deferrable=True, initially="DEFERRED")


def downgrade() -> None:
    """Drop it."""
    with op.batch_alter_table("positions") as table:
        table.drop_constraint(op.f("fk_positions_page_told_by"), type_="foreignkey")
        table.drop_column("told_by")
