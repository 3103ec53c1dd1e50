"""Building the one-folder program with PyInstaller, and trying what was built."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from tools import ROOT, Stop
from tools.environment import clean_environ

DIST: Final = ROOT / "dist"
WORK: Final = ROOT / "build"
NAME: Final = "negotiator-desk"


def build_program(python: Path) -> int:
    """Build into ``dist/`` from nothing and run the built program's self-test; the exit code."""
    for folder in (DIST, WORK):
        shutil.rmtree(folder, ignore_errors=True)
    command = [str(python), "-P", "-m", "PyInstaller", "--noconfirm", "--clean"]
    command += ["--log-level", "WARN", "--distpath", str(DIST), "--workpath", str(WORK)]
    done = subprocess.run([*command, "build.spec"], cwd=ROOT, env=clean_environ(), check=False)
    if done.returncode:
        raise Stop("The program could not be built (PyInstaller's reason stands above).")
    folder = DIST / NAME
    print(f"Built {folder.relative_to(ROOT)}: {size_of(folder) / 1e6:.0f} MB.", flush=True)
    code = try_out(folder / (f"{NAME}.exe" if os.name == "nt" else NAME))
    if code:
        raise Stop(f"The built program fails its self-test (exit {code}).")
    return 0


def try_out(program: Path) -> int:
    """Run the self-test of a built program as on a machine that has neither Python nor a screen."""
    kept = ("SYSTEMROOT", "TEMP", "TMP", "HOME", "USERPROFILE", "LANG")
    environ = {name: os.environ[name] for name in kept if name in os.environ}
    if sys.platform.startswith("linux"):
        environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as elsewhere:
        return subprocess.run(
            [str(program), "self-test"], cwd=elsewhere, env=environ, check=False, timeout=120
        ).returncode


def size_of(folder: Path) -> int:
    """The bytes of all files in a folder, links not followed."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())
