"""What each command does; each returns its exit code and raises MusterError with a sentence for the user."""

import json
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TextIO

from muster.cli import import_file
from muster.cli.check_text import check_document, check_text
from muster.cli.claim_text import claim_text
from muster.cli.claims_text import claims_text
from muster.cli.documents_text import documents_json, documents_text
from muster.cli.examination_text import examination_text
from muster.cli.federal_list_text import federal_list_text
from muster.cli.past_commands import TURNS, as_known
from muster.cli.past_commands import history as book_history
from muster.cli.program import Program
from muster.domain.claim import Claim
from muster.domain.derivation import Derivation
from muster.domain.fiscal import Quarter
from muster.domain.periods import Period
from muster.domain.printed_list import PrintedList
from muster.domain.readings import Preset
from muster.domain.words import count
from muster.services import derivation_json, derivation_text, examination_json, federal_list_json, ledger_json
from muster.services.bundle import Services
from muster.services.claim_json import document
from muster.services.files import write_files
from muster.services.imports import ImportReport
from muster.services.new_book import new_book
from muster.services.ports import MusterError

Command = Callable[[Namespace, Program, TextIO], int]


def window(options: Namespace, program: Program, _out: TextIO) -> int:
    """``muster``: the window."""
    if not program.has_display():
        raise MusterError("There is no display to open the window on; “muster --help” lists the commands.")
    return program.open_window(options.book)


def demo(options: Namespace, program: Program, out: TextIO) -> int:
    """``muster demo``."""
    made = program.demo().run(_demo_folder(options, program), options.book)
    book = made.services.book.path
    with closing(made.services.book):
        if options.json:
            _print_json({"book": str(book), "pdf": str(made.pdf), "claim": document(made.claim)}, out)
            return 0
        print(claim_text(made.claim), "", f"Book: {book}", f"PDF:  {made.pdf}", sep="\n", file=out, flush=True)
    if options.no_window:
        return 0
    if not program.has_display():
        print("There is no display, so the window stays closed.", file=out)
        return 0
    return program.open_window(book)


def _demo_folder(options: Namespace, program: Program) -> Path:
    """Where the demo's files go: beside the book when that is named alone."""
    beside = options.book.parent if options.book else program.demo_folder
    folder: Path = options.dir or beside
    return folder


def import_records(options: Namespace, program: Program, out: TextIO) -> int:
    """``muster import``."""
    path = options.book or program.default_book
    if options.kind:
        return _import_file(options, program, path, out)
    with _book_to_fill(program, path, dry_run=options.dry_run) as services:
        report = services.imports.run(options.paths, dry_run=options.dry_run)
    if options.json:
        _print_json({"book": str(path), "dry_run": options.dry_run, **_counts(report)}, out)
        return 0
    for each in report.files:
        print(f"{each.file}: {each.new:,} new, {each.skipped:,} already in the book", file=out)
    would = "would be imported into" if options.dry_run else "imported into"
    print(f"{count(report.new, 'record')} {would} {path}", file=out)
    return 0


def _import_file(options: Namespace, program: Program, path: Path, out: TextIO) -> int:
    """A file that nobody prepared."""
    with _book_to_fill(program, path, dry_run=options.dry_run) as services:
        tried = import_file.import_file(options, services.file_imports)
    if options.json:
        _print_json(import_file.document(tried, str(path), dry_run=options.dry_run), out)
    else:
        print(*import_file.text(tried, str(path), dry_run=options.dry_run), sep="\n", file=out)
    return 0


def export_records(options: Namespace, program: Program, out: TextIO) -> int:
    """``muster export``."""
    with _existing_book(options, program) as services:
        files = services.exports.run(options.folder)
        book = services.book.path
    if options.json:
        _print_json({"book": str(book), "files": [str(file) for file in files]}, out)
    else:
        print(*files, sep="\n", file=out)
    return 0


def claim(options: Namespace, program: Program, out: TextIO) -> int:
    """``muster claim``."""
    with _existing_book(options, program) as services:
        if options.content and isinstance(options.which, Quarter):
            raise MusterError(f"{options.which} is a quarter; --content writes a certified claim, named by its number.")
        with as_known(services, program, options.as_known) as then:
            shown = _shown_claim(options, then)
            files = write_files(_documents(options, then, shown))
    if options.json:
        _print_json(document(shown), out)
    elif files:
        print(*files, sep="\n", file=out)
    else:
        print(claim_text(shown), file=out)
    return 0


