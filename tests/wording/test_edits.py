"""Names of undo steps."""

from typing import get_args

import pytest

from negotiator_desk.domain.edits import EditKey, EditLabel
from negotiator_desk.models.kinds import ALL_KINDS
from negotiator_desk.wording.edits import edit_text


@pytest.mark.parametrize(
    ("label", "text"),
    [
        (EditLabel(key="edit", kind="trades", title="Trade 7", field="wording"), "edit Trade 7"),
        (EditLabel(key="delete", kind="stakeholders", n=3), "delete 3 people"),
        (EditLabel(key="delete", kind="stakeholders", title="Ada Moe"), "delete Ada Moe"),
        (EditLabel(key="add", kind="terms"), "add term"),
        (EditLabel(key="import", title="Depot lighting"), "import Depot lighting"),
        (EditLabel(key="delete_deal", kind="deal", title="Depot"), "delete Depot"),
        (EditLabel(key="duplicate", kind="trades", n=2), "duplicate 2 trades"),
        (EditLabel(key="rename", kind="rivals", title="Alba", n=4), "rename Alba"),
        (EditLabel(key="import", kind="deal", n=12), "import 12 deals"),
    ],
)
def test_an_edit_is_named(label: EditLabel, text: str) -> None:
    assert edit_text(label) == text


@pytest.mark.parametrize("key", get_args(EditKey))
def test_every_key_has_words_for_one_and_for_many_of_every_kind(key: EditKey) -> None:
    for kind in ALL_KINDS:
        assert " " in edit_text(EditLabel(key=key, kind=kind))
        assert "3" in edit_text(EditLabel(key=key, kind=kind, n=3))


def test_a_long_title_is_cut() -> None:
    assert len(edit_text(EditLabel(key="edit", kind="terms", title="x" * 10_000))) < 60
