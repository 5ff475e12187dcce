"""The numbers of claims (R25): ``FY26Q1-001``, revisions ``FY26Q1-001-R1``; none is ever used again."""

import re
from collections.abc import Collection

from muster.domain.fiscal import Quarter

_NUMBER = re.compile(r"FY[0-9]{2}Q[1-4]-[0-9]{3,}(?:-R([0-9]+))?")


def next_number(quarter: Quarter, used: Collection[str]) -> str:
    """The next claim's number in a quarter; ``used`` are those of every claim ever certified, void ones too."""
    start = f"FY{quarter.fiscal_year % 100:02d}Q{quarter.number}-"
    taken = [int(each.removeprefix(start).partition("-")[0]) for each in used if each.startswith(start)]
    return f"{start}{max(taken, default=0) + 1:03d}"


def revision_number(number: str, used: Collection[str]) -> str:
    """The number of the next revision of a claim, or of the claim that a revision revises."""
    original = number.partition("-R")[0]
    revisions = [int(each.partition("-R")[2]) for each in used if each.startswith(f"{original}-R")]
    return f"{original}-R{max(revisions, default=0) + 1}"


def is_number(text: str) -> bool:
    """Whether a text is written like a claim's number."""
    return _NUMBER.fullmatch(text) is not None
