"""Renders every tab, section and dialog, light and dark, small and large, and every report page.

Words behind the command keep to the pictures whose path holds one of them:
``dev.py shots sample/light-1440x900/3-concessions``.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import msgspec
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from benchmarks.deals import make_deals
from negotiator_desk.app import find_folders, open_context
from negotiator_desk.dealfile.copying import with_new_ids
from negotiator_desk.domain.debrief import Step
from negotiator_desk.domain.edits import EditLabel
from negotiator_desk.domain.gates import gate_of
from negotiator_desk.exchange.sheet import read_text
from negotiator_desk.models.choices import Origin, Stage
from negotiator_desk.services import buyers, deals, settings
from negotiator_desk.ui.command_palette import CommandPalette
from negotiator_desk.ui.desk_pages.list_page import choose
from negotiator_desk.ui.desk_pages.portfolio import PortfolioPage
from negotiator_desk.ui.dialogs.company import CompanyDialog
from negotiator_desk.ui.dialogs.gate import GateDialog
from negotiator_desk.ui.dialogs.help import HelpDialog
from negotiator_desk.ui.dialogs.new_deal import NewDealDialog
from negotiator_desk.ui.dialogs.notice_presets import NoticePresetsDialog
from negotiator_desk.ui.dialogs.questionnaire import QuestionnaireDialog
from negotiator_desk.ui.dialogs.read_register import ReadRegisterDialog
from negotiator_desk.ui.dialogs.starter_terms import StarterTermsDialog
from negotiator_desk.ui.dialogs.tactics import TacticsDialog
from negotiator_desk.ui.dialogs.terms import LockDialog, ReopenDialog
from negotiator_desk.ui.help import help_parts
from negotiator_desk.ui.key_hints import tab_keys
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.criteria import CriteriaView
from negotiator_desk.ui.pages.debriefs import DebriefsView
from negotiator_desk.ui.start import make_application
from negotiator_desk.ui.tabs import TABS
from negotiator_desk.ui.theme import Theme
from negotiator_desk.wording.documents import EDITION_KEYS
from negotiator_desk.wording.formats import Formats

if TYPE_CHECKING:
    from negotiator_desk.services.context import Context

OUT = Path(__file__).resolve().parents[1] / "shots"
SIZES = ((1024, 640), (1440, 900))
WANTED = sys.argv[1:]


def wanted(path: Path) -> bool:
    """Whether a picture is asked for: all are, unless words name some."""
    place = path.relative_to(OUT).as_posix()
    return not WANTED or any(word in place for word in WANTED)


def inside(folder: Path) -> bool:
    """Whether a folder may hold a picture that is asked for."""
    place = folder.relative_to(OUT).as_posix() + "/"
    return not WANTED or any(word in place or word.startswith(place) for word in WANTED)


def settle(app: QApplication, rounds: int = 12) -> None:
    """Let layouts, late charts and idle scores finish."""
    for _ in range(rounds):
        app.processEvents()


def keep(widget: QWidget, path: Path) -> None:
    """Save what a widget shows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not widget.grab().save(str(path)):
        raise SystemExit(f"{path} could not be written")


def shoot_tabs(app: QApplication, window: MainWindow, folder: Path) -> None:
    """Every section of every tab."""
    for tab, declared in enumerate(TABS):
        for section, held in enumerate(declared.sections):
            path = folder / f"{tab + 1}-{declared.key}-{section + 1}-{held.key}.png"
            if not wanted(path):
                continue
            window.deal_view.bar.setCurrentIndex(tab)
            window.deal_view.page().show_section(section)
            settle(app)
            keep(window, path)


def shoot_criteria(app: QApplication, window: MainWindow, folder: Path) -> None:
    """What is known of each criterion, and the matrix of rights."""
    for name in ("facts", "rights"):
        path = folder / f"criteria-{name}.png"
        if not wanted(path):
            continue
        window.show_kind("criteria")
        view = window.deal_view.page().view()
        if isinstance(view, CriteriaView):
            view.mode_buttons[name].click()
            settle(app)
            keep(window, path)
            view.mode_buttons["scores"].click()


