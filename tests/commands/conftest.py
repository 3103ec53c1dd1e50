"""What the tests of the command line share."""

from pathlib import Path

import pytest

from tests.commands.running import Run


@pytest.fixture
def run(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line, on a desk that is not there yet."""
    for name in ("LC_ALL", "LC_NUMERIC", "LANG"):
        monkeypatch.delenv(name, raising=False)
    desk: Path = tmp_path_factory.mktemp("desk") / "schöner Tisch"
    return Run(desk, monkeypatch)
