"""Files built to do harm, or that are something else: each refused in one sentence before it is read."""

import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from muster.importers.sheet_files import SheetFiles
from muster.services.ports import Cancelled, MusterError

from .hostile import ONE_ROW, bomb, flagged_encrypted, says, shared, workbook

_MUCH = 120 * 2**20
TEN_MEGABYTES = Random(1).randbytes(5_000_000).hex()  # noqa: S311 - hard to pack, no secret
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refused(path: Path) -> str:
    tracemalloc.start()
    try:
        with pytest.raises(MusterError) as caught:
            SheetFiles().read(path)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    sentence = str(caught.value)
    assert sentence.startswith(f"{path.name}")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert most < _MUCH
    return sentence


def cell(row: int, column: str, text: str = "x") -> str:
    return f'<row r="{row}"><c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c></row>'


WORKBOOKS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "three million rows": (lambda path: bomb(path, 80), "far larger than a table of records"),
    "more than 600 MB": (lambda path: says(bomb(path, 3), 700 * 2**20), "far larger than a table of records"),
    "a directory that lies": (lambda path: says(bomb(path, 3), 100), "more than its directory says"),
    "opposite corners": (lambda path: workbook(path, cell(1, "A") + cell(1_048_576, "AMJ")), "far larger than"),
    "a row too far": (lambda path: workbook(path, cell(1, "A") + cell(9_999_999, "A")), "far larger than"),
    "a column too far": (lambda path: workbook(path, cell(1, "XFD")), "far larger than"),
    "columns without places": (
        lambda path: workbook(path, f"<row>{'<c><v>1</v></c>' * 2000}</row>"),
        "far larger than",
    ),
    "another prefix": (
        lambda path: workbook(path, '<x:row xmlns:x="y" r="9999999"><x:c><x:v>1</x:v></x:c></x:row>'),
        "far larger than",
    ),
    "10 MB in one cell": (lambda path: workbook(path, cell(1, "A", TEN_MEGABYTES)), "more than 32,767 characters"),
    "10 MB in one shared text": (
        lambda path: workbook(path, ONE_ROW, xl__sharedStrings=shared([TEN_MEGABYTES])),
        "more than 32,767 characters",
    ),
    "one long text in every cell": (
        lambda path: workbook(
            path,
            "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 50_001)),
            xl__sharedStrings=shared(["x" * 30_000]),
        ),
        "far larger than",
    ),
    "encrypted parts": (lambda path: flagged_encrypted(workbook(path)), "encrypted"),
    "a NUL byte": (lambda path: workbook(path, cell(1, "A", "a\0b")), "NUL byte"),
}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_hostile_workbook(name: str, tmp_path: Path) -> None:
    make, said = WORKBOOKS[name]
    path = make(tmp_path / "overtime.xlsx")
    assert said in refused(path)


def archive(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return path


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"xl__workbook_dot_xml": b"<x/>", "xl__vbaProject_dot_bin": b"x"}, "holds macros"),
        ({"xl__workbook_dot_bin": b"x"}, "a binary workbook"),
        ({"content_dot_xml": b"<x/>"}, "an OpenDocument file"),
        ({"letter_dot_pdf": b"x"}, "a ZIP archive, not a workbook"),
        ({"xl__workbook_dot_xml": b"<x"}, "damaged"),
        ({"xl__workbook_dot_xml": b"<workbook/>"}, "damaged"),
    ],
)
def test_an_archive_that_is_no_workbook_to_read(parts: dict[str, bytes], said: str, tmp_path: Path) -> None:
    assert said in refused(archive(tmp_path / "payroll.xlsx", **parts))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (OLE + bytes(600), "old Excel workbook"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"PK\x03\x04 and nothing else", "damaged"),
        (b"ID,Hours\n1,2\n\0\n", "row 3: there is a NUL byte"),
        ("ID,Hours\n1,\0\n".encode("utf-16"), "NUL byte"),
        (b"ID,Hours\n" + b"1," + b"x" * 10_000_000 + b"\n", "row 2: a cell is longer than"),
        (b'ID,Hours\n1,"' + b"x,y\n" * 3_000_000, "row 2: a cell is longer than"),
        (b"ID,Hours\n1," + b"x" * 40_000 + b"\n", "row 2: a cell holds more than 32,767 characters"),
        (b"ID,Hours\n" + b"," * 5_000 + b"\n", "row 2: the row has 5,001 cells"),
        (b'ID,Hours\n1,"2\n', "a quotation mark is opened and never closed"),
        (b"", "the file is empty"),
        (b" ,, \n,,\n", "there is no text in it"),
        (b"caf\x81\n", "no encoding that is read here"),
    ],
)
def test_a_file_that_is_no_table(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "overtime.csv"
    path.write_bytes(content)
    assert said in refused(path)


def test_a_truncated_workbook(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "whole.xlsx").read_bytes()
    for length in range(4, len(whole), 97):
        part = tmp_path / "part.xlsx"
        part.write_bytes(whole[:length])
        assert "damaged" in refused(part)


def test_bytes_changed_at_random_are_read_or_refused(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "whole.xlsx").read_bytes()
    path = tmp_path / "changed.xlsx"
    for at in range(4, len(whole), 11):
        changed = bytearray(whole)
        changed[at] ^= 0x5A
        path.write_bytes(changed)
        with suppress(MusterError):  # and nothing else
            assert SheetFiles().read(path)


def test_missing_and_folders(tmp_path: Path) -> None:
    assert "no such file" in refused(tmp_path / "none.csv")
    assert "a folder" in refused(tmp_path)


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    def stop() -> None:
        raise Cancelled

    for path in (workbook(tmp_path / "a.xlsx"), tmp_path / "a.csv"):
        path.write_bytes(path.read_bytes() if path.exists() else b"ID,Hours\n1,2\n")
        with pytest.raises(Cancelled):
            SheetFiles().read(path, stop)
