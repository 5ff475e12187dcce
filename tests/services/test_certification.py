"""Certifying a claim: who, under which number, what is refused, what a revision is (R15, R25)."""

from dataclasses import replace
from datetime import date

import pytest

from muster.domain.fiscal import Quarter
from muster.domain.ledger.positions import Status
from muster.domain.ledger.records import CertifiedClaim, ClaimAmount, Nature, StepKind
from muster.domain.readings import Preset
from muster.domain.records import Interruption, InterruptionKind, OvertimeEntry, Pay
from muster.services.certification import Request, Signature
from muster.services.claim_json import document
from muster.services.signers import SignerError
from tests.domain.evaluate import evaluate
from tests.oracle.folder import row
from tests.services.frozen.stories import pike
from tests.services.office import OFFICIAL, PREPARER, Office
from tests.services.two_claims import Opened

DAYS = {"FY2026Q1": "2026-01-20", "FY2026Q2": "2026-04-20", "FY2026Q3": "2026-07-20", "FY2026Q4": "2026-10-20"}
ONE_PERSON = (
    "The authorized official has to be another person than the preparer, unless the agency has one person for both."
)
MEANWHILE = (
    "The records have changed since the claim was computed, so nothing was certified; "
    "look at it again, then certify it."
)
DECIDED = "has been decided on, so it is not revised; what has changed stands as an adjustment on the next claim."
SUBMITTABLE = "only a certified claim that was not submitted yet can be submitted"


@pytest.fixture
def agency(office: Opened) -> Office:
    return office(pike())


# -- who signs


def test_two_people_sign_and_the_log_tells_everything(agency: Office) -> None:
    proposal = agency.propose("FY2026Q1", "2026-01-20")
    _, entries = agency.state()
    request = Request(
        proposal.claim,
        Signature("dana  REYES", PREPARER.passphrase),
        Signature(" Pat Doe ", OFFICIAL.passphrase),
        " x ",
    )
    certified, changed = agency.services.certifications.certify(request)
    assert (certified.prepared_by, certified.certified_by, certified.note) == ("Dana Reyes", "Pat Doe", "x")
    assert (certified.number, certified.revises, certified.preset) == ("FY26Q1-001", "", "published")
    assert (certified.certified_on, certified.claimed, certified.award) == (date(2026, 1, 20), 25_694_25, 0)
    assert changed.kinds == {CertifiedClaim, ClaimAmount}
    assert changed.officers is None or changed.officers == frozenset()
    problems, after = agency.state()
    assert (problems, after - entries) == ([], 3)  # the claim and its two amounts
    with agency.services.book.read() as records:
        newest = records.log(3)
        assert {each.action for each in newest} == {"Certify the claim of FY2026Q1"}
        before = records.log(4)[-1]
    assert (certified.log_sequence, certified.log_hash) == (before.sequence, before.hash)


@pytest.mark.parametrize(
    ("preparer", "official", "field", "sentence"),
    [
        (
            Signature("Nobody", "battery staple"),
            OFFICIAL,
            "preparer",
            "“Nobody” is no signer of this book; choose a name or add the signer.",
        ),
        (
            Signature("Dana Reyes", "battery stable"),
            OFFICIAL,
            "preparer",
            "The passphrase is not that of Dana Reyes; type it again.",
        ),
        (
            PREPARER,
            Signature("Pat Doe", "battery staple"),
            "official",
            "The passphrase is not that of Pat Doe; type it again.",
        ),
        (
            PREPARER,
            Signature("", ""),
            "official",
            "“” is no signer of this book; choose a name or add the signer.",
        ),
        (
            PREPARER,
            Signature("DANA reyes ", "battery staple"),
            "official",
            ONE_PERSON,
        ),
    ],
)
def test_who_may_not_sign(agency: Office, preparer: Signature, official: Signature, field: str, sentence: str) -> None:
    claim = agency.propose("FY2026Q1", "2026-01-20").claim
    with agency.refuses(sentence, SignerError) as caught:
        agency.services.certifications.certify(Request(claim, preparer, official))
    assert isinstance(caught.value, SignerError)
    assert caught.value.field == field
    assert agency.ledger.claims == ()


def test_one_person_signs_at_an_agency_that_has_one(agency: Office) -> None:
    certified = agency.sign(agency.propose("FY2026Q1", "2026-01-20"), official=None)
    assert certified.prepared_by == certified.certified_by == "Dana Reyes"
    made = agency.services.ledger.frozen(certified.number).claim.certification
    assert made is not None
    assert made.alone


