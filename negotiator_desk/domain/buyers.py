"""Which spellings name one buyer: those that differ in case and spaces, and those joined."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from negotiator_desk.models.desk import BuyerName

# fmt: off
LEGAL_FORMS: Final = frozenset(
    [
        "ab", "ag", "as", "asa", "a/s", "aps", "bv", "b.v", "cv", "co", "company", "corp",
        "corporation", "ev", "gmbh", "inc", "incorporated", "kg", "kgaa", "kft", "limited", "llc",
        "llp", "ltd", "mbh", "nv", "oy", "oyj", "ohg", "plc", "pty", "sa", "sas", "sarl", "sàrl",
        "se", "sl", "spa", "srl", "sp", "z", "o.o", "sro", "s.r.o", "vof", "the",
    ]
)
# fmt: on
"""Words that say in what form a company is set up (and "the"), which tell no buyer from another."""

_MARKS: Final = re.compile(r"[^\w\s&/.]+")
_LEGAL: Final = frozenset(form.replace(".", "") for form in LEGAL_FORMS)


def spelling_key(name: str) -> str:
    """A name without regard to case and spaces: names with one key are one buyer."""
    return " ".join(unicodedata.normalize("NFKC", name).split()).casefold()


def comparable(name: str) -> str:
    """A name as it is compared to find likely spellings: no case, marks or legal forms.

    What is left is never nothing: a name that is all legal forms is compared as it is.
    """
    key = spelling_key(name)
    words = [word.replace(".", "") for word in _MARKS.sub(" ", key).split()]
    kept = [word for word in words if word and word not in _LEGAL and word != "&"]
    return " ".join(kept) or key


class Buyers(msgspec.Struct, frozen=True):
    """The spellings that were joined: key of the spelling to the buyer it stands for."""

    joined: Mapping[str, str] = {}

    def of(self, name: str) -> str:
        """The buyer that a spelling stands for; the spelling itself where it was not joined."""
        plain = " ".join(name.split())
        return self.joined.get(spelling_key(name), plain)

    def same(self, one: str, other: str) -> bool:
        """Whether two spellings name one buyer."""
        return spelling_key(self.of(one)) == spelling_key(self.of(other))


def buyers_of(records: Iterable[BuyerName]) -> Buyers:
    """The spellings that the records of the desk join; a chain of them leads to its end."""
    direct = {
        spelling_key(record.spelling): record.buyer
        for record in records
        if record.spelling.strip() and record.buyer.strip()
    }
    joined: dict[str, str] = {}
    for key in direct:
        seen, end = {key}, direct[key]
        while (following := spelling_key(end)) in direct and following not in seen:
            seen.add(following)
            end = direct[following]
        if spelling_key(end) != key:
            joined[key] = end
    return Buyers(joined)
