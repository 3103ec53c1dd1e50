"""The button with the kept views of a page: show one, keep the one at hand, forget one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton, QWidget

from negotiator_desk.services import views
from negotiator_desk.ui.errors import message
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import short_line
from negotiator_desk.wording.refusals import Refusal

if TYPE_CHECKING:
    from negotiator_desk.models.desk import View
    from negotiator_desk.ui.env import Env


class ViewsButton(QToolButton):
    """A menu; the page says what is at hand and shows what is chosen."""

    def __init__(
        self,
        page: str,
        env: Env,
        current: Callable[[], views.ListView],
        show: Callable[[views.ListView], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._context = env.open_deal.context
        self._current = current
        self._show = show
        self.setText(_("Views"))
        self.setToolTip(_("Kept views of this list"))
        self.setProperty("segment", True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(QMenu(self))

    def refresh(self) -> None:
        """Read the kept views again."""
        menu = self.menu()
        menu.clear()
        kept = views.list_views(self._context, self._page)
        for view in kept:
            action = menu.addAction(self._name(view))
            action.triggered.connect(lambda _on=False, view=view: self._open(view))
        if kept:
            menu.addSeparator()
        menu.addAction(_("Save this view…")).triggered.connect(self._ask)
        if kept:
            forget = menu.addMenu(_("Delete a view"))
            for view in kept:
                action = forget.addAction(self._name(view))
                action.triggered.connect(
                    lambda _on=False, view=view: self._try(
                        lambda: views.delete_view(self._context, view)
                    )
                )

    @staticmethod
    def _name(view: View) -> str:
        return short_line(view.name).replace("&", "&&")

    def _try(self, work: Callable[[], object]) -> None:
        try:
            work()
        except Refusal as refusal:
            message(self.window(), refusal.text)

    def _open(self, view: View) -> None:
        self._try(lambda: self._show(views.read_view(view)))

    def _ask(self) -> None:
        name, accepted = QInputDialog.getText(
            self.window(), _("Save this view"), _("Name of the view")
        )
        if accepted:
            self.save(name)

    def save(self, name: str) -> None:
        """Keep the view at hand under a name."""
        self._try(lambda: views.save_view(self._context, name, self._current()))
