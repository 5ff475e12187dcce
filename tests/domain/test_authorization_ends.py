"""Which authorizations have to be renewed, and which have lapsed."""

from datetime import date

from muster.domain.authorization_ends import endings
from muster.domain.records import Authorization, Model, Officer, OfficerFile

TODAY = date(2026, 11, 20)
LIND = Officer("0417", "Lind", "Avery", hired_on=date(2012, 3, 19))


def given(model: Model, authorized_on: date, expires_on: date | None = None) -> Authorization:
    return Authorization("0417", model, authorized_on, authorized_on, expires_on)


def found(*authorizations: Authorization, officer: Officer = LIND, years: int = 2) -> list[tuple[Model, date]]:
    file = OfficerFile(officer, tuple(sorted(authorizations, key=lambda each: each.authorized_on)))
    return [(each.authorization.model, each.until) for each in endings(file, years, TODAY)]


def test_an_end_that_is_recorded() -> None:
    assert found(given(Model.WSO, date(2025, 1, 1), date(2026, 12, 31))) == [(Model.WSO, date(2026, 12, 31))]


def test_a_task_force_authorization_without_an_end_runs_for_years() -> None:
    assert found(given(Model.TFM, date(2025, 1, 13))) == [(Model.TFM, date(2027, 1, 13))]
    assert found(given(Model.TFM, date(2025, 1, 13)), years=3) == [(Model.TFM, date(2028, 1, 13))]


def test_one_that_stays_open_never_ends() -> None:
    assert found(given(Model.JEM, date(2025, 1, 13))) == []


def test_what_a_later_one_of_the_model_continues_is_left_out() -> None:
    old = given(Model.TFM, date(2024, 12, 1), date(2026, 12, 1))
    assert found(old, given(Model.TFM, date(2026, 11, 15), date(2028, 11, 15))) == [(Model.TFM, date(2028, 11, 15))]
    assert found(old, given(Model.WSO, date(2026, 11, 15), date(2026, 12, 15))) == [
        (Model.TFM, date(2026, 12, 1)),
        (Model.WSO, date(2026, 12, 15)),
    ]


def test_a_later_one_that_ends_first_does_not_hide_the_longer_one() -> None:
    long = given(Model.TFM, date(2024, 12, 1), date(2027, 12, 1))
    assert found(long, given(Model.TFM, date(2025, 1, 1), date(2026, 1, 1))) == [(Model.TFM, date(2027, 12, 1))]


def test_an_open_one_that_another_replaced_has_not_lapsed() -> None:
    assert found(given(Model.JEM, date(2020, 1, 1)), given(Model.TFM, date(2026, 1, 1))) == [
        (Model.TFM, date(2028, 1, 1))
    ]


def test_nobody_who_has_left_needs_one() -> None:
    ended = given(Model.TFM, date(2023, 1, 1), date(2025, 1, 1))
    gone = Officer("0417", separated_on=date(2026, 11, 19))
    assert found(ended) == [(Model.TFM, date(2025, 1, 1))]
    assert found(ended, officer=gone) == []
    assert found(ended, officer=Officer("0417", separated_on=TODAY)) == [(Model.TFM, date(2025, 1, 1))]
    assert found(ended, officer=Officer("0417", hired_on=date(2026, 11, 21))) == []
