"""Signers: names with a passphrase, of which the book keeps a salted hash only."""

import hashlib
import re

import pytest

from muster.domain.ledger.records import Signer
from muster.services.bundle import Services
from muster.services.signers import SHORTEST, SignerError, hashed, matches, same, signed_by

SHORT = "The passphrase needs at least 8 characters; give a longer one."


def test_a_signer_is_kept_with_a_hash_only(empty: Services) -> None:
    changed = empty.signers.add("  Dana   Reyes ", " Clerk ", "battery staple")
    assert changed.kinds == {Signer}
    (signer,) = empty.signers.all()
    assert (signer.name, signer.title) == ("Dana Reyes", "Clerk")
    assert re.fullmatch(r"scrypt\$[0-9a-f]{32}\$[0-9a-f]{128}", signer.passphrase)
    empty.book.close()
    assert b"battery staple" not in empty.book.path.read_bytes()
    assert empty.book.check() == []


def test_the_hash_is_scrypts_at_its_cost() -> None:
    kept = hashed("battery staple")
    _, salt, found = kept.split("$")
    assert hashlib.scrypt(b"battery staple", salt=bytes.fromhex(salt), n=16_384, r=8, p=1).hex() == found
    assert kept != hashed("battery staple")  # another salt
    assert matches("battery staple", kept)
    assert not matches("battery stapl", kept)
    assert not matches("Battery staple", kept)
    assert not matches("", kept)


def test_signers_are_listed_by_name(empty: Services) -> None:
    empty.signers.add("Pat Doe", "Sheriff", "correct horse")
    empty.signers.add("Dana Reyes", "Clerk", "battery staple")
    assert [each.name for each in empty.signers.all()] == ["Dana Reyes", "Pat Doe"]


@pytest.mark.parametrize(
    ("name", "passphrase", "field", "sentence"),
    [
        (" ", "battery staple", "name", "The signer has no name; give one."),
        ("Pat Doe", "1234567", "passphrase", SHORT),
        ("Pat Doe", "", "passphrase", SHORT),
        ("dana REYES", "battery staple", "name", "dana REYES is a signer already; give another name."),
    ],
)
def test_what_is_refused(empty: Services, name: str, passphrase: str, field: str, sentence: str) -> None:
    empty.signers.add("Dana Reyes", "Clerk", "battery staple")
    with empty.book.read() as records:
        before = records.log(1)
    with pytest.raises(SignerError) as caught:
        empty.signers.add(name, "", passphrase)
    assert (str(caught.value), caught.value.field) == (sentence, field)
    with empty.book.read() as records:
        assert records.log(1) == before
    assert [each.name for each in empty.signers.all()] == ["Dana Reyes"]


def test_eight_characters_are_enough(empty: Services) -> None:
    assert SHORTEST == 8
    empty.signers.add("Pat Doe", "", "12345678")
    assert len(empty.signers.all()) == 1


def test_a_passphrase_is_changed_by_who_knows_it(empty: Services) -> None:
    empty.signers.add("Dana Reyes", "Clerk", "battery staple")
    with pytest.raises(SignerError, match=r"^The passphrase is not that of Dana Reyes; type it again\.$"):
        empty.signers.change_passphrase("Dana Reyes", "battery stable", "correct horse")
    with pytest.raises(SignerError, match=SHORT):
        empty.signers.change_passphrase("Dana Reyes", "battery staple", "short")
    with pytest.raises(SignerError, match=r"^“Pat Doe” is no signer of this book; choose a name or add the signer\.$"):
        empty.signers.change_passphrase(" Pat Doe ", "battery staple", "correct horse")
    empty.signers.change_passphrase("dana reyes", "battery staple", "correct horse")
    with empty.book.read() as records:
        signer = signed_by(records, "Dana Reyes", "correct horse")
        assert (signer.name, signer.title) == ("Dana Reyes", "Clerk")
        with pytest.raises(SignerError):
            signed_by(records, "Dana Reyes", "battery staple")


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        ("Dana Reyes", " dana  reyes ", True),
        ("Straße", "STRASSE", True),
        ("Dana Reyes", "Reyes, Dana", True),
        ("J. Dana Reyes", "Reyes, J Dana", True),
        ("Dana Reyes", "Dana Reye", False),
        ("Dana Reyes", "DanaReyes", False),
    ],
)
def test_one_persons_names(one: str, other: str, *, are: bool) -> None:
    assert same(one, other) is are
