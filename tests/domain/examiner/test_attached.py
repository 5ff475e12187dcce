"""A record that names no document but has one attached is documented; only the findings that say so are left out."""

import pytest

from muster.domain.documented import key_of
from muster.domain.documents import RecordKey
from muster.domain.examiner.examined import examined
from muster.domain.examiner.finding import Finding
from muster.domain.examiner.registry import examine
from tests.composition import CALENDAR
from tests.domain.examiner.clean_agency import after, clean
from tests.domain.examiner.planting import DEFECTS, Defect, entries_of
from tests.domain.files import computed

UNDOCUMENTED = [each for each in DEFECTS if each.code.endswith("-undocumented")]


def findings(defect: Defect, *attached: RecordKey) -> list[Finding]:
    """What is found where some records have a document attached."""
    rows = clean()
    defect.planted(rows)
    claim = computed(rows, str(defect.quarter), defect.preset)
    day = defect.day or after(defect.quarter)
    case = examined(claim, entries_of(rows), day, CALENDAR.holiday, defect.claimed, frozenset(attached))
    return examine(case)


@pytest.mark.parametrize("defect", UNDOCUMENTED, ids=lambda each: each.code)
def test_an_attached_document_is_one(defect: Defect) -> None:
    (found,) = findings(defect)
    assert found.code == defect.code
    assert found.record is not None
    kind, number = key_of(found.record)
    assert findings(defect, (kind, number)) == []
    assert findings(defect, (kind, number + 1), ("agreements", number)) == [found]


def test_every_kind_that_needs_a_document_is_looked_at() -> None:
    kinds = {"authorizations", "interruptions", "pay", "overtime", "payroll", "results", "readings"}
    assert {each.record for each in UNDOCUMENTED} == kinds


def test_other_findings_about_the_record_stay() -> None:
    defect = next(each for each in DEFECTS if each.code == "pay-unapproved")
    (found,) = findings(defect)
    assert found.record is not None
    assert findings(defect, key_of(found.record)) == [found]
