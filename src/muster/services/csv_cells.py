"""Text that goes into CSV files for spreadsheets."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet would read it as a formula (CSV injection)."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