TYPED = "give 40 more days payment 45000 / get 48 months contract @change until 12 Jan / he smiled"


def shoot_trades(app: QApplication, window: MainWindow, folder: Path) -> None:
    """A trade being typed in the log and over a tab, its completions, and the mandate of today."""
    from PySide6.QtTest import QTest

    for name in ("typed", "completed", "over", "mandate", "approval"):
        path = folder / f"trade-{name}.png"
        if not wanted(path):
            continue
        tab = 3 if name in ("over", "mandate") else 2
        window.deal_view.bar.setCurrentIndex(tab)
        window.deal_view.page().show_section(0)
        window.activateWindow()
        settle(app)
        action = "mandate" if name == "mandate" else "log_trade"
        window.actions_by_name[action].trigger()
        settle(app)
        line = QApplication.focusWidget()
        if name == "approval":
            view = window.deal_view.page().view()
            trades = window.env.open_deal.snapshot.trades if window.env.open_deal.snapshot else ()
            for trade in trades[10:11]:
                view.select(trade.id)  # type: ignore[union-attr]
        elif name != "mandate" and line is not None:
            QTest.keyClicks(line, "give 15 days pay" if name == "completed" else TYPED)
            QTest.qWait(60)
        settle(app)
        keep(window, path)
        for overlay in (window.dialogs.trade_popup, window.dialogs.mandate_panel):
            if overlay is not None:
                overlay.close_overlay()
        entry = window.deal_view.trade_line() or (
            window.dialogs.trade_popup.entry if window.dialogs.trade_popup else None
        )
        if entry is not None:
            entry.list.hide()
            entry.line.clear()
            entry.flush()
        settle(app)


def shoot_search(app: QApplication, window: MainWindow, folder: Path) -> None:
    """The search before anything is typed, with and without an answer."""
    for name, words in (("start", ""), ("found", "the price"), ("nothing", "zeppelin")):
        path = folder / f"search-{name}.png"
        if wanted(path):
            window.show_page("search", words)
            for _round in range(40):
                settle(app)
                time.sleep(0.01)
            keep(window, path)


def shoot_pages(app: QApplication, window: MainWindow, folder: Path) -> None:
    """Every page outside the tabs, once all deals are computed and read."""
    portfolios = ("portfolio", "portfolio-groups", "portfolio-board")
    for name in (*portfolios, "due", "weekly", "returns", "dossier"):
        path = folder / f"page-{name}.png"
        if not wanted(path):
            continue
        key, _dash, way = name.partition("-")
        window.show_page(key)
        page = window.right.page
        if isinstance(page, PortfolioPage):
            choose(page.group, "buyer" if way == "groups" else "")
            (page.as_board if way == "board" else page.as_table).setChecked(True)
            page.refresh()
        for _round in range(400):
            settle(app, 2)
            time.sleep(0.01)
            known = len(window.digests.digests) == len(window.digests.rows)
            if known and not window.jobs.busy and _round > 30:
                break
        keep(window, path)
    window.ways.back()


def dialogs(window: MainWindow) -> Iterator[tuple[str, QDialog]]:
    """Every dialog that has a face of its own."""
    yield (
        "new-deal",
        NewDealDialog(window, company="", currency="EUR", buyers=(), currencies=("EUR",)),
    )
    yield "palette", CommandPalette(window.commands(), window)
    register = ReadRegisterDialog(window.env, "changes", window)
    register.show_sheets((read_text(REGISTER, "register.csv"),), "register.csv")
    yield "read-register", register
    yield "notice-periods", NoticePresetsDialog(window.open_deal.context, window)
    yield "tactics", TacticsDialog(window.env, window)
    yield "company", CompanyDialog(window.open_deal.context, window)
    yield "starter-terms", StarterTermsDialog(window.env, window)
    sizes = window.env.theme.sizes
    for tab in (TABS[0], TABS[2]):
        groups = tab_keys(tab)
        yield f"help-{tab.key}", HelpDialog(tab.label, help_parts(tab), groups, sizes, window)
    snapshot, diagnosis = window.open_deal.snapshot, window.open_deal.diagnosis
    if snapshot is not None and diagnosis is not None:
        yield "questionnaire", QuestionnaireDialog(window.env, snapshot, window)
        gate = gate_of(snapshot, diagnosis)
        if gate is not None:
            yield "gate", GateDialog(window.env, gate, window)
        far = gate_of(snapshot, diagnosis, to=Stage.CLOSED)
        if far is not None and far.passed_over:
            yield "gate-over", GateDialog(window.env, far, window)
    for term in () if snapshot is None else snapshot.terms[-5:-4]:
        yield "term-lock", LockDialog(window.env, term, window)
        yield "term-reopen", ReopenDialog(window.env, term, window)


