"""What is said of kept views that cannot be kept or read."""

from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import short_line


def no_name() -> str:
    """A view needs a name."""
    return _("A view is kept under a name; type one and save it again.")


def not_readable(name: str) -> str:
    """A view of another version, or edited by hand."""
    return _("The view “{name}” cannot be read; delete it and save it again.").format(
        name=short_line(name)
    )
