"""Invented names for the deals of the benchmarks."""

from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip().replace("_", " ") for word in text.split())


PLACES: Final = _words(
    """Alder Amber Ashford Birch Brae Calder Cedar Copper Elder Fenwick Harrow Hollin Juniper
    Kestrel Larch Linden Marlow Merrow Osprey Pennard Quarry Rowan Saltmarsh Sorrel Tamar Thornby
    Umber Vale Wexcombe Yarrow"""
)
TRADES: Final = _words(
    """Water Rail Foods Logistics Health Energy Ports Paper Transit Insurance Steel Retail Housing
    Telecom University Chemicals"""
)
SUBJECTS: Final = _words(
    """Field_service_platform Warehouse_scanners Fleet_maintenance Managed_network Payroll_service
    Metering_roll-out Laboratory_supplies Security_operations Call_centre Packaging_line
    Data_migration Cooling_plant Training_programme Spare_parts"""
)
FIRST_NAMES: Final = _words(
    """Anneke Bram Carys Dunja Eamon Fenna Gerrit Hanne Ilse Joost Katrin Lasse Maren Niamh Oskar
    Petra Rhys Sanne Tilda Ulrik Vera Wim Ylva Zoltan"""
)
LAST_NAMES: Final = _words(
    """Aldous Brandt Corrigan Dekker Ekholm Ferris Grainger Hallam Ivarsson Jessop Kolb Lindqvist
    Mercer Novak Oakes Pryce Quist Radley Sund Tarrant Ullman Voss Wragg Ziegler"""
)
