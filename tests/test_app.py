"""The composition root: folders, log file, context; and what a start may not load."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from negotiator_desk.app import find_folders, open_context, restore_desk, start_log
from negotiator_desk.services.settings import set_name
from negotiator_desk.store import backup
from negotiator_desk.store.desk import DeskDamaged
from tests.store.making import Clock, a_deal, put, uid

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def no_handlers() -> Iterator[None]:
    root = logging.getLogger()
    before = list(root.handlers)
    yield
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)
        handler.close()


def test_all_folders_lie_below_a_chosen_one(tmp_path: Path) -> None:
    folders = find_folders(tmp_path / "desk")
    assert folders.data == tmp_path / "desk"
    assert folders.logs.is_relative_to(tmp_path / "desk")
    assert folders.config.is_relative_to(tmp_path / "desk")
    assert not (tmp_path / "desk").exists()


def test_a_relative_folder_is_made_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_folders(Path("desk")).data == tmp_path / "desk"


def test_the_platform_says_where_else() -> None:
    folders = find_folders()
    assert folders.data.is_absolute()
    assert "negotiator-desk" in str(folders.data)


def test_the_context_knows_day_moment_and_person(tmp_path: Path) -> None:
    with open_context(find_folders(tmp_path), Clock()).desk as desk:
        context = open_context(find_folders(tmp_path), Clock())
        assert context.person() == ""
        set_name(context, "R. Oduya")
        assert context.person() == "R. Oduya"
        assert context.today() == Clock()().date()
        assert context.now() == Clock()()
        context.desk.close()
        assert desk.deals() == ()


def test_a_damaged_desk_is_had_back(tmp_path: Path) -> None:
    folders = find_folders(tmp_path)
    with open_context(folders, Clock()).desk as desk:
        put(desk, a_deal())
    (tmp_path / backup.DESK_FILE).write_bytes(b"spoilt")
    with pytest.raises(DeskDamaged) as refused:
        open_context(folders, Clock())
    assert refused.value.backup is not None
    restore_desk(folders, refused.value.backup)
    with open_context(folders, Clock()).desk as desk:
        assert desk.load(uid("deal")) == a_deal()


@pytest.mark.usefixtures("no_handlers")
def test_the_log_holds_what_went_wrong(tmp_path: Path) -> None:
    folders = find_folders(tmp_path)
    start_log(folders)
    start_log(folders)
    logging.getLogger("negotiator_desk.store").error("half of a pair: \ud800")
    lines = folders.log_file.read_text("utf-8").splitlines()
    assert len(lines) == 1
    assert "half of a pair: \\ud800" in lines[0]


@pytest.mark.usefixtures("no_handlers")
def test_a_log_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    start_log(find_folders(tmp_path / "file"))


START = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from uuid import UUID
from negotiator_desk.app import find_folders, open_context
context = open_context(find_folders(Path(sys.argv[1])))
context.desk.load(UUID(sys.argv[2]))
context.desk.close()
heavy = ("alembic", "reportlab", "babel", "sqlalchemy", "PySide6", "ocdsmerge")
sys.exit(", ".join(name for name in heavy if name in sys.modules) or 0)
"""


def test_opening_a_desk_and_a_deal_loads_nothing_heavy(tmp_path: Path) -> None:
    with open_context(find_folders(tmp_path), Clock()).desk as desk:
        put(desk, a_deal())
    done = subprocess.run(
        [sys.executable, "-c", START, str(tmp_path), str(uid("deal"))],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
