"""What the tactics of the catalogue are called, the sign of each, a reply that works, the trap."""

from collections.abc import Mapping
from functools import cache
from typing import Final

import msgspec

from negotiator_desk.domain.tactics import TACTICS, Tactic, tactic_of
from negotiator_desk.wording.catalogue import N_, _


class TacticText(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one tactic: its name, the sign to see it by, a reply that works, the trap."""

    name: str
    sign: str
    reply: str
    trap: str


_SPACED: Final = str.maketrans("_-", "  ")

_TEXTS: Final[Mapping[str, TacticText]] = {
    "low_anchor": TacticText(
        name=N_("Low anchor"),
        sign=N_("Their first figure lies far below anything discussed, with no sums behind it."),
        reply=N_(
            "Do not haggle with it. Ask how the figure was made, set it aside, and put your own "
            "figure and its reasons back on the table."
        ),
        trap=N_("A counter-offer right away makes their figure one end of the range."),
    ),
    "fixed_budget": TacticText(
        name=N_("Fixed budget"),
        sign=N_("“We only have so much”, early, and always just below your price."),
        reply=N_(
            "Take the sum as a question of scope: ask what should be left out, come later or be "
            "paid from another budget, and who may raise it."
        ),
        trap=N_("Fitting the whole scope into the sum. The budget was an opening, not a wall."),
    ),
    "commodity": TacticText(
        name=N_("You are all the same"),
        sign=N_("Differences are waved away; the comparison sheet has one column, the price."),
        reply=N_(
            "Name one difference that costs them money, in their own figures, and ask who will "
            "answer for it when it is missing."
        ),
        trap=N_("Defending every feature. A long list sounds like a commodity too."),
    ),
    "deadline": TacticText(
        name=N_("Deadline pressure"),
        sign=N_("A date nobody knew of last week, and something is lost after it."),
        reply=N_(
            "Test it: ask what happens the day after, who set it, and offer a small step that "
            "cannot be ready in time. Answer the date with a condition of your own."
        ),
        trap=N_("Giving to keep a date that costs them more than you to miss."),
    ),
    "another_round": TacticText(
        name=N_("One more last offer"),
        sign=N_("A best and final offer was made, and now a better one is asked of everybody."),
        reply=N_(
            "Ask what has changed. Move only with a change in scope or terms, and say that the "
            "offer was final because it was."
        ),
        trap=N_("Each round answered teaches them that final was not final."),
    ),
    "flinch": TacticText(
        name=N_("The flinch"),
        sign=N_("Shock at your figure: a laugh, a pen put down, “you cannot be serious”."),
        reply=N_("Wait. Then ask what they had expected, and on what grounds."),
        trap=N_("Softening the figure before anybody has answered it."),
    ),
    "good_cop_bad_cop": TacticText(
        name=N_("Good cop, bad cop"),
        sign=N_("One is rude or leaves; the friendly one asks for your help against the other."),
        reply=N_(
            "Treat them as one party with one position. Ask for it in writing, and take a break "
            "of your own."
        ),
        trap=N_("Paying the friendly one for protecting you."),
    ),
    "higher_authority": TacticText(
        name=N_("I have to ask upstairs"),
        sign=N_("All is agreed, but somebody who is not in the room must approve."),
        reply=N_(
            "Ask who decides and by what measure, and agree that both sides stay free until "
            "then. Keep one concession back for that step."
        ),
        trap=N_("Your yes binds you while theirs is only the start of the next round."),
    ),
    "open_books": TacticText(
        name=N_("Open your books"),
        sign=N_("They ask for hours, margins and purchase prices “for our file”."),
        reply=N_(
            "Offer the price by part and what drives it, not your costs. Ask what decision the "
            "figures are for, and what they show in return."
        ),
        trap=N_("Every cost you show becomes a line to be cut, now and in each later change."),
    ),
    "future_volume": TacticText(
        name=N_("Jam tomorrow"),
        sign=N_("“This is only the start”: a low price now for volume that nobody signs."),
        reply=N_(
            "Say yes to both in one clause: the lower price applies from the volume on, and back "
            "to the start once it is reached."
        ),
        trap=N_("The discount is certain and the volume is a hope."),
    ),
    "long_list": TacticText(
        name=N_("The long list"),
        sign=N_("Twenty demands, all of them urgent, some of them odd."),
        reply=N_(
            "Ask for the three that matter most, put prices on all, and trade in packages. Pay "
            "nothing for what they drop."
        ),
        trap=N_("Decoys given up are presented as concessions that you must return."),
    ),
    "late_authority": TacticText(
        name=N_("Late authority"),
        sign=N_("Somebody new and senior arrives at the end and knows nothing of what was agreed."),
        reply=N_(
            "Bring the list of agreed points with dates and what was paid for each. To change "
            "one is to open the one that paid for it."
        ),
        trap=N_("Introducing yourself with a present."),
    ),
    "reverse_auction": TacticText(
        name=N_("Reverse auction"),
        sign=N_("An online event with a falling price, or the threat of one, and a clock."),
        reply=N_(
            "Fix scope, terms and the rules of award in writing before it begins, decide your "
            "last price beforehand with somebody who is not in it, and stop there."
        ),
        trap=N_("Bidding against a rank that may hide an offer of another scope."),
    ),
    "nibble": TacticText(
        name=N_("Nibble"),
        sign=N_("The coats are on, and there is one small thing more."),
        reply=N_(
            "Put it on the list: “gladly, and then we take this for it”. Keep a few small "
            "returns ready for this moment."
        ),
        trap=N_("It is small beside the deal, so it goes for nothing; so does the next."),
    ),
    "outnumbered": TacticText(
        name=N_("Outnumbered"),
        sign=N_("You come as two and meet nine, or the agenda is new when you sit down."),
        reply=N_(
            "Go round the table: who is here for what? Take one subject, leave the rest to a "
            "second date with the people it needs."
        ),
        trap=N_("Answering nine specialists with the two who happened to come."),
    ),
    "part_of_the_service": TacticText(
        name=N_("Part of the service"),
        sign=N_("Extra work is spoken of as if it had always been included."),
        reply=N_(
            "Name the clause, show the hours, and ask for a written change before the next one. "
            "Do it once for nothing only in writing and with a date."
        ),
        trap=N_("What is done twice without a word is scope from then on."),
    ),
    "cherry_picking": TacticText(
        name=N_("Cherry-picking"),
        sign=N_("Your package price is taken apart, and they want the cheap parts only."),
        reply=N_(
            "Prices hold for the package. Offer a list of single prices, each for itself, and "
            "show what the package saves."
        ),
        trap=N_("Single prices taken out of a package price lose the margin that held it up."),
    ),
    "rival_price": TacticText(
        name=N_("A rival is cheaper"),
        sign=N_("A lower offer is quoted but not shown, or shown without scope and terms."),
        reply=N_(
            "Ask what is in it and why they still talk to you. Compare whole costs on their "
            "criteria, and check the fact with somebody else."
        ),
        trap=N_("Matching a price that may not exist, for a scope that is not yours."),
    ),
    "silence": TacticText(
        name=N_("Silence"),
        sign=N_("You have made your proposal, and nobody says a word."),
        reply=N_("Wait longer than is comfortable. If you must speak, ask for their view."),
        trap=N_("Filling the pause with a concession that nobody asked for."),
    ),
    "take_it_or_leave_it": TacticText(
        name=N_("Take it or leave it"),
        sign=N_("One offer, no discussion, often with a date."),
        reply=N_(
            "Do not answer the form. Ask which point it hangs on, change the package around it, "
            "and know your own alternative before you say no."
        ),
        trap=N_("Making it a question of face: either answer then ends the talk."),
    ),
    "unwritten": TacticText(
        name=N_("No need to write that down"),
        sign=N_("A promise is made warmly, and the minutes are to stay short."),
        reply=N_(
            "Send your own minutes the same day: “as I understood it”, with owner and date. Count "
            "a promise as received once it stands in a term."
        ),
        trap=N_("You paid for it in the contract; they paid with a sentence."),
    ),
    "going_dark": TacticText(
        name=N_("Going dark"),
        sign=N_("After your offer nobody answers mails or calls for weeks."),
        reply=N_(
            "Let offers expire and say so. Write once with a reason that is theirs, and talk to "
            "the people who need the thing."
        ),
        trap=N_("A better offer made into the silence: a concession with nobody across."),
    ),
    "walk_out": TacticText(
        name=N_("Walk-out"),
        sign=N_("Papers are gathered, somebody stands up in the middle of a point."),
        reply=N_(
            "Let them go, friendly. Sum up what is agreed and what is open, and leave the next "
            "step to them with a date."
        ),
        trap=N_("A new offer called after them through the door."),
    ),
    "split_the_difference": TacticText(
        name=N_("Split the difference"),
        sign=N_("“Let us meet in the middle”, once the two ends suit them."),
        reply=N_(
            "The middle depends on where each began. Go back to the reasons, or split it for "
            "something: the half against a longer term."
        ),
        trap=N_("It sounds fair, and it pays whoever opened further out."),
    ),
    "begin_now": TacticText(
        name=N_("Please begin already"),
        sign=N_("Work is to start on trust, the contract “is only a formality now”."),
        reply=N_(
            "Begin under a signed start letter: limited in time and sum, paid whatever comes, "
            "with your terms. Or offer a date: signed Monday, begun Tuesday."
        ),
        trap=N_("Once you have begun, every open term is settled by those who can wait."),
    ),
    "standard_terms": TacticText(
        name=N_("Our terms, as for everybody"),
        sign=N_("The contract is theirs and “legal does not change it”."),
        reply=N_(
            "Ask for the purpose behind the two or three clauses that matter, offer wording that "
            "serves it, and price the risk of the rest."
        ),
        trap=N_("Leaving the paper for last: the price is then already spent."),
    ),
    "over_your_head": TacticText(
        name=N_("Over your head"),
        sign=N_("Your own management is called: “your people are making this difficult”."),
        reply=N_(
            "Agree inside beforehand: whoever is called listens, promises nothing, and sends "
            "them back to you. Go on with the same position."
        ),
        trap=N_("One concession from above, and nobody talks to you about money again."),
    ),
    "reopening": TacticText(
        name=N_("Agreed, then opened again"),
        sign=N_("A settled point returns, often after the award, in other words."),
        reply=N_(
            "Say what was paid for it and when. It can be opened together with what was given "
            "for it; both or neither."
        ),
        trap=N_("Treating it as a new point: it is paid for a second time."),
    ),
    "benchmark": TacticText(
        name=N_("Benchmark figures"),
        sign=N_("An index or a consultant's study says that the market is lower."),
        reply=N_(
            "Ask for source, year, scope and region, and bring figures of your own. Offer to use "
            "the same index in both directions from now on."
        ),
        trap=N_("Arguing about a number whose making you have not seen."),
    ),
    "guilt": TacticText(
        name=N_("After all we did for you"),
        sign=N_("Old favours, a mishap of yours, or their hard year are brought to the table."),
        reply=N_(
            "Acknowledge it, settle it by itself and in its own size, and keep it out of the price."
        ),
        trap=N_("A debt that was never counted is never paid off."),
    ),
}


def tactic_text(key: str) -> TacticText:
    """The words of a tactic of the catalogue in the language in use.

    Raises:
        KeyError: for what is no key of the catalogue.
    """
    words = _TEXTS[key]
    return TacticText(
        name=_(words.name), sign=_(words.sign), reply=_(words.reply), trap=_(words.trap)
    )


_ALSO: Final[Mapping[str, str]] = {"budget limit": "fixed_budget"}
"""Other words that files have for a tactic of the catalogue."""


def _plain(written: str) -> str:
    """A name or a key without regard to case and to what stands between its words."""
    return " ".join(written.translate(_SPACED).split()).casefold()


@cache
def _keys_by_name() -> Mapping[str, str]:
    """The keys by the names people type, in English and in the language in use."""
    found = dict(_ALSO)
    for tactic in TACTICS:
        name = _TEXTS[tactic.key].name
        for written in (tactic.key, name, _(name)):
            found.setdefault(_plain(written), tactic.key)
    return found


def tactic_key(typed: str) -> str:
    """What a typed tactic is stored as: the key of the catalogue where it is one, else the text."""
    return _keys_by_name().get(_plain(typed), typed)


def catalogued(stored: str) -> Tactic | None:
    """The tactic of the catalogue that a behaviour names, by key or by name; None for free text."""
    return tactic_of(tactic_key(stored))


def tactic_name(stored: str) -> str:
    """What the tactic of a behaviour is called: its name in the catalogue, or the free text."""
    found = catalogued(stored)
    return _(_TEXTS[found.key].name) if found is not None else stored


def tactic_names() -> tuple[str, ...]:
    """The names of all tactics of the catalogue."""
    return tuple(_(_TEXTS[tactic.key].name) for tactic in TACTICS)


def tactics_for(query: str) -> tuple[Tactic, ...]:
    """The tactics in whose words every typed word occurs: those named so first, then the rest."""
    words = query.casefold().split()
    named, told = [], []
    for tactic in TACTICS:
        text = tactic_text(tactic.key)
        name = text.name.casefold()
        if all(word in name for word in words):
            named.append(tactic)
        elif all(word in f"{name} {text.sign} {text.reply}".casefold() for word in words):
            told.append(tactic)
    return (*named, *told)
