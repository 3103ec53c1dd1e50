"""From any shape OCDS is published in to processes: the merged release and how it came to be.

Read are a release, a release package, a record, a record package, a versioned release, and lists
of these. What is left out of a file (a release that is only linked) is never fetched.
"""

import warnings
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

import msgspec

from negotiator_desk.exchange.ocds_outline import SUMMARIES, is_ocds
from negotiator_desk.exchange.ocds_schema import MERGE_SCHEMA
from negotiator_desk.exchange.ocds_values import JsonObject, id_of, instant_of, objects, plain
from negotiator_desk.wording.ocds import refusal_text
from negotiator_desk.wording.refusals import Refusal

ENTRIES: Final = ("contracts", "awards")
MARK: Final = "negotiator-desk"
"""The key that marks an entry whose id is ours: ``no_id`` or ``twice``."""

_LINKS: Final = ("awardID", "extendsContractID")
_CONTENT: Final = ("buyer", "parties", "planning", "tender", "awards", "contracts", "bids")


class Process(msgspec.Struct, frozen=True, kw_only=True):
    """One contracting process.

    ``release`` is its last state, ``history`` the releases that led there, oldest first (one, the
    last state itself, where the file holds no more), ``compiled`` the publisher's own summary
    where ``release`` was merged from releases. ``linked`` counts the releases that the file names
    without holding them. ``ordered`` is false where a release has no date to be put in order by,
    and ``odd`` names the lists that hold something else than objects.
    """

    ocid: str
    release: JsonObject
    history: tuple[JsonObject, ...]
    compiled: JsonObject | None = None
    linked: int = 0
    ordered: bool = True
    odd: tuple[str, ...] = ()
    states: Mapping[tuple[str, str], list[tuple[int, JsonObject]]] = {}
    links: Mapping[tuple[str, str], list[JsonObject]] = {}

    def states_of(self, kind: str, entry: JsonObject) -> list[tuple[int, JsonObject]]:
        """What each release says of one contract or award, with the place of the release."""
        return self.states.get((kind, id_of(entry)), [])

    def linked_by(self, key: str, wanted: str) -> list[JsonObject]:
        """The last state of the entries whose ``key`` is an id: of ``awards`` and ``contracts``
        their own, of contracts also ``awardID`` and ``extendsContractID``."""
        return self.links.get((key, wanted), []) if wanted else []


class _Gathered(msgspec.Struct):
    """What a file holds of one process, before it is merged."""

    releases: list[JsonObject] = []
    compiled: JsonObject | None = None
    versioned: JsonObject | None = None
    linked: int = 0


def processes(value: object, name: str) -> tuple[Process, ...]:
    """The contracting processes of a document, in the order they first appear.

    Raises:
        Refusal: naming the file and the place, where it is no OCDS or cannot be merged.
    """
    if not is_ocds(value):
        raise Refusal(refusal_text("not_ocds", name=name))
    found: dict[str, _Gathered] = {}
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        if not isinstance(item, Mapping):
            raise Refusal(refusal_text("shape", name=name, place=f"entry {number}"))
        _gather(item, name, found)
    return tuple(_merged(ocid, gathered, name) for ocid, gathered in found.items())


def _gather(item: JsonObject, name: str, found: dict[str, _Gathered]) -> None:
    """Sort one document into releases, summaries and links, by process."""
    if isinstance(item.get("records"), list):
        for number, record in enumerate(item["records"], 1):
            place = f"records[{number}]"
            if not isinstance(record, Mapping):
                raise Refusal(refusal_text("shape", name=name, place=place))
            _gather_record(record, name, place, found)
    elif any(isinstance(item.get(key), Mapping) for key in SUMMARIES) or (
        "ocid" in item and isinstance(item.get("releases"), list)
    ):
        _gather_record(item, name, "the record", found)
    elif isinstance(item.get("releases"), list):
        for number, release in enumerate(item["releases"], 1):
            place = f"releases[{number}]"
            if not isinstance(release, Mapping):
                raise Refusal(refusal_text("shape", name=name, place=place))
            _gather_release(release, name, place, found)
    else:
        _gather_release(item, name, "the release", found)


