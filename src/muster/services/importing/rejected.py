"""The rows that an import leaves out, as a CSV file to correct and import again."""

import csv
import io

from muster.domain.importing.amounts import read_amount
from muster.services.csv_cells import harmless
from muster.services.importing.planned_rows import Outcome
from muster.services.importing.planning import Plan

ROW, REASON = "Row in the file", "Reason"


def rejected_csv(plan: Plan) -> bytes:
    """The rejected rows as they stand in the file, each with its row number and the reason; UTF-8 for spreadsheets."""
    reading = plan.reading
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([ROW, REASON, *map(harmless, reading.labels)])
    for each in plan.with_outcome(Outcome.REJECTED):
        cells = reading.sheet.rows[each.row.number - 1]
        filled = [*cells, *[""] * (len(reading.labels) - len(cells))]
        writer.writerow([each.row.number, each.reason, *map(_cell, filled)])
    text = out.getvalue()
    return text.encode("utf-8" if text.isascii() else "utf-8-sig")


def _cell(text: str) -> str:
    """An amount below zero stays one; anything else that a spreadsheet would calculate is made plain text."""
    try:
        read_amount(text)
    except ValueError:
        return harmless(text)
    return text
