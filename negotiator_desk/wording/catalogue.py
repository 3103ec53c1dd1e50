"""The message catalogue: every sentence a person reads passes through here."""

import gettext as _gettext
from pathlib import Path

_translations: _gettext.NullTranslations = _gettext.NullTranslations()


_language = "en"


def use_language(folder: Path, language: str) -> None:
    """Load the catalogue for ``language`` from ``folder``; English where there is none."""
    global _translations, _language  # the one process state: the language of the interface
    _translations = _gettext.translation(
        "negotiator_desk", folder, languages=[language], fallback=True
    )
    _language = language if isinstance(_translations, _gettext.GNUTranslations) else "en"


def language() -> str:
    """The language in use, as ISO 639 writes it."""
    return _language.partition("_")[0]


def _(message: str) -> str:
    """The message in the language in use."""
    return _translations.gettext(message) if message else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """The message in the language in use, in the form that goes with ``n``."""
    return _translations.ngettext(singular, plural, n)


def N_(message: str) -> str:  # noqa: N802  # the usual name of the extraction mark
    """Mark a message for extraction; it is looked up where it is shown."""
    return message
