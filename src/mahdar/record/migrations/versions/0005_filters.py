"""What lists of statements are filtered by beside what was indexed before: an outlet by its label, low confidence, a statement's issues."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the indexes."""
    op.create_index(op.f("ix_captures_outlet"), "captures", ["outlet"], unique=False)
    op.create_index(op.f("ix_statements_confidence"), "statements", ["confidence"], unique=False)
    op.drop_index(op.f("ix_statement_issues_issue"), table_name="statement_issues")
    op.create_index(op.f("ix_statement_issues_issue_page_statement"), "statement_issues", ["issue", "page", "statement"], unique=False)


def downgrade() -> None:
    """Drop them."""
    op.drop_index(op.f("ix_statement_issues_issue_page_statement"), table_name="statement_issues")
    op.create_index(op.f("ix_statement_issues_issue"), "statement_issues", ["issue"], unique=False)
    op.drop_index(op.f("ix_statements_confidence"), table_name="statements")
    op.drop_index(op.f("ix_captures_outlet"), table_name="captures")
