"""The figures of every document are those of the diagnosis, rounded and written the same way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from benchmarks.deals import make_deal
from negotiator_desk.charts.fonts import drawable
from negotiator_desk.dealfile.archive import read_file
from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.dossier import dossier_of
from negotiator_desk.domain.facts import offers_of
from negotiator_desk.domain.leaks import leaks_of
from negotiator_desk.domain.mandate import mandate_of
from negotiator_desk.domain.results import Diagnosis
from negotiator_desk.domain.signature import LockState, lock_state
from negotiator_desk.models.choices import ChangeStatus, Control, Origin, Side, TradeStatus
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.reports import agreed as agreed_points
from negotiator_desk.reports.context import Context
from negotiator_desk.reports.document import Wish, write
from negotiator_desk.reports.editions import write_edition
from negotiator_desk.reports.portfolio import portfolio
from negotiator_desk.reports.shown import Shown
from negotiator_desk.reports.table_edition import known_to_both
from negotiator_desk.wording.findings import check_label
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.resources import resource_path
from tests.reports.looking import pages_of

DAY = date(2026, 11, 22)
FORMATS = Formats("en_GB")

DEALS = {
    "sample": lambda: read_file(resource_path("sample/deal.json")).snapshot,
    "large": lambda: make_deal(400),
}


@pytest.fixture(scope="module", params=sorted(DEALS))
def deal(request: pytest.FixtureRequest) -> Snapshot:
    made = DEALS[request.param]()
    return replace(made, deal=replace(made.deal, origin=Origin.OWN))


@pytest.fixture(scope="module")
def diagnosis(deal: Snapshot) -> Diagnosis:
    return diagnose(deal, DAY)


def text_of(edition: str, deal: Snapshot, diagnosis: Diagnosis, path: Path) -> str:
    write_edition(edition, path, Context(deal, diagnosis, FORMATS), Wish(generated_on=DAY))
    return " ".join(pages_of(path)).replace("\xa0", " ")


def findings_said(diagnosis: Diagnosis) -> Iterator[tuple[str, str]]:
    for finding in diagnosis.findings:
        if finding.money:
            yield check_label(finding.key), FORMATS.amount(finding.money, diagnosis.currency)


def test_the_control_gap_report(deal: Snapshot, diagnosis: Diagnosis, tmp_path: Path) -> None:
    text = text_of("control-gap", deal, diagnosis, tmp_path / "x.pdf")
    currency, value = diagnosis.currency, diagnosis.value
    for result in diagnosis.controls:
        if result.score is not None:
            assert f"Score {FORMATS.score(result.score)} of 100" in text
        if result.lost is not None and result.exposed is not None:
            for name, amount in (("Lost", result.lost), ("Exposed", result.exposed)):
                least = "at least " if result.unpriced else ""
                assert f"{name}: {least}{FORMATS.money(amount, currency)}." in text
        for check in result.checks:
            if result.reached and check.ratio is not None:
                assert check_label(check.name) in text
                assert FORMATS.percent(check.ratio) in text
    for name, amount in (
        ("Price moved", value.price_moved),
        ("Cost given in kind", value.cost_given),
        ("Value received", value.value_received),
        ("Lost at the table", value.leakage),
        ("Signed", value.signed),
        ("Value now", value.value_now),
        ("Protected", value.protected),
    ):
        if amount is not None:
            assert f"{name} {FORMATS.money(amount, currency)}" in text, name
    for name, figure in (
        ("Value now", value.value_now),
        ("Lost", diagnosis.lost),
        ("Exposed", diagnosis.exposed),
    ):
        if figure is not None and value.signed is not None:
            pattern = (
                rf"{name}(, at least)? {re.escape(FORMATS.key_figure(figure, currency))} {currency}"
            )
            assert re.search(pattern, text[:1500]), name
    whole = text[text.index("All findings", text.index("Score over time", 3000)) :]
    for _label, amount in findings_said(diagnosis):
        assert amount in whole
    if diagnosis.score_shown:
        assert f"{FORMATS.score(diagnosis.score)} of 100; the gap is" in text


def to_act_on(amount: Decimal, currency: str) -> str:
    """Short where three digits say the whole amount, as 13.8M does for 13,800,000 alone."""
    if abs(amount) >= 1000 and Decimal(f"{amount:.3g}") == amount:
        return FORMATS.short(amount)
    return FORMATS.amount(amount, currency)


def test_the_brief(deal: Snapshot, diagnosis: Diagnosis, tmp_path: Path) -> None:
    text = text_of("brief", deal, diagnosis, tmp_path / "x.pdf")
    last = max(deal.corridor, key=lambda revision: revision.set_on or date.min)
    assert f"Target {to_act_on(last.target, diagnosis.currency)}" in text
    ours = offers_of(deal, Side.US)
    if ours:
        assert f"Our last offer {to_act_on(ours[-1].amount, diagnosis.currency)}" in text
    for standing in mandate_of(deal, DAY).standings[:6]:
        if standing.left is not None:
            assert FORMATS.amount(standing.left, diagnosis.currency) in text


def test_the_handover_pack(deal: Snapshot, diagnosis: Diagnosis, tmp_path: Path) -> None:
    text = text_of("handover", deal, diagnosis, tmp_path / "x.pdf")
    value = diagnosis.value
    for amount in (value.signed, value.contract_sum_today, value.exposed_after_signature):
        if amount is not None:
            assert FORMATS.key_figure(amount, diagnosis.currency) in text
    exposed = text[text.index("Still exposed") :]
    after = (Control.SIGNATURE, Control.DELIVERY)
    for finding in diagnosis.findings:
        if finding.control in after and finding.mendable and finding.money:
            assert FORMATS.amount(finding.money, diagnosis.currency) in exposed


def test_the_editions_for_both_sides_show_the_offers(
    deal: Snapshot, diagnosis: Diagnosis, tmp_path: Path
) -> None:
    text = text_of("table", deal, diagnosis, tmp_path / "x.pdf")
    for side in Side:
        offers = offers_of(deal, side)
        if offers:
            assert FORMATS.money(offers[-1].amount, diagnosis.currency) in text
    assert "Control score" not in text


def test_the_agreed_points(deal: Snapshot, diagnosis: Diagnosis, tmp_path: Path) -> None:
    """Quantities and days as they are recorded, the judgements of the diagnosis nowhere."""
    text = text_of("agreed", deal, diagnosis, tmp_path / "x.pdf")
    agreed = [trade for trade in deal.trades if trade.status is TradeStatus.AGREED]
    shown = Shown(Context(deal, diagnosis, FORMATS), agreed_points.ALLOWED)
    for trade in agreed:
        if trade.given and trade.received:
            for item in (*trade.given, *trade.received):
                assert " ".join(shown.item(item).split()) in text
    listed = [term for term in deal.terms if lock_state(term) is not LockState.OPEN]
    for term in listed:
        assert " ".join(term.agreed_wording.split()) in text
    settled = (ChangeStatus.AGREED, ChangeStatus.OFFERED)
    changes = [c for c in deal.changes if c.status in settled or known_to_both(c)]
    last = len(agreed) + len(deal.terms) + len(changes)
    assert f" {last}. " in text
    assert f" {last + 1}. " not in text
    for amount in (diagnosis.lost, diagnosis.exposed, diagnosis.value.value_received):
        assert amount is None or FORMATS.amount(amount, diagnosis.currency) not in text


def test_the_dossier(deal: Snapshot, diagnosis: Diagnosis, tmp_path: Path) -> None:
    text = text_of("dossier", deal, diagnosis, tmp_path / "x.pdf")
    dossier = dossier_of(deal.deal.buyer, [deal], DAY)
    assert drawable(dossier.buyer) in text
    for tactic in dossier.tactics:
        assert str(tactic.n) in text


def test_the_portfolio(deal: Snapshot, diagnosis: Diagnosis, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    write(path, portfolio([(deal, diagnosis)], (), FORMATS, DAY, Wish(generated_on=DAY)))
    text = " ".join(pages_of(path)).replace("\xa0", " ")
    for currency, leaks in leaks_of([(deal, diagnosis)]).items():
        for leak in leaks:
            assert leak.lost == diagnosis.control(leak.control).lost
            least = "at least " if diagnosis.control(leak.control).unpriced else ""
            lost, exposed = (FORMATS.amount(m, currency) for m in (leak.lost, leak.exposed))
            assert f"{leak.control.label} {least}{lost} {least}{exposed}" in text
        unpriced = any(result.unpriced for result in diagnosis.controls)
        least = "at least " if unpriced else ""
        lost, exposed = (FORMATS.amount(m, currency) for m in (diagnosis.lost, diagnosis.exposed))
        assert f"All controls {least}{lost} {least}{exposed}" in text
    assert FORMATS.score(diagnosis.gap) in text
