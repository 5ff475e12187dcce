"""Whatever stands in the place of what was certified, the examination says so and goes on."""

import json
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.domain.ledger.records import CertifiedClaim, ClaimAmount
from muster.services.bundle import Services
from muster.services.frozen.verifying import faults
from muster.services.frozen.writing import canonical
from tests.certified import certified_book
from tests.composition import BookProgram

NUMBER = "FY26Q2-001"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
Certified = tuple[CertifiedClaim, str, list[ClaimAmount]]


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    program = BookProgram(tmp_path_factory.mktemp("certified"))
    program.default_book.write_bytes(certified_book())
    opened = program.open(program.default_book)
    yield opened
    opened.book.close()


@pytest.fixture(scope="module")
def certified(services: Services) -> Certified:
    with services.book.read() as records:
        claim = next(each for each in records.all(CertifiedClaim) if each.number == NUMBER)
        return claim, records.claim_content(NUMBER) or "", records.claim_amounts(NUMBER)


def found(certified: Certified, content: str) -> list[str]:
    claim, _, amounts = certified
    return list(faults(claim, content, amounts))


def test_what_was_certified_is_sound(certified: Certified) -> None:
    assert found(certified, certified[1]) == []


@given(JSON)
def test_any_other_json(certified: Certified, value: object) -> None:
    assert found(certified, json.dumps(value)) == [
        f"Claim {NUMBER}: what was certified cannot be read; it is not as Muster writes it."
    ]


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_any_truncation(certified: Certified, data: st.DataObject) -> None:
    content = certified[1]
    cut = data.draw(st.integers(0, len(content) - 1))
    assert len(found(certified, content[:cut])) == 1


PARTS = ("amounts", "certification", "claim", "derivations", "number", "records", "revises")
"""What the examination reads."""


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(PARTS), JSON)
def test_any_part_that_is_something_else(certified: Certified, part: str, value: object) -> None:
    document = json.loads(certified[1])
    assert document[part] != value
    assert found(certified, canonical({**document, part: value}))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_node_that_is_something_else(certified: Certified, data: st.DataObject) -> None:
    """In one of its cells or as a whole: never an error, and what it comes to is missed."""
    document, sound = json.loads(certified[1]), json.loads(certified[1])["derivations"]["nodes"]
    nodes = document["derivations"]["nodes"]
    at = data.draw(st.integers(0, len(nodes) - 1))
    cell = data.draw(st.sampled_from(["value", "operation", "unit", "inputs", "record", "column", None]))
    value = data.draw(JSON | st.sampled_from(["0.01", "1/3", "1/0", "1e999999999", "sum", "days", [-1], [at], [10**9]]))
    if cell is None:
        nodes[at] = value
    else:
        nodes[at] = {**nodes[at], cell: value}
    problems = found(certified, canonical(document))
    if cell == "value" and sound[at]["operation"] != "given" and value != sound[at]["value"]:
        assert problems


def test_a_number_that_would_take_for_ever(certified: Certified) -> None:
    document = json.loads(certified[1])
    document["derivations"]["nodes"][0]["value"] = "1e999999999"
    assert len(found(certified, canonical(document))) == 1


def test_every_amount_is_held_against_what_it_stands_for(certified: Certified) -> None:
    """A cent moved from one amount to another leaves the sum."""
    document = json.loads(certified[1])
    amounts = document["amounts"]
    for one, two in pairwise(amounts):
        moved = json.loads(certified[1])
        rows = {each["line"]: each for each in moved["amounts"]}
        rows[one["line"]]["amount"] = two["amount"]
        rows[two["line"]]["amount"] = one["amount"]
        if one["amount"] != two["amount"]:
            named = f"its amounts of {one['component']} of officer {one['officer_id']} are not those of its lines"
            assert any(named in each for each in found(certified, canonical(moved)))


@pytest.mark.parametrize("column", ["quarter", "nature", "corrects", "corrects_line", "component", "officer_id"])
def test_an_amount_that_says_it_stands_for_something_else(certified: Certified, column: str) -> None:
    document = json.loads(certified[1])
    for each in document["amounts"]:
        changed = json.loads(certified[1])
        row = next(other for other in changed["amounts"] if other["line"] == each["line"])
        row[column] = "x"
        assert any("are not those of its lines" in said for said in found(certified, canonical(changed)))
        if each["line"] == "8":
            break
