"""The map of people on paper: power against stance or interest, with their lines of influence."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from reportlab.graphics.shapes import Circle, Drawing, Polygon
from reportlab.lib.colors import Color, HexColor

from negotiator_desk.charts import fonts
from negotiator_desk.charts.chart import Chart, Table
from negotiator_desk.charts.map_layout import NAMED_ALWAYS, Layout, Spot, lay_out
from negotiator_desk.charts.map_lines import STYLES, Joint, Style, join, joint_between
from negotiator_desk.charts.palette import Meaning, Palette
from negotiator_desk.charts.sketch import LEADING, MIDDLE, Sketch, empty_chart
from negotiator_desk.domain.people import DECIDE, GUARD, Axis, drawn_lines
from negotiator_desk.models.before import Influence, Stakeholder
from negotiator_desk.models.choices import InfluenceKind
from negotiator_desk.wording import people as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import choice_label

LEAST: Final = 24
"""The least height of the ground, in sizes of the text."""

_MOST: Final = 4
_GROWTH: Final = 1.3

LINE_COLOURS: Final[Mapping[InfluenceKind | None, Meaning]] = {
    InfluenceKind.REPORTS_TO: "neutral",
    InfluenceKind.INFLUENCES: "accent",
    InfluenceKind.CONFLICTS_WITH: "lost",
    None: "neutral",
}
"""The colour of a kind of line, beside its form."""

TINT: Final = 0.22
"""How strongly a person's circle is filled with the colour of the stance."""

GUARD_DASH: Final = (3.0, 2.0)


def stance_meaning(stance: int | None) -> Meaning:
    """For us, against us, or neither."""
    if not stance:
        return "neutral"
    return "protected" if stance > 0 else "lost"


def stakeholder_map(
    people: Sequence[Stakeholder],
    lines: Sequence[Influence],
    names: Mapping[UUID, str],
    axis: Axis,
    formats: Formats,
    palette: Palette,
    width: float,
    height: float,
) -> Chart:
    """People as circles: size by interest, ring and letters by buying role, lines with direction.

    ``names`` says what each person and each line is called. What is not known has a lane of its
    own. Up to 25 people the map grows until every name has room.
    """
    drawn = drawn_lines(people, lines)
    table = _table(people, drawn, names, formats)
    title = wording.map_title(people, axis)
    if not people:
        missing = _(
            "Add the people on the buyer's side: who weighs much and who is for us shows here."
        )
        return empty_chart(palette, width, height, title, missing, table)
    size = palette.label_size
    key = fonts.wrapped(wording.map_key(people, axis), width - 4, size)
    rim = size * 1.6
    left = size * 1.9 + max(
        fonts.text_width(wording.row_label(step), size) for step in (None, 1, 2, 3, 4, 5)
    )
    over = size * 1.5
    under = rim * 2 + size * LEADING * (len(key) + bool(drawn)) + size * 0.4
    sketch = Sketch(palette, width, height, title)
    high = max(LEAST * size, sketch.top - over - under)
    ground = width - left - 2
    layout = lay_out(people, drawn, names, axis, (ground, high), size)
    while layout.unnamed and len(people) <= NAMED_ALWAYS and high < _MOST * LEAST * size:
        high *= _GROWTH
        layout = lay_out(people, drawn, names, axis, (ground, high), size)
    if (lacking := high + over + under - sketch.top) > 0:
        sketch = Sketch(palette, width, height + lacking, title)
    corner = left, sketch.top - over - high
    _draw_ground(sketch, layout, axis, corner)
    for joint in join(drawn, layout.spots, size):
        draw_joint(sketch, joint, corner)
        x, y = joint.middle
        sketch.mark(
            corner[0] + x - 5, corner[1] + y - 5, 10, 10, names.get(joint.line, ""), joint.line
        )
    for person in people:
        _draw_person(sketch, person, axis, layout, corner)
        sentence = wording.person_sentence(person, drawn, names, formats)
        _mark(sketch, layout.spots[person.id], corner, sentence)
    _draw_key(sketch, key, drawn, corner[1] - rim * 2)
    return sketch.chart(table)


