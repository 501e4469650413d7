"""Whether a message asks about times that are offered, or is a second thought about one that was taken. Pure.

Read alone such words mean something else: "hvad skal jeg have med" asks for a list, and "nej vent" answers nothing.
"""

from collections.abc import Sequence

from bot.booking.beside import OFFERING
from bot.conversation import Conversation, Hears, Turn
from bot.model import Inbound, Intent, Json
from bot.phrasebook.appointed import (
    Asked,
    Second,
    asked_of_appointment,
    asks,
    is_of_them,
    second_thought,
    wants_it_again,
    wants_other_times,
)
from bot.phrasebook.at_doors import is_stuck
from bot.phrasebook.said import Thing, asked_thing, begins_with_no
from bot.phrasebook.told_ones import which_of
from bot.routing import Route, begun, is_clear, route
from bot.store.dialogues import UNDO_LIVES, Dialogue, Question

APPOINTMENTS, _FIND_HELP = "appointments", "find_help"
_OFFER = frozenset({"booking", "moving", "after"})
_BOOKS = frozenset({"undo_booking", "give_back"})
_ANY_WORDS = frozenset({Hears.TEXT, Hears.HOW})
_CALLS_OFF = "call_off_or_keep"
_MORE = frozenset({"more_times", "more"})
# These are asked for in many words, and none of them is a question about the offer.
_OTHER_MATTERS = frozenset(
    {
        Intent.BOOK,
        Intent.MY_APPOINTMENTS,
        Intent.CANCEL_APPOINTMENT,
        Intent.MOVE_APPOINTMENT,
        Intent.STOP,
        Intent.DELETE_ME,
        Intent.MY_DATA,
        Intent.MENU,
        Intent.HUMAN,
        Intent.LANGUAGE,
        Intent.UNSUBSCRIBE,
        Intent.SUBSCRIBE,
    }
)
# Calling off and moving are heard in their own words already.
_SAID_PLAINLY = _OTHER_MATTERS - {Intent.MENU}
_ON_THE_WAY = frozenset({Second.ANEW, Second.LATE, Second.MISSED, Second.LOST})
_OF_THE_TIME = frozenset({Asked.ALONG, Asked.BRING, Asked.WHAT})
_STEPS = {
    Second.ANEW: "find_anew",
    Second.REGRET: "ask_to_call_off",
    Second.LATE: "meet_late",
    Second.MISSED: "meet_missed",
    Second.LOST: "show_way",
}


def of_times(turn: Turn, inbound: Inbound, dialogue: Dialogue, conversations: Sequence[Conversation]) -> Route | None:
    """The step that answers; None where nothing was offered or taken, or the message is about something else."""
    reading = turn.reading
    if inbound.tapped or reading.emergency or reading.command or is_clear(turn.order):
        return None
    newest = next((one for one in reversed(dialogue.questions) if one.is_open(turn.now)), None)
    if (chosen := _counted(turn, newest) or _anew(turn, newest)) is not None:
        return chosen
    found = _asked_beside(turn, newest) or _thought_better(turn, dialogue, newest)
    if found is None:
        return None
    answers = route(inbound, reading, dialogue, conversations, turn.now, turn.order)
    taken = answers.question is not None and answers.question == newest
    if found.question is not None:
        # A choice, and a time that is said, answer the offer.
        return found if found.step == _CALLS_OFF or not taken else None
    if answers.choice is not None and taken:
        return None
    otherwise = begun(inbound, reading, conversations)
    return Route(found.conversation, found.step, kept={**found.kept, "otherwise": otherwise.conversation})


def _counted(turn: Turn, newest: Question | None) -> Route | None:
    """ "Den anden" of the times that are offered."""
    if newest is None or newest.step not in OFFERING:
        return None
    times = [one.key for one in newest.choices if one.key.startswith("time")]
    at = which_of(turn.text, len(times))
    if at is None:
        return None
    return Route(newest.conversation, newest.step, choice=times[at], kept=newest.keep, question=newest)


