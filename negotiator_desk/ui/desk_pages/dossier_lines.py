"""A dossier as lines of a table, each with the cases that it opens to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final
from uuid import UUID

import msgspec

from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.dossier import (
    by_text,
    case_text,
    cases_text,
    category_text,
    conceded_text,
    contract_text,
    effects_text,
    ended_text,
    figure_help,
    figure_label,
    figure_text,
    lesson_about,
    met_text,
    seen_text,
)
from negotiator_desk.wording.labels import choice_label, counted, deal_title, short_line
from negotiator_desk.wording.portfolio import deals_text
from negotiator_desk.wording.tactics import catalogued, tactic_name, tactic_text

if TYPE_CHECKING:
    from negotiator_desk.domain.dossier import Dossier
    from negotiator_desk.domain.dossier_figures import Figure
    from negotiator_desk.domain.dossier_lists import TacticSeen
    from negotiator_desk.domain.lessons import Teaching
    from negotiator_desk.models.deal import Deal
    from negotiator_desk.wording.formats import Formats

CASES: Final = 12
"""How many cases a line opens to, in the card beside it."""

Section = tuple[str, list["DossierLine"]]


class DossierLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line: its name, what is known, how often; and in the card what it means and its cases.

    ``cases`` are deal, record and what a link to it says.
    """

    key: str
    name: str
    text: str
    n: str = ""
    help: str = ""
    detail: str = ""
    cases: tuple[tuple[UUID, UUID, str], ...] = ()


def dossier_lines(dossier: Dossier, formats: Formats, titles: Mapping[UUID, str]) -> list[Section]:
    """The sections of a dossier with their lines; ``titles`` are the names of the deals."""
    return [
        (_("Figures"), [_figure(figure, formats, titles) for figure in dossier.figures]),
        (_("Tactics"), [_tactic(tactic, titles) for tactic in dossier.tactics]),
        (_("Lessons"), [_lesson(lesson, formats) for lesson in dossier.lessons]),
        (_("Terms reopened"), list(_reopened(dossier, formats, titles))),
        (_("People"), list(_people(dossier, titles))),
        (_("Public contracts"), list(_contracts(dossier, formats))),
        (_("Deals"), [_deal(deal, titles) for deal in dossier.deals]),
    ]


def _once(
    cases: Sequence[tuple[UUID, UUID, str]],
) -> tuple[tuple[UUID, UUID, str], ...]:
    """The first cases, each record once."""
    return tuple({record: (deal, record, text) for deal, record, text in cases}.values())[:CASES]


def _figure(figure: Figure, formats: Formats, titles: Mapping[UUID, str]) -> DossierLine:
    cases = [
        (
            case.deal_id,
            case.records[0] if case.records else case.deal_id,
            titles.get(case.deal_id, "")
            if figure.unit == "count"
            else _("{value}: {deal}").format(
                value=case_text(figure, case, formats), deal=titles.get(case.deal_id, "")
            ),
        )
        for case in figure.cases
    ]
    few = figure.n and figure.is_few
    return DossierLine(
        key=f"figure.{figure.name}",
        name=figure_label(figure.name),
        text=figure_text(figure, formats),
        n=cases_text(figure),
        help=figure_help(figure.name),
        detail=_("Fewer than three cases: each stands by itself.") if few else "",
        cases=_once(cases),
    )


def _tactic(tactic: TacticSeen, titles: Mapping[UUID, str]) -> DossierLine:
    known = catalogued(tactic.tactic)
    answers = [
        _("{effect}: {answer}").format(
            effect=choice_label(answer.effect) if answer.effect else _("Effect not known"),
            answer=short_line(answer.text, 300),
        )
        for answer in tactic.answers
    ]
    if known is not None:
        answers.append(_("From the catalogue: {reply}").format(reply=tactic_text(known.key).reply))
    worked = tactic.worked
    best = _("worked: {answer}").format(answer=short_line(worked[0].text)) if worked else ""
    days = {answer.record: answer.day for answer in tactic.answers}
    cases = [
        (deal, record, titles.get(deal, "") + (f", {days[record]}" if days.get(record) else ""))
        for deal, record in tactic.records
    ]
    return DossierLine(
        key=f"tactic.{tactic.tactic}",
        name=tactic_name(tactic.tactic),
        text=" · ".join(part for part in (by_text(tactic), best or effects_text(tactic)) if part),
        n=_("seen {n}×").format(n=tactic.n),
        help=tactic_text(known.key).sign if known is not None else "",
        detail="\n\n".join(answers),
        cases=_once(cases),
    )


def _lesson(lesson: Teaching, formats: Formats) -> DossierLine:
    return DossierLine(
        key=f"lesson.{lesson.source}",
        name=lesson_about(lesson),
        text=short_line(lesson.text, 300),
        n=formats.date_text(lesson.day),
        detail=lesson.text,
        cases=((lesson.deal_id, lesson.source, deal_title(short_line(lesson.deal))),),
    )


def _reopened(
    dossier: Dossier, formats: Formats, titles: Mapping[UUID, str]
) -> Iterator[DossierLine]:
    for row in dossier.reopened:
        cost = conceded_text(row, formats)
        yield DossierLine(
            key=f"reopened.{row.category}",
            name=category_text(row),
            text=" · ".join(part for part in (ended_text(row), cost) if part),
            n=_("{n}×").format(n=row.n),
            help=_("How they asked again after a lock, and how it ended."),
            cases=_once([(deal, record, titles.get(deal, "")) for deal, record in row.records]),
        )


def _people(dossier: Dossier, titles: Mapping[UUID, str]) -> Iterator[DossierLine]:
    for met in dossier.people:
        seen = (met.then, met.now) if met.n > 1 else (met.now,)
        yield DossierLine(
            key=f"person.{met.name}",
            name=met.name,
            text=met_text(met),
            n=deals_text(met.n),
            detail="\n\n".join(f"{titles.get(s.deal_id, '')}\n{seen_text(s)}" for s in seen),
            cases=_once([(s.deal_id, s.record, titles.get(s.deal_id, "")) for s in seen]),
        )


def _contracts(dossier: Dossier, formats: Formats) -> Iterator[DossierLine]:
    for contract in dossier.public_contracts:
        facts = (contract.supplier, contract.reference, formats.date_text(contract.signed_on))
        yield DossierLine(
            key=f"contract.{contract.deal_id}",
            name=deal_title(short_line(contract.title)),
            text=contract_text(contract, formats),
            n=counted("changes", contract.changes),
            help=" · ".join(fact for fact in facts if fact),
            cases=((contract.deal_id, contract.deal_id, short_line(contract.title)),),
        )


def _deal(deal: Deal, titles: Mapping[UUID, str]) -> DossierLine:
    title = deal_title(titles.get(deal.id, ""))
    result = deal.outcome.result if deal.outcome is not None else None
    return DossierLine(
        key=f"deal.{deal.id}",
        name=short_line(title),
        text=choice_label(result) if result is not None else _("No result yet"),
        n=deal.currency,
        detail=short_line(deal.summary, 300),
        cases=((deal.id, deal.id, title),),
    )
