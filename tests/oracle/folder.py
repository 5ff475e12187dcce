"""Rows of a records folder made by hand: every column of the contract present, empty unless given."""

import csv
from pathlib import Path

from .cells import Row, Rows

COLUMNS = {
    "agency": (
        "name ori state county uei ein address city zip contact_name contact_title contact_phone contact_email"
        " official_name official_title"
    ),
    "agreements": "model number signed_on effective_on until",
    "officers": "officer_id last_name first_name middle_name title badge hired_on separated_on",
    "authorizations": "officer_id model trained_on authorized_on expires_on credential document",
    "interruptions": "officer_id from until kind document",
    "pay": ("officer_id effective_on annual_salary annual_benefits benefits_percent approved_on paid_on document"),
    "effort": "officer_id effective_on percent",
    "overtime": "officer_id worked_on hours amount paid_on funding approved_by document",
    "payroll": "officer_id period_from period_until base_pay benefits paid_on document",
    "results": "quarter referred located stated_by document dated_on",
    "readings": "parameter value effective_on document",
}


def row(file: str, *cells: str, **named: str) -> Row:
    """Return one row of the file: the first cells in the columns' order, others by column name, the rest empty."""
    columns = COLUMNS[file].split()
    filled = {**dict(zip(columns, cells, strict=False)), **named}
    if unknown := filled.keys() - set(columns):
        message = f"{file} has no column {sorted(unknown)}"
        raise KeyError(message)
    return {column: filled.get(column, "") for column in columns}


def write_folder(rows: Rows, directory: Path) -> None:
    """Write the rows as a records folder; a kind without rows has no file."""
    directory.mkdir(parents=True, exist_ok=True)
    for file, each in rows.items():
        if each:
            with (directory / f"{file}.csv").open("w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, COLUMNS[file].split(), lineterminator="\n")
                writer.writeheader()
                writer.writerows(each)


def read_folder(directory: Path) -> Rows:
    """Read a records folder's cells as they stand."""
    rows: Rows = {}
    for file in COLUMNS:
        path = directory / f"{file}.csv"
        if path.exists():
            with path.open(encoding="utf-8", newline="") as stream:
                rows[file] = list(csv.DictReader(stream))
    return rows
