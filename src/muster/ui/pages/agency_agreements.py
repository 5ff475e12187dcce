"""The agency's agreements as a list: one row each, and in words whether it is in force today."""

from datetime import date, timedelta

from muster.domain.records import Agreement, Model
from muster.services.agency import AgencyProfile
from muster.ui import format as shown
from muster.ui.models.record_table import Mark, TableColumn
from muster.ui.pages.record_columns import columns_of
from muster.ui.pages.record_list import Listing

_ONE_DAY = timedelta(days=1)


def agreements_listing(today: date) -> Listing[Agreement]:
    """The agreements as they stand on a day."""
    model, *rest = columns_of(
        Agreement, "model", "number", "effective_on", "until=Until (excl.)", "signed_on", stretch=""
    )
    words = TableColumn[Agreement](
        "Today", lambda each: in_force_words(each, today), mark=lambda each: _mark(each, today)
    )
    return Listing(
        Agreement,
        "Agreements",
        "agreement",
        (model, words, *rest),
        "Enter the signed agreement (MOA) of each model that the agency takes part in; without one nobody is eligible.",
        {
            "effective_on": "In force from this day; when empty, from the day signed",
            "until": "The first day no longer in force; empty while it lasts",
        },
    )


def in_force_words(agreement: Agreement, today: date) -> str:
    """Whether it is in force: ``In force``, ``In force to 30 Jun 2027``, ``Ended 30 Jun 2026``, ``No date yet``."""
    start = agreement.effective_on or agreement.signed_on
    if start is None:
        return "No date yet"
    if start > today:
        return f"Begins {shown.day(start)}"
    if agreement.until is None:
        return "In force"
    return f"{'In force to' if agreement.until > today else 'Ended'} {shown.day(agreement.until - _ONE_DAY)}"


def _mark(agreement: Agreement, today: date) -> Mark:
    words = in_force_words(agreement, today)
    if words.startswith("In force"):
        return Mark("success", "In force today", "success")
    if words == "No date yet":
        return Mark("warning", "Not in force: enter the date signed or effective", "warning")
    return Mark("history" if words.startswith("Ended") else "calendar", "Not in force today", "muted")


def agreements_summary(profile: AgencyProfile, today: date) -> str:
    """``In force today: TFM, JEM, WSO``."""
    models = [model.value for model in Model if profile.in_force(model, today)]
    return f"In force today: {', '.join(models)}" if models else "None is in force today"
