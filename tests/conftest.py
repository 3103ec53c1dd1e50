"""What all tests share: windows are drawn off the screen, and nobody's settings are touched."""

import os
from collections.abc import Generator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from negotiator_desk.models.deal import Snapshot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A busy machine is no fault of the code: how long an example takes is for the benchmarks. The same
# examples come in every run; `--hypothesis-profile search` looks for new ones.
settings.register_profile("search", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("suite", settings.get_profile("search"), derandomize=True)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def sample() -> "Snapshot":
    """The sample deal; in the tests of windows it is a window that shows it."""
    from negotiator_desk.dealfile.archive import read_file
    from negotiator_desk.wording.resources import resource_path

    return read_file(resource_path("sample/deal.json")).snapshot


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable() -> Generator[None, Any, Any]:
    """Half a character pair, which tests use on purpose, cannot be sent from process to process."""
    return _sendable((yield))


def _sendable(part: Any) -> Any:
    if isinstance(part, str):
        return part.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(part, dict):
        return {key: _sendable(value) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return type(part)(_sendable(each) for each in part)
    return part
