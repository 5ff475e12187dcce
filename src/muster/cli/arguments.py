"""The command line's grammar."""

import argparse
import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

from muster import __version__
from muster.domain.award_explanation import AWARD_FIGURES
from muster.domain.cells import parse_date
from muster.domain.explanation import FIGURES
from muster.domain.fiscal import Quarter
from muster.domain.importing.fields import IMPORTED
from muster.domain.ledger.numbers import is_number
from muster.domain.periods import Period
from muster.domain.readings import Preset
from muster.domain.total_explanation import BESIDE
from muster.services.proof import Head

T = TypeVar("T")
_SUMMARIES = {
    "demo": "make the sample agency's book and claim, and show them",
    "import": "take records from a records folder, its CSV files, or with --as any CSV or XLSX file",
    "export": "write the book's records as a records folder",
    "claim": "compute a quarter's claim, or show a certified one",
    "claims": "list the certified claims and where each stands",
    "examine": "say what to look at before a claim is certified",
    "explain": "say where a figure of a claim comes from",
    "list": "write the roster, the overtime register or the authorizations that end as a PDF",
    "program": "how many agencies and agreements the program has, by state and model",
    "undo": "take back the last thing that was done",
    "redo": "do again what was taken back last",
    "history": "say what was changed in the book, when and by whom",
    "documents": "list the documents attached to records",
    "check": "is the book sound?",
}
_DESCRIPTIONS = {
    "demo": """Makes the book of a made-up agency (where --book says), prints its latest claim, writes it as a PDF
        beside the book and, where there is a display, opens the window on it. A book that you have changed is never
        replaced.""",
    "import": """Imports all of the records or none. A row equal in every cell to a record of the book is skipped, so
        importing the same thing twice changes nothing. The book is made when it is not there. With --as it reads a file
        of any layout: rows that cannot be taken are told with the reason, all others are imported as one step.""",
    "export": """Writes one UTF-8 CSV file for each kind of record. Importing the folder into a new book gives the same
        records and the same claims.""",
    "claim": """Computes a quarter's claim from the records as they now stand and prints it, or writes it as documents;
        nothing is stored in the book. A certified claim, named by its number, is shown from what was frozen.""",
    "claims": """Lists every certified claim with its status and what was claimed, approved, denied, paid and is
        outstanding.""",
    "examine": """Runs the examiner's checks on a quarter's claim and prints what blocks its certification, then what to
        look at, each with the record concerned. Nothing is stored.""",
    "explain": """Says where a figure comes from, down to the rules, the records and the arithmetic: of one officer's
        line, or of the claim's totals when no officer is named. Of a certified claim, named by its number, as it was
        certified.""",
    "check": """Checks the file's integrity, its constraints, the hash chain of its change log, every record against the
        log and every certified claim, and prints what stands on each claim's paper, to be held against it.""",
    "list": """Writes a list to print, on landscape Letter pages. The overtime register is of one quarter, month or
        fiscal year, the present quarter where none is named; the others are as of today.""",
    "program": """Prints the totals of the federal list of participating agencies that was imported last, else of the
        one that came with the program. No book is needed.""",
    "undo": """Takes back the last step that stands, whatever it was, an import as a whole. What was certified stays.
        The change log keeps both.""",
    "redo": """Does again what was taken back last, until something else is changed.""",
    "history": """Lists the newest steps, or what one step did; or all that happened to one record: who changed it,
        when, from what to what.""",
    "documents": """Lists every document attached to a record: its kind, size and SHA-256 (with --json), when it was
        added and by whom. Documents are attached in the window.""",
}


