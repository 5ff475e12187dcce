"""The first tables: the records and the change log."""

# ruff: noqa: E501 - as SQLite keeps it
from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = (
    """
    CREATE TABLE agency (
        id INTEGER NOT NULL,
        name TEXT NOT NULL,
        ori TEXT NOT NULL,
        state TEXT NOT NULL,
        county TEXT NOT NULL,
        uei TEXT NOT NULL,
        ein TEXT NOT NULL,
        address TEXT NOT NULL,
        city TEXT NOT NULL,
        zip TEXT NOT NULL,
        contact_name TEXT NOT NULL,
        contact_title TEXT NOT NULL,
        contact_phone TEXT NOT NULL,
        contact_email TEXT NOT NULL,
        official_name TEXT NOT NULL,
        official_title TEXT NOT NULL,
        PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE UNIQUE INDEX agency_key ON agency ((1))
    """,
    """
    CREATE TABLE agreements (
        id INTEGER NOT NULL,
        model TEXT NOT NULL,
        number TEXT NOT NULL,
        signed_on TEXT,
        effective_on TEXT,
        until TEXT,
        PRIMARY KEY (id),
        CONSTRAINT agreements_model_is_known CHECK (model IN ('TFM', 'JEM', 'WSO')),
        CONSTRAINT agreements_signed_on_is_a_day CHECK (signed_on IS date(signed_on, '+0 days') AND signed_on >= '1900-01-01'),
        CONSTRAINT agreements_effective_on_is_a_day CHECK (effective_on IS date(effective_on, '+0 days') AND effective_on >= '1900-01-01'),
        CONSTRAINT agreements_until_is_a_day CHECK (until IS date(until, '+0 days') AND until >= '1900-01-01'),
        CONSTRAINT agreements_until_after_start CHECK (until > coalesce(effective_on, signed_on))
    )
     STRICT
    """,
    """
    CREATE TABLE officers (
        id INTEGER NOT NULL,
        officer_id TEXT NOT NULL,
        last_name TEXT NOT NULL,
        first_name TEXT NOT NULL,
        middle_name TEXT NOT NULL,
        title TEXT NOT NULL,
        badge TEXT NOT NULL,
        hired_on TEXT,
        separated_on TEXT,
        PRIMARY KEY (id),
        CONSTRAINT officers_key UNIQUE (officer_id),
        CONSTRAINT officers_officer_id_is_given CHECK (officer_id <> ''),
        CONSTRAINT officers_name_is_given CHECK (last_name <> '' OR first_name <> ''),
        CONSTRAINT officers_hired_on_is_a_day CHECK (hired_on IS date(hired_on, '+0 days') AND hired_on >= '1900-01-01'),
        CONSTRAINT officers_separated_on_is_a_day CHECK (separated_on IS date(separated_on, '+0 days') AND separated_on >= '1900-01-01'),
        CONSTRAINT officers_separated_after_hired CHECK (separated_on >= hired_on)
    )
     STRICT
    """,
    """
    CREATE TABLE results (
        id INTEGER NOT NULL,
        quarter TEXT NOT NULL,
        referred INTEGER NOT NULL,
        located INTEGER NOT NULL,
        stated_by TEXT NOT NULL,
        document TEXT NOT NULL,
        dated_on TEXT,
        PRIMARY KEY (id),
        CONSTRAINT results_quarter_is_a_quarter CHECK (quarter GLOB 'FY[0-9][0-9][0-9][0-9]Q[1-4]'),
        CONSTRAINT results_stated_by_is_known CHECK (stated_by IN ('ICE', 'agency')),
        CONSTRAINT results_dated_on_is_a_day CHECK (dated_on IS date(dated_on, '+0 days') AND dated_on >= '1900-01-01'),
        CONSTRAINT results_counts_not_negative CHECK (located >= 0),
        CONSTRAINT results_located_within_referred CHECK (located <= referred)
    )
     STRICT
    """,
    """
    CREATE UNIQUE INDEX results_key ON results (quarter, stated_by, coalesce(dated_on, ''))
    """,
    """
    CREATE TABLE readings (
        id INTEGER NOT NULL,
        parameter TEXT NOT NULL,
        value TEXT NOT NULL,
        effective_on TEXT,
        document TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT readings_are_given CHECK (parameter <> '' AND value <> ''),
        CONSTRAINT readings_effective_on_is_a_day CHECK (effective_on IS date(effective_on, '+0 days') AND effective_on >= '1900-01-01')
    )
     STRICT
    """,
    """
    CREATE UNIQUE INDEX readings_key ON readings (parameter, coalesce(effective_on, ''))
    """,
    """
    CREATE TABLE change_log (
        sequence INTEGER NOT NULL,
        at TEXT NOT NULL,
        user TEXT NOT NULL,
        name TEXT NOT NULL,
        action TEXT NOT NULL,
        entity TEXT NOT NULL,
        entity_id INTEGER NOT NULL,
        "before" TEXT,
        "after" TEXT,
        hash TEXT NOT NULL,
        PRIMARY KEY (sequence)
    )
     STRICT
    """,
    """
    CREATE INDEX change_log_by_record ON change_log (entity, entity_id)
    """,
    """
    CREATE TRIGGER change_log_refuses_gaps BEFORE INSERT ON change_log BEGIN
    SELECT RAISE(ABORT, 'the change log is only appended to')
    WHERE NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM change_log);
    END
    """,
    """
    CREATE TRIGGER change_log_refuses_update BEFORE UPDATE ON change_log BEGIN
    SELECT RAISE(ABORT, 'the change log is never changed; it is the proof of what was recorded');
    END
    """,
    """
    CREATE TRIGGER change_log_refuses_delete BEFORE DELETE ON change_log BEGIN
    SELECT RAISE(ABORT, 'the change log is never changed; it is the proof of what was recorded');
    END
    """,
    """
    CREATE TABLE authorizations (
        id INTEGER NOT NULL,
        officer_id TEXT NOT NULL,
        model TEXT NOT NULL,
        trained_on TEXT,
        authorized_on TEXT NOT NULL,
        expires_on TEXT,
        credential TEXT NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT authorizations_key UNIQUE (officer_id, authorized_on),
        CONSTRAINT authorizations_model_is_known CHECK (model IN ('TFM', 'JEM', 'WSO')),
        CONSTRAINT authorizations_trained_on_is_a_day CHECK (trained_on IS date(trained_on, '+0 days') AND trained_on >= '1900-01-01'),
        CONSTRAINT authorizations_authorized_on_is_a_day CHECK (authorized_on IS date(authorized_on, '+0 days') AND authorized_on >= '1900-01-01'),
        CONSTRAINT authorizations_expires_on_is_a_day CHECK (expires_on IS date(expires_on, '+0 days') AND expires_on >= '1900-01-01'),
        CONSTRAINT authorizations_expires_after_start CHECK (expires_on > authorized_on),
        FOREIGN KEY(officer_id) REFERENCES officers (officer_id) ON DELETE RESTRICT ON UPDATE RESTRICT
    )
     STRICT
    """,
    """
    CREATE TRIGGER authorizations_overlap_on_insert AFTER INSERT ON authorizations BEGIN
    SELECT RAISE(ABORT, 'the authorization overlaps another of the officer; a day belongs to one authorization')
    WHERE EXISTS (
        SELECT 1 FROM authorizations AS other
        WHERE other.officer_id = NEW.officer_id AND (
            other.authorized_on < NEW.authorized_on AND other.expires_on > NEW.authorized_on
            OR other.authorized_on > NEW.authorized_on AND other.authorized_on < NEW.expires_on
        )
    );
    END
    """,
    """
    CREATE TRIGGER authorizations_overlap_on_update AFTER UPDATE ON authorizations BEGIN
    SELECT RAISE(ABORT, 'the authorization overlaps another of the officer; a day belongs to one authorization')
    WHERE EXISTS (
        SELECT 1 FROM authorizations AS other
        WHERE other.officer_id = NEW.officer_id AND (
            other.authorized_on < NEW.authorized_on AND other.expires_on > NEW.authorized_on
            OR other.authorized_on > NEW.authorized_on AND other.authorized_on < NEW.expires_on
        )
    );
    END
    """,
    """
    CREATE TABLE interruptions (
        id INTEGER NOT NULL,
        officer_id TEXT NOT NULL,
        start TEXT NOT NULL,
        until TEXT,
        reason TEXT NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT interruptions_reason_is_known CHECK (reason IN ('suspended', 'removed', 'revoked', 'unpaid_leave')),
        CONSTRAINT interruptions_start_is_a_day CHECK (start IS date(start, '+0 days') AND start >= '1900-01-01'),
        CONSTRAINT interruptions_until_is_a_day CHECK (until IS date(until, '+0 days') AND until >= '1900-01-01'),
        CONSTRAINT interruptions_until_after_start CHECK (until > start),
        FOREIGN KEY(officer_id) REFERENCES officers (officer_id) ON DELETE RESTRICT ON UPDATE RESTRICT
    )
     STRICT
    """,
    """
    CREATE INDEX interruptions_by_officer ON interruptions (officer_id, start)
    """,
    """
    CREATE TABLE pay (
        id INTEGER NOT NULL,
        officer_id TEXT NOT NULL,
        effective_on TEXT NOT NULL,
        annual_salary INTEGER NOT NULL,
        annual_benefits INTEGER,
        benefits_percent TEXT,
        approved_on TEXT,
        paid_on TEXT,
        document TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT pay_key UNIQUE (officer_id, effective_on),
        CONSTRAINT pay_effective_on_is_a_day CHECK (effective_on IS date(effective_on, '+0 days') AND effective_on >= '1900-01-01'),
        CONSTRAINT pay_approved_on_is_a_day CHECK (approved_on IS date(approved_on, '+0 days') AND approved_on >= '1900-01-01'),
        CONSTRAINT pay_paid_on_is_a_day CHECK (paid_on IS date(paid_on, '+0 days') AND paid_on >= '1900-01-01'),
        CONSTRAINT pay_benefits_percent_is_a_percent CHECK (benefits_percent GLOB '[0-9]*' AND benefits_percent NOT GLOB '*[^0-9./]*' AND benefits_percent NOT GLOB '*[./]*[./]*'),
        CONSTRAINT pay_salary_not_negative CHECK (annual_salary >= 0),
        CONSTRAINT pay_benefits_not_negative CHECK (annual_benefits >= 0),
        CONSTRAINT pay_benefits_one_way CHECK (annual_benefits IS NULL OR benefits_percent IS NULL),
        FOREIGN KEY(officer_id) REFERENCES officers (officer_id) ON DELETE RESTRICT ON UPDATE RESTRICT
    )
     STRICT
    """,
    """
    CREATE TABLE effort (
        id INTEGER NOT NULL,
        officer_id TEXT NOT NULL,
        effective_on TEXT NOT NULL,
        percent TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT effort_key UNIQUE (officer_id, effective_on),
        CONSTRAINT effort_effective_on_is_a_day CHECK (effective_on IS date(effective_on, '+0 days') AND effective_on >= '1900-01-01'),
        CONSTRAINT effort_percent_is_a_percent CHECK (percent GLOB '[0-9]*' AND percent NOT GLOB '*[^0-9./]*' AND percent NOT GLOB '*[./]*[./]*'),
        CONSTRAINT effort_at_most_whole CHECK (CASE instr(percent, '/') WHEN 0 THEN CAST(percent AS REAL) <= 100 ELSE CAST(percent AS INTEGER) <= CAST(substr(percent, instr(percent, '/') + 1) AS INTEGER) END),
        FOREIGN KEY(officer_id) REFERENCES officers (officer_id) ON DELETE RESTRICT ON UPDATE RESTRICT
    )
     STRICT
    """,
    """
    CREATE TABLE overtime (
        id INTEGER NOT NULL,
        officer_id TEXT NOT NULL,
        worked_on TEXT NOT NULL,
        hours INTEGER,
        amount INTEGER,
        paid_on TEXT,
        funding TEXT NOT NULL,
        approved_by TEXT NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT overtime_worked_on_is_a_day CHECK (worked_on IS date(worked_on, '+0 days') AND worked_on >= '1900-01-01'),
        CONSTRAINT overtime_paid_on_is_a_day CHECK (paid_on IS date(paid_on, '+0 days') AND paid_on >= '1900-01-01'),
        CONSTRAINT overtime_hours_within_a_day CHECK (hours BETWEEN -240000 AND 240000),
        FOREIGN KEY(officer_id) REFERENCES officers (officer_id) ON DELETE RESTRICT ON UPDATE RESTRICT
    )
     STRICT
    """,
    """
    CREATE INDEX overtime_by_officer ON overtime (officer_id, worked_on, amount, paid_on, funding)
    """,
    """
    CREATE TABLE payroll (
        id INTEGER NOT NULL,
        officer_id TEXT NOT NULL,
        period_from TEXT NOT NULL,
        period_until TEXT NOT NULL,
        base_pay INTEGER,
        benefits INTEGER,
        paid_on TEXT,
        document TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT payroll_period_from_is_a_day CHECK (period_from IS date(period_from, '+0 days') AND period_from >= '1900-01-01'),
        CONSTRAINT payroll_period_until_is_a_day CHECK (period_until IS date(period_until, '+0 days') AND period_until >= '1900-01-01'),
        CONSTRAINT payroll_paid_on_is_a_day CHECK (paid_on IS date(paid_on, '+0 days') AND paid_on >= '1900-01-01'),
        CONSTRAINT payroll_until_after_from CHECK (period_until > period_from),
        FOREIGN KEY(officer_id) REFERENCES officers (officer_id) ON DELETE RESTRICT ON UPDATE RESTRICT
    )
     STRICT
    """,
    """
    CREATE INDEX payroll_by_officer ON payroll (officer_id, period_from)
    """,
    """
    CREATE TRIGGER payroll_overlaps_on_insert AFTER INSERT ON payroll BEGIN
    SELECT RAISE(ABORT, 'the officer has payroll for an overlapping period from the same document; remove one or name its own document')
    WHERE EXISTS (
        SELECT 1 FROM payroll AS other
        WHERE other.officer_id = NEW.officer_id AND other.document = NEW.document AND other.id <> NEW.id
        AND other.period_from < NEW.period_until AND other.period_until > NEW.period_from
    );
    END
    """,
    """
    CREATE TRIGGER payroll_overlaps_on_update AFTER UPDATE ON payroll BEGIN
    SELECT RAISE(ABORT, 'the officer has payroll for an overlapping period from the same document; remove one or name its own document')
    WHERE EXISTS (
        SELECT 1 FROM payroll AS other
        WHERE other.officer_id = NEW.officer_id AND other.document = NEW.document AND other.id <> NEW.id
        AND other.period_from < NEW.period_until AND other.period_until > NEW.period_from
    );
    END
    """,
)


def upgrade() -> None:
    """Make every table, index and trigger."""
    for statement in STATEMENTS:
        op.execute(statement)
