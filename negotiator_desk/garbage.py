"""When Python looks for garbage: seldom while much is made and kept, then as usual."""

import gc
from typing import Final

_USUAL: Final = gc.get_threshold()


def look_seldom() -> None:
    """For a start or a short call: a deal is many objects and no garbage.

    Looking for it as often as usual takes a tenth of a start, and a sixth of a short call.
    """
    gc.set_threshold(100_000, 20, 50)


def look_as_usual() -> None:
    """For a program that goes on; what stands now is taken to stay, and is not looked at again."""
    gc.freeze()
    gc.set_threshold(*_USUAL)
