"""Files that are not UTF-8, comma-separated text."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from muster.importers.csv_text import CsvText
from muster.services.ports import MusterError

from .conftest import Refusal

HEADER = "officer_id,last_name\n"


def rows(path: Path, content: bytes) -> list[list[str]]:
    path.write_bytes(content)
    return list(CsvText.of(path).rows())


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
def test_rows(tmp_path: Path, mark: bytes, line_end: bytes) -> None:
    content = mark + line_end.join([b"a,b", b'1,"x, ""y"""', b"", "ñ,é".encode()])
    assert rows(tmp_path / "x.csv", content) == [["a", "b"], ["1", 'x, "y"'], [], ["ñ", "é"]]


def xlsx() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (xlsx(), "an Excel workbook or a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"SQLite format 3\0", "a database"),
        (b"<html><table>", "a web page"),
        (HEADER.encode("utf-16"), "UTF-16"),
        (b"", "empty (0 bytes)"),
    ],
)
def test_other_formats_named_csv(refusal: Refusal, content: bytes, said: str) -> None:
    sentence = refusal("officers.csv", content)
    assert sentence.startswith("officers.csv: the file is ")
    assert said in sentence


def test_bytes_that_are_not_utf8_are_placed_in_their_row(refusal: Refusal) -> None:
    content = HEADER.encode() + b'1,"two\nlines"\n2,' + "Núñez".encode("cp1252") + b"\n"
    assert refusal("officers.csv", content).startswith("officers.csv, row 3: the text is not UTF-8; save it as ")


def test_a_nul_byte_is_placed_in_its_row(refusal: Refusal) -> None:
    assert refusal("officers.csv", HEADER + "1,A\n2,\0\n").startswith("officers.csv, row 3: there is a NUL byte")


@pytest.mark.parametrize(("separator", "name"), [(";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")])
def test_other_separators(refusal: Refusal, separator: str, name: str) -> None:
    sentence = refusal("officers.csv", HEADER.replace(",", separator) + f"1{separator}Lind\n")
    assert sentence == f"officers.csv, row 1: the cells are separated by {name}, not commas; save it comma-separated."


def test_an_unclosed_quotation_mark_is_placed_where_it_opens(refusal: Refusal) -> None:
    sentence = refusal("officers.csv", HEADER + '1,A\n2,"Lind\n3,B\n')
    assert sentence.startswith("officers.csv, row 3: a quotation mark is opened and never closed")


def test_text_after_a_closing_quotation_mark(refusal: Refusal) -> None:
    assert "row 2: a closing quotation mark is followed by more text" in refusal("officers.csv", HEADER + '1,"A"b\n')


def test_a_huge_cell(refusal: Refusal) -> None:
    sentence = refusal("officers.csv", HEADER + f"1,{'x' * 200_000}\n")
    assert sentence.startswith("officers.csv, row 2: a cell is longer than 131,072 characters")


def test_a_folder_named_csv(tmp_path: Path) -> None:
    (tmp_path / "officers.csv").mkdir()
    with pytest.raises(MusterError, match=r"officers\.csv: it is a folder, not a file"):
        CsvText.of(tmp_path / "officers.csv")


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(MusterError, match=r"officers.csv: there is no such file in .*; check the name\."):
        CsvText.of(tmp_path / "officers.csv")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "officers.csv"
    path.write_text(HEADER, encoding="utf-8")

    def denied(_path: Path) -> bytes:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "read_bytes", denied)
    with pytest.raises(MusterError, match=r"cannot be read \(Permission denied\); check its permissions\."):
        CsvText.of(path)


def test_a_file_too_large_to_be_records(tmp_path: Path) -> None:
    path = tmp_path / "overtime.csv"
    with path.open("wb") as file:
        file.truncate(300 * 2**20)
    with pytest.raises(MusterError, match="larger than 256 MB"):
        CsvText.of(path)
