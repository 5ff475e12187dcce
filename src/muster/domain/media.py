"""What kind of file a document is, told by its content; its name only chooses between kinds with the same content."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class Media:
    """A kind of file.

    Attributes:
        type: Its media type, ``application/pdf``.
        words: As people call it.
        suffix: With which it is handed to another program to be looked at; empty when it is not, because it may hold
            something that runs.
    """

    type: str
    words: str
    suffix: str = ""


UNKNOWN = Media("application/octet-stream", "File")
_TEXT = Media("text/plain", "Text", ".txt")
_WEB_PAGE = Media("text/html", "Web page")
_WITH_MACROS = Media("application/vnd.ms-office.macroEnabled", "Office file with macros")
_ARCHIVE = Media("application/zip", "ZIP archive")

_STARTS: tuple[tuple[re.Pattern[bytes], Media], ...] = tuple(
    (re.compile(pattern, re.DOTALL), media)
    for pattern, media in (
        (rb".{0,1023}%PDF-", Media("application/pdf", "PDF", ".pdf")),
        (rb"\x89PNG\r\n\x1a\n", Media("image/png", "PNG picture", ".png")),
        (rb"\xff\xd8\xff", Media("image/jpeg", "JPEG picture", ".jpg")),
        (rb"GIF8[79]a", Media("image/gif", "GIF picture", ".gif")),
        (rb"II\*\0|MM\0\*", Media("image/tiff", "TIFF picture", ".tif")),
        (rb"RIFF.{4}WEBP", Media("image/webp", "WebP picture", ".webp")),
        (rb".{4}ftyp(?:heic|heix|mif1)", Media("image/heic", "HEIC picture", ".heic")),
        (rb"BM.{12}[\x0c\x28\x6c\x7c]\0\0\0", Media("image/bmp", "BMP picture", ".bmp")),
        (rb"\{\\rtf", Media("application/rtf", "Rich text", ".rtf")),
    )
)
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_IN_ZIP: tuple[tuple[bytes, Media], ...] = (
    (b"vbaProject.bin", _WITH_MACROS),
    (b"word/document.xml", Media(f"{_OPEN_XML}wordprocessingml.document", "Word document", ".docx")),
    (b"xl/workbook.xml", Media(f"{_OPEN_XML}spreadsheetml.sheet", "Excel workbook", ".xlsx")),
    (b"ppt/presentation.xml", Media(f"{_OPEN_XML}presentationml.presentation", "PowerPoint slides", ".pptx")),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", Media(f"{_OPEN_DOCUMENT}text", "OpenDocument text", ".odt")),
    (
        b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
        Media(f"{_OPEN_DOCUMENT}spreadsheet", "OpenDocument sheet", ".ods"),
    ),
)
_BEFORE_2007 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BY_SUFFIX_BEFORE_2007 = {
    ".doc": Media("application/msword", "Word document, old format", ".doc"),
    ".xls": Media("application/vnd.ms-excel", "Excel workbook, old format", ".xls"),
    ".msg": Media("application/vnd.ms-outlook", "Outlook message", ".msg"),
}
_TEXT_BY_SUFFIX = {
    ".csv": Media("text/csv", "CSV", ".csv"),
    ".eml": Media("message/rfc822", "E-mail message", ".eml"),
}
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|\?xml|svg|script)", re.IGNORECASE)

_PROGRAM_STARTS = (
    b"\x7fELF",
    b"#!",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"L\0\0\0\x01\x14\x02\0",
)
"""Of Linux, scripts, macOS, Java and of Windows' shortcuts."""
_WINDOWS_PROGRAM = b"MZ"
_PROGRAM_SUFFIX = re.compile(
    r"\.(app|applescript|bash|bat|chm|cmd|com|command|cpl|deb|desktop|dll|exe|hta|inf|jar|js|jse|lnk|msc|msi|msp|pif|pkg"
    r"|ps1|psm1|py|pyc|pyw|rb|reg|rpm|scf|scr|sh|url|vb|vbe|vbs|workflow|ws|wsf|wsh|zsh)"
)


def media_of(content: bytes, name: str) -> Media:
    """The kind of a file with that content and name."""
    for pattern, media in _STARTS:
        if pattern.match(content):
            return media
    if content.startswith(b"PK\x03\x04"):
        return next((media for part, media in _IN_ZIP if part in content), _ARCHIVE)
    if content.startswith(_BEFORE_2007):
        return _BY_SUFFIX_BEFORE_2007.get(_suffix(name), UNKNOWN)
    if not _is_text(content):
        return UNKNOWN
    return _WEB_PAGE if _MARKUP.match(content) else _TEXT_BY_SUFFIX.get(_suffix(name), _TEXT)


def is_program(content: bytes, name: str) -> bool:
    """Whether the file is something that runs: by its content, whatever it is called, or by its name."""
    if content.startswith(_PROGRAM_STARTS) or (content.startswith(_WINDOWS_PROGRAM) and not _is_text(content)):
        return True
    return _PROGRAM_SUFFIX.fullmatch(_suffix(name)) is not None


def suffix_of(media_type: str) -> str:
    """With which suffix a file of that type may be handed to another program; empty when it may not."""
    return _SUFFIXES.get(media_type, "")


def words_of(media_type: str) -> str:
    """What people call files of that type."""
    return _WORDS.get(media_type, UNKNOWN.words)


def _suffix(name: str) -> str:
    """The name's last suffix; Windows leaves off dots and spaces at its end."""
    return PurePosixPath(name.rstrip(". ").lower()).suffix


def _is_text(content: bytes) -> bool:
    """Whether the content reads as text: UTF-8, UTF-16 with its mark, or an older Western encoding."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decodes(content, "utf-16")
    return not _CONTROLS.search(content) and (_decodes(content, "utf-8") or _decodes(content, "cp1252"))


_CONTROLS = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


_ALL = (
    *(media for _, media in _STARTS),
    *(media for _, media in _IN_ZIP),
    *_BY_SUFFIX_BEFORE_2007.values(),
    *_TEXT_BY_SUFFIX.values(),
    _TEXT,
    _WEB_PAGE,
    _ARCHIVE,
    UNKNOWN,
)
_SUFFIXES = {media.type: media.suffix for media in _ALL}
_WORDS = {media.type: media.words for media in _ALL}
