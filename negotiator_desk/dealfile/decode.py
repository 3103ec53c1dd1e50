"""The text of ``deal.json`` read as a snapshot: every record, id and reference checked."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final, NoReturn
from uuid import UUID, uuid5

import msgspec

from negotiator_desk.dealfile.encode import extra_text
from negotiator_desk.dealfile.places import called, class_at, way
from negotiator_desk.dealfile.strict_json import Document, JsonError, Path
from negotiator_desk.dealfile.values import Reader, reader_of
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.fields import FieldSpec, Record, ValueType, field_map, fields_of
from negotiator_desk.models.kinds import DEAL_LISTS
from negotiator_desk.models.rules import FormError
from negotiator_desk.wording import dealfile as wording
from negotiator_desk.wording.refusals import Refusal

RECORD_LIMIT: Final = 100_000
"""How many records a deal may have, the deal itself and nested records included."""


def decode(data: bytes, name: str) -> Snapshot:
    """The deal that a ``deal.json`` holds.

    Args:
        data: the JSON text, UTF-8, in any layout.
        name: what the file is called in a refusal.

    Raises:
        Refusal: one sentence that names the file, the record and the field.
    """
    try:
        document = Document(data)
    except JsonError as error:
        raise Refusal(_json_sentence(error, name)) from None
    if not isinstance(document.tree, dict):
        raise Refusal(wording.not_a_deal(name))
    return _Reading(document, name).snapshot()


class _Plan(msgspec.Struct, frozen=True):
    """How the records of one class are read."""

    record: type[Record]
    readers: Mapping[str, tuple[FieldSpec, Reader | None]]  # no reader: nested
    required: tuple[str, ...]
    references: Mapping[str, FieldSpec]


@cache
def _plan(record: type[Record]) -> _Plan:
    nested = (ValueType.NESTED, ValueType.NESTED_ONE)
    specs = fields_of(record)
    return _Plan(
        record=record,
        readers={s.name: (s, None if s.type in nested else reader_of(s)) for s in specs},
        required=tuple(s.name for s in specs if s.field.required and s.name != "id"),
        references={s.name: s for s in specs if s.field.refers not in ("", "-")},
    )


class _Reading:
    """One reading of one document: the ids met, the references to follow up, the count."""

    def __init__(self, document: Document, name: str) -> None:
        self._document = document
        self._tree: dict[str, Any] = document.tree
        self._name = name
        self._kinds: dict[UUID, str] = {}  # of every record; a nested one is of no kind
        self._paths: list[Path] = []  # of the records, in the order of self._kinds
        self._references: list[tuple[Path, FieldSpec, tuple[UUID, ...]]] = []
        self._written_ids: frozenset[str] | None = None
        self._count = 0

    def snapshot(self) -> Snapshot:
        deal = self._record(_plan(Deal), self._tree, (), "deal", known=DEAL_LISTS)
        lists = {
            kind: self._list(kind, record)
            for kind, record in DEAL_LISTS.items()
            if not _missing(self._tree.get(kind))
        }
        self._follow_references()
        # Each list holds the records of its kind, as DEAL_LISTS says.
        snapshot: Snapshot = Snapshot(deal=deal, **lists)  # type: ignore[arg-type]
        return snapshot

    def _list(self, kind: str, record: type[Record]) -> tuple[Record, ...]:
        content = self._tree[kind]
        if not isinstance(content, list):
            raise Refusal(
                wording.list_wanted(self._name, wording.record_name("deal", self._tree), kind)
            )
        plan = _plan(record)
        return tuple(
            [self._record(plan, tree, (kind, place), kind) for place, tree in enumerate(content)]
        )

    def _record(
        self,
        plan: _Plan,
        tree: Any,
        path: Path,
        kind: str,
        made_id: UUID | None = None,
        known: Mapping[str, Any] | None = None,
    ) -> Any:
        """The record at ``path``, with the nested ones.

        ``kind`` is empty for a nested record, ``made_id`` its id where it has none, ``known``
        the keys that are read elsewhere.
        """
        if not isinstance(tree, dict):
            self._refuse_shape(path, kind or plan.record)
        self._count += 1
        if self._count > RECORD_LIMIT:
            raise Refusal(wording.too_many_records(self._name, self._called(path), RECORD_LIMIT))
        values: dict[str, Any] = {}
        nested: list[str] = []
        unknown: list[str] = []
        key = "id"
        readers = plan.readers
        try:
            for key, content in tree.items():
                found = readers.get(key)
                if found is None:
                    if known is None or key not in known:
                        unknown.append(key)
                elif content is None or content == "":
                    pass
                elif (reader := found[1]) is not None:
                    values[key] = reader(content)
                else:
                    nested.append(key)
            for key in plan.required:
                if key not in values:
                    raise FormError("required")
            key = "id"
            record_id = values.get("id", made_id)
            if record_id is None and kind:
                raise FormError("required")
        except FormError as error:
            self._refuse_field(path, key, error)
        if record_id is not None:
            values["id"] = record_id
            self._note_id(record_id, kind, path)
        for name in nested:
            values[name] = self._nested(plan.readers[name][0], tree[name], (*path, name), record_id)
        for name, spec in plan.references.items():
            if (target := values.get(name)) is not None:
                ids = target if isinstance(target, tuple) else (target,)
                self._references.append((path, spec, ids))
        if unknown:
            values["extra"] = self._extra(unknown, path)
        return plan.record(**values)

    def _nested(self, spec: FieldSpec, content: Any, path: Path, parent_id: UUID | None) -> Any:
        assert spec.nested is not None  # a nested field names its class
        plan = _plan(spec.nested)
        if spec.type is ValueType.NESTED_ONE:
            one = self._record(plan, content, path, "")
            # A record that says nothing would not be written again; a nested one has no id.
            return one if one != spec.nested(id=None) else None  # type: ignore[arg-type]
        if not isinstance(content, list):
            self._refuse_field(path[:-1], spec.name, FormError("type"))
        assert parent_id is not None  # only a list of a record with an id holds others
        found = []
        for place, tree in enumerate(content):
            made = None
            if isinstance(tree, dict) and _missing(tree.get("id")):
                made = self._made_id(parent_id, f"{spec.name}/{place}")
            found.append(self._record(plan, tree, (*path, place), "", made))
        return tuple(found)

    def _made_id(self, parent_id: UUID, place: str) -> UUID:
        """An id for a nested record without one, the same at every reading of the file."""
        made = uuid5(parent_id, place)
        while self._is_written(made):  # by a reading before a record was put in front
            made = uuid5(made, place)
        return made

    def _is_written(self, record_id: UUID) -> bool:
        """Whether the file holds this id, be it in something that nobody knows."""
        if self._written_ids is None:
            self._written_ids = _ids_in(self._tree)
        return record_id.hex in self._written_ids

    def _note_id(self, record_id: UUID, kind: str, path: Path) -> None:
        self._kinds[record_id] = kind
        self._paths.append(path)
        if len(self._kinds) < len(self._paths):
            first = list(self._kinds).index(record_id)
            raise Refusal(
                wording.id_twice(
                    self._name,
                    self._called(path),
                    str(record_id),
                    self._called(self._paths[first]),
                )
            )

    def _extra(self, keys: list[str], path: Path) -> str:
        """The unknown keys of the record at ``path`` with their raw values."""
        raw: dict[str, str] = {}
        for key in keys:
            try:
                key.encode()  # half of a surrogate pair in a key cannot be kept
                raw[key] = self._document.raw((*path, key))
            except (JsonError, UnicodeEncodeError):
                raise Refusal(wording.key_unreadable(self._name, self._called(path), key)) from None
        return extra_text(raw)

    def _follow_references(self) -> None:
        for path, spec, ids in self._references:
            for target in ids:
                kind = self._kinds.get(target)
                if kind is None and spec.field.refers == "*" and self._is_written(target):
                    continue  # of a kind that only a newer version knows
                if kind is None:
                    self._refuse_field(path, spec.name, FormError("dangling", text=str(target)))
                elif spec.field.refers not in ("*", kind):
                    raise Refusal(
                        wording.wrong_kind(self._name, self._called(path), spec, str(target))
                    )

    def _refuse_shape(self, path: Path, kind: str | type[Record]) -> NoReturn:
        place = path[-1] if isinstance(path[-1], int) else None
        outer = path if place is None else path[:-1]
        record = self._called(outer[:-1])
        raise Refusal(wording.object_wanted(self._name, record, str(outer[-1]), kind, place))

    def _called(self, path: Path) -> str:
        return called(self._tree, path)

    def _refuse_field(self, path: Path, key: str, error: FormError) -> NoReturn:
        spec = field_map(class_at(self._tree, path))[key]
        raise Refusal(wording.field_refused(self._name, self._called(path), spec, error)) from None


def _missing(content: Any) -> bool:
    return content is None or content == ""


def _ids_in(tree: dict[str, Any]) -> frozenset[str]:
    """The ids written in the records of a deal, nested ones too, in hexadecimal."""
    found: list[str] = []
    waiting: list[Any] = [tree]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            waiting.extend([inner for inner in item.values() if isinstance(inner, (dict, list))])
            if isinstance(written := item.get("id"), str):
                found.append(written.replace("-", "").lower())
        else:
            waiting.extend([inner for inner in item if isinstance(inner, (dict, list))])
    return frozenset(found)


def _json_sentence(error: JsonError, name: str) -> str:
    params = error.params
    match error.key:
        case "not_utf8":
            return wording.not_utf8(name, params["place"])
        case "too_deep":
            return wording.too_deep(name, params["limit"], params["line"], params["column"])
        case "too_many_values":
            return wording.too_many_values(name, params["limit"])
        case "key_twice" | "no_number":
            path, tree = params["path"], params["tree"]
            if not isinstance(tree, dict):
                return wording.not_a_deal(name)
            stop = way(tree, path)[-1]
            record, rest = path[: stop.length], [str(step) for step in path[stop.length :]]
            if error.key == "key_twice":
                field = " › ".join([*rest, params["name"]])
                return wording.key_twice(name, called(tree, record), field)
            if not rest:
                return wording.no_number(name, params["word"])
            return wording.no_number_at(
                name, called(tree, record), " › ".join(rest), params["word"]
            )
        case _:
            return wording.not_json(name, params["line"], params["column"])
