"""Alembic's environment: runs on the connection (and in the transaction) that the caller hands over."""

from alembic import context

from mahdar.record.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