def _shown_claim(options: Namespace, services: Services) -> Claim:
    """A quarter's claim as it is now, or a certified one as it was."""
    preset = _preset(options)
    if isinstance(options.which, Quarter):
        return services.claims.claim(options.which, preset)
    return services.ledger.frozen(options.which).claim


def _preset(options: Namespace) -> Preset:
    """The one asked for, else the published; a certified claim is not read in another way."""
    if options.preset and not isinstance(options.which, Quarter):
        raise MusterError(f"{options.which} is shown as it was certified; leave --preset out, or name its quarter.")
    return Preset(options.preset or Preset.PUBLISHED)


def claims(options: Namespace, program: Program, out: TextIO) -> int:
    """``muster claims``."""
    with _existing_book(options, program) as services:
        positions = services.ledger.positions()
    if options.json:
        _print_json({"claims": ledger_json.claims(positions)}, out)
    else:
        print(claims_text(positions), file=out)
    return 0


def examine(options: Namespace, program: Program, out: TextIO) -> int:
    """``muster examine``."""
    with _existing_book(options, program) as services:
        found = services.examiner.examine(options.quarter, Preset(options.preset or Preset.PUBLISHED))
    if options.json:
        _print_json(examination_json.document(found), out)
    else:
        print(examination_text(found), file=out)
    return 0


def explain(options: Namespace, program: Program, out: TextIO) -> int:
    """``muster explain``."""
    with _existing_book(options, program) as services:
        derivation = _explained(options, services)
    if options.json:
        quarter = isinstance(options.which, Quarter)
        which = {"quarter": str(options.which), "preset": _preset(options)} if quarter else {"claim": options.which}
        about = {**which, "officer_id": options.officer}
        _print_json({**about, "derivation": derivation_json.document(derivation)}, out)
    else:
        print(derivation_text.text(derivation), end="", file=out)
    return 0


def _explained(options: Namespace, services: Services) -> Derivation:
    """A figure of a quarter's claim as it is now, or of a certified one as it was."""
    which, preset = options.which, _preset(options)
    figure = options.figure or ("total" if options.officer else "reimbursement")
    if not isinstance(which, Quarter):
        return services.ledger.explain(which, options.officer, figure)
    if options.officer is None:
        return services.claims.explain_total(services.claims.claim(which, preset), figure)
    return services.claims.explain(which, preset, options.officer, figure)


def write_list(options: Namespace, program: Program, out: TextIO) -> int:
    """``muster list``."""
    if options.period and options.which != "overtime":
        raise MusterError(f"The list “{options.which}” is as of today; only the overtime register is of a period.")
    with _existing_book(options, program) as services:
        printed = _printed_list(options, services)
        _refuse_in_place_of(services.book.path, options.pdf)
        write_files({options.pdf: services.lists.pdf(printed)})
    if options.json:
        _print_json({"list": printed.title, "rows": printed.rows, "pdf": str(options.pdf)}, out)
    else:
        print(options.pdf, file=out)
    return 0


def _printed_list(options: Namespace, services: Services) -> PrintedList:
    if options.which == "roster":
        return services.lists.roster()
    if options.which == "authorizations":
        return services.lists.authorizations()
    today = services.clock.now().astimezone().date()
    return services.lists.overtime(options.period or Period.quarter(Quarter.holding(today)))


def _refuse_in_place_of(book: Path, path: Path) -> None:
    if path.resolve() == book.resolve():
        raise MusterError(f"{path} is the book; give the --pdf file its own name.")


def program_totals(options: Namespace, program: Program, out: TextIO) -> int:
    """``muster program``."""
    lists = program.federal_lists
    listed = lists.import_file(options.source).listed if options.source else lists.current()
    if options.json:
        _print_json(federal_list_json.document(listed), out)
    else:
        print(federal_list_text(listed), file=out)
    return 0


