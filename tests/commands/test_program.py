"""The program as a whole: usage, screens, terminals, and what must never be seen."""

import gc
import json
import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import negotiator_desk
from negotiator_desk.app import Folders, find_folders
from negotiator_desk.commands import main as command_line
from negotiator_desk.commands.screen import has_screen
from negotiator_desk.commands.session import Session
from negotiator_desk.garbage import look_as_usual
from negotiator_desk.wording.resources import resource_path
from tests.commands.running import Run

ROOT = Path(negotiator_desk.__file__).parents[1]
SAMPLE = str(resource_path("sample/deal.json"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["diagnose"], "FILE"),
        (["diagnose", SAMPLE, "--as-of", "31.12.2026"], "is no date"),
        (["diagnose", SAMPLE, "--as-of", "2026-02-30"], "is no date"),
        (["report", SAMPLE], "-o"),
        (["report", SAMPLE, "-o", "x.txt"], "must end in .pdf"),
        (["report", SAMPLE, "-o", "x.pdf", "--paper", "a5"], "a5"),
        (
            ["report", SAMPLE, "-o", "x.pdf", "--edition", "brief", "--compare", "2026-01-01"],
            "--compare goes only with --edition control-gap or --edition weekly",
        ),
        (
            ["report", SAMPLE, "-o", "x.pdf", "--edition", "table", "--walk-away"],
            "--walk-away goes only with --edition brief",
        ),
        (
            ["report", SAMPLE, "-o", "x.pdf", "--meeting", "next"],
            "--meeting goes only with --edition brief or --edition agreed",
        ),
        (["report", SAMPLE, "-o", "x.pdf", "--edition", "nonsense"], "nonsense"),
        (["report", SAMPLE, "-o", "x.pdf", "--compare", "2026-13-01"], "is no date"),
        (["import", "--copy", "--replace", SAMPLE], "not allowed"),
        (["export", "x"], "-o"),
        (["nonsense"], "nonsense"),
        (["diagnose", SAMPLE, "--jso"], "--jso"),
    ],
)
def test_wrong_usage_is_two_and_one_line(run: Run, arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.status == 2
    assert said in done.err
    assert len(done.err.splitlines()) == 1


def test_version_and_help(run: Run) -> None:
    assert run("--version").out == f"negotiator-desk {negotiator_desk.__version__}\n"
    done = run("--help")
    assert done.status == 0
    for command in command_line.COMMANDS:
        assert command in done.out
        assert run(command, "--help").status == 0


def test_without_a_command_the_window_opens(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert run().status == 0
    ((folders, files),) = run.opened
    assert folders.data == run.desk
    assert list(files) == []


def test_files_of_a_file_manager_open_in_the_window(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert run(SAMPLE, "other.ndeal").status == 0
    ((_folders, files),) = run.opened
    assert list(files) == [SAMPLE, "other.ndeal"]


def test_the_window_writes_to_the_log(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(folders: Folders, files: Sequence[str]) -> int:
        logging.getLogger("negotiator_desk.ui.errors").error("a button broke")
        return 0

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(run, "_window", fails)
    root = logging.getLogger()
    before = list(root.handlers)
    assert run().status == 0
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)
        handler.close()
    assert "a button broke" in find_folders(run.desk).log_file.read_text("utf-8")


def test_garbage_is_seldom_looked_for_until_the_window_stands(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = gc.get_threshold()
    seen = []

    def window(folders: Folders, files: Sequence[str]) -> int:
        seen.append(gc.get_threshold())
        look_as_usual()
        seen.append(gc.get_threshold())
        return 0

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(run, "_window", window)
    try:
        assert run().status == 0
    finally:
        gc.unfreeze()
    assert seen[0][0] > 50_000
    assert seen[1] == usual == gc.get_threshold()


@pytest.mark.parametrize(
    ("arguments", "folder", "files"),
    [
        ([], None, []),
        (["a.ndeal", "diagnose.json"], None, ["a.ndeal", "diagnose.json"]),
        (["--data-dir", "x"], Path("x"), []),
        (["--data-dir", "x", "a.ndeal"], Path("x"), ["a.ndeal"]),
        (["--data-dir=x", "a.ndeal"], Path("x"), ["a.ndeal"]),
    ],
)
def test_what_opens_the_window(
    arguments: list[str], folder: Path | None, files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_window(session: Session, opened: list[str], *_: object) -> int:
        assert session.folders == find_folders(folder)
        assert opened == files
        return 7

    monkeypatch.setattr(command_line, "_window", no_window)
    assert command_line.main(arguments, lambda _folders, _files: 0) == 7


@pytest.mark.parametrize("folder", ["", " ", "-x"])
def test_a_folder_that_is_none_is_wrong_usage(
    folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command_line.main(["--data-dir", folder], lambda _folders, _files: 0) == 2
    assert "--data-dir" in capsys.readouterr().err


def test_without_a_screen_the_terminal_does_the_job(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("negotiator_desk.commands.screen.has_screen", lambda: False)
    monkeypatch.chdir(tmp_path)
    done = run()
    assert done.status == 0
    assert run.opened == []
    assert "There is no screen here" in done.err
    assert "Control score" in done.out
    (pdf,) = tmp_path.glob("*.pdf")
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert str(pdf) in done.out
    assert not run.desk.exists(), "the sample is shown, not kept"


def test_without_a_screen_named_files_are_shown_in_the_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("negotiator_desk.commands.screen.has_screen", lambda: False)
    monkeypatch.chdir(tmp_path)
    done = run(SAMPLE, "absent.ndeal")
    assert done.status == 1
    assert SAMPLE in done.out
    said = done.err.splitlines()
    assert len(said) == 2
    assert "There is no screen here" in said[0]
    assert "absent.ndeal" in said[1]
    assert not list(tmp_path.glob("*.pdf"))


def test_where_qt_cannot_load_the_terminal_does_the_job(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_arguments: object) -> int:
        raise ImportError("libEGL.so.1: cannot open shared object file")

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(run, "_window", broken)
    monkeypatch.chdir(tmp_path)
    done = run()
    assert done.status == 0
    assert "libEGL.so.1" in done.err
    assert list(tmp_path.glob("*.pdf"))


@pytest.mark.parametrize(
    ("environ", "platform", "expected"),
    [
        ({}, "linux", False),
        ({}, "win32", True),
        ({}, "darwin", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({"DISPLAY": "far.example:10.0"}, "linux", True),
        ({"DISPLAY": ":987"}, "linux", False),
        ({"DISPLAY": "nonsense"}, "linux", False),
        ({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/nonexistent"}, "linux", False),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="looks for the sockets of Linux")
def test_a_screen_is_found_or_not(environ: dict[str, str], platform: str, expected: bool) -> None:
    assert has_screen(environ, platform) is expected


def test_an_error_of_the_program_is_a_sentence_and_a_log(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("the moon fell")

    monkeypatch.setattr("negotiator_desk.commands.diagnose.diagnosed", broken)
    done = run("diagnose", SAMPLE)
    assert done.status == 1
    assert "the moon fell" in done.err
    assert "Traceback" not in done.err
    (log,) = run.desk.rglob("*.log")
    assert str(log) in done.err
    assert "Traceback" in log.read_text("utf-8")


def test_too_little_memory_is_said_in_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise MemoryError

    monkeypatch.setattr("negotiator_desk.commands.diagnose.diagnosed", broken)
    done = run("diagnose", SAMPLE)
    assert done.status == 1
    assert "too little memory" in done.err


def test_ctrl_c_ends_quietly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("negotiator_desk.commands.diagnose.diagnosed", stopped)
    done = run("diagnose", SAMPLE)
    assert done.status == 130
    assert done.err == "Stopped.\n"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_terminal_can_show_any_text(run: Run, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "deal.json"
    path.write_text('{"id": "11111111-1111-4111-8111-111111111111", "title": "Кава → 🚧"}', "utf-8")
    assert run("diagnose", str(path), encoding=encoding).status == 0
    done = run("diagnose", str(path), "--json", encoding=encoding)
    assert done.status == 0
    assert json.loads(done.out)["title"] == "Кава → 🚧"


def _start(*arguments: str, **more: object) -> subprocess.Popen[bytes]:
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "default"}
    environ.pop("PYTHONUNBUFFERED", None)  # with it no line would wait for the end
    return subprocess.Popen(
        [sys.executable, "-m", "negotiator_desk", *arguments],
        env=environ,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more},  # type: ignore[call-overload]
    )


def test_a_reader_that_goes_away_is_not_mourned() -> None:
    files = [SAMPLE] * 40
    process = _start("diagnose", *files, "--json")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    process.wait(timeout=60)
    assert said == b""


def test_the_program_runs_as_a_module(tmp_path: Path) -> None:
    process = _start("--data-dir", str(tmp_path / "desk"), "diagnose", SAMPLE, "no such deal")
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert b"Control score" in out
    assert err.count(b"\n") == 1


def test_the_self_test_finds_the_program_whole(tmp_path: Path) -> None:
    process = _start("--data-dir", str(tmp_path / "desk"), "self-test")
    out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, b""), out
    assert out.count(b"fine") == 10
    assert b"The program is whole." in out
    assert not (tmp_path / "desk").exists()


def test_the_self_test_says_which_step_failed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("no ink")

    monkeypatch.setattr("negotiator_desk.commands.selftest.write_report", broken)
    done = run("self-test")
    assert done.status == 1
    assert " FAILED  the report is written" in done.out
    assert "skipped  the window opens" in done.out, "this test hands over no window"
    assert "no ink" in done.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is full")
def test_a_full_disk_is_said_in_a_sentence(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        process = _start("--data-dir", str(tmp_path), "diagnose", SAMPLE, stdout=full)
        _out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert b"No space left" in err
    assert err.count(b"\n") == 1
