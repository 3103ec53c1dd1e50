"""That a refused file comes with what to do about it."""

import re

import pytest

from negotiator_desk.wording import dealfile, ocds

_WHAT_TO_DO = re.compile(
    r"[;:] (?:add|ask|check|choose|do not|export|fetch|name|open|pick|save|split|take|unpack|update"
    r"|it may be cut short, fetch)\b"
)


@pytest.mark.parametrize(
    "sentence",
    [
        *dealfile._ARCHIVE.values(),
        dealfile.too_deep("a.ndeal", 20, 1, 2),
        dealfile.too_many_values("a.ndeal", 100),
        dealfile.too_many_records("a.ndeal", "Trade 1", 100),
        *(text for key, text in ocds._REFUSALS.items() if key != "form"),  # a form rule's own words
    ],
)
def test_a_refused_file_comes_with_what_to_do(sentence: str) -> None:
    assert _WHAT_TO_DO.search(sentence), sentence
