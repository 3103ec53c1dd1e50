"""The lines of the weekly review in its table: each part under its head, a long one folded."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, Final

from negotiator_desk.ui.desk_pages.grid import Group
from negotiator_desk.wording import weekly as words
from negotiator_desk.wording.review import ReviewLine, ReviewParts

if TYPE_CHECKING:
    from negotiator_desk.ui.theme import Theme

MOST: Final = 6
"""So many lines of a part are shown before the rest is folded away: the review is one page."""
UNFOLD: Final = "unfold"
"""The key of the line that shows the rest of its part."""


def lines_of(review: ReviewParts, unfolded: Container[str] = ()) -> Iterator[ReviewLine | Group]:
    """Every part under its head, in order, and a sentence where it is empty."""
    for part, found in review.parts.items():
        title = words.part_head(part, len(found), review.since, review.formats)
        yield Group((title, "", "", ""))
        whole = part in unfolded or len(found) <= MOST + 1
        yield from found if whole else found[:MOST]
        if not found:
            yield _sentence(part, "nothing", words.part_empty(part))
        elif not whole:
            yield _sentence(part, UNFOLD, words.folded_text(len(found) - MOST), "accent")
        if part == "moved" and found and review.still:
            yield _sentence(part, "still", words.still_text(review.still))


def _sentence(part: str, key: str, text: str, meaning: str = "muted") -> ReviewLine:
    return ReviewLine(part=part, key=key, what=text, meaning=meaning)


def colour_of(line: ReviewLine, theme: Theme) -> str:
    """The colour of a line's state and money; empty for that of plain text."""
    colour: str = getattr(theme.tokens, line.meaning) if line.meaning else ""
    return colour
