"""The lists of a dossier: tactics seen, terms reopened, people met, public contracts."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from uuid import UUID

import msgspec

from negotiator_desk.domain.facts import Facts, present
from negotiator_desk.domain.results import Diagnosis
from negotiator_desk.domain.rounding import Units, from_units
from negotiator_desk.domain.signature import conceded
from negotiator_desk.models.before import Stakeholder
from negotiator_desk.models.choices import BuyingRole, Effect, Response, TermCategory
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.learn import Behaviour


class Answer(msgspec.Struct, frozen=True):
    """What we answered to a tactic once, and with what effect."""

    deal_id: UUID
    record: UUID
    day: date | None
    text: str
    effect: Effect | None


class TacticSeen(msgspec.Struct, frozen=True, kw_only=True):
    """A tactic as it was seen over all deals.

    ``tactic`` is its key in the catalogue or the words it was recorded with. ``by`` are the
    people it was seen from, with how often; ``answers`` ours, those that worked first.
    """

    tactic: str
    n: int
    deals: tuple[UUID, ...]
    by: tuple[tuple[str, int], ...]
    effects: Mapping[Effect, int]
    answers: tuple[Answer, ...]
    records: tuple[tuple[UUID, UUID], ...]

    @property
    def worked(self) -> tuple[Answer, ...]:
        """The answers that worked."""
        return tuple(answer for answer in self.answers if answer.effect is Effect.WORKED)


class Reopened(msgspec.Struct, frozen=True, kw_only=True):
    """The reopenings of one category of terms, and how they ended.

    ``conceded`` is what they cost us, by currency. ``records`` are pairs of deal and reopening.
    """

    category: TermCategory | None
    n: int
    responses: Mapping[Response, int]
    conceded: Mapping[str, Fraction]
    records: tuple[tuple[UUID, UUID], ...]


class Seen(msgspec.Struct, frozen=True):
    """A person as one deal records them."""

    deal_id: UUID
    record: UUID
    title: str
    roles: tuple[BuyingRole, ...]
    stance: int | None


class Met(msgspec.Struct, frozen=True, kw_only=True):
    """A person met in one deal or more: as first and as last recorded, in the order of deals."""

    name: str
    n: int
    then: Seen
    now: Seen


class PublicContract(msgspec.Struct, frozen=True, kw_only=True):
    """A public contract of the buyer: what it was signed for and what it has become.

    ``growth`` is the difference as a share of what was signed, None where that is not known.
    """

    deal_id: UUID
    title: str
    reference: str
    supplier: str
    signed_on: date | None
    currency: str
    signed: Fraction | None
    today: Fraction | None
    growth: Fraction | None
    changes: int


_ORDER = (Effect.WORKED, Effect.NEUTRAL, None, Effect.BACKFIRED)


def one_line(text: str) -> str:
    """A text as names are compared: one space between words, no regard to case."""
    return " ".join(text.split()).casefold()


def tactics_seen(
    deals: Sequence[Snapshot], tactic_key: Callable[[str], str] = str
) -> tuple[TacticSeen, ...]:
    """The tactics of all deals, the most frequent first; behaviours without one are left out.

    ``tactic_key`` says what a recorded tactic is filed under.
    """
    found: dict[str, list[tuple[Snapshot, Behaviour]]] = defaultdict(list)
    names: dict[str, str] = {}
    for deal in deals:
        for behaviour in deal.behaviours:
            if present(behaviour.tactic):
                name = " ".join(tactic_key(behaviour.tactic).split())
                names.setdefault(one_line(name), name)
                found[one_line(name)].append((deal, behaviour))
    tactics = [_tactic(names[key], group) for key, group in found.items()]
    return tuple(sorted(tactics, key=lambda tactic: -tactic.n))


def _tactic(name: str, group: Sequence[tuple[Snapshot, Behaviour]]) -> TacticSeen:
    by: Counter[str] = Counter()
    effects: Counter[Effect] = Counter()
    answers: list[Answer] = []
    for deal, behaviour in group:
        person = _person(deal, behaviour.stakeholder_id)
        if person:
            by[person] += 1
        if behaviour.effect is not None:
            effects[behaviour.effect] += 1
        if present(behaviour.our_response):
            answers.append(
                Answer(
                    deal.deal.id,
                    behaviour.id,
                    behaviour.seen_on,
                    behaviour.our_response.strip(),
                    behaviour.effect,
                )
            )
    answers.sort(key=lambda answer: _ORDER.index(answer.effect))
    return TacticSeen(
        tactic=name,
        n=len(group),
        deals=tuple(dict.fromkeys(deal.deal.id for deal, _ in group)),
        by=tuple(by.most_common()),
        effects=dict(effects),
        answers=tuple(answers),
        records=tuple((deal.deal.id, behaviour.id) for deal, behaviour in group),
    )


def _person(deal: Snapshot, person_id: UUID | None) -> str:
    names = (person.name for person in deal.stakeholders if person.id == person_id)
    return " ".join(next(names, "").split())


def reopened_terms(deals: Iterable[Facts]) -> tuple[Reopened, ...]:
    """The reopenings of all deals by category of the term, the most frequent first.

    A reopening without an answer is pending.
    """
    found: dict[TermCategory | None, list[tuple[UUID, UUID, Response, str, Units]]]
    found = defaultdict(list)
    for facts in deals:
        for term in facts.now.terms:
            for reopening in term.reopenings:
                found[term.category].append(
                    (
                        facts.deal.id,
                        reopening.id,
                        reopening.response or Response.PENDING,
                        facts.deal.currency,
                        conceded(reopening, facts.paid),
                    )
                )
    rows = [
        Reopened(
            category=category,
            n=len(group),
            responses=dict(Counter(response for _, _, response, _, _ in group)),
            conceded=_by_currency((currency, amount) for *_, currency, amount in group),
            records=tuple((deal_id, record) for deal_id, record, *_ in group),
        )
        for category, group in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: -row.n))


def _by_currency(amounts: Iterable[tuple[str, Units]]) -> Mapping[str, Fraction]:
    sums: dict[str, Units] = defaultdict(int)
    for currency, amount in amounts:
        if amount:
            sums[currency] += amount
    return {currency: from_units(amount) for currency, amount in sums.items()}


def people_met(deals: Sequence[Snapshot]) -> tuple[Met, ...]:
    """The people of all deals by name; ``deals`` oldest first.

    Two people of one name in one deal are told apart by nothing, and the later one stands.
    """
    found: dict[str, list[tuple[UUID, Stakeholder]]] = defaultdict(list)
    for deal in deals:
        named = {one_line(p.name): p for p in deal.stakeholders if present(p.name)}
        for key, person in named.items():
            found[key].append((deal.deal.id, person))
    rows = [
        Met(
            name=" ".join(group[-1][1].name.split()),
            n=len(group),
            then=_seen(*group[0]),
            now=_seen(*group[-1]),
        )
        for group in found.values()
    ]
    return tuple(sorted(rows, key=lambda row: -row.n))


def _seen(deal_id: UUID, person: Stakeholder) -> Seen:
    return Seen(deal_id, person.id, person.title, person.buying_roles, person.stance)


def public_contract(facts: Facts, diagnosis: Diagnosis) -> PublicContract:
    """A public record as a contract of the buyer."""
    signed, today = diagnosis.value.signed, diagnosis.value.contract_sum_today
    growth = None
    if signed and today is not None:
        growth = (today - signed) / signed
    return PublicContract(
        deal_id=facts.deal.id,
        title=facts.deal.title,
        reference=facts.deal.reference,
        supplier=facts.deal.supplier,
        signed_on=facts.deal.signed_on,
        currency=diagnosis.currency,
        signed=signed,
        today=today,
        growth=growth,
        changes=len(facts.now.changes),
    )
