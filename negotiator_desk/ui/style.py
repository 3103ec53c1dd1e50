"""The one stylesheet of the program, built from the tokens and sizes of the theme.

Widgets say what they are by dynamic properties: ``primary``, ``link``, ``quiet`` and ``segment``
for buttons, ``card`` for raised frames, ``plain`` for lists without a frame, ``muted`` for
secondary text, ``role`` (title, section, caption, label, protected, exposed, lost) for labels,
``tone`` (protected, exposed, lost) for a sentence in the size of the body,
``problem`` for a field whose text cannot be stored, ``cell`` for an editor inside a table.
"""

from __future__ import annotations

from string import Template

from negotiator_desk.ui.theme import DARK, Sizes, Tokens
from negotiator_desk.wording.resources import resource_path

_STYLE = Template("""
QToolTip { background: $raised; color: $ink; border: 1px solid $edge; padding: ${p4}px; }
QLabel, QCheckBox, QRadioButton { background: transparent; }
QLabel[muted="true"], QLabel[role="caption"] { color: $muted; }
QLabel[role="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[role="figure"] { font-size: ${figure}px; font-weight: 600; }
QLabel[role="section"] { font-size: ${section}px; font-weight: 600; }
QLabel[role="caption"] { font-size: ${caption}px; }
QLabel[role="label"] { font-size: ${caption}px; color: $muted; }
QLabel[role="protected"] { color: $protected; font-size: ${caption}px; }
QLabel[role="exposed"] { color: $exposed; font-size: ${caption}px; }
QLabel[role="said"] { font-size: ${caption}px; }
QLabel[role="lost"] { color: $lost; font-size: ${caption}px; }
QLabel[tone="protected"] { color: $protected; }
QLabel[tone="exposed"] { color: $exposed; }
QLabel[tone="lost"] { color: $lost; }
QFrame[card="true"] { background: $raised; border: 1px solid $line; border-radius: ${r}px; }

QPushButton, QToolButton {
  background: $raised; color: $ink; border: 1px solid $line; border-radius: ${r}px;
  padding: ${p4}px ${p12}px; min-height: ${p20}px;
}
QToolButton { padding: ${p4}px; }
QPushButton:hover, QToolButton:hover { background: $hover; border-color: $edge; }
QPushButton:pressed, QToolButton:pressed { background: $selection; }
QPushButton:focus, QToolButton:focus {
  border: 2px solid $accent; padding: ${p3}px ${p11}px;
}
QToolButton:focus { padding: ${p3}px; }
QPushButton:disabled, QToolButton:disabled { color: $muted; background: transparent; }
QPushButton[primary="true"] {
  background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[primary="true"]:focus { border-color: $ink; }
QPushButton[primary="true"]:disabled { background: $line; color: $ink; border-color: $line; }
QPushButton[link="true"], QToolButton[link="true"] {
  background: transparent; border: 1px solid transparent; color: $accent;
  padding: 0 ${p4}px; min-height: ${p18}px;
}
QPushButton[flush="true"] { padding-left: 0; text-align: left; }
QPushButton[small="true"] { font-size: ${caption}px; }
QPushButton[link="true"]:hover, QToolButton[link="true"]:hover { text-decoration: underline; }
QPushButton[link="true"]:focus, QToolButton[link="true"]:focus { border: 1px solid $accent; }
QPushButton[link="true"]:disabled, QToolButton[link="true"]:disabled { color: $ink; }
QToolButton[quiet="true"] {
  background: transparent; border: 1px solid transparent; padding: ${p2}px; min-height: ${p16}px;
}
QToolButton[quiet="true"]:hover { background: $hover; }
QToolButton[quiet="true"]:checked { background: $selection; }
QToolButton[quiet="true"]:focus { border: 1px solid $accent; }
QToolButton::menu-indicator { image: none; }
QPushButton[section="true"] {
  background: transparent; border: 1px solid transparent; color: $muted; padding: ${p2}px ${p8}px;
}
QPushButton[section="true"]:hover { background: $hover; color: $ink; }
QPushButton[section="true"]:checked { background: $selection; color: $ink; }
QPushButton[section="true"]:focus { border: 1px solid $accent; padding: ${p2}px ${p8}px; }
QToolButton[segment="true"] { padding: ${p2}px ${p6}px; }
QToolButton[segment="true"]:focus { padding: ${p1}px ${p5}px; border: 2px solid $accent; }
QToolButton[segment="true"]:checked {
  background: $selection; border-color: $accent; color: $ink; font-weight: 600;
}
QPushButton[section="true"] {
  background: transparent; border: 1px solid transparent; color: $muted;
  padding: ${p2}px ${p10}px; min-height: ${p18}px;
}
QPushButton[section="true"]:hover { color: $ink; background: $hover; }
QPushButton[section="true"]:checked { background: $selection; color: $accent; }
QPushButton[section="true"]:focus { border: 1px solid $accent; padding: ${p2}px ${p10}px; }
QPushButton[line="true"] { text-align: left; color: $ink; }
QFrame[inset="true"] { border: none; border-left: 2px solid $line; }
QFrame[chip="true"] { background: $hover; border: 1px solid $line; border-radius: ${r}px; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateEdit {
  background: $raised; color: $ink; border: 1px solid $line; border-radius: ${r}px;
  padding: ${p3}px ${p8}px; min-height: ${p20}px;
  selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit, QPlainTextEdit { placeholder-text-color: $muted; }
QPlainTextEdit { padding: ${p2}px ${p6}px; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover, QDateEdit:hover { border-color: $edge; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus, QComboBox:on {
  border: 2px solid $accent; padding: ${p2}px ${p7}px;
}
QComboBox { padding-left: ${p10}px; }
QComboBox:focus, QComboBox:on { padding-left: ${p9}px; }
QPlainTextEdit:focus { border: 2px solid $accent; padding: ${p1}px ${p5}px; }
QLineEdit[problem="true"], QPlainTextEdit[problem="true"] { border: 1px solid $lost; }
QLineEdit[problem="true"]:focus, QPlainTextEdit[problem="true"]:focus { border: 2px solid $lost; }
QLineEdit[cell="true"], QPlainTextEdit[cell="true"], QComboBox[cell="true"] {
  border: 2px solid $accent; border-radius: 0; padding: 0 ${p6}px; min-height: 0;
}
QLineEdit[cell="true"][problem="true"] { border: 2px solid $lost; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $muted; }
QLineEdit:read-only { background: transparent; }
QLineEdit > QToolButton { background: transparent; border: none; padding: 0; min-height: 0; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: ${p24}px; margin-right: ${p4}px; }
QComboBox::down-arrow, QDateEdit::down-arrow {
  image: url("$chevron"); width: ${p12}px; height: ${p12}px;
}
QComboBox QAbstractItemView, QListView[popup="true"] {
  background: $raised; border: 1px solid $edge; padding: ${p2}px;
  selection-background-color: $selection; selection-color: $ink;
}
QComboBox QAbstractItemView::item, QListView[popup="true"]::item {
  min-height: ${p24}px; padding: 0 ${p6}px; border: none; color: $ink;
}
QComboBox QAbstractItemView::item:selected, QListView[popup="true"]::item:selected,
QComboBox QAbstractItemView::item:hover, QListView[popup="true"]::item:hover {
  background: $selection; color: $ink;
}

QCheckBox, QRadioButton { spacing: ${p8}px; }
QCheckBox::indicator, QTableView::indicator, QTreeView::indicator {
  width: ${p14}px; height: ${p14}px; border: 1px solid $muted; border-radius: 3px;
  background: $raised;
}
QCheckBox::indicator:checked, QTableView::indicator:checked, QTreeView::indicator:checked {
  background: $accent; border-color: $accent; image: url("$check");
}
QCheckBox:focus { color: $accent; }
QCheckBox::indicator:focus { border: 2px solid $accent; }

QAbstractItemView {
  outline: 0; background: $raised; color: $ink; border: 1px solid $line; border-radius: ${r}px;
  gridline-color: $line; selection-background-color: $selection; selection-color: $ink;
  alternate-background-color: $surface;
}
QAbstractItemView[plain="true"] { background: transparent; border: none; }
QTableView:focus, QListView:focus, QTreeView:focus { border-color: $accent; }
QAbstractItemView[plain="true"]:focus { border: none; }
QTableView::item {
  padding: 0 ${p7}px; border: 1px solid transparent; border-bottom: 1px solid $line;
}
QTreeView::item { padding: ${p3}px 0; border: none; }
QTreeView::item:disabled { color: $muted; }
QTreeView::item:selected { background: $selection; color: $ink; }
QTableView::item:hover { background: $hover; }
QTableView::item:selected { background: $selection; color: $ink; }
QTableView::item:focus { border: 1px solid $accent; }
QTableView[tall="true"]::item { padding: 0 ${p5}px; }
QTableView[rows="true"]::item:focus {
  border: 1px solid transparent; border-bottom: 1px solid $line;
}
QHeaderView { background: $raised; border: none; border-top-left-radius: ${r}px; }
QHeaderView::section {
  background: $raised; color: $muted; border: none; border-bottom: 1px solid $line;
  padding: ${p6}px ${p11}px; font-size: ${caption}px; font-weight: 600;
}
QHeaderView[tall="true"]::section { padding: ${p6}px ${p9}px; }
QTableCornerButton::section { background: $raised; border: none; }

#at_table QLabel, #at_table QLineEdit, #at_table QCheckBox, #at_table QPushButton {
  font-size: ${p17}px;
}
#at_table QLabel[role="title"], #at_table QLabel[role="figure"] { font-size: ${p24}px; }
#at_table QLabel[role="name"] { font-weight: 600; }
#at_table QLabel[role="section"], #at_table QLabel[role="label"] {
  font-size: ${body}px; font-weight: 600; color: $muted;
}
#at_table QLabel[role="caption"], #at_table QLabel[role="said"],
#at_table QLabel[role="protected"], #at_table QLabel[role="exposed"],
#at_table QLabel[role="lost"] { font-size: ${p14}px; }
#at_table QCheckBox::indicator { width: ${p20}px; height: ${p20}px; }

#at_table QScrollArea:focus { border: 1px solid $accent; border-radius: ${p4}px; }

QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: ${p10}px; }
QScrollBar:horizontal { height: ${p10}px; }
QScrollBar::handle { background: $edge; border-radius: ${p3}px; margin: ${p2}px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::handle:vertical { min-height: ${p24}px; }
QScrollBar::handle:horizontal { min-width: ${p24}px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenuBar { background: $surface; color: $ink; }
QMenuBar::item { padding: ${p4}px ${p8}px; background: transparent; border-radius: ${r}px; }
QMenuBar::item:selected { background: $selection; }
QMenu { background: $raised; color: $ink; border: 1px solid $edge; padding: ${p4}px; }
QMenu::item { padding: ${p4}px ${p24}px ${p4}px ${p12}px; border-radius: ${p4}px; }
QMenu::item:selected { background: $selection; color: $ink; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: ${p4}px ${p8}px; }

QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { background: transparent; }
QTabBar::tab {
  background: transparent; color: $muted; border: none; border-bottom: 2px solid transparent;
  padding: ${p6}px ${p12}px; margin: 0;
}
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $ink; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; border-bottom-color: $accent; }
QTabBar QToolButton { border: none; border-radius: 0; background: $surface; padding: 0; }
QTabBar QToolButton:disabled { background: $surface; }
QTabBar::scroller { width: ${p24}px; }
QTabBar QToolButton::left-arrow { image: url("$left"); width: ${p12}px; height: ${p12}px; }
QTabBar QToolButton::right-arrow { image: url("$right"); width: ${p12}px; height: ${p12}px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $line; }
QStatusBar { background: $surface; color: $muted; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $muted; font-size: ${caption}px; padding: 0 ${p8}px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QSlider::groove:horizontal { background: $line; height: ${p4}px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal {
  background: $raised; border: 2px solid $accent; width: ${p10}px; margin: -${p5}px 0;
  border-radius: ${p6}px;
}
QSlider::handle:horizontal:focus { background: $accent; border-color: $ink; }
QSlider::sub-page:horizontal:disabled { background: $line; }
QSlider::handle:horizontal:disabled { border-color: $edge; }
QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QFrame[popover="true"] { background: $raised; border: 1px solid $edge; }
QCalendarWidget QWidget { alternate-background-color: $surface; }
QCalendarWidget QToolButton { border: none; background: transparent; font-weight: 600; }
QCalendarWidget QToolButton:hover { background: $hover; }
QCalendarWidget QAbstractItemView {
  border: none; selection-background-color: $selection; selection-color: $ink;
}
QCalendarWidget QTableView::item { padding: 0; border: none; border-radius: ${p4}px; }
QCalendarWidget QTableView::item:selected { background: $selection; border: 1px solid $accent; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $raised; }
""")


def stylesheet(tokens: Tokens, sizes: Sizes) -> str:
    """The stylesheet of one theme; lengths follow the reader's text size."""
    name = "dark" if tokens is DARK else "light"
    lengths = {f"p{n}": sizes.px(n) for n in range(1, 25)}
    return _STYLE.substitute(
        {field: getattr(tokens, field) for field in tokens.__struct_fields__},
        **lengths,
        r=sizes.px(6),
        title=sizes.title,
        figure=sizes.px(28),
        section=sizes.section,
        body=sizes.body,
        caption=sizes.caption,
        chevron=_url(f"icons/chevron-{name}.svg"),
        left=_url(f"icons/left-{name}.svg"),
        right=_url(f"icons/right-{name}.svg"),
        check=_url(f"icons/check-{name}.svg"),
    )


def _url(name: str) -> str:
    # A folder name may hold a quote or a backslash; both would end the string of the stylesheet.
    return resource_path(name).as_posix().replace("\\", "\\\\").replace('"', '\\"')
