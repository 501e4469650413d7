"""Wait list: a time came free and is held for one person, who takes it or lets it go on to the next.

Like a reminder it tells nothing to somebody else who reads it: the discreet title, and no name of a place.
"""

from dataclasses import replace
from datetime import datetime

from bot.booking import said
from bot.booking.counted import tally
from bot.booking.holding import move_into
from bot.booking.own import place_of, to_companions
from bot.booking.waiting import alike
from bot.conversation import Conversation, Reply, Turn
from bot.model import Appointment, AppointmentId, Json, ScheduleId
from bot.store import appointments, waits
from bot.store.tallies import What
from bot.store.waits import Wait
from bot.wording.buttons import yes_or_no


def tell_of_time(turn: Turn, held: Appointment, until: datetime, *, is_last: bool = False) -> Reply:
    """When, what and how long it is kept. `is_last`: without an answer the person leaves the list, and hears so."""
    t, schedule = turn.t, turn.directory.schedule(held.schedule)
    title, when = schedule.discreet_title if schedule else t("appointment"), said.when(t, held.start, turn.now)
    kept = t("I keep it for you until {time}.", time=_clock(turn, until))
    goes_on = t("Do I hear nothing, I take you off the list.") if is_last else t("Then the next one is asked.")
    return Reply(
        f"{t('A time is free: {title} {when}.', title=title, when=when)} {kept} {goes_on}",
        choices=yes_or_no(t, "Yes, I take it", "No thanks"),
        then="take_answer",
        keep={"appointment": held.id},
        shows=place_of(turn, held),
    )


async def take_answer(turn: Turn) -> Reply:
    """Yes is booked, also when it comes late, as long as nobody else has the time."""
    appointment = await appointments.find(turn.db, AppointmentId(turn.kept["appointment"]))
    if appointment is None or appointment.person != turn.person.id:
        return Reply(turn.t("That time is gone. Write BOOK, and I find another."))
    if turn.choice != "yes":
        return await let_go(turn, appointment)
    own = await appointments.of_person(turn.db, turn.person.id, turn.now)
    old = next((one for one in own if one.schedule == appointment.schedule and one.id != appointment.id), None)
    if old:
        return await move_here(turn, old, appointment)
    booked = await appointments.book(turn.db, appointment.id, turn.now)
    if booked is None:
        return await tell_gone(turn, appointment)
    return replace(await settle(turn, booked), counts=(tally(turn.directory, booked, What.BOOKED),))


async def move_here(turn: Turn, old: Appointment, held: Appointment) -> Reply:
    """Who had another time there has this one instead: the code and who comes along stay the same."""
    moved = await move_into(turn, old.id, held.id)
    if moved is None:
        return await tell_gone(turn, held)
    text = turn.t("The appointment is moved to {when}.", when=said.with_date(turn.t, moved.start, turn.now))
    return replace(await settle(turn, moved), others=await to_companions(turn, moved, text))


async def settle(turn: Turn, booked: Appointment) -> Reply:
    """Theirs, and they wait no more."""
    await waits.leave(turn.db, turn.person.id, alike(turn, booked.schedule))
    told = said.confirmed(turn, booked)
    return Reply(told.text, pages=told.pages, shows=place_of(turn, booked))


async def let_go(turn: Turn, appointment: Appointment) -> Reply:
    """A no is fine: the time goes on at once, and the place in the list is theirs if they want it."""
    await appointments.cancel(turn.db, appointment.id, turn.now)
    wait = await waits.of(turn.db, turn.person.id, appointment.schedule)
    if wait is None:
        return Reply(turn.t("That is fine. Write BOOK whenever you like."))
    if wait.offered == appointment.id:
        await waits.keep_place(turn.db, wait)
    return Reply(
        turn.t("That is quite all right. Shall I keep your place in the list?"),
        choices=yes_or_no(turn.t, "Yes, keep it", "No, take me off"),
        then="stay_or_leave",
        keep={"appointment": appointment.id, "schedule": appointment.schedule},
    )


async def stay_or_leave(turn: Turn) -> Reply:
    """Either is right."""
    if turn.choice == "yes":
        return Reply(turn.t("Good. You keep your place, and I write when there is another time."))
    await waits.leave(turn.db, turn.person.id, alike(turn, turn.kept["schedule"]))
    return Reply(turn.t("Fine. You are off the list. Write BOOK whenever you like."))


async def leave(turn: Turn) -> Reply:
    """They wait no more, in their own words; a time that is held for them goes on at once."""
    left = [one for one in await waits.of_person(turn.db, turn.person.id) if one.schedule in turn.kept["schedules"]]
    if not left:
        return Reply(
            turn.t("You are on no list, and I write about no time."), otherwise=turn.t("You are still on no list.")
        )
    for wait in left:
        if wait.offered:
            await appointments.cancel(turn.db, wait.offered, turn.now)
    await waits.leave(turn.db, turn.person.id, [one.schedule for one in left])
    return Reply(
        f"{turn.t('You are off the list, and I write no more about that time.')} {turn.t('Regret it: FORTRYD.')}",
        undo=("stand_again", {"waits": [_kept(one) for one in left]}),
    )


def _kept(wait: Wait) -> Json:
    times = [moment.isoformat() for moment in (*wait.free_then, *wait.offered_then)]
    return {"schedule": wait.schedule, "since": wait.since.isoformat(), "known": times}


async def stand_again(turn: Turn) -> Reply:
    """FORTRYD: their place in the list is where it was."""
    for kept in turn.kept["waits"]:
        known = [datetime.fromisoformat(one) for one in kept["known"]]
        since = datetime.fromisoformat(kept["since"])
        await waits.put(turn.db, turn.person.id, ScheduleId(kept["schedule"]), since, known)
    return Reply(turn.t("Good. You have your place in the list again."))


async def tell_if_on(turn: Turn) -> Reply:
    """Whether they wait for a time, and how they stop."""
    if not turn.kept["schedules"]:
        return Reply(turn.t("You are on no list. Write BOOK, and I look for a time."))
    return Reply(
        turn.t("Yes, you are on the list. I write when a time is free. To leave it, write: slet mig fra ventelisten.")
    )


async def tell_gone(turn: Turn, appointment: Appointment) -> Reply:
    """The yes came when somebody else had the time, or it is past."""
    gone = turn.t("That time went to somebody else.")
    if await waits.of(turn.db, turn.person.id, appointment.schedule):
        return Reply(f"{gone} {turn.t('You are still on the list.')}")
    return Reply(f"{gone} {turn.t('Write BOOK, and I find another.')}")


def _clock(turn: Turn, until: datetime) -> str:
    """ "15.45", or with the day when it is not today."""
    clock = turn.t("at {time} o'clock", time=turn.t.clock(until))
    day = turn.t.day(until, turn.now)
    return clock if day == turn.t("today") else turn.t("{day} at {time}", day=day, time=turn.t.clock(until))


WAIT_LIST = Conversation(
    name="wait_list",
    first=take_answer,
    steps={
        "take_answer": take_answer,
        "stay_or_leave": stay_or_leave,
        "leave": leave,
        "stand_again": stand_again,
        "tell_if_on": tell_if_on,
    },
)
