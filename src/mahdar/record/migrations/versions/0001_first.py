"""The first schema."""

import sqlalchemy as sa
from alembic import op

from mahdar.record.schema.columns import LONG_WORDS, WORDS

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "entity_labels",
        sa.Column("entity", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("language", WORDS, nullable=False),
        sa.Column("label", WORDS, nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("entity", "kind", "language", "label", name=op.f("pk_entity_labels")),
    )
    op.create_table(
        "pages",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("text_hash", WORDS, nullable=False),
        sa.Column("text", LONG_WORDS, nullable=False),
        sa.Column("media_type", WORDS, nullable=False),
        sa.Column("language", WORDS, nullable=True),
        sa.Column("wire_copy", WORDS, nullable=True),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("engine", WORDS, nullable=False),
        sa.Column("source", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pages")),
    )
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
    op.create_table(
        "blocks",
        sa.Column("page", WORDS, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("role", WORDS, nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("why", WORDS, nullable=False),
        sa.Column("engine", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_blocks_page"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page", "n", name=op.f("pk_blocks")),
    )
    op.create_table(
        "captures",
        sa.Column("page", WORDS, nullable=False),
        sa.Column("source", WORDS, nullable=False),
        sa.Column("url", WORDS, nullable=True),
        sa.Column("fetched", WORDS, nullable=True),
        sa.Column("outlet", WORDS, nullable=True),
        sa.Column("outlet_entity", WORDS, nullable=True),
        sa.Column("outlet_basis", WORDS, nullable=True),
        sa.Column("published", WORDS, nullable=True),
        sa.Column("published_basis", WORDS, nullable=True),
        sa.Column("published_why", WORDS, nullable=True),
        sa.Column("engine", WORDS, nullable=False),
        sa.Column("digest", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_captures_page"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page", "source", name=op.f("pk_captures")),
    )
    op.create_index(op.f("ix_captures_outlet_entity"), "captures", ["outlet_entity"], unique=False)
    op.create_index(op.f("ix_captures_published"), "captures", ["published"], unique=False)
    op.create_table(
        "commitments",
        sa.Column("page", WORDS, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("parties", WORDS, nullable=False),
        sa.Column("issue", WORDS, nullable=True),
        sa.Column("date", WORDS, nullable=True),
        sa.Column("status", WORDS, nullable=False),
        sa.Column("engine", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_commitments_page"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page", "id", name=op.f("pk_commitments")),
    )
    op.create_table(
        "entities",
        sa.Column("page", WORDS, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("labels", WORDS, nullable=False),
        sa.Column("wikidata", WORDS, nullable=True),
        sa.Column("engine", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_entities_page"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page", "id", name=op.f("pk_entities")),
    )
    op.create_index(op.f("ix_entities_id"), "entities", ["id"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("page", WORDS, nullable=False),
        sa.Column("owner_kind", WORDS, nullable=False),
        sa.Column("owner", WORDS, nullable=False),
        sa.Column("field", WORDS, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("engine", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_evidence_page"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page", "owner_kind", "owner", "field", "start", "end", "n", name=op.f("pk_evidence")),
    )
    op.create_table(
        "positions",
        sa.Column("page", WORDS, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("actor", WORDS, nullable=False),
        sa.Column("issue", WORDS, nullable=False),
        sa.Column("stance", WORDS, nullable=False),
        sa.Column("condition", WORDS, nullable=True),
        sa.Column("statements", WORDS, nullable=False),
        sa.Column("engine", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_positions_page"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page", "n", name=op.f("pk_positions")),
    )
    op.create_table(
        "rejected",
        sa.Column("page", WORDS, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("layer", WORDS, nullable=False),
        sa.Column("reason", WORDS, nullable=False),
        sa.Column("engine", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_rejected_page"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page", "n", name=op.f("pk_rejected")),
    )
    op.create_table(
        "times",
        sa.Column("page", WORDS, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("type", WORDS, nullable=False),
        sa.Column("value", WORDS, nullable=True),
        sa.Column("anchor", WORDS, nullable=True),
        sa.Column("rule", WORDS, nullable=False),
        sa.Column("modifier", WORDS, nullable=True),
        sa.Column("clock", WORDS, nullable=True),
        sa.Column("engine", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_times_page"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page", "n", name=op.f("pk_times")),
    )
    op.create_table(
        "credits",
        sa.Column("page", WORDS, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("entity", WORDS, nullable=False),
        sa.Column("engine", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["page", "entity"],
            ["entities.page", "entities.id"],
            name=op.f("fk_credits_page_entity"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_credits_page"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page", "n", name=op.f("pk_credits")),
    )
    op.create_table(
        "meetings",
        sa.Column("page", WORDS, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("series", WORDS, nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=True),
        sa.Column("place", WORDS, nullable=True),
        sa.Column("start", WORDS, nullable=True),
        sa.Column("end", WORDS, nullable=True),
        sa.Column("host", WORDS, nullable=True),
        sa.Column("convener", WORDS, nullable=True),
        sa.Column("level", WORDS, nullable=True),
        sa.Column("status", WORDS, nullable=False),
        sa.Column("outcome", WORDS, nullable=True),
        sa.Column("engine", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["page", "convener"],
            ["entities.page", "entities.id"],
            name=op.f("fk_meetings_page_convener"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["page", "host"],
            ["entities.page", "entities.id"],
            name=op.f("fk_meetings_page_host"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["page", "place"],
            ["entities.page", "entities.id"],
            name=op.f("fk_meetings_page_place"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_meetings_page"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page", "id", name=op.f("pk_meetings")),
    )
    op.create_index(op.f("ix_meetings_id"), "meetings", ["id"], unique=False)
    op.create_table(
        "names",
        sa.Column("page", WORDS, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("form", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("entity", WORDS, nullable=False),
        sa.Column("found_by", WORDS, nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("engine", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["page", "entity"],
            ["entities.page", "entities.id"],
            name=op.f("fk_names_page_entity"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_names_page"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page", "n", name=op.f("pk_names")),
    )
    op.create_index(op.f("ix_names_entity_form"), "names", ["entity", "form"], unique=False)
    op.create_table(
        "statements",
        sa.Column("page", WORDS, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_end", sa.Integer(), nullable=True),
        sa.Column("speaker", WORDS, nullable=True),
        sa.Column("speaker_label", WORDS, nullable=True),
        sa.Column("speaker_start", sa.Integer(), nullable=True),
        sa.Column("speaker_end", sa.Integer(), nullable=True),
        sa.Column("addressee", WORDS, nullable=True),
        sa.Column("act", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("target", WORDS, nullable=True),
        sa.Column("polarity", WORDS, nullable=False),
        sa.Column("found_by", WORDS, nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("engine", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["page", "addressee"],
            ["entities.page", "entities.id"],
            name=op.f("fk_statements_page_addressee"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["page", "speaker"],
            ["entities.page", "entities.id"],
            name=op.f("fk_statements_page_speaker"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_statements_page"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page", "id", name=op.f("pk_statements")),
    )
    op.create_index(op.f("ix_statements_act"), "statements", ["act"], unique=False)
    op.create_index(op.f("ix_statements_addressee"), "statements", ["addressee"], unique=False)
    op.create_index(op.f("ix_statements_id"), "statements", ["id"], unique=False)
    op.create_index(op.f("ix_statements_speaker"), "statements", ["speaker"], unique=False)
    op.create_table(
        "agenda",
        sa.Column("page", WORDS, nullable=False),
        sa.Column("meeting", WORDS, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("issue", WORDS, nullable=False),
        sa.Column("engine", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["page", "meeting"], ["meetings.page", "meetings.id"], name=op.f("fk_agenda_page_meeting"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_agenda_page"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page", "meeting", "n", name=op.f("pk_agenda")),
    )
    op.create_table(
        "participants",
        sa.Column("page", WORDS, nullable=False),
        sa.Column("meeting", WORDS, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("entity", WORDS, nullable=False),
        sa.Column("role", WORDS, nullable=False),
        sa.Column("engine", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["page", "entity"],
            ["entities.page", "entities.id"],
            name=op.f("fk_participants_page_entity"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["page", "meeting"], ["meetings.page", "meetings.id"], name=op.f("fk_participants_page_meeting"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_participants_page"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page", "meeting", "n", name=op.f("pk_participants")),
    )
    op.create_index(op.f("ix_participants_entity"), "participants", ["entity"], unique=False)
    op.create_table(
        "slots",
        sa.Column("page", WORDS, nullable=False),
        sa.Column("meeting", WORDS, nullable=False),
        sa.Column("field", WORDS, nullable=False),
        sa.Column("basis", WORDS, nullable=False),
        sa.Column("why", WORDS, nullable=True),
        sa.Column("engine", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["page", "meeting"], ["meetings.page", "meetings.id"], name=op.f("fk_slots_page_meeting"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_slots_page"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page", "meeting", "field", name=op.f("pk_slots")),
    )
    op.create_table(
        "statement_issues",
        sa.Column("page", WORDS, nullable=False),
        sa.Column("statement", WORDS, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("issue", WORDS, nullable=False),
        sa.Column("engine", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["page", "statement"], ["statements.page", "statements.id"], name=op.f("fk_statement_issues_page_statement"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_statement_issues_page"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page", "statement", "n", name=op.f("pk_statement_issues")),
    )
    op.create_index(op.f("ix_statement_issues_issue"), "statement_issues", ["issue"], unique=False)
    op.create_table(
        "via",
        sa.Column("page", WORDS, nullable=False),
        sa.Column("statement", WORDS, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("entity", WORDS, nullable=False),
        sa.Column("engine", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["page", "entity"],
            ["entities.page", "entities.id"],
            name=op.f("fk_via_page_entity"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["page", "statement"], ["statements.page", "statements.id"], name=op.f("fk_via_page_statement"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_via_page"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page", "statement", "n", name=op.f("pk_via")),
    )


def downgrade() -> None:
    """Drop all tables."""
    op.drop_table("via")
    op.drop_table("statement_issues")
    op.drop_table("slots")
    op.drop_table("participants")
    op.drop_table("agenda")
    op.drop_table("statements")
    op.drop_table("names")
    op.drop_table("meetings")
    op.drop_table("credits")
    op.drop_table("times")
    op.drop_table("rejected")
    op.drop_table("positions")
    op.drop_table("evidence")
    op.drop_table("entities")
    op.drop_table("commitments")
    op.drop_table("captures")
    op.drop_table("blocks")
    op.drop_table("rounds")
    op.drop_table("pages")
    op.drop_table("entity_labels")
