"""The one place that knows where files are."""

from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent

BOOK_SUFFIX = ".muster"


def resources() -> Path:
    """The folder of rules, sample agency, fonts and icons: in the checkout, else inside the installed package."""
    checkout = _CHECKOUT / "resources"
    return checkout if checkout.is_dir() else _PACKAGE / "resources"


def rules() -> Path:
    """The dated program rules, one TOML file for each parameter."""
    return resources() / "rules"


def sample_agency() -> Path:
    """The records folder of the made-up sample agency."""
    return resources() / "sample-agency"


def column_names() -> Path:
    """What other programs' files call the fields of a record."""
    return resources() / "imports" / "columns.toml"


def fonts() -> Path:
    """The bundled font family."""
    return resources() / "fonts"


def federal_list() -> Path:
    """The federal list of participating agencies that came with the program."""
    return resources() / "federal-list" / "participating-agencies.csv"


def icons() -> Path:
    """The program's own icons."""
    return resources() / "icons"


def data() -> Path:
    """The user's data folder; not created here."""
    return Path(platformdirs.user_data_dir("Muster", appauthor=False))


def default_book() -> Path:
    """Where a book lives unless the user says otherwise."""
    return data() / f"agency{BOOK_SUFFIX}"


def imported_federal_list() -> Path:
    """The federal list that the user imported last, beside the book: it belongs to no agency."""
    return data() / "participating-agencies.csv"


def settings() -> Path:
    """The window's settings (geometry, recent books), an INI file."""
    return Path(platformdirs.user_config_dir("Muster", appauthor=False)) / "muster.ini"


def display_name() -> Path:
    """The name under which the user's changes are logged, one line of text."""
    return Path(platformdirs.user_config_dir("Muster", appauthor=False)) / "display-name.txt"


def log() -> Path:
    """The program's log."""
    return Path(platformdirs.user_log_dir("Muster", appauthor=False)) / "muster.log"
