"""Where the files that the program ships with lie: fonts, the sample deal, catalogues."""

import sys
from pathlib import Path


def resource_path(name: str) -> Path:
    """The path of a file or folder in ``resources/``.

    Found beside the package in a checkout, inside a built program, and under the environment's
    ``share`` folder in an installed one.

    Raises:
        FileNotFoundError: when the program was put together without it.
    """
    built = getattr(sys, "_MEIPASS", None)
    roots = [Path(built)] if built else []
    roots.append(Path(__file__).resolve().parents[2])
    roots.append(Path(sys.prefix) / "share" / "negotiator-desk")
    for root in roots:
        found = root / "resources" / name
        if found.exists():
            return found
    raise FileNotFoundError(name)
