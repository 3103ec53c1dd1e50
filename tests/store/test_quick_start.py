"""A desk is opened and read without SQLAlchemy, which comes with the first edit."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from negotiator_desk.models.desk import Draft
from negotiator_desk.store import backup
from negotiator_desk.store.desk import Desk, DeskLocked, open_desk
from negotiator_desk.store.integrity import check_integrity
from negotiator_desk.store.running import marks
from tests.store.making import EDIT, Clock, a_deal, a_desk, put, uid

ROOT = Path(__file__).resolve().parents[2]

IMPORTS = """
import importlib, pkgutil, sys
import negotiator_desk.app, negotiator_desk.services, negotiator_desk.wording
from negotiator_desk.store import backup, connection, desk, errors, opening, queries, recorder
for package in (negotiator_desk.services, negotiator_desk.wording):
    for found in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        importlib.import_module(found.name)
sys.exit("sqlalchemy" in sys.modules)
"""

READS = """
import sys
from pathlib import Path
from negotiator_desk.services import drafts, settings
from negotiator_desk.services.context import Context
from tests.store.making import EDIT, Clock, a_desk, uid

desk = a_desk(Path(sys.argv[1]))
context = Context(desk, Clock())
deal = uid("deal")
assert [row.id for row in desk.deals()] == [deal] and desk.has_deal(deal)
snapshot = desk.reload(desk.load(deal), ["trades"])
assert desk.blobs(snapshot) == {} and desk.blob("0" * 64) is None
assert settings.profile(context).name == "Ann"
assert settings.get_setting(context, "theme", "none") == "none"
assert len(drafts.load_drafts(context, deal)) == 1
assert desk.undo() is None and desk.redo() is None and not desk.refresh_if_changed()
assert "sqlalchemy" not in sys.modules, "reading loads it"
"""

STAYS = """
print("ready", flush=True)
import time; time.sleep(60)
"""

EDITS = """
with desk.edit(EDIT) as unit:
    unit.update(deal, "trades", uid("trade 1"), {"number": 7})
assert "sqlalchemy" in sys.modules
assert desk.load(deal).trades[0].number == 7
assert desk.undo() == EDIT
assert desk.load(deal) == snapshot
assert desk.redo() == EDIT
desk.close()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a closed desk with a deal, a profile and a draft."""
    from negotiator_desk.services import drafts, settings
    from negotiator_desk.services.context import Context

    with a_desk(tmp_path) as desk:
        put(desk, a_deal())
        context = Context(desk, Clock())
        settings.set_name(context, "Ann")
        drafts.keep_draft(context, uid("deal"), "trades", uid("trade 1"), "made_on", "soon")
    return tmp_path


def _run(program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=ROOT,
        env=_environ(),
        capture_output=True,
        text=True,
        check=False,
    )


def _environ() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def test_what_is_imported_before_an_edit_loads_no_sqlalchemy() -> None:
    done = _run(IMPORTS)
    assert done.returncode == 0, done.stderr


def test_a_desk_is_read_without_sqlalchemy_and_edited_after_it(folder: Path) -> None:
    done = _run(READS + EDITS, folder)
    assert done.returncode == 0, done.stderr
    with a_desk(folder) as desk:
        assert desk.load(uid("deal")).trades[0].number == 7


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of the other systems")
@pytest.mark.parametrize("ready", ["", "desk.warm_up()"], ids=["cold", "warm"])
def test_killed_between_the_opening_and_the_first_edit(folder: Path, ready: str) -> None:
    command = [sys.executable, "-c", READS + ready + STAYS, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, env=_environ(), stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == b"ready\n"
        reader.send_signal(signal.SIGKILL)
    assert len(marks(folder)[0]) == 1  # an unclean end: the next start checks all
    assert check_integrity(folder / "desk.sqlite") == ()
    with a_desk(folder) as desk:
        assert desk.load(uid("deal")) == a_deal()
        _edit(desk, "after")
        assert desk.load(uid("deal")).deal.title == "after"
    assert marks(folder) == ([], 0)


def _edit(desk: Desk, title: str) -> None:
    with desk.edit(EDIT) as unit:
        unit.update(uid("deal"), "deal", uid("deal"), {"title": title})


def test_a_reader_leaves_nothing_open(folder: Path) -> None:
    """What is left open by reading would keep other programs from writing."""
    with a_desk(folder) as desk:
        with pytest.raises(LookupError):
            desk.load(uid("no such deal"))
        desk.load(uid("deal"))
        holder = sqlite3.connect(folder / "desk.sqlite", timeout=0, isolation_level=None)
        holder.execute("BEGIN EXCLUSIVE")
        holder.execute("ROLLBACK")
        holder.close()
        _edit(desk, "after")
        assert desk.undo() == EDIT


def test_a_held_desk_is_made_ready_later(folder: Path) -> None:
    with a_desk(folder) as desk, desk.edit(EDIT, journal=False) as unit:
        unit.insert(None, Draft(id=uid("left"), deal_id=uid("gone"), text="left"))
    with open_desk(folder, Clock(), timeout=0.05) as desk:
        holder = sqlite3.connect(desk.path, isolation_level=None)
        holder.execute("BEGIN EXCLUSIVE")
        holder.execute("UPDATE deal SET title = title")
        desk.warm_up()
        with pytest.raises(DeskLocked):
            _edit(desk, "refused")
        holder.execute("ROLLBACK")
        holder.close()
        desk.warm_up()
        _edit(desk, "after")
        assert desk.load(uid("deal")).deal.title == "after"
        assert desk.undo() == EDIT
        assert desk.load(uid("deal")) == a_deal()


def test_made_ready_more_than_once(folder: Path) -> None:
    desk = a_desk(folder)
    desk.warm_up()
    _edit(desk, "one")
    desk.warm_up()
    assert desk.undo_label == EDIT
    desk.close()
    desk.warm_up()  # a timer may come late
    assert marks(folder) == ([], 0)


def test_to_make_ready_is_no_edit(folder: Path) -> None:
    """The window that was only looked at leaves no backup and no step."""
    told: list[object] = []
    clock = Clock()
    clock.go_on(days=1)
    with a_desk(folder, clock) as desk:
        desk.subscribe(told.append)
        desk.warm_up()
        assert desk.undo_label is None
    assert not told
    assert not backup.is_backed_up(folder, clock())
