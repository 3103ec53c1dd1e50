"""The editor of each field, chosen by its value type."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from negotiator_desk.models.fields import FieldSpec, ValueType
from negotiator_desk.ui.widgets.chips import ChipsEditor
from negotiator_desk.ui.widgets.editor import Editor
from negotiator_desk.ui.widgets.lines import DateEditor, LineEditor
from negotiator_desk.ui.widgets.maps import MapEditor
from negotiator_desk.ui.widgets.picks import (
    ChoiceEditor,
    ChoicesEditor,
    KeyEditor,
    SegmentEditor,
    fits_segments,
    options_of,
)
from negotiator_desk.ui.widgets.prose import ProseEditor
from negotiator_desk.ui.widgets.refs import RefEditor
from negotiator_desk.ui.widgets.surroundings import Surroundings

LISTED: Final = frozenset({ValueType.CHOICE, ValueType.FLAG, ValueType.WHOLE})

NOT_IN_A_CELL: Final = frozenset(
    {
        ValueType.CHOICES,
        ValueType.REFS,
        ValueType.TEXTS,
        ValueType.NESTED,
        ValueType.NESTED_ONE,
        ValueType.NUMBER_MAP,
        ValueType.WHOLE_MAP,
        ValueType.MOMENT,
        ValueType.ID,
    }
)
"""Value types that need more room than the cell of a table; they are edited in the form."""

_BY_TYPE: Final[dict[ValueType, type[Editor]]] = {
    ValueType.TEXT: LineEditor,
    ValueType.LONG_TEXT: ProseEditor,
    ValueType.CHOICE: ChoiceEditor,
    ValueType.FLAG: SegmentEditor,
    ValueType.CHOICES: ChoicesEditor,
    ValueType.MONEY: LineEditor,
    ValueType.NUMBER: LineEditor,
    ValueType.WHOLE: LineEditor,
    ValueType.DATE: DateEditor,
    ValueType.LOCAL_TIME: LineEditor,
    ValueType.REF: RefEditor,
    ValueType.REFS: ChipsEditor,
    ValueType.TEXTS: ProseEditor,
    ValueType.NUMBER_MAP: MapEditor,
    ValueType.WHOLE_MAP: MapEditor,
}


def has_editor(spec: FieldSpec) -> bool:
    """Whether a field is edited by one editor (nested records are not)."""
    return spec.type in _BY_TYPE


def make_editor(
    spec: FieldSpec, around: Surroundings, parent: QWidget | None = None, *, cell: bool = False
) -> Editor:
    """An editor for one field; ``cell`` asks for one that fits the cell of a table.

    Raises:
        KeyError: for a value type that no single editor holds.
    """
    if spec.type in LISTED and options_of(spec):
        if fits_segments(spec) and not cell:
            return SegmentEditor(spec, around, parent)
        return ChoiceEditor(spec, around, parent)
    if spec.type is ValueType.TEXT and options_of(spec):
        return KeyEditor(spec, around, parent)
    if spec.type is ValueType.TEXTS and spec.field.domain:
        return ChipsEditor(spec, around, parent)
    return _BY_TYPE[spec.type](spec, around, parent)
