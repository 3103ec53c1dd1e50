"""A copy of a deal has ids of its own and says the same."""

import re
from uuid import UUID, uuid5

from hypothesis import given, settings

from negotiator_desk.dealfile import canonical, decode
from negotiator_desk.dealfile.copying import with_new_ids
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.kinds import all_records, nested_records
from tests.strategies import snapshots

ELSEWHERE = UUID("99999999-9999-4999-8999-999999999999")
NEW = UUID("77777777-7777-4777-8777-777777777777")


def ids_of(snapshot: Snapshot) -> list[UUID]:
    """The ids of a deal in file order, nested ones too."""
    found = []
    for _, record in all_records(snapshot):
        found += [record.id, *(inner.id for _, _, inner in nested_records(record))]
    return [each for each in found if each is not None]


@settings(max_examples=40, deadline=None)
@given(snapshots())
def test_a_copy_has_new_ids_and_is_else_the_same(snapshot: Snapshot) -> None:
    copy = with_new_ids(snapshot)
    old, new = ids_of(snapshot), ids_of(copy)
    assert not set(old) & set(new)
    text = canonical(copy)
    assert decode(text, "copy") == copy  # every reference leads to a record of its kind
    back = dict(zip(new, old, strict=True))
    restored = re.sub(
        r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        lambda found: str(back.get(UUID(found[0]), found[0])),
        text.decode(),
    )
    assert decode(restored.encode(), "back") == snapshot


def test_ids_in_unknown_keys_follow() -> None:
    deal = UUID(int=5)
    unknown = UUID("abcdefab-cdef-4abc-8def-abcdefabcdef")
    snapshot = Snapshot(
        deal=Deal(
            id=deal,
            extra=f'{{"bids":[{{"id":"{unknown}","deal_id":"{deal}","other":"{ELSEWHERE}"}}],'
            f'"best_id":"{str(unknown).upper()}","note":"see {deal}"}}',
        )
    )
    count = iter(range(9))
    copy = with_new_ids(snapshot, lambda: uuid5(NEW, str(next(count))))
    first, second = uuid5(NEW, "0"), uuid5(NEW, "1")
    assert copy.deal.id == first
    assert copy.deal.extra == (
        f'{{"bids":[{{"id":"{second}","deal_id":"{first}","other":"{ELSEWHERE}"}}],'
        f'"best_id":"{second}","note":"see {deal}"}}'
    )
