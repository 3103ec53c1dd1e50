"""What the terminal is told: lines that any terminal can show, and errors one sentence each."""

import contextlib
import json
import os
import sys
from collections.abc import Iterable
from typing import Any, TextIO

from negotiator_desk.wording.commands import clean


def prepare_streams() -> None:
    """Make standard output and error safe for any text.

    A terminal that cannot show a character shows a question mark; a windowed program on Windows
    has no streams at all and writes into nothing.
    """
    # By name and never closed: they stand for the streams until the program ends.
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            with contextlib.suppress(ValueError, OSError):
                reconfigure(errors="replace")


def say(*lines: str) -> None:
    """Print lines for people; control characters of foreign texts are made visible."""
    _write(sys.stdout, lines)


def complain(*sentences: str) -> None:
    """Print sentences on standard error, one line each."""
    _write(sys.stderr, (" ".join(sentence.split()) for sentence in sentences))


def say_json(value: Any) -> None:
    """Print one JSON object on one line; escaped where the terminal is not UTF-8."""
    encoding = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "")
    text = json.dumps(value, ensure_ascii=encoding != "utf8", separators=(",", ":"))
    sys.stdout.write(text + "\n")


def _write(stream: TextIO, lines: Iterable[str]) -> None:
    for line in lines:
        stream.write(clean(line) + "\n")


def let_go() -> None:
    """Hand over what is still to be written, and drop what nobody takes.

    A reader that went away (``… | head``) is not mourned, and of a full disk it has been said:
    without this Python would try again at its end, complain once more and change the status.
    """
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, sys.stdout.fileno())
