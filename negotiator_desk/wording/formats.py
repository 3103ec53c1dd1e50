"""Money, numbers and dates for people: written and read in the reader's locale, by Babel."""

import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, get_date_format, get_datetime_format
from babel.numbers import (
    NumberFormatError,
    format_decimal,
    get_group_symbol,
    parse_decimal,
)

from negotiator_desk.domain.currency import decimals_of
from negotiator_desk.domain.rounding import Amount, rounded

MINUS: Final = "−"
_LONGEST_FIGURE: Final = 13
"""So many characters of a key figure stand whole in a box."""
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u2028\u2029]")
_TURNING: Final = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""What turns round the text around it: embedded directions and overrides."""


@cache
def locale_of(name: str) -> Locale:
    """The Babel locale of a name such as ``en_GB`` or ``de-DE.UTF-8``; British if unknown."""
    try:
        return Locale.parse(name.split(".")[0].replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale.parse("en_GB")


@lru_cache(maxsize=4096)
def _medium(ordinal: int, locale: str) -> str:
    """A date, medium length; the same few stand on a page again and again."""
    return format_date(date.fromordinal(ordinal), format="medium", locale=locale)


@lru_cache(maxsize=4096)
def _decimal(number: Decimal, pattern: str, locale: str) -> str:
    """A number with as many decimals as the pattern says, and a true minus."""
    return format_decimal(number, format=pattern, locale=locale).replace("-", MINUS)


def _places(step: Fraction) -> int:
    """The decimals, at most six, in which multiples of a step are exact."""
    return next((n for n in range(6) if (step * 10**n).denominator == 1), 6)


class Formats:
    """How one reader wants figures and dates; made once from a locale name and handed on."""

    def __init__(self, locale_name: str = "en_GB") -> None:
        self.locale = locale_of(locale_name)
        self._name = str(self.locale)

    def money(self, amount: Amount | None, currency: str, *, sign: bool = False) -> str:
        """An amount with its currency, rounded to the minor unit; a dash where it is unknown."""
        text = self.amount(amount, currency, sign=sign)
        return text if amount is None else f"{text} {currency}".rstrip()

    def amount(self, amount: Amount | None, currency: str, *, sign: bool = False) -> str:
        """An amount without its currency; minor units are shown where there are any."""
        if amount is None:
            return "–"
        number = rounded(amount, decimals_of(currency))
        whole = number == number.to_integral_value()
        pattern = "#,##0" if whole else f"#,##0.{'0' * decimals_of(currency)}"
        text = _decimal(number or Decimal(0), pattern, self._name)
        return f"+{text}" if sign and number > 0 else text

    def short(
        self, amount: Amount | None, *, sign: bool = False, step: Fraction | None = None
    ) -> str:
        """An amount in few characters for charts and the rail: 950, 42k, 1.84M.

        With the ``step`` of an axis it has the decimals that tell neighbours on it apart.
        """
        if amount is None:
            return "–"
        size = abs(Fraction(amount))
        mark = MINUS if amount < 0 else ("+" if sign and amount > 0 else "")
        for limit, divisor, suffix in (
            (10**9, 10**9, "bn"),
            (10**6, 10**6, "M"),
            (10**3, 10**3, "k"),
        ):
            if size >= limit * Fraction(9995, 10000):
                scaled = size / divisor
                places = 2 if scaled < 10 else (1 if scaled < 100 else 0)
                if step is not None:
                    places = _places(step / divisor)
                number = rounded(scaled, places).normalize()
                body = format_decimal(number, format="#,##0.######", locale=self.locale)
                return f"{mark}{body}{suffix}"
        places = 0 if size >= 10 else (2 if size >= Fraction(1, 100) else 4)
        number = rounded(size, places if step is None else _places(step)).normalize()
        body = format_decimal(number, format="#,##0.######", locale=self.locale)
        return f"{mark if number else ''}{body}"

    def key_figure(self, amount: Amount | None, currency: str) -> str:
        """An amount to act on, without its currency: in short form only where that loses nothing.

        A walk-away of 1,225,000 is not 1.23M. One too long for a box stands in short form.
        """
        if amount is None:
            return "–"
        number = rounded(amount, decimals_of(currency))
        whole = self.amount(amount, currency)
        digits = len(number.normalize().as_tuple().digits)
        told_by_three = abs(number) >= 1000 and digits <= 3
        return self.short(amount) if told_by_three or len(whole) > _LONGEST_FIGURE else whole

    def to_decimal(self, amount: Amount, currency: str) -> Decimal:
        """An exact amount rounded to the minor unit of the currency, to be stored."""
        return rounded(amount, decimals_of(currency))

    def number(self, number: Amount | None) -> str:
        """A plain number with the decimals it has, at most ten."""
        if number is None:
            return "–"
        exact = number if isinstance(number, Decimal) else rounded(number, 4)
        return format_decimal(exact, format="#,##0.##########", locale=self.locale).replace(
            "-", MINUS
        )

    def percent(self, ratio: Amount | None) -> str:
        """A ratio as whole percent."""
        if ratio is None:
            return "–"
        return f"{format_decimal(rounded(Fraction(ratio) * 100, 0), locale=self.locale)} %"

    def score(self, score: Amount | None) -> str:
        """A score of 0 to 100 as a whole number."""
        return "–" if score is None else str(rounded(score, 0))

    def date_text(self, day: date | None) -> str:
        """A date, medium length."""
        return "" if day is None else _medium(day.toordinal(), self._name)

    def day_month(self, day: date) -> str:
        """Day and month, for axes and lists."""
        return format_date(day, format="d MMM", locale=self.locale)

    def month_year(self, day: date) -> str:
        """Month and year, for axes over more than a year."""
        return format_date(day, format="MMM y", locale=self.locale)

    def time_text(self, moment: datetime | None) -> str:
        """A local date and time, to the minute."""
        if moment is None:
            return ""
        day = format_date(moment, format="medium", locale=self.locale)
        clock = format_time(moment, format="short", locale=self.locale)
        pattern = str(get_datetime_format("medium", locale=self.locale))
        return pattern.replace("'", "").format(clock, day)

    def entry(self, number: Decimal | int | None, *, places: int | None = None) -> str:
        """A number as it stands in an entry field: grouped, with at least ``places`` decimals."""
        if number is None:
            return ""
        exact = Decimal(number)
        shown = max(-int(exact.normalize().as_tuple().exponent), 0)
        count = max(shown, places or 0)
        pattern = f"#,##0.{'0' * count}" if count else "#,##0"
        return format_decimal(exact, format=pattern, locale=self.locale)

    def entry_date(self, day: date | None) -> str:
        """A date as it stands in an entry field: four-digit year, the locale's order."""
        return (
            ""
            if day is None
            else format_date(day, format=self._entry_pattern(), locale=self.locale)
        )

    def _entry_pattern(self) -> str:
        pattern = get_date_format("short", locale=self.locale).pattern
        return re.sub(r"y+", "yyyy", pattern)

    def read_number(self, text: str) -> Decimal:
        """Read a number typed in the reader's locale; ``k`` and ``m`` stand for thousand, million.

        Raises:
            ValueError: when it is no number.
        """
        cleaned = text.strip().replace(MINUS, "-").replace("\u202f", "").replace("\u00a0", "")
        factor = 1
        if cleaned[-1:].lower() in ("k", "m"):
            factor = 1000 if cleaned[-1].lower() == "k" else 1_000_000
            cleaned = cleaned[:-1].strip()
        group = get_group_symbol(self.locale)
        compact = cleaned.replace(" ", "").replace("'", "").replace("’", "")
        if group in ("\u202f", "\u00a0", " ", "’", "'"):
            group = ""
        if not re.fullmatch(r"-?[\d.,]+", compact, re.ASCII):
            raise ValueError(text)
        if re.fullmatch(r"-?\d+", compact):
            return Decimal(compact) * factor
        try:
            return parse_decimal(compact, locale=self.locale, strict=bool(group)) * factor
        except NumberFormatError:
            if re.fullmatch(r"-?\d+\.\d{1,2}", compact):
                return Decimal(compact) * factor
            raise ValueError(text) from None

    def read_date(self, text: str, today: date) -> date:
        """Read a date typed in the reader's order; the year may be left out, ISO is always read.

        Words read too: ``today``, ``+7`` and ``-3`` (days from today).

        Raises:
            ValueError: when it is no date.
        """
        cleaned = text.strip().lower()
        if cleaned in ("today", "t"):
            return today
        if re.fullmatch(r"[+-]\d{1,4}", cleaned):
            return date.fromordinal(today.toordinal() + int(cleaned))
        if iso := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", cleaned):
            return date(*(int(part) for part in iso.groups()))
        numbers = [int(part) for part in re.findall(r"\d+", cleaned)]
        if month := self._month_named(cleaned):
            if len(numbers) not in (1, 2):
                raise ValueError(text)
            year = numbers[1] if len(numbers) == 2 else today.year
            return date(year + 2000 if year < 100 else year, month, numbers[0])
        if not re.fullmatch(r"\d{1,4}[./ -]\d{1,2}([./ -]\d{1,4})?\.?", cleaned):
            raise ValueError(text)
        order = list(dict.fromkeys(re.findall(r"[dMy]", self._entry_pattern())))
        if len(numbers) == 2:
            order = [c for c in order if c != "y"]
            numbers.append(today.year)
            order.append("y")
        parts = dict(zip(order, numbers, strict=True))
        year = parts["y"] + 2000 if parts["y"] < 100 else parts["y"]
        return date(year, parts["M"], parts["d"])

    def _month_named(self, text: str) -> int | None:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                names = self.locale.months[context][width]
                for number, name in names.items():
                    if name.strip(".").lower() in re.findall(r"[^\W\d]+", text):
                        return int(number)
        return None


def cleaned(text: str) -> str:
    """A text fit to be kept: what would break a line or a terminal replaced, all else as it is."""
    return _CONTROL.sub("\ufffd", text.replace("\r\n", "\n").replace("\t", "    "))


def visible(text: str) -> str:
    """A text fit to be shown in a sentence: control characters and turned directions replaced."""
    return _TURNING.sub("\ufffd", cleaned(text))
