"""Each check finds the defect planted for it, and no other check says anything."""

import pytest

from muster.domain.examiner.registry import CHECKS
from tests.domain.examiner.planting import DEFECTS, Defect


@pytest.mark.parametrize("defect", DEFECTS, ids=[each.code for each in DEFECTS])
def test_it_is_found_by_exactly_its_check(defect: Defect) -> None:
    found = defect.findings()
    assert sorted(each.code for each in found) == sorted((defect.code, *defect.also))
    finding = next(each for each in found if each.code == defect.code)
    assert finding.officer_id == defect.officer_id
    assert (finding.record.kind if finding.record else None) == defect.record
    assert finding.severity == defect.severity
    assert defect.words in finding.text
    assert finding.text.endswith(".")
    assert finding.title
    assert finding.source


def test_every_check_has_its_defect() -> None:
    assert [each.code for each in DEFECTS] == [check.code for check in CHECKS]
    assert len({check.code for check in CHECKS}) == len(CHECKS)
