"""An approver written freely is or is not the officer."""

import pytest

from muster.domain.examiner.approver import is_the_officer
from muster.domain.records import Officer

WHITFIELD = Officer("0102", "Whitfield", "Marian", "Jo", "Sergeant")
HOLT = Officer("0456", "Reyes-Holt", "Camila")
OBRIEN = Officer("77", "O’Brien", "José")
BARE = Officer("9", "Stone")


@pytest.mark.parametrize(
    ("approver", "officer"),
    [
        ("Sgt. M. Whitfield", WHITFIELD),
        ("WHITFIELD, MARIAN", WHITFIELD),
        ("Marian Jo Whitfield", WHITFIELD),
        ("Sgt. Whitfield", WHITFIELD),
        ("Whitfield", WHITFIELD),
        ("Mari Whitfield", WHITFIELD),
        ("mwhitfield", WHITFIELD),
        ("marian.whitfield@county.example", WHITFIELD),
        ("mwhitfield@county.example", WHITFIELD),
        ("0102", WHITFIELD),
        ("ID 102", WHITFIELD),
        ("C. Reyes-Holt", HOLT),
        ("Camila Reyes Holt", HOLT),
        ("C. ReyesHolt", HOLT),
        ("Reyes-Holt", HOLT),
        ("Lt. ReyesHolt", HOLT),
        ("Jose OBrien", OBRIEN),
        ("J. O'Brien", OBRIEN),
        ("Chief Stone", BARE),
        ("Stone, R.", BARE),
    ],
)
def test_the_officer(approver: str, officer: Officer) -> None:
    assert is_the_officer(approver, officer)


@pytest.mark.parametrize(
    ("approver", "officer"),
    [
        ("", WHITFIELD),
        ("  ", WHITFIELD),
        ("-", WHITFIELD),
        ("Capt. S. Beck", WHITFIELD),
        ("Lt. P. Whitfield", WHITFIELD),
        ("Peter Whitfield", WHITFIELD),
        ("Margaret Whitfield", WHITFIELD),
        ("Marian Beck", WHITFIELD),
        ("Sgt. M. Whitfields", WHITFIELD),
        ("pwhitfield", WHITFIELD),
        ("1021", WHITFIELD),
        ("Lt. C. Holt", HOLT),
        ("Sgt. M. Stone-Beck", WHITFIELD),
        ("Lt. R. Oak", Officer("0", "", "")),
    ],
)
def test_somebody_else(approver: str, officer: Officer) -> None:
    assert not is_the_officer(approver, officer)
