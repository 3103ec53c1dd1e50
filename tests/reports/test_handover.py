"""The handover pack says what delivery has to hold to, to claim and never to give free."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.due import due_items
from negotiator_desk.domain.signature import is_locked
from negotiator_desk.models.choices import Control, Result, TradeStatus
from negotiator_desk.models.deal import Outcome, Snapshot
from negotiator_desk.reports.context import Context
from negotiator_desk.reports.document import Wish
from negotiator_desk.reports.editions import write_edition
from negotiator_desk.reports.reading import read_pdf
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import title_of

DAY = date(2026, 11, 22)


def pack(path: Path, snapshot: Snapshot) -> str:
    context = Context(snapshot, diagnose(snapshot, DAY), Formats("en_GB"))
    write_edition("handover", path, context, Wish(generated_on=DAY))
    return " ".join(" ".join(read_pdf(path).pages).split())


def test_every_part_is_there_in_order(sample: Snapshot, tmp_path: Path) -> None:
    text = pack(tmp_path / "h.pdf", sample)
    places = [
        text.index(head)
        for head in (
            "What is locked",
            "What was traded for what",
            "Never for free",
            "Clocks",
            "Ours to claim",
            "People",
            "Still exposed",
        )
    ]
    assert places == sorted(places)


def test_the_contract_sum_is_not_rounded_away(sample: Snapshot, tmp_path: Path) -> None:
    text = pack(tmp_path / "h.pdf", sample)
    for amount in ("4,472,000", "4,504,500"):
        assert amount in text


def test_locks_stand_with_clause_and_wording(sample: Snapshot, tmp_path: Path) -> None:
    text = pack(tmp_path / "h.pdf", sample)
    for term in sample.terms:
        assert term.name in text
        if is_locked(term):
            assert " ".join(term.agreed_wording.split())[:50] in text
            assert f"locked on {Formats('en_GB').date_text(term.locked_on)}" in text


def test_each_return_says_how_it_is_held(sample: Snapshot, tmp_path: Path) -> None:
    text = pack(tmp_path / "h.pdf", sample)
    assert "locked in “Contract length”" in text
    assert "owed, nothing holds it" in text
    assert "owed, due on 30 Nov 2026" in text
    given_away = [t for t in sample.trades if t.status is TradeStatus.AGREED and not t.received]
    assert text.count("nothing: given away") == len(given_away) > 0


def test_clocks_are_what_is_due(sample: Snapshot, tmp_path: Path) -> None:
    text = pack(tmp_path / "h.pdf", sample)
    formats = Formats("en_GB")
    clocks = text.split("Clocks")[1].split("Ours to claim")[0]
    for due in due_items(sample, DAY):
        if due.kind in ("changes", "entitlements", "trades"):
            assert formats.date_text(due.day) in clocks
    assert "overdue" in clocks


def test_a_condition_stands_with_its_trade(sample: Snapshot, tmp_path: Path) -> None:
    text = pack(tmp_path / "h.pdf", sample)
    assert "Condition: The rooms at Northgate are handed over by 20 July" in text


def test_what_is_not_signed_is_exposed_to_nothing(sample: Snapshot, tmp_path: Path) -> None:
    bare = Snapshot(deal=replace(sample.deal, signed_on=None, signed_value=None, stage=None))
    text = pack(tmp_path / "h.pdf", bare)
    assert text.count("not signed yet") == 2
    lost = Snapshot(deal=replace(bare.deal, outcome=Outcome(result=Result.LOST)))
    text = pack(tmp_path / "h.pdf", lost)
    assert text.count("no contract came of it") == 2
    assert "not signed yet" not in text
    assert "nothing holds it yet" not in text


def test_our_own_belief_is_not_handed_over(sample: Snapshot, tmp_path: Path) -> None:
    found = {finding.key for finding in diagnose(sample, DAY).findings}
    assert "perception_delivery" in found
    assert "Belief above evidence" not in pack(tmp_path / "h.pdf", sample)


def test_a_price_per_unit_is_never_free(sample: Snapshot, tmp_path: Path) -> None:
    text = pack(tmp_path / "h.pdf", sample)
    assert "Payment days 2,067 GBP a day" in text
    assert "red line: never given" in text
    bare = replace(sample, variables=(), changes=())
    assert "ask the sales lead" in pack(tmp_path / "h.pdf", bare)


def test_what_is_exposed_stands_record_by_record_and_adds_up(
    sample: Snapshot, tmp_path: Path
) -> None:
    text = pack(tmp_path / "h.pdf", sample).split("Still exposed")[1]
    diagnosis = diagnose(sample, DAY)
    formats = Formats("en_GB")
    after = [diagnosis.control(control) for control in (Control.SIGNATURE, Control.DELIVERY)]
    parts = [part for result in after for part in result.exposures]
    assert len(parts) > 5
    for part in parts:
        assert formats.amount(part.amount, "GBP") in text
        assert title_of(part.record, formats, sample) in text
    whole = diagnosis.value.exposed_after_signature
    assert sum(part.amount for part in parts) == whole
    assert f"All of it at least {formats.amount(whole, 'GBP')}" in text
    for why in (
        "Reopened: Two hours at Northgate and Southfield",
        "Offered, reply by 4 Dec 2026",
        "Not claimed by 13 Nov 2026",
        "Owed to us in Trade 1, and nothing holds it",
        "Open",
    ):
        assert why in text, why


def test_only_a_change_that_happens_has_cost_us(sample: Snapshot, tmp_path: Path) -> None:
    text = pack(tmp_path / "h.pdf", sample)
    assert "quality board cost us 6,500 GBP and brought nothing so far" in text
    # One is refused and one is raised; no work was done on either.
    assert "pack size would cost us 11,000 GBP and brings nothing so far" in text
    assert "28 October would cost us 9,000 GBP and brings nothing so far" in text
