"""The deals of the benchmarks: as many as asked, valid, and the same each time."""

from datetime import UTC, datetime
from pathlib import Path

from benchmarks.deals import make_crowd, make_deal, make_deals, sample
from benchmarks.seed import fill
from negotiator_desk.dealfile.decode import decode
from negotiator_desk.dealfile.encode import canonical
from negotiator_desk.models.kinds import all_records
from negotiator_desk.store.desk import open_desk


def test_a_deal_has_the_size_asked_for_and_reads_back() -> None:
    deal = make_deal(500)
    assert sum(1 for _ in all_records(deal)) == 500
    assert decode(canonical(deal), "deal.json") == deal, "every reference leads somewhere"


def test_the_same_seed_makes_the_same_deals() -> None:
    once, again = (list(make_deals(3, 700)) for _ in range(2))
    assert once == again
    assert once != list(make_deals(3, 700, seed=1))


def test_deals_differ_from_the_sample_and_each_other() -> None:
    deals = [sample(), *make_deals(4, 800)]
    ids = [record.id for deal in deals for _, record in all_records(deal)]
    assert len(set(ids)) == len(ids)
    assert len({deal.deal.buyer for deal in deals}) > 2
    names = {person.name for person in deals[0].stakeholders}
    assert not names & {person.name for deal in deals[1:] for person in deal.stakeholders}


def test_a_crowd_has_its_people_and_trades_and_reads_back() -> None:
    deal = make_crowd(50, 30)
    assert len(deal.stakeholders) >= 50
    assert len(deal.trades) >= 30
    assert decode(canonical(deal), "deal.json") == deal
    people = {person.id for person in deal.stakeholders}
    assert len(people) == len(deal.stakeholders)
    assert {line.from_id for line in deal.influences} <= people


def test_seed_fills_a_desk(tmp_path: Path) -> None:
    deals = list(make_deals(2, 400))
    assert fill(tmp_path, deals) == 2
    desk = open_desk(tmp_path, lambda: datetime(2026, 11, 22, tzinfo=UTC))
    try:
        assert [desk.load(deal.deal.id) for deal in deals] == deals
    finally:
        desk.close()
