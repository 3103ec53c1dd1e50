"""``self-test``: every part of the program once, so that a built program proves it is whole."""

import importlib
import importlib.util
import json
import pkgutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import negotiator_desk
from negotiator_desk.commands.output import say
from negotiator_desk.commands.report import write_report
from negotiator_desk.commands.session import Found, Session
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.wording import commands as wording

if TYPE_CHECKING:
    from negotiator_desk.app import Folders

_LEFT_OUT: Final = ("negotiator_desk.__main__", "negotiator_desk.store.migrations")
"""Modules that are run, not imported."""


class _Failed(Exception):
    """A step that did not do what it should."""


class WindowStep(Protocol):
    """Opens and closes the window once, unseen."""

    def __call__(self, folders: "Folders", /) -> None: ...


class _Tests:
    """The steps, in order; each goes on from where the one before left the desk."""

    def __init__(self, session: Session, window_step: WindowStep | None) -> None:
        self.session = session
        self.window_step = window_step if has_qt() else None
        self.found: Found | None = None

    def steps(self) -> Sequence[tuple[str, Callable[[], None]]]:
        """Name and function of each step."""
        return (
            ("import", self.load_modules),
            ("desk", self.open_desk),
            ("sample", self.bring_sample),
            ("diagnose", self.diagnose),
            ("edit", self.edit),
            ("undo", self.undo),
            ("export", self.go_out_and_in),
            ("record", self.read_record),
            ("report", self.report),
            ("window", self.open_window),
        )

    def load_modules(self) -> None:
        for name in _modules(with_window=self.window_step is not None):
            importlib.import_module(name)

    def open_desk(self) -> None:
        _expect(self.session.context.desk.deals() == ())

    def bring_sample(self) -> None:
        from negotiator_desk.services.deals import open_sample

        open_sample(self.session.context)
        self.load()
        _expect(len(self.session.context.desk.deals()) == 1)

    def load(self) -> Snapshot:
        (row,) = self.session.context.desk.deals()
        snapshot = self.session.context.desk.load(row.id)
        self.found = Found("sample", snapshot)
        return snapshot

    def diagnose(self) -> None:
        from negotiator_desk.commands.diagnose import diagnosed
        from negotiator_desk.domain.answer import answer

        _expect(self.found is not None)
        if self.found is not None:
            diagnosis = diagnosed(self.found, self.session.today)
            lines = list(
                wording.diagnosis_lines(
                    self.found.name, diagnosis, self.found.snapshot, self.session.formats
                )
            )
            _expect(len(lines) > 5 and len(diagnosis.controls) == 5)
            _expect(bool(json.dumps(answer(diagnosis, self.found.snapshot, "sample"))))

    def edit(self) -> None:
        from negotiator_desk.services.records import set_value

        deal_id = self.load().deal.id
        set_value(self.session.context, deal_id, "deal", deal_id, "reference", "SELF-TEST")
        _expect(self.load().deal.reference == "SELF-TEST")

    def undo(self) -> None:
        _expect(self.session.context.desk.undo() is not None)
        _expect(self.load().deal.reference != "SELF-TEST")

    def go_out_and_in(self) -> None:
        from negotiator_desk.services.deals import export_deal, import_path

        path = self.session.folders.data / "self-test.ndeal"
        export_deal(self.session.context, self.load().deal.id, path)
        (result,) = import_path(self.session.context, path)
        _expect(result.status == "unchanged")

    def read_record(self) -> None:
        from negotiator_desk.exchange.ocds import read_ocds

        value = {"amount": "1000.50", "currency": "eur"}
        releases = [
            {"ocid": "o", "date": day, "contracts": [{"id": "c", "value": {**value, **more}}]}
            for day, more in (("2020-01-01", {}), ("2020-06-01", {"amount": 1200}))
        ]
        (snapshot,) = read_ocds(json.dumps(releases).encode(), "self-test")
        _expect([str(change.price_change) for change in snapshot.changes] == ["199.50"])

    def report(self) -> None:
        _expect(self.found is not None)
        if self.found is not None:
            path = self.session.folders.data / "self-test.pdf"
            write_report(self.session, self.found, path, self.session.today)
            _expect(path.read_bytes().startswith(b"%PDF-"))

    def open_window(self) -> None:
        self.session.close()  # the window opens the desk itself
        if self.window_step is not None:
            self.window_step(self.session.folders)


def self_test(session: Session, window_step: WindowStep | None) -> int:
    """Try every part of the program on a desk of its own, and say how each step went.

    Returns:
        0 when every step was fine, 1 when one failed.
    """
    failed = 0
    with _own_session(session) as own:
        tests = _Tests(own, window_step)
        for key, step in tests.steps():
            if key == "window" and tests.window_step is None:
                say(wording.step_text(key, wording.outcome("skipped")))
                continue
            try:
                step()
            except KeyboardInterrupt:
                raise
            except Exception as error:
                failed += 1
                say(wording.step_text(key, wording.outcome("failed")))
                session.refuse(session.unexpected(f"self-test {key}", error))
            else:
                say(wording.step_text(key, wording.outcome("fine")))
    say(wording.self_test_end(failed))
    return 1 if failed else 0


@contextmanager
def _own_session(session: Session) -> Iterator[Session]:
    """A session on a desk in a folder that goes away."""
    with tempfile.TemporaryDirectory(
        prefix="negotiator-desk-", ignore_cleanup_errors=True
    ) as place:
        own = Session(Path(place), session.today)
        try:
            yield own
        finally:
            own.close()


def has_qt() -> bool:
    """Whether Qt is part of this program."""
    return importlib.util.find_spec("PySide6") is not None


def _modules(with_window: bool) -> Iterator[str]:
    """The names of all modules of the program; of the window only where it can open."""
    for found in pkgutil.walk_packages(negotiator_desk.__path__, "negotiator_desk."):
        if found.name.startswith(_LEFT_OUT):
            continue
        if found.name.startswith("negotiator_desk.ui") and not with_window:
            continue
        yield found.name


def _expect(held: bool) -> None:
    if not held:
        raise _Failed
