"""Workbooks as no honest program makes them."""

import struct
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

PARTS: Mapping[str, str] = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
    '<sheets><sheet name="Overtime" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
}
ONE_ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>ID</t></is></c></row>'


def sheet(rows: str) -> str:
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def shared(texts: Iterable[str]) -> str:
    return f'<sst xmlns="{_MAIN}">' + "".join(f"<si><t>{text}</t></si>" for text in texts) + "</sst>"


def workbook(path: Path, rows: str = ONE_ROW, **more: str) -> Path:
    """A workbook of one sheet; ``more`` are parts by name, with ``__`` for a slash and without ``.xml``."""
    parts = {**PARTS, "xl/worksheets/sheet1.xml": sheet(rows)}
    parts |= {f"{name.replace('__', '/')}.xml": text for name, text in more.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def bomb(path: Path, megabytes: int) -> Path:
    """Three million rows in a few hundred kilobytes."""
    row = b"<row><c><v>1</v></c></row>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in PARTS.items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(b"<worksheet><sheetData>")
            for _ in range(megabytes):
                part.write(row * (2**20 // len(row)))
    return path


def says(path: Path, size: int, name: str = "xl/worksheets/sheet1.xml") -> Path:
    """The same archive, whose directory and local header say that the sheet has this size."""
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        member = archive.getinfo(name)
    struct.pack_into("<I", content, member.header_offset + 22, size)
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(name.encode()))
    struct.pack_into("<I", content, entry + 24, size)
    path.write_bytes(content)
    return path


def flagged_encrypted(path: Path) -> Path:
    """The same archive, whose first part says that it is encrypted."""
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    return path