def _gather_release(
    release: JsonObject, name: str, place: str, found: dict[str, _Gathered]
) -> None:
    ocid = plain(release.get("ocid"))
    if not ocid:
        raise Refusal(refusal_text("no_ocid", name=name, place=place))
    gathered = found.setdefault(ocid, _Gathered())
    if _is_versioned(release):
        gathered.versioned = release
    elif release.get("tag") == ["compiled"]:
        gathered.compiled = release
    else:
        gathered.releases.append(release)


def _gather_record(record: JsonObject, name: str, place: str, found: dict[str, _Gathered]) -> None:
    summaries = [record[key] for key in SUMMARIES if isinstance(record.get(key), Mapping)]
    listed = objects(record, "releases")
    embedded = [release for release in listed if any(key in release for key in _CONTENT)]
    ocid = next(
        (id_of(part, "ocid") for part in (record, *summaries, *embedded) if id_of(part, "ocid")), ""
    )
    if not ocid:
        raise Refusal(refusal_text("no_ocid", name=name, place=place))
    for part in (*summaries, *embedded):
        other = id_of(part, "ocid")
        if other and other != ocid:
            raise Refusal(refusal_text("other_ocid", name=name, ocid=ocid, other=other))
    gathered = found.setdefault(ocid, _Gathered())
    gathered.releases.extend(embedded)
    gathered.linked += len(listed) - len(embedded)
    compiled, versioned = record.get("compiledRelease"), record.get("versionedRelease")
    gathered.compiled = compiled if isinstance(compiled, Mapping) else gathered.compiled
    gathered.versioned = versioned if isinstance(versioned, Mapping) else gathered.versioned


def _merged(ocid: str, gathered: _Gathered, name: str) -> Process:
    releases, compiled = gathered.releases, gathered.compiled
    whole = bool(releases) and not gathered.linked
    if not whole and gathered.versioned is not None:
        versions = [*unversioned(gathered.versioned)]
        releases, whole = versions or releases, bool(versions)
    if not whole and compiled is not None:
        # Some releases are missing: the publisher's summary is the only full last state.
        releases, compiled = [*releases, compiled], None
    odd: set[str] = set()
    releases = [_told_apart(release, odd) for release in releases]
    releases, ordered = _in_order(releases)
    states: dict[tuple[str, str], list[tuple[int, JsonObject]]] = {}
    for index, release in enumerate(releases):
        for kind in ENTRIES:
            for entry in objects(release, kind):
                states.setdefault((kind, id_of(entry)), []).append((index, entry))
    merged = _merge(releases, ocid, name)
    links: dict[tuple[str, str], list[JsonObject]] = {}
    for kind in ENTRIES:
        for entry in objects(merged, kind):
            links.setdefault((kind, id_of(entry)), []).append(entry)
            for key in _LINKS if kind == "contracts" else ():
                links.setdefault((key, id_of(entry, key)), []).append(entry)
    return Process(
        ocid=ocid,
        release=merged,
        links=links,
        history=tuple(releases),
        compiled=compiled,
        linked=gathered.linked,
        ordered=ordered,
        odd=tuple(sorted(odd)),
        states=states,
    )


def _told_apart(release: JsonObject, odd: set[str]) -> JsonObject:
    """The release with every contract and award under an id of its own, so that none is lost.

    Merging keeps one entry per id: an entry without one is known by its place, a second entry of
    the same id, where it says something else, gets a number. ``odd`` collects what is no list of
    objects.
    """
    changed: dict[str, object] = {}
    for key in ENTRIES:
        listed = objects(release, key)
        written = release.get(key)
        if written not in (None, [], {}) and (
            not isinstance(written, list) or len(listed) != len([e for e in written if e != {}])
        ):
            odd.add(key)
        if key not in release:
            continue
        seen: dict[str, list[JsonObject]] = {}
        told: list[JsonObject] = []
        for place, entry in enumerate(listed, 1):
            entry_id = id_of(entry)
            if not entry_id:
                told.append({**entry, "id": f"#{place}", MARK: "no_id"})
                continue
            twins = seen.setdefault(entry_id, [])
            if entry in twins:
                continue
            twins.append(entry)
            number = len(twins)
            told.append(
                {**entry, "id": entry_id}
                if number == 1
                else {**entry, "id": f"{entry_id}#{number}", MARK: "twice"}
            )
        changed[key] = told
    return {**release, **changed}


