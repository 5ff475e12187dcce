"""Loads what other programs call the fields (``resources/imports/columns.toml``)."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from muster.domain.importing.fields import FIELDS
from muster.domain.importing.vocabulary import FieldNames, Vocabulary, plain_header


def load_vocabulary(path: Path) -> Vocabulary:
    """The words of other people's tables.

    Raises:
        ValueError: when the file names a field that there is not; it is the program's own, so that a test finds it.
    """
    with path.open("rb") as file:
        given = tomllib.load(file)
    fields = given["fields"]
    own = _own_names()
    if unknown := set(fields) - set(own):
        message = f"{path.name} names fields that there are not: {', '.join(sorted(unknown))}"
        raise ValueError(message)
    return Vocabulary(
        fields={
            name: _called_also(_names(fields, name) if name in fields else FieldNames(), own[name]) for name in own
        },
        traps=frozenset(" ".join(each.split()).lower() for each in given["traps"]["names"]),
        trap_words=tuple(given["traps"]["words"]),
        totals=frozenset(given["totals"]["words"]),
    )


def _own_names() -> dict[str, list[str]]:
    """What Muster's own tables and files call each field: whatever it writes, it reads."""
    found: dict[str, list[str]] = {}
    for field in (each for kind in FIELDS.values() for each in kind):
        found.setdefault(field.name, []).extend((field.title, field.name))
    return found


def _called_also(names: FieldNames, own: Iterable[str]) -> FieldNames:
    return replace(names, names=tuple(dict.fromkeys((*names.names, *_plain(own)))))


def _names(fields: Mapping[str, Mapping[str, Any]], name: str) -> FieldNames:
    field = fields[name]
    like = _names(fields, field["like"]) if "like" in field else FieldNames()
    return FieldNames(
        (*_plain(field.get("names", ())), *like.names),
        (*(frozenset(each) for each in field.get("words", ())), *like.words),
        frozenset(field.get("without", ())) | like.without,
        frozenset(_plain(field.get("parts", ()))) | like.parts,
    )


def _plain(names: Iterable[str]) -> list[str]:
    """As headers are compared, each once."""
    return [name for name in dict.fromkeys(map(plain_header, names)) if name]