def map_key(
    people: Sequence[Stakeholder],
    lines: Sequence[Influence],
    axis: Axis,
    palette: Palette,
    width: float,
) -> Drawing:
    """The key alone, for a screen on which the map moves and the key stays."""
    size = palette.label_size
    drawn = drawn_lines(people, lines)
    key = fonts.wrapped(wording.map_key(people, axis), width - 4, size)
    height = size * LEADING * (len(key) + bool(drawn)) + size * 0.4
    sketch = Sketch(palette, width, height, "")
    _draw_key(sketch, key, drawn, height)
    return sketch.drawing


def _table(
    people: Sequence[Stakeholder],
    lines: Sequence[Influence],
    names: Mapping[UUID, str],
    formats: Formats,
) -> Table:
    return Table(
        (_("Name"), _("Buying roles"), _("Power"), _("Stance"), _("Interest"), _("Lines")),
        tuple(
            (
                names.get(person.id, ""),
                *wording.person_facts(person, formats),
                "; ".join(wording.lines_of(person, lines, names)),
            )
            for person in people
        ),
    )


def _draw_ground(sketch: Sketch, layout: Layout, axis: Axis, corner: tuple[float, float]) -> None:
    palette, size = sketch.palette, sketch.palette.label_size
    left, bottom = corner
    for track in layout.columns:
        x = left + track.start
        if track.step is None:
            sketch.rect(x, bottom, track.size, layout.height, palette.soft)
        text = wording.column_label(axis, track.step)
        if fonts.text_width(text, size) > track.size - 4:
            text = wording.step_sign(axis, track.step)
        base = bottom - size * 1.3
        sketch.text(x + track.size / 2, base, text, colour=palette.muted, anchor="middle")
    for track in layout.rows:
        y = bottom + track.start
        if track.step is None:
            sketch.rect(left, y, layout.width, track.size, palette.soft)
        text = wording.row_label(track.step)
        base = y + track.size / 2 - size * MIDDLE
        sketch.text(left - size * 0.5, base, text, colour=palette.muted, anchor="end")
    for track in layout.columns:
        x = left + track.start
        sketch.line([(x, bottom), (x, bottom + layout.height)], palette.line, width=0.6)
    for track in layout.rows:
        y = bottom + track.start
        sketch.line([(left, y), (left + layout.width, y)], palette.line, width=0.6)
    title = wording.axis_title(axis)
    middle = left + layout.width / 2
    sketch.text(middle, bottom - size * 2.8, title, bold=True, anchor="middle")
    above = bottom + layout.height + size * 0.6
    sketch.text(left - size * 0.5, above, _("Power"), bold=True, anchor="end")


def _draw_person(
    sketch: Sketch, person: Stakeholder, axis: Axis, layout: Layout, corner: tuple[float, float]
) -> None:
    palette, spot = sketch.palette, layout.spots[person.id]
    x, y = corner[0] + spot.x, corner[1] + spot.y
    meaning = stance_meaning(person.stance)
    tint = HexColor(palette.colour(meaning))
    roles = set(person.buying_roles)
    guards = bool(roles & GUARD) and not roles & DECIDE
    sketch.drawing.add(
        Circle(x, y, spot.radius, fillColor=HexColor(palette.ground), strokeColor=None)
    )
    sketch.drawing.add(
        Circle(
            x,
            y,
            spot.radius,
            fillColor=Color(tint.red, tint.green, tint.blue, alpha=TINT),
            strokeColor=HexColor(palette.ink if roles else palette.neutral),
            strokeWidth=1.2 if roles else 0.8,
            strokeDashArray=list(GUARD_DASH) if guards else None,
        )
    )
    if roles & DECIDE:
        inner = max(1.0, spot.radius - 2.2)
        sketch.drawing.add(
            Circle(x, y, inner, fillColor=None, strokeColor=HexColor(palette.ink), strokeWidth=0.7)
        )
    letters = wording.letters(person, axis)
    size = letter_size(letters, spot.radius, palette.label_size)
    if size:
        sketch.text(x, y - size * MIDDLE, letters, size=size, anchor="middle", bold=True)
    if spot.name is not None:
        box = spot.name.box
        column, row = layout.cell_at((box.left + box.right) / 2, (box.bottom + box.top) / 2)
        behind = palette.soft if column.step is None or row.step is None else palette.ground
        long, high = box.right - box.left, box.top - box.bottom
        sketch.rect(corner[0] + box.left - 1, corner[1] + box.bottom, long + 2, high, behind)
        base = corner[1] + box.bottom + palette.label_size * 0.28
        sketch.text(corner[0] + box.left, base, spot.name.text)


