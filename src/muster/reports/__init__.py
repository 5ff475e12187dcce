"""Claims as documents; the libraries that write them load when a document is first asked for."""

from muster.domain.claim import Claim


class Documents:
    """Puts a claim on paper: the port ``ClaimDocuments``."""

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
