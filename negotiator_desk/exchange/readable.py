"""Which kinds of records come from tables and cards, and what the files are called."""

from typing import Final

PEOPLE: Final = "stakeholders"
KINDS: Final = (PEOPLE, "variables", "trades", "terms", "changes")
"""The kinds whose records are read from tables; people from cards too."""

CARDS: Final = ".vcf"
SUFFIXES: Final = (".csv", ".tsv", ".xlsx", ".xlsm", CARDS)
"""What the names of files end in that are tables or cards, and no deals."""
