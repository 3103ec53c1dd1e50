"""The row in which an offer is logged: what it moves and costs is said as it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from negotiator_desk.domain.discount import discount_of
from negotiator_desk.domain.pattern import concession_pattern
from negotiator_desk.domain.price_sense import draft_warnings
from negotiator_desk.domain.prices import OfferLine, line_of_draft
from negotiator_desk.models.choices import Side, TradeStatus
from negotiator_desk.models.fields import field_map
from negotiator_desk.models.rules import FormError
from negotiator_desk.models.table import Offer
from negotiator_desk.services.offers import Return
from negotiator_desk.ui.pages.fall_entry import FallEntry
from negotiator_desk.ui.widgets.editors import make_editor
from negotiator_desk.ui.widgets.flow import FlowBox
from negotiator_desk.ui.widgets.lines import LineEditor
from negotiator_desk.ui.widgets.picks import ChoiceEditor
from negotiator_desk.ui.widgets.reading import UnreadableError, read_text
from negotiator_desk.wording import price as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.errors import form_error_text
from negotiator_desk.wording.labels import label
from negotiator_desk.wording.sense import warning_text

if TYPE_CHECKING:
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.ui.env import Env

PREVIEW_DELAY: Final = 120
"""Milliseconds from a key to what is said about the offer in the making."""

DRAFT_FIELD: Final = "offer_entry"
"""Under this name of the deal an amount is kept that was typed and not logged."""

_DRAFT_ID: Final = UUID(int=0)
_WIDTHS: Final[Mapping[str, int]] = {
    "amount": 150,
    "made_on": 126,
    "round": 132,
    "scope_value": 150,
}


def note(parent: QWidget, role: str) -> QLabel:
    """A line of plain text that is only there while it says something."""
    found = QLabel(parent)
    found.setTextFormat(Qt.TextFormat.PlainText)
    found.setWordWrap(True)
    found.setProperty("role", role)
    found.hide()
    return found


def say(where: QLabel, text: str) -> None:
    """Show a sentence, or hide its line."""
    where.setText(text)
    where.setVisible(bool(text))


class OfferEntry(QFrame):
    """Logs one offer: by whom, how much, when, in which round, with what scope.

    ``logged`` carries the id of the offer, ``drafting`` says whether an amount is being typed. A
    fall of ours is asked for its trade once before it is logged; it can be logged as moved for
    nothing all the same.
    """

    logged = Signal(UUID)
    drafting = Signal(bool)

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._env = env
        self._deal: UUID | None = None
        self._side = Side.US
        self._specs = field_map(Offer)
        self.side = make_editor(self._specs["party"], env.around, self)
        self.editors = {
            name: make_editor(self._specs[name], env.around, self, cell=name == "round")
            for name in _WIDTHS
        }
        self.button = QPushButton(_("Log offer"), self)
        self.button.setProperty("primary", True)
        self.button.setToolTip(_("Enter in any of these fields does the same"))
        self.fall = FallEntry(env, self)
        self.problem = note(self, "lost")
        self.doubts = note(self, "exposed")
        self.facts = note(self, "caption")
        self.pattern = note(self, "caption")
        self.missing = QPushButton(self)
        self.why = QPushButton(_("What it rests on"), self)
        self.ground = note(self, "caption")
        self._preview_later = QTimer(self)
        self._preview_later.setSingleShot(True)
        self._preview_later.setInterval(PREVIEW_DELAY)
        self._preview_later.timeout.connect(self.preview)
        self._lay_out()
        self._connect()
        self._clear()

    def _lay_out(self) -> None:
        fields = FlowBox(self, spacing=6)
        flow = fields.flow
        # Two segments in one line; they would ask for the room of one above the other.
        self.side.setFixedWidth(self._env.theme.sizes.px(148))
        self.side.setFixedHeight(self.editors["amount"].sizeHint().height() + 4)
        flow.addWidget(self.side)
        for name, editor in self.editors.items():
            editor.setFixedWidth(self._env.theme.sizes.px(_WIDTHS[name]))
            if isinstance(editor, LineEditor):
                editor.line.set_hint(label(self._specs[name]))
            elif isinstance(editor, ChoiceEditor):
                editor.combo.setItemText(0, label(self._specs[name]))
            flow.addWidget(editor)
        flow.addWidget(self.button)
        for button in (self.missing, self.why):
            button.setProperty("link", True)
        self.missing.hide()
        self.why.setCheckable(True)
        about = QHBoxLayout()
        about.setSpacing(4)
        about.addWidget(self.pattern, 1)
        about.addWidget(self.ground, 1)
        about.addWidget(self.why, 0, Qt.AlignmentFlag.AlignTop)
        costs = QHBoxLayout()
        costs.setSpacing(4)
        costs.addWidget(self.facts, 1)
        costs.addWidget(self.missing, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 6)
        column.setSpacing(4)
        column.addWidget(fields)
        column.addWidget(self.fall)
        column.addWidget(self.problem)
        column.addWidget(self.doubts)
        column.addLayout(costs)
        column.addLayout(about)
        say(self.ground, wording.pattern_ground())
        self.ground.hide()
        self.fall.hide()

    def _connect(self) -> None:
        later = self._preview_later.start
        self.side.committed.connect(self._on_side)
        for editor in self.editors.values():
            editor.finished.connect(self.log)
            editor.committed.connect(lambda _value: self._preview_later.start())
            editor.problem_changed.connect(lambda _text: self._preview_later.start())
            if isinstance(editor, LineEditor):
                editor.line.textEdited.connect(lambda _text: self._preview_later.start())
        self.fall.changed.connect(later)
        self.fall.reshaped.connect(self._tell_room)
        self.fall.finished.connect(self.log)
        self.button.clicked.connect(self.log)
        self.why.toggled.connect(self._on_why)
        self.missing.clicked.connect(self._go_to_missing)

    # -- what is typed --------------------------------------------------------------------------

    @property
    def party(self) -> Side:
        """Whose offer it is."""
        return self._side

    def _read(self, name: str) -> Any:
        """What a field holds as it is being typed; what cannot be read yet is left out."""
        editor = self.editors[name]
        if not isinstance(editor, LineEditor):
            return editor.value()
        around = self._env.around
        currency = around.suggestions.currency
        try:
            return read_text(editor.spec, editor.text(), around.formats, around.today(), currency)
        except UnreadableError:
            return None

    def draft(self) -> Offer:
        """The offer as it now stands in the fields."""
        return Offer(
            id=_DRAFT_ID,
            party=self.party,
            trade_id=self.fall.trade_id,
            **{name: self._read(name) for name in self.editors},
        )

    def _clear(self) -> None:
        self._preview_later.stop()
        self.side.load(self._side)
        for name, editor in self.editors.items():
            editor.load(self._env.around.today() if name == "made_on" else None)
        self.fall.clear()
        for line in (self.problem, self.doubts, self.facts):
            say(line, "")
        self.missing.hide()

    # -- what is said about it ------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the deal as it now is; another deal gets fresh fields, and what was kept for it."""
        deal = self._env.open_deal
        if deal.deal_id == self._deal:
            self._preview_later.start()  # what was typed is on the screen first
            return
        self._deal = deal.deal_id
        self._clear()
        kept = None if deal.deal_id is None else deal.drafts.get((deal.deal_id, DRAFT_FIELD))
        if kept:
            self.editors["amount"].start_with(kept)
        self.preview()

    def preview(self) -> None:
        """Say what the offer would move, what it costs, and how it fits the steps so far."""
        self._preview_later.stop()
        snapshot, today = self._env.open_deal.snapshot, self._env.around.today()
        if snapshot is None:
            return
        draft = self.draft()
        line = line_of_draft(snapshot, draft, today)
        self.fall.show_fall(line if line.falls else None, snapshot)
        self._say_doubts(snapshot, draft)
        self._say_costs(snapshot, line)
        self._say_pattern(snapshot, draft, today)
        self._tell_room()

    def _tell_room(self) -> None:
        self.drafting.emit(self._read("amount") is not None)

    def needed(self) -> int:
        """The height that all that is said needs at this width."""
        column = self.layout()
        return 0 if column is None else column.totalHeightForWidth(self.width())

    def _say_doubts(self, snapshot: Snapshot, draft: Offer) -> None:
        problems = [editor.problem for editor in self.editors.values() if editor.problem]
        say(self.problem, "\n".join(problems))
        doubts: list[str] = []
        if draft.amount is not None:
            doubts = [
                warning_text(found, snapshot, self._env.formats)
                for found in draft_warnings(snapshot, draft)
            ]
        say(self.doubts, "\n".join(doubts))

    def _say_costs(self, snapshot: Snapshot, line: OfferLine) -> None:
        formats, currency = self._env.formats, snapshot.deal.currency
        parts = [wording.draft_text(line, formats, currency)]
        missing = ""
        if line.falls and line.step is not None:
            found = discount_of(line.step, snapshot, line.offer.made_on)
            parts.append(wording.discount_text(found, formats))
            missing = next(iter(found.missing), "")
        say(self.facts, " ".join(part for part in parts if part))
        self.missing.setProperty("input", missing)
        self.missing.setText(
            _("Set the margin") if missing == "margin_percent" else _("Set the target")
        )
        self.missing.setVisible(bool(missing))

    def _say_pattern(self, snapshot: Snapshot, draft: Offer, today: date) -> None:
        whole = draft.amount is not None and draft.made_on is not None
        day = max(today, draft.made_on) if draft.made_on is not None else today
        ours = self.party is Side.US
        parts = []
        if whole:
            found = concession_pattern(snapshot, day, draft)
            row = found.ours if ours else found.buyer
            if row and row[-1].offer == _DRAFT_ID and row[-1].amount > 0:
                parts.append(wording.next_step_text(row[-1], self._env.formats))
        parts.append(wording.pattern_text(concession_pattern(snapshot, day), self._env.formats))
        text = " ".join(part for part in parts if part)
        say(self.pattern, text)
        self.why.setVisible(bool(text))
        self._show_ground()

    def _show_ground(self) -> None:
        """The ground stands in the place of the steps, so that the row stays low."""
        wanted = bool(self.pattern.text()) and self.why.isChecked()
        self.ground.setVisible(wanted)
        self.pattern.setVisible(bool(self.pattern.text()) and not wanted)
        self.why.setText(_("Back to the steps") if wanted else _("What it rests on"))

    def _on_why(self) -> None:
        self._show_ground()
        self._tell_room()

    def _on_side(self, value: object) -> None:
        if value is None:  # a click on the chosen side takes nothing back here
            self.side.load(self._side)
        else:
            self._side = Side.BUYER if value == Side.BUYER else Side.US
        self._preview_later.start()

    def _go_to_missing(self) -> None:
        deal_id = self._env.open_deal.deal_id
        if self.missing.property("input") == "target":
            self._env.show_kind("corridor")
        elif deal_id is not None:
            self._env.go_to(deal_id)

    # -- logging --------------------------------------------------------------------------------

    def focus_amount(self) -> None:
        """Put the cursor where the amount is typed."""
        self.editors["amount"].setFocus(Qt.FocusReason.OtherFocusReason)

    def log(self) -> None:
        """Log the offer; a fall of ours that has no answer yet is asked for its trade first."""
        for name, editor in self.editors.items():
            editor.commit(leaving=True)
            if editor.problem:
                self.preview()
                self.editors[name].setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.preview()
        draft, snapshot = self.draft(), self._env.open_deal.snapshot
        if snapshot is None:
            return
        if draft.amount is None:
            missing = FormError("required", field="amount")
            say(self.problem, form_error_text(missing, self._specs["amount"]))
            self.focus_amount()
            return
        line = line_of_draft(snapshot, draft, self._env.around.today())
        if line.falls and line.step is not None and not self.fall.answered:
            self.fall.ask(line.step)
            return
        if line.falls and not self.fall.ready():
            return
        self._store(draft, line.falls)

    def _store(self, draft: Offer, falls: bool) -> None:
        values = {name: getattr(draft, name) for name in ("party", *self.editors)}
        in_return: Return | None = None
        if falls:
            values["trade_id"] = self.fall.trade_id
            in_return = self._return(Fraction(draft.amount or 0))
        added = self._env.editing.log_offer(values, in_return)
        if added is None:
            return
        self._forget()
        self._clear()
        self.preview()
        self.logged.emit(added)
        self.focus_amount()

    def _return(self, amount: Fraction) -> Return | None:
        made = self.fall.new_return()
        if made is None:
            return None
        description, value, agreed = made
        currency = self._env.around.suggestions.currency
        return Return(
            description=description,
            value_to_us=value,
            status=TradeStatus.AGREED if agreed else TradeStatus.PROPOSED,
            wording=wording.in_return_wording(description, amount, self._env.formats, currency),
        )

    # -- kept while the program is not running ----------------------------------------------------

    def flush(self) -> None:
        """Keep an amount that was typed and not logged."""
        editor = self.editors["amount"]
        if self._deal is None or not isinstance(editor, LineEditor):
            return
        text, kept = editor.text(), self._env.open_deal.drafts.get((self._deal, DRAFT_FIELD))
        if text.strip() and text != kept and self._deal == self._env.open_deal.deal_id:
            self._env.editing.keep_draft("offers", self._deal, DRAFT_FIELD, text)
        elif not text.strip():
            self._forget()

    def _forget(self) -> None:
        if self._deal is not None and (self._deal, DRAFT_FIELD) in self._env.open_deal.drafts:
            self._env.editing.keep_draft("offers", self._deal, DRAFT_FIELD, None)
