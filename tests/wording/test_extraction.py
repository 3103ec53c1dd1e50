"""Every text that a person reads can be extracted for translation."""

from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from negotiator_desk.models.fields import Record, fields_of
from negotiator_desk.models.kinds import ALL_KINDS
from negotiator_desk.wording import catalogue

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def extracted() -> set[str | tuple[str, ...]]:
    with (ROOT / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)
    found = extract_from_dir(
        ROOT / "negotiator_desk",
        [(pattern.removeprefix("negotiator_desk/"), method) for pattern, method in methods],
        options,
        {**DEFAULT_KEYWORDS, "N_": None},
        ["TRANSLATORS:"],
    )
    return {message for _name, _line, message, _comments, _context in found}


def _records() -> set[type[Record]]:
    nested = {s.nested for record in ALL_KINDS.values() for s in fields_of(record) if s.nested}
    return {*ALL_KINDS.values(), *nested}


def test_names_of_kinds_are_extracted_alone_and_with_their_plural(
    extracted: set[str | tuple[str, ...]],
) -> None:
    for record in _records():
        meta = record.meta
        wanted = {meta.singular, meta.plural, (meta.singular, meta.many or meta.plural)}
        assert wanted <= extracted
        assert not meta.why or meta.why in extracted


def test_labels_helps_units_and_choices_are_extracted(
    extracted: set[str | tuple[str, ...]],
) -> None:
    own = [spec for record in _records() for spec in fields_of(record)]
    wanted = {text for s in own for text in (s.field.label, s.field.help, s.field.unit) if text}
    wanted |= {member.label for spec in own for member in spec.choice or ()}
    assert len(wanted) > 300
    assert not wanted - extracted


def test_sentences_of_the_code_are_extracted(extracted: set[str | tuple[str, ...]]) -> None:
    assert "{label} must be at least {minimum} (it is {number})." in extracted  # marked with N_
    assert "Unnamed {kind}" in extracted
    assert ("{n} answer", "{n} answers") in extracted


def test_a_language_that_is_not_there_leaves_english(tmp_path: Path) -> None:
    catalogue.use_language(tmp_path, "xx")
    assert catalogue._("Trade") == "Trade"
    assert catalogue.ngettext("{n} answer", "{n} answers", 2) == "{n} answers"
    assert catalogue._("") == ""
