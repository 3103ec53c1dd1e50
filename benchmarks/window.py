"""Starts the program as a user does, in this process, and has a job done inside its window.

Run as a process of its own: ``python -m benchmarks.window JOB --data-dir FOLDER``; the jobs stand
in ``benchmarks.inside``. Nothing is imported here before the program imports it: the order and
the time of its imports are part of what is measured.
"""

import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from negotiator_desk.app import Folders


def main(job: str, arguments: Sequence[str]) -> int:
    """Run the program with ``arguments``; its exit code."""
    from negotiator_desk import __main__ as program

    open_window = program.open_window

    def open_watched(folders: "Folders", files: Sequence[str]) -> int:
        importlib.import_module("negotiator_desk.ui.start")  # as open_window does, Qt and all
        from benchmarks.inside import watch

        watch(job)
        return open_window(folders, files)

    program.open_window = open_watched
    sys.argv = [str(Path(program.__file__)), *arguments]
    return program.main()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
