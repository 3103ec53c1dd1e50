"""What is kept of a record is what would be worked out anew, and so is the index of a deal."""

from datetime import date, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from negotiator_desk.domain import kept
from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.sense import warnings
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.kinds import RecordIndex
from tests.strategies import snapshots

DAY = date(2026, 6, 1)


@given(snapshots())
def test_a_deal_of_new_objects_comes_to_the_same(snapshot: Snapshot) -> None:
    """Nothing that is kept of a record depends on the deal it lay in before."""
    again = msgspec.convert(msgspec.to_builtins(snapshot), Snapshot)
    other = msgspec.structs.replace(
        snapshot, trades=(), deal=msgspec.structs.replace(snapshot.deal, award_on=DAY)
    )
    for as_of in (DAY, DAY + timedelta(days=400)):
        diagnose(other, as_of)
        assert diagnose(snapshot, as_of) == diagnose(again, as_of)
    warnings(other)
    assert warnings(snapshot) == warnings(again)


@given(snapshots(), st.data())
def test_an_index_of_what_moved_is_the_index_of_the_whole(
    snapshot: Snapshot, data: st.DataObject
) -> None:
    fewer = msgspec.structs.replace(
        snapshot,
        **{
            kind: tuple(each for each in getattr(snapshot, kind) if data.draw(st.booleans()))
            for kind in ("trades", "terms", "criteria")
        },
        deal=msgspec.structs.replace(snapshot.deal, title="Another"),
    )
    for before, after in ((snapshot, fewer), (fewer, snapshot)):
        moved = RecordIndex(after, RecordIndex(before))
        whole = RecordIndex(after)
        assert moved.places == whole.places
        assert all(moved.places[key][1] is whole.places[key][1] for key in whole.places)


def test_more_records_than_are_kept_come_to_the_same() -> None:
    calls: list[str] = []
    shout = kept.kept(lambda text: calls.append(text) or text.upper())
    texts = [f"r{number}" for number in range(kept.MOST + 5)]
    assert [shout(text) for text in texts] == [text.upper() for text in texts]
    assert shout(texts[-1]) == texts[-1].upper()
    assert len(calls) == len(texts)
