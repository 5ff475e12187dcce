"""What a dry run shows a clerk, in short."""

from decimal import Decimal

from muster.domain.records import OvertimeEntry
from muster.services.importing.dry_run import DryRun
from muster.services.importing.planned_rows import Outcome


def outcomes(run: DryRun) -> str:
    """``new new rejected``, by row."""
    return " ".join(each.outcome for each in run.plan.rows)


def reasons(run: DryRun) -> list[str]:
    return [f"row {each.row.number}: {each.reason}" for each in run.plan.with_outcome(Outcome.REJECTED)]


def read(run: DryRun) -> dict[str, str]:
    """What the columns come to, as read."""
    return {each.label: each.type.write(each.read) for each in run.sums}


def left_out(run: DryRun) -> str:
    """``3 blank, 5 total``: the rows below the header that are no records."""
    header = run.plan.reading.mapping.header_row
    return ", ".join(f"{row.number} {row.kind}" for row in run.left_out if row.number > header)


def entries(run: DryRun) -> list[tuple[str, str, Decimal | None, int | None]]:
    """The overtime to be stored: officer, day, hours, cents."""
    stored = [each for each in run.plan.stored if isinstance(each, OvertimeEntry)]
    return [(each.officer_id, str(each.worked_on), each.hours, each.amount) for each in stored]
