"""Claims and lists as documents; the libraries that write them load when a document is first asked for."""

from muster.domain.claim import Claim
from muster.domain.printed_list import PrintedList


class Documents:
    """Puts claims and lists on paper: the ports ``ClaimDocuments`` and ``ListDocuments``."""

    def pdf(self, claim: Claim) -> bytes:
        """The claim summary, Letter size; the same bytes for the same claim."""
        from muster.reports.claim_pdf import claim_pdf

        return claim_pdf(claim)

    def xlsx(self, claim: Claim) -> bytes:
        """The claim as a workbook; the same bytes for the same claim."""
        from muster.reports.claim_xlsx import claim_xlsx

        return claim_xlsx(claim)

    def csv(self, claim: Claim) -> bytes:
        """The claim's lines as UTF-8 CSV."""
        from muster.reports.claim_csv import claim_csv

        return claim_csv(claim)

    def list_pdf(self, printed: PrintedList) -> bytes:
        """A list on landscape Letter pages; the same bytes for the same list."""
        from muster.reports.list_pdf import list_pdf

        return list_pdf(printed)