def letter_size(letters: str, radius: float, size: float) -> float:
    """How large the letters of the roles stand in a circle; 0 where they have no room."""
    if not letters:
        return 0.0
    room = radius * (1.5 if len(letters) == 1 else 1.75)
    wide = fonts.text_width(letters, 1, bold=True)
    fits = min(size * 0.85, room / max(wide, 0.8))
    return fits if fits >= size * 0.5 else 0.0


def _mark(sketch: Sketch, spot: Spot, corner: tuple[float, float], sentence: str) -> None:
    x, y, r = corner[0] + spot.x, corner[1] + spot.y, spot.radius
    sketch.mark(x - r, y - r, 2 * r, 2 * r, sentence, spot.person)


def draw_joint(sketch: Sketch, joint: Joint, corner: tuple[float, float]) -> None:
    """Draw a line of influence."""
    style = STYLES[joint.kind]
    colour = sketch.palette.colour(LINE_COLOURS[joint.kind])

    def at(point: tuple[float, float]) -> tuple[float, float]:
        return corner[0] + point[0], corner[1] + point[1]

    start, end = at(joint.start), at(joint.end)
    head = [at(point) for point in joint.head]
    sketch.line([start, end], colour, width=style.width, dash=style.dash)
    _draw_head(sketch, head, style, colour)
    for stroke in joint.cross:
        sketch.line([at(point) for point in stroke], colour, width=style.width)


def _draw_head(
    sketch: Sketch, head: Sequence[tuple[float, float]], style: Style, colour: str
) -> None:
    if style.filled:
        flat = [number for point in head for number in point]
        fill = HexColor(colour)
        sketch.drawing.add(Polygon(flat, fillColor=fill, strokeColor=fill, strokeWidth=0.5))
    else:
        sketch.line(head, colour, width=style.width)


# The key: samples of the lines, then what the letters and sizes mean.


def _kinds(lines: Sequence[Influence]) -> tuple[InfluenceKind, ...]:
    held = {line.kind for line in lines}
    return tuple(kind for kind in InfluenceKind if kind in held)


def _draw_key(sketch: Sketch, key: Sequence[str], lines: Sequence[Influence], top: float) -> None:
    palette, size = sketch.palette, sketch.palette.label_size
    base = top - (size * LEADING if lines else 0.0)
    x = 2.0
    for kind in _kinds(lines):
        text = choice_label(kind)
        ends = [
            Spot(UUID(int=0), x + offset, base + size * MIDDLE, 0.0) for offset in (0, size * 4)
        ]
        joint = joint_between(UUID(int=0), kind, ends[0], ends[1], 0, size)
        if joint is not None:
            draw_joint(sketch, joint, (0, 0))
        sketch.text(x + size * 4.5, base, text, colour=palette.muted)
        x += size * 6.5 + sketch.measure(text)
    for line in key:
        base -= size * LEADING
        sketch.text(2, base, line, colour=palette.muted)
