"""The columns of each kind of record; files, forms, tables and the log share them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from muster.domain.cells import (
    COMPONENT,
    COUNT,
    DATE,
    HOURS,
    INTERRUPTION,
    JSON,
    MODEL,
    MONEY,
    NATURE,
    PERCENT,
    QUARTER,
    STATED_BY,
    STEP,
    TEXT,
    Cell,
    CellType,
)
from muster.domain.documents import Attachment
from muster.domain.importing.records import SavedMapping
from muster.domain.ledger.records import (
    Acceptance,
    AwardDecision,
    CertifiedClaim,
    ClaimAmount,
    ClaimStep,
    Decision,
    Deposit,
    Payment,
    Resubmission,
    Signer,
    WriteOff,
)
from muster.domain.records import (
    Agency,
    Agreement,
    AnyR,
    AnyRecord,
    Authorization,
    Effort,
    Interruption,
    Officer,
    Override,
    OvertimeEntry,
    Pay,
    Payroll,
    Result,
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a kind of record.

    Attributes:
        name: As in the records folder's header.
        attribute: Of the record class.
        title: As people read it.
        required: An empty cell is refused.
    """

    name: str
    attribute: str
    title: str
    type: CellType
    required: bool = False

    def read(self, text: str) -> Cell:
        """The cell's value; an empty text column is ``""``, any other empty cell None.

        Raises:
            ValueError: with a plain sentence when the text cannot be read, or is empty and must not be.
        """
        if not text or text.isspace():
            if self.required:
                message = f"{self.name} is empty; it must be given"
                raise ValueError(message)
            return "" if self.type is TEXT else None
        return self.type.parse(text)

    def text(self, record: AnyRecord) -> str:
        """The record's cell as the records folder writes it; empty when not known."""
        value = getattr(record, self.attribute)
        return "" if value is None else self.type.write(value)


def _column(spec: str, cell: CellType, title: str = "") -> Column:
    """``name``, ``name=attribute``; a ``!`` in front makes it required."""
    name, _, attribute = spec.removeprefix("!").partition("=")
    spoken = title or name.replace("_", " ").capitalize()
    return Column(name, attribute or name, spoken, cell, required=spec.startswith("!"))


_OFFICER = _column("!officer_id", TEXT, "Officer ID")
_DOCUMENT = _column("document", TEXT)
_NUMBER = _column("!number", TEXT, "Claim")
_LINE = _column("!line", COUNT)
_BY = _column("recorded_by", TEXT)
_NOTE = _column("note", TEXT)

