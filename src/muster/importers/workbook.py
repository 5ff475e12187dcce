"""An XLSX workbook as sheets of text, once it has been measured."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from muster.domain.importing.sheet import Sheet
from muster.importers.archive import damaged, put_together, undamaged
from muster.importers.measuring import Measured, Place, measure

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_ROWS_AT_A_TIME = 5_000
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_HIDDEN_ROWS = "the workbook hides {:,} of its rows, which are read, too; to leave rows out, filter by a column"
_SHEET_PART = re.compile(r"/?(?:xl/)?(?:worksheets|chartsheets|dialogsheets)/[^/\\%]+\.xml", re.IGNORECASE)
_MAIN_PART = "/officedocument"
_TRUE = frozenset({"1", "true", "on"})
_NO_RESULT = "some formulas were saved without their results; open the workbook in its program and save it again"


def read_workbook(path: Path, tick: Callable[[], None] = lambda: None) -> list[Sheet]:
    """A workbook's sheets, in its order; charts are none.

    Numbers are written with the fifteen digits that a spreadsheet shows and without an exponent, what is shown as a
    percent with its sign, dates as ISO text, a length of time as hours and minutes, an error like ``#REF!`` as it is.

    Args:
        path: The file.
        tick: Called now and then; may raise to stop.

    Raises:
        MusterError: in one plain sentence, when the workbook cannot be read, is too large or built to do harm.
    """
    with undamaged(path):
        measured = measure(path, tick)
        located, from_1904 = _parts_by_sheet(path)
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_path(path) as workbook:
            return [
                _sheet(
                    workbook.get_sheet_by_name(each.name),
                    measured,
                    located.get(each.name, ""),
                    tick,
                    hidden=each.visible is not SheetVisibleEnum.Visible,
                    from_1904=from_1904,
                )
                for each in workbook.sheets_metadata
                if each.typ is SheetTypeEnum.WorkSheet
            ]
    except (CalamineError, OSError) as error:
        raise damaged(path) from error


def _parts_by_sheet(path: Path) -> tuple[Mapping[str, str], bool]:
    """Each sheet's part of the archive, by the sheet's name; and whether the workbook counts days from 1904."""
    with ZipFile(path) as archive:
        workbook = _tree(archive.read("xl/workbook.xml"))
        relations = _tree(archive.read("xl/_rels/workbook.xml.rels"))
        for name in archive.namelist():
            if name.lower() == "_rels/.rels":  # the reader does not mind the case
                _refuse_another_workbook(path, _tree(archive.read(name)))
    targets = {each.get("Id", ""): each.get("Target", "") for each in relations}
    found = [each for each in workbook.iter() if each.tag.endswith("}sheet")]
    _refuse_unmeasured(path, workbook, relations)
    from_1904 = any(each.get("date1904") in _TRUE for each in workbook.iter() if each.tag.endswith("}workbookPr"))
    return {each.get("name", ""): _part(targets.get(each.get(_RELATION, ""), "")) for each in found}, from_1904


def _refuse_unmeasured(path: Path, workbook: ET.Element, relations: ET.Element) -> None:
    """A sheet that lies elsewhere than sheets do was not measured, and would be laid out whatever its size."""
    sheets = [each for each in workbook.iter() if each.tag.lower().endswith("sheet")]
    named = {
        value for each in sheets for name, value in each.items() if name != "sheetId" and name.lower()[-2:] == "id"
    }
    if any(each.get("Id") in named and not _SHEET_PART.fullmatch(each.get("Target", "")) for each in relations.iter()):
        raise put_together(path)


def _refuse_another_workbook(path: Path, relations: ET.Element) -> None:
    """The reader opens the workbook that the package names, whose parts would be others than those looked at."""
    named = [each.get("Target", "") for each in relations.iter() if each.get("Type", "").lower().endswith(_MAIN_PART)]
    if any(target.removeprefix("/").lower() != "xl/workbook.xml" for target in named):
        raise put_together(path)


def _tree(part: bytes) -> ET.Element:
    try:
        return ET.fromstring(part)  # noqa: S314 - measured, and expat has its own limits
    except (LookupError, ValueError) as error:  # an encoding that there is not
        raise BadZipFile from error


def _part(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _sheet(
    sheet: "CalamineSheet", measured: Measured, part: str, tick: Callable[[], None], *, hidden: bool, from_1904: bool
) -> Sheet:
    left = [""] * (sheet.start[1] if sheet.start else 0)
    rows: list[list[str]] = []
    given = sheet.iter_rows()
    while some := list(islice(given, _ROWS_AT_A_TIME)):
        rows += ([*left, *map(_text, row)] for row in some)
        tick()
    _put_errors(rows, measured.errors.get(part, {}))
    _show_percents(rows, measured.percents.get(part, ()))
    notes = [_NO_RESULT] if part in measured.without_result else []
    if hidden_rows := measured.hidden_rows.get(part, 0):
        notes.append(_HIDDEN_ROWS.format(hidden_rows))
    return Sheet(sheet.name, rows, tuple(notes), hidden=hidden, days_from_1904=from_1904)


def _put_errors(rows: list[list[str]], errors: Mapping[Place, str]) -> None:
    """The reader leaves cells that hold an error empty; an amount that went wrong is not no amount."""
    for place, text in errors.items():
        while len(rows) <= place.row:
            rows.append([])
        cells = rows[place.row]
        cells += [""] * (place.column + 1 - len(cells))
        cells[place.column] = text


def _show_percents(rows: list[list[str]], places: Iterable[Place]) -> None:
    for place in places:
        cells = rows[place.row] if place.row < len(rows) else []
        text = cells[place.column] if place.column < len(cells) else ""
        if _NUMBER.fullmatch(text):
            cells[place.column] = f"{_plain(Decimal(text) * 100)}%"


def _text(value: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    return value if type(value) is str else _WRITTEN[type(value)](value)


def _number(value: Any) -> str:  # noqa: ANN401 - a number of either kind
    """Without the exponent, and without the binary noise behind a spreadsheet's fifteen digits."""
    return _plain(Decimal(f"{value:.15g}"))


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _moment(value: datetime) -> str:
    return value.date().isoformat() if value.time() == time() else value.isoformat(" ")


def _length(value: timedelta) -> str:
    """``30:15``; seconds only where there are some."""
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    text = f"{minutes // 60}:{minutes % 60:02d}"
    return f"{text}:{seconds:02d}" if seconds else text


_WRITTEN: Mapping[type, Callable[[Any], str]] = {
    int: _number,
    float: _number,
    bool: lambda value: "TRUE" if value else "FALSE",
    date: date.isoformat,
    datetime: _moment,
    time: lambda value: value.isoformat("auto").removesuffix(":00"),
    timedelta: _length,
}
