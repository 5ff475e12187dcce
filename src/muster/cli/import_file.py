"""``muster import FILE --as KIND``: a file that nobody prepared, read by a mapping."""

from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from muster.domain.importing.fields import FIELDS, IMPORTED, ImportedKind
from muster.domain.importing.file_mapping import DateOrder, FileMapping, NameOrder, RowFilter, SameDay
from muster.domain.importing.layout import RowKind
from muster.domain.money import dollars, money_text
from muster.domain.words import count
from muster.services.importing.dry_run import DryRun
from muster.services.importing.effects import QuarterEffect
from muster.services.importing.file_imports import FileImports
from muster.services.importing.open_file import OpenFile
from muster.services.importing.people import Decisions, FoundPerson, decide
from muster.services.importing.planned_rows import Outcome
from muster.services.ports import MusterError

_LISTED_AT_MOST = 20


def import_file(options: Namespace, imports: FileImports) -> DryRun:
    """Try the import out and, unless it is a dry run, do it.

    Raises:
        MusterError: when the file cannot be read, the mapping does not fit, or no row at all can be imported.
    """
    if len(options.paths) != 1:
        raise MusterError("With --as one file is imported at a time; name one.")
    file = imports.open(options.paths[0])
    mapping = _mapping(options, imports, file)

    def decided(people: Iterable[FoundPerson]) -> Decisions:
        return decide(people, by_name=options.match_names, create=options.create_officers)

    tried = imports.dry_run(file, mapping, decided, with_effects=options.dry_run)
    _refuse_ambiguous(tried)
    if options.rejected:
        imports.save_rejected(tried, options.rejected)
    if not options.dry_run:
        _refuse_useless(tried)
        if options.save_map:  # before the import, which is then the step that is undone first
            imports.remember(options.save_map, file, mapping)
            tried = imports.dry_run(file, mapping, decided, with_effects=False)
        imports.run(tried)
    return tried


def _mapping(options: Namespace, imports: FileImports, file: OpenFile) -> FileMapping:
    kind = IMPORTED[options.kind]
    if options.map:
        mapping = imports.saved_mapping(kind, options.map, file)
    else:
        mapping = imports.propose(file, kind, options.sheet, options.header_row)
    given: dict[str, list[str]] = {}
    for name, label in _pairs(options.column, kind, "--column"):
        given.setdefault(name, []).append(label)
    for name, labels in given.items():
        mapping = mapping.with_columns(name, *filter(None, labels))
    for name, text in _pairs(options.set, kind, "--set"):
        mapping = mapping.with_fixed(name, text)
    wanted: dict[str, list[str]] = {}
    for column, value in map(_pair, options.where):
        wanted.setdefault(column, []).append(value)
    return replace(
        mapping,
        filters=tuple(RowFilter(column, tuple(values)) for column, values in wanted.items()) or mapping.filters,
        date_order=DateOrder(options.dates.replace("-", "_")) if options.dates else mapping.date_order,
        name_order=NameOrder(options.names.replace("-", "_")) if options.names else mapping.name_order,
        same_day=SameDay(options.same_day.replace("-", "_")) if options.same_day else mapping.same_day,
    )


def _pairs(texts: Iterable[str], kind: ImportedKind, option: str) -> Iterator[tuple[str, str]]:
    known = [field.name for field in FIELDS[kind]]
    for name, text in map(_pair, texts):
        if name not in known:
            raise MusterError(f"{option} {name}: {kind.kind} has no such field; the fields are {', '.join(known)}.")
        yield name, text


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise MusterError(f"“{text}” has no equals sign; write it like name=value.")
    return name.strip(), value.strip()


def _refuse_ambiguous(tried: DryRun) -> None:
    reading = tried.plan.reading
    if reading.dates.ambiguous and reading.mapping.date_order is None:
        raise MusterError(
            f"{tried.file.path.name}: every date can be read in two ways, like {reading.dates.example}; "
            "say how with --dates month-first or --dates day-first."
        )


