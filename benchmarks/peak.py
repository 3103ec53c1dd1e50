"""How much memory a process has held."""

import sys


def peak_memory() -> float | None:
    """The most memory this process has held so far, in MB; ``None`` where it cannot be asked."""
    if sys.platform == "win32":
        return None
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6