_ENTRY = re.compile(r"[0-9]{1,15}|[0-9]{1,3}(,[0-9]{3}){1,4}")
_HASH = re.compile(r"[0-9a-f]{64}")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The command and its options; ``--book`` may stand anywhere on the line.

    Raises:
        SystemExit: 0 after ``--help`` or ``--version``, 2 on wrong usage.
    """
    parser = _parser()
    anywhere = argparse.ArgumentParser("muster", usage=_usage(parser), add_help=False, allow_abbrev=False)
    anywhere.add_argument("--book", type=Path)
    found, rest = anywhere.parse_known_args(argv)
    options = parser.parse_args(rest)
    options.book = found.book
    return options


def _usage(parser: argparse.ArgumentParser) -> str:
    return parser.format_usage().removeprefix("usage: ").strip()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "muster",
        description="Records, overtime, results and reimbursement claims of an agency in the 287(g) program. "
        "Without a command the window opens on the last book.",
        epilog="Exit codes: 0 done; 1 the records or the request are at fault, and nothing was changed; 2 wrong usage.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"muster {__version__}")
    _describe_book(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name, summary in _SUMMARIES.items():
        command = commands.add_parser(name, help=summary, description=_DESCRIPTIONS[name], allow_abbrev=False)
        _OPTIONS[name](command)
        command.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
        _describe_book(command)
    return parser


def _describe_book(parser: argparse.ArgumentParser) -> None:
    """For ``--help``; :func:`parse` takes the option out before."""
    text = "the book to work on (else agency.muster in your data folder)"
    parser.add_argument("--book", metavar="FILE", default=argparse.SUPPRESS, help=text)


def _demo(command: argparse.ArgumentParser) -> None:
    command.add_argument("--dir", type=Path, metavar="DIR", help="where the files go (else your data folder)")
    command.add_argument("--no-window", action="store_true", help="do not open the window")


def _import(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="a records folder, or a CSV file as in one"
    )
    command.add_argument("--dry-run", action="store_true", help="check everything and say what is new; change nothing")
    _import_file(command)


def _import_file(command: argparse.ArgumentParser) -> None:
    """Of a file that nobody prepared."""
    file = command.add_argument_group("a CSV or XLSX file that nobody prepared")
    file.add_argument("--as", dest="kind", choices=tuple(IMPORTED), help="what the file holds")
    file.add_argument("--map", metavar="NAME", help="read it by a remembered mapping (else the columns are found out)")
    file.add_argument("--save-map", metavar="NAME", help="remember how it was read")
    file.add_argument("--sheet", metavar="NAME", help="the workbook's sheet")
    file.add_argument("--header-row", type=int, metavar="ROW", help="the row that names the columns; 0 for none")
    for name, what in (
        ("--column", "the column that gives a field; given twice for one field, amounts are added up"),
        ("--set", "a field's value where the file has none, like paid_on=2026-01-15"),
    ):
        file.add_argument(name, action="append", default=[], metavar="FIELD=TEXT", help=what)
    text = "take only rows with this in a column; given twice for one column, either"
    file.add_argument("--where", action="append", default=[], metavar="COLUMN=TEXT", help=text)
    file.add_argument("--dates", choices=("month-first", "day-first"), help="how 03/04/2026 is read (else found out)")
    names = "how a name without a comma is written (first-last unless given)"
    file.add_argument("--names", choices=("first-last", "last-first"), help=names)
    same = "several overtime rows of one day: entries of their own, or one entry, with hours added or counted once"
    file.add_argument("--same-day", choices=("each", "add", "hours-once"), help=same)
    file.add_argument("--match-names", action="store_true", help="take officers for who they are by name alone")
    file.add_argument("--create-officers", action="store_true", help="make unknown officers new ones")
    file.add_argument("--rejected", type=Path, metavar="FILE", help="write the rejected rows and why as CSV")


def _export(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")


def _claim(command: argparse.ArgumentParser) -> None:
    _claim_and_preset(command)
    for kind, what in (("pdf", "the claim summary to print"), ("xlsx", "a workbook"), ("csv", "the lines as CSV")):
        command.add_argument(f"--{kind}", type=Path, metavar="FILE", help=f"write {what}, in place of a file there")
    text = "write what was certified, the JSON whose SHA-256 the claim shows, in place of a file there"
    command.add_argument("--content", type=Path, metavar="FILE", help=text)
    text = "the claim as the book was known at the end of that day, like 2026-03-31"
    command.add_argument("--as-known", type=_day, metavar="DATE", help=text)


def _claims(_command: argparse.ArgumentParser) -> None:
    """No options of its own."""


def _examine(command: argparse.ArgumentParser) -> None:
    _quarter_and_preset(command)


def _explain(command: argparse.ArgumentParser) -> None:
    _claim_and_preset(command)
    command.add_argument("--officer", metavar="ID", help="the officer's id (else the totals)")
    totals = ", ".join(("reimbursement", *BESIDE, *AWARD_FIGURES))
    figures = f"one of {', '.join(FIGURES)}; of the totals also {totals}"
    command.add_argument("--figure", metavar="NAME", help=f"{figures} (else the total)")


def _list(command: argparse.ArgumentParser) -> None:
    command.add_argument("which", choices=("roster", "overtime", "authorizations"), help="the list")
    text = "where to write it, in place of a file there"
    command.add_argument("--pdf", type=Path, metavar="FILE", required=True, help=text)
    period = command.add_mutually_exclusive_group()
    for name, like, read in (
        ("quarter", "FY2026Q1", _period_quarter),
        ("month", "2025-11", _readable(Period.parse_month)),
        ("year", "FY2026", _readable(Period.parse_year)),
    ):
        told = f"the overtime of that {name}, like {like}"
        period.add_argument(f"--{name}", dest="period", type=read, metavar=name.upper(), help=told)


def _program(command: argparse.ArgumentParser) -> None:
    text = "take in a newer list first, the workbook as it is published"
    command.add_argument("--import", dest="source", type=Path, metavar="FILE", help=text)


def _claim_and_preset(command: argparse.ArgumentParser) -> None:
    text = "a quarter like FY2026Q1 (October to December 2025), or a certified claim's number like FY26Q1-001"
    command.add_argument("which", type=_quarter_or_number, metavar="QUARTER", help=text)
    _preset(command)


def _quarter_and_preset(command: argparse.ArgumentParser) -> None:
    command.add_argument("quarter", type=_quarter, metavar="QUARTER", help="like FY2026Q1 (October to December 2025)")
    _preset(command)


def _preset(command: argparse.ArgumentParser) -> None:
    presets = tuple(map(str, Preset))
    text = "how the rules are read: the published words (the default), or as the strictest auditor would"
    command.add_argument("--preset", choices=presets, help=text)


def _check(command: argparse.ArgumentParser) -> None:
    text = "also say whether the change log's entry has the hash that is printed on a certified claim's first page"
    command.add_argument("--head", nargs=2, action=_Head, metavar=("ENTRY", "HASH"), help=text)


class _Head(argparse.Action):
    """An entry's number, as it is printed or plain, and its hash."""

    def __call__(
        self, parser: argparse.ArgumentParser, options: argparse.Namespace, values: object, _name: str | None = None
    ) -> None:
        entry, printed = map(str, cast("Sequence[str]", values))
        if not _ENTRY.fullmatch(entry):
            parser.error(f"“{entry}” is not the number of an entry; write it like 1,024 or 1024")
        if not _HASH.fullmatch(printed.lower()):
            parser.error(f"“{printed}” is not a hash; write all of its 64 digits and letters a to f")
        options.head = Head(int(entry.replace(",", "")), printed.lower())


