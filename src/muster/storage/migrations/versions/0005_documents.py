"""Documents attached to records, and their contents."""

# ruff: noqa: E501 - as SQLite keeps it
from alembic import op

revision = "0005"
down_revision = "0004"

STATEMENTS = (
    """
    CREATE TABLE file_contents (
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        deflated INTEGER NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (sha256),
        CONSTRAINT file_contents_sha256_is_one CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
        CONSTRAINT file_contents_not_empty CHECK (size > 0)
    )
     STRICT
    """,
    """
    CREATE TRIGGER file_contents_refuses_update BEFORE UPDATE ON file_contents BEGIN
    SELECT RAISE(ABORT, 'a document in the book is never changed or deleted; detach it from the record, and attach another');
    END
    """,
    """
    CREATE TRIGGER file_contents_refuses_delete BEFORE DELETE ON file_contents BEGIN
    SELECT RAISE(ABORT, 'a document in the book is never changed or deleted; detach it from the record, and attach another');
    END
    """,
    """
    CREATE TABLE attachments (
        id INTEGER NOT NULL,
        record_kind TEXT NOT NULL,
        record_id INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        size INTEGER NOT NULL,
        added_on TEXT NOT NULL,
        added_by TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT attachments_key UNIQUE (record_kind, record_id, sha256),
        CONSTRAINT attachments_added_on_is_a_day CHECK (added_on IS date(added_on, '+0 days') AND added_on >= '1900-01-01'),
        CONSTRAINT attachments_name_is_given CHECK (name <> ''),
        FOREIGN KEY(sha256) REFERENCES file_contents (sha256) ON DELETE RESTRICT ON UPDATE RESTRICT
    )
     STRICT
    """,
    """
    CREATE INDEX attachments_by_content ON attachments (sha256)
    """,
)


def upgrade() -> None:
    """Make the tables of documents."""
    for statement in STATEMENTS:
        op.execute(statement)
