"""Names and records that editors offer; and the flow that wraps chips."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import Domain
from negotiator_desk.ui.widgets.flow import FlowLayout
from negotiator_desk.ui.widgets.surroundings import DealSuggestions
from negotiator_desk.wording.formats import Formats
from tests.ui.conftest import uid


def suggestions(snapshot: Snapshot | None) -> DealSuggestions:
    def desk(domain: Domain) -> tuple[str, ...]:
        return ("Zoe Berg", "Ada Moe") if domain == "our_people" else ()

    made = DealSuggestions(Formats("en_GB"), desk)
    made.snapshot = snapshot
    return made


def test_names_are_those_of_the_deal_and_of_the_desk(snapshot: Snapshot) -> None:
    known = suggestions(snapshot)
    assert known.names("our_people") == ("Ada Moe", "Zoe Berg")
    assert known.names("rivals") == ("Alba", "Norma")
    assert known.names("packages") == ()


def test_names_follow_the_deal(snapshot: Snapshot) -> None:
    known = suggestions(snapshot)
    assert "Third" not in known.names("packages")
    trades = tuple(msgspec.structs.replace(trade, package="B") for trade in snapshot.trades)
    known.snapshot = msgspec.structs.replace(snapshot, trades=trades)
    assert known.names("packages") == ("B",)


def test_records_come_with_their_titles(snapshot: Snapshot) -> None:
    known = suggestions(snapshot)
    assert known.records("meetings") == [(uid(30), "First round"), (uid(31), "Second round")]
    everything = dict(known.records("*"))
    assert everything[uid(50)] == "Term: Liability"
    assert known.records("-") == ()
    assert suggestions(None).records("meetings") == ()


def test_titles_reach_entries_and_what_is_gone(snapshot: Snapshot) -> None:
    known = suggestions(snapshot)
    assert known.title(uid(41)) == "45 days"
    assert known.title(uid(999)) == "a record that is not here"


def test_a_flow_wraps_and_never_leaves_its_widget(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    flow = FlowLayout(widget, spacing=4)
    buttons = [QPushButton(f"Button {n}", widget) for n in range(6)]
    for button in buttons:
        flow.addWidget(button)
    for width in (60, 250, 2000):
        flow.setGeometry(QRect(0, 0, width, flow.heightForWidth(width)))
        assert all(b.x() >= 0 and b.geometry().right() < width for b in buttons)
        boxes = [button.geometry() for button in buttons]
        assert not any(
            first.intersects(second) for i, first in enumerate(boxes) for second in boxes[i + 1 :]
        )
    assert flow.heightForWidth(60) > flow.heightForWidth(250) > flow.heightForWidth(2000)
