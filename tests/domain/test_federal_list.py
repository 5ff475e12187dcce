"""The federal list: rows become agencies, agencies become a profile and agreements, and everything adds up."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from muster.domain.federal_list import FederalList, ListedAgreement
from muster.domain.records import Agency, Agreement, Model
from muster.domain.states import STATES, state_code

DAY = date(2025, 9, 18)
COLBERT = "Colbert County Sheriff's Office"

rows = st.builds(
    ListedAgreement,
    state=st.sampled_from(["TX", "FL", "AL"]),
    agency=st.sampled_from([COLBERT, COLBERT.upper(), "Mesa Police Department"]),
    kind=st.just("County"),
    county=st.sampled_from(["", "Colbert County"]),
    model=st.sampled_from(Model),
    signed_on=st.none() | st.dates(date(2019, 1, 1), DAY),
)


def row(model: Model, signed_on: date | None = None, county: str = "", state: str = "AL") -> ListedAgreement:
    return ListedAgreement(state, COLBERT, "County", county, model, signed_on)


def test_rows_of_one_name_and_state_are_one_agency() -> None:
    listed = FederalList(
        DAY,
        (
            row(Model.WSO, date(2025, 5, 8), "Frankin County"),
            row(Model.TFM, date(2025, 7, 2), "Franklin County"),
            row(Model.JEM, None, "Franklin County"),
            row(Model.JEM, state="TX"),
        ),
    )
    first, second = listed.agencies
    assert (first.state_name, second.state_name) == ("Alabama", "Texas")
    assert [each.model for each in first.agreements] == [Model.TFM, Model.JEM, Model.WSO]
    assert first.profile() == Agency(COLBERT, state="AL", county="Franklin County")
    assert first.signed() == [
        Agreement(Model.TFM, signed_on=date(2025, 7, 2)),
        Agreement(Model.JEM),
        Agreement(Model.WSO, signed_on=date(2025, 5, 8)),
    ]
    assert second.profile().county == ""


def test_of_several_agreements_for_a_model_the_newest_is_taken() -> None:
    days = (date(2020, 3, 13), date(2025, 4, 24), None)
    listed = FederalList(DAY, tuple(row(Model.WSO, each) for each in days))
    assert listed.agencies[0].signed() == [Agreement(Model.WSO, signed_on=date(2025, 4, 24))]
    assert listed.total.agreements == 3


@given(st.lists(rows, max_size=12))
def test_the_states_add_up_to_the_total(agreements: list[ListedAgreement]) -> None:
    listed = FederalList(DAY, tuple(agreements))
    total, states = listed.total, listed.states
    assert total.agreements == len(agreements) == sum(each.agreements for each in states)
    assert total.agencies == len(listed.agencies) == sum(each.agencies for each in states)
    for model in Model:
        assert total.of(model) == sum(each.of(model) for each in states)
        assert total.of(model) == sum(each.model is model for each in agreements)
    assert [each.where for each in states] == sorted({STATES[each.state] for each in agreements})
    assert sorted(row for agency in listed.agencies for row in map(repr, agency.agreements)) == sorted(
        map(repr, agreements)
    )


def test_a_state_is_known_by_name_and_by_code() -> None:
    assert {state_code(name) for name in STATES.values()} == set(STATES)
    assert {state_code(code.lower()) for code in STATES} == set(STATES)
    assert state_code(" TEXAS ") == "TX"
    assert state_code("new  hampshire") == "NH"
    assert [state_code(text) for text in ("", "Texass", "XX")] == ["", "", ""]
    assert len(STATES) == 56