# -- what is refused


def test_what_has_changed_since_it_was_looked_at_is_not_certified(agency: Office) -> None:
    proposal = agency.propose("FY2026Q1", "2026-01-20")
    (pay,) = agency.of(Pay, "0004")
    agency.change(pay, replace(pay, annual_salary=70_200_01))
    with agency.refuses(MEANWHILE):
        agency.sign(proposal)
    agency.change(agency.of(Pay, "0004")[0], pay)
    assert agency.sign(proposal).number == "FY26Q1-001"
    with agency.refuses(MEANWHILE):  # it would be a revision by now
        agency.sign(proposal)


def test_what_the_examiner_blocks_is_not_certified(office: Opened) -> None:
    agency = office(pike())
    early = agency.propose("FY2026Q1", "2025-12-31")
    assert early.blocked == 1
    with agency.refuses("1 finding of the examiner blocks the certification; mend what is said there."):
        agency.sign(early)
    with agency.services.book.read() as records:
        profile = records.agency()
    agency.change(profile, replace(profile, official_name=""))
    early = agency.propose("FY2026Q1", "2025-12-31")
    with agency.refuses("2 findings of the examiner block the certification; mend what is said there."):
        agency.sign(early)
    agency.change(replace(profile, official_name=""), profile)
    strict = agency.propose("FY2026Q1", "2026-01-20", Preset.STRICT)
    with agency.refuses("1 finding of the examiner blocks the certification; mend what is said there."):
        agency.sign(strict)


def test_nothing_is_not_certified(office: Opened) -> None:
    agency = office({**pike(), "pay": [], "overtime": []})
    proposal = agency.propose("FY2026Q1", "2026-01-20")
    with agency.refuses("The claim claims nothing, so there is nothing to certify."):
        agency.sign(proposal)


def test_nothing_before_the_programs_first_day(agency: Office) -> None:
    sentence = "FY2025Q4 cannot be claimed: nothing before 2025-10-01 can; the first quarter is FY2026Q1."
    with agency.refuses(sentence):
        agency.propose("FY2025Q4", "2026-01-20")


# -- numbers


def test_numbers_are_never_used_again(agency: Office) -> None:
    assert agency.certify("FY2026Q1", "2026-01-20").number == "FY26Q1-001"
    assert agency.certify("FY2026Q1", "2026-01-21").number == "FY26Q1-001-R1"
    agency.take("FY26Q1-001-R1", StepKind.VOID, "2026-01-22", "x")
    assert agency.position("FY26Q1-001").status is Status.CERTIFIED  # in force again
    assert agency.certify("FY2026Q1", "2026-01-23").number == "FY26Q1-001-R2"
    agency.take("FY26Q1-001-R2", StepKind.VOID, "2026-01-24", "x")
    agency.take("FY26Q1-001", StepKind.VOID, "2026-01-24", "x")
    assert agency.certify("FY2026Q1", "2026-01-25").number == "FY26Q1-002"
    assert agency.certify("FY2026Q2", "2026-04-20").number == "FY26Q2-001"
    assert agency.certify("FY2026Q1", "2026-04-21").number == "FY26Q1-002-R1"
    assert agency.certify("FY2026Q1", "2026-04-22").number == "FY26Q1-002-R2"
    statuses = {each.claim.number: each.status for each in agency.services.ledger.positions()}
    assert statuses == {
        "FY26Q1-001": Status.VOID,
        "FY26Q1-001-R1": Status.VOID,
        "FY26Q1-001-R2": Status.VOID,
        "FY26Q1-002": Status.SUPERSEDED,
        "FY26Q2-001": Status.CERTIFIED,
        "FY26Q1-002-R1": Status.SUPERSEDED,
        "FY26Q1-002-R2": Status.CERTIFIED,
    }
    assert {each.number for each in agency.ledger.live.values()} == {"FY26Q1-002-R2", "FY26Q2-001"}


def test_a_fiscal_year_has_numbers_of_its_own(agency: Office) -> None:
    for quarter, day in DAYS.items():
        agency.certify(quarter, day)
    assert agency.certify("FY2027Q1", "2027-01-20").number == "FY27Q1-001"


# -- revisions


