"""A document's kind is told by its content, whatever it is called."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.media import is_program, media_of, suffix_of, words_of


def zipped(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, "text" * 50)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "type_", "suffix"),
    [
        (b"%PDF-1.7\n...", "letter.pdf", "application/pdf", ".pdf"),
        (b"\r\nscanned by x\n%PDF-1.4", "letter", "application/pdf", ".pdf"),
        (b"\x89PNG\r\n\x1a\n....", "scan.pdf", "image/png", ".png"),
        (b"\xff\xd8\xff\xe0....JFIF", "scan.JPG", "image/jpeg", ".jpg"),
        (b"II*\0....", "scan.tif", "image/tiff", ".tif"),
        (b"MM\0*....", "scan.tiff", "image/tiff", ".tif"),
        (b"{\\rtf1\\ansi", "note.doc", "application/rtf", ".rtf"),
        (
            zipped("word/document.xml"),
            "note.zip",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ".docx",
        ),
        (
            zipped("xl/workbook.xml"),
            "a.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ".xlsx",
        ),
        (zipped("xl/workbook.xml", "xl/vbaProject.bin"), "a.xlsx", "application/vnd.ms-office.macroEnabled", ""),
        (zipped("a.txt"), "a.docx", "application/zip", ""),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "mail.msg", "application/vnd.ms-outlook", ".msg"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "mail.pdf", "application/octet-stream", ""),
        (b"officer,amount\r\n0417,12.50\r\n", "payroll.csv", "text/csv", ".csv"),
        (b"officer,amount\r\n0417,12.50\r\n", "payroll.pdf", "text/plain", ".txt"),
        ("Señor".encode("cp1252"), "note.txt", "text/plain", ".txt"),
        ("\ufeffnote".encode("utf-16"), "note.txt", "text/plain", ".txt"),
        (b"  <!DOCTYPE html><script>", "note.txt", "text/html", ""),
        (b"<svg onload='x'>", "drawing.svg", "text/html", ""),
        (b"\x00\x01\x02\x03", "letter.pdf", "application/octet-stream", ""),
    ],
)
def test_the_content_tells_the_kind(content: bytes, name: str, type_: str, suffix: str) -> None:
    media = media_of(content, name)
    assert (media.type, media.suffix) == (type_, suffix)
    assert suffix_of(type_) == suffix
    assert words_of(type_) == media.words


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\0\x03\0\0\0", "letter.pdf"),
        (b"\x7fELF\x02\x01", "letter"),
        (b"#!/bin/sh\nrm -r ~\n%PDF-1.4", "letter.pdf"),
        (b"\xcf\xfa\xed\xfe\x07\0", "letter.pdf"),
        (b"L\0\0\0\x01\x14\x02\0....", "letter.pdf"),
        (b"del c:\\*.*", "letter.pdf.bat"),
        (b"del c:\\*.*", "LETTER.BAT . ."),
        (b"[Desktop Entry]\nExec=sh", "letter.desktop"),
        (b"%PDF-1.4", "letter.exe"),
    ],
)
def test_what_runs_is_known_by_content_and_by_name(content: bytes, name: str) -> None:
    assert is_program(content, name)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.4", "order.pdf"),
        (b"MZ Miller, Zoe: 3.5 hours", "timesheet.txt"),
        (b"officer,amount", "com"),
        (b"a note", "my.letter about x.exe.txt"),
    ],
)
def test_documents_are_no_programs(content: bytes, name: str) -> None:
    assert not is_program(content, name)


@given(content=st.binary(max_size=200), name=st.text(max_size=30))
def test_any_bytes_have_a_kind_and_programs_are_never_shown(content: bytes, name: str) -> None:
    media = media_of(content, name)
    assert suffix_of(media.type) == media.suffix
    assert media.words
    assert not is_program(b"", f"a{media.suffix}")
