"""What sort of meeting it is; how a commitment was undertaken and what became of it; of which process a position is, when and why."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_DEFERRED = {"ondelete": "CASCADE", "deferrable": True, "initially": "DEFERRED"}


def upgrade() -> None:
    """Make the columns. No page read until now tells of a commitment or a position, and its meetings have no kind."""
    op.add_column("meetings", sa.Column("kind", sa.String(), nullable=True))
    with op.batch_alter_table("commitments") as table:
        table.add_column(sa.Column("kind", sa.String(), nullable=False, server_default="agreed"))
        table.add_column(sa.Column("process", sa.String(), nullable=True))
        table.add_column(sa.Column("told_by", sa.String(), nullable=True))
        table.add_column(sa.Column("content_start", sa.Integer(), nullable=True))
        table.add_column(sa.Column("content_end", sa.Integer(), nullable=True))
        table.add_column(sa.Column("statements", sa.String(), nullable=False, server_default="[]"))
        table.create_foreign_key(op.f("fk_commitments_page_told_by"), "entities", ["page", "told_by"], ["page", "id"], **_DEFERRED)
    with op.batch_alter_table("positions") as table:
        table.add_column(sa.Column("process", sa.String(), nullable=True))
        table.add_column(sa.Column("target", sa.String(), nullable=True))
        table.add_column(sa.Column("condition_start", sa.Integer(), nullable=True))
        table.add_column(sa.Column("condition_end", sa.Integer(), nullable=True))
        table.add_column(sa.Column("date", sa.String(), nullable=True))
        table.add_column(sa.Column("why", sa.String(), nullable=True))
        table.create_foreign_key(op.f("fk_positions_page_actor"), "entities", ["page", "actor"], ["page", "id"], **_DEFERRED)
        table.create_foreign_key(op.f("fk_positions_page_target"), "entities", ["page", "target"], ["page", "id"], **_DEFERRED)
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
