"""What every section of a tab can be asked, whatever it shows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from negotiator_desk.ui.panes import Folding
    from negotiator_desk.ui.quick_entry import QuickEntry


class SectionView(QWidget):
    """A section of a tab; most answers are "nothing to do" where no records are listed."""

    lists_records = False
    """Whether a record can be added here."""
    has_list = False
    """Whether records stand in a table whose rows can be edited, copied and moved."""
    folding: Folding | None = None
    """What of the section can be put away, where there is something."""

    @property
    def trade_line(self) -> QuickEntry | None:
        """The line in which a trade is typed, where the section has one."""
        return None

    def refresh(self, kinds: frozenset[str]) -> None:
        """Show the open deal as it now is; ``kinds`` are those that changed (none: all of them)."""
        raise NotImplementedError

    def focus_main(self) -> None:
        """Put the keyboard where work begins."""

    def focus_list(self) -> None:
        """Put the keyboard back on what lists the records, from a field of one of them."""
        self.focus_main()

    def focus_field(self, name: str) -> None:
        """Put the keyboard on a field, where the section is one form."""

    def flush(self) -> None:
        """Store what has been typed and not stored yet."""

    def select(self, record_id: UUID) -> None:
        """Make a record the one at hand."""

    def add(self) -> None:
        """Add a record and begin to write it."""

    def read_table(self, path: Path | None = None, *, pasted: bool = False) -> bool:
        """Add records from a table: of a file, pasted, or asked for; False where none are read."""
        return False

    def duplicate(self) -> None:
        """Put a copy behind each selected record."""

    def remove(self) -> None:
        """Delete the selected records; undo brings them back."""

    def act(self, name: str) -> None:
        """Do one of the declared actions that belong to this section."""
