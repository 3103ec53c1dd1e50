"""The merge schema: which lists of a release merge by id and which are replaced whole.

``ocdsmerge`` would fetch the full release schema from the network; it needs no more than this of
it. The rules are those of OCDS 1.1, "Merging": a list of objects with an ``id`` merges by id, any
other list is replaced whole, ``tag``, ``id`` and ``date`` of a release are its own.
"""

from typing import Any, Final


def _listed(**properties: Any) -> dict[str, Any]:
    return {
        "type": "array",
        "items": {"type": "object", "properties": {"id": {"type": "string"}, **properties}},
    }


def _whole() -> dict[str, Any]:
    return {"type": "array", "wholeListMerge": True}


def _own() -> dict[str, Any]:
    return {"omitWhenMerged": True}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


_DOCUMENTS: Final = _listed()
_MILESTONES: Final = _listed(documents=_DOCUMENTS)
_ITEMS: Final = _listed(additionalClassifications=_whole())
_AMENDMENTS: Final = _listed(changes=_whole())
_AMENDMENT: Final = _object(changes=_whole())

MERGE_SCHEMA: Final[dict[str, Any]] = _object(
    tag=_own(),
    id=_own(),
    date=_own(),
    parties=_listed(additionalIdentifiers=_whole(), roles=_whole()),
    planning=_object(documents=_DOCUMENTS, milestones=_MILESTONES),
    tender=_object(
        additionalProcurementCategories=_whole(),
        submissionMethod=_whole(),
        items=_ITEMS,
        tenderers=_listed(),
        documents=_DOCUMENTS,
        milestones=_MILESTONES,
        amendments=_AMENDMENTS,
        amendment=_AMENDMENT,
        lots=_listed(),
    ),
    bids=_object(details=_listed(tenderers=_listed()), statistics=_listed()),
    awards=_listed(
        suppliers=_listed(),
        items=_ITEMS,
        documents=_DOCUMENTS,
        amendments=_AMENDMENTS,
        amendment=_AMENDMENT,
    ),
    contracts=_listed(
        suppliers=_listed(),
        items=_ITEMS,
        documents=_DOCUMENTS,
        milestones=_MILESTONES,
        amendments=_AMENDMENTS,
        amendment=_AMENDMENT,
        relatedProcesses=_listed(relationship=_whole()),
        implementation=_object(
            transactions=_listed(), milestones=_MILESTONES, documents=_DOCUMENTS
        ),
    ),
    relatedProcesses=_listed(relationship=_whole()),
)