def _refuse_useless(tried: DryRun) -> None:
    """A command that imports nothing because all rows are rejected has failed."""
    counts, mapping = tried.counts, tried.plan.reading.mapping
    if not any(counts.values()):
        raise MusterError(
            f"{tried.file.path.name}, sheet “{mapping.sheet}”: no row below the header in row {mapping.header_row} is a"
            " record; check the file, and what it is filtered by."
        )
    if counts[Outcome.REJECTED] and counts[Outcome.REJECTED] == sum(counts.values()):
        first = next(tried.plan.with_outcome(Outcome.REJECTED))
        raise MusterError(
            f"{tried.file.path.name}, row {first.row.number}: {first.reason} (no row of the file can be imported; "
            "--dry-run shows more)."
        )


def text(tried: DryRun, book: str, *, dry_run: bool) -> Iterator[str]:
    """What was, or would be done, line by line."""
    mapping, counts = tried.plan.reading.mapping, tried.counts
    yield f"{tried.file.path}, sheet “{mapping.sheet}”, header in row {mapping.header_row}"
    for name, labels in mapping.columns:
        yield f"  {name}: {' + '.join(labels)}"
    for name, value in mapping.fixed:
        yield f"  {name}: {value} (fixed)"
    yield ", ".join(f"{number:,} {outcome}" for outcome, number in counts.items() if number) or "no rows"
    left_out = Counter(row.kind for row in tried.left_out)
    if left_out:
        yield "left out: " + ", ".join(count(number, kind.words, kind.plural) for kind, number in left_out.items())
    for each in tried.sums:
        told = f", rejected rows {each.text(each.rejected)}" if each.rejected else ""
        yield f"sum of “{each.label}” as read: {each.text(each.read)} in {each.values:,} of {each.rows:,} rows{told}"
    for effect in tried.effects:
        yield f"claim of {effect.quarter}: {dollars(effect.before)} before, {dollars(effect.after)} after"
        for line in effect.lines:
            totals = (dollars(each.total) if each else "no line" for each in (line.before, line.after))
            yield f"  {line.officer_id} {line.name}: {' -> '.join(totals)}"
    rejected = list(tried.plan.with_outcome(Outcome.REJECTED))
    yield from (f"row {each.row.number} rejected: {each.reason}" for each in rejected[:_LISTED_AT_MOST])
    if len(rejected) > _LISTED_AT_MOST:
        yield f"and {len(rejected) - _LISTED_AT_MOST:,} more rejected rows; --rejected FILE writes them all"
    yield from tried.notices
    would = "would be imported into" if dry_run else "imported into"
    yield f"{count(tried.entries + len(tried.plan.officers), 'record')} {would} {book}"


def document(tried: DryRun, book: str, *, dry_run: bool) -> dict[str, Any]:
    """The same as one JSON document; money and hours as text."""
    mapping, plan = tried.plan.reading.mapping, tried.plan
    return {
        "book": book,
        "dry_run": dry_run,
        "imports": mapping.kind.kind,
        "file": str(tried.file.path),
        "sheet": mapping.sheet,
        "header_row": mapping.header_row,
        "columns": {name: list(labels) for name, labels in mapping.columns},
        "fixed": dict(mapping.fixed),
        "rows": {str(outcome): number for outcome, number in tried.counts.items()},
        "left_out": [{"row": row.number, "kind": row.kind} for row in tried.left_out if row.kind is not RowKind.ABOVE],
        "officers_created": [each.officer_id for each in plan.officers],
        "sums": [
            {
                "column": each.label,
                "rows": each.rows,
                "values": each.values,
                "sum": each.type.write(each.read),
                "accepted": each.type.write(each.accepted),
                "rejected": each.type.write(each.rejected),
            }
            for each in tried.sums
        ],
        "rejected": [{"row": each.row.number, "reason": each.reason} for each in plan.with_outcome(Outcome.REJECTED)],
        "notices": list(tried.notices),
        "effects": [_effect_json(effect) for effect in tried.effects],
    }


def _effect_json(effect: QuarterEffect) -> dict[str, Any]:
    lines = [
        {
            "officer_id": line.officer_id,
            "name": line.name,
            "before": money_text(line.before.total if line.before else 0),
            "after": money_text(line.after.total if line.after else 0),
        }
        for line in effect.lines
    ]
    before, after = money_text(effect.before), money_text(effect.after)
    return {"quarter": str(effect.quarter), "before": before, "after": after, "lines": lines}