def _in_order(releases: list[JsonObject]) -> tuple[list[JsonObject], bool]:
    """Releases by their instant, and whether each has one (else as the file lists them)."""
    dated: list[tuple[datetime, JsonObject]] = []
    for release in releases:
        instant = instant_of(release.get("date"))
        if instant is None:
            return releases, len(releases) < 2
        dated.append((instant, release))
    dated.sort(key=lambda pair: pair[0])  # stable: one instant keeps the file's order
    return [release for _instant, release in dated], True


def _merge(releases: list[JsonObject], ocid: str, name: str) -> JsonObject:
    if not releases:
        return {}
    if len(releases) == 1:
        return releases[0]
    # Imported here: it pulls in an HTTP library (never used) that the start can do without.
    from ocdsmerge.exceptions import OCDSMergeError
    from ocdsmerge.merge import CompiledRelease
    from ocdsmerge.rules import get_merge_rules

    merged = CompiledRelease(merge_rules=get_merge_rules(MERGE_SCHEMA))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # ids that repeat are remarked on elsewhere
            for release in releases:
                merged.append(dict(release))
        found: dict[str, Any] = merged.asdict()
    except (OCDSMergeError, TypeError, KeyError, ValueError, AttributeError):
        raise Refusal(refusal_text("merge", name=name, ocid=ocid)) from None
    return found


# Versioned releases: every value is a list of what it was, release by release.


def _is_version_list(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(
            isinstance(item, Mapping) and "value" in item and "releaseDate" in item
            for item in value
        )
    )


def _is_versioned(release: JsonObject) -> bool:
    return any(_holds_versions(value) for value in release.values())


def _holds_versions(value: object) -> bool:
    pending = [value]
    while pending:
        item = pending.pop()
        if _is_version_list(item):
            return True
        if isinstance(item, Mapping):
            pending.extend(item.values())
        elif isinstance(item, list):
            pending.extend(item)
    return False


_Path = tuple[tuple[str | int, object], ...]


def unversioned(versioned: JsonObject) -> Iterator[JsonObject]:
    """The releases that a versioned release was made of, each with what it changed."""
    trees: dict[tuple[str, str], dict[str | int, Any]] = {}
    tags: dict[tuple[str, str], object] = {}
    for path, version in _versions(versioned, ()):
        key = (str(version.get("releaseDate")), plain(version.get("releaseID")))
        tree = trees.setdefault(key, {})
        tags.setdefault(key, version.get("releaseTag"))
        for step, item_id in path[:-1]:
            tree = tree.setdefault(step, {})
            if item_id is not None:
                tree.setdefault("id", item_id)
        tree[path[-1][0]] = version["value"]
    for (when, release_id), tree in trees.items():
        release = _listed(tree)
        yield {
            **(release if isinstance(release, dict) else {}),
            "ocid": versioned.get("ocid"),
            "date": when,
            "id": release_id,
            "tag": tags[(when, release_id)],
        }


def _versions(node: object, path: _Path) -> Iterator[tuple[_Path, JsonObject]]:
    if isinstance(node, list) and _is_version_list(node) and path:
        for version in node:
            yield path, version
    elif isinstance(node, Mapping):
        for key, inner in node.items():
            yield from _versions(inner, (*path, (key, None)))
    elif isinstance(node, list):
        for place, inner in enumerate(node):
            item_id = inner.get("id") if isinstance(inner, Mapping) else None
            known = item_id if isinstance(item_id, (str, int)) else None
            yield from _versions(inner, (*path, (place, known)))


def _listed(tree: object) -> object:
    """A tree of dictionaries as JSON: those keyed by place are lists."""
    if not isinstance(tree, dict):
        return tree
    places = [key for key in tree if isinstance(key, int)]
    if places:
        return [_listed(tree[place]) for place in sorted(places)]
    return {key: _listed(inner) for key, inner in tree.items()}
