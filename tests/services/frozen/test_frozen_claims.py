"""What is certified is frozen whole: it explains itself to the cent, and nothing changes it afterwards."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from muster.domain.ledger.records import Nature
from muster.domain.readings import RuleBook
from muster.domain.records import Agency, Authorization, Interruption, InterruptionKind, Officer, Override, Pay
from muster.domain.schema import texts
from muster.services.frozen.reading import FrozenClaim
from muster.services.ports import BookError
from tests.composition import RULES
from tests.services.frozen.checking import check_frozen, derivations
from tests.services.frozen.stories import STORIES, Opened, Told, denial, pike, revision, sample, separation, unpaid


@pytest.mark.parametrize("story", STORIES)
def test_every_claim_of_a_story(office: Opened, story: str) -> None:
    told = STORIES[story](office)
    for certified, proposed in told.certified:
        check_frozen(told.agency.services.ledger.frozen(certified.number), certified, proposed)
    assert told.agency.services.book.check() == []


def test_the_amounts_frozen_are_those_decided_on(office: Opened) -> None:
    told = denial(office)
    natures = set()
    for certified, _ in told.certified:
        frozen = told.agency.services.ledger.frozen(certified.number)
        lines = told.agency.position(certified.number).lines
        assert frozen.document["amounts"] == [texts(each.amount) for each in lines]
        assert sum(each.amount.amount for each in lines) == certified.claimed
        natures |= {each.amount.nature for each in lines}
    assert natures == set(Nature)


def test_it_says_who_certified_in_which_words_and_what_was_found(office: Opened) -> None:
    agency = office(pike())
    proposal = agency.propose("FY2026Q1", "2026-01-20")
    found = next(each for each in proposal.examination.findings if each.code == "result-missing")
    agency.services.examiner.accept(proposal.claim.quarter, [found], "ICE has not said")
    certified = agency.certify("FY2026Q1", "2026-01-20")
    frozen = agency.services.ledger.frozen(certified.number)
    made = frozen.claim.certification
    assert made is not None
    assert (made.preparer, made.preparer_title, made.official, made.official_title, made.alone) == (
        "Dana Reyes",
        "Clerk",
        "Pat Doe",
        "Sheriff",
        False,
    )
    assert (made.certified_on, frozen.document["certified_at"]) == (date(2026, 1, 20), "2026-01-20T12:00:00+00:00")
    wording = RULES.parameters["certification_text"].presets[proposal.claim.preset][0]
    assert frozen.document["certification"]["wording"] == wording.value
    assert frozen.document["certification"]["wording_source"] == wording.source
    remarks = {each.code: each for each in frozen.claim.remarks}
    assert remarks.keys() == {each.code for each in proposal.examination.findings}
    accepted = remarks["result-missing"]
    assert (accepted.accepted, accepted.accepted_by) == ("ICE has not said", "Clerk")
    assert accepted.accepted_on == date(2026, 1, 20)
    assert remarks["agency-incomplete"].accepted == ""


def test_a_revision_says_what_it_revises(office: Opened) -> None:
    told = revision(office)
    original, _, void, again, _ = (each for each, _ in told.certified)
    assert [each.number for each in (original, void, again)] == ["FY26Q1-001", "FY26Q1-001-R1", "FY26Q1-001-R2"]
    for certified in (void, again):
        previous = told.agency.services.ledger.frozen(certified.number).claim.previous
        assert previous is not None
        assert (previous.number, previous.claimed) == (original.number, original.claimed)
        assert previous.totals == {"0004": original.claimed}


def test_pay_claimed_in_an_earlier_state_is_kept_in_both(office: Opened) -> None:
    told = unpaid(office)
    frozen = told.agency.services.ledger.frozen("FY26Q2-001")
    states = frozen.document["records"]["pay"]
    assert {number: cells["annual_salary"] for number, cells in states.items()} == {"1": "90000.00", "1:2": "70200.00"}
    own, adjusted = frozen.explain("0004", "salary"), frozen.explain_adjustment(0)
    assert own is not None
    assert adjusted is not None
    assert {node.source.annual_salary for node in own.walk() if isinstance(node.source, Pay)} == {90_000_00}
    assert {node.source.annual_salary for node in adjusted.walk() if isinstance(node.source, Pay)} == {70_200_00}


def test_an_unknown_line_figure_or_adjustment_has_no_derivation(office: Opened) -> None:
    frozen = separation(office).agency.services.ledger.frozen("FY26Q3-001")
    assert frozen.explain("0004", "bonus") is None
    assert frozen.explain("9999", "salary") is None
    assert frozen.explain_total("bonus") is None
    assert frozen.explain_adjustment(0) is None
    assert frozen.explain_adjustment(-1) is None
    with pytest.raises(KeyError):
        frozen.record(("pay", 4711))


# -- nothing changes it


def papers(told: Told) -> list[tuple[object, ...]]:
    """Everything of every claim: its record, content, the claim, its PDF, its figures' derivations."""
    kept: list[tuple[object, ...]] = []
    for certified, _ in told.certified:
        frozen = told.agency.services.ledger.frozen(certified.number)
        pdf = told.agency.services.claims.pdf(frozen.claim)
        trees = [tree for _, _, tree in derivations(frozen)]
        kept.append((told.agency.position(certified.number).claim, frozen.content, frozen.claim, pdf, trees))
    return kept


