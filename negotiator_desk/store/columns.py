"""The columns of the desk's tables and the keys of their rows, from the declared kinds."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from negotiator_desk.models.kinds import ALL_KINDS, DEAL_KINDS
from negotiator_desk.store.codec import column_names

KEYS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {kind: ("deal_id", "id") if kind in DEAL_KINDS else ("id",) for kind in ALL_KINDS}
)
"""The columns that find a row: kind name -> (deal, id) for a deal's kinds, id for the desk's."""


@cache
def columns_of(kind: str) -> tuple[str, ...]:
    """All columns of a kind: the deal's id if it is of a deal, the position, the fields."""
    return (*KEYS[kind][:-1], "position", *column_names(ALL_KINDS[kind]))


def quoted(names: tuple[str, ...]) -> str:
    """Column names as they stand in a statement of ours."""
    return ", ".join(f'"{name}"' for name in names)
