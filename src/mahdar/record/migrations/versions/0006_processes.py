"""What sort of meeting it is; how a commitment was undertaken and what became of it; of which process a position is, when and why."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

from mahdar.record.schema.columns import WORDS

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the columns. No page read until now tells of a commitment or a position, and its meetings have no kind."""
    op.add_column("meetings", sa.Column("kind", WORDS, nullable=True))
    with op.batch_alter_table("commitments") as table:
        table.add_column(sa.Column("kind", WORDS, nullable=False, server_default="agreed"))
        table.add_column(sa.Column("process", WORDS, nullable=True))
        table.add_column(sa.Column("told_by", WORDS, nullable=True))
        table.add_column(sa.Column("content_start", sa.Integer(), nullable=True))
        table.add_column(sa.Column("content_end", sa.Integer(), nullable=True))
        table.add_column(sa.Column("statements", WORDS, nullable=False, server_default="[]"))
        _names_entity(table, "commitments", "told_by")
    with op.batch_alter_table("positions") as table:
        table.add_column(sa.Column("process", WORDS, nullable=True))
        table.add_column(sa.Column("target", WORDS, nullable=True))
        table.add_column(sa.Column("condition_start", sa.Integer(), nullable=True))
        table.add_column(sa.Column("condition_end", sa.Integer(), nullable=True))
        table.add_column(sa.Column("date", WORDS, nullable=True))
        table.add_column(sa.Column("why", WORDS, nullable=True))
        _names_entity(table, "positions", "actor")
        _names_entity(table, "positions", "target")
    op.create_index(op.f("ix_commitments_id"), "commitments", ["id"], unique=False)
    op.create_index(op.f("ix_positions_actor"), "positions", ["actor"], unique=False)
    op.create_index(op.f("ix_positions_issue"), "positions", ["issue"], unique=False)


def downgrade() -> None:
    """Drop them."""
    op.drop_index(op.f("ix_positions_issue"), table_name="positions")
    op.drop_index(op.f("ix_positions_actor"), table_name="positions")
    op.drop_index(op.f("ix_commitments_id"), table_name="commitments")
    with op.batch_alter_table("positions") as table:
        table.drop_constraint(op.f("fk_positions_page_target"), type_="foreignkey")
        table.drop_constraint(op.f("fk_positions_page_actor"), type_="foreignkey")
        for column in ("why", "date", "condition_end", "condition_start", "target", "process"):
            table.drop_column(column)
    with op.batch_alter_table("commitments") as table:
        table.drop_constraint(op.f("fk_commitments_page_told_by"), type_="foreignkey")
        for column in ("statements", "content_end", "content_start", "told_by", "process", "kind"):
            table.drop_column(column)
    with op.batch_alter_table("meetings") as table:
        table.drop_column("kind")


def _names_entity(table: BatchOperations, of: str, column: str) -> None:
    """The column names an entity of the same page."""
    name = op.f(f"fk_{of}_page_{column}")
    table.create_foreign_key(name, "entities", ["page", column], ["page", "id"], ondelete="CASCADE", deferrable=True, initially="DEFERRED")
