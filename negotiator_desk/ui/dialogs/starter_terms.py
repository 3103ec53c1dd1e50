"""Usual terms to begin with: ticked by group, filtered by words and kind, added in one step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from negotiator_desk.ui.fitting import resize_within
from negotiator_desk.ui.keys import press_on_ctrl_enter
from negotiator_desk.wording.catalogue import _, ngettext
from negotiator_desk.wording.starter_terms import (
    KINDS,
    SOURCES,
    STARTER_TERMS,
    StarterTerm,
    known_names,
    position_text,
)

if TYPE_CHECKING:
    from negotiator_desk.models.choices import TermCategory
    from negotiator_desk.ui.env import Env

PLACE: Final = int(Qt.ItemDataRole.UserRole)
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class StarterTermsDialog(QDialog):
    """``chosen`` are the ticked terms; those that the deal has are marked and cannot be ticked."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Usual terms"))
        self.setModal(True)
        snapshot = env.open_deal.snapshot
        self._known = known_names(() if snapshot is None else (t.name for t in snapshot.terms))
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(_("Kind of contract"))
        self.kind.addItem(_("Every kind of contract"), "")
        for key, text in KINDS.items():
            self.kind.addItem(_(text), key)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(_("Words to filter by"))
        self.line.setAccessibleName(_("Filter the usual terms"))
        self.line.setClearButtonEnabled(True)
        self.tree = QTreeWidget(self)
        self.tree.setHeaderLabels([_("Term"), _("Usual")])
        self.tree.setAccessibleName(_("Usual terms"))
        self.tree.setAccessibleDescription(_("Space ticks, Ctrl+A ticks all shown, Enter adds"))
        self.tree.setIndentation(env.theme.sizes.px(14))
        self.add = QPushButton(self)
        self.add.setDefault(True)
        self.add.setProperty("primary", True)
        press_on_ctrl_enter(self.add)
        self.leave = QPushButton(_("Cancel"), self)
        self.leave.setAutoDefault(False)
        self._fill()
        self._lay_out(env)
        self.kind.currentIndexChanged.connect(lambda _place: self._filter())
        self.line.textChanged.connect(lambda _text: self._filter())
        self.tree.itemChanged.connect(lambda _item, _column: self._count())
        self.add.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        everything = QShortcut(QKeySequence("Ctrl+A"), self.tree)
        everything.setContext(Qt.ShortcutContext.WidgetShortcut)
        everything.activated.connect(self.tick_all)
        self._count()
        self.tree.setCurrentIndex(self.tree.model().index(0, 0))
        self.tree.setFocus()

    def _lay_out(self, env: Env) -> None:
        px = env.theme.sizes.px
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.kind)
        head.addWidget(self.line, 1)
        hint = QLabel(_("Space ticks, Ctrl+A ticks all that are shown, Enter adds."), self)
        sources = QLabel(_(SOURCES), self)
        for label in (hint, sources):
            label.setProperty("role", "caption")
            label.setWordWrap(True)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(hint, 1)
        buttons = QDialogButtonBox(self)
        buttons.addButton(self.add, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.leave, QDialogButtonBox.ButtonRole.RejectRole)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.tree, 1)
        column.addWidget(sources)
        column.addLayout(foot)
        header = self.tree.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.tree.setColumnWidth(0, px(290))
        resize_within(self, px(720), px(540))

    def _fill(self) -> None:
        groups: dict[str, QTreeWidgetItem] = {}
        for place, term in enumerate(STARTER_TERMS):
            if term.group not in groups:
                group = groups[term.group] = QTreeWidgetItem(self.tree, [_(term.group), ""])
                group.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                font = group.font(0)
                font.setBold(True)
                group.setFont(0, font)
                group.setExpanded(True)
            name, usual = _(term.name), _(term.usual) if term.usual else ""
            item = QTreeWidgetItem(groups[term.group], [name, usual])
            item.setData(0, PLACE, place)
            item.setToolTip(1, usual)
            if known_names((name, term.name)) & self._known:
                item.setText(1, _("Already there"))
                item.setFlags(Qt.ItemFlag.ItemIsSelectable)
            else:
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled
                    | Qt.ItemFlag.ItemIsSelectable
                    | Qt.ItemFlag.ItemIsUserCheckable
                )
                item.setCheckState(0, _OFF)

    def _items(self) -> Iterator[tuple[QTreeWidgetItem, StarterTerm]]:
        for place in range(self.tree.topLevelItemCount()):
            group = self.tree.topLevelItem(place)
            for row in range(group.childCount() if group is not None else 0):
                item = group.child(row) if group is not None else None
                if item is not None:
                    yield item, STARTER_TERMS[item.data(0, PLACE)]

    def _filter(self) -> None:
        kind = str(self.kind.currentData())
        words = self.line.text().casefold().split()
        for item, term in self._items():
            text = f"{item.text(0)} {_(term.group)} {item.text(1)}".casefold()
            fits = (not kind or kind in term.kinds) and all(word in text for word in words)
            item.setHidden(not fits)
        for place in range(self.tree.topLevelItemCount()):
            group = self.tree.topLevelItem(place)
            if group is not None:
                rows = (group.child(row) for row in range(group.childCount()))
                group.setHidden(all(row is None or row.isHidden() for row in rows))
        self._count()

    def tick_all(self) -> None:
        """Tick every term that is shown; take the ticks out where all have one."""
        free = [
            item
            for item, _term in self._items()
            if not item.isHidden() and item.flags() & Qt.ItemFlag.ItemIsUserCheckable
        ]
        wanted = _OFF if all(item.checkState(0) == _ON for item in free) else _ON
        self.tree.blockSignals(True)
        for item in free:
            item.setCheckState(0, wanted)
        self.tree.blockSignals(False)
        self.tree.viewport().update()
        self._count()

    @property
    def chosen(self) -> tuple[tuple[str, TermCategory, str], ...]:
        """The ticked terms that are shown: name, category and what stands as our position."""
        return tuple(
            (_(term.name), term.category, position_text(term))
            for item, term in self._items()
            if not item.isHidden()
            and item.flags() & Qt.ItemFlag.ItemIsUserCheckable
            and item.checkState(0) == _ON
        )

    def _count(self) -> None:
        n = len(self.chosen)
        text = ngettext("Add {n} term", "Add {n} terms", n).format(n=n) if n else _("Add")
        self.add.setText(text)
        self.add.setEnabled(n > 0)
