"""Certifies a claim in a process of its own, which another one kills at any moment."""

from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from muster.domain.fiscal import Quarter
from muster.domain.readings import Preset
from muster.services.certification import Request
from tests.composition import BookProgram
from tests.services.office import OFFICIAL, PREPARER

QUARTER = Quarter(2026, 1)


def certify(book: Path, said: Connection) -> None:
    """Say when it begins, and that it is done."""
    program = BookProgram(book.parent)
    program.clock.moment = datetime(2026, 1, 20, 12, tzinfo=UTC)
    services = program.open(book)
    proposal = services.certifications.propose(QUARTER, Preset.PUBLISHED)
    said.send("begins")
    services.certifications.certify(Request(proposal.claim, PREPARER, OFFICIAL))
    said.send("done")
