"""What a document is made of in the window: the open deal, chosen deals, or a buyer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from negotiator_desk.services import documents
from negotiator_desk.wording.documents import EDITION_KEYS, PORTFOLIO, WEEKLY

if TYPE_CHECKING:
    from negotiator_desk.domain.progress import Progress
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.reports.document import Wish
    from negotiator_desk.store.desk import Changed
    from negotiator_desk.ui.env import Env

Writing = Callable[["Progress"], Path]


class Source(QObject):
    """Knows the editions it can be written as. ``changed`` says that it is no longer as it was,
    ``gone`` that there is nothing to write any more.
    """

    changed = Signal()
    gone = Signal()
    keys: Sequence[str] = ()

    def __init__(self, env: Env, parent: QObject) -> None:
        super().__init__(parent)
        self.env = env
        self.context = env.open_deal.context
        # Methods, not functions: Qt lets go of a method when its object is deleted.
        env.open_deal.desk_changed.connect(self._on_desk)

    def _on_desk(self, change: Changed) -> None:
        # A name or a logo of ours stands on every document.
        if "profile" in change.kinds:
            self.changed.emit()

    @property
    def title(self) -> str:
        """What a file of it is named after, beside the edition and the day."""
        return ""

    @property
    def snapshot(self) -> Snapshot | None:
        """The deal, where it is one."""
        return None

    def writing(self, path: Path, edition: str, wish: Wish) -> Writing | None:
        """The work that writes an edition as things now stand; None where nothing is there."""
        raise NotImplementedError


class DealSource(Source):
    """The open deal."""

    keys = EDITION_KEYS

    def __init__(self, env: Env, parent: QObject) -> None:
        super().__init__(env, parent)
        env.open_deal.changed.connect(self._on_deal)
        env.open_deal.opened.connect(self.gone)

    def _on_deal(self, _kinds: frozenset[str]) -> None:
        self.changed.emit()

    @property
    def title(self) -> str:
        """The deal's title."""
        return "" if self.snapshot is None else self.snapshot.deal.title

    @property
    def snapshot(self) -> Snapshot | None:
        """The open deal."""
        return self.env.open_deal.snapshot

    def writing(self, path: Path, edition: str, wish: Wish) -> Writing | None:
        """The work that writes an edition of the deal as it now is."""
        snapshot, diagnosis = self.env.open_deal.snapshot, self.env.open_deal.diagnosis
        if snapshot is None or diagnosis is None:
            return None
        context, formats = self.context, self.env.formats

        def work(progress: Progress) -> Path:
            documents.write_document(
                context, path, edition, snapshot, diagnosis, formats, wish, progress
            )
            return path

        return work


class PortfolioSource(Source):
    """Chosen deals of the desk."""

    keys = (PORTFOLIO,)

    def __init__(self, env: Env, deal_ids: Sequence[UUID], parent: QObject) -> None:
        super().__init__(env, parent)
        self._deal_ids = tuple(deal_ids)

    def writing(self, path: Path, edition: str, wish: Wish) -> Writing | None:
        """The work that reads, judges and writes the deals."""
        context, formats, deal_ids = self.context, self.env.formats, self._deal_ids

        def work(progress: Progress) -> Path:
            documents.write_portfolio(context, path, deal_ids, formats, wish, progress)
            return path

        return work


class WeeklySource(Source):
    """The weekly review of all deals at work."""

    keys = (WEEKLY,)

    def writing(self, path: Path, edition: str, wish: Wish) -> Writing | None:
        """The work that reads, judges and writes the deals."""
        context, formats = self.context, self.env.formats

        def work(progress: Progress) -> Path:
            documents.write_weekly(context, path, formats, wish, progress)
            return path

        return work


class BuyerSource(Source):
    """A buyer of the desk."""

    keys = ("dossier",)

    def __init__(self, env: Env, buyer: str, parent: QObject) -> None:
        super().__init__(env, parent)
        self._buyer = buyer

    @property
    def title(self) -> str:
        """The buyer's name."""
        return self._buyer

    def writing(self, path: Path, edition: str, wish: Wish) -> Writing | None:
        """The work that reads every deal with the buyer and writes the dossier."""
        context, formats, buyer = self.context, self.env.formats, self._buyer

        def work(progress: Progress) -> Path:
            documents.write_dossier(context, path, buyer, formats, wish, progress)
            return path

        return work
