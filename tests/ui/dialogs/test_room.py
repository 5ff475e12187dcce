"""Whatever a dialog has to say, and however low the screen: nothing in it is squashed."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from muster.domain.fiscal import Quarter
from muster.domain.readings import Preset
from muster.domain.records import Agency
from muster.services.changes import Changed
from muster.ui.dialogs.certify import CertifyDialog
from muster.ui.dialogs.new_agency import NewAgencyDialog
from muster.ui.dialogs.record_dialog import RecordDialog
from muster.ui.dialogs.signer import SignerDialog
from muster.ui.dialogs.taken_dialog import Days, TakenDialog, TakenForm
from muster.ui.dialogs.typed_dialog import TypedDialog
from muster.ui.page import Page, PageContext
from muster.ui.widgets.form import RecordForm

Make = Callable[[PageContext, Page], TypedDialog]
LONG = "The passphrase is not that of the authorized official; type it again, or choose another name above it. " * 3


class Blank(Page):
    key, title, icon = "blank", "Blank", "info"


def certify(context: PageContext, page: Page) -> TypedDialog:
    proposal = context.services.certifications.propose(Quarter(2026, 1), Preset.PUBLISHED)
    return CertifyDialog(proposal, context, page)


def signer(context: PageContext, page: Page) -> TypedDialog:
    return SignerDialog(context.services.signers, page)


def agency(context: PageContext, page: Page) -> TypedDialog:
    return NewAgencyDialog(context.services.book.path, context.prompts, page)


def record(_context: PageContext, page: Page) -> TypedDialog:
    return RecordDialog("Edit the agency", RecordForm(Agency), lambda _agency: Changed(frozenset()), page)


def step(_context: PageContext, page: Page) -> TypedDialog:
    days = Days(date(2026, 11, 20))
    return TakenDialog("Submit", TakenForm(days), lambda _taken: Changed(frozenset()), page, text="It was sent. " * 9)


@pytest.fixture(params=[certify, signer, agency, record, step], ids=lambda make: make.__name__)
def dialog(request: pytest.FixtureRequest, qtbot: QtBot, sample_context: PageContext) -> Iterator[TypedDialog]:
    page = Blank(sample_context)
    qtbot.addWidget(page)
    page.show()
    made: TypedDialog = request.param(sample_context, page)
    made.show()
    settle()
    yield made
    made.done(0)


def settle() -> None:
    """Let the layouts do what they have put off."""
    for _ in range(5):
        QApplication.sendPostedEvents()


def squashed(dialog: TypedDialog) -> list[str]:
    """The fields and texts that are lower than what stands in them."""
    found = [each for kind in (QLineEdit, QComboBox, QLabel) for each in dialog.findChildren(kind) if each.isVisible()]
    return [f"{name_of(each)}: {each.height()} of {wanted(each)}" for each in found if each.height() < wanted(each)]


def wanted(widget: QWidget) -> int:
    return widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else widget.sizeHint().height()


def name_of(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QLabel) else "")


def test_a_message_makes_the_dialog_higher(dialog: TypedDialog) -> None:
    assert squashed(dialog) == []
    dialog.message.error(LONG)
    settle()
    assert squashed(dialog) == []
    assert dialog.screen().availableGeometry().contains(dialog.frameGeometry())


def test_on_a_low_screen_it_scrolls(dialog: TypedDialog) -> None:
    dialog.resize(dialog.width(), 300)
    settle()
    assert squashed(dialog) == []
