"""Vectors of articles, by which stories may be told."""

import sqlalchemy as sa
from alembic import op

from mahdar.record.schema.columns import WORDS

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Make the tables, empty: a record goes on being linked by words alone."""
    op.create_table(
        "link_means",
        sa.Column("sign", WORDS, nullable=False),
        sa.Column("model", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("sign", name=op.f("pk_link_means")),
    )
    op.create_table(
        "article_vectors",
        sa.Column("page", WORDS, nullable=False),
        sa.Column("model", WORDS, nullable=False),
        sa.Column("digest", WORDS, nullable=False),
        sa.Column("dims", sa.Integer(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("page", name=op.f("pk_article_vectors")),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_article_vectors_page"), ondelete="CASCADE"),
    )


def downgrade() -> None:
    """Drop them; what was linked by vectors is to be linked anew, as by another version."""
    op.execute("UPDATE linked SET engine = '' WHERE EXISTS (SELECT 1 FROM link_means)")
    op.drop_table("article_vectors")
    op.drop_table("link_means")
