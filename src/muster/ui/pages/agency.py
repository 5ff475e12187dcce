"""The agency: its profile, its agreements by model, the officials who sign."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from muster.domain.documents import Attachment
from muster.domain.records import Agency, Agreement, AnyRecord
from muster.services.records import RefusedError
from muster.ui import actions
from muster.ui.icons import set_picture
from muster.ui.page import Page, PageContext
from muster.ui.pages.agency_agreements import agreements_listing, agreements_summary
from muster.ui.pages.agency_profile import ProfileForm, SignatureBlock
from muster.ui.pages.record_list import RecordList
from muster.ui.pages.side_by_side import SideBySide
from muster.ui.tasks import sentence
from muster.ui.theme import UNIT, look


class AgencyPage(Page):
    """Keeps the agency's record, in place, and its agreements; what is typed stays until it is saved or reverted."""

    key = "agency"
    title = "Agency"
    icon = "agency"
    kinds: ClassVar[tuple[type[AnyRecord], ...]] = (Agency, Agreement, Attachment)

    def __init__(self, context: PageContext) -> None:
        """Lay out the profile, and beside it agreements and officials."""
        super().__init__(context)
        self._agency = Agency()
        self.unsaved = QWidget(self)
        self.toolbar.addWidget(self.unsaved)
        self.revert_action = self.changing(
            self.add_action("&Revert", self.revert, tip="Back to the profile as saved (Esc)")
        )
        self.save_action = self.changing(
            self.add_action("&Save", self.save, icon="check", shortcut=actions.SAVE, primary=True)
        )
        self.form = ProfileForm(self)
        self.agreements: RecordList[Agreement] = RecordList(self, agreements_listing(context.today))
        self.preparer = SignatureBlock("Prepared by", self)
        self.official = SignatureBlock("Authorized official", self)
        self._lay_out_unsaved()
        self._lay_out()
        self.form.changed.connect(self._show_typed)
        self.form.entered.connect(self.save)
        self.addAction(
            self.changing(
                actions.action(self, "&Add an agreement…", self.agreements.add, icon="add", shortcut=actions.ADD)
            )
        )
        escape = QShortcut(QKeySequence("Esc"), self.form)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.revert)
        self._show_typed()

    def _lay_out_unsaved(self) -> None:
        icon = QLabel()
        set_picture(icon, "edit", 16, "warning")
        words = QLabel("Unsaved changes")
        look(words, "warning")
        row = QHBoxLayout(self.unsaved)
        row.setContentsMargins(0, 0, UNIT, 0)
        row.setSpacing(UNIT)
        row.addWidget(icon)
        row.addWidget(words)

    def _lay_out(self) -> None:
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        around = QVBoxLayout(inner)
        around.setContentsMargins(0, 0, 2 * UNIT, 0)
        around.addWidget(self.form)
        around.addStretch(1)
        scrolled.setWidget(inner)
        scrolled.setMinimumWidth(self.form.minimumSizeHint().width() + 4 * UNIT)
        beside = self._beside()
        self.body.addWidget(SideBySide(scrolled, beside, self.key, self.context.settings, room=80 * UNIT), 1)

        if self.read_only:
            self.form.set_read_only()

    def _beside(self) -> QWidget:
        signers = QHBoxLayout()
        signers.setSpacing(3 * UNIT)
        for block in (self.preparer, self.official):
            signers.addWidget(block, 1)
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(2 * UNIT, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(_heading("Agreements"))
        column.addWidget(self.agreements, 1)
        column.addSpacing(UNIT)
        column.addWidget(_heading("Who signs, as a draft prints it"))
        card = QFrame()
        look(card, "card")
        card.setLayout(signers)
        signers.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        column.addWidget(card)
        return beside

    def shown_record(self) -> AnyRecord | None:
        """The profile."""
        return self._agency if self._agency.id else None

    def first_focus(self) -> QWidget | None:
        """The agency's name."""
        return self.form.fields["name"].editor

    # -- the profile

    @property
    def is_unsaved(self) -> bool:
        """Whether something typed is not saved yet."""
        return self.form.typed() != self._saved_texts()

    def _saved_texts(self) -> dict[str, str]:
        return {name: field.column.text(self._agency) for name, field in self.form.fields.items()}

    def load(self) -> None:
        """Read the profile and the agreements; what is typed and not saved stays."""
        profile = self.context.services.agency.profile()
        kept, before = self.form.typed() if self.is_unsaved else None, self._agency
        self._agency = profile.agency
        self.form.set_record(profile.agency)
        if kept is not None:
            self.form.set_texts(kept)
            if before.id and before != profile.agency and self.is_unsaved:
                self.message.info(
                    "The profile was changed meanwhile. What you typed is kept; Revert shows it as saved."
                )
        attached = self.context.services.documents.attached(profile.agreements)
        self.agreements.show_records(profile.agreements, attached=attached)
        self.agreements.say(agreements_summary(profile, self.context.today) if profile.agreements else "")
        self._show_typed()

    def _show_typed(self) -> None:
        typed, unsaved = self.form.typed(), self.is_unsaved
        self.preparer.show_signer(typed["contact_name"], typed["contact_title"])
        self.official.show_signer(typed["official_name"], typed["official_title"])
        self.unsaved.setVisible(unsaved)
        self.save_action.setEnabled(unsaved)
        self.revert_action.setEnabled(unsaved)
        window = self.window()
        if "[*]" in window.windowTitle():
            window.setWindowModified(unsaved)
        self.say(self._agency.name or "Not filled in yet: the claim is headed by the agency's name")

    def save(self) -> bool:
        """Save what is typed, or show what is wrong at its field; tells whether nothing is left unsaved."""
        if not self.is_unsaved:
            return True
        self.message.clear()
        record = self.form.record()
        if record is None:
            return False
        try:
            changed = self.context.services.records.save(record, seen=self._agency)
        except RefusedError as refused:
            self.message.error(self.form.show_fault(refused.fault) or str(refused))
            return False
        except Exception as error:  # noqa: BLE001 - told to the user as a sentence; logged
            self.message.error(sentence(error))
            return False
        self._agency = record
        self.form.set_record(record)
        self.context.publish(changed)
        return True

    def revert(self) -> None:
        """Back to the profile as saved, after asking."""
        if not self.is_unsaved:
            return
        text = f"What you typed is dropped: {', '.join(self._changed_titles())}."
        if self.context.prompts.confirm(self, "Revert the profile?", text, "Revert"):
            self.form.set_record(self._agency)
            self._show_typed()

    def can_leave(self) -> bool:
        """Asks before what is typed and not saved is dropped with the book."""
        if not self.is_unsaved:
            return True
        self.context.go_to(self.key, None)
        text = f"Not saved yet: {', '.join(self._changed_titles())}. Cancel to go back and save."
        leave = self.context.prompts.confirm(self, "Close without saving the profile?", text, "Close without saving")
        if leave and "[*]" in self.window().windowTitle():
            self.window().setWindowModified(False)
        return leave

    def _changed_titles(self) -> list[str]:
        saved, typed = self._saved_texts(), self.form.typed()
        return [field.column.title for name, field in self.form.fields.items() if saved[name] != typed[name]]

    def show_record(self, record: AnyRecord) -> None:
        """Select an agreement."""
        if isinstance(record, Agreement):
            self.agreements.select(record)
            self.agreements.focus()


def _heading(text: str) -> QLabel:
    heading = QLabel(text)
    look(heading, "heading")
    return heading
