"""What holds of every ledger (R15 to R19): all of it adds up, is explained, told and aged, and no cent twice."""

from collections import Counter
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from muster.domain.derivation import Derivation
from muster.domain.ledger.ageing import STEPS, ageing
from muster.domain.ledger.explanation import AWARD_FIGURES, FIGURES, LedgerExplanation
from muster.domain.ledger.history import history
from muster.domain.ledger.ledger import Ledger
from muster.domain.ledger.positions import ClaimPosition, Status, position
from muster.domain.ledger.receivable import DueKind, dues
from muster.domain.ledger.records import (
    AwardDecision,
    ClaimAmount,
    ClaimStep,
    Decision,
    Resubmission,
    StepKind,
    WriteOff,
)
from tests.domain.evaluate import evaluate
from tests.domain.ledger.random_ledgers import Q1, Q2, ledgers

few = settings(max_examples=50)


def positions(ledger: Ledger) -> list[ClaimPosition]:
    return [position(ledger, each) for each in ledger.claims]


def sound(found: Derivation) -> int:
    """The figure; it and every figure below it is what its inputs make, every leaf what its record says."""
    for each in found.walk():
        assert evaluate(each) == each.number, each.label
        assert each.inputs or each.source is not None or each.number == 0, each.label
        if each.source is not None:
            assert getattr(each.source, each.field) == each.value
    return int(found.number)


@few
@given(ledgers())
def test_every_part_lies_within_its_whole(ledger: Ledger) -> None:
    for each in positions(ledger):
        assert each.claimed == each.approved + each.denied + each.pending == sum(e.amount.amount for e in each.lines)
        assert each.outstanding == sum(line.outstanding for line in each.lines)
        for line in each.lines:
            claimed = line.amount.amount
            assert all(part * claimed >= 0 for part in (line.approved, line.denied, line.pending, line.paid))
            assert abs(line.paid) <= abs(line.approved) <= abs(claimed)
            assert 0 <= ledger.asks(line.amount) <= line.waiting <= max(0, claimed)


@few
@given(ledgers())
def test_every_deposit_is_paid_out_once(ledger: Ledger) -> None:
    explain = LedgerExplanation(ledger, {})
    paid: Counter[int] = Counter()
    for payment in ledger.payments:
        paid[payment.deposit] += payment.amount
    for deposit in ledger.deposits:
        left = sound(explain.unapplied(deposit))
        assert left == deposit.amount - paid[deposit.id]
        assert min(0, deposit.amount) <= left <= max(0, deposit.amount)
    received = sound(explain.deposits(ledger.deposits))
    awards = sum(ledger.paid((str(quarter), 0)) for quarter in (Q1, Q2))
    claims = sum(each.paid for each in positions(ledger))
    assert received == claims + awards + sound(explain.deposits(ledger.deposits, unapplied=True))


@few
@given(ledgers())
def test_every_figure_is_explained(ledger: Ledger) -> None:
    explain, found = LedgerExplanation(ledger, {"0001": "Lind, Avery"}), positions(ledger)
    for figure in FIGURES:
        for each in found:
            assert sound(explain.claim(each, figure)) == getattr(each, figure)
        assert sound(explain.claims(found, figure)) == sum(getattr(each, figure) for each in found)
    lines = [line for each in found for line in each.lines]
    for line in lines:
        assert sound(explain.waiting(line)) == line.waiting
        assert sound(explain.asked(line)) == ledger.asks(line.amount)
    assert sound(explain.waiting_of_all(lines)) == sum(line.waiting for line in lines)
    for quarter in (Q1, Q2):
        awarded, paid, left = (sound(explain.award(quarter, figure)) for figure in AWARD_FIGURES)
        assert awarded - paid == left


@few
@given(ledgers(), st.dates(date(2026, 1, 1), date(2027, 6, 30)))
def test_what_is_to_be_received_is_what_is_neither_denied_nor_paid(ledger: Ledger, on: date) -> None:
    found, claims = dues(ledger, positions(ledger)), positions(ledger)
    sent = {each.number for each in ledger.steps if each.step is StepKind.SUBMITTED}
    waited_for = [each for each in claims if each.claim.number in sent and ledger.is_live(each.claim.number)]
    of_claims = sum(each.amount for each in found if each.kind is not DueKind.AWARD)
    assert of_claims == sum(each.claimed - each.denied - each.paid for each in waited_for)
    assert all(each.amount for each in found)
    assert all(each.amount < 0 for each in found if each.kind is DueKind.REFUND)
    assert all(each.amount > 0 for each in found if each.kind in {DueKind.APPROVED, DueKind.AWARD})
    by_age = ageing((each.receivable for each in found), on)
    assert by_age == tuple(sum(e.amount for e in found if e.step(on) == age) for age in range(len(STEPS)))
    assert sum(by_age) == sound(LedgerExplanation(ledger, {}).dues(found))
    older = [each.step(on.replace(year=2028)) for each in found]
    assert all(each.step(on) <= later for each, later in zip(found, older, strict=True))


@few
@given(ledgers())
def test_a_history_tells_everything_once_and_in_order(ledger: Ledger) -> None:
    for claim in ledger.claims:
        events, number = history(ledger, claim), claim.number
        assert events[0].records == (claim,)
        assert [each.on for each in events] == sorted(each.on for each in events)
        told: Counter[tuple[type, int]] = Counter((type(each), each.id) for event in events for each in event.records)
        assert set(told.values()) == {1}
        kept: set[tuple[type, int]] = {(ClaimStep, each.id) for each in ledger.steps if each.number == number}
        kept |= {(Decision, each.id) for each in ledger.decisions if each.number == number}
        kept |= {(Resubmission, each.id) for each in ledger.resubmissions if each.number == number}
        kept |= {(WriteOff, each.id) for each in ledger.write_offs if each.number == number}
        kept |= {(ClaimAmount, e.id) for e in ledger.amounts if e.corrects == number and ledger.is_live(e.number)}
        if ledger.live.get(claim.quarter) == claim:
            kept |= {(AwardDecision, each.id) for each in ledger.award_decisions if each.quarter == claim.quarter}
        assert told.keys() >= kept
        revised = position(ledger, claim).status is Status.SUPERSEDED
        assert any(event.what.startswith("Revised") for event in events) == revised
