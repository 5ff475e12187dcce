"""Alembic's way in: the connection is handed over in ``config.attributes``; nothing of Muster is imported."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
