"""Sentences about packages: their choices in words, what they are worth, what was left."""

from collections.abc import Iterator, Sequence

from negotiator_desk.domain.equivalent import differing
from negotiator_desk.domain.frontier import MOST, Package
from negotiator_desk.domain.packages import NO, YES, Axis, Terrain
from negotiator_desk.domain.rounding import from_units
from negotiator_desk.models.deal import Deal
from negotiator_desk.wording.catalogue import _, ngettext
from negotiator_desk.wording.commands import table
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import short_line, short_path

_SPELT_OUT = 12


def choice_text(axis: Axis, choice: int) -> str:
    """An option of a variable in a word or two."""
    label = axis.options[choice].label
    if axis.listed:
        return short_line(label)
    return {NO: _("no"), YES: _("yes")}[label]


def axis_text(axis: Axis) -> str:
    """The name of a variable in a line."""
    return short_line(axis.name)


def choices_text(axes: Sequence[Axis], choices: Sequence[int]) -> str:
    """What a package moves off the first options, in one line."""
    moved = [
        _("{variable}: {option}").format(variable=axis_text(axis), option=choice_text(axis, choice))
        for axis, choice in zip(axes, choices, strict=True)
        if choice
    ]
    return "; ".join(moved) or _("everything stays at its first option")


def count_text(count: int) -> str:
    """How many packages the frontier holds."""
    return ngettext(
        "{n} package that no other one beats", "{n} packages that no other one beats", count
    ).format(n=count)


def too_many(step: int, of: int) -> str:
    """The frontier was given up, and what helps."""
    return _(
        "After {step} of {of} variables more than {most} packages already stand side by side, none "
        "better than another: round the amounts (to thousands, say), hold variables with a red "
        "line, or leave options out."
    ).format(step=step, of=of, most=f"{MOST:,}")


def nothing_to_pack() -> str:
    """No variable takes part."""
    return _(
        "No variable has an option that is worth anything: give variables options, or a cost and "
        "a worth, and packages can be built from them."
    )


def none_within_mandate() -> str:
    """Every package costs more than the mandate."""
    return _("No package costs as little as the mandate allows.")


def left_out_text(names: Sequence[str]) -> str:
    """The variables that take no part."""
    shown = ", ".join(short_line(name) for name in names[:_SPELT_OUT])
    if len(names) > _SPELT_OUT:
        shown = _("{names} and {n} more").format(names=shown, n=len(names) - _SPELT_OUT)
    return _("Left out, worth nothing to either side as recorded: {names}").format(names=shown)


# The terminal.


def too_many_in(name: str, step: int, of: int) -> str:
    """The frontier of a file was given up."""
    return _("{file}: {sentence}").format(file=short_path(name), sentence=too_many(step, of))


def packages_lines(
    name: str,
    deal: Deal,
    ground: Terrain,
    found: Sequence[Package],
    nash: Package | None,
    equivalent: Sequence[Package],
    formats: Formats,
) -> Iterator[str]:
    """A frontier as lines of plain text for a terminal."""
    yield short_line(deal.title) or _("(no title)")
    yield _("{file} · buyer: {buyer}").format(
        file=short_path(name), buyer=short_line(deal.buyer) or "–"
    )
    if not ground.axes:
        yield nothing_to_pack()
    elif not found:
        yield none_within_mandate()
    else:
        yield count_text(len(found))
        yield ""
        yield from _table(deal, ground, _named(found, nash, equivalent), formats)
    if ground.left_out:
        yield ""
        yield left_out_text(ground.left_out)


def _named(
    found: Sequence[Package], nash: Package | None, equivalent: Sequence[Package]
) -> list[tuple[str, Package]]:
    named = [(_("Best for us"), found[0])]
    if nash is not None:
        named.append((_("Best balance"), nash))
    named += [(offer_name(number), each) for number, each in enumerate(equivalent, 1)]
    named.append((_("Best for the buyer"), found[-1]))
    return named


def offer_name(number: int) -> str:
    """One of the equivalent offers."""
    return _("Offer {number}").format(number=number)


def _table(
    deal: Deal, ground: Terrain, named: Sequence[tuple[str, Package]], formats: Formats
) -> Iterator[str]:
    def money(amount: int) -> str:
        return formats.amount(from_units(amount), deal.currency)

    currency = deal.currency or "–"
    heads = (
        _("Package"),
        _("Worth to us ({currency})").format(currency=currency),
        _("Worth to the buyer"),
        _("Cost to us"),
    )
    rows = [heads]
    rows += [
        (label, money(each.ours), money(each.buyer), money(each.cost)) for label, each in named
    ]
    yield from table(rows, right=(1, 2, 3))
    yield ""
    for label, each in named:
        yield _("{package}: {choices}").format(
            package=label, choices=choices_text(ground.axes, each.choices)
        )


def differing_text(packages: Sequence[Package]) -> str:
    """By how many variables the nearest two of several packages differ."""
    least = min(
        differing(one.choices, other.choices)
        for place, one in enumerate(packages)
        for other in packages[place + 1 :]
    )
    return ngettext(
        "any two differ in at least {n} variable", "any two differ in at least {n} variables", least
    ).format(n=least)
