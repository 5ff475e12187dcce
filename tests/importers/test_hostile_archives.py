"""Archives and things in the place of files, built to do harm: refused in one sentence, early, in little memory."""

import os
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from muster.importers.sheet_files import SheetFiles
from muster.services.ports import MusterError

from .hostile import ONE_ROW, PARTS, bomb, shared, sheet, workbook
from .test_hostile_files import refused

LAUGHS = "".join(f'<!ENTITY lol{at} "{f"&lol{at - 1};" * 10}">' for at in range(1, 10))
ENTITIES = f'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol0 "lol">{LAUGHS}]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
BOOK = PARTS["xl/workbook.xml"]
MANY = 1_100_000


def made(path: Path, content: Mapping[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {**PARTS, "xl/worksheets/sheet1.xml": sheet(ONE_ROW), **content}.items():
            archive.writestr(name, part)
    return path


CORNERS = sheet(
    "".join(f'<row r="{row}"><c r="{name}{row}"><v>1</v></c></row>' for row, name in ((1, "A"), (1_000_000, "CV")))
)


def sheet_at(path: Path, part: str, target: str) -> Path:
    """A workbook whose sheet, two cells in opposite corners, lies in that part and is found by that target."""
    relations = PARTS["xl/_rels/workbook.xml.rels"].replace("worksheets/sheet1.xml", target)
    return made(path, {"xl/_rels/workbook.xml.rels": relations, part: CORNERS})


@pytest.mark.parametrize(
    ("part", "target"),
    [
        ("xl/worksheets/sheet2.dat", "worksheets/sheet2.dat"),
        ("xl/evil/sheet.xml", "evil/sheet.xml"),
        ("evil/sheet.xml", "/evil/sheet.xml"),
        ("xl/theme/theme1.xml", "theme/theme1.xml"),
        ("xl/evil.xml", "worksheets/../evil.xml"),
        ("xl/Worksheets/Sheet2.XML", "worksheets/sheet2.xml"),
    ],
)
def test_a_sheet_is_measured_wherever_it_lies(part: str, target: str, tmp_path: Path) -> None:
    """The reader would ask for 3 GB, and end the program when it does not get them."""
    assert re.search("put together as no|far larger than", refused(sheet_at(tmp_path / "overtime.xlsx", part, target)))


@pytest.mark.parametrize("name", ["_rels/.rels", "_RELS/.RELS"])
def test_a_second_workbook_in_the_package(name: str, tmp_path: Path) -> None:
    path = tmp_path / "overtime.xlsx"
    relations = PARTS["_rels/.rels"].replace("xl/workbook.xml", "evil/workbook.xml")
    evil = {
        name: relations,
        "evil/workbook.xml": BOOK,
        "evil/_rels/workbook.xml.rels": PARTS["xl/_rels/workbook.xml.rels"].replace("sheet1.xml", "sheet1.dat"),
        "evil/worksheets/sheet1.dat": CORNERS,
    }
    with zipfile.ZipFile(path, "w") as archive:
        for part, text in {**PARTS, "xl/worksheets/sheet1.xml": sheet(ONE_ROW)}.items():
            if part != "_rels/.rels":
                archive.writestr(part, text)
        for part, text in evil.items():
            archive.writestr(part, text)
    assert "put together as no" in refused(path)


def test_cells_of_other_workbooks_as_last_seen_are_no_harm(tmp_path: Path) -> None:
    seen = "<externalLink><sheetDataSet><sheetData sheetId='0'/></sheetDataSet></externalLink>"
    path = made(tmp_path / "overtime.xlsx", {"xl/externalLinks/externalLink1.xml": seen})
    assert [each.name for each in SheetFiles().read(path)] == ["Overtime"]


def test_a_drawn_picture_is_no_harm(tmp_path: Path) -> None:
    path = made(tmp_path / "overtime.xlsx", {"xl/media/image1.svg": "<!DOCTYPE svg><svg/>"})
    assert [each.name for each in SheetFiles().read(path)] == ["Overtime"]


def says_few(path: Path) -> Path:
    """The same archive, whose end says that it has three parts."""
    content = bytearray(path.read_bytes())
    end = content.rindex(b"PK\x05\x06")
    content[end + 8 : end + 12] = b"\3\0\3\0"
    path.write_bytes(content)
    return path


def nested(path: Path) -> Path:
    inner = bomb(path.with_name("inner.zip"), 3).read_bytes()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("inner.xlsx", inner)
    return path


ARCHIVES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "many parts": (lambda path: made(path, {f"x{n}": b"" for n in range(6000)}), "put together as no spreadsheet"),
    "many parts, said to be few": (
        lambda path: says_few(made(path, {f"x{n}": b"" for n in range(6000)})),
        "put together as no spreadsheet",
    ),
    "an archive in an archive": (nested, "a ZIP archive, not a workbook"),
    "more rows than a sheet has": (
        lambda path: workbook(path, "".join(f'<row r="{n % 1000}"/>' for n in range(MANY))),
        "far larger than a table of records",
    ),
    "a billion laughs as a sheet's name": (
        lambda path: made(path, {"xl/workbook.xml": ENTITIES + BOOK.replace("Overtime", "&lol9;")}),
        "defines texts of its own",
    ),
    "a billion laughs as a shared text": (
        lambda path: made(path, {"xl/sharedStrings.xml": ENTITIES + shared(["&lol9;"])}),
        "defines texts of its own",
    ),
    "another file as a sheet's name": (
        lambda path: made(path, {"xl/workbook.xml": OUTSIDE + BOOK.replace("Overtime", "&e;")}),
        "defines texts of its own",
    ),
    "an encoding that there is not": (
        lambda path: made(path, {"xl/workbook.xml": '<?xml version="1.0" encoding="rot13"?>' + BOOK}),
        "damaged",
    ),
    "endless styles": (
        lambda path: made(path, {"xl/styles.xml": os.urandom(17 * 2**20).replace(b"\0", b"x")}),
        "far larger than",
    ),
    "macros under another name": (lambda path: made(path, {"xl/VBAPROJECT.BIN": b"x"}), "holds macros"),
    "old macros": (lambda path: made(path, {"xl/macrosheets/sheet1.xml": b"<x/>"}), "holds macros"),
    "no relations": (lambda path: made(path, {"xl/_rels/workbook.xml.rels": "<x"}), "damaged"),
    "a text that there is not": (
        lambda path: workbook(path, '<row r="1"><c r="A1" t="s"><v>99</v></c></row>'),
        "damaged",
    ),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_a_hostile_archive(name: str, tmp_path: Path) -> None:
    make, said = ARCHIVES[name]
    assert said in refused(make(tmp_path / "overtime.xlsx"))


@pytest.mark.parametrize("name", ["overtime.csv", "overtime.xlsx"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture"),
        (b"GIF89a\1\0\1\0", "a picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture"),
        (b"\r\n  <html><body><table><tr><td>ID", "a web page or XML"),
        ("\ufeff<?xml version='1.0'?><ss/>".encode("utf-16"), "a web page or XML"),
        (b'[{"id": "0417"}]', "JSON, as programs exchange it"),
        ("ID,Hours\n1,2\n".encode("utf-32"), "NUL byte"),
        (b"\0" * 1000, "NUL byte"),
    ],
)
def test_something_else_under_a_tables_name(name: str, content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert said in refused(path)


@pytest.mark.parametrize("row", [b"1,2\n", b'"1",2\n'])
def test_more_rows_than_a_spreadsheet_has(tmp_path: Path, row: bytes) -> None:
    path = tmp_path / "overtime.csv"
    path.write_bytes(row * 2_000_000)
    assert refused(path) == (
        "overtime.csv: the file has more than 1,048,576 rows; split it, or save the rows that matter alone."
    )


def test_twenty_thousand_columns(tmp_path: Path) -> None:
    path = tmp_path / "overtime.csv"
    path.write_text(",".join(f"c{n}" for n in range(20_000)) + "\n", encoding="utf-8")
    assert "row 1: the row has 20,000 cells, more than the 1,024 that are read" in refused(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "overtime.csv")
    assert "a device or a pipe, not a file" in refused(tmp_path / "overtime.csv")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device")
def test_a_device_without_an_end() -> None:
    assert "a device or a pipe, not a file" in refused(Path("/dev/zero"))


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    assert "cannot be read (File name too long); copy it elsewhere" in refused(tmp_path / ("x" * 300 + ".csv"))


@pytest.mark.parametrize(
    ("start", "error", "said"),
    [
        (b"ID,Hours\n", PermissionError(13, "Permission denied"), "Permission denied); check its permissions."),
        (b"\xd0\xcf\x11\xe0", FileNotFoundError(2, "gone"), "there is no such file"),
        (b"PK\x03\x04", FileNotFoundError(2, "gone"), "there is no such file"),
        (b"ID,Hours\n", OSError(5, "Input/output error"), "Input/output error); copy it elsewhere"),
    ],
)
def test_a_file_that_is_gone_once_it_was_looked_at(
    start: bytes, error: OSError, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "overtime.csv"
    path.write_bytes(start)
    opened: list[str] = []
    opening = Path.open

    def once(self: Path, mode: str = "r") -> object:
        opened.append(mode)
        if len(opened) > 1:
            raise error
        return opening(self, mode)

    def gone(self: Path) -> bytes:
        raise error

    monkeypatch.setattr(Path, "open", once)
    monkeypatch.setattr(Path, "read_bytes", gone)
    with pytest.raises(MusterError) as caught:
        SheetFiles().read(path)
    assert said in str(caught.value)
