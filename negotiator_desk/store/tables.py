"""The tables of the desk as SQLAlchemy's statements name them.

Without types and rules, which ``store.schema`` adds: making those takes longer than loading a deal.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sqlalchemy import TableClause, column, table

from negotiator_desk.models.kinds import ALL_KINDS
from negotiator_desk.store.columns import columns_of

TABLES: Final[Mapping[str, TableClause]] = MappingProxyType(
    {kind: table(kind, *map(column, columns_of(kind))) for kind in ALL_KINDS}
)
"""Kind name -> table."""

BLOBS: Final = table("blobs", column("sha256"), column("data"))
"""Contents of attachments and of the logo, named by their SHA-256; append-only."""
