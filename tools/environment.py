"""The virtual environments of the checkout: made, filled from a lock file, kept right, mended."""

import contextlib
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from tools import ROOT, Stop
from tools.system import require_venv

STAMP: Final = "negotiator-desk.json"
"""Written last into an environment; says what is in it. One that says less is not ready."""

PATH_FILE: Final = "negotiator-desk.pth"


def python_of(folder: Path) -> Path:
    """The interpreter of an environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def prepare(folder: Path, lock: Path, also: Sequence[Path] = ()) -> tuple[Path, bool]:
    """Return the interpreter of an environment that holds what ``lock`` lists.

    ``also`` names locks whose packages are all in ``lock`` too. The second value says whether
    anything had to be done. Raises ``Stop`` where the environment cannot be made.
    """
    if is_ready(folder, lock):
        return python_of(folder), False
    with _alone(folder):
        if not is_ready(folder, lock):  # another call may have made it while this one waited
            _fill(folder, (lock, *also))
    return python_of(folder), True


def is_ready(folder: Path, lock: Path) -> bool:
    """Whether the environment holds ``lock``, for this Python; cheap, done at every start."""
    stamp = _read_stamp(folder)
    if stamp.get("python") != _python_tag() or not _can_start(folder):
        return False
    locks, packages = stamp.get("locks"), stamp.get("packages")
    if not isinstance(locks, dict) or not isinstance(packages, list):
        return False
    try:
        present = {entry.name for entry in os.scandir(_site_packages(folder))}
    except OSError:
        return False
    return locks.get(lock.name) == _digest(lock) and present.issuperset(packages)


def clean_environ() -> dict[str, str]:
    """The environment variables without those that would turn our Python to other packages."""
    unwanted = {"PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "PIP_USER", "PIP_TARGET", "PIP_PREFIX"}
    return {name: value for name, value in os.environ.items() if name not in unwanted}


def _fill(folder: Path, locks: Sequence[Path]) -> None:
    import subprocess

    stamp = _read_stamp(folder)
    # A set-up that was broken off may have left half a package that pip takes for a whole one.
    broken_off = bool(stamp) and "packages" not in stamp
    other_python = stamp.get("python", _python_tag()) != _python_tag()
    fresh = broken_off or other_python or not _can_start(folder) or _has_half_packages(folder)
    _say(f"Setting up {folder.name} from {locks[0].name}; only the first call takes this time.")
    for attempt_fresh in (fresh, True):
        if attempt_fresh:
            _make(folder)
        _write_stamp(folder, {"python": _python_tag()})
        pip = [str(python_of(folder)), "-I", "-m", "pip", "install", "--quiet"]
        pip += ["--disable-pip-version-check", "--no-input", "--require-hashes"]
        pip += ["--only-binary=:all:", "-r", str(locks[0])]
        try:
            code = subprocess.run(pip, env=clean_environ(), check=False).returncode
        except OSError as error:
            code = error.errno or 1
        if code == 0:
            break
        if attempt_fresh:
            raise Stop(
                f"The packages of {locks[0].name} could not be installed (pip's own words stand "
                "above): look to the network or to pip's index setting, then call again."
            )
    site = _site_packages(folder)
    # Relative, so that a moved checkout works on. Older Pythons read it as the machine writes.
    encoding = "utf-8" if sys.version_info >= (3, 13) else "locale"
    (site / PATH_FILE).write_text(os.path.relpath(ROOT, site) + "\n", encoding=encoding)
    # Compiled once here, so that the first start is as quick as the others.
    compiling = [str(python_of(folder)), "-I", "-m", "compileall", "-qq", "negotiator_desk"]
    subprocess.run(compiling, cwd=ROOT, check=False)
    _write_stamp(
        folder,
        {
            "python": _python_tag(),
            "locks": {lock.name: _digest(lock) for lock in locks},
            "packages": sorted([PATH_FILE, *(path.name for path in site.glob("*.dist-info"))]),
        },
    )


def _make(folder: Path) -> None:
    import subprocess
    import venv

    require_venv()
    try:
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        elif folder.exists():
            shutil.rmtree(folder)
        folder.mkdir()
        _write_stamp(folder, {"python": _python_tag()})
        venv.EnvBuilder(symlinks=os.name != "nt", with_pip=True).create(folder)
    except subprocess.CalledProcessError as error:
        raise Stop(f"Python could not put pip into {folder}: {_last_line(error.output)}") from error
    except (OSError, ValueError) as error:  # a colon in the path, a file in use, a full disk
        raise Stop(f"The environment {folder} cannot be made: {error}.") from error


def _can_start(folder: Path) -> bool:
    python = python_of(folder)
    try:
        settings = (folder / "pyvenv.cfg").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False
    home = next(
        (line.partition("=")[2].strip() for line in settings.splitlines() if line[:4] == "home"), ""
    )
    return python.exists() and Path(home).is_dir()


def _has_half_packages(folder: Path) -> bool:
    return any(
        not (path / "RECORD").exists() for path in _site_packages(folder).glob("*.dist-info")
    )


def _site_packages(folder: Path) -> Path:
    if os.name == "nt":
        return folder / "Lib" / "site-packages"
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return folder / "lib" / version / "site-packages"


def _python_tag() -> str:
    bits = 64 if sys.maxsize > 2**32 else 32
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return f"{sys.implementation.name}-{version}-{sys.platform}-{bits}"


def _digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _read_stamp(folder: Path) -> dict[str, object]:
    try:
        stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}  # no environment, or one that a person made by hand
    except (OSError, ValueError):
        return {"python": ""}
    return stamp if isinstance(stamp, dict) else {"python": ""}


def _write_stamp(folder: Path, stamp: Mapping[str, object]) -> None:
    new = folder / (STAMP + ".new")
    new.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    new.replace(folder / STAMP)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the right to change ``folder``; a second call waits here. Freed if the process dies."""
    with (folder.parent / f"{folder.name}.lock").open("a+b") as handle:
        if sys.platform == "win32":
            import msvcrt
            import time

            told = False
            while True:
                try:
                    handle.seek(0)
                    msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
                    break
                except OSError:
                    told = told or _say_waiting()
                    time.sleep(0.5)
            try:
                yield
            finally:
                handle.seek(0)
                msvcrt.locking(handle.fileno(), msvcrt.LK_UNLCK, 1)
        else:
            import fcntl

            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                _say_waiting()
                fcntl.flock(handle, fcntl.LOCK_EX)
            yield


def _say_waiting() -> bool:
    _say("Another call of dev.py is setting up here; waiting for it.")
    return True


def _last_line(output: object) -> str:
    text = output.decode(errors="replace") if isinstance(output, bytes) else str(output or "")
    lines = text.strip().splitlines()
    return lines[-1] if lines else "it gave no reason"


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