def _anew(turn: Turn, newest: Question | None) -> Route | None:
    """ "Igen" and "hvornår" take the new time that was just offered, and "flyt til fredag" another day of the offer."""
    if newest is None:
        return None
    if newest.step == "book_anew" and wants_it_again(turn.text):
        return Route(newest.conversation, newest.step, heard=Hears.YES, kept=newest.keep, question=newest)
    is_day = bool(turn.reading.when or turn.reading.day or turn.reading.clock)
    is_offer = newest.conversation == "booking" and newest.step == "take_time"
    if is_offer and is_day and turn.reading.intent is Intent.MOVE_APPOINTMENT:
        return Route(newest.conversation, newest.step, heard=Hears.TIME, kept=newest.keep, question=newest)
    return None


def _asked_beside(turn: Turn, newest: Question | None) -> Route | None:
    """A question about what is offered. One for another kind of help, or another town, is none."""
    if newest is None or newest.conversation not in _OFFER or newest.step not in OFFERING:
        return None
    reading, about = turn.reading, asked_of_appointment(turn.text)
    more = next((choice.key for choice in newest.choices if choice.key in _MORE), None)
    if more and wants_other_times(turn.text) and not reading.topics:
        return Route(newest.conversation, newest.step, choice=more, kept=newest.keep, question=newest)
    is_other = reading.intent in _OTHER_MATTERS and not (about and reading.intent is Intent.MY_APPOINTMENTS)
    if is_other or reading.place or not (asks(turn.text) or asked_thing(turn.text)):
        return None
    leans = about or asked_thing(turn.text) is Thing.PRICE or is_of_them(turn.text)
    if reading.topics and not (leans or (reading.follows_up and _has_there(turn, newest))):
        return None
    beside = {
        "step": newest.step,
        "choices": [[choice.key, choice.label] for choice in newest.choices],
        "hears": list(newest.hears),
    }
    return Route(newest.conversation, "answer_beside", kept={**newest.keep, "beside": beside}, question=newest)


def _has_there(turn: Turn, offered: Question) -> bool:
    """Whether what is asked for is to be had where the appointment is."""
    kept = offered.keep.get("schedules") or [offered.keep.get("schedule", "")]
    place = turn.directory.place_of(kept[0])
    return place is not None and turn.reading.topics[0] in place.topics


def _thought_better(turn: Turn, dialogue: Dialogue, newest: Question | None) -> Route | None:
    """A second thought; right after a booking any no is one."""
    if newest is not None and _ANY_WORDS & {*newest.hears}:
        return None  # how it went is told in own words
    thought = second_thought(turn.text)
    if newest is not None and newest.conversation == _FIND_HELP and is_stuck(turn.text):
        return None  # who cannot get to a place of the list has no appointment there
    if newest is not None and newest.conversation == APPOINTMENTS and newest.step == _CALLS_OFF:
        regrets = thought is Second.REGRET
        return Route(APPOINTMENTS, _CALLS_OFF, choice="yes", kept=newest.keep, question=newest) if regrets else None
    if turn.reading.intent in _SAID_PLAINLY and thought not in _ON_THE_WAY:
        return None
    is_no = turn.reading.intent is Intent.DECLINE or (
        turn.reading.intent is Intent.UNKNOWN and begins_with_no(turn.text)
    )
    if (
        (is_no or thought is Second.REGRET)
        and thought not in _ON_THE_WAY
        and (booked := _just_booked(turn, dialogue, newest))
    ):
        return Route(APPOINTMENTS, "ask_to_call_off", kept=booked)
    step = _STEPS.get(thought) if thought else None
    # "Hvad skal jeg have med" is asked of the appointment that one has, and of a place by who has none.
    is_bookable = bool(turn.shown and turn.directory.schedules_at(turn.shown[0]))
    if step is None and is_bookable and asked_of_appointment(turn.text) in _OF_THE_TIME and not turn.reading.place:
        step = "answer_own"
    return Route(APPOINTMENTS, step) if step else None


def _just_booked(turn: Turn, dialogue: Dialogue, newest: Question | None) -> Json | None:
    """The appointment that FORTRYD would take back, when nothing was asked since."""
    undo = dialogue.undo
    if undo is None or undo.step not in _BOOKS or turn.now.timestamp() > undo.until:
        return None
    booked_at = undo.until - UNDO_LIVES.total_seconds()
    return undo.keep if newest is None or newest.asked_at <= booked_at else None
