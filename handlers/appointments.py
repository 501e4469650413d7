"""Appointments: which one has, and calling off. Nobody is blamed or asked why.

What is not kept here is said honestly: then the place that has it is the one to ring.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.booking import said
from bot.booking.beside import answer_about
from bot.booking.counted import tally
from bot.booking.own import lines, meant, own_one, place_of, speaks_of_one, tell_whom_to_ring, to_companions
from bot.conversation import Conversation, Hears, Reply, Turn
from bot.model import Appointment, AppointmentId, Choice, Intent, RoleName
from bot.moment import asked_moment
from bot.phrasebook.said import asked_thing
from bot.search.details import way
from bot.search.leaning import called_in
from bot.store import appointments
from bot.store.tallies import What
from bot.understanding.dates import is_only_time
from bot.wording.buttons import yes_or_no
from bot.wording.doubts import Listing
from bot.wording.listing import sentence

BOOKING, MOVING = "booking", "moving"
_MOVE, _CANCEL = "move", "cancel"
_SOON, _LATELY = timedelta(days=1), timedelta(days=3)


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
    if not own and calls_off and any(role.name is RoleName.VOLUNTEER for role in turn.roles):
        shut = turn.t("I have no appointment of yours. Can nobody open, write: LUKKET and the day.")
        return Reply(f"{shut} {turn.t('Is it your shift, write: min vagt and the day.')}")
    if not own and calls_off and not speaks_of_one(turn):
        return Reply("", passes="find_help" if called_in(turn) else "unclear")
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
    return _may_book(Reply(turn.t("That one is called off or over. Write BOOK when you want a new time.")))


def _may_book(reply: Reply) -> Reply:
    """The reply names BOOK: a yes or a time takes that offer."""
    return replace(reply, then="book_anew", hears=frozenset({Hears.YES, Hears.NO, Hears.TIME}))


async def book_anew(turn: Turn) -> Reply:
    """The answer to the offer of a new time; a time with more in it is about something else."""
    if turn.heard is Hears.NO:
        return Reply(turn.t("That is fine. Write BOOK whenever you like."))
    is_other = turn.heard is Hears.TIME and not is_only_time(turn.text)
    return Reply("", passes="find_help" if is_other else BOOKING)


async def answer_own(turn: Turn) -> Reply:
    """A question about the appointment that one has: where it was told last, or is near."""
    own = await appointments.of_person(turn.db, turn.person.id, turn.now)
    one = next((one for one in own if place_of(turn, one) == turn.shown[:1]), None) or await _near(turn)
    schedule = turn.directory.schedule(one.schedule) if one else None
    place = turn.directory.place(schedule.place) if schedule else None
    if schedule is None or place is None:
        return Reply("", passes=turn.kept["otherwise"])
    return Reply(answer_about(turn, schedule, place), shows=(place.id,))


async def call_off(turn: Turn, appointment: Appointment) -> Reply:
    """Free for others at once; FORTRYD takes it up again as long as nobody has it."""
    when = said.when(turn.t, appointment.start, turn.now)
    others = await to_companions(turn, appointment, turn.t("The appointment {when} is called off.", when=when))
    cancelled = await appointments.cancel(turn.db, appointment.id, turn.now)
    told = turn.t("I have called off {when}. That is quite all right.", when=when)
    return _may_book(
        Reply(
            f"{told} {turn.t('Write BOOK when you want a new time. Regret it: FORTRYD.')}",
            undo=("take_up_again", {"appointment": appointment.id}),
            shows=place_of(turn, appointment),
            others=others,
            counts=(tally(turn.directory, appointment, What.CANCELLED),) if cancelled else (),
        )
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


async def ask_to_call_off(turn: Turn) -> Reply:
    """A second thought: shall it be called off? Who has none meant something else."""
    found = await own_one(turn, turn.kept.get("appointment"))
    own = [found] if found else await appointments.of_person(turn.db, turn.person.id, turn.now)
    if not own:
        return Reply("", passes=turn.kept["otherwise"])
    one = meant(turn, own)[0]
    return Reply(
        turn.t("Shall I call off {when}?", when=said.with_date(turn.t, one.start, turn.now)),
        choices=yes_or_no(turn.t, "Yes, call it off", "No, keep it"),
        then="call_off_or_keep",
        keep={"appointment": one.id},
    )


async def call_off_or_keep(turn: Turn) -> Reply:
    """The answer to it."""
    found = await own_one(turn, turn.kept["appointment"])
    if found is None:
        return tell_gone(turn)
    if turn.choice == "yes":
        return await call_off(turn, found)
    return Reply(turn.t("That is fine. You still have {when}.", when=said.with_date(turn.t, found.start, turn.now)))


async def meet_late(turn: Turn) -> Reply:
    """Who comes late hears until when they may come, else whom to ring: nobody there reads this."""
    one = await _near(turn)
    if one is None:
        return Reply("", passes=turn.kept["otherwise"])
    t, schedule = turn.t, turn.directory.schedule(one.schedule)
    place = turn.directory.place(schedule.place) if schedule else None
    between = said.come_between(t, one, schedule) if schedule else ""
    ring = t("Ring and say so: {phone}.", phone=place.phone) if place and place.phone and not between else ""
    told = [t("That is quite all right."), between, ring, t("Another time: FLYT. You cannot come: AFBUD.")]
    return Reply(" ".join(filter(None, told)), shows=place_of(turn, one))


async def meet_missed(turn: Turn) -> Reply:
    """It is over for them: no blame, and the word for a new one."""
    since = await appointments.of_person(turn.db, turn.person.id, turn.now - _LATELY)
    over = [one for one in since if one.start <= turn.now]
    if not over:
        return Reply("", passes=turn.kept["otherwise"])
    new = turn.t("Write BOOK when you want a new time.")
    return _may_book(Reply(f"{turn.t('That is quite all right.')} {new}", shows=place_of(turn, over[-1])))


async def find_anew(turn: Turn) -> Reply:
    """A new time: instead of the one they have, else where they had the last."""
    own = await appointments.of_person(turn.db, turn.person.id, turn.now)
    is_shown = any(turn.directory.schedules_at(place) for place in turn.shown[:1])
    return Reply("", passes=BOOKING if is_shown and not own else turn.kept["otherwise"])


async def show_way(turn: Turn) -> Reply:
    """Who cannot find it hears the way and the number: of the appointment that is near, else of the place told last."""
    one = await _near(turn)
    schedule = turn.directory.schedule(one.schedule) if one else None
    shown = (schedule.place,) if schedule else turn.shown[:1]
    place = turn.directory.place(shown[0]) if shown else None
    if place is None:
        return Reply("", passes=turn.kept["otherwise"])
    there = way(turn.t, turn.directory, Listing.of(turn.directory, place, asked_moment(None, turn.now), turn.now))
    first = sentence(schedule.way) if schedule and schedule.way else ""
    ring = turn.t("Ring {phone}.", phone=place.phone) if place.phone and place.phone not in there else ""
    return Reply(" ".join(filter(None, (first, there, ring))), shows=shown)


async def _near(turn: Turn) -> Appointment | None:
    """The next appointment, when it is within a day."""
    own = await appointments.of_person(turn.db, turn.person.id, turn.now)
    return own[0] if own and own[0].start - turn.now <= _SOON else None


APPOINTMENTS = Conversation(
    name="appointments",
    first=begin,
    begins_with=frozenset({Intent.MY_APPOINTMENTS, Intent.CANCEL_APPOINTMENT}),
    steps={
        "look_up": look_up,
        "change": change,
        "call_off_chosen": call_off_chosen,
        "take_up_again": take_up_again,
        "ask_to_call_off": ask_to_call_off,
        "call_off_or_keep": call_off_or_keep,
        "meet_late": meet_late,
        "meet_missed": meet_missed,
        "find_anew": find_anew,
        "show_way": show_way,
        "book_anew": book_anew,
        "answer_own": answer_own,
    },
)
