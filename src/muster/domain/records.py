"""What an agency keeps: one frozen record for each row of the records folder.

Every record ends with ``id``, the book's own number of it (0 until it is stored); it takes no part in equality, so two
records are equal when every cell is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar, NamedTuple, TypeVar

from muster.domain.documents import Attachment
from muster.domain.fiscal import Quarter
from muster.domain.importing.records import SavedMapping
from muster.domain.ledger.records import LEDGER_KINDS, LedgerRecord
from muster.domain.money import Cents


class Model(StrEnum):
    """The three models of the program, in the order in which they are always listed."""

    TFM = "TFM"
    JEM = "JEM"
    WSO = "WSO"


class InterruptionKind(StrEnum):
    """Why an authorized officer is not eligible for a while (R2)."""

    SUSPENDED = "suspended"
    REMOVED = "removed"
    REVOKED = "revoked"
    UNPAID_LEAVE = "unpaid_leave"


class StatedBy(StrEnum):
    """Who states a quarter's location result (R21)."""

    ICE = "ICE"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Agency:
    """The agency whose book this is; one in a book."""

    kind: ClassVar[str] = "agency"

    name: str = ""
    ori: str = ""
    state: str = ""
    county: str = ""
    uei: str = ""
    ein: str = ""
    address: str = ""
    city: str = ""
    zip: str = ""
    contact_name: str = ""
    contact_title: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    official_name: str = ""
    official_title: str = ""
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Agreement:
    """A signed agreement (MOA) for one model; in force from ``effective_on``, else ``signed_on``, to ``until``."""

    kind: ClassVar[str] = "agreements"

    model: Model
    number: str = ""
    signed_on: date | None = None
    effective_on: date | None = None
    until: date | None = None
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Officer:
    """A trained officer; ``separated_on`` is the last day employed."""

    kind: ClassVar[str] = "officers"

    officer_id: str
    last_name: str = ""
    first_name: str = ""
    middle_name: str = ""
    title: str = ""
    badge: str = ""
    hired_on: date | None = None
    separated_on: date | None = None
    id: int = field(default=0, compare=False)

    @property
    def name(self) -> str:
        """``last_name, first_name``."""
        return ", ".join(part for part in (self.last_name, self.first_name) if part)


@dataclass(frozen=True, slots=True)
class Authorization:
    """An authorization (credential) of one officer under one model, ``[authorized_on, expires_on)``."""

    kind: ClassVar[str] = "authorizations"

    officer_id: str
    model: Model
    trained_on: date | None
    authorized_on: date
    expires_on: date | None = None
    credential: str = ""
    document: str = ""
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Interruption:
    """Days on which an officer is not eligible, ``[start, until)``; open when ``until`` is not known."""

    kind: ClassVar[str] = "interruptions"

    officer_id: str
    start: date
    until: date | None
    reason: InterruptionKind
    document: str = ""
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Pay:
    """Annual salary and employer-paid benefits from a day on, in cents; benefits an amount or a percent of salary."""

    kind: ClassVar[str] = "pay"

    officer_id: str
    effective_on: date
    annual_salary: Cents
    annual_benefits: Cents | None = None
    benefits_percent: Fraction | None = None
    approved_on: date | None = None
    paid_on: date | None = None
    document: str = ""
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Effort:
    """The percent of an officer's time that is the program's, from a day on (R8)."""

    kind: ClassVar[str] = "effort"

    officer_id: str
    effective_on: date
    percent: Fraction
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class OvertimeEntry:
    """Overtime of one officer on one day; ``amount`` in cents is what payroll paid in cash (R10)."""

    kind: ClassVar[str] = "overtime"

    officer_id: str
    worked_on: date
    hours: Decimal | None = None
    amount: Cents | None = None
    paid_on: date | None = None
    funding: str = ""
    approved_by: str = ""
    document: str = ""
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Payroll:
    """What payroll paid for ``[period_from, period_until)``, in cents; an empty amount is not zero (R16)."""

    kind: ClassVar[str] = "payroll"

    officer_id: str
    period_from: date
    period_until: date
    base_pay: Cents | None = None
    benefits: Cents | None = None
    paid_on: date | None = None
    document: str = ""
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Result:
    """A quarter's location result: two whole numbers, who states them, in which document (R21)."""

    kind: ClassVar[str] = "results"

    quarter: Quarter
    referred: int
    located: int
    stated_by: StatedBy
    document: str = ""
    dated_on: date | None = None
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Override:
    """The agency's own value of a reading from a day on (None: always), with the document that says so."""

    kind: ClassVar[str] = "readings"

    parameter: str
    value: str
    effective_on: date | None = None
    document: str = ""
    id: int = field(default=0, compare=False)


OfficerRecord = Officer | Authorization | Interruption | Pay | Effort | OvertimeEntry | Payroll
"""A record that belongs to one officer."""

Record = Agency | Agreement | OfficerRecord | Result | Override

AnyRecord = Record | LedgerRecord | Attachment | SavedMapping
"""Whatever a book keeps: an agency's records, the claims ledger, what is attached, and how files are imported."""

R = TypeVar("R", bound=Record)
AnyR = TypeVar("AnyR", bound=AnyRecord)

KINDS: tuple[type[Record], ...] = (
    Agency,
    Agreement,
    Officer,
    Authorization,
    Interruption,
    Pay,
    Effort,
    OvertimeEntry,
    Payroll,
    Result,
    Override,
)
"""Every kind of an agency's record, in an order in which each comes after what it refers to."""

ALL_KINDS: tuple[type[AnyRecord], ...] = (*KINDS, *LEDGER_KINDS, Attachment, SavedMapping)
"""Whatever a book keeps, in such an order."""

BY_KIND: Mapping[str, type[AnyRecord]] = {kind.kind: kind for kind in ALL_KINDS}
"""The class of each kind by its name."""


class OvertimeSum(NamedTuple):
    """Overtime entries of one officer with the same standing, worked on ``first <= day <= last`` in one quarter.

    Attributes:
        standing: ``paid`` counts (R10); ``unpaid`` has no amount or paid_on; ``other`` is billed to another program.
        amount: The sum, in cents; entries without an amount add nothing.
        entries: How many they are.
        source: The entry, where it is a single one.
    """

    first: date
    last: date
    standing: str
    amount: Cents
    entries: int = 1
    source: OvertimeEntry | None = None

    @classmethod
    def of(cls, entry: OvertimeEntry) -> "OvertimeSum":
        """One entry as a sum of its own."""
        standing = "other" if entry.funding else "unpaid" if entry.amount is None or entry.paid_on is None else "paid"
        return cls(entry.worked_on, entry.worked_on, standing, entry.amount or 0, source=entry)


@dataclass(frozen=True, slots=True)
class OfficerFile:
    """All that a claim needs to know of one officer; each tuple in the order of its dates."""

    officer: Officer
    authorizations: tuple[Authorization, ...] = ()
    interruptions: tuple[Interruption, ...] = ()
    pay: tuple[Pay, ...] = ()
    effort: tuple[Effort, ...] = ()
    payroll: tuple[Payroll, ...] = ()
    overtime: tuple[OvertimeSum, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyFile:
    """All that a claim needs to know of an agency; officers by code point of their id."""

    agency: Agency
    agreements: tuple[Agreement, ...] = ()
    officers: tuple[OfficerFile, ...] = ()
    results: tuple[Result, ...] = ()
    overrides: tuple[Override, ...] = ()
