"""Sentences of the buyer dossier: names of its figures, its lines for a terminal, refusals."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final
from uuid import UUID

from negotiator_desk.domain.dossier import Dossier
from negotiator_desk.domain.dossier_figures import FEW, Case, Figure
from negotiator_desk.domain.dossier_lists import (
    Met,
    PublicContract,
    Reopened,
    Seen,
    TacticSeen,
)
from negotiator_desk.domain.lessons import Teaching
from negotiator_desk.wording.catalogue import N_, _, ngettext
from negotiator_desk.wording.formats import MINUS, Formats
from negotiator_desk.wording.labels import choice_label, deal_title, short_line, stance_label
from negotiator_desk.wording.tactics import tactic_name

_NAMES: Final[Mapping[str, str]] = {
    "won": N_("Won"),
    "lost": N_("Lost"),
    "concession_share": N_("Our share of the movement"),
    "reciprocity": N_("Returned for what we gave"),
    "opening_to_signed": N_("From opening to signed"),
    "price_of_award": N_("Price of award"),
    "absorbed_share": N_("Change cost absorbed"),
    "decision_delay_days": N_("Days late in deciding"),
    "limit_error": N_("Our guess of their limit"),
    "public_growth": N_("Growth of public contracts"),
}

_HELPS: Final[Mapping[str, str]] = {
    "won": N_("Deals with a recorded result that we won."),
    "lost": N_("Deals with a recorded result that we lost to another."),
    "concession_share": N_("Of all steps both sides made towards each other, the part we made."),
    "reciprocity": N_("Value of the returns as a share of the cost of what we gave in trades."),
    "opening_to_signed": N_(
        "Down from our opening to the signed value, as a share of the opening."
    ),
    "price_of_award": N_("What we gave away between award and signing, for each deal awarded."),
    "absorbed_share": N_("The part of the cost of changes that nothing paid for."),
    "decision_delay_days": N_("From the day a reply was due to the decision; in time counts 0."),
    "limit_error": N_("Against the limit that came out: above 0 too high, below 0 too low."),
    "public_growth": N_("What amendments added to public contracts of this buyer."),
}


def figure_label(name: str) -> str:
    """The name of a figure."""
    return _(_NAMES[name])


def figure_help(name: str) -> str:
    """What a figure says and how it is counted."""
    return _(_HELPS[name])


def ratio_text(ratio: Fraction, formats: Formats, *, signed: bool = False) -> str:
    """A ratio in percent, with a sign where it can be either."""
    text = formats.percent(ratio).replace("-", MINUS)
    return f"+{text}" if signed and ratio > 0 else text


def value_text(figure: Figure, value: Fraction, formats: Formats, currency: str = "") -> str:
    """A value of a figure, in its unit."""
    if figure.unit == "money":
        return formats.money(value, currency)
    if figure.unit == "days":
        days = formats.number(round(value, 1))
        return ngettext("{n} day", "{n} days", 1 if value == 1 else 2).format(n=days)
    if figure.unit == "count":
        return formats.number(value)
    return ratio_text(value, formats, signed=figure.name in ("limit_error", "public_growth"))


def case_text(figure: Figure, case: Case, formats: Formats) -> str:
    """One case: its value, and the two amounts that a ratio of amounts compares."""
    text = value_text(figure, case.value, formats, case.currency)
    if case.before is None or case.after is None:
        return text
    return _("{value} ({before} to {after})").format(
        value=text,
        before=formats.amount(case.before, case.amounts_in),
        after=formats.money(case.after, case.amounts_in),
    )


def figure_text(figure: Figure, formats: Formats) -> str:
    """A figure in a line: the mean, or where there are few cases each of them; never both."""
    if not figure.n:
        return _("not known yet")
    if figure.unit == "count":
        return _("{value} of {n}").format(value=formats.number(figure.value), n=figure.n)
    if figure.unit == "money":
        return "; ".join(_one_currency(figure, c, formats) for c in figure.by_currency)
    if figure.is_few or figure.value is None:
        return ", ".join(case_text(figure, case, formats) for case in figure.cases)
    return _("{value} on average").format(value=value_text(figure, figure.value, formats))


def _one_currency(figure: Figure, currency: str, formats: Formats) -> str:
    cases = figure.in_currency(currency)
    if len(cases) < FEW:
        return ", ".join(case_text(figure, case, formats) for case in cases)
    return _("{value} on average").format(
        value=value_text(figure, figure.by_currency[currency], formats, currency)
    )


def cases_text(figure: Figure) -> str:
    """How many cases a figure rests on."""
    n = figure.n
    if not n:
        text = _("n = {n}")
    elif figure.unit == "count":
        text = _("n = {n} decided")
    elif figure.name == "decision_delay_days":
        text = ngettext("n = {n} change", "n = {n} changes", n)
    elif figure.name == "public_growth":
        text = ngettext("n = {n} contract", "n = {n} contracts", n)
    else:
        text = ngettext("n = {n} deal", "n = {n} deals", n)
    return text.format(n=n)


# The lists.


def seen_text(seen: Seen) -> str:
    """A person as one deal records them: roles and stance."""
    roles = ", ".join(choice_label(role) for role in seen.roles)
    parts = (short_line(seen.title), roles, stance_label(seen.stance))
    return " · ".join(part for part in parts if part)


def met_text(met: Met) -> str:
    """A person then and now; once where it was in one deal or nothing changed."""
    then, now = seen_text(met.then), seen_text(met.now)
    return now if then == now else _("{then} → {now}").format(then=then, now=now)


def by_text(tactic: TacticSeen, most: int | None = None) -> str:
    """By whom a tactic was seen; ``most`` says how many are named."""
    named = tactic.by[:most]
    texts = [name if n == 1 else _("{name} ({n}×)").format(name=name, n=n) for name, n in named]
    if rest := len(tactic.by) - len(named):
        texts.append(ngettext("{n} more", "{n} more", rest).format(n=rest))
    return ", ".join(texts)


def effects_text(tactic: TacticSeen) -> str:
    """What our answers to a tactic did, with how often."""
    return ", ".join(
        _("{effect} {n}×").format(effect=choice_label(effect), n=n)
        for effect, n in tactic.effects.items()
    )


def lesson_about(lesson: Teaching) -> str:
    """The control that a lesson is about."""
    return _("Lesson") if lesson.control is None else choice_label(lesson.control)


def lesson_source(lesson: Teaching, formats: Formats) -> str:
    """The deal that taught a lesson, and when it was written down."""
    day = formats.date_text(lesson.day)
    return " · ".join(part for part in (deal_title(short_line(lesson.deal)), day) if part)


def ended_text(row: Reopened) -> str:
    """How the reopenings of a category ended."""
    return ", ".join(
        _("{response} {n}×").format(response=choice_label(response), n=n)
        for response, n in row.responses.items()
    )


def conceded_text(row: Reopened, formats: Formats) -> str:
    """What the reopenings of a category cost, by currency."""
    return ", ".join(formats.money(amount, currency) for currency, amount in row.conceded.items())


def category_text(row: Reopened) -> str:
    """The category of terms that was reopened."""
    return choice_label(row.category) if row.category else _("No category")


def contract_text(contract: PublicContract, formats: Formats) -> str:
    """What a public contract was signed for and what it has become."""
    if contract.signed is None:
        return _("signed for a sum that is not recorded")
    text = _("{signed} signed, {today} today").format(
        signed=formats.amount(contract.signed, contract.currency),
        today=formats.money(contract.today, contract.currency),
    )
    if contract.growth is None:
        return text
    return f"{text} ({ratio_text(contract.growth, formats, signed=True)})"


# For a terminal.


def dossier_lines(dossier: Dossier, formats: Formats, titles: Mapping[UUID, str]) -> Iterator[str]:
    """A dossier as lines of plain text; ``titles`` are the names of its deals."""
    yield short_line(dossier.buyer)
    yield ngettext("{n} deal, as of {day}", "{n} deals, as of {day}", len(dossier.deals)).format(
        n=len(dossier.deals), day=dossier.as_of.isoformat()
    )
    yield ""
    width = max(len(figure_label(figure.name)) for figure in dossier.figures)
    for figure in dossier.figures:
        count = f"  [{cases_text(figure)}]" if figure.n else ""
        yield f"{figure_label(figure.name).ljust(width)}  {figure_text(figure, formats)}{count}"
    for heading, lines in (
        (_("Tactics"), [_tactic_line(tactic) for tactic in dossier.tactics]),
        (
            _("Lessons"),
            [
                f"{short_line(each.text, 300)} ({lesson_source(each, formats)})"
                for each in dossier.lessons
            ],
        ),
        (_("Terms reopened"), [_reopened_line(row, formats) for row in dossier.reopened]),
        (_("People"), [f"{short_line(m.name)}: {met_text(m)}" for m in dossier.people]),
        (
            _("Public contracts"),
            [
                f"{short_line(contract.title)}: {contract_text(contract, formats)}"
                for contract in dossier.public_contracts
            ],
        ),
        (_("Deals"), [short_line(titles.get(d.id, d.title)) for d in dossier.deals]),
    ):
        if lines:
            yield ""
            yield heading
            yield from (f"  {line}" for line in lines)


def _tactic_line(tactic: TacticSeen) -> str:
    parts = [f"{short_line(tactic_name(tactic.tactic))} {tactic.n}×", by_text(tactic)]
    if tactic.worked:
        answer = short_line(tactic.worked[0].text, 100)
        parts.append(_("worked: {answer}").format(answer=answer))
    return "; ".join(part for part in parts if part)


def _reopened_line(row: Reopened, formats: Formats) -> str:
    parts = [f"{category_text(row)} {row.n}×", ended_text(row), conceded_text(row, formats)]
    return "; ".join(part for part in parts if part)


# Refusals.


def no_such_buyer(text: str, near: Sequence[str]) -> str:
    """No deal on the desk has this buyer."""
    if near:
        return _("No deal on the desk has the buyer “{text}”. Did you mean {names}?").format(
            text=short_line(text), names=_(" or ").join(f"“{name}”" for name in near)
        )
    return _(
        "No deal on the desk has the buyer “{text}”; “list” names the deals and their buyers."
    ).format(text=short_line(text))


def empty_name() -> str:
    """A buyer without a name cannot be joined to another."""
    return _("A buyer without a name cannot be joined; name the buyer in the deal first.")


def same_already(spelling: str, buyer: str) -> str:
    """Two spellings are one buyer already."""
    return _("“{spelling}” and “{buyer}” are one buyer already; choose another to join.").format(
        spelling=short_line(spelling), buyer=short_line(buyer)
    )


def not_joined(spelling: str) -> str:
    """A spelling that is a buyer of its own cannot be taken apart."""
    return _(
        "“{spelling}” is not joined to another buyer; choose a spelling that is, or leave it."
    ).format(spelling=short_line(spelling))
