"""The tables of the desk as statements name them: columns and keys from the declared kinds.

Without types and rules, which ``store.schema`` adds: making those takes longer than loading a deal.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sqlalchemy import TableClause, column, table

from negotiator_desk.models.kinds import ALL_KINDS, DEAL_KINDS
from negotiator_desk.store.codec import column_names

KEYS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {kind: ("deal_id", "id") if kind in DEAL_KINDS else ("id",) for kind in ALL_KINDS}
)
"""The columns that find a row: kind name -> (deal, id) for a deal's kinds, id for the desk's."""

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        kind: (*KEYS[kind][:-1], "position", *column_names(record))
        for kind, record in ALL_KINDS.items()
    }
)
"""All columns: kind name -> the deal's id if it is of a deal, the position, the fields."""

TABLES: Final[Mapping[str, TableClause]] = MappingProxyType(
    {kind: table(kind, *map(column, names)) for kind, names in COLUMNS.items()}
)
"""Kind name -> table."""

BLOBS: Final = table("blobs", column("sha256"), column("data"))
"""Contents of attachments and of the logo, named by their SHA-256; append-only."""


def quoted(names: tuple[str, ...]) -> str:
    """Column names as they stand in a statement of ours."""
    return ", ".join(f'"{name}"' for name in names)
