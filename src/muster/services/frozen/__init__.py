"""What is certified, as canonical JSON, and read back from it: pages, documents and derivations need nothing else.

Canonical JSON has sorted keys, no spaces and no escapes but those that JSON needs. Money is dollars with two decimals,
exact amounts fractions of dollars, dates ISO; a record is named by its kind and its number in the book.
"""
