"""The use cases of one open book, as a page or a command is handed them."""

from dataclasses import dataclass

from muster.domain.readings import RuleBook
from muster.services.agency import AgencyProfiles
from muster.services.certification import Certifications
from muster.services.claims import Claims
from muster.services.closing import Closing
from muster.services.examiner import Examiner
from muster.services.exports import Exports
from muster.services.imports import Imports
from muster.services.ledger import ClaimsLedger
from muster.services.officers import Officers
from muster.services.overtime import Overtime
from muster.services.ports import Book, Calendar, ClaimDocuments, Clock, RecordsFiles
from muster.services.proof import Proof
from muster.services.readings import Readings
from muster.services.records import Records
from muster.services.results import Results
from muster.services.signers import Signers


@dataclass(frozen=True, slots=True)
class Services:
    """What can be done with one open book."""

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
    imports: Imports
    exports: Exports


def services(
    book: Book, rules: RuleBook, clock: Clock, calendar: Calendar, files: RecordsFiles, documents: ClaimDocuments
) -> Services:
    """The use cases of a book."""
    claims = Claims(book, rules, documents)
    examiner = Examiner(book, claims, clock, calendar)
    ledger = ClaimsLedger(book, rules)
    return Services(
        book=book,
        rules=rules,
        clock=clock,
        calendar=calendar,
        records=Records(book, rules),
        agency=AgencyProfiles(book),
        officers=Officers(book, rules, clock),
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
        imports=Imports(book, files, rules),
        exports=Exports(book, files),
    )
