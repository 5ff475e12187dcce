"""The steps in which the book was changed; until now entries of one time, person and action in a row were a step."""

# ruff: noqa: E501 - as SQLite keeps it
from alembic import op

revision = "0004"
down_revision = "0003"

STATEMENTS = (
    """
    CREATE TABLE steps (
        number INTEGER NOT NULL,
        first_entry INTEGER NOT NULL,
        last_entry INTEGER NOT NULL,
        way TEXT NOT NULL,
        target INTEGER NOT NULL,
        PRIMARY KEY (number),
        CONSTRAINT steps_key UNIQUE (first_entry),
        CONSTRAINT steps_way_is_known CHECK (way IN ('done', 'undone', 'redone'))
    )
     STRICT
    """,
    """
    CREATE INDEX steps_by_target ON steps (target, number)
    """,
    """
    CREATE INDEX change_log_removals ON change_log (sequence) WHERE after IS NULL
    """,
    """
    INSERT INTO steps
    SELECT row_number() OVER (ORDER BY sequence), sequence, coalesce(lead(sequence) OVER (ORDER BY sequence) - 1, newest), 'done', 0
    FROM (
        SELECT sequence, max(sequence) OVER () AS newest,
            lag(at || char(0) || user || char(0) || name || char(0) || action) OVER (ORDER BY sequence) IS NOT
            at || char(0) || user || char(0) || name || char(0) || action AS begins
        FROM change_log WHERE sequence > 0
    )
    WHERE begins
    """,
    """
    CREATE TRIGGER steps_refuses_gaps BEFORE INSERT ON steps BEGIN
    SELECT RAISE(ABORT, 'steps follow one another as the change log does')
    WHERE NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM steps)
    OR NEW.first_entry <= (SELECT last_entry FROM steps ORDER BY number DESC LIMIT 1)
    OR NEW.first_entry > NEW.last_entry
    OR NEW.last_entry IS NOT (SELECT max(sequence) FROM change_log);
    END
    """,
    """
    CREATE TRIGGER steps_refuses_update BEFORE UPDATE ON steps BEGIN
    SELECT RAISE(ABORT, 'what was done in one step is never changed; an undoing is a step of its own');
    END
    """,
    """
    CREATE TRIGGER steps_refuses_delete BEFORE DELETE ON steps BEGIN
    SELECT RAISE(ABORT, 'what was done in one step is never changed; an undoing is a step of its own');
    END
    """,
)


def upgrade() -> None:
    """Make the table, and find the steps of the log so far."""
    for statement in STATEMENTS:
        op.execute(statement)
