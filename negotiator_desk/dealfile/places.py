"""Where a record lies in a deal file, from a path of keys to its name in words."""

from typing import Any

import msgspec

from negotiator_desk.dealfile.strict_json import Path
from negotiator_desk.models.deal import Deal
from negotiator_desk.models.fields import Record, field_map
from negotiator_desk.models.kinds import DEAL_LISTS
from negotiator_desk.wording.dealfile import record_name


class Stop(msgspec.Struct, frozen=True):
    """A record passed on the way along a path; ``length`` is how much of the path leads to it."""

    record: type[Record]
    kind: str | type[Record]
    tree: Any
    place: int | None
    length: int


def way(tree: Any, path: Path) -> list[Stop]:
    """The records along a path, the deal first, as far as its keys are known ones."""
    stops = [Stop(Deal, "deal", tree, None, 0)]
    here, at = tree, 0
    while at < len(path):
        key = str(path[at])
        spec = field_map(stops[-1].record).get(key)
        nested = spec.nested if spec else DEAL_LISTS.get(key) if at == 0 else None
        if nested is None:
            break
        here, at = here[key], at + 1
        place: int | None = None
        if isinstance(here, list) and at < len(path):
            place = int(path[at])
            here, at = here[place], at + 1
        stops.append(Stop(nested, key if key in DEAL_LISTS else nested, here, place, at))
    return stops


def class_at(tree: Any, path: Path) -> type[Record]:
    """The class of the record that a path leads to."""
    return way(tree, path)[-1].record


def called(tree: Any, path: Path) -> str:
    """What the record that a path leads to is called; for a nested one with the one around it."""
    *outer, last = way(tree, path)
    around = (outer[-1].kind, outer[-1].tree, outer[-1].place) if len(outer) > 1 else None
    return record_name(last.kind, last.tree, last.place, around)
