"""The federal list of participating agencies, out of the workbook as it is published, and as CSV of the program's own.

The published list has stray spaces, ``#N/A`` where a county is not known and blank rows at its end; titles may stand
above its header, and its columns in any order.
"""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from muster.domain.cells import parse_date
from muster.domain.federal_list import FederalList, ListedAgreement
from muster.domain.importing.sheet import Sheet, one_line
from muster.domain.records import Model
from muster.domain.states import STATES, state_code
from muster.importers.csv_text import refusal
from muster.importers.sheet_files import SheetFiles

_NAMES: Mapping[str, tuple[str, ...]] = {
    "state": ("state",),
    "agency": ("law enforcement agency", "agency", "agency name", "participating agency"),
    "kind": ("type", "agency type"),
    "county": ("county", "county/parish", "parish"),
    "model": ("support type", "model", "program model", "287(g) model"),
    "signed_on": ("signed", "date signed", "signed date", "moa signed"),
    "document": ("moa", "agreement"),
}
"""What the published lists have called their columns; the first is how the program's own file does."""
_NEEDED = ("state", "agency", "model", "signed_on")
_MODELS: Mapping[str, Model] = {
    "task force": Model.TFM,
    "tfm": Model.TFM,
    "jail enforcement": Model.JEM,
    "jem": Model.JEM,
    "warrant service": Model.WSO,
    "wso": Model.WSO,
}
_WRITTEN = {
    Model.TFM: "Task Force Model",
    Model.JEM: "Jail Enforcement Model",
    Model.WSO: "Warrant Service Officer",
}
_NOT_KNOWN = {"", "#n/a", "#na", "n/a", "na", "none", "-"}
_PUBLISHED = "Published on"
_TITLES_AT_MOST = 20
_LONGEST = 300
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050
"""Excel's numbers of the days from 2000 to 2099."""
_DAY_ZERO = date(1899, 12, 30)
_AMERICAN = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_ISO_IN_NAME = re.compile(r"(?<![0-9])(20[0-9]{2})-?([0-9]{2})-?([0-9]{2})(?![0-9])")
_AMERICAN_IN_NAME = re.compile(r"(?<![0-9])([0-9]{1,2})[-._]?([0-9]{1,2})[-._]?(20[0-9]{2})(?![0-9])")
_SAVED = "{http://purl.org/dc/terms/}modified"


class FederalListReader:
    """Reads and writes the list: the port ``FederalListFiles``."""

    def read(self, path: Path, tick: Callable[[], None] = lambda: None) -> FederalList:
        """The list of the first sheet that is one."""
        sheets = SheetFiles().read(path, tick)
        found = next(((sheet, row) for sheet in sheets if (row := _header_row(sheet)) is not None), None)
        if found is None:
            raise refusal(
                path,
                "no sheet has the columns State, Law enforcement agency, Support type and Signed; "
                "choose the list of participating agencies as it is published",
            )
        sheet, header = found
        rows = _Rows(path, _columns(sheet.rows[header]))
        read = [rows.read(number, cells) for number, cells in enumerate(sheet.rows[header + 1 :], header + 2)]
        agreements = tuple(each for each in read if each is not None)
        if not agreements:
            raise refusal(path, "the list has no agreement below its header; check that it is the right file")
        return FederalList(_published_on(path, sheet.rows[:header]), agreements)

    def content(self, listed: FederalList) -> bytes:
        """The list in the columns in which it is published, below the day."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([_PUBLISHED, listed.published_on.isoformat()])
        writer.writerow([names[0].upper() for names in _NAMES.values()])
        writer.writerows(map(_written, listed.agreements))
        return out.getvalue().encode()


def _written(each: ListedAgreement) -> Sequence[str]:
    signed = each.signed_on.isoformat() if each.signed_on else ""
    return (STATES[each.state], each.agency, each.kind, each.county, _WRITTEN[each.model], signed, each.document)


def _header_row(sheet: Sheet) -> int | None:
    """The first row that names the columns that are needed."""
    for row, cells in enumerate(sheet.rows[:_TITLES_AT_MOST]):
        if all(each in _columns(cells) for each in _NEEDED):
            return row
    return None


def _columns(header: Sequence[str]) -> dict[str, int]:
    """The columns that a header names, each with its place; the first of several of one name."""
    titles = [one_line(cell).casefold() for cell in header]
    return {field: titles.index(name) for field, names in _NAMES.items() for name in reversed(names) if name in titles}


@dataclass(frozen=True, slots=True)
class _Rows:
    """Reads the rows below a header whose columns stand at these places."""

    path: Path
    places: Mapping[str, int]

    def read(self, number: int, row: Sequence[str]) -> ListedAgreement | None:
        """An agreement; None of a row without agency and model: a blank one, or a remark at the list's end."""
        cells = {field: _cell(row, place) for field, place in self.places.items()}
        if not (cells["agency"] or cells["model"]):
            return None
        found: dict[str, Any] = {}
        for field, read in _READERS.items():
            try:
                found[field] = read(cells.get(field, ""))
            except ValueError as error:
                raise refusal(self.path, f"{error}; correct it and import again", number, _NAMES[field][0]) from None
        return ListedAgreement(**found)


