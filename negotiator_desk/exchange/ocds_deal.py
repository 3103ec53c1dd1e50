"""A deal from one contract of a public record: what is known, and in words what is not."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from negotiator_desk.exchange.ocds_history import history_of
from negotiator_desk.exchange.ocds_merge import MARK, Process
from negotiator_desk.exchange.ocds_moves import History, Move
from negotiator_desk.exchange.ocds_parties import (
    Bidders,
    bidders,
    buyer,
    criteria,
    rivals,
    suppliers,
)
from negotiator_desk.exchange.ocds_remarks import (
    LOST,
    Case,
    on_award,
    on_dates,
    on_payments,
    on_values,
)
from negotiator_desk.exchange.ocds_values import (
    JsonObject,
    Note,
    Notes,
    currency_of,
    date_of,
    id_of,
    kept_line,
    obj,
    objects,
    plain,
    text_of,
)
from negotiator_desk.models.choices import ChangeStatus, Origin, Stage
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.delivery import Change
from negotiator_desk.models.fields import TEXT_LIMIT
from negotiator_desk.wording.ocds import change_text, note_text

_NAMESPACE: Final = uuid5(NAMESPACE_URL, "https://standard.open-contracting.org/")

_CONTRACT_STAGES: Final[Mapping[str, Stage]] = {
    "pending": Stage.SIGNATURE,
    "terminated": Stage.CLOSED,
    "cancelled": Stage.CLOSED,
}


def deals(process: Process) -> Iterator[Snapshot]:
    """One deal per contract, and one per award that has none (see ``docs/ocds.md``)."""
    contracts = objects(process.release, "contracts")
    awards = objects(process.release, "awards")
    used = {id_of(award) for contract in contracts if (award := _award_of(contract, process))}
    without = [award for award in awards if id_of(award) not in used]
    live = [award for award in without if plain(award.get("status")) not in LOST]
    found = bidders(process.release)
    lost = [award for award in awards if plain(award.get("status")) in LOST]
    for contract in contracts:
        yield _Builder(process, contract, "contracts", found, lost).snapshot()
    for award in live if contracts or live else without:
        yield _Builder(process, award, "awards", found, lost).snapshot()


def _award_of(contract: JsonObject, process: Process) -> JsonObject | None:
    """The award a contract names; the only award where the only contract names none."""
    if wanted := id_of(contract, "awardID"):
        return next(iter(process.linked_by("awards", wanted)), None)
    awards = objects(process.release, "awards")
    alone = len(awards) == 1 and len(objects(process.release, "contracts")) == 1
    return awards[0] if alone else None


class _Builder:
    """The making of one deal: gathers values and remarks, then writes both down."""

    def __init__(
        self,
        process: Process,
        entry: JsonObject,
        kind: str,
        found: Bidders,
        lost: Sequence[JsonObject],
    ) -> None:
        self.bidders = found
        self.process = process
        self.release = process.release
        self.entry = entry
        self.is_award = kind == "awards"
        self.notes = Notes()
        self.award = entry if self.is_award else _award_of(entry, process)
        self.deal_id = uuid5(
            _NAMESPACE, json.dumps([process.ocid, kind, id_of(entry)], ensure_ascii=True)
        )
        self.remarks_first()
        self.history: History = history_of(process, kind, entry, self.notes)
        self.currency = self.history.currency or self.other_currency()
        self.case = Case(
            process=process,
            entry=entry,
            is_award=self.is_award,
            award=self.award,
            history=self.history,
            currency=self.currency,
            notes=self.notes,
            lost=lost,
        )

    def remarks_first(self) -> None:
        """The remarks that open the summary: source, description, status."""
        notes, entry = self.notes, self.entry
        key = "source_award" if self.is_award else "source"
        notes.add(key, ocid=self.process.ocid, id=id_of(entry))
        description = text_of(entry, "description")
        if description and description != self.title():
            notes.add("description", text=description)
        if status := plain(entry.get("status")):
            notes.add("status_award" if self.is_award else "status_contract", status=status)
        if mark := plain(entry.get(MARK)):
            notes.add(mark)
        for place in self.process.odd:
            notes.add("unread_shape", place=place)
        if extended := id_of(entry, "extendsContractID"):
            notes.add("extends", id=extended)

    def title(self) -> str:
        """The entry's title, else the award's, the tender's, the description, the ocid."""
        for source, key in (
            (self.entry, "title"),
            (self.award, "title"),
            (obj(self.release, "tender"), "title"),
            (self.entry, "description"),
        ):
            if found := text_of(source, key):
                return kept_line(found, 10_000)
        return self.process.ocid

    def reference(self) -> str:
        """The process and the entry in it, once where one id holds the other."""
        ocid, entry_id = self.process.ocid, id_of(self.entry)
        if entry_id.startswith(ocid):
            return kept_line(entry_id, 10_000)
        if ocid.endswith((f"-{entry_id}", f"/{entry_id}")) and len(entry_id) > 4:
            return kept_line(ocid, 10_000)
        return kept_line(f"{ocid} / {entry_id}", 10_000)

    def other_currency(self) -> str:
        """The award's currency where the contract names none."""
        found = currency_of(self.award, self.notes)
        self.notes.add("currency_from_award" if found else "currency_missing")
        return found

    def snapshot(self) -> Snapshot:
        """The deal, its changes, criteria and rivals."""
        notes, entry, history = self.notes, self.entry, self.history
        tender = obj(self.release, "tender")
        rfp = date_of(obj(tender, "tenderPeriod").get("startDate"), "tender_start", notes)
        award_on = date_of((self.award or {}).get("date"), "award_date", notes)
        award_on = award_on or history.base_on
        signed_on = date_of(entry.get("dateSigned"), "signed_date", notes)
        start, end = self.period()
        on_values(self.case)
        on_award(self.case)
        on_payments(self.case)
        supplier = suppliers(self.release, entry, self.award, self.extended(), notes)
        buyer_name = buyer(self.release, notes)
        on_dates(self.case, rfp, award_on, signed_on, start, end)
        moves = self.moves()
        rival_list = rivals(self.bidders, self.deal_id, supplier, self.currency)
        deal = Deal(
            id=self.deal_id,
            origin=Origin.PUBLIC_RECORD,
            title=self.title(),
            reference=self.reference(),
            buyer=buyer_name,
            supplier=supplier,
            currency=self.currency,
            stage=self.stage(),
            rfp_issued_on=rfp,
            award_on=award_on,
            signed_on=signed_on,
            delivery_start_on=start,
            delivery_end_on=end,
            signed_value=history.first,
            summary=self.summary(),
        )
        return Snapshot(
            deal=deal,
            criteria=criteria(tender, self.deal_id, rfp),
            rivals=rival_list,
            changes=tuple(self.change(number, move) for number, move in enumerate(moves, 1)),
        )

    def stage(self) -> Stage:
        """The stage the record speaks of; dates can still hold it back (control model, Stage)."""
        status = plain(self.entry.get("status"))
        if self.is_award:
            return Stage.TABLE if status == "pending" else Stage.SIGNATURE
        return _CONTRACT_STAGES.get(status, Stage.DELIVERY)

    def period(self) -> tuple[date | None, date | None]:
        """Start and end of the contract period: the entry's own, else the award's."""
        own = obj(self.entry, "contractPeriod" if self.is_award else "period")
        start = date_of(own.get("startDate"), "period_start", self.notes)
        end = self.history.end_last
        if start or end or self.is_award:
            return start, end
        awarded = obj(self.award, "contractPeriod")
        start = date_of(awarded.get("startDate"), "period_start", self.notes)
        end = date_of(awarded.get("endDate"), "period_end", self.notes)
        if start or end:
            self.notes.add("period_award")
        return start, end

    def extended(self) -> JsonObject | None:
        """The contract that this entry extends, where it says so."""
        wanted = id_of(self.entry, "extendsContractID")
        return next(iter(self.process.linked_by("contracts", wanted)), None)

    # What is written down.

    def moves(self) -> list[Move]:
        """The contract's changes, and those that the record lists as contracts of their own."""
        moves = list(self.history.moves)
        own = "" if self.is_award else id_of(self.entry)
        for other in self.process.linked_by("extendsContractID", own):
            if id_of(other) != own:
                move = Move(
                    id=f"contract: {id_of(other)}",
                    key="amendment",
                    params={"id": id_of(other)},
                    decided_on=date_of(other.get("dateSigned"), "amendment_date", self.notes),
                    rationale=text_of(other, "title"),
                    said=[
                        Note("extension", {"id": id_of(other)}),
                        Note("unpriced", {}),
                    ],
                )
                if kind := text_of(other, "dncpAmendmentType"):
                    move.description = kind
                moves.append(move)
        return moves

    def change(self, number: int, move: Move) -> Change:
        made = change_text(move.key, move.params, self.currency)
        words = move.rationale or move.description
        described = [text for text in (move.rationale, move.description) if text]
        described += [change_text(note.key, note.params, self.currency) for note in move.said]
        return Change(
            id=_inner_id(self.deal_id, "changes", f"{number}: {move.id}"),
            number=number,
            title=kept_line(words, 200) if words else made,
            description="\n".join(described)[:TEXT_LIMIT],
            raised_on=move.decided_on,
            decided_on=move.decided_on,
            status=ChangeStatus.AGREED,
            price_change=move.price,
        )

    def summary(self) -> str:
        """All remarks as sentences, one to a line."""
        lines = [note_text(note.key, note.params, self.currency) for note in self.notes.listed()]
        return "\n".join(lines)[:TEXT_LIMIT]


def _inner_id(deal_id: UUID, kind: str, key: str) -> UUID:
    """The id of a record of the deal: the same file makes the same ids every time."""
    return uuid5(deal_id, json.dumps([kind, key], ensure_ascii=True))
