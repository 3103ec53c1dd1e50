"""From a signed deal to a debrief, and to a second deal with the buyer that inherits from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from negotiator_desk.domain.debrief import Step
from negotiator_desk.models.choices import (
    Control,
    DebriefKind,
    LessonDecision,
    Result,
    Side,
    TradeStatus,
)
from negotiator_desk.models.deal import Outcome
from negotiator_desk.models.table import Given, Received
from negotiator_desk.services import deals, records
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.carried import CarriedView
from negotiator_desk.ui.pages.carry_line import CarryLine
from negotiator_desk.ui.pages.debrief_steps import LessonStep
from negotiator_desk.ui.pages.debriefs import DebriefsView
from negotiator_desk.ui.pages.lessons import LessonsView
from negotiator_desk.ui.pages.outcome import OutcomeView
from negotiator_desk.ui.tabs import place_of_section
from tests.store.making import uid

from .desk import field, open_snapshot, section, settle, type_into

CONTROL = Qt.KeyboardModifier.ControlModifier
BUYER = "Norvik Energi"


def a_deal(window: MainWindow, title: str, **values: object) -> UUID:
    context = window.open_deal.context
    deal = deals.create_deal(context, title, BUYER, "EUR")
    if values:
        records.set_values(context, deal, "deal", deal, values)
    return deal


def a_signed_deal(window: MainWindow) -> UUID:
    """Signed four days ago, with one good trade, one that leaked, and a guess of the limit."""
    context = window.open_deal.context
    deal = a_deal(
        window,
        "Fleet 2026",
        award_on=date(2026, 11, 10),
        signed_on=date(2026, 11, 18),
        signed_value=Decimal(88_000),
    )
    records.add(
        context,
        deal,
        "corridor",
        {
            "set_on": date(2026, 10, 1),
            "opening": Decimal(99_000),
            "target": Decimal(90_000),
            "buyer_limit": Decimal(95_000),
        },
    )
    records.add(
        context,
        deal,
        "offers",
        {"party": Side.US, "made_on": date(2026, 11, 1), "amount": Decimal(92_000)},
    )
    for name, cost, value in (("good", 1_000, 9_000), ("leak", 5_000, 0)):
        records.add(
            context,
            deal,
            "trades",
            {
                "status": TradeStatus.AGREED,
                "made_on": date(2026, 11, 1),
                "wording": name,
                "given": (Given(id=uid(f"g{name}"), cost_to_us=Decimal(cost)),),
                "received": (Received(id=uid(f"r{name}"), value_to_us=Decimal(value)),),
            },
        )
    return deal


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifier)
    settle()


def until(window: MainWindow, known: Callable[[], bool]) -> None:
    for _round in range(400):
        if known():
            return
        QTest.qWait(10)
    raise AssertionError("it never came")


def debriefs(window: MainWindow) -> DebriefsView:
    view = section(window, "debriefs")
    assert isinstance(view, DebriefsView)
    return view


def carried(window: MainWindow) -> CarriedView:
    view = section(window, "carried_lessons")
    assert isinstance(view, CarriedView)
    return view


def test_a_debrief_is_walked_by_enter_and_filled_from_the_log(window: MainWindow) -> None:
    window.show_deal(a_signed_deal(window))
    view = debriefs(window)
    assert "after signature" in view.offered.text()
    assert not view.walk.isVisible()
    view.focus_main()
    assert view.starts[DebriefKind.SIGNATURE].hasFocus()
    press(Qt.Key.Key_Return)
    (debrief,) = open_snapshot(window).debriefs
    assert (debrief.kind, debrief.held_on) == (DebriefKind.SIGNATURE, date(2026, 11, 22))
    assert "ninety days" in view.offered.text()
    walk = view.walk
    assert walk.progress.text() == "1 of 5"
    figures = {key: button.text() for key, button in walk.pages[Step.FIGURES].figures.items()}  # type: ignore[attr-defined]
    assert figures == {
        "planned": "90,000",
        "offered": "92,000",
        "awarded": "92,000",
        "signed": "88,000",
        "delivered": "88,000",
    }
    press(Qt.Key.Key_Return)
    assert walk.on.text() == "Take it"
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    good, leak = open_snapshot(window).trades
    (debrief,) = open_snapshot(window).debriefs
    assert (debrief.best_trade_id, debrief.worst_trade_id) == (good.id, leak.id)
    assert walk.progress.text() == "4 of 5"
    QTest.keyClicks(QApplication.focusWidget(), "100000")
    press(Qt.Key.Key_Return)
    (debrief,) = open_snapshot(window).debriefs
    assert debrief.buyer_limit_found == 100_000
    assert walk.step is Step.LESSON
    QTest.keyClicks(QApplication.focusWidget(), "Ask for the limit first")
    press(Qt.Key.Key_Return, CONTROL)
    (lesson,) = open_snapshot(window).lessons
    assert (lesson.text, lesson.recorded_on) == ("Ask for the limit first", date(2026, 11, 22))
    assert view.list.table.hasFocus()
    assert all(button.text().startswith("✓") for button in walk.marks.values())
    walk.marks[Step.LIMIT].click()
    said = walk.pages[Step.LIMIT].error.text()  # type: ignore[attr-defined]
    assert "5,000 EUR" in said
    assert "too low" in said


def test_escape_leads_from_a_debrief_to_the_list_though_another_one_is_offered(
    window: MainWindow,
) -> None:
    deal_id = a_signed_deal(window)
    records.add(window.open_deal.context, deal_id, "debriefs")
    window.show_deal(deal_id)
    window.resize(1440, 900)
    view = debriefs(window)
    view.focus_main()
    assert view.starts[DebriefKind.SIGNATURE].hasFocus()
    assert view.form is not None
    view.form.focus_field()
    assert view.form.isAncestorOf(QApplication.focusWidget())
    press(Qt.Key.Key_Escape)
    assert view.list.table.hasFocus()


def test_each_answer_is_one_undo_step_and_a_debrief_goes_on_where_it_was_left(
    window: MainWindow,
) -> None:
    window.show_deal(a_signed_deal(window))
    view = debriefs(window)
    view.starts[DebriefKind.SIGNATURE].click()
    view.walk.go_on()
    view.walk.go_on()
    (debrief,) = open_snapshot(window).debriefs
    assert debrief.best_trade_id is not None
    other = a_deal(window, "Other")
    window.show_deal(other)
    settle()
    assert not debriefs(window).walk.isVisible()
    window.show_deal(window.open_deal.context.desk.deals()[0].id)
    view = debriefs(window)
    assert view.walk.step is Step.WORST
    window.undo()  # the other deal
    window.undo()
    settle()
    (debrief,) = open_snapshot(window).debriefs
    assert debrief.best_trade_id is None
    window.undo()
    settle()
    assert open_snapshot(window).debriefs == ()
    assert not view.walk.isVisible()


def test_skipping_takes_nothing_and_what_cannot_be_read_keeps_its_step(
    window: MainWindow,
) -> None:
    window.show_deal(a_signed_deal(window))
    view = debriefs(window)
    view.add()
    walk = view.walk
    walk.go_on()
    walk.skip.click()
    walk.skip.click()
    (debrief,) = open_snapshot(window).debriefs
    assert (debrief.best_trade_id, debrief.worst_trade_id) == (None, None)
    assert walk.step is Step.LIMIT
    QTest.keyClicks(QApplication.focusWidget(), "a lot")
    press(Qt.Key.Key_Return)
    assert walk.step is Step.LIMIT
    assert walk.pages[Step.LIMIT].problem
    assert open_snapshot(window).debriefs[0].buyer_limit_found is None
    assert "a lot" in window.open_deal.drafts.values(), "it is kept as it was typed"


def test_typing_the_lesson_goes_on_in_the_record_it_made(window: MainWindow) -> None:
    window.show_deal(a_signed_deal(window))
    view = debriefs(window)
    view.add()
    view.walk.marks[Step.LESSON].click()
    page = view.walk.pages[Step.LESSON]
    assert isinstance(page, LessonStep)
    prose = QApplication.focusWidget()
    QTest.keyClicks(prose, "Lock")
    page.flush()
    QTest.keyClicks(prose, " early")
    page.flush()
    assert [each.text for each in open_snapshot(window).lessons] == ["Lock early"]
    assert page.form is not None
    page.form.grid.edited.emit("control", Control.SIGNATURE)
    settle()
    assert open_snapshot(window).lessons[0].control is Control.SIGNATURE


def test_a_lesson_too_long_to_store_is_kept_as_it_was_typed(window: MainWindow) -> None:
    window.show_deal(a_signed_deal(window))
    view = debriefs(window)
    view.add()
    view.walk.marks[Step.LESSON].click()
    page = view.walk.pages[Step.LESSON]
    assert isinstance(page, LessonStep)
    assert page.form is not None
    page.form.grid.cells["text"].editor.start_with("x" * 100_001)
    page.flush()
    settle()
    (lesson,) = open_snapshot(window).lessons
    assert lesson.text == ""
    assert window.open_deal.drafts[lesson.id, "text"] == "x" * 100_001
    view.walk.go_on()
    assert view.walk.step is Step.LESSON


def test_a_deal_that_is_not_signed_says_when_a_debrief_comes(window: MainWindow) -> None:
    window.show_deal(a_deal(window, "Early"))
    view = debriefs(window)
    assert "3 days after" in view.offered.text()
    assert all(button.isHidden() for button in view.starts.values())
    added = records.add(
        window.open_deal.context,
        open_snapshot(window).deal.id,
        "debriefs",
        {"kind": DebriefKind.SIGNATURE},
    )
    settle()
    (doubt,) = window.open_deal.warnings[added]
    assert doubt.key == "debrief_unsigned"


def inherit(window: MainWindow) -> tuple[UUID, UUID]:
    """A deal with two lessons, and another with its buyer, which is shown."""
    context = window.open_deal.context
    first = a_deal(window, "Fleet 2026")
    for text in ("Ask for the limit first", "<b>Lock</b> early"):
        records.add(context, first, "lessons", {"text": text, "control": Control.TABLE})
    second = a_deal(window, "Fleet 2027")
    window.show_deal(second)
    until(window, lambda: len(window.env.earlier.found) == 2)
    return first, second


def test_a_second_deal_inherits_applies_one_and_dismisses_one_with_a_reason(
    window: MainWindow,
) -> None:
    first, second = inherit(window)
    window.deal_view.bar.setCurrentIndex(0)
    settle()
    lines = [line for line in window.findChildren(CarryLine) if line.isVisible()]
    assert [line.text() for line in lines] == [
        "2 lessons of 1 other deal with Norvik Energi can be carried in."
    ]
    assert open_snapshot(window).carried_lessons == (), "nothing is carried in unasked"
    QTest.mouseClick(lines[0], Qt.MouseButton.LeftButton)
    settle()
    view = carried(window)
    assert view.offer.isVisible()
    assert view.offer.carry.text() == "Carry 2 lessons in"
    QTest.mouseClick(view.offer.carry, Qt.MouseButton.LeftButton)
    settle()
    until(window, lambda: not view.offer.isVisible())
    assert len(open_snapshot(window).carried_lessons) == 2
    tab = place_of_section("carried_lessons")[0]
    assert window.deal_view.bar.tabText(tab) == "Lessons  2"
    view.list.table.setFocus()
    ids = [each.id for each in open_snapshot(window).carried_lessons]
    view.select(ids[0])
    press(Qt.Key.Key_A)
    view.select(ids[1])
    view.list.table.setFocus()
    press(Qt.Key.Key_D)
    applied, dismissed = open_snapshot(window).carried_lessons
    assert (applied.decision, applied.decided_on) == (
        LessonDecision.APPLIED,
        date(2026, 11, 22),
    )
    assert dismissed.decision is LessonDecision.DISMISSED
    (doubt,) = window.open_deal.warnings[dismissed.id]
    assert doubt.key == "dismissed_without_reason"
    assert field(view, "reason").hasFocus()
    type_into(field(view, "reason"), "There is no limit here")
    assert window.open_deal.warnings.get(dismissed.id) is None
    assert open_snapshot(window).carried_lessons[1].reason == "There is no limit here"
    assert window.deal_view.bar.tabText(tab) == "Lessons"
    for _step in range(4):
        window.undo()
    settle()
    assert open_snapshot(window).carried_lessons == ()
    until(window, lambda: len(window.env.earlier.found) == 2)
    window.redo()
    settle()
    assert len(open_snapshot(window).carried_lessons) == 2
    assert window.open_deal.context.desk.load(first).carried_lessons == ()
    assert open_snapshot(window).deal.id == second


def test_what_is_ticked_off_is_not_carried_in(window: MainWindow) -> None:
    inherit(window)
    view = carried(window)
    view.offer.rows.setFocus()
    view.offer.rows.setCurrentRow(0)
    press(Qt.Key.Key_Space)
    assert view.offer.carry.text() == "Carry 1 lesson in"
    QTest.mouseClick(view.offer.carry, Qt.MouseButton.LeftButton)
    settle()
    (one,) = open_snapshot(window).carried_lessons
    assert one.text == "<b>Lock</b> early"
    until(window, lambda: view.offer.rows.count() == 1)
    assert view.offer.rows.item(0).checkState() == Qt.CheckState.Unchecked
    assert not view.offer.carry.isEnabled()


def test_the_first_deal_shows_where_its_lessons_were_used(window: MainWindow) -> None:
    first, second = inherit(window)
    view = carried(window)
    view.offer.carry.click()
    view.list.table.setFocus()
    view.select(open_snapshot(window).carried_lessons[0].id)
    press(Qt.Key.Key_A)
    window.show_deal(first)
    lessons = section(window, "lessons")
    assert isinstance(lessons, LessonsView)
    until(window, lambda: len(lessons.uses) == 2)
    column = lessons.list.model.column_of("used")
    texts = {str(lessons.list.model.index(row, column).data()) for row in range(2)}
    assert texts == {"1 applied", "1 pending"}
    (use,) = lessons.uses[lessons.list.current_id()]  # type: ignore[index]
    lessons.links.activated.emit(use.carried)
    settle()
    assert window.open_deal.deal_id == second
    deals.delete_deal(window.open_deal.context, second)
    window.show_deal(first)
    lessons = section(window, "lessons")  # type: ignore[assignment]
    until(window, lambda: not lessons.uses)


def test_the_outcome_says_what_is_missing_and_leads_on(window: MainWindow) -> None:
    window.show_deal(a_deal(window, "Early"))
    tab, place = place_of_section("outcome")
    window.deal_view.bar.setCurrentIndex(tab)
    window.deal_view.page().show_section(place)
    settle()
    view = window.deal_view.page().view()
    assert isinstance(view, OutcomeView)
    assert "Missing: result, reason, lesson." in view.said.text()
    assert view.handover.isHidden()
    view.missing["reason"].click()
    settle()
    reasons = view.form.grid.parts["outcome"].cells["reasons"].editor
    assert (reasons.focusProxy() or reasons).hasFocus()
    deal = open_snapshot(window).deal.id
    context = window.open_deal.context
    won = Outcome(id=None, result=Result.WON, reasons=("Price",))  # type: ignore[arg-type]
    records.set_value(context, deal, "deal", deal, "outcome", won)
    records.add(context, deal, "lessons", {"text": "Ask first"})
    settle()
    assert "All three are here." in view.said.text()
    wanted: list[str] = []
    window.deal_view.page().document_wanted.disconnect()
    window.deal_view.page().document_wanted.connect(wanted.append)
    view.handover.click()
    assert wanted == ["handover"]
    view.debrief.click()
    settle()
    assert isinstance(window.deal_view.page().view(), DebriefsView)


def test_the_winner_is_completed_from_the_rivals(window: MainWindow) -> None:
    deal = a_deal(window, "Early")
    records.add(window.open_deal.context, deal, "rivals", {"name": "Halvorn Labs"})
    window.show_deal(deal)
    assert "Halvorn Labs" in window.open_deal.suggestions.names("rivals")
    tab, place = place_of_section("outcome")
    window.deal_view.bar.setCurrentIndex(tab)
    window.deal_view.page().show_section(place)
    view = window.deal_view.page().view()
    assert isinstance(view, OutcomeView)
    assert view.form.grid.parts["outcome"].cells["winner"].editor.spec.field.domain == "rivals"


def test_a_deal_deleted_meanwhile_offers_and_refuses_nothing_silently(window: MainWindow) -> None:
    _first, second = inherit(window)
    view = carried(window)
    deals.delete_deal(window.open_deal.context, second)
    settle()
    assert window.open_deal.deal_id is None
    view.offer.carry.click()  # nothing is open: nothing happens
    QTest.qWait(600)
    assert window.env.earlier.found == ()
