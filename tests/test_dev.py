"""dev.py: environments that are made once and mend themselves, and the libraries Qt asks for."""

import ast
import json
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from tools import ROOT, Stop, commands, environment, system

PLATFORMS = ("xcb", "offscreen", "wayland")
QT_LIBRARIES = ("Core", "Gui", "Widgets", "DBus", "Svg", "PrintSupport", "XcbQpa", "WaylandClient")
ON_LINUX = sys.platform.startswith("linux")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An environment made by two calls at once, below a folder with a space and an umlaut."""
    folder = tmp_path_factory.mktemp("Über Land") / ".venv"
    lock = folder.parent / "empty.lock"
    lock.write_text("# nothing\n", encoding="utf-8")
    call = (
        "import sys; from pathlib import Path; from tools.environment import prepare;"
        "prepare(*map(Path, sys.argv[1:]))"
    )
    command = [sys.executable, "-c", call, str(folder), str(lock)]
    calls = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) for _ in range(2)]
    said = [each.communicate(timeout=120)[1] for each in calls]
    assert [each.returncode for each in calls] == [0, 0], said
    assert sum(b"Setting up" in each for each in said) == 1, "only one call may do the work"
    return folder, lock


def _stamp(folder: Path) -> dict[str, object]:
    stamp: dict[str, object] = json.loads((folder / environment.STAMP).read_text("utf-8"))
    return stamp


def test_the_suite_runs_on_all_cores_and_a_part_of_it_in_one_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    handed: list[list[str]] = []
    monkeypatch.setattr(
        commands, "_module", lambda name, arguments, folder: handed.append([name, *arguments]) or 0
    )
    for cores in (1, 2, 96):
        monkeypatch.setattr(commands, "_cores", lambda cores=cores: cores)
        assert commands.main(["test"]) == 0
        assert commands.main(["test", "-k", "bridge"]) == 0
    alone, part = ["pytest"], ["pytest", "-k", "bridge"]
    spread = ["pytest", "--dist", "worksteal", "-n"]
    assert handed == [alone, part, [*spread, "2"], part, [*spread, "8"], part]


def test_second_call_finds_everything_ready(made: tuple[Path, Path]) -> None:
    folder, lock = made
    assert environment.prepare(folder, lock) == (environment.python_of(folder), False)


def test_environment_imports_the_checkout(made: tuple[Path, Path], tmp_path: Path) -> None:
    command = [str(environment.python_of(made[0])), "-P", "-c", "import negotiator_desk"]
    subprocess.run(command, cwd=tmp_path, check=True)


def test_a_changed_lock_or_package_is_noticed(made: tuple[Path, Path]) -> None:
    folder, lock = made
    other = lock.with_name("other.lock")
    other.write_text("# nothing either\n", encoding="utf-8")
    assert not environment.is_ready(folder, other)
    before = lock.read_text("utf-8")
    lock.write_text("# something else\n", encoding="utf-8")
    assert not environment.is_ready(folder, lock)
    lock.write_text(before, encoding="utf-8")
    assert environment.is_ready(folder, lock)
    stamp = _stamp(folder)
    assert isinstance(stamp["packages"], list)
    broken = {**stamp, "packages": [*stamp["packages"], "gone-1.0.dist-info"]}
    (folder / environment.STAMP).write_text(json.dumps(broken), encoding="utf-8")
    assert not environment.is_ready(folder, lock)
    (folder / environment.STAMP).write_text(json.dumps(stamp), encoding="utf-8")
    assert environment.is_ready(folder, lock)


def test_a_set_up_broken_off_is_made_anew(made: tuple[Path, Path]) -> None:
    folder, lock = made
    stamp = _stamp(folder)
    (folder / environment.STAMP).write_text(json.dumps({"python": stamp["python"]}), "utf-8")
    relic = folder / "half-a-package"
    relic.write_text("", encoding="utf-8")
    assert environment.prepare(folder, lock)[1]
    assert not relic.exists()
    assert environment.is_ready(folder, lock)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"python": 3}'])
def test_a_damaged_stamp_is_not_ready(tmp_path: Path, text: str) -> None:
    lock = tmp_path / "a.lock"
    lock.write_text("", encoding="utf-8")
    (tmp_path / environment.STAMP).write_text(text, encoding="utf-8")
    assert not environment.is_ready(tmp_path, lock)


@pytest.mark.skipif(os.name != "posix", reason="only there may a folder's name hold a colon")
def test_a_place_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    lock = tmp_path / "a.lock"
    lock.write_text("", encoding="utf-8")
    folder = tmp_path / "colon:here" / ".venv"
    folder.parent.mkdir()
    with pytest.raises(Stop, match="cannot be made"):
        environment.prepare(folder, lock)


def test_an_old_python_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    source = (ROOT / "dev.py").read_text("utf-8")
    tree = ast.parse(source, feature_version=(3, 4))
    modern = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Match, ast.FunctionDef)
    assert not [node for node in ast.walk(tree) if isinstance(node, modern)]
    assert source.isascii(), "Python 2 does not read other letters without being told"
    monkeypatch.setattr(sys, "version_info", (3, 10, 2, "final", 0))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer, and this is Python 3\.10"):
        runpy.run_path(str(ROOT / "dev.py"), run_name="__main__")


def test_unknown_command_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["frobnicate"]) == 2
    assert "'frobnicate'" in capsys.readouterr().err
    assert commands.main(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(f"  {name} " in said for name in commands.COMMANDS)


def test_run_hands_arguments_and_exit_code_on(tmp_path: Path) -> None:
    if not environment.is_ready(ROOT / ".venv", commands.RUNTIME):
        pytest.skip("the checkout's .venv was not made by dev.py, so run would change it")
    command = [sys.executable, str(ROOT / "dev.py"), "run"]
    done = subprocess.run([*command, "--version"], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    wrong = subprocess.run([*command, "--no-such"], cwd=tmp_path, capture_output=True, check=False)
    assert wrong.returncode == 2


@pytest.mark.parametrize(
    ("family", "expected"),
    [
        ("debian", "sudo apt-get install libegl1 libxcb-cursor0"),
        ("fedora", "sudo dnf install libglvnd-egl xcb-util-cursor"),
        ("arch", "sudo pacman -S libglvnd xcb-util-cursor"),
        ("", "libEGL.so.1 libxcb-cursor.so.0"),
    ],
)
def test_missing_packages_are_named_in_one_line(family: str, expected: str) -> None:
    names = ("libEGL.so.1", "libxcb-cursor.so.0")
    missing = [each for each in (*system.ALWAYS, *system.SCREEN) if each.name in names]
    text = system.missing_text(missing, family)
    assert text.endswith(expected)
    assert "\n" not in text


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("ID=debian\n", "debian"),
        ('ID=ubuntu\nID_LIKE="debian"\n', "debian"),
        ('ID="rocky"\nID_LIKE="rhel centos fedora"\n', "fedora"),
        ("ID=alpine\n", ""),
    ],
)
def test_distribution_is_read(tmp_path: Path, text: str, family: str) -> None:
    release = tmp_path / "os-release"
    release.write_text(text, encoding="utf-8")
    assert system.distribution(release) == family
    assert system.distribution(tmp_path / "none") == ""


@pytest.mark.skipif(not ON_LINUX, reason="only Linux leaves these libraries to the system")
def test_only_what_the_linker_lacks_is_missing(tmp_path: Path) -> None:
    cache = tmp_path / "ld.so.cache"
    cache.write_bytes(b"libinthecache.so.1\0/usr/lib/libinthecache.so.1\0")
    asked = [
        system.Library(name, "", "", "")
        for name in ("libinthecache.so.1", "libc.so.6", "libnowhere.so.9")
    ]
    assert [each.name for each in system.missing_libraries(asked, cache)] == ["libnowhere.so.9"]


@pytest.mark.skipif(not ON_LINUX, reason="only Linux leaves these libraries to the system")
def test_every_library_of_the_platform_plugins_is_known() -> None:
    import PySide6

    qt = Path(PySide6.__file__).parent / "Qt"
    files = [
        *(qt / "lib" / f"libQt6{name}.so.6" for name in QT_LIBRARIES),
        *(qt / "plugins" / "xcbglintegrations").glob("*.so"),
        *(qt / "plugins" / "platforms" / f"libq{name}.so" for name in PLATFORMS),
    ]
    asked = {name for file in files for name in _needed(file)}
    brought = re.compile(rb"lib(Qt6|stdc\+\+|gcc_s|c|m|z|dl|rt|pthread|icu)[^/]*\.so\.\d+|ld-linux")
    known = {each.name for each in (*system.ALWAYS, *system.SCREEN)}
    assert {name.decode() for name in asked if not brought.match(name)} <= known


def _needed(file: Path) -> set[bytes]:
    """Names of shared libraries in the string table of a program file."""
    return set(re.findall(rb"\0((?:lib|ld-)[\w.+-]+\.so\.\d+)(?=\0)", file.read_bytes()))
