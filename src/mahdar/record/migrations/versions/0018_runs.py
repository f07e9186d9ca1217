"""What came of the runs that filled the record."""

import sqlalchemy as sa
from alembic import op

from mahdar.record.schema.columns import WORDS

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "runs",
        *(sa.Column(name, WORDS, nullable=False) for name in ("began", "command", "report")),
        sa.PrimaryKeyConstraint("began", "command", name=op.f("pk_runs")),
    )


def downgrade() -> None:
    """Drop it, with what came of runs."""
    op.drop_table("runs")