def documents(options: Namespace, program: Program, out: TextIO) -> int:
    """``muster documents``."""
    with _existing_book(options, program) as services:
        attached = services.documents.all()
    if options.json:
        _print_json({"documents": documents_json(attached)}, out)
    else:
        print(documents_text(attached), file=out)
    return 0


def check(options: Namespace, program: Program, out: TextIO) -> int:
    """``muster check``."""
    with _existing_book(options, program) as services:
        many = _MANY_AS_JSON if options.json else _MANY
        head = services.proof.head_fault(options.head) if options.head else None
        problems = [*([head] if head else []), *services.book.check(many)]
        printed = services.proof.printed()
        book = services.book.path
    if options.json:
        found = {"book": str(book), "sound": not problems, "problems": problems, **check_document(printed)}
        _print_json(found | ({"head": {**options.head._asdict(), "holds": not head}} if options.head else {}), out)
    else:
        print(*(problems or [f"{book} is sound."]), *check_text(printed), sep="\n", file=out)
    if problems:
        found_in_all = count(len(problems), "problem")
        raise MusterError(
            f"The book {book} is not sound ({found_in_all} found); keep it, and work on a copy from before."
        )
    return 0


_MANY, _MANY_AS_JSON = 20, 10_000
"""Problems of a kind that are told one by one."""


def turn(options: Namespace, program: Program, out: TextIO) -> int:
    """``muster undo`` and ``muster redo``."""
    with _existing_book(options, program) as services:
        found, text = TURNS[options.command](services)
    _print_json(found, out) if options.json else print(text, file=out)
    return 0


def history(options: Namespace, program: Program, out: TextIO) -> int:
    """``muster history``."""
    with _existing_book(options, program) as services:
        found, text = book_history(options, services)
    _print_json(found, out) if options.json else print(text, file=out)
    return 0


COMMANDS: Mapping[str | None, Command] = {
    None: window,
    "demo": demo,
    "import": import_records,
    "export": export_records,
    "claim": claim,
    "claims": claims,
    "examine": examine,
    "explain": explain,
    "list": write_list,
    "program": program_totals,
    "undo": turn,
    "redo": turn,
    "history": history,
    "documents": documents,
    "check": check,
}


def _print_json(value: Mapping[str, Any], out: TextIO) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2), file=out)


@contextmanager
def _existing_book(options: Namespace, program: Program) -> Iterator[Services]:
    path = options.book or program.default_book
    if not path.exists():
        raise MusterError(f"There is no book {path}; make it with “muster import”, or name another one with --book.")
    services = program.open(path)
    with closing(services.book):
        yield services


@contextmanager
def _book_to_fill(program: Program, path: Path, *, dry_run: bool) -> Iterator[Services]:
    """The book, made when it is not there; for a dry run somewhere else, so that nothing is left."""
    if path.exists():
        services = program.open(path)
        with closing(services.book):
            yield services
    elif dry_run:
        with TemporaryDirectory() as folder:
            services = program.create(Path(folder) / path.name)
            with closing(services.book):
                yield services
    else:
        with new_book(program.create, path) as services, closing(services.book):
            yield services


def _counts(report: ImportReport) -> dict[str, Any]:
    new: dict[str, int] = {}
    skipped: dict[str, int] = {}
    for each in report.files:
        new[each.kind.kind] = new.get(each.kind.kind, 0) + each.new
        skipped[each.kind.kind] = skipped.get(each.kind.kind, 0) + each.skipped
    return {"new": new, "skipped": skipped}


def _documents(options: Namespace, services: Services, computed: Claim) -> dict[Path, bytes]:
    """The documents asked for, each at its own place, and none in place of the book."""
    writers: dict[str, Callable[[Claim], bytes]] = {
        "pdf": services.claims.pdf,
        "xlsx": services.claims.xlsx,
        "csv": services.claims.csv,
        "content": lambda claim: services.ledger.frozen(claim.number).content.encode(),
    }
    contents: dict[Path, bytes] = {}
    taken = {services.book.path.resolve()}
    for kind, write in writers.items():
        path: Path | None = getattr(options, kind)
        if path is None:
            continue
        if path.resolve() in taken:
            raise MusterError(f"{path} is the book or another of the documents; give the --{kind} file its own name.")
        taken.add(path.resolve())
        contents[path] = write(computed)
    return contents
