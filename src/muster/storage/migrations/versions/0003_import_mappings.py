"""How other people's files are imported, kept under a name."""

from alembic import op

revision = "0003"
down_revision = "0002"

STATEMENTS = (
    """
    CREATE TABLE import_mappings (
        id INTEGER NOT NULL,
        name TEXT NOT NULL,
        imports TEXT NOT NULL,
        header TEXT NOT NULL,
        mapping TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT import_mappings_key UNIQUE (imports, name),
        CONSTRAINT import_mappings_name_is_given CHECK (name <> '')
    )
     STRICT
    """,
)


def upgrade() -> None:
    """Make the table."""
    for statement in STATEMENTS:
        op.execute(statement)
