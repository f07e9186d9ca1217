"""Site profiles, how a page was decoded, and the language of its blocks.

Columns are added as SQLite adds them in place. To make the tables anew (Alembic's batch mode) would delete the old ones,
and with them, by their foreign keys, every row of every page.
"""

import sqlalchemy as sa
from alembic import op

from mahdar.record.schema.columns import LONG_WORDS, WORDS

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the tables and columns. Until now every page was UTF-8, and none was read with a profile."""
    op.create_table(
        "site_counts",
        sa.Column("site", WORDS, nullable=False),
        sa.Column("page_limit", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("counted", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("site", name=op.f("pk_site_counts")),
    )
    op.create_table(
        "site_profiles",
        sa.Column("hash", WORDS, nullable=False),
        sa.Column("site", WORDS, nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("profile", LONG_WORDS, nullable=False),
        sa.Column("latest", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_site_profiles")),
    )
    op.add_column("pages", sa.Column("encoding", WORDS, nullable=False, server_default="utf-8"))
    op.add_column("pages", sa.Column("notes", WORDS, nullable=False, server_default="[]"))
    op.add_column("pages", sa.Column("site_profile", WORDS, nullable=True))
    op.add_column("blocks", sa.Column("language", WORDS, nullable=True))
    op.add_column("captures", sa.Column("site_profile", WORDS, nullable=True))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("captures", "site_profile")
    op.drop_column("blocks", "language")
    op.drop_column("pages", "site_profile")
    op.drop_column("pages", "notes")
    op.drop_column("pages", "encoding")
    op.drop_table("site_profiles")
    op.drop_table("site_counts")
