"""What is done inside the program's real window for a measure."""

import json
import time
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from typing_extensions import override

from benchmarks.peak import peak_memory

EDITED: Final = ("terms", "changes", "stakeholders", "criteria", "variables")
"""Kinds whose records are edited in turn."""

SIZE: Final = (1440, 900)
"""The window on which edits and walks are measured: its forms stand beside their lists."""

EDITS: Final = 15
FRAMES: Final = 60
ZOOMED: Final = 3.0
"""How far the map is zoomed while it is moved."""

SETTLING: Final = 0.8
"""Seconds after which work that was put off (charts, typing) has been done."""

GIVEN_UP: Final = 120
"""Seconds after which deals that are not computed are waited for no longer."""


class FirstPaint(QObject):
    """Calls back once a widget of a class has been painted."""

    def __init__(self, painted: str, then: Callable[[], None]) -> None:
        super().__init__()
        self._painted = painted
        self._then: Callable[[], None] | None = then

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at every event of the program; change none."""
        if event.type() == QEvent.Type.Paint and type(watched).__name__ == self._painted:
            then, self._then = self._then, None
            if then is not None:
                QTimer.singleShot(0, then)  # when this paint is done
        return False


def watch(what: str) -> None:
    """Do a job once the deal is painted, then end the program; before its event loop starts.

    Jobs: ``start`` (say that it is painted), ``memory`` (walk through the tabs, say the peak),
    ``edit`` (press keys, say what each edit took), ``table`` (the same in the trade log) and
    ``portfolio`` (open it, wait for its scores).
    """
    original = QApplication.exec
    kept: list[QObject] = []

    def run() -> int:
        application = QApplication.instance()
        assert isinstance(application, QApplication)

        def job() -> None:
            application.removeEventFilter(kept[0])
            _window().resize(*SIZE)  # without a screen it is as small as it can be
            try:
                JOBS[what]()
            finally:
                application.closeAllWindows()
                application.quit()

        kept.append(FirstPaint("DealView", job))
        application.installEventFilter(kept[0])
        return original()

    # The program starts its event loop when its window is built: the place to look in from.
    QApplication.exec = staticmethod(run)  # type: ignore[method-assign]  # for the measurement


def _tell_painted() -> None:
    _say(painted=True)


def _walk_through() -> None:
    window = _window()
    for tab in range(window.deal_view.bar.count()):
        window.deal_view.bar.setCurrentIndex(tab)
        _settle(SETTLING)
    _say(peak=peak_memory())


def _edit() -> None:
    from PySide6.QtTest import QTest

    window = _window()
    snapshot = window.open_deal.snapshot
    _settle(SETTLING)
    painted: list[float] = []
    settled: list[float] = []
    for number in range(EDITS):
        records = getattr(snapshot, EDITED[number % len(EDITED)])
        window.go_to(records[number * 7 % len(records)].id)
        _settle(SETTLING)
        field = _text_field(window.deal_view.page())
        field.setFocus()
        field.end(False)
        _settle(SETTLING)
        before = window.open_deal.snapshot
        start = time.process_time()
        QTest.keyClick(field, Qt.Key.Key_X)
        QTest.keyClick(field, Qt.Key.Key_Return)
        while window.open_deal.snapshot is before and time.process_time() - start < 2:
            QApplication.processEvents()
        for _ in range(3):  # the paints that the change asked for
            QApplication.processEvents()
        painted.append(time.process_time() - start)
        _settle(SETTLING)
        settled.append(time.process_time() - start)
        if window.open_deal.snapshot is before:
            raise SystemExit("the key press changed nothing: this measures no edit")
    _say(painted=painted, settled=settled)


def _move_map() -> None:
    from PySide6.QtTest import QTest

    window = _window()
    window.deal_view.bar.setCurrentIndex(1)
    window.deal_view.page().show_section(0)
    _settle(SETTLING)
    page = window.deal_view.page().view()
    view, listed = page.frame.view, page.frame.list
    view.zoom_by(ZOOMED)
    _settle(SETTLING)
    frames: list[float] = []
    for number in range(FRAMES):
        step = 11 if number < FRAMES // 2 else -11
        begun = time.process_time()
        view.pan(step, step)
        for _ in range(3):  # the paints that the step asked for
            QApplication.processEvents()
        frames.append(time.process_time() - begun)
    view.fit()
    _settle(SETTLING)
    painted: list[float] = []
    for number in range(EDITS):
        page.select_any(view.walk_order()[number * 13])
        listed.setFocus()
        _settle(SETTLING)
        before = window.open_deal.snapshot
        begun = time.process_time()
        QTest.keyClick(listed, Qt.Key.Key_Up if number % 2 else Qt.Key.Key_Down)
        for _ in range(3):
            QApplication.processEvents()
        if window.open_deal.snapshot is not before:  # at the end of the axis there is no step
            painted.append(time.process_time() - begun)
    _say(frames=frames, painted=painted)


LINE: Final = "give 15 days payment 6750 / get 48 months contract by Maya until 12 May"


def _table() -> None:
    from PySide6.QtTest import QTest

    window = _window()
    snapshot = window.open_deal.snapshot
    _settle(SETTLING)
    edits: list[float] = []
    for number in range(EDITS):
        trade = snapshot.trades[number * 67 % len(snapshot.trades)]
        window.go_to(trade.id)
        _settle(SETTLING)
        field = window.deal_view.page().view().form.grid.cells["condition"].editor.focusProxy()
        field.setFocus()
        field.end(False)
        _settle(SETTLING)
        edits.append(_until_changed(window, partial(_press, field, "x")))
        _settle(SETTLING)
    entry = window.deal_view.trade_line()
    keys: list[float] = []
    logged: list[float] = []
    for _ in range(3):
        entry.focus_line()
        _settle(SETTLING)
        for letter in LINE:
            start = time.process_time()
            QTest.keyClicks(entry.line, letter)
            _paint()
            keys.append(time.process_time() - start)
            _settle(0.02)
        _settle(SETTLING)
        logged.append(_until_changed(window, lambda: QTest.keyClick(entry.line, Qt.Key.Key_Return)))
        _settle(SETTLING)
    _say(edits=edits, keys=keys, logged=logged)


def _press(field: QWidget, letter: str) -> None:
    from PySide6.QtTest import QTest

    QTest.keyClicks(field, letter)
    QTest.keyClick(field, Qt.Key.Key_Return)


def _paint() -> None:
    for _ in range(3):  # the paints that a change asked for
        QApplication.processEvents()


def _until_changed(window: Any, act: Callable[[], object]) -> float:
    """CPU seconds from an act to the paint of the deal that it changed."""
    before = window.open_deal.snapshot
    start = time.process_time()
    act()
    while window.open_deal.snapshot is before and time.process_time() - start < 2:
        QApplication.processEvents()
    _paint()
    taken = time.process_time() - start
    if window.open_deal.snapshot is before:
        raise SystemExit("the key press changed nothing: this measures no edit")
    return taken


def _window() -> Any:
    return next(
        each for each in QApplication.topLevelWidgets() if type(each).__name__ == "MainWindow"
    )


def _text_field(page: QWidget) -> QLineEdit:
    """The first line of text in the form at hand: the name of the record, as a rule."""
    for field in page.findChildren(QLineEdit):
        usable = field.isVisible() and field.isEnabled() and not field.isReadOnly()
        if usable and any(map(str.isalpha, field.text())):  # a letter is no part of a number
            return field
    raise SystemExit("no text field is shown, so no edit can be measured")


def _settle(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.005)


def _say(**facts: object) -> None:
    print(json.dumps(facts), flush=True)


def _portfolio() -> None:
    """Open the portfolio before any deal but the open one was computed; watch the event loop."""
    window = _window()
    for _ in range(3):
        QApplication.processEvents()
    begun = time.monotonic()
    window.show_page("portfolio")
    QApplication.processEvents()
    shown = time.monotonic() - begun
    rows = window.right.page.model.rowCount()
    stall = 0.0
    while len(window.digests.digests) < len(window.digests.rows):
        since = time.monotonic()
        QApplication.processEvents()
        stall = max(stall, time.monotonic() - since)
        if since - begun > GIVEN_UP:
            raise SystemExit("the deals were not all computed")
        time.sleep(0.002)
    known = time.monotonic() - begun
    since = time.monotonic()
    QApplication.processEvents()
    window.right.page.refresh()
    QApplication.processEvents()
    _say(rows=rows, shown=shown, known=known, stall=max(stall, time.monotonic() - since))


JOBS: Final[dict[str, Callable[[], None]]] = {
    "start": _tell_painted,
    "memory": _walk_through,
    "edit": _edit,
    "map": _move_map,
    "table": _table,
    "portfolio": _portfolio,
}
