"""What dev.py does, with the standard library alone."""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
"""The folder of the checkout."""


class Stop(Exception):
    """The work cannot go on; its text is the one sentence a person is told."""
