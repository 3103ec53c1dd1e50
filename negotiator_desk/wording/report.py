"""The words of the Control Gap report, as far as they are not those of records and findings."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Final

from negotiator_desk.domain.results import ControlResult
from negotiator_desk.models.choices import Control
from negotiator_desk.models.learn import Action
from negotiator_desk.wording.catalogue import N_, _, language, ngettext
from negotiator_desk.wording.due import days_text
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import short_line

_CONTROLS: Final[Mapping[Control, str]] = {
    Control.BEFORE: N_("Control starts before the RFP."),
    Control.TABLE: N_("Concessions are traded, authority is controlled."),
    Control.SIGNATURE: N_("Terms are locked before behaviour shifts."),
    Control.DELIVERY: N_("Changes are negotiated variables."),
    Control.LEARN: N_("Every deal feeds the next."),
}


def control_line(control: Control) -> str:
    """What a control is about, in a sentence."""
    return _(_CONTROLS[control])


def report_name() -> str:
    """What the document is called."""
    return _("Control Gap report")


def document_title(document: str, deal: str) -> str:
    """The title in a document's metadata."""
    return _("{document}: {deal}").format(document=document, deal=deal)


def subject() -> str:
    """What the document is about, in its metadata."""
    return _("What is under control in this deal, and what is not")


def creator() -> str:
    """The program, in the document's metadata."""
    return "Negotiator Desk"


def edition() -> str:
    """The edition for our own side: with walk-away, costs and judgements."""
    return _("internal edition")


def confidential(company: str = "") -> str:
    """The foot of every page."""
    if company:
        return _("confidential · {company}").format(company=company)
    return _("confidential")


def language_tag(formats: Formats) -> str:
    """The language of the sentences for the metadata, so that they are read aloud in it.

    Figures may be written as in another country: its language is not that of the page.
    """
    locale = formats.locale
    if locale.language != language():
        return "en-GB" if language() == "en" else language()
    return str(locale).replace("_", "-")


def page_of(number: int, of: int) -> str:
    """The count of pages."""
    return _("page {number} of {of}").format(number=number, of=of)


def boxes_note(box: str) -> str:
    """What a box on the page stands for."""
    return _("{box} stands for a character that the font of this paper does not have.").format(
        box=box
    )


def continued() -> str:
    """The beginning of a row that began on the page before."""
    return _("continued")


def as_of(day: date, formats: Formats) -> str:
    """The date for which everything is computed."""
    return _("as of {date}").format(date=formats.date_text(day))


def at_least(amount: str) -> str:
    """An amount to which unknown ones are still to be added."""
    return _("at least {amount}").format(amount=amount)


def unpriced(result: ControlResult) -> str:
    """How many records of a control have no amount; empty for none."""
    n = result.unpriced
    if not n:
        return ""
    return ngettext("{n} record without an amount", "{n} records without an amount", n).format(n=n)


def action_line(action: Action, formats: Formats) -> str:
    """An action recorded for a finding: what, by whom, and by when or since when it is done."""
    what = short_line(action.text) or no_text()
    by = (short_line(action.owner),) if action.owner.strip() else ()
    if action.done_on is not None:
        day = _("done on {date}").format(date=formats.date_text(action.done_on))
    elif action.due_on is not None:
        day = _("due on {date}").format(date=formats.date_text(action.due_on))
    else:
        day = _("no day set")
    return _("{action} ({details})").format(action=what, details=", ".join((*by, day)))


def no_text() -> str:
    """What an action is called that says nothing."""
    return _("An action without a text")


def action_state(action: Action, as_of: date, formats: Formats) -> str:
    """How an action stands on a day."""
    if action.done_on is not None:
        return _("done on {date}").format(date=formats.date_text(action.done_on))
    if action.due_on is not None and action.due_on < as_of:
        return days_text((action.due_on - as_of).days, formats)
    return _("open")


def by_when(action: Action, as_of: date, formats: Formats) -> str:
    """By when something is to be done, and whether that day has passed."""
    if action.due_on is None:
        return _("no day set")
    day = _("by {date}").format(date=formats.date_text(action.due_on))
    if action.due_on >= as_of:
        return day
    late = days_text((action.due_on - as_of).days, formats)
    return _("{day}, {late}").format(day=day, late=late)


def nobody_yet() -> str:
    """Who is to do what no action is recorded for."""
    return _("nobody yet")


def more_actions(n: int) -> str:
    """How many actions for a finding are not named beside it."""
    return ngettext("{n} more, see Actions", "{n} more, see Actions", n).format(n=n)


def public_record() -> str:
    """Why a public record has no scores."""
    return _(
        "A public record has no scores and enters no averages: what was said at the table is not "
        "in it. Its dates, values and changes are evidence all the same."
    )


def not_judged(checks: Iterable[str]) -> str:
    """Which checks of a control that is not reached have nothing to look at."""
    return _("Nothing to judge yet: {checks}.").format(checks=", ".join(checks))


def not_in_record(fields: Iterable[str]) -> str:
    """Which of the facts that make up a contract a public record does not give."""
    return _("Not in the record: {fields}.").format(fields=", ".join(fields))


def days_later(days: int, formats: Formats) -> str:
    """How long after the event before; nothing on the same day."""
    if not days:
        return ""
    n = formats.number(Fraction(days))
    return ngettext("{n} day later", "{n} days later", days).format(n=n)


def answered(who: str, day: str) -> str:
    """Whose belief it is, and of when."""
    if who and day:
        return _("Self-assessment by {who}, {day}.").format(who=who, day=day)
    if who or day:
        return _("Self-assessment: {what}.").format(what=who or day)
    return _("Self-assessment without a name or a day.")


def perceived(gap: int, notable: int) -> str:
    """What a declared score says beside the evidenced one; ``gap`` is declared − evidenced."""
    if gap >= notable:
        return _("Believed to be held better than the records show.")
    if gap <= -notable:
        return _("The records show more than is believed.")
    return _("Belief and evidence are close.")


def replayed() -> str:
    """What figures of the past rest on."""
    return _("The past is replayed from what is recorded today; nothing of it was kept.")


def sums_at_least() -> str:
    """What sums of days are while records have no amount."""
    return _("Some records have no amount, so lost and exposed are “at least”.")


def not_begun(day: str) -> str:
    """A day to compare with on which nothing of the deal had happened."""
    return _("Nothing that is recorded had happened by {date}.").format(date=day)


def low_coverage() -> str:
    """Why there is no deal score below 50 % coverage."""
    return _(
        "Less than half of the checks can be judged, so no score is shown. Record what is listed "
        "below first."
    )


def overlap_note() -> str:
    """Why the money of findings has no sum."""
    return _(
        "Each amount says what its finding concerns. Findings overlap, so their amounts are not "
        "added up."
    )


def later_left_out(n: int, day: date, formats: Formats) -> str:
    """How many records are dated after the date of the report."""
    return ngettext(
        "{n} record that counts only after {date} is left out.",
        "{n} records that count only after {date} are left out.",
        n,
    ).format(n=n, date=formats.date_text(day))
