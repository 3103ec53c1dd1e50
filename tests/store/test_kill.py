"""Killed at any moment, a desk has every committed edit, and no half of another."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from negotiator_desk.services.context import Context
from negotiator_desk.services.drafts import load_drafts
from negotiator_desk.store.integrity import check_integrity
from tests.store.making import Clock, a_deal, a_desk, put, uid

ROOT = Path(__file__).resolve().parents[2]
KILLS = 8

WRITER = """
import sys
from pathlib import Path
from negotiator_desk.services import drafts
from negotiator_desk.services.context import Context
from tests.store.making import EDIT, Clock, a_desk, uid

desk = a_desk(Path(sys.argv[1]))
context = Context(desk, Clock())
deal = uid("deal")
number = int(sys.argv[2])
while True:
    number += 1
    # Two lists in one edit: a half of it would show.
    with desk.edit(EDIT) as unit:
        unit.update(deal, "trades", uid("trade 1"), {"number": number})
        unit.update(deal, "trades", uid("trade 2"), {"number": number})
    drafts.keep_draft(context, deal, "trades", uid("trade 1"), "made_on", str(number))
    print(number, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of the other systems")
def test_killed_while_it_writes(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        put(desk, a_deal())
    chance = random.Random(5)
    number = 0
    for _ in range(KILLS):
        number = _write_and_kill(tmp_path, number, chance.uniform(0.0, 0.06))
        assert check_integrity(tmp_path / "desk.sqlite") == ()


def _write_and_kill(folder: Path, number: int, seconds: float) -> int:
    """The number that was committed last when a writer was killed."""
    command = [sys.executable, "-c", WRITER, str(folder), str(number)]
    writer = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert writer.stdout is not None
    first = writer.stdout.readline()  # it is at work
    time.sleep(seconds)
    writer.send_signal(signal.SIGKILL)
    said = [int(line) for line in (first + writer.stdout.read()).split(b"\n")[:-1] if line]
    writer.wait()
    writer.stdout.close()
    with a_desk(folder) as desk:
        one, two, _ = desk.load(uid("deal")).trades
        assert one.number == two.number
        assert one.number in (said[-1], said[-1] + 1)  # committed, and not yet said
        (draft,) = load_drafts(Context(desk, Clock()), uid("deal"))
        assert int(draft.text) in (said[-1], said[-1] + 1)
        assert one.number is not None
        return one.number


CREATOR = """
import sys
from pathlib import Path
from tests.store.making import a_desk
print("ready", flush=True)
a_desk(Path(sys.argv[1]))
print("open", flush=True)
import time; time.sleep(60)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of the other systems")
@pytest.mark.parametrize("seconds", [0.0, 0.01, 0.03])
def test_killed_while_the_desk_is_made(tmp_path: Path, seconds: float) -> None:
    command = [sys.executable, "-c", CREATOR, str(tmp_path)]
    creator = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert creator.stdout is not None
    creator.stdout.readline()
    time.sleep(seconds)
    creator.send_signal(signal.SIGKILL)
    creator.wait()
    creator.stdout.close()
    with a_desk(tmp_path) as desk:
        put(desk, a_deal())
        assert desk.load(uid("deal")) == a_deal()
