"""Appointments: which one has, and calling off. Nobody is blamed or asked why.

What is not kept here is said honestly: then the place that has it is the one to ring.
"""

from collections.abc import Sequence

from bot.booking import said
from bot.booking.counted import tally
from bot.booking.own import lines, meant, own_one, place_of, tell_whom_to_ring, to_companions
from bot.conversation import Conversation, Reply, Turn
from bot.model import Appointment, AppointmentId, Choice, Intent
from bot.said import asked_thing
from bot.store import appointments
from bot.store.tallies import What

MOVING = "moving"
_MOVE, _CANCEL = "move", "cancel"


async def begin(turn: Turn) -> Reply:
    """The only one there is, or the only one that the message names; of several we ask which.

    An answer to a reminder comes with the one that it calls off.
    """
    if reminded_of := await own_one(turn, turn.kept.get("appointment")):
        return await call_off(turn, reminded_of)
    own = await appointments.of_person(turn.db, turn.person.id, turn.now)
    calls_off = turn.reading.intent is Intent.CANCEL_APPOINTMENT
    if not own and not calls_off and turn.shown and asked_thing(turn.text):
        return Reply("", passes="find_help")  # "when", of the place that was told
    if not own:
        cannot = turn.t("It is quite all right to cancel. I have no appointment of yours.")
        return tell_whom_to_ring(turn, cannot if calls_off else turn.t("I have no appointments written down."))
    found = meant(turn, own)
    if len(found) > 1:
        return ask_which(turn, found) if calls_off else tell_all(turn, own)
    return await call_off(turn, found[0]) if calls_off else tell_one(turn, found[0])


def tell_one(turn: Turn, appointment: Appointment) -> Reply:
    """All about it, and what can be done with it."""
    t, told = turn.t, said.details(turn, appointment)
    return Reply(
        told.text,
        choices=(Choice(_MOVE, t("Move it")), Choice(_CANCEL, t("Call it off"))),
        then="change",
        keep={"appointment": appointment.id},
        pages=told.pages,
        shows=place_of(turn, appointment),
    )


def tell_all(turn: Turn, own: Sequence[Appointment]) -> Reply:
    """Several: a line each, to look up from."""
    question = turn.t("You have {number} appointments. Which one is it about?", number=len(own))
    return Reply(question, choices=lines(turn, own), then="look_up", stays=True)


async def look_up(turn: Turn) -> Reply:
    """One of several."""
    found = await own_one(turn, turn.choice)
    return tell_one(turn, found) if found else tell_gone(turn)


async def change(turn: Turn) -> Reply:
    """Move it or call it off was chosen."""
    if turn.choice == _MOVE:
        return Reply("", passes=MOVING)
    found = await own_one(turn, turn.kept["appointment"])
    return await call_off(turn, found) if found else tell_gone(turn)


def ask_which(turn: Turn, own: Sequence[Appointment]) -> Reply:
    """Which one is to be called off?"""
    return Reply(turn.t("Which one can you not come to?"), choices=lines(turn, own), then="call_off_chosen")


async def call_off_chosen(turn: Turn) -> Reply:
    """It was chosen."""
    found = await own_one(turn, turn.choice)
    return await call_off(turn, found) if found else tell_gone(turn)


def tell_gone(turn: Turn) -> Reply:
    """An answer to a list that is no longer true."""
    return Reply(turn.t("That one is called off or over. Write BOOK when you want a new time."))


async def call_off(turn: Turn, appointment: Appointment) -> Reply:
    """Free for others at once; FORTRYD takes it up again as long as nobody has it."""
    when = said.when(turn.t, appointment.start, turn.now)
    others = await to_companions(turn, appointment, turn.t("The appointment {when} is called off.", when=when))
    cancelled = await appointments.cancel(turn.db, appointment.id, turn.now)
    told = turn.t("I have called off {when}. That is quite all right.", when=when)
    return Reply(
        f"{told} {turn.t('Write BOOK when you want a new time. Regret it: FORTRYD.')}",
        undo=("take_up_again", {"appointment": appointment.id}),
        shows=place_of(turn, appointment),
        others=others,
        counts=(tally(turn.directory, appointment, What.CANCELLED),) if cancelled else (),
    )


async def take_up_again(turn: Turn) -> Reply:
    """FORTRYD after calling off."""
    again = await appointments.restore(turn.db, AppointmentId(turn.kept["appointment"]), turn.now)
    if again is None:
        return Reply(turn.t("That time was just taken. Write BOOK, and I find another."))
    return Reply(
        turn.t("You have your time again: {when}.", when=said.with_date(turn.t, again.start, turn.now)),
        counts=(tally(turn.directory, again, What.CANCELLED, -1),),
    )


APPOINTMENTS = Conversation(
    name="appointments",
    first=begin,
    begins_with=frozenset({Intent.MY_APPOINTMENTS, Intent.CANCEL_APPOINTMENT}),
    steps={
        "look_up": look_up,
        "change": change,
        "call_off_chosen": call_off_chosen,
        "take_up_again": take_up_again,
    },
)
