"""What stands behind a record: a file, only a name, or nothing where something should."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from muster.domain.documented import Support, key_of, needs_document, support
from muster.domain.fiscal import Quarter
from muster.domain.ledger.records import AwardDecision, ClaimStep, Decision, Deposit, StepKind
from muster.domain.records import (
    Agreement,
    AnyRecord,
    Authorization,
    Effort,
    Model,
    Officer,
    OvertimeEntry,
    Pay,
    Payroll,
)
from muster.domain.words import size

DAY = date(2026, 1, 5)
PAY = Pay("0417", DAY, 1, id=7)


def test_the_least_counts() -> None:
    assert support(PAY, ()) is Support.MISSING
    assert support(replace(PAY, document="Letter"), ()) is Support.CITED
    assert support(PAY, ["a file"]) is Support.ATTACHED
    assert support(replace(PAY, document="Letter"), ["a file"]) is Support.ATTACHED
    assert support(Officer("0417"), ()) is Support.NOT_NEEDED
    assert support(Officer("0417"), ["a file"]) is Support.ATTACHED
    assert key_of(PAY) == ("pay", 7)


@pytest.mark.parametrize(
    ("record", "needed"),
    [
        (PAY, True),
        (Authorization("0417", Model.TFM, None, DAY), True),
        (Payroll("0417", DAY, DAY), True),
        (OvertimeEntry("0417", DAY), True),
        (OvertimeEntry("0417", DAY, funding="State grant"), False),
        (Decision("FY26Q1-001", 1, DAY, 1, 0), True),
        (AwardDecision(Quarter(2026, 1), DAY, 1), True),
        (Deposit(DAY, 1), False),
        (ClaimStep("FY26Q1-001", StepKind.SUBMITTED, DAY), False),
        (Agreement(Model.TFM), False),
        (Effort("0417", DAY, Fraction(100)), False),
    ],
)
def test_which_records_need_one(record: AnyRecord, needed: bool) -> None:
    assert needs_document(record) is needed


@pytest.mark.parametrize(
    ("of_bytes", "words"),
    [
        (1, "1 byte"),
        (1023, "1,023 bytes"),
        (1024, "1 KB"),
        (1536, "2 KB"),
        (1024 * 1024 - 1, "1,024 KB"),
        (1024 * 1024, "1.0 MB"),
        (25 * 1024 * 1024, "25.0 MB"),
        (1_310_720, "1.3 MB"),
    ],
)
def test_a_size_in_words(of_bytes: int, words: str) -> None:
    assert size(of_bytes) == words
