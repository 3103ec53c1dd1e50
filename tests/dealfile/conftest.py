"""A sound archive to break."""

from pathlib import Path

import pytest

from negotiator_desk.dealfile import write_file
from tests.dealfile.archives import EVIDENCE, FILE, HASH, NOW, SNAPSHOT


@pytest.fixture
def sound(tmp_path: Path) -> bytes:
    write_file(tmp_path / FILE, SNAPSHOT, {HASH: EVIDENCE}, ["ab" * 32], "K. Brandt", NOW)
    return (tmp_path / FILE).read_bytes()
