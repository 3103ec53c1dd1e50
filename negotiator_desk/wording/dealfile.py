"""Sentences for deal files that are refused: each names the file, the place and what to do."""

from typing import Any, Final

from negotiator_desk.models.fields import FieldSpec, Record
from negotiator_desk.models.kinds import DEAL_KINDS
from negotiator_desk.models.rules import FormError
from negotiator_desk.wording.catalogue import N_, _
from negotiator_desk.wording.errors import form_error_text
from negotiator_desk.wording.labels import kind_label, short_line, short_path

NAME_LENGTH: Final = 120
"""The longest name of a file, a key or an id that a sentence repeats, in characters."""

_TITLE_LENGTH: Final = 60


def _short(text: object) -> str:
    return short_line(str(text), NAME_LENGTH)


# Records and fields.


def record_name(
    kind: str | type[Record],
    tree: Any,
    place: int | None = None,
    parent: tuple[str | type[Record], Any, int | None] | None = None,
) -> str:
    """What a record of a file is called in a refusal: its kind, place, title and id.

    Args:
        kind: name of the kind, or the class of a nested record.
        tree: the record as it was read; anything that is no object has neither title nor id.
        place: of the record in its list, from 0; none for the deal and its outcome.
        parent: kind, tree and place of the record that a nested one lies in.
    """
    name = kind_label(kind)
    if place is not None:
        name = _("{kind} {number}").format(kind=name, number=place + 1)
    meta = (DEAL_KINDS[kind] if isinstance(kind, str) else kind).meta
    fields = tree if isinstance(tree, dict) else {}
    title, record_id = fields.get(meta.title_field), fields.get("id")
    if isinstance(title, str) and title.strip():
        name = _("{name} “{title}”").format(name=name, title=short_line(title, _TITLE_LENGTH))
    if isinstance(record_id, str) and record_id.strip():
        name = _("{name} (id {id})").format(name=name, id=_short(record_id))
    if parent is None:
        return name
    return _("{name} of {parent}").format(name=name, parent=record_name(*parent))


def field_refused(file: str, record: str, spec: FieldSpec, error: FormError) -> str:
    """A field of a record breaks a form rule."""
    return _("{file}: {record}, field {field}: {sentence}").format(
        file=short_path(file), record=record, field=spec.name, sentence=form_error_text(error, spec)
    )


def wrong_kind(file: str, record: str, spec: FieldSpec, text: str) -> str:
    """A reference names a record of the file, but of a kind that may not stand there."""
    return _(
        "{file}: {record}, field {field}: the id {id} must name a record of the list {kind}, and "
        "names another."
    ).format(
        file=short_path(file),
        record=record,
        field=spec.name,
        id=_short(text),
        kind=spec.field.refers,
    )


def list_wanted(file: str, record: str, key: str) -> str:
    """The list of a record kind is something else than a list."""
    return _("{file}: {record}, field {field}: {label} must be a list of records.").format(
        file=short_path(file), record=record, field=key, label=kind_label(key, plural=True)
    )


def object_wanted(
    file: str, record: str, key: str, kind: str | type[Record], place: int | None
) -> str:
    """A record in a list, or one of its own, is something else than a JSON object.

    Args:
        file: the name of the file.
        record: what the record around it is called.
        key: the field that it stands in.
        kind: name of its kind, or its class.
        place: of the record in its list, from 0; none for one of its own.
    """
    return _(
        "{file}: {record}, field {field}: {item} must be a JSON object with the fields of the "
        "record."
    ).format(file=short_path(file), record=record, field=key, item=record_name(kind, None, place))


def id_twice(file: str, record: str, text: str, other: str) -> str:
    """Two records have one id."""
    return _(
        "{file}: {record}, field id: the id {id} is that of {other} too; every id may stand only "
        "once in a file, so give one of them another."
    ).format(file=short_path(file), record=record, id=_short(text), other=other)