def test_a_revision_stands_in_the_place_of_the_claim(agency: Office) -> None:
    first = agency.certify("FY2026Q1", "2026-01-20")
    (entry, *_) = agency.of(OvertimeEntry, "0004")
    agency.change(entry, replace(entry, amount=9000_00))
    proposal = agency.propose("FY2026Q1", "2026-01-25")
    assert (proposal.number, proposal.revises) == ("FY26Q1-001-R1", "FY26Q1-001")
    second = agency.sign(proposal)
    assert second.claimed - first.claimed == 1000_00
    assert agency.services.ledger.frozen(first.number).claim.lines[0].overtime == 8000_00
    assert agency.propose("FY2026Q2", "2026-04-20").claim.lines[0].corrections == ()
    with agency.refuses(f"FY26Q1-001 is superseded: {SUBMITTABLE}."):
        agency.submit(first.number, "2026-01-26")
    agency.submit(second.number, "2026-01-26")
    third = agency.certify("FY2026Q1", "2026-01-27")  # submitted, not decided
    assert (third.number, third.revises) == ("FY26Q1-001-R2", second.number)


def test_a_revision_takes_off_what_a_later_claim_has_adjusted(agency: Office) -> None:
    """R15: original and all amendments together are what the facts now known make."""
    agency.certify("FY2026Q1", "2026-01-20")
    (pay,) = agency.of(Pay, "0004")
    agency.change(pay, replace(pay, annual_salary=80_000_00, paid_on=date(2026, 2, 12)))
    second = agency.certify("FY2026Q2", "2026-04-20")
    assert agency.amounts(second.number)[-1] == "adjustment salary FY2026Q1 2470.13 FY26Q1-001"
    agency.change(agency.of(Pay, "0004")[0], replace(pay, annual_salary=90_000_00, paid_on=date(2026, 4, 23)))
    revision = agency.certify("FY2026Q1", "2026-04-24")
    assert agency.amounts(revision.number) == ["own salary FY2026Q1 20214.80", "own overtime FY2026Q1 8000.00"]
    account = agency.ledger.account("0004", agency.ledger.amounts[0].component, Quarter(2026, 1))
    assert account.claimed == 22_684_93  # 90,000.00 for 92 of 365 days
    assert agency.differences(revision.number) == []


def test_what_was_decided_on_is_corrected_by_the_next_claim(agency: Office) -> None:
    first = agency.certify("FY2026Q1", "2026-01-20")
    agency.submit(first.number, "2026-01-21")
    agency.deny(agency.line(first.number, "overtime"), "1.00", "2026-02-02")
    with agency.refuses(f"FY26Q1-001 {DECIDED}"):
        agency.propose("FY2026Q1", "2026-02-03")
    agency.services.ledger.take_back(list(agency.ledger.decisions))
    assert agency.propose("FY2026Q1", "2026-02-03").revises == first.number


def test_a_correction_stands_on_whichever_later_claim_is_certified_next(agency: Office) -> None:
    for quarter, day in (("FY2026Q1", "2026-01-20"), ("FY2026Q3", "2026-07-20")):
        number = agency.certify(quarter, day).number
        agency.submit(number, day)
        agency.approve(number, day)
    (pay,) = agency.of(Pay, "0004")
    agency.change(pay, replace(pay, annual_salary=60_000_00))

    def adjusted(quarter: str) -> list[str]:
        return [str(each.quarter) for each in agency.propose(quarter, "2026-10-20").claim.adjustments]

    assert agency.services.ledger.next_claim("FY26Q1-001").quarter == Quarter(2026, 2)
    assert adjusted("FY2026Q2") == ["FY2026Q1"]
    assert adjusted("FY2026Q4") == ["FY2026Q1", "FY2026Q3"]
    agency.certify("FY2026Q2", "2026-10-20")
    assert adjusted("FY2026Q4") == ["FY2026Q3"]
    assert agency.services.ledger.next_claim("FY26Q1-001").quarter == Quarter(2026, 4)


def test_a_quarter_that_claims_nothing_hinders_no_correction(agency: Office) -> None:
    """Suspended throughout the second quarter, and paid in the third what was raised in the first (R14)."""
    first = agency.certify("FY2026Q1", "2026-01-20").number
    agency.submit(first, "2026-01-21")
    agency.approve(first, "2026-02-02")
    (pay,) = agency.of(Pay, "0004")
    raised = replace(pay, id=0, effective_on=date(2025, 11, 1), annual_salary=76_650_00, paid_on=date(2026, 5, 1))
    agency.add(raised, Interruption("0004", date(2026, 1, 1), date(2026, 4, 1), InterruptionKind.SUSPENDED))
    second = agency.propose("FY2026Q2", "2026-07-02").claim
    assert (second.lines, second.adjustments) == ((), ())
    assert agency.services.ledger.next_claim(first).quarter == Quarter(2026, 3)
    third = agency.certify("FY2026Q3", "2026-07-20").number
    (salary,) = (each for each in agency.ledger.of_claim(third) if each.nature is Nature.ADJUSTMENT)
    assert (salary.corrects, salary.amount) == (first, 1_077_94)  # 18,772.19 - 17,694.25
    assert agency.differences(first) == []
    assert agency.services.ledger.next_claim(first).quarter == Quarter(2026, 2)