def shoot_documents(app: QApplication, window: MainWindow, folder: Path) -> None:
    """The documents as they are seen before they are saved."""
    for key in EDITION_KEYS:
        path = folder / f"document-{key}.png"
        if not wanted(path):
            continue
        window.deals.document(key)
        dialog = window.deals.documents
        assert dialog is not None
        if key == "control-gap":
            dialog.earlier.box.setChecked(True)
        for _round in range(400):
            settle(app, 2)
            time.sleep(0.01)
            if not window.jobs.busy and _round > 60:
                break
        keep(dialog, path)
    if window.deals.documents is not None:
        window.deals.documents.close()
        settle(app)


def shoot_debrief(app: QApplication, window: MainWindow, folder: Path) -> None:
    """Every step of the debrief at hand."""
    for step in Step:
        path = folder / f"debrief-{step.value}.png"
        if not wanted(path):
            continue
        window.show_kind("debriefs")
        view = window.deal_view.page().view()
        if isinstance(view, DebriefsView) and view.walk.isVisible():
            view.walk.marks[step].click()
            settle(app)
            keep(window, path)


def shoot_inherited(app: QApplication, window: MainWindow, folder: Path) -> None:
    """A deal that can carry in what others with its buyer taught."""
    for name in ("overview", "carried_lessons"):
        path = folder / f"inherit-{name}.png"
        if not wanted(path):
            continue
        heir = next(row for row in window.digests.rows if row.title == "Night shift")
        window.show_deal(heir.id, 0, 0)
        for _round in range(200):
            settle(app, 2)
            time.sleep(0.01)
            if window.env.earlier.found:
                break
        if name != "overview":
            window.show_kind(name)
        settle(app)
        keep(window, path)


def shoot_table(
    app: QApplication, window: MainWindow, folder: Path, width: int, height: int
) -> None:
    """The page for the meeting, with figures hidden and while they are held."""
    wanted_paths = [folder / f"table-{name}.png" for name in ("hidden", "held")]
    if not any(map(wanted, wanted_paths)):
        return
    window.table.enter()
    window.showNormal()
    window.resize(width, height)
    settle(app)
    page = window.table.page
    assert page is not None
    keep(window, wanted_paths[0])
    page.reveal.press("picture")
    settle(app)
    keep(window, wanted_paths[1])
    window.table.leave()


REGISTER = (
    "Register of changes\n\nCO No.\tSubject\tDate submitted\tRequested by\tAmount\tStatus\tRFI\n"
    "CO-004\tSecond rack\t2026-03-01\tClient\t1,250.50\tApproved\tR-13\n"
    "CO-005\tNight shift\tsoon\tClient\t800\tPending\t\n"
    "CO-006\tHoist\t2026-04-02\tContractor\t9,000\tRejected\tR-15\n"
)


def shoot_dialogs(app: QApplication, window: MainWindow, folder: Path) -> None:
    """Every dialog over its window."""
    for name, dialog in dialogs(window):
        if not wanted(folder / f"dialog-{name}.png"):
            continue
        dialog.show()
        settle(app)
        keep(dialog, folder / f"dialog-{name}.png")
        dialog.close()