def key_twice(file: str, record: str, key: str) -> str:
    """A JSON object has one key twice."""
    return _("{file}: {record}, field {field}: the key stands there twice; keep one.").format(
        file=short_path(file), record=record, field=_short(key)
    )


def key_unreadable(file: str, record: str, key: str) -> str:
    """A key or a text nobody knows holds half of a surrogate pair."""
    return _(
        "{file}: {record}, field {field}: it holds a character that cannot be written (half of a "
        "pair); correct it."
    ).format(file=short_path(file), record=record, field=_short(key))


def too_many_records(file: str, record: str, limit: int) -> str:
    """The file has more records than a deal may have."""
    return _(
        "{file}: {record} is one too many: a deal may have at most {limit} records, those inside "
        "others included; take some out and export it again."
    ).format(file=short_path(file), record=record, limit=limit)


# JSON as a whole.


def not_json(file: str, line: int, column: int) -> str:
    """The text is no JSON."""
    return _(
        "{file}: the deal is not valid JSON at line {line}, column {column}; export it again."
    ).format(file=short_path(file), line=line, column=column)


def not_utf8(file: str, place: int) -> str:
    """The bytes are no UTF-8."""
    return _("{file}: the deal is not UTF-8 text at byte {place}; export it again.").format(
        file=short_path(file), place=place
    )


def no_number(file: str, word: str) -> str:
    """NaN or an infinity stands where a number must be."""
    return _("{file}: {word} stands in the deal and is no number; correct it.").format(
        file=short_path(file), word=word
    )


def no_number_at(file: str, record: str, field: str, word: str) -> str:
    """NaN or an infinity stands in a field."""
    return _("{file}: {record}, field {field}: {word} is no number; correct it.").format(
        file=short_path(file), record=record, field=_short(field), word=word
    )


def too_deep(file: str, limit: int, line: int, column: int) -> str:
    """Lists and objects lie in each other too deep; where the first one does."""
    return _(
        "{file}: at line {line}, column {column}, lists and objects of the deal lie more than "
        "{limit} deep in each other, as in no deal file; export it again."
    ).format(file=short_path(file), line=line, column=column, limit=limit)


def too_many_values(file: str, limit: int) -> str:
    """There are more values than any deal has."""
    return _(
        "{file}: the deal holds more than {limit} values, the most a deal file may hold; take some "
        "records out and export it again."
    ).format(file=short_path(file), limit=limit)


def not_a_deal(file: str) -> str:
    """The JSON is something else than a deal."""
    return _(
        "{file}: this is no deal: deal.json must be a JSON object with the fields of a deal."
    ).format(file=short_path(file))


# The archive.

