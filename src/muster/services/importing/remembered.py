"""Mappings as a book remembers them: under a name, found again by the file's header."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from muster.domain.importing.fields import IMPORTED
from muster.domain.importing.file_mapping import DateOrder, FileMapping, NameOrder, RowFilter, SameDay
from muster.domain.importing.records import SavedMapping
from muster.domain.importing.sheet import Sheet
from muster.services.ports import MusterError

_HEADER_WITHIN = 60


@dataclass(frozen=True, slots=True)
class Offer:
    """A remembered mapping that fits a file.

    Attributes:
        mapping: Put on the sheet and the row where the file has the header.
        same_header: The file has the very columns that it was made for; otherwise only those that it uses.
    """

    saved: SavedMapping
    mapping: FileMapping
    same_header: bool


def to_save(name: str, mapping: FileMapping, labels: Sequence[str]) -> SavedMapping:
    """A mapping as it is kept; values that are one file's own (dates, documents) are left out."""
    header = json.dumps(list(labels), ensure_ascii=False)
    return SavedMapping(name.strip(), mapping.kind.kind, header, _text(mapping.to_remember()))


def mapping_of(saved: SavedMapping) -> FileMapping:
    """The mapping that is kept.

    Raises:
        MusterError: when a newer program kept it, or it was tampered with.
    """
    try:
        return _read(saved, json.loads(saved.mapping))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MusterError(f"The mapping “{saved.name}” cannot be read; remove it, and make it again.") from error


def offers(sheets: Iterable[Sheet], saved: Iterable[SavedMapping]) -> list[Offer]:
    """The remembered mappings that fit, those made for the very header first."""
    found: list[Offer] = []
    listed = list(sheets)
    for each in saved:
        offer = next((fit for sheet in listed if (fit := _fit(sheet, each)) is not None), None)
        if offer is not None:
            found.append(offer)
    return sorted(found, key=lambda offer: not offer.same_header)


def _fit(sheet: Sheet, saved: SavedMapping) -> Offer | None:
    """The mapping on this sheet: its columns stand in one row near the top."""
    mapping = mapping_of(saved)
    used = {label for _, labels in mapping.columns for label in labels} | {each.column for each in mapping.filters}
    header = {str(label).lower() for label in json.loads(saved.header)}
    rows = range(1, 1 + min(_HEADER_WITHIN, len(sheet.rows))) if mapping.header_row else (0,)
    for row in sorted(rows, key=lambda number: number != mapping.header_row):
        labels = sheet.labels(row)
        if used <= {*labels}:
            fitting = replace(mapping, sheet=sheet.name, header_row=row)
            return Offer(saved, fitting, {label.lower() for label in labels} == header)
    return None


def _text(mapping: FileMapping) -> str:
    return json.dumps(
        {
            "columns": [[name, list(labels)] for name, labels in mapping.columns],
            "date_order": mapping.date_order,
            "filters": [[each.column, list(each.values)] for each in mapping.filters],
            "fixed": [list(each) for each in mapping.fixed],
            "header_row": mapping.header_row,
            "name_order": mapping.name_order,
            "same_day": mapping.same_day,
            "sheet": mapping.sheet,
        },
        ensure_ascii=False,
    )


def _read(saved: SavedMapping, given: Any) -> FileMapping:  # noqa: ANN401 - JSON
    kind = IMPORTED[saved.imports]
    mapping = FileMapping(
        kind,
        str(given["sheet"]),
        int(given["header_row"]),
        name_order=NameOrder(given["name_order"]),
        date_order=DateOrder(given["date_order"]) if given["date_order"] else None,
        filters=tuple(RowFilter(str(column), tuple(map(str, values))) for column, values in given["filters"]),
        same_day=SameDay(given["same_day"]),
    )
    for name, labels in given["columns"]:
        mapping = mapping.with_columns(name, *map(str, labels))
    for name, text in given["fixed"]:
        mapping = mapping.with_fixed(name, str(text))
    return mapping
