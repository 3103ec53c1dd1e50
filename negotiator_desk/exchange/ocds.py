"""Reading public contracting records (OCDS JSON) into deals; never the network, never a guess."""

from pathlib import Path
from typing import Final

from negotiator_desk.exchange.ocds_deal import deals
from negotiator_desk.exchange.ocds_merge import processes
from negotiator_desk.exchange.ocds_outline import looks_like_ocds
from negotiator_desk.exchange.ocds_parse import parse, read_bytes
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import field_map
from negotiator_desk.models.kinds import all_records
from negotiator_desk.models.rules import FormError, check_record
from negotiator_desk.wording.errors import form_error_text
from negotiator_desk.wording.ocds import refusal_text
from negotiator_desk.wording.refusals import Refusal

__all__ = ["DEAL_LIMIT", "looks_like_ocds", "read_ocds", "read_ocds_file"]

DEAL_LIMIT: Final = 2_000
"""The most deals made of one file."""


def read_ocds(data: bytes, name: str | Path) -> tuple[Snapshot, ...]:
    """One deal per contract of a public record (per award where there is no contract).

    Args:
        data: the file: a release, release package, record, record package, versioned release, or
            a list of these.
        name: what a refusal calls the file.

    Raises:
        Refusal: naming the file, the place and what to do; nothing is read then.
    """
    shown = str(name)
    value = parse(data, shown)
    made: list[Snapshot] = []
    linked = 0
    for process in processes(value, shown):
        linked += process.linked
        for snapshot in deals(process):
            _check(snapshot, shown, process.ocid)
            made.append(snapshot)
            if len(made) > DEAL_LIMIT:
                raise Refusal(refusal_text("too_many", name=shown, limit=DEAL_LIMIT))
    if not made:
        raise Refusal(refusal_text("nothing_linked" if linked else "nothing", name=shown))
    return tuple(made)


def read_ocds_file(path: Path) -> tuple[Snapshot, ...]:
    """As ``read_ocds``, from a file of at most 100 MB."""
    return read_ocds(read_bytes(path), path)


def _check(snapshot: Snapshot, name: str, ocid: str) -> None:
    """The form rules that every deal keeps, whatever it was made from."""
    for _kind, record in all_records(snapshot):
        try:
            check_record(record)
        except FormError as error:
            spec = field_map(type(record))[str(error.params["field"])]
            sentence = form_error_text(error, spec)
            raise Refusal(refusal_text("form", name=name, ocid=ocid, sentence=sentence)) from None