def test_a_clock_that_was_set_back_certifies_nothing(agency: Office) -> None:
    agency.certify("FY2026Q1", "2026-02-10")
    agency.add(replace(agency.of(Pay, "0004")[0], id=0, effective_on=date(2025, 12, 1)))
    proposal = agency.propose("FY2026Q1", "2026-01-05")
    with agency.refuses(
        "Today is 5 Jan 2026 by this computer's clock, but FY26Q1-001 was certified on 10 Feb 2026; set the clock "
        "right, then certify the claim."
    ):
        agency.sign(proposal)


def test_a_line_whose_parts_cancel_out_is_no_line_to_other_programs(office: Opened) -> None:
    """Overtime moved from the first quarter to the second, seen by the claim of the third; on paper it is explained."""
    agency = office(pike())
    (pay,) = agency.of(Pay, "0004")
    agency.change(pay, replace(pay, annual_salary=120_000_00))
    for quarter in ("FY2026Q1", "FY2026Q2"):
        number = agency.certify(quarter, DAYS[quarter]).number
        agency.submit(number, DAYS[quarter])
        agency.approve(number, DAYS[quarter])
    first, *_, third = agency.of(OvertimeEntry, "0004")
    agency.change(first, replace(first, worked_on=date(2026, 2, 3)))
    agency.remove(third)
    agency.add(Interruption("0004", date(2026, 4, 1), date(2026, 7, 1), InterruptionKind.SUSPENDED))
    claim = agency.propose("FY2026Q3", "2026-07-20").claim
    (line,) = claim.lines
    assert (line.total, [each.amount for each in line.corrections]) == (0, [-8000_00, 8000_00])
    told = document(claim)
    assert told["lines"] == []
    assert [each["amount"] for each in told["corrections"]] == ["-8000.00", "8000.00"]


def test_the_sum_of_adjustments_is_explained_down_to_their_records(agency: Office) -> None:
    first = agency.certify("FY2026Q1", "2026-01-20").number
    agency.submit(first, "2026-01-21")
    agency.approve(first, "2026-02-02")
    (pay,) = agency.of(Pay, "0004")
    agency.change(pay, replace(pay, annual_salary=60_000_00))
    draft = agency.propose("FY2026Q2", "2026-04-20").claim
    second = agency.certify("FY2026Q2", "2026-04-20").number
    for tree in (
        agency.services.claims.explain_total(draft, "adjustments"),
        agency.services.ledger.explain(second, None, "adjustments"),
    ):
        assert evaluate(tree) == tree.number == draft.totals.adjustments < 0
        assert any(isinstance(each.source, Pay) and each.value == 60_000_00 for each in tree.walk())


def test_the_next_fiscal_year_corrects_the_last_one_overtime_too(agency: Office) -> None:
    for quarter, day in DAYS.items():
        agency.certify(quarter, day)
    agency.remove(agency.of(OvertimeEntry, "0004")[-1])
    claim = agency.propose("FY2027Q1", "2027-01-20").claim
    assert [(each.component, str(each.quarter), each.amount) for each in claim.adjustments] == [
        ("overtime", "FY2026Q3", -600_00)
    ]
    assert claim.lines[0].corrections == ()


def test_another_preset_is_another_claim(office: Opened) -> None:
    """A revision may be read otherwise; the other quarters keep the preset of their own claims."""
    warn = row("readings", "missing_payroll", "warn", document="Letter from the field office")
    rows = pike()
    readings = [each for each in rows["readings"] if each["parameter"] != "overtime_cap_base"]
    agency = office({**rows, "readings": [*readings, warn]})
    agency.certify("FY2026Q1", "2026-01-20")
    second = agency.certify("FY2026Q2", "2026-04-20", Preset.STRICT)
    assert (second.preset, agency.amounts(second.number)) == (
        "strict",
        ["own salary FY2026Q2 17309.59", "own overtime FY2026Q2 750.95"],  # accrued to 31 March: 8,750.95 in all
    )
    assert agency.differences(second.number) == agency.differences("FY26Q1-001") == []
    assert agency.propose("FY2026Q3", "2026-07-20").claim.lines[0].overtime == 7349_05
