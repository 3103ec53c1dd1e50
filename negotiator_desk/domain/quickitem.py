"""Quick entry, one item of a side: its variable, level, quantity and amount, or its own words."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal
from uuid import UUID

import msgspec

from negotiator_desk.domain.ladder import at, ladder_of, leading_number, unit_of
from negotiator_desk.domain.quickmatch import Book, Match, SideName, match_variable
from negotiator_desk.domain.quickwords import (
    SYMBOLS,
    WORD_NUMBERS,
    ReadNumber,
    Token,
    glued,
    is_currency,
    money_in,
    number_in,
    phrase_at,
    unit_at,
)
from negotiator_desk.models.table import Variable

_GROUP: Final = re.compile(r"[0-9]{3}(?:[.,][0-9]*)?")

SpanKind = Literal["variable", "option", "quantity", "amount", "description"]


class ReadItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item as it was read; ``spans`` say of each token what it was taken as.

    ``between`` are the variables between which its words leave it open: it then stands in its own
    words. ``sure`` is False where a number was left over: then nothing follows from the variable.
    """

    variable_id: UUID | None = None
    option: str = ""
    quantity: Decimal | None = None
    description: str = ""
    amount: Decimal | None = None
    sure: bool = True
    spans: tuple[tuple[SpanKind, tuple[int, ...]], ...] = ()
    between: tuple[str, ...] = ()


class _Quantity(msgspec.Struct, frozen=True):
    """A number with its unit: how much, which tokens say so, whether it says level or more."""

    number: Decimal
    places: frozenset[int]
    level: bool
    more: bool


def read_item(
    tokens: Sequence[Token], side: SideName, book: Book, read_number: ReadNumber
) -> ReadItem:
    """Read the tokens of one item; every one of them is in one of the spans."""
    amount, priced = _amount(tokens, book, read_number)
    rest = [place for place in range(len(tokens)) if place not in priced]
    spoken = [
        "" if place in priced else WORD_NUMBERS.get(token.word, token.word)
        for place, token in enumerate(tokens)
    ]
    passed_over = {*book.words.filler, *book.words.more}
    words = ["" if word in passed_over else word for word in spoken]
    match, between = match_variable(words, spoken, side, book)
    amount_span: tuple[tuple[SpanKind, tuple[int, ...]], ...] = (
        (("amount", tuple(sorted(priced))),) if priced else ()
    )
    if match is None:
        if not rest:  # an amount alone is one of nothing that is known
            return ReadItem(amount=amount, spans=amount_span)
        return ReadItem(
            description=_said(tokens, rest),
            amount=amount,
            spans=(*amount_span, ("description", tuple(rest))),
            between=between,
        )
    return _of_variable(tokens, rest, match, side, book, read_number, amount, amount_span)


def _of_variable(
    tokens: Sequence[Token],
    rest: Sequence[int],
    match: Match,
    side: SideName,
    book: Book,
    read_number: ReadNumber,
    amount: Decimal | None,
    amount_span: tuple[tuple[SpanKind, tuple[int, ...]], ...],
) -> ReadItem:
    variable = match.known.variable
    counted = _quantity(tokens, rest, match, book, read_number)
    option, option_places = match.option, match.option_places
    quantity: Decimal | None = None
    number_places: frozenset[int] = frozenset()
    if counted is not None and (not option or counted.places & option_places):
        quantity, level = _in_steps(counted, variable, side)
        number_places = counted.places | (option_places if quantity is not None else frozenset())
        if quantity is not None:
            option, option_places = _option_at(variable, level), frozenset()
        elif not option:
            option = _option_at(variable, counted.number)
            number_places = counted.places if option else frozenset()
    fillers = {
        place
        for place in rest
        if tokens[place].word in book.words.filler or tokens[place].word in book.words.more
    }
    taken = match.name_places | option_places | number_places
    left = [place for place in rest if place not in taken and place not in fillers]
    spans: list[tuple[SpanKind, tuple[int, ...]]] = list(amount_span)
    kinds: tuple[tuple[SpanKind, set[int]], ...] = (
        ("variable", (set(match.name_places) | fillers) - option_places - number_places),
        ("option", set(option_places - number_places)),
        ("quantity", set(number_places)),
        ("description", set(left)),
    )
    for kind, places in kinds:
        inside = tuple(place for place in rest if place in places)
        if inside:
            spans.append((kind, inside))
    return ReadItem(
        variable_id=variable.id,
        option=option,
        quantity=quantity,
        # Words beside the variable would be lost: the item then stands in all its own words.
        description=_said(tokens, rest) if left else "",
        amount=amount,
        sure=not any(c.isdigit() for place in left for c in tokens[place].text),
        spans=tuple(spans),
    )


def _in_steps(
    counted: _Quantity, variable: Variable, side: SideName
) -> tuple[Decimal | None, Decimal | None]:
    """A number as a quantity, and the level that was said, if a level was.

    Of what is got the number is the level. Of what is given it is steps from the ask ("15 days"
    on an ask of 30), unless it says so ("to 45 days") or only the level can be meant: on a
    ladder that leads down a number below the ask ("4 hours" on an ask of 8), on one that leads up
    a number above the ask which as steps would go beyond the limit ("45 days").
    """
    number = counted.number
    if side == "get":
        return number, number
    ladder = ladder_of(variable)
    if ladder.ask is None or not ladder.sign:
        return (None, None) if counted.level else (number, None)
    past_ask = (number - ladder.ask) * ladder.sign > 0
    level = counted.level
    if not level and not counted.more and past_ask:
        level = ladder.sign < 0 or at(ladder, ladder.ask + number).beyond
    if level:
        return (number - ladder.ask) * ladder.sign, number
    position = ladder.ask + ladder.sign * number
    # Where one unit has no price of its own, the option that lies there has one.
    return number, None if variable.value_per_unit is not None else position


