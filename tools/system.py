"""What the operating system has to bring: Qt's libraries on Linux, and Python's venv."""

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from tools import Stop


class Library(NamedTuple):
    """A shared library that Qt asks for, and the package that brings it."""

    name: str
    debian: str
    fedora: str
    arch: str


def _xcb(*parts: str) -> tuple[Library, ...]:
    return tuple(
        Library(f"libxcb-{part}.so.{number}", f"libxcb-{part}{number}", "libxcb", "libxcb")
        for part, _, number in (each.partition(".") for each in parts)
    )


ALWAYS: Final = (
    Library("libEGL.so.1", "libegl1", "libglvnd-egl", "libglvnd"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx", "libglvnd"),
    Library("libX11.so.6", "libx11-6", "libX11", "libx11"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig"),
    Library("libfreetype.so.6", "libfreetype6", "freetype", "freetype2"),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
    Library("libgthread-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon"),
)
"""Without these Qt's widgets cannot be imported, not even to draw without a screen."""

SCREEN: Final = (
    Library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb", "libx11"),
    Library("libxcb.so.1", "libxcb1", "libxcb", "libxcb"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image", "xcb-util-image"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    Library(
        "libxcb-render-util.so.0",
        "libxcb-render-util0",
        "xcb-util-renderutil",
        "xcb-util-renderutil",
    ),
    Library("libxcb-util.so.1", "libxcb-util1", "xcb-util", "xcb-util"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    *_xcb("glx.0", "randr.0", "render.0", "shape.0", "shm.0", "sync.1", "xfixes.0", "xkb.1"),
    Library("libwayland-client.so.0", "libwayland-client0", "libwayland-client", "wayland"),
    Library("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor", "wayland"),
    Library("libwayland-egl.so.1", "libwayland-egl1", "libwayland-egl", "wayland"),
)
"""What the platform plug-ins for X11 and Wayland ask for beside."""

_INSTALL: Final = {
    "debian": "apt-get install",
    "fedora": "dnf install",
    "arch": "pacman -S",
}


def has_screen() -> bool:
    """Whether a window can be shown; only on Linux may there be none."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def require_libraries(*, drawing: bool, screen: bool) -> None:
    """See to the libraries that Qt needs, on Linux; elsewhere its own packages bring them.

    What is missing is installed where that may be done (root on Debian), else named in one
    line. Raises ``Stop`` only where ``drawing`` is wanted and cannot work.
    """
    if not sys.platform.startswith("linux"):
        return
    missing = missing_libraries((*ALWAYS, *SCREEN) if screen else ALWAYS)
    if missing and _may_install():
        _apt_get(sorted({library.debian for library in missing}))
        missing = missing_libraries(missing)
    if not missing:
        return
    if drawing and any(library in ALWAYS for library in missing):
        raise Stop(missing_text(missing, distribution()))
    print(missing_text(missing, distribution()), file=sys.stderr, flush=True)


def missing_libraries(
    libraries: Sequence[Library], cache: Path = Path("/etc/ld.so.cache")
) -> tuple[Library, ...]:
    """Those of ``libraries`` that the dynamic linker does not find."""
    try:
        known = cache.read_bytes()  # a thousandth of a second; opening them all takes thirty
    except OSError:
        known = b""
    return tuple(
        library
        for library in libraries
        if library.name.encode() + b"\0" not in known and not _opens(library.name)
    )


def missing_text(missing: Iterable[Library], family: str) -> str:
    """The one line that names the packages to install (or the libraries, on a system unknown)."""
    if family in _INSTALL:
        packages = " ".join(sorted({getattr(library, family) for library in missing}))
        return f"Qt needs libraries that are missing here: sudo {_INSTALL[family]} {packages}"
    names = " ".join(sorted(library.name for library in missing))
    return f"Qt needs libraries that are missing here, install the packages with: {names}"


def distribution(release: Path = Path("/etc/os-release")) -> str:
    """``debian``, ``fedora`` or ``arch`` for these and what is made from them, else ``""``."""
    try:
        lines = release.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return ""
    pairs = dict(line.partition("=")[::2] for line in lines)
    words = f"{pairs.get('ID', '')} {pairs.get('ID_LIKE', '')}".replace('"', "").split()
    return next((word for word in words if word in _INSTALL), "")


def require_venv() -> None:
    """See to Python's own venv and ensurepip, which Debian keeps in a package apart."""
    if _has_venv():
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if _may_install():
        _apt_get([package])
        importlib.invalidate_caches()
        if _has_venv():
            return
    if distribution() == "debian":
        raise Stop(f"This Python comes without venv: sudo apt-get install {package}")
    raise Stop("This Python comes without venv and ensurepip: install a complete Python 3.11+.")


def _has_venv() -> bool:
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def _opens(name: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _may_install() -> bool:
    return (
        sys.platform.startswith("linux")
        and os.geteuid() == 0
        and distribution() == "debian"
        and shutil.which("apt-get") is not None
    )


def _apt_get(packages: Sequence[str]) -> None:
    """Install Debian packages; what stays missing is for the caller to see."""
    import subprocess

    print(f"Installing {' '.join(packages)}.", file=sys.stderr, flush=True)
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    options = ("Acquire::Retries=1", "Acquire::http::Timeout=20", "DPkg::Lock::Timeout=120")
    base = ["apt-get", "-qq", *(f"-o{option}" for option in options)]
    for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        try:
            subprocess.run(
                [*base, *step], env=environ, check=False, timeout=600, stdout=subprocess.DEVNULL
            )
        except (OSError, subprocess.TimeoutExpired):
            return
