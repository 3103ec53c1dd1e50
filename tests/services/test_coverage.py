"""The days after which contact counts as old: kept on the desk, never nonsense."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from negotiator_desk.services.context import Context
from negotiator_desk.services.coverage import KEY, contact_days, set_contact_days
from negotiator_desk.services.settings import put_setting
from negotiator_desk.store.desk import open_desk


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    moment = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("UTC"))
    with open_desk(tmp_path, lambda: moment) as desk:
        yield Context(desk, lambda: moment)


def test_thirty_until_another_number_is_kept(context: Context) -> None:
    assert contact_days(context) == 30
    set_contact_days(context, 45)
    assert contact_days(context) == 45


@pytest.mark.parametrize("kept", [0, -3, 1000, "many", None, True, 3.5, [30]])
def test_nonsense_on_the_desk_counts_as_thirty(context: Context, kept: object) -> None:
    put_setting(context, KEY, kept)
    assert contact_days(context) == 30


@pytest.mark.parametrize("days", [0, 1000])
def test_nonsense_is_not_kept(context: Context, days: int) -> None:
    with pytest.raises(ValueError, match=str(days)):
        set_contact_days(context, days)
    assert contact_days(context) == 30
