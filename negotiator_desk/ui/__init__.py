"""The only place with PySide6: window, pages, widgets."""

import importlib

# PySide6 looks through the source of every module that is imported after it, which takes longer
# than the import itself. So the modules below the screen that a start needs are brought first.
for _below in (
    "app",
    "store.desk",
    "services.records",
    "services.drafts",
    "services.settings",
    "domain.control",
    "domain.sense",
    "domain.thread",
    "wording.edits",
    "wording.errors",
    "wording.findings",
    "wording.labels",
    "wording.sense",
):
    importlib.import_module(f"negotiator_desk.{_below}")
