"""The use cases of one open book, as a page or a command is handed them."""

from dataclasses import dataclass

from muster.domain.importing.vocabulary import Vocabulary
from muster.domain.readings import RuleBook
from muster.services.agency import AgencyProfiles
from muster.services.certification import Certifications
from muster.services.claims import Claims
from muster.services.closing import Closing
from muster.services.documents import Documents
from muster.services.examiner import Examiner
from muster.services.exports import Exports
from muster.services.history import History
from muster.services.importing.file_imports import FileImports
from muster.services.imports import Imports
from muster.services.ledger import ClaimsLedger
from muster.services.lists import Lists
from muster.services.mass_edit import MassEdits
from muster.services.officers import Officers
from muster.services.overtime import Overtime
from muster.services.pasting import Pasting
from muster.services.ports import Book, Calendar, Clock, PaperDocuments, RecordsFiles, SheetFiles
from muster.services.proof import Proof
from muster.services.readings import Readings
from muster.services.records import Records
from muster.services.results import Results
from muster.services.signers import Signers
from muster.services.undoing import Undoing


@dataclass(frozen=True, slots=True)
class ForeignFiles:
    """What reads files that nobody prepared: their tables, and what other programs call the fields."""

    files: SheetFiles
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class Services:
    """What can be done with one open book.

    Attributes:
        as_known: ``As known on 3 Mar 2026``, when it is the book as it stood then, to be read only; else empty.
    """

    book: Book
    rules: RuleBook
    clock: Clock
    calendar: Calendar
    records: Records
    agency: AgencyProfiles
    officers: Officers
    overtime: Overtime
    results: Results
    claims: Claims
    examiner: Examiner
    certifications: Certifications
    signers: Signers
    ledger: ClaimsLedger
    closing: Closing
    proof: Proof
    readings: Readings
    documents: Documents
    mass_edits: MassEdits
    imports: Imports
    file_imports: FileImports
    pasting: Pasting
    exports: Exports
    lists: Lists
    undoing: Undoing
    history: History
    as_known: str = ""


def services(
    book: Book,
    rules: RuleBook,
    clock: Clock,
    calendar: Calendar,
    files: RecordsFiles,
    documents: PaperDocuments,
    foreign: ForeignFiles,
) -> Services:
    """The use cases of a book."""
    claims = Claims(book, rules, documents)
    examiner = Examiner(book, claims, clock, calendar)
    officers = Officers(book, rules, clock)
    records = Records(book, rules)
    imports = Imports(book, files, rules)
    ledger = ClaimsLedger(book, rules)
    return Services(
        book=book,
        rules=rules,
        clock=clock,
        calendar=calendar,
        records=records,
        mass_edits=MassEdits(book, records),
        agency=AgencyProfiles(book),
        officers=officers,
        overtime=Overtime(book, claims),
        results=Results(book, claims),
        claims=claims,
        examiner=examiner,
        certifications=Certifications(book, rules, clock, examiner),
        signers=Signers(book),
        ledger=ledger,
        proof=Proof(book),
        closing=Closing(book, rules, clock, calendar, claims, examiner, ledger),
        readings=Readings(book, rules),
        documents=Documents(book, clock),
        file_imports=FileImports(book, foreign.files, foreign.vocabulary, claims, clock),
        imports=imports,
        pasting=Pasting(book, imports, foreign.vocabulary),
        exports=Exports(book, files),
        lists=Lists(book, officers, clock, documents),
        undoing=Undoing(book, rules),
        history=History(book, clock),
    )