COLUMNS: Mapping[type[AnyRecord], tuple[Column, ...]] = {
    Agency: (
        _column("!name", TEXT),
        _column("ori", TEXT, "ORI"),
        _column("state", TEXT),
        _column("county", TEXT),
        _column("uei", TEXT, "UEI"),
        _column("ein", TEXT, "EIN"),
        _column("address", TEXT),
        _column("city", TEXT),
        _column("zip", TEXT, "ZIP code"),
        _column("contact_name", TEXT),
        _column("contact_title", TEXT),
        _column("contact_phone", TEXT),
        _column("contact_email", TEXT, "Contact e-mail"),
        _column("official_name", TEXT, "Authorized official"),
        _column("official_title", TEXT, "Official's title"),
    ),
    Agreement: (
        _column("!model", MODEL),
        _column("number", TEXT),
        _column("signed_on", DATE, "Signed"),
        _column("effective_on", DATE, "Effective"),
        _column("until", DATE, "Until (exclusive)"),
    ),
    Officer: (
        _OFFICER,
        _column("last_name", TEXT),
        _column("first_name", TEXT),
        _column("middle_name", TEXT),
        _column("title", TEXT),
        _column("badge", TEXT),
        _column("hired_on", DATE, "Hired"),
        _column("separated_on", DATE, "Last day employed"),
    ),
    Authorization: (
        _OFFICER,
        _column("!model", MODEL),
        _column("trained_on", DATE, "Trained"),
        _column("!authorized_on", DATE, "Authorized"),
        _column("expires_on", DATE, "Expires (exclusive)"),
        _column("credential", TEXT),
        _DOCUMENT,
    ),
    Interruption: (
        _OFFICER,
        _column("!from=start", DATE),
        _column("until", DATE, "Until (exclusive)"),
        _column("!kind=reason", INTERRUPTION),
        _DOCUMENT,
    ),
    Pay: (
        _OFFICER,
        _column("!effective_on", DATE, "Effective"),
        _column("!annual_salary", MONEY),
        _column("annual_benefits", MONEY),
        _column("benefits_percent", PERCENT, "Benefits, % of salary"),
        _column("approved_on", DATE, "Approved"),
        _column("paid_on", DATE, "Paid"),
        _DOCUMENT,
    ),
    Effort: (
        _OFFICER,
        _column("!effective_on", DATE, "Effective"),
        _column("!percent", PERCENT, "Percent of time"),
    ),
    OvertimeEntry: (
        _OFFICER,
        _column("!worked_on", DATE, "Worked"),
        _column("hours", HOURS),
        _column("amount", MONEY),
        _column("paid_on", DATE, "Paid"),
        _column("funding", TEXT, "Other funding"),
        _column("approved_by", TEXT),
        _DOCUMENT,
    ),
    Payroll: (
        _OFFICER,
        _column("!period_from", DATE, "Period from"),
        _column("!period_until", DATE, "Period until (exclusive)"),
        _column("base_pay", MONEY),
        _column("benefits", MONEY),
        _column("paid_on", DATE, "Paid"),
        _DOCUMENT,
    ),
    Result: (
        _column("!quarter", QUARTER),
        _column("!referred", COUNT),
        _column("!located", COUNT),
        _column("!stated_by", STATED_BY),
        _DOCUMENT,
        _column("dated_on", DATE, "Dated"),
    ),
    Override: (
        _column("!parameter", TEXT),
        _column("!value", TEXT),
        _column("effective_on", DATE, "From"),
        _DOCUMENT,
    ),
    CertifiedClaim: (
        _NUMBER,
        _column("!quarter", QUARTER),
        _column("!preset", TEXT),
        _column("!certified_on", DATE, "Certified"),
        _column("!prepared_by", TEXT),
        _column("!certified_by", TEXT),
        _column("!claimed", MONEY),
        _column("!award", MONEY, "Award, estimate"),
        _column("!content_sha256", TEXT, "SHA-256 of the content"),
        _column("!log_sequence", COUNT, "Change log's entry"),
        _column("!log_hash", TEXT, "Its hash"),
        _column("revises", TEXT),
        _column("note", TEXT),
    ),
    ClaimAmount: (
        _NUMBER,
        _LINE,
        _column("!officer_id", TEXT, "Officer ID"),
        _column("!component", COMPONENT),
        _column("!quarter", QUARTER),
        _column("!nature", NATURE),
        _column("!amount", MONEY),
        _column("corrects", TEXT),
        _column("corrects_line", COUNT),
    ),
    ClaimStep: (
        _NUMBER,
        _column("!step", STEP),
        _column("!taken_on", DATE, "Date"),
        _BY,
        _NOTE,
        _DOCUMENT,
    ),
    Decision: (
        _NUMBER,
        _LINE,
        _column("!decided_on", DATE, "Decided"),
        _column("!approved", MONEY),
        _column("!denied", MONEY),
        _column("reason", TEXT),
        _BY,
        _DOCUMENT,
    ),
    AwardDecision: (
        _column("!quarter", QUARTER),
        _column("!decided_on", DATE, "Decided"),
        _column("!amount", MONEY),
        _BY,
        _NOTE,
        _DOCUMENT,
    ),
    Deposit: (
        _column("!received_on", DATE, "Received"),
        _column("!amount", MONEY),
        _column("reference", TEXT),
        _BY,
        _NOTE,
        _DOCUMENT,
    ),
    Payment: (
        _column("!deposit", COUNT),
        _NUMBER,
        _LINE,
        _column("!amount", MONEY),
    ),
    Resubmission: (
        _NUMBER,
        _LINE,
        _column("!amount", MONEY),
        _column("!asked_on", DATE, "Asked"),
        _BY,
        _NOTE,
        _DOCUMENT,
    ),
    WriteOff: (
        _NUMBER,
        _LINE,
        _column("!amount", MONEY),
        _column("!given_up_on", DATE, "Given up"),
        _BY,
        _column("reason", TEXT),
    ),
    Acceptance: (
        _column("!quarter", QUARTER),
        _column("!code", TEXT),
        _column("officer_id", TEXT, "Officer ID"),
        _column("!text", TEXT, "Finding"),
        _column("!reason", TEXT),
        _column("!accepted_on", DATE, "Accepted"),
        _BY,
    ),
    Signer: (
        _column("!name", TEXT),
        _column("title", TEXT),
        _column("!passphrase", TEXT),
    ),
    SavedMapping: (
        _column("!name", TEXT),
        _column("!imports", TEXT, "Records"),
        _column("!header", JSON),
        _column("!mapping", JSON),
    ),
    Attachment: (
        _column("!record_kind", TEXT),
        _column("!record_id", COUNT),
        _column("!sha256", TEXT, "SHA-256"),
        _column("!name", TEXT),
        _column("!media_type", TEXT, "Type"),
        _column("!size", COUNT, "Size in bytes"),
        _column("!added_on", DATE, "Added"),
        _column("added_by", TEXT),
    ),
}
"""The columns of each kind, in the order of the records folder, which has the agency's records only."""


def texts(record: AnyRecord) -> dict[str, str]:
    """A record's cells by column name, as the records folder writes them."""
    return {column.name: column.text(record) for column in COLUMNS[type(record)]}


def record_of(kind: type[AnyR], cells: Mapping[str, str], record_id: int = 0) -> AnyR:
    """The record that the cells (by column name; absent is empty) describe.

    Raises:
        CellError: naming the column, when a cell cannot be read.
    """
    values: dict[str, Cell] = {}
    for column in COLUMNS[cast("type[AnyRecord]", kind)]:
        try:
            values[column.attribute] = column.read(cells.get(column.name, ""))
        except ValueError as error:
            raise CellError(column, str(error)) from error
    return cast("AnyR", cast("Callable[..., AnyRecord]", kind)(**values, id=record_id))


class CellError(ValueError):
    """A cell cannot be read: its column, and a plain sentence."""

    def __init__(self, column: Column, text: str) -> None:
        """Keep the column and the sentence."""
        super().__init__(text)
        self.column = column
