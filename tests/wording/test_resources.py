"""Shipped files are found, and refusals keep their sentence."""

import sys
from pathlib import Path

import pytest

from negotiator_desk.wording.refusals import Refusal
from negotiator_desk.wording.resources import resource_path


def test_a_shipped_file_is_found_in_a_checkout() -> None:
    assert resource_path("sample/deal.json").is_file()


def test_a_built_program_looks_into_itself_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = tmp_path / "resources" / "sample" / "deal.json"
    built.parent.mkdir(parents=True)
    built.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource_path("sample/deal.json") == built


def test_what_was_not_shipped_is_missed_by_name() -> None:
    with pytest.raises(FileNotFoundError, match="sample/none"):
        resource_path("sample/none.json")


def test_a_refusal_is_its_sentence() -> None:
    refusal = Refusal("deal.json is cut short; export it again.")
    assert str(refusal) == refusal.text == "deal.json is cut short; export it again."
