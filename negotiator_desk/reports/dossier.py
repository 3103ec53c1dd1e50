"""The buyer dossier on paper: what every deal with this buyer taught, with how many cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from negotiator_desk.domain.dossier import Dossier
from negotiator_desk.domain.dossier_figures import FEW, Figure
from negotiator_desk.domain.dossier_lists import TacticSeen
from negotiator_desk.reports.context import LONGEST_TITLE, Context
from negotiator_desk.reports.document import Document, Wish, make_sheet
from negotiator_desk.reports.layout import Block, Text
from negotiator_desk.reports.summary import KICKER, title_line
from negotiator_desk.reports.tables import Cell, Column, Row, Table
from negotiator_desk.reports.text import BODY, CELL_STRONG, MUTED, SECTION, SMALL
from negotiator_desk.wording import documents as words
from negotiator_desk.wording import dossier as wording
from negotiator_desk.wording import report
from negotiator_desk.wording.catalogue import _, ngettext
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import choice_label, deal_title, short_line
from negotiator_desk.wording.tactics import catalogued, tactic_name, tactic_text

BY_NAMED: Final = 5
"""So many people are named behind a tactic."""


def dossier_page(context: Context, wish: Wish) -> Document:
    """What is known of the deal's buyer, from every deal at hand."""
    name, buyer = words.edition_name("dossier"), context.dossier.buyer
    sheet = make_sheet(context, wish, name, words.our_side(), about=buyer)
    return Document(sheet, list(_blocks(context)))


def _blocks(context: Context) -> Iterator[Block]:
    dossier, formats = context.dossier, context.formats
    yield Text(words.edition_name("dossier"), KICKER)
    title = title_line(dossier.buyer.strip() or _("Buyer unknown: no name recorded"))
    title.outline = (words.edition_name("dossier"), 0)
    yield title
    yield Text(" · ".join(_facts(dossier, formats)), MUTED, before=2)
    yield from _figures(dossier, formats)
    yield from _tactics(dossier)
    yield from _lessons(dossier, formats)
    yield from _reopened(dossier, formats)
    yield from _people(dossier)
    yield from _contracts(dossier, formats)
    yield from _deals(dossier)


def _facts(dossier: Dossier, formats: Formats) -> Iterator[str]:
    n = len(dossier.deals)
    yield ngettext("{n} deal of ours", "{n} deals of ours", n).format(n=n)
    if public := len(dossier.public_contracts):
        yield ngettext("{n} public record", "{n} public records", public).format(n=public)
    yield report.as_of(dossier.as_of, formats)


def _part(title: str, table: Table | None, nothing: str) -> Iterator[Block]:
    heading = Text(title, SECTION, before=14, keep=True, outline=1)
    yield heading
    yield table if table is not None else Text(nothing, BODY, before=2)


def _figures(dossier: Dossier, formats: Formats) -> Iterator[Block]:
    rows = [_figure_row(figure, formats) for figure in dossier.figures]
    columns = (Column(_("Figure"), 52), Column(_("So far"), 30), Column(_("Rests on"), 18))
    yield from _part(_("How they have dealt with us"), Table(columns, rows, before=2), "")
    few = _("Fewer than {n} cases are shown one by one: that is no mean yet.").format(n=FEW)
    yield Text(few, SMALL, before=4)


def _figure_row(figure: Figure, formats: Formats) -> Row:
    return Row(
        (
            Cell(
                wording.figure_label(figure.name),
                CELL_STRONG,
                note=wording.figure_help(figure.name),
            ),
            Cell(wording.figure_text(figure, formats)),
            Cell(wording.cases_text(figure) if figure.n else _("no case yet")),
        )
    )


