"""Undo and redo: rows put back from their images, after a look that they are as they were left."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Final

from sqlalchemy import Connection, and_, bindparam, delete, insert, select, update

from negotiator_desk.store.columns import KEYS
from negotiator_desk.store.engine import plain_of
from negotiator_desk.store.journal import Image, Values
from negotiator_desk.store.search_index import MANY, in_bulk
from negotiator_desk.store.tables import TABLES

_MANY: Final = 50  # rows of one deal from which reading all of them beats reading each

Change = tuple[Values, Values | None, Values | None]
"""A row's key, what it must be now and what it is to become."""


class RowChanged(Exception):  # an answer, worded as a refusal by the caller
    """A row is not as the step left it."""


def replay(connection: Connection, images: Iterable[Image], *, back: bool) -> None:
    """Make the rows of a step as they were before it (``back``), or as the step left them.

    The order of the rows does not matter: a step holds each row once, and references to the deal
    are checked at the end of the transaction.

    Raises:
        RowChanged: when a row is not as it was left; the caller rolls back.
    """
    changes: dict[str, list[Change]] = defaultdict(list)
    for image in images:
        ends = (image.after, image.before) if back else (image.before, image.after)
        changes[image.kind].append((image.key, *ends))
    for kind, found in changes.items():
        _check(connection, kind, found)
    with _indexing(plain_of(connection), changes):
        for kind, found in changes.items():
            _apply(connection, kind, found)


def _indexing(
    plain: sqlite3.Connection, changes: Mapping[str, list[Change]]
) -> AbstractContextManager[None]:
    """Have the full-text index take large deals at once where they come or go whole."""
    deals = changes.get("deal", [])
    added = {key["deal_id"] for key, now, _ in deals if now is None}
    removed = {key["deal_id"] for key, _, then in deals if then is None}
    many = (added or removed) and sum(map(len, changes.values())) >= MANY
    if many and all(
        key.get("deal_id") in (added if now is None else removed)
        for found in changes.values()
        for key, now, then in found
        if now is None or then is None
    ):
        return in_bulk(plain, added, removed)
    return nullcontext()


def _check(connection: Connection, kind: str, changes: list[Change]) -> None:
    known = _rows(connection, kind, [key for key, _, _ in changes])
    for key, now, _ in changes:
        row = known.get(tuple(key.values()))
        if now is None:
            if row is not None:
                raise RowChanged
        elif row is None or any(row[name] != content for name, content in now.items()):
            raise RowChanged


def _apply(connection: Connection, kind: str, changes: list[Change]) -> None:
    table = TABLES[kind]
    removed, added = [], []
    altered: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for key, now, then in changes:
        if then is None:
            removed.append(_keyed(key))
        elif now is None:
            added.append(dict(then))
        else:
            altered[tuple(then)].append({**_keyed(key), **_new(then)})
    if removed:
        connection.execute(delete(table).where(_is(kind)), removed)
    if added:
        connection.execute(insert(table), added)
    for names, rows in altered.items():
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
        connection.execute(update(table).where(_is(kind)).values(values), rows)


def _rows(
    connection: Connection, kind: str, keys: list[Values]
) -> Mapping[tuple[Any, ...], Values]:
    """The rows with these keys as they stand, by key."""
    names = KEYS[kind]
    found = _of_deals(connection, kind, keys) if _in_few_deals(keys) else None
    if found is None:
        found = _each(connection, kind, keys)
    return {tuple(row[name] for name in names): row for row in found}


def _in_few_deals(keys: list[Values]) -> bool:
    return "deal_id" in keys[0] and len(keys) >= _MANY * len({key["deal_id"] for key in keys})


def _of_deals(connection: Connection, kind: str, keys: list[Values]) -> Iterator[Values]:
    table = TABLES[kind]
    for deal_id in {key["deal_id"] for key in keys}:
        for row in connection.execute(select(table).where(table.c.deal_id == deal_id)).mappings():
            yield dict(row)


def _each(connection: Connection, kind: str, keys: list[Values]) -> Iterator[Values]:
    statement = select(TABLES[kind]).where(_is(kind))
    for key in keys:
        if (row := connection.execute(statement, _keyed(key)).mappings().first()) is not None:
            yield dict(row)


def _is(kind: str) -> Any:
    table = TABLES[kind]
    return and_(*(table.c[name] == bindparam(f"key_{name}") for name in KEYS[kind]))


def _keyed(key: Values) -> dict[str, Any]:
    return {f"key_{name}": content for name, content in key.items()}


def _new(values: Values) -> dict[str, Any]:
    return {f"new_{name}": content for name, content in values.items()}
