"""Coverage as a picture: which side weighs how much, and who holds each buying role."""

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from negotiator_desk.charts import fonts
from negotiator_desk.charts.chart import Chart, Table
from negotiator_desk.charts.palette import Meaning, Palette
from negotiator_desk.charts.sketch import MIDDLE, Sketch
from negotiator_desk.domain.coverage import Coverage, RoleCover
from negotiator_desk.wording import coverage as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import choice_label

_SIDES: Final[Mapping[str, Meaning]] = {
    "supporters": "protected",
    "neutral": "neutral",
    "unknown": "neutral",
    "opponents": "lost",
}
_ROW: Final = 1.65


def coverage_chart(
    found: Coverage,
    name_of: Callable[[UUID], str],
    formats: Formats,
    palette: Palette,
    width: float,
    height: float,
) -> Chart:
    """A bar of the four sides by their power, and a line for each buying role.

    ``name_of`` gives the name of a person. A role that nobody holds has a hollow square.
    """
    size = palette.label_size
    title = wording.coverage_title(found)
    sketch = Sketch(palette, width, height, title)
    needed = size * (3.6 + _ROW * len(found.roles))
    if sketch.top < needed:
        sketch = Sketch(palette, width, height + needed - sketch.top, title)
    top = _draw_balance(sketch, found)
    left = size * 1.6
    words = left + max(sketch.measure(choice_label(c.role)) for c in found.roles) + size
    names = words + max(sketch.measure(wording.role_state(c)) for c in found.roles) + size
    for place, cover in enumerate(found.roles):
        base = top - size * (_ROW * place + 1.2)
        _draw_role(sketch, cover, name_of, base, (left, words, names))
    return sketch.chart(_table(found, name_of))


def _draw_balance(sketch: Sketch, found: Coverage) -> float:
    """The bar and its labels; the height left under it."""
    palette, size = sketch.palette, sketch.palette.label_size
    sides = {key: getattr(found, key) for key in _SIDES}
    whole = sum(side.weight for side in sides.values())
    thick = size * 1.3
    bottom = sketch.top - thick
    x, span = 2.0, sketch.width - 4
    if not whole:
        sketch.rect(x, bottom, span, thick, palette.soft)
        text = fonts.fitted(_("Nobody's stance or power is recorded yet."), span - 8, size)
        sketch.text(x + 4, bottom + thick / 2 - size * MIDDLE, text, colour=palette.muted)
        return bottom - size * 0.8
    texts: list[tuple[float, float, str]] = []
    for key, meaning in _SIDES.items():
        side = sides[key]
        if not side.weight:
            continue
        long = span * side.weight / whole
        if key == "unknown":
            sketch.rect(x, bottom, long - 1, thick, palette.ground, outline=palette.muted)
        else:
            sketch.bar(x, bottom, long - 1, thick, meaning)
        sentence = wording.side_text(key, side.weight, len(side.people))
        sketch.mark(x, bottom, long, thick, sentence, side.people[0])
        texts.append((x, long, f"{wording.side_label(key)} {side.weight}"))
        x += long
    base = bottom - size * 1.4
    if all(sketch.measure(text) <= long - size * 0.4 for _x, long, text in texts):
        for x, _long, text in texts:
            sketch.text(x, base, text, colour=palette.muted)
    else:
        line = fonts.fitted("  ·  ".join(text for _x, _long, text in texts), span, size)
        sketch.text(2, base, line, colour=palette.muted)
    return bottom - size * 2.0


def _draw_role(
    sketch: Sketch,
    cover: RoleCover,
    name_of: Callable[[UUID], str],
    base: float,
    columns: tuple[float, float, float],
) -> None:
    palette, size = sketch.palette, sketch.palette.label_size
    left, words, names = columns
    meaning: Meaning = "lost" if cover.missing else "exposed" if cover.doubled else "protected"
    colour = palette.colour(meaning)
    middle, edge = base + size * MIDDLE, size * 0.7
    fill = palette.ground if cover.missing else colour
    sketch.rect(3, middle - edge / 2, edge, edge, fill, outline=colour)
    sketch.text(left, base, choice_label(cover.role))
    sketch.text(words, base, wording.role_state(cover), colour=colour)
    listed = ", ".join(name_of(person) for person in cover.people)
    sketch.text(names, base, fonts.fitted(listed, max(1, sketch.width - names - 2), size))
    sentence = _("{role}: {state}").format(
        role=choice_label(cover.role), state=listed or wording.role_state(cover)
    )
    first = cover.people[0] if cover.people else None
    sketch.mark(0, base - size * 0.4, sketch.width, size * 1.5, sentence, first)


def _table(found: Coverage, name_of: Callable[[UUID], str]) -> Table:
    rows = [
        (
            choice_label(cover.role),
            wording.role_state(cover),
            ", ".join(name_of(person) for person in cover.people),
        )
        for cover in found.roles
    ]
    for key in _SIDES:
        side = getattr(found, key)
        people = ", ".join(name_of(person) for person in side.people)
        rows.append((wording.side_label(key), str(side.weight), people))
    return Table((_("Role or side"), _("State or weight"), _("People")), tuple(rows))