_ARCHIVE: Final = {
    "absent": N_("{file}: there is no such file; check the name."),
    "folder": N_("{file}: this is a folder, not a deal file; name a file in it."),
    "no_file": N_("{file}: this is no file but a pipe or a device; name a deal file."),
    "unreadable": N_("{file}: the file cannot be read ({detail}); check its rights."),
    "unwritable": N_("{file}: the file cannot be written ({detail}); choose another place."),
    "empty": N_("{file}: the file is empty; ask for it again."),
    "not_a_deal_file": N_(
        "{file}: this is no deal file: neither a ZIP archive (.ndeal) nor a deal.json; pick one of "
        "these."
    ),
    "encrypted_file": N_(
        "{file}: the file is protected with a passphrase (age), which this version cannot open; "
        "open it with the age tool first."
    ),
    "not_our_zip": N_(
        "{file}: this ZIP archive is no deal file: the member mimetype is missing or names "
        "something else; pick the .ndeal that was exported."
    ),
    "cut_short": N_("{file}: the archive is cut short or damaged; ask for the file again."),
    "damaged_member": N_("{file}: the member {member} is damaged; ask for the file again."),
    "packed": N_(
        "{file}: the file is larger than {limit} MB, the most a deal file may have; ask for the "
        "deal with fewer files kept in it."
    ),
    "unpacked": N_(
        "{file}: the member {member} brings the unpacked content over {limit} MB, the most a "
        "deal file may hold; ask for the deal with fewer files kept in it."
    ),
    "ratio": N_(
        "{file}: the member {member} unpacks to more than {limit} times its size, as only a "
        "harmful archive does; do not open it."
    ),
    "members": N_(
        "{file}: the archive has more than {limit} members, the most a deal file may have; ask for "
        "the deal with fewer files kept in it."
    ),
    "name": N_(
        "{file}: the member {member} has no place in a deal file (only mimetype, manifest.json, "
        "deal.json and attachments named by their content); ask for the file again."
    ),
    "link": N_(
        "{file}: the member {member} is a link to another file, which a deal file never has; do "
        "not open it."
    ),
    "name_twice": N_("{file}: the member {member} stands in the archive twice; ask for it again."),
    "encrypted_member": N_(
        "{file}: the member {member} is encrypted, which a deal file never is; export it again."
    ),
    "packing": N_(
        "{file}: the member {member} is packed in a way this program does not read; only deflate "
        "is; export it again."
    ),
    "size": N_(
        "{file}: the member {member} does not have the size that the archive names; ask for the "
        "file again."
    ),
    "missing": N_("{file}: the member {member} is missing; ask for the file again."),
    "unlisted": N_(
        "{file}: the member {member} is not listed in manifest.json; ask for the file again."
    ),
    "hash": N_(
        "{file}: the content of the member {member} is not the one that manifest.json names "
        "(SHA-256 differs); ask for the file again."
    ),
    "attachment_name": N_(
        "{file}: the member {member} is not named by its content (SHA-256 differs); ask for the "
        "file again."
    ),
    "manifest_json": N_("{file}: manifest.json is not valid JSON; export the deal again."),
    "newer": N_(
        "{file}: manifest.json, field format: the file is of format {format}, made by a newer "
        "version of the program; this one reads up to format {known}: update it."
    ),
    "other_deal": N_(
        "{file}: manifest.json, field deal_id: it names another deal than deal.json does; ask "
        "for the file again."
    ),
    "revision": N_(
        "{file}: manifest.json, field revision: it is not the SHA-256 of deal.json; ask for the "
        "file again."
    ),
    "attachment_missing": N_(
        "{file}: the content of the attachment {member} is not the one its name says; add the "
        "file to the deal again."
    ),
}


def archive_refused(key: str, file: str, **params: object) -> str:
    """The sentence for an archive that is refused.

    Args:
        key: which rule is broken; a key of the table above.
        file: the name of the file.
        params: what the sentence names: ``member``, ``limit``, ``detail``, ``field``.
    """
    shown = {name: _short(content) for name, content in params.items()}
    return _(_ARCHIVE[key]).format(file=short_path(file), **shown)


_MANIFEST: Final = {
    "format": N_("it must be a whole number from 1"),
    "deal_id": N_("it must be the id of the deal"),
    "revision": N_("it must be a SHA-256 in lower case"),
    "members": N_("it must give a SHA-256 in lower case for each member"),
    "app_version": N_("it must be a text"),
    "exported_at": N_("it must be a moment in UTC such as 2026-12-31T14:30:00.000Z"),
    "exported_by": N_("it must be a text"),
    "redaction": N_("it must be “none” or a list of texts"),
    "lineage": N_("it must be a list of SHA-256 in lower case"),
}


def manifest_refused(file: str, field: str, twice: bool = False) -> str:
    """A field of ``manifest.json`` is missing, of the wrong type or there twice."""
    if twice:
        detail = _("the key stands there twice")
    else:
        detail = _(_MANIFEST[field])
    return _("{file}: manifest.json, field {field}: {detail}; export the deal again.").format(
        file=short_path(file), field=_short(field), detail=detail
    )
