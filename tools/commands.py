"""The commands of dev.py, each on an environment that is set up first where it has to be."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from tools import ROOT, Stop
from tools.environment import clean_environ, prepare
from tools.system import has_screen, require_libraries

RUNTIME: Final = ROOT / "requirements.lock"
DEVELOPMENT: Final = ROOT / "requirements-dev.lock"
BUILDING: Final = ROOT / "requirements-build.lock"
LOCKS: Final[Mapping[Path, str]] = {RUNTIME: "", DEVELOPMENT: "dev", BUILDING: "build"}
"""Each lock with the extra of pyproject.toml that it holds beside the program's own needs."""

MOST_CORES: Final = 8
"""The suite is spread no wider: each process takes half a gigabyte, and seconds to begin."""

LINT_IMPORTS: Final = (
    "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_logo=True))"
)
"""import-linter by its function: its script would name the folder that the checkout was made in."""


def main(arguments: Sequence[str]) -> int:
    """Do the command in ``arguments``; returns the exit code (2: no such command)."""
    name, rest = (arguments[0], list(arguments[1:])) if arguments else ("help", [])
    if name in ("help", "-h", "--help"):
        print(usage())
        return 0
    command = COMMANDS.get(name)
    if command is None:
        print(f"dev.py has no command {name!r}.\n\n{usage()}", file=sys.stderr)
        return 2
    try:
        return command(rest)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except OSError as error:  # a checkout that may not be written to, a full disk
        print(f"dev.py {name} cannot go on: {error}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. The next call goes on from here.", file=sys.stderr)
        return 130


def usage() -> str:
    """What dev.py can do, a line for each command."""
    lines = ["python3 dev.py COMMAND [ARGUMENTS …]", ""]
    for name, command in COMMANDS.items():
        lines.append(f"  {name:<6} {(command.__doc__ or '').splitlines()[0]}")
    return "\n".join(lines)


def run(arguments: Sequence[str]) -> int:
    """Start Negotiator Desk; arguments are handed to the program."""
    python, made = prepare(ROOT / ".venv", RUNTIME)
    # Without a screen the program does its work in the terminal and never loads Qt.
    if has_screen():
        require_libraries(drawing=False, screen=True)
    if made:
        print("Ready.", file=sys.stderr, flush=True)
    return _hand_over([str(python), "-P", "-m", "negotiator_desk", *arguments], dict(os.environ))


def test(arguments: Sequence[str]) -> int:
    """Run the test suite on all cores; arguments, handed to pytest, run it in one process."""
    return _module("pytest", arguments or _on_all_cores(), folder=ROOT)


def _on_all_cores() -> list[str]:
    """The arguments that spread the suite over this machine's cores.

    A selection is run in one process: it is over before the others have started, and a debugger
    can stop it.
    """
    cores = min(_cores(), MOST_CORES)
    return ["--dist", "worksteal", "-n", str(cores)] if cores > 1 else []


def _cores() -> int:
    """The cores that this process may use; where the system does not say, those of the machine."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def lint(arguments: Sequence[str]) -> int:
    """Check style, format, types and the layer rules."""
    import subprocess

    if arguments:
        raise Stop("lint takes no arguments; it looks at the whole tree.")
    python, _ = prepare(ROOT / ".venv", DEVELOPMENT, also=[RUNTIME])
    checks = {
        "ruff check": ["-m", "ruff", "check", "--quiet", "."],
        "ruff format": ["-m", "ruff", "format", "--check", "--quiet", "."],
        "mypy": ["-m", "mypy"],
        "import-linter": ["-c", LINT_IMPORTS],
    }
    failed = []
    for name, check in checks.items():
        print(f"— {name}", flush=True)
        done = subprocess.run([str(python), *check], cwd=ROOT, env=clean_environ(), check=False)
        if done.returncode:
            failed.append(name)
    if failed:
        raise Stop(f"Not clean: {', '.join(failed)}.")
    print("All clean.")
    return 0


def shots(arguments: Sequence[str]) -> int:
    """Draw every screen and page into shots/ for looking at."""
    return _module("tests.shots", arguments, folder=ROOT)


def bench(arguments: Sequence[str]) -> int:
    """Measure start, speed and memory against their limits."""
    return _module("benchmarks.bench", arguments, folder=ROOT)


def seed(arguments: Sequence[str]) -> int:
    """Fill a desk with 200 deals: seed --data-dir FOLDER."""
    return _module("benchmarks.seed", arguments, folder=Path.cwd())


def build(arguments: Sequence[str]) -> int:
    """Build the one-folder program into dist/ and have it test itself."""
    from tools.building import build_program

    if arguments:
        raise Stop("build takes no arguments.")
    # An environment of its own: what is not installed cannot slip into the program.
    python, _ = prepare(ROOT / ".venv-build", BUILDING)
    require_libraries(drawing=True, screen=False)
    return build_program(python)


def lock(arguments: Sequence[str]) -> int:
    """Write the lock files anew from pyproject.toml (newest versions: lock --upgrade)."""
    import shutil
    import subprocess

    uv = shutil.which("uv")
    if uv is None:
        raise Stop("The lock files are written with uv, which is not on the path: install it.")
    for path, extra in LOCKS.items():
        command = [uv, "pip", "compile", "pyproject.toml", "--quiet"]
        command += ["--universal", "--python-version", "3.11", "--generate-hashes"]
        command += ["--no-emit-index-url", "--custom-compile-command", "python3 dev.py lock"]
        command += ["--output-file", path.name, *arguments]
        if extra:  # the same versions in all locks
            command += ["--extra", extra, "--constraint", RUNTIME.name]
        if subprocess.run(command, cwd=ROOT, env=clean_environ(), check=False).returncode:
            raise Stop(f"{path.name} could not be written (the reason stands above).")
    return 0


COMMANDS: Final[Mapping[str, Callable[[Sequence[str]], int]]] = {
    command.__name__: command for command in (run, test, lint, shots, bench, seed, build, lock)
}


def _module(name: str, arguments: Sequence[str], folder: Path) -> int:
    """Run a module on the development environment, drawing without a screen."""
    python, made = prepare(ROOT / ".venv", DEVELOPMENT, also=[RUNTIME])
    require_libraries(drawing=True, screen=made)
    environ = clean_environ()
    environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.chdir(folder)
    return _hand_over([str(python), "-P", "-m", name, *arguments], environ)


def _hand_over(command: list[str], environ: Mapping[str, str]) -> int:
    """Become the command, so that signals and the exit code are its own."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":
        os.execve(command[0], command, environ)
    import subprocess

    return subprocess.run(command, env=environ, check=False).returncode
