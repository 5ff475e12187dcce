"""The claim's lines as CSV, for other programs.

Data only: one row for each line under the contract's names, no totals row, which a sum of the column would count twice;
of a revision also what was claimed before and the net change, and where the claim corrects earlier ones or claims again
what was denied, that too, by officer. UTF-8 after RFC 4180. A byte order mark stands in front only where a text is not
ASCII: Excel on Windows knows UTF-8 by it, and nothing else misses it.
"""

import csv
from io import StringIO

from muster.domain.claim import Claim
from muster.domain.money import money_text
from muster.reports.worksheets import BesideRow, RevisedRow, ScheduleRow, beside_rows, revised_rows, schedule_rows
from muster.services.csv_cells import harmless


def claim_csv(claim: Claim) -> bytes:
    """The claim's lines as UTF-8 CSV; money as plain decimals, models separated by spaces."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    rows = schedule_rows(claim, beside=True)
    revised, beside = revised_rows(claim, rows), beside_rows(claim, rows)
    writer.writerow(
        (*ScheduleRow._fields, *(RevisedRow._fields if revised else ()), *(BesideRow._fields if beside else ()))
    )
    for place, row in enumerate(rows):
        more = (*(revised[place] if revised else ()), *(beside[place] if beside else ()))
        writer.writerow([*_cells(row), *map(money_text, more)])
    text = out.getvalue()
    return text.encode("utf-8" if text.isascii() else "utf-8-sig")


def _cells(row: ScheduleRow) -> list[str]:
    officer_id, name, models, days, *amounts = row
    return [harmless(officer_id), harmless(name), models, str(days), *map(money_text, amounts)]