def _option_at(variable: Variable, level: Decimal | None) -> str:
    """The option that begins with this number, where there is one."""
    for option in variable.options if level is not None else ():
        if leading_number(option.label) == level:
            return option.label
    return ""


def _said(tokens: Sequence[Token], places: Sequence[int]) -> str:
    """The words of an item as they were typed."""
    words = (tokens[p].text[1:-1] if tokens[p].shape == "quote" else tokens[p].text for p in places)
    return " ".join(words).strip() or " ".join(tokens[p].text for p in places)


def _amount(
    tokens: Sequence[Token], book: Book, read_number: ReadNumber
) -> tuple[Decimal | None, frozenset[int]]:
    """The amount of an item: the number at its end, else the one that is marked as money."""
    last = len(tokens) - 1
    if last > 0 and is_currency(tokens[last], book.currency):
        last -= 1
    found = _amount_ending(tokens, last, book, read_number)
    if found[0] is None:
        marked = [place for place in range(last) if _is_marked(tokens, place, book)]
        if len(marked) == 1:
            found = _amount_ending(tokens, marked[0], book, read_number)
    return found


def _is_marked(tokens: Sequence[Token], place: int, book: Book) -> bool:
    """Whether a number says that it is money: by a currency, or by ``k`` or ``m`` behind it."""
    beside = [p for p in (place - 1, place + 1) if 0 <= p < len(tokens)]
    text = tokens[place].text
    return (
        any(is_currency(tokens[p], book.currency) for p in beside)
        or text[:1] in SYMBOLS
        or text[-1:] in SYMBOLS
        or (text[:1].isdigit() and text[-1:].casefold() in ("k", "m"))
    )


def _amount_ending(
    tokens: Sequence[Token], last: int, book: Book, read_number: ReadNumber
) -> tuple[Decimal | None, frozenset[int]]:
    """The amount that ends with a token, with its currency and the word before it."""
    code = book.currency.casefold()
    token = tokens[last]
    if token.shape != "word" or (glued(token) and not (code and token.word.endswith(code))):
        return None, frozenset()
    first = last
    amount = money_in(token.text, read_number, book.currency)
    # "60 000": groups of three behind one to three digits.
    while (
        amount is not None
        and first > 0
        and _GROUP.fullmatch(tokens[first].text)
        and tokens[first - 1].text.isdigit()
        and len(tokens[first - 1].text) <= 3
    ):
        first -= 1
        joined = "".join(each.text for each in tokens[first : last + 1])
        amount = money_in(joined, read_number, book.currency)
    if amount is None:
        return None, frozenset()
    places = set(range(first, last + 1))
    if last + 1 < len(tokens) and is_currency(tokens[last + 1], book.currency):
        places.add(last + 1)
    before = first - 1
    if before >= 0 and is_currency(tokens[before], book.currency):
        places.add(before)
        before -= 1
    if before > 0 and phrase_at(tokens, before, book.words.worth) == 1:
        places.add(before)
    elif before >= 0 and phrase_at(tokens, before, book.words.to):
        return None, frozenset()  # "to 45" is a level
    return amount, frozenset(places)


def _quantity(
    tokens: Sequence[Token],
    rest: Sequence[int],
    match: Match,
    book: Book,
    read_number: ReadNumber,
) -> _Quantity | None:
    """The number of an item that counts its variable: one with the unit, else one by itself."""
    unit = unit_of(match.known.variable)
    found: list[tuple[int, _Quantity]] = []
    for place in rest:
        if place in match.name_places and place not in match.option_places:
            continue
        token = tokens[place]
        text, own = token.text, ""
        if parts := glued(token):
            text, own = parts
        text = WORD_NUMBERS.get(token.word, text)
        number = number_in(text.lstrip("+"), read_number)
        if number is None or not (text[:1].isdigit() or text[:1] in "+-−"):
            continue
        behind = [place + 1 + n for n in range(4) if place + 1 + n in rest]
        following = [own] if own else [tokens[p].word for p in behind if p < len(tokens)]
        n, factor = unit_at(following, unit)
        places = {place} | (set() if own else set(behind[:n]))
        if own and not n:
            continue  # "15kg" of a variable that is not counted so
        level = place > 0 and bool(phrase_at(tokens, place - 1, book.words.to))
        if level:
            places.add(place - 1)
            if place > 1 and phrase_at(tokens, place - 2, book.words.to) == 2:
                places.add(place - 2)
        alone = not n and bool(behind) and behind[0] not in match.name_places
        if alone and tokens[behind[0]].word not in (*book.words.filler, *book.words.more):
            continue  # "3 lorries": it counts something else
        rank = 0 if n else 1
        more = text[:1] in "+-−" or any(tokens[p].word in book.words.more for p in rest)
        found.append((rank, _Quantity(number * factor, frozenset(places), level, more)))
    if not found:
        return None
    best = min(rank for rank, _ in found)
    chosen = [quantity for rank, quantity in found if rank == best]
    # Two numbers that both count: neither is guessed.
    return chosen[0] if len(chosen) == 1 else None