def shoot_report(context: Context, folder: Path) -> None:
    """Every page of every document of the deals, on both papers."""
    import pypdfium2

    from negotiator_desk.domain.control import diagnose
    from negotiator_desk.reports.context import Context as Material
    from negotiator_desk.reports.document import Wish
    from negotiator_desk.reports.editions import EDITIONS, write_edition

    for row in context.desk.deals():
        snapshot = context.desk.load(row.id)
        material = Material(snapshot, diagnose(snapshot, context.today()), Formats("en_GB"))
        for edition in EDITIONS:
            for paper in ("a4", "letter"):
                deal = "sample" if row.origin == "sample" else "empty"
                name = f"{deal}-{edition}-{paper}"
                if not inside(folder / name):
                    continue
                folder.mkdir(parents=True, exist_ok=True)
                path = folder / f"{name}.pdf"
                wish = Wish(paper=paper, generated_on=context.today(), walk_away=paper == "letter")
                write_edition(edition, path, material, wish)
                document = pypdfium2.PdfDocument(path)
                for number in range(len(document)):
                    image = document[number].render(scale=1.4).to_pil()
                    image.save(folder / f"{name}-{number + 1:02}.png")
                document.close()


def main() -> int:
    """Render everything into the ignored folder ``shots``."""
    shutil.rmtree(OUT, ignore_errors=True)
    app = make_application(["shots"])
    theme = Theme(app)
    formats = Formats("en_GB")
    with tempfile.TemporaryDirectory() as place:
        context = open_context(find_folders(Path(place)))
        shoot_window(app, context, theme, formats, "welcome")
        settings.set_name(context, "K. Lindqvist")
        empty = deals.create_deal(context, title="Depot chargers 2027", buyer="", currency="EUR")
        shoot_window(app, context, theme, formats, "empty", empty)
        sample = deals.open_sample(context)
        shoot_window(app, context, theme, formats, "sample", sample)
        shoot_report(context, OUT / "report")
        fill_desk(context, sample)
        shoot_window(app, context, theme, formats, "desk", sample)
        context.desk.close()
    print(f"{sum(1 for _ in OUT.rglob('*.png'))} pictures in {OUT}")
    return 0


def fill_desk(context: Context, deal_id: UUID) -> None:
    """More deals beside the sample, as of several buyers and stages, one spelling joined."""
    sample = context.desk.load(deal_id)
    deal = msgspec.structs.replace(sample.deal, origin=Origin.OWN)
    with context.desk.edit(EditLabel(key="import", kind="deal"), journal=False) as unit:
        unit.insert_deal(with_new_ids(msgspec.structs.replace(sample, deal=deal)))
        for snapshot in make_deals(18, 3_000):
            own = msgspec.structs.replace(snapshot.deal, origin=Origin.OWN)
            unit.insert_deal(msgspec.structs.replace(snapshot, deal=own))
    deals.create_deal(context, title="Spare parts", buyer="Brackenmoor Hospital", currency="EUR")
    deals.create_deal(context, title="Night shift", buyer="BH Trust", currency="GBP")
    buyers.join(context, "BH Trust", sample.deal.buyer)


def shoot_window(
    app: QApplication,
    context: Context,
    theme: Theme,
    formats: Formats,
    name: str,
    deal_id: object = None,
) -> None:
    """One state of the desk in both themes and both sizes."""
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        for width, height in SIZES:
            folder = OUT / name / f"{mode}-{width}x{height}"
            if not inside(folder):
                continue
            window = MainWindow(context, theme, formats, OUT / "log.txt")
            window.start()
            theme.set_mode(mode)
            window.resize(width, height)
            window.show()
            settle(app, 60)
            if deal_id is None:
                keep(window, folder / "welcome.png")
                shoot_pages(app, window, folder)
            else:
                window.show_deal(deal_id, 0, 0)
                shoot_pages(app, window, folder)
                if name == "desk":
                    shoot_inherited(app, window, folder)
                else:
                    shoot_tabs(app, window, folder)
                    if name == "sample":
                        shoot_trades(app, window, folder)
                    shoot_debrief(app, window, folder)
                    shoot_criteria(app, window, folder)
                    shoot_search(app, window, folder)
                    shoot_table(app, window, folder, width, height)
                if width == SIZES[0][0]:
                    shoot_dialogs(app, window, folder)
                    shoot_documents(app, window, folder)
            window.close()
            window.deleteLater()
            settle(app)


if __name__ == "__main__":
    sys.exit(main())