def _records(told: Told) -> None:
    agency = told.agency
    agency.is_on("2027-02-01")
    for pay in agency.of(Pay, "0004"):
        agency.change(pay, replace(pay, annual_salary=1_00, paid_on=date(2026, 1, 1)))
    (officer,) = agency.of(Officer, "0004")
    agency.change(officer, replace(officer, last_name="Renamed"))
    agency.add(Interruption("0004", date(2025, 10, 1), None, InterruptionKind.REVOKED))
    agency.remove(*agency.of(Authorization, "0004"))


def _readings(told: Told) -> None:
    for parameter, value in (
        ("overtime_cap_percent", "10"),
        ("reimbursable_models", "JEM"),
        ("benefits_mode", "actual"),
    ):
        told.agency.add(Override(parameter, value, date(2025, 10, 2), "A later letter"))


def _rules(told: Told) -> None:
    """The program itself comes with other rules."""
    other = RuleBook(
        {
            name: replace(
                each,
                title=f"New {name}",
                presets={
                    preset: tuple(value._replace(source="Another release") for value in dated)
                    for preset, dated in each.presets.items()
                },
            )
            for name, each in RULES.parameters.items()
        }
    )
    told.agency.goes_by(other)
    assert (
        told.agency.services.claims.claim(told.certified[0][1].quarter).reading("overtime_cap_percent").source
        == "Another release"
    )


@pytest.mark.parametrize("changes", [_records, _readings, _rules])
@pytest.mark.parametrize("story", [denial, revision])
def test_later_changes_leave_it_alone(
    office: Opened, story: Callable[[Opened], Told], changes: Callable[[Told], None]
) -> None:
    told = story(office)
    before = papers(told)
    changes(told)
    assert papers(told) == before
    assert told.agency.services.book.check() == []


def test_its_pdf_is_the_same_from_the_content_alone(office: Opened) -> None:
    told = sample(office)
    certified, _ = told.certified[0]
    frozen = told.agency.services.ledger.frozen(certified.number)
    copied = FrozenClaim(json.dumps(json.loads(frozen.content)), certified.content_sha256)
    assert told.agency.services.claims.pdf(copied.claim) == told.agency.services.claims.pdf(frozen.claim)


@pytest.mark.parametrize("table", ["claims", "claim_contents", "claim_amounts"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET number = 'FY26Q1-009'", "DELETE FROM {}"])
def test_the_book_itself_refuses_to_change_it(office: Opened, table: str, statement: str) -> None:
    told = separation(office)
    before = papers(told)
    book: Any = told.agency.services.book
    with pytest.raises(BookError, match="what was certified is never changed"), book.change("By hand") as work:
        work._execute(statement.format(table), ())
    assert papers(told) == before
    assert told.agency.services.book.check() == []


def test_the_documents_behind_it_are_frozen_by_their_hash(office: Opened, tmp_path: Path) -> None:
    agency = office(pike())
    letter, other = tmp_path / "letter.pdf", tmp_path / "plan.txt"
    letter.write_bytes(b"%PDF-1.7")
    other.write_text("of the whole agency")
    documents = agency.services.documents
    with agency.services.book.read() as records:
        pay, officer, profile = records.all(Pay)[0], records.all(Officer)[0], records.all(Agency)[0]
    documents.attach([letter], [pay, officer])
    documents.attach([other], [profile])
    certified = agency.certify("FY2026Q1", "2026-01-20")
    digest = sha256(b"%PDF-1.7").hexdigest()
    said = {"name": "letter.pdf", "sha256": digest, "media_type": "application/pdf", "size": 8}
    expected = [{"record": ["officers", officer.id], **said}, {"record": ["pay", pay.id], **said}]
    frozen = agency.services.ledger.frozen(certified.number)
    assert frozen.document["documents"] == expected
    documents.detach(documents.attached([pay]).to(pay))
    assert agency.services.ledger.frozen(certified.number).document["documents"] == expected
    assert agency.services.book.check() == []