def _tactics(dossier: Dossier) -> Iterator[Block]:
    rows = [
        Row(
            (
                Cell(
                    short_line(tactic_name(tactic.tactic)),
                    CELL_STRONG,
                    note=words.joined((f"{tactic.n}×", wording.by_text(tactic, BY_NAMED))),
                ),
                Cell(_reply(tactic)),
                Cell(wording.effects_text(tactic) or "–"),
            )
        )
        for tactic in dossier.tactics
    ]
    columns = (Column(_("Tactic"), 30), Column(_("Reply"), 48), Column(_("Our answers"), 22))
    table = Table(columns, rows, before=2) if rows else None
    yield from _part(_("Tactics seen"), table, _("No tactic of this buyer is on record."))


def _reply(tactic: TacticSeen) -> str:
    """The answer that worked, else the reply of the catalogue."""
    for answer in tactic.worked:
        if answer.text.strip():
            return _("Worked: {reply}").format(reply=short_line(answer.text, 300))
    known = catalogued(tactic.tactic)
    return tactic_text(known.key).reply if known is not None else _("No answer worked so far.")


def _lessons(dossier: Dossier, formats: Formats) -> Iterator[Block]:
    rows = [
        Row(
            (
                Cell(short_line(lesson.text, 600)),
                Cell(wording.lesson_about(lesson)),
                Cell(deal_title(short_line(lesson.deal)), note=formats.date_text(lesson.day)),
            )
        )
        for lesson in dossier.lessons
    ]
    columns = (Column(_("Lesson"), 54), Column(_("About"), 16), Column(_("From"), 30))
    table = Table(columns, rows, before=2) if rows else None
    yield from _part(_("Lessons"), table, _("No deal with this buyer has recorded a lesson."))


def _reopened(dossier: Dossier, formats: Formats) -> Iterator[Block]:
    rows = [
        Row(
            (
                Cell(wording.category_text(row), CELL_STRONG),
                Cell(f"{row.n}×"),
                Cell(wording.ended_text(row)),
                Cell(wording.conceded_text(row, formats) or "–"),
            )
        )
        for row in dossier.reopened
    ]
    columns = (
        Column(_("Terms of"), 30),
        Column(_("Reopened"), 14),
        Column(_("How it ended"), 32),
        Column(_("Conceded"), 24),
    )
    table = Table(columns, rows, before=2) if rows else None
    yield from _part(_("Terms they reopened"), table, _("No term was reopened."))


def _people(dossier: Dossier) -> Iterator[Block]:
    rows = [
        Row(
            (
                Cell(short_line(met.name, LONGEST_TITLE), CELL_STRONG),
                Cell(wording.met_text(met)),
                Cell(ngettext("{n} deal", "{n} deals", met.n).format(n=met.n)),
            )
        )
        for met in dossier.people
    ]
    columns = (Column(_("Person"), 32), Column(_("Roles and stance"), 52), Column(_("Met in"), 16))
    table = Table(columns, rows, before=2) if rows else None
    yield from _part(_("People"), table, _("Nobody of this buyer is recorded."))


def _contracts(dossier: Dossier, formats: Formats) -> Iterator[Block]:
    if not dossier.public_contracts:
        return
    rows = [
        Row(
            (
                Cell(
                    short_line(each.title, LONGEST_TITLE),
                    CELL_STRONG,
                    note=words.joined((short_line(each.supplier), short_line(each.reference))),
                ),
                Cell(wording.contract_text(each, formats)),
            )
        )
        for each in dossier.public_contracts
    ]
    columns = (Column(_("Contract"), 50), Column(_("How it grew"), 50))
    yield from _part(_("Public contracts"), Table(columns, rows, before=2), "")


def _deals(dossier: Dossier) -> Iterator[Block]:
    rows = [
        Row(
            (
                Cell(short_line(deal.title, LONGEST_TITLE) or _("Unnamed deal"), CELL_STRONG),
                Cell(
                    choice_label(deal.outcome.result)
                    if deal.outcome is not None and deal.outcome.result is not None
                    else _("open")
                ),
            )
        )
        for deal in dossier.deals
    ]
    if rows:
        columns = (Column(_("Deal"), 70), Column(_("Result"), 30))
        yield from _part(_("The deals behind it"), Table(columns, rows, before=2), "")
