"""A small deal, and the surroundings in which editors, forms and lists are tried."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from negotiator_desk.models import choices
from negotiator_desk.models.before import Rival, Stakeholder
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.signature import Term
from negotiator_desk.models.table import Given, Meeting, Trade
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.theme import Theme
from negotiator_desk.ui.widgets.surroundings import DealSuggestions, Surroundings
from negotiator_desk.wording.formats import Formats
from tests.ui.desk import delete_closed, sample_on, window_on

TODAY = date(2026, 11, 22)


def uid(n: int) -> UUID:
    """The n-th id of the tests."""
    return UUID(int=n)


@pytest.fixture(autouse=True)
def nothing_left_standing() -> Iterator[None]:
    """Widgets that a test made do not outlive it."""
    yield
    delete_closed()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window on an empty desk."""
    with window_on(tmp_path / "desk") as found:
        yield found


@pytest.fixture
def sample(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window with the sample deal open."""
    with sample_on(tmp_path / "desk") as found:
        yield found


@pytest.fixture
def snapshot() -> Snapshot:
    return Snapshot(
        deal=Deal(id=uid(1), title="Test deal", currency="EUR", owner="Ada Moe"),
        stakeholders=(
            Stakeholder(id=uid(10), name="Ida Lund", power=4, stance=1),
            Stakeholder(id=uid(11), name="Per Dahl"),
            Stakeholder(id=uid(12), name="Per Dahl"),
        ),
        rivals=(Rival(id=uid(20), name="Norma"), Rival(id=uid(21), name="Alba")),
        meetings=(
            Meeting(id=uid(30), title="First round", stakeholder_ids=(uid(10),)),
            Meeting(id=uid(31), title="Second round"),
        ),
        trades=(
            Trade(
                id=uid(40),
                number=1,
                made_on=date(2026, 5, 5),
                meeting_id=uid(30),
                asked_by=choices.Side.BUYER,
                status=choices.TradeStatus.AGREED,
                wording="If you sign for four years, then we accept 45 days.",
                given=(
                    Given(id=uid(41), description="45 days", cost_to_us=Decimal(6750)),
                    Given(id=uid(42), description="Training"),
                ),
            ),
            Trade(id=uid(43), number=2, wording="Second"),
            Trade(id=uid(44), number=3, wording="Third"),
        ),
        terms=(Term(id=uid(50), name="Liability", value_at_stake=Decimal("60000.50")),),
    )


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture
def around(theme: Theme, snapshot: Snapshot) -> Surroundings:
    formats = Formats("en_GB")
    suggestions = DealSuggestions(formats)
    suggestions.snapshot = snapshot
    return Surroundings(formats, theme, lambda: TODAY, suggestions)
