"""The one class of refusals that reach a user: an exception with a ready sentence."""

from uuid import UUID


class Refusal(Exception):
    """Something the program will not do, said in one sentence.

    ``text`` names the file or the place, the record and the field where there is one, and what to
    do about it. It is shown as it is, as plain text. ``record`` is the record where it can be
    mended, for a window that offers the way there.
    """

    def __init__(self, text: str, record: UUID | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.record = record

    def __str__(self) -> str:
        return self.text