def _cell(row: Sequence[str], place: int) -> str:
    """A cell's text without stray spaces; what says that it is not known is empty."""
    text = one_line(row[place]) if place < len(row) else ""
    return "" if text.casefold() in _NOT_KNOWN else text


def _state(text: str) -> str:
    code = state_code(text)
    if not code:
        raise ValueError(f"“{text}” is no state" if text else "the state is empty")
    return code


def _agency(text: str) -> str:
    if not text:
        raise ValueError("the agency's name is empty")
    return _text(text)


def _text(text: str) -> str:
    if len(text) > _LONGEST or not text.isprintable():
        raise ValueError(f"the text has more than {_LONGEST} characters, or unprintable ones")
    return text


def _model(text: str) -> Model:
    plain = text.casefold()
    found = next((model for start, model in _MODELS.items() if plain.startswith(start)), None)
    if found is None:
        raise ValueError(f"“{text}” is none of {', '.join(_WRITTEN.values())}" if text else "the model is empty")
    return found


def _signed(text: str) -> date | None:
    american = _AMERICAN.fullmatch(text)
    if american:
        try:
            return date(int(american[3]), int(american[1]), int(american[2]))
        except ValueError:
            raise ValueError(f"“{text}” is not a day of the calendar") from None
    if text.isascii() and text.isdigit() and _FIRST_SERIAL <= int(text) <= _LAST_SERIAL:
        return _DAY_ZERO + timedelta(days=int(text))
    return parse_date(text) if text else None


_READERS: Mapping[str, Callable[[str], Any]] = {
    "state": _state,
    "agency": _agency,
    "kind": _text,
    "county": _text,
    "model": _model,
    "signed_on": _signed,
    "document": _text,
}


def _published_on(path: Path, titles: Sequence[Sequence[str]]) -> date:
    """The day as the program's own file says it, else in the file's name, else when the workbook was last saved.

    Raises:
        MusterError: when neither is there.
    """
    for row in titles:
        if row and row[0] == _PUBLISHED and len(row) > 1:
            try:
                return parse_date(row[1])
            except ValueError as error:
                raise refusal(path, f"{error}; import the published list again", 1) from None
    found = _day_in_name(path.stem) or _day_saved(path)
    if found is None:
        raise refusal(path, "the list's day is not told; put it into the file's name, like 2025-09-18")
    return found


def _day_in_name(name: str) -> date | None:
    iso = (tuple(map(int, each)) for each in _ISO_IN_NAME.findall(name))
    american = ((int(year), int(month), int(day)) for month, day, year in _AMERICAN_IN_NAME.findall(name))
    for year, month, day in (*iso, *american):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None


def _day_saved(path: Path) -> date | None:
    """When the workbook was last saved, as it says itself."""
    try:
        with ZipFile(path) as archive:
            told = ET.fromstring(archive.read("docProps/core.xml")).findtext(_SAVED)  # noqa: S314 - measured before
        return date.fromisoformat((told or "")[:10])
    except (BadZipFile, KeyError, ET.ParseError, ValueError):
        return None
