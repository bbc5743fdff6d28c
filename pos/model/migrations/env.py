"""Runs the revisions on the connection it is handed, inside the caller's one transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