def _plain(_command: argparse.ArgumentParser) -> None:
    """No options of its own."""


def _history(command: argparse.ArgumentParser) -> None:
    text = "what one step did to which record"
    command.add_argument("--step", type=_count, metavar="N", help=text)
    text = "all that happened to one record: its kind, like pay, and the book's number of it, as --step shows them"
    command.add_argument("--record", nargs=2, metavar=("KIND", "NUMBER"), help=text)
    command.add_argument("--newest", type=_count, default=20, metavar="N", help="how many steps (else 20)")


def _day(text: str) -> date:
    try:
        return parse_date(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _count(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < _MOST:
        message = f"“{text}” is not a whole number from 1 on"
        raise argparse.ArgumentTypeError(message)
    return int(text)


_MOST = 1 << 31


def _quarter(text: str) -> Quarter:
    return _readable(Quarter.parse)(text)


def _period_quarter(text: str) -> Period:
    return Period.quarter(_quarter(text))


def _readable(parse: Callable[[str], T]) -> Callable[[str], T]:
    """A reader whose sentence about what is wrong is shown as wrong usage."""

    def read(text: str) -> T:
        try:
            return parse(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from error

    return read


def _quarter_or_number(text: str) -> Quarter | str:
    written = text.strip().upper()
    if is_number(written):
        return written
    try:
        return Quarter.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{error}, or a certified claim's number like FY26Q1-001") from error


_OPTIONS = {
    "demo": _demo,
    "import": _import,
    "export": _export,
    "claim": _claim,
    "claims": _claims,
    "examine": _examine,
    "explain": _explain,
    "list": _list,
    "program": _program,
    "undo": _plain,
    "redo": _plain,
    "history": _history,
    "documents": _plain,
    "check": _check,
}
