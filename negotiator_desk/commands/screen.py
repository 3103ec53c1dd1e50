"""Whether a window can open here."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def has_screen(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether there is a screen to open a window on.

    Windows and macOS always have one. Elsewhere X11 or Wayland must be named by the environment
    and, where it is on this machine, be there: Qt ends the whole process when it cannot reach
    what is named. ``QT_QPA_PLATFORM`` overrules all.
    """
    if platform in ("win32", "darwin", "cygwin") or environ.get("QT_QPA_PLATFORM"):
        return True
    return _wayland(environ) or _x11(environ.get("DISPLAY", ""))


def _wayland(environ: Mapping[str, str]) -> bool:
    name = environ.get("WAYLAND_DISPLAY", "")
    if not name:
        return False
    return (Path(environ.get("XDG_RUNTIME_DIR", "/run")) / name).exists()


def _x11(display: str) -> bool:
    host, _colon, number = display.partition(":")
    if not number:
        return False
    if host not in ("", "unix"):
        return True  # on another machine, or forwarded: only Qt can tell
    name = f"/tmp/.X11-unix/X{number.split('.')[0]}"
    if Path(name).exists():
        return True
    try:  # X may listen on a name of its own that is no file
        return f"@{name}\n" in Path("/proc/net/unix").read_text("utf-8", "replace")
    except OSError:
        return not Path("/proc").is_dir()
