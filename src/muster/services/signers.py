"""Who prepares and certifies claims: names with a passphrase, of which the book keeps a salted hash only."""

import hashlib
import hmac
import re
import secrets
from dataclasses import replace

from muster.domain.ledger.records import Signer
from muster.services.changes import Changed
from muster.services.ports import Book, MusterError, RecordReader

SHORTEST = 8
"""Characters of a passphrase."""
_PARTS = re.compile(r"[^\s,.]+")
_COST = {"n": 2**14, "r": 8, "p": 1}
"""Of scrypt: 16 MB and some 50 ms for each guess (RFC 7914)."""


class SignerError(MusterError):
    """A name or a passphrase is not right; ``field`` says which of the certification's fields it was typed into."""

    def __init__(self, text: str, field: str = "") -> None:
        """Keep the sentence and the field."""
        super().__init__(text)
        self.field = field


class Signers:
    """The signers of one book."""

    def __init__(self, book: Book) -> None:
        """Keep them in the book."""
        self._book = book

    def all(self) -> list[Signer]:
        """Everybody who may sign, by name."""
        with self._book.read() as records:
            return records.all(Signer)

    def add(self, name: str, title: str, passphrase: str) -> Changed:
        """Somebody new.

        Raises:
            SignerError: when the name is empty or there already, or the passphrase is too short.
        """
        signer = Signer(_name(name), title.strip(), hashed(passphrase))
        with self._book.change(f"Add signer {signer.name}") as work:
            if any(same(each.name, signer.name) for each in work.all(Signer)):
                raise SignerError(f"{signer.name} is a signer already; give another name.", "name")
            return Changed.of([work.add(signer)])

    def change_passphrase(self, name: str, old: str, new: str) -> Changed:
        """Another passphrase for somebody who knows the old one.

        Raises:
            SignerError: when the old one is not right or the new one too short.
        """
        with self._book.change(f"Change the passphrase of {name}") as work:
            changed = replace(signed_by(work, name, old), passphrase=hashed(new))
            work.replace(changed)
            return Changed.of([changed])


def signed_by(records: RecordReader, name: str, passphrase: str, field: str = "") -> Signer:
    """The signer of that name, who has given the passphrase.

    Raises:
        SignerError: when there is none, or the passphrase is not right.
    """
    found = next((each for each in records.all(Signer) if same(each.name, name)), None)
    if found is None:
        raise SignerError(f"“{name.strip()}” is no signer of this book; choose a name or add the signer.", field)
    if not matches(passphrase, found.passphrase):
        raise SignerError(f"The passphrase is not that of {found.name}; type it again.", field)
    return found


def same(one: str, other: str) -> bool:
    """Whether two names are one person's, whatever the case, the order and what separates their parts."""
    return sorted(_PARTS.findall(one.casefold())) == sorted(_PARTS.findall(other.casefold()))


def hashed(passphrase: str) -> str:
    """``scrypt$salt$hash`` in hexadecimal, with a new salt.

    Raises:
        SignerError: when it is too short.
    """
    if len(passphrase) < SHORTEST:
        raise SignerError(f"The passphrase needs at least {SHORTEST} characters; give a longer one.", "passphrase")
    salt = secrets.token_bytes(16)
    return f"scrypt${salt.hex()}${_scrypt(passphrase, salt).hex()}"


def matches(passphrase: str, kept: str) -> bool:
    """Whether a passphrase is the one that was hashed."""
    _, salt, wanted = kept.split("$")
    return hmac.compare_digest(_scrypt(passphrase, bytes.fromhex(salt)), bytes.fromhex(wanted))


def _scrypt(passphrase: str, salt: bytes) -> bytes:
    return hashlib.scrypt(passphrase.encode(), salt=salt, **_COST)


def _name(name: str) -> str:
    plain = " ".join(name.split())
    if not plain:
        raise SignerError("The signer has no name; give one.", "name")
    return plain
