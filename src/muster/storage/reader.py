"""The book's records as they stand, read in one transaction."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, LargeBinary, cast, func, select

from muster.domain.documents import Attachment
from muster.domain.intervals import Span
from muster.domain.ledger.records import ClaimAmount
from muster.domain.records import (
    Agency,
    AgencyFile,
    Agreement,
    AnyR,
    AnyRecord,
    Authorization,
    Effort,
    Interruption,
    Officer,
    OfficerFile,
    OfficerRecord,
    Override,
    OvertimeEntry,
    OvertimeSum,
    Pay,
    Payroll,
    Result,
)
from muster.services.frozen.verifying import UNREADABLE
from muster.services.ports import LogEntry
from muster.storage.change_log import FIRST
from muster.storage.document_contents import unpacked
from muster.storage.document_tables import FileContentRow
from muster.storage.errors import DamagedError
from muster.storage.ledger_tables import ClaimContentRow
from muster.storage.log_tables import ChangeRow
from muster.storage.mapping import table_of
from muster.storage.overtime_sums import overtime_sums
from muster.storage.past import PastReader, log_entries

OwnedT = TypeVar("OwnedT", bound=OfficerRecord)
T = TypeVar("T")


class Reader:
    """Reads records through one connection, as :class:`muster.services.ports.RecordReader` says."""

    def __init__(self, connection: Connection) -> None:
        """Read within the connection's transaction."""
        self._connection = connection

    @property
    def past(self) -> PastReader:
        """What the change log says."""
        return PastReader(self._connection)

    def agency(self) -> Agency:
        """The agency; a blank one when none is recorded."""
        return next(iter(self.all(Agency)), Agency())

    def all(self, kind: type[AnyR]) -> list[AnyR]:
        """Every record of a kind, in its order."""
        return self._records(kind)

    def of_officer(self, kind: type[AnyR], officer_id: str) -> list[AnyR]:
        """One officer's records of a kind, by date."""
        return self._records(kind, table_of(kind).table.c.officer_id == officer_id)

    def of_officers(self, kind: type[AnyR], officer_ids: Collection[str]) -> list[AnyR]:
        """Some officers' records of a kind, by officer and date."""
        return self._records(kind, _among(table_of(kind).table.c.officer_id, officer_ids))

    def find(self, kind: type[AnyR], record_id: int) -> AnyR | None:
        """The record with that number; None when there is none."""
        return next(iter(self._records(kind, table_of(kind).table.c.id == record_id)), None)

    def overtime(self, within: Span) -> list[OvertimeEntry]:
        """The overtime worked within a span, by officer and day."""
        return self._records(OvertimeEntry, _worked(within))

    def agency_file(self, year: Span) -> AgencyFile:
        """All that a claim in the fiscal year needs; overtime summed by officer, quarter and standing."""
        sums = overtime_sums(self._connection, year)
        return AgencyFile(
            self.agency(),
            tuple(self.all(Agreement)),
            tuple(self._officer_files(year, sums)),
            tuple(self.all(Result)),
            tuple(self.all(Override)),
        )

    def officer_files(self, officer_ids: Collection[str], year: Span) -> list[OfficerFile]:
        """The files of some officers; overtime entry by entry."""
        among = _among(table_of(OvertimeEntry).table.c.officer_id, officer_ids)
        sums = defaultdict(list)
        for entry in self._records(OvertimeEntry, among, _worked(year)):
            sums[entry.officer_id].append(OvertimeSum.of(entry))
        return self._officer_files(year, sums, officer_ids)

    def claim_content(self, number: str) -> str | None:
        """What was certified under that number, as canonical JSON; None when there is no such claim."""
        columns = ClaimContentRow.__table__.c
        wanted = select(cast(columns.content, LargeBinary)).where(columns.number == number)
        found: bytes | None = self._connection.scalar(wanted)
        return None if found is None else found.decode(errors="surrogateescape")  # its seal tells, whatever it is

    def claim_amounts(self, number: str) -> list[ClaimAmount]:
        """The amounts of the claim of that number, by line."""
        return self._records(ClaimAmount, table_of(ClaimAmount).table.c.number == number)

    def attachments(self, records: Iterable[AnyRecord]) -> list[Attachment]:
        """What is attached to records, kind by kind, each record's in the order in which it was attached."""
        ids: dict[str, set[int]] = defaultdict(set)
        for record in records:
            ids[record.kind].add(record.id)
        columns = table_of(Attachment).table.c
        found = (
            self._records(Attachment, columns.record_kind == kind, _among(columns.record_id, ids[kind]))
            for kind in sorted(ids)
        )
        return [attachment for each in found for attachment in each]

    def file_content(self, sha256: str) -> bytes | None:
        """The document with that SHA-256; None when it is not there. Whether it is as it was, its SHA-256 tells."""
        columns = FileContentRow.__table__.c
        wanted = select(columns.size, columns.deflated, columns.content).where(columns.sha256 == sha256)
        row = self._connection.execute(wanted).first()
        return None if row is None else unpacked(*row)

    def log_after(self, sequence: int, kinds: Collection[type[AnyRecord]]) -> list[LogEntry]:
        """The entries after one, of some kinds of record, oldest first."""
        columns = ChangeRow.__table__.c
        names = [kind.kind for kind in kinds]
        wanted = select(*columns).where(columns.sequence > sequence, columns.entity.in_(names))
        return log_entries(self._connection.execute(wanted.order_by(columns.sequence)))

    def log_hash(self, sequence: int) -> str | None:
        """The hash of an entry of the change log; 64 zeros for entry 0, None when it is not there."""
        columns = ChangeRow.__table__.c
        found: str | None = self._connection.scalar(select(columns.hash).where(columns.sequence == sequence))
        return FIRST if sequence == 0 else found

    def log(self, newest: int) -> list[LogEntry]:
        """The newest entries of the change log, newest first."""
        columns = ChangeRow.__table__.c
        return log_entries(self._connection.execute(select(*columns).order_by(columns.sequence.desc()).limit(newest)))

    def _officer_files(
        self, year: Span, overtime: Mapping[str, Sequence[OvertimeSum]], officer_ids: Collection[str] | None = None
    ) -> list[OfficerFile]:
        """The files of some officers, or of all of them."""
        payroll = table_of(Payroll).table.c
        touching = payroll.period_from < year.until, payroll.period_until > year.start
        authorizations = self._by_officer(Authorization, officer_ids)
        interruptions = self._by_officer(Interruption, officer_ids)
        pay = self._by_officer(Pay, officer_ids)
        effort = self._by_officer(Effort, officer_ids)
        paid = self._by_officer(Payroll, officer_ids, *touching)
        return [
            OfficerFile(
                officer,
                _of(authorizations, officer),
                _of(interruptions, officer),
                _of(pay, officer),
                _of(effort, officer),
                _of(paid, officer),
                _of(overtime, officer),
            )
            for officer in self._officers_records(Officer, officer_ids)
        ]

    def _by_officer(
        self, kind: type[OwnedT], officer_ids: Collection[str] | None, *where: ColumnElement[bool]
    ) -> Mapping[str, Sequence[OwnedT]]:
        grouped: dict[str, list[OwnedT]] = defaultdict(list)
        for record in self._officers_records(kind, officer_ids, *where):
            grouped[record.officer_id].append(record)
        return grouped

    def _officers_records(
        self, kind: type[AnyR], officer_ids: Collection[str] | None, *where: ColumnElement[bool]
    ) -> list[AnyR]:
        if officer_ids is not None:
            where = (*where, _among(table_of(kind).table.c.officer_id, officer_ids))
        return self._records(kind, *where)

    def _records(self, kind: type[AnyR], *where: ColumnElement[bool]) -> list[AnyR]:
        rows = self._connection.execute(table_of(kind).select().where(*where))
        try:
            return [kind(*row) for row in rows.all()]
        except UNREADABLE as error:  # a cell that the book's own constraints would have refused
            raise DamagedError(
                f"A record in {kind.kind} cannot be read; something other than Muster changed it. Open a copy of the "
                "book from before; “muster check” says which record it is."
            ) from error


def _of(grouped: Mapping[str, Sequence[T]], officer: Officer) -> tuple[T, ...]:
    return tuple(grouped.get(officer.officer_id, ()))


def _worked(within: Span) -> ColumnElement[bool]:
    day = table_of(OvertimeEntry).table.c.worked_on
    return (day >= within.start) & (day < within.until)


def _among(column: ColumnElement[Any], ids: Iterable[str] | Iterable[int]) -> ColumnElement[bool]:
    """The column is one of the ids; one parameter however many they are."""
    listed = func.json_each(json.dumps(sorted(ids))).table_valued("value")
    return column.in_(select(listed.c.value))
