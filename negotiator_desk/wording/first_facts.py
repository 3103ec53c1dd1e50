"""The questions behind the eight facts."""

from typing import Final

from negotiator_desk.domain.first_facts import COUNT
from negotiator_desk.wording.catalogue import N_, _

_QUESTIONS: Final = (
    N_("Who buys, and what do we sell?"),
    N_("What is our first price?"),
    N_("What price do we aim for?"),
    N_("Below which price do we walk away?"),
    N_("Who sits opposite, and what is their role?"),
    N_("What will they ask for first, and what does it cost us?"),
    N_("What do we want for it, and what is it worth?"),
    N_("Up to which cost may you agree alone, and who approves more?"),
)

_OWN_LABELS: Final = {"approver": N_("Who approves more")}
"""What fields are called here whose own label says too little beside the question."""


def own_label(key: str) -> str:
    """What the field of a fact is called here; empty where its own label does."""
    return _(_OWN_LABELS[key]) if key in _OWN_LABELS else ""


def question(number: int) -> str:
    """What is asked for a fact, 1 to 8."""
    return _(_QUESTIONS[number - 1])


def facts_line(known: int) -> str:
    """How many of the facts are known, and what they are for."""
    if known == COUNT:
        return _("All eight facts are known: the brief is ready.")
    return _("{n} of {of} facts for a useful brief").format(n=known, of=COUNT)
