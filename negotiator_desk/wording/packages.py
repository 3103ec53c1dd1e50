"""Sentences about packages: their choices in words, what they are worth, what was left."""

from collections.abc import Iterator, Sequence

from negotiator_desk.domain.equivalent import differing
from negotiator_desk.domain.frontier import MOST, Package
from negotiator_desk.domain.leftover import Agreed, Leftover
from negotiator_desk.domain.offering import Offering
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


def packages_lines(name: str, deal: Deal, offered: Offering, formats: Formats) -> Iterator[str]:
    """A frontier as lines of plain text for a terminal."""
    ground = offered.ground
    yield short_line(deal.title) or _("(no title)")
    yield _("{file} · buyer: {buyer}").format(
        file=short_path(name), buyer=short_line(deal.buyer) or "–"
    )
    if not ground.axes:
        yield nothing_to_pack()
    elif not offered.frontier:
        yield none_within_mandate()
    else:
        yield count_text(len(offered.frontier))
        yield ""
        yield from _table(deal, ground, _named(offered), formats)
    if ground.left_out:
        yield ""
        yield left_out_text(ground.left_out)


def _named(offered: Offering) -> list[tuple[str, Package]]:
    named = [(best_for_us(), offered.frontier[0])]
    if offered.balance is not None:
        named.append((best_balance_name(), offered.balance))
    named += [(offer_name(number), each) for number, each in enumerate(offered.equivalent, 1)]
    named.append((best_for_buyer(), offered.frontier[-1]))
    return named


def best_for_us() -> str:
    """The first package of the frontier."""
    return _("Best for us")


def best_balance_name() -> str:
    """The Nash point, as people call it."""
    return _("Best balance")


def best_for_buyer() -> str:
    """The last package of the frontier."""
    return _("Best for the buyer")


def offer_name(number: int) -> str:
    """One of the equivalent offers."""
    return _("Offer {number}").format(number=number)


