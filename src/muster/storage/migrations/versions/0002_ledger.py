"""The claims ledger beside the records, and the change log's head."""

# ruff: noqa: E501 - as SQLite keeps it
from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = (
    """
    CREATE TABLE claims (
        id INTEGER NOT NULL,
        number TEXT NOT NULL,
        quarter TEXT NOT NULL,
        preset TEXT NOT NULL,
        certified_on TEXT NOT NULL,
        prepared_by TEXT NOT NULL,
        certified_by TEXT NOT NULL,
        claimed INTEGER NOT NULL,
        award INTEGER NOT NULL,
        content_sha256 TEXT NOT NULL,
        log_sequence INTEGER NOT NULL,
        log_hash TEXT NOT NULL,
        revises TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT claims_key UNIQUE (number),
        CONSTRAINT claims_quarter_is_a_quarter CHECK (quarter GLOB 'FY[0-9][0-9][0-9][0-9]Q[1-4]'),
        CONSTRAINT claims_certified_on_is_a_day CHECK (certified_on IS date(certified_on, '+0 days') AND certified_on >= '1900-01-01'),
        CONSTRAINT claims_number_is_given CHECK (number <> '')
    )
     STRICT
    """,
    """
    CREATE TRIGGER claims_refuses_update BEFORE UPDATE ON claims BEGIN
    SELECT RAISE(ABORT, 'what was certified is never changed; a correction is a claim of its own');
    END
    """,
    """
    CREATE TRIGGER claims_refuses_delete BEFORE DELETE ON claims BEGIN
    SELECT RAISE(ABORT, 'what was certified is never changed; a correction is a claim of its own');
    END
    """,
    """
    CREATE TABLE award_decisions (
        id INTEGER NOT NULL,
        quarter TEXT NOT NULL,
        decided_on TEXT NOT NULL,
        amount INTEGER NOT NULL,
        recorded_by TEXT NOT NULL,
        note TEXT NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT award_decisions_key UNIQUE (quarter, decided_on),
        CONSTRAINT award_decisions_quarter_is_a_quarter CHECK (quarter GLOB 'FY[0-9][0-9][0-9][0-9]Q[1-4]'),
        CONSTRAINT award_decisions_decided_on_is_a_day CHECK (decided_on IS date(decided_on, '+0 days') AND decided_on >= '1900-01-01'),
        CONSTRAINT award_decisions_not_negative CHECK (amount >= 0)
    )
     STRICT
    """,
    """
    CREATE TABLE deposits (
        id INTEGER NOT NULL,
        received_on TEXT NOT NULL,
        amount INTEGER NOT NULL,
        reference TEXT NOT NULL,
        recorded_by TEXT NOT NULL,
        note TEXT NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT deposits_received_on_is_a_day CHECK (received_on IS date(received_on, '+0 days') AND received_on >= '1900-01-01'),
        CONSTRAINT deposits_not_nothing CHECK (amount <> 0)
    )
     STRICT
    """,
    """
    CREATE TABLE acceptances (
        id INTEGER NOT NULL,
        quarter TEXT NOT NULL,
        code TEXT NOT NULL,
        officer_id TEXT NOT NULL,
        text TEXT NOT NULL,
        reason TEXT NOT NULL,
        accepted_on TEXT NOT NULL,
        recorded_by TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT acceptances_key UNIQUE (quarter, code, officer_id, text),
        CONSTRAINT acceptances_quarter_is_a_quarter CHECK (quarter GLOB 'FY[0-9][0-9][0-9][0-9]Q[1-4]'),
        CONSTRAINT acceptances_accepted_on_is_a_day CHECK (accepted_on IS date(accepted_on, '+0 days') AND accepted_on >= '1900-01-01'),
        CONSTRAINT acceptances_have_a_reason CHECK (reason <> '')
    )
     STRICT
    """,
    """
    CREATE TABLE signers (
        id INTEGER NOT NULL,
        name TEXT NOT NULL,
        title TEXT NOT NULL,
        passphrase TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT signers_key UNIQUE (name),
        CONSTRAINT signers_name_is_given CHECK (name <> '')
    )
     STRICT
    """,
    """
    CREATE TABLE log_head (
        sequence INTEGER NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (sequence)
    )
     STRICT
    """,
    """
    CREATE UNIQUE INDEX log_head_key ON log_head ((1))
    """,
    """
    CREATE TABLE claim_contents (
        number TEXT NOT NULL,
        content TEXT NOT NULL,
        PRIMARY KEY (number),
        FOREIGN KEY(number) REFERENCES claims (number) ON DELETE RESTRICT ON UPDATE RESTRICT
    )
     STRICT
    """,
    """
    CREATE TRIGGER claim_contents_refuses_update BEFORE UPDATE ON claim_contents BEGIN
    SELECT RAISE(ABORT, 'what was certified is never changed; a correction is a claim of its own');
    END
    """,
    """
    CREATE TRIGGER claim_contents_refuses_delete BEFORE DELETE ON claim_contents BEGIN
    SELECT RAISE(ABORT, 'what was certified is never changed; a correction is a claim of its own');
    END
    """,
    """
    CREATE TABLE claim_amounts (
        id INTEGER NOT NULL,
        number TEXT NOT NULL,
        line INTEGER NOT NULL,
        officer_id TEXT NOT NULL,
        component TEXT NOT NULL,
        quarter TEXT NOT NULL,
        nature TEXT NOT NULL,
        amount INTEGER NOT NULL,
        corrects TEXT NOT NULL,
        corrects_line INTEGER,
        PRIMARY KEY (id),
        CONSTRAINT claim_amounts_key UNIQUE (number, line),
        CONSTRAINT claim_amounts_quarter_is_a_quarter CHECK (quarter GLOB 'FY[0-9][0-9][0-9][0-9]Q[1-4]'),
        CONSTRAINT claim_amounts_component_is_known CHECK (component IN ('salary', 'benefits', 'overtime')),
        CONSTRAINT claim_amounts_nature_is_known CHECK (nature IN ('own', 'adjustment', 'resubmission')),
        CONSTRAINT claim_amounts_line_from_one CHECK (line > 0),
        FOREIGN KEY(number) REFERENCES claims (number) ON DELETE RESTRICT ON UPDATE RESTRICT
    )
     STRICT
    """,
    """
    CREATE TRIGGER claim_amounts_refuses_update BEFORE UPDATE ON claim_amounts BEGIN
    SELECT RAISE(ABORT, 'what was certified is never changed; a correction is a claim of its own');
    END
    """,
    """
    CREATE TRIGGER claim_amounts_refuses_delete BEFORE DELETE ON claim_amounts BEGIN
    SELECT RAISE(ABORT, 'what was certified is never changed; a correction is a claim of its own');
    END
    """,
    """
    CREATE TABLE claim_steps (
        id INTEGER NOT NULL,
        number TEXT NOT NULL,
        step TEXT NOT NULL,
        taken_on TEXT NOT NULL,
        recorded_by TEXT NOT NULL,
        note TEXT NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT claim_steps_step_is_known CHECK (step IN ('submitted', 'closed', 'reopened', 'void')),
        CONSTRAINT claim_steps_taken_on_is_a_day CHECK (taken_on IS date(taken_on, '+0 days') AND taken_on >= '1900-01-01'),
        FOREIGN KEY(number) REFERENCES claims (number) ON DELETE RESTRICT ON UPDATE RESTRICT
    )
     STRICT
    """,
    """
    CREATE TABLE payments (
        id INTEGER NOT NULL,
        deposit INTEGER NOT NULL,
        number TEXT NOT NULL,
        line INTEGER NOT NULL,
        amount INTEGER NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT payments_key UNIQUE (deposit, number, line),
        FOREIGN KEY(deposit) REFERENCES deposits (id) ON DELETE RESTRICT ON UPDATE RESTRICT
    )
     STRICT
    """,
    """
    CREATE INDEX payments_by_amount ON payments (number, line)
    """,
    """
    CREATE TABLE decisions (
        id INTEGER NOT NULL,
        number TEXT NOT NULL,
        line INTEGER NOT NULL,
        decided_on TEXT NOT NULL,
        approved INTEGER NOT NULL,
        denied INTEGER NOT NULL,
        reason TEXT NOT NULL,
        recorded_by TEXT NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT decisions_amount FOREIGN KEY(number, line) REFERENCES claim_amounts (number, line) ON DELETE RESTRICT ON UPDATE RESTRICT,
        CONSTRAINT decisions_decided_on_is_a_day CHECK (decided_on IS date(decided_on, '+0 days') AND decided_on >= '1900-01-01')
    )
     STRICT
    """,
    """
    CREATE INDEX decisions_by_amount ON decisions (number, line)
    """,
    """
    CREATE TABLE resubmissions (
        id INTEGER NOT NULL,
        number TEXT NOT NULL,
        line INTEGER NOT NULL,
        amount INTEGER NOT NULL,
        asked_on TEXT NOT NULL,
        recorded_by TEXT NOT NULL,
        note TEXT NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT resubmissions_amount FOREIGN KEY(number, line) REFERENCES claim_amounts (number, line) ON DELETE RESTRICT ON UPDATE RESTRICT,
        CONSTRAINT resubmissions_asked_on_is_a_day CHECK (asked_on IS date(asked_on, '+0 days') AND asked_on >= '1900-01-01'),
        CONSTRAINT resubmissions_of_something CHECK (amount > 0)
    )
     STRICT
    """,
    """
    CREATE TABLE write_offs (
        id INTEGER NOT NULL,
        number TEXT NOT NULL,
        line INTEGER NOT NULL,
        amount INTEGER NOT NULL,
        given_up_on TEXT NOT NULL,
        recorded_by TEXT NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT write_offs_amount FOREIGN KEY(number, line) REFERENCES claim_amounts (number, line) ON DELETE RESTRICT ON UPDATE RESTRICT,
        CONSTRAINT write_offs_given_up_on_is_a_day CHECK (given_up_on IS date(given_up_on, '+0 days') AND given_up_on >= '1900-01-01'),
        CONSTRAINT write_offs_of_something CHECK (amount > 0)
    )
     STRICT
    """,
    "INSERT INTO log_head SELECT sequence, hash FROM change_log ORDER BY sequence DESC LIMIT 1",
)


def upgrade() -> None:
    """Make the ledger's tables, and tell the log's newest entry once more."""
    for statement in STATEMENTS:
        op.execute(statement)
