"""The minor units of currencies by ISO 4217."""

from collections.abc import Mapping
from typing import Final

# Not taken from CLDR: it gives the decimals in common use (IQD 0, RSD 0), ISO 4217 the minor
# unit of the currency (IQD 3, RSD 2). All currencies that are not listed here have two.
_PLACES: Final[Mapping[int, str]] = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}

_PLACES_OF: Final[Mapping[str, int]] = {
    code: places for places, codes in _PLACES.items() for code in codes.split()
}


def decimals_of(currency: str) -> int:
    """How many decimals an amount of this currency has (ISO 4217); 2 where it is unknown."""
    return _PLACES_OF.get(currency, 2)
