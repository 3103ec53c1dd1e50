"""The schema of the desk, made from the declared record kinds: types, keys, references."""

from functools import cache
from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from negotiator_desk.models.fields import Record, ValueType, fields_of
from negotiator_desk.models.kinds import ALL_KINDS, DEAL_KINDS

INTEGERS: Final = frozenset({ValueType.MONEY, ValueType.WHOLE, ValueType.FLAG})
"""Value types kept as integers; all others are texts."""


def _columns(record: type[Record]) -> list[Column[object]]:
    """One column for each field, NULL where the value is missing, and the unknown keys."""
    columns: list[Column[object]] = []
    for spec in fields_of(record):
        kept = BigInteger() if spec.type in INTEGERS else Text()
        columns.append(Column(spec.name, kept, nullable=spec.name != "id"))
    columns.append(Column("extra", Text(), nullable=True))
    return columns


def _deal_table(metadata: MetaData, kind: str, record: type[Record]) -> Table:
    table = Table(
        kind,
        metadata,
        Column("deal_id", Text(), nullable=False),
        Column("position", BigInteger(), nullable=False),
        *_columns(record),
        PrimaryKeyConstraint("deal_id", "id"),
    )
    if kind == "deal":
        table.append_constraint(UniqueConstraint("deal_id"))
    else:
        # Deferred: undo puts rows back in any order. No cascade: what a deal holds is deleted
        # by name, so that nothing another program added goes unnoticed.
        table.append_constraint(
            ForeignKeyConstraint(
                ["deal_id"], ["deal.deal_id"], deferrable=True, initially="DEFERRED"
            )
        )
    return table


def _desk_table(metadata: MetaData, kind: str, record: type[Record]) -> Table:
    return Table(
        kind,
        metadata,
        Column("position", BigInteger(), nullable=False),
        *_columns(record),
        PrimaryKeyConstraint("id"),
    )


def make_metadata() -> MetaData:
    """The schema of this version; needed to make a new desk, and by the suite."""
    metadata = MetaData()
    for kind, record in ALL_KINDS.items():
        (_deal_table if kind in DEAL_KINDS else _desk_table)(metadata, kind, record)
    Table(
        "blobs",
        metadata,
        Column("sha256", Text(), primary_key=True),
        Column("data", LargeBinary(), nullable=False),
    )
    return metadata


@cache
def table_statements() -> tuple[str, ...]:
    """The SQL that makes the tables of a new desk; the same for each of them."""
    dialect = sqlite.dialect()
    tables = make_metadata().sorted_tables
    return tuple(str(CreateTable(table).compile(dialect=dialect)) for table in tables)
