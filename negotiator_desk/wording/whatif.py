"""What mending findings would bring, in one sentence."""

from fractions import Fraction

from negotiator_desk.domain.results import Diagnosis
from negotiator_desk.wording.catalogue import _, ngettext
from negotiator_desk.wording.formats import Formats


def whatif_hint() -> str:
    """What the boxes before the findings are for."""
    return _("What if: tick findings (space) to see what mending them would bring.")


def whatif_text(now: Diagnosis, then: Diagnosis, formats: Formats) -> str:
    """Score and money now and with the ticked findings mended; what is lost stays lost."""
    n = len(now.findings) - len(then.findings)
    head = ngettext("With {n} finding mended", "With {n} findings mended", n).format(n=n)
    parts = [_moved(_("exposed"), formats.short(now.exposed), formats.short(then.exposed))]
    if now.score_shown:
        parts.insert(0, _moved(_("score"), formats.score(now.score), formats.score(then.score)))
    text = _("{head}: {moves}; lost stays {lost}.")
    lost = _("{amount} {currency}").format(
        amount=formats.short(now.lost or Fraction(0)), currency=now.currency
    )
    return text.format(head=head, moves=", ".join(parts), lost=lost.strip())


def _moved(what: str, before: str, after: str) -> str:
    if before == after:
        return _("{what} stays {figure}").format(what=what, figure=before)
    return _("{what} {before} → {after}").format(what=what, before=before, after=after)
