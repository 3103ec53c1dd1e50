"""The minor units of currencies by ISO 4217, as the deal file writes money."""

from typing import Final

_WITHOUT: Final = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE: Final = "BHD IQD JOD KWD LYD OMR TND"
_FOUR: Final = "CLF UYW"

_MINOR_UNITS: Final = {
    code: places
    for places, codes in ((0, _WITHOUT), (3, _THREE), (4, _FOUR))
    for code in codes.split()
}


def minor_units(currency: str) -> int:
    """How many decimals ISO 4217 gives an amount of ``currency``; 2 where it is unknown.

    The table is our own: the revision of a deal is a hash of its canonical text, which may not
    change because a library that follows everyday usage (CLDR) changed its mind.
    """
    return _MINOR_UNITS.get(currency, 2)
