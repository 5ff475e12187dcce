"""Muster: records, overtime, results and reimbursement claims of an agency in the 287(g) program."""

__version__ = "0.1.0"
