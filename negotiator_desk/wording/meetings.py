"""What stands beside meetings and tactics: when, who, what was seen, tested and answered."""

from negotiator_desk.domain.facts import present
from negotiator_desk.domain.learn import is_answered
from negotiator_desk.models.choices import Effect
from negotiator_desk.models.learn import Behaviour
from negotiator_desk.wording.catalogue import N_, _
from negotiator_desk.wording.tactics import catalogued

_ANSWERED = {
    Effect.WORKED: N_("It worked"),
    Effect.NEUTRAL: N_("No effect"),
    Effect.BACKFIRED: N_("It backfired"),
}


def deadline_text(behaviour: Behaviour) -> str:
    """Whether a deadline they set was tested; empty where the tactic sets none."""
    if behaviour.deadline_tested is not None:
        return _("Tested") if behaviour.deadline_tested else _("Untested")
    known = catalogued(behaviour.tactic)
    return _("Not noted") if known is not None and known.deadline else ""


def answer_text(behaviour: Behaviour) -> str:
    """Whether a tactic was answered, and with what effect."""
    if is_answered(behaviour) and behaviour.effect is not None:
        return _(_ANSWERED[behaviour.effect])
    if present(behaviour.our_response):
        return _("Effect not noted")
    if behaviour.effect is not None:
        return _("Answer not noted")
    return _("Not answered")