def _table(
    deal: Deal, ground: Terrain, named: Sequence[tuple[str, Package]], formats: Formats
) -> Iterator[str]:
    def money(amount: int) -> str:
        return formats.amount(from_units(amount), deal.currency)

    heads = (
        _("Package"),
        _("Worth to us ({currency})").format(currency=deal.currency or "–"),
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


# The window.


def item_text(axis: Axis, choice: int) -> str:
    """What a package sets a variable to, as an item of a trade is described."""
    if not axis.listed:
        return axis_text(axis)
    return _("{variable}: {option}").format(
        variable=axis_text(axis), option=choice_text(axis, choice)
    )


def worth_text(package: Package, currency: str, formats: Formats) -> str:
    """What a package is worth to both, and what it costs us."""
    return _("{ours} to us, {buyer} to the buyer, cost {cost}").format(
        ours=formats.money(from_units(package.ours), currency),
        buyer=formats.money(from_units(package.buyer), currency),
        cost=formats.money(from_units(package.cost), currency),
    )


def package_name(name: str) -> str:
    """A package in the picture: by its name, where it has one."""
    return name or _("Package")


def mark_text(
    name: str, axes: Sequence[Axis], package: Package, currency: str, formats: Formats
) -> str:
    """What a point of the picture says."""
    return _("{package}: {worth}. {choices}").format(
        package=name,
        worth=worth_text(package, currency, formats),
        choices=choices_text(axes, package.choices),
    )


def chart_title(offered: Offering, currency: str, formats: Formats) -> str:
    """What the picture of the frontier shows."""
    count = count_text(len(offered.frontier))
    if offered.balance is None:
        return _("{count}; none reaches both floors").format(count=count)
    return _("{count}; the best balance is worth {ours} to us and {buyer} to the buyer").format(
        count=count,
        ours=f"{formats.short(from_units(offered.balance.ours))} {currency}".rstrip(),
        buyer=formats.short(from_units(offered.balance.buyer)),
    )


def why_packages() -> str:
    """What belongs into the builder, and why."""
    return _(
        "A package picks one level of each variable. Give variables their options with what each "
        "is worth to us and, by our estimate, to the buyer; or a cost and a worth, where it is "
        "only yes or no. From these the builder finds every package that no other one beats, the "
        "best balance, and three offers worth the same to us, so that the buyer can choose."
    )


def offers_head(offers: Sequence[Package]) -> tuple[str, str]:
    """The heading over the equivalent offers, and what is said below it."""
    if not offers:
        return _("No equivalent offers"), _(
            "No package lies at this level: move the level, widen the tolerance, or lower a floor."
        )
    if len(offers) == 1:
        return _("One offer at this level"), _(
            "Move the level or widen the tolerance to find others worth about the same to us."
        )
    least = least_difference(offers)
    differ = ngettext(
        "Any two differ in at least {n} variable.",
        "Any two differ in at least {n} variables.",
        least,
    ).format(n=least)
    head = _("Three equivalent offers") if len(offers) == 3 else _("Two equivalent offers")
    return head, _(
        "Worth about the same to us, so let the buyer choose. {differ} Several equivalent offers "
        "at once got better results in six experiments (Leonardelli and others, 2019)."
    ).format(differ=differ)


def least_difference(offers: Sequence[Package]) -> int:
    """In how many variables the two nearest of several packages differ."""
    return min(
        differing(one.choices, other.choices)
        for place, one in enumerate(offers)
        for other in offers[place + 1 :]
    )


def same_in_all(axes: Sequence[Axis], offers: Sequence[Package], differs: Sequence[bool]) -> str:
    """What the offers share."""
    if not offers:
        return ""
    shared = [
        _("{variable}: {option}").format(variable=axis_text(axis), option=choice_text(axis, choice))
        for axis, choice, other in zip(axes, offers[0].choices, differs, strict=True)
        if not other
    ]
    return _("The same in all: {choices}").format(choices="; ".join(shared)) if shared else ""


def table_button(count: int) -> str:
    """The button that puts the offers on the table."""
    if count == 3:
        return _("Table these three")
    return _("Table these two") if count == 2 else _("Table this offer")


def tabled_button(labels: Sequence[str]) -> str:
    """In the place of that button, once they are there."""
    return _("On the table as {labels}").format(
        labels=", ".join(short_line(label) for label in labels)
    )


def chosen_title(offered: Offering, package: Package) -> str:
    """What the package at hand is called: by its names, else by its place."""
    names = []
    if package == offered.balance:
        names.append(best_balance_name())
    names += [
        offer_name(number) for number, each in enumerate(offered.equivalent, 1) if each == package
    ]
    if package == offered.frontier[0]:
        names.append(best_for_us())
    if package == offered.frontier[-1]:
        names.append(best_for_buyer())
    if names:
        return " · ".join(names)
    return _("Package {place} of {count}").format(
        place=offered.frontier.index(package) + 1, count=len(offered.frontier)
    )


def leftover_text(agreed: Agreed, left: Leftover, currency: str, formats: Formats) -> str:
    """What the agreed trades left on the table."""
    package = agreed.package
    more: list[str] = []
    if left.for_us is not None and left.for_us.ours > package.ours:
        more.append(
            _("{amount} more for us at no loss to the buyer").format(
                amount=formats.money(from_units(left.for_us.ours - package.ours), currency)
            )
        )
    if left.for_buyer is not None and left.for_buyer.buyer > package.buyer:
        more.append(
            _("{amount} more for the buyer at no loss to us").format(
                amount=formats.money(from_units(left.for_buyer.buyer - package.buyer), currency)
            )
        )
    if left.for_us is None and left.for_buyer is None:
        text = _("Agreed so far: no package here is as good for either side.")
    elif more:
        text = _("Left on the table by what is agreed: {more}.").format(
            more=_("{one}, or {other}").format(one=more[0], other=more[1])
            if len(more) == 2
            else more[0]
        )
    else:
        text = _("Nothing is left on the table by what is agreed: no package here beats it.")
    if agreed.unplaced:
        names = ", ".join(short_line(name) for name in agreed.unplaced[:_SPELT_OUT])
        text += " " + _("Agreed at no listed option, so counted at the first: {names}.").format(
            names=names
        )
    return text


def on_the_table(labels: Sequence[str]) -> str:
    """Offers that stand as proposed trades already."""
    return _(
        "These offers are on the table already, as {labels}; go on with them in the trade log."
    ).format(labels=", ".join(short_line(label) for label in labels))


def already_planned(label: str) -> str:
    """A package that stands as a planned or proposed trade already."""
    return _("This package is in the trade log already, as {label}; go on with it there.").format(
        label=short_line(label)
    )
