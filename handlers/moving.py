"""Moving: another time instead. The old one stays until the new one is taken; then it is free for others at once."""

from dataclasses import replace

from bot.booking import said
from bot.booking.beside import answer_beside
from bot.booking.offering import (
    MORE,
    NO,
    WAIT,
    Asked,
    ask_other_day,
    asked_before,
    asked_now,
    exact_time,
    is_yes,
    offer_times,
    taken_offer,
)
from bot.booking.own import lines, meant, own_one, speaks_of_one, tell_whom_to_ring, to_companions
from bot.booking.times import Offer, is_still_offered, offer_from
from bot.booking.waiting import wait_for
from bot.booking.wanted import ANY_TIME, Wanted, wanted, wanted_from
from bot.conversation import Conversation, Reply, Turn
from bot.model import Appointment, Intent, Slot
from bot.search.leaning import called_in
from bot.store import appointments


async def begin(turn: Turn) -> Reply:
    """The one that was being looked at, the only one, or the only one that the message names; else we ask which."""
    if looked_at := await own_one(turn, turn.kept.get("appointment")):
        return await find_time(turn, looked_at, ANY_TIME)
    own = await appointments.of_person(turn.db, turn.person.id, turn.now)
    if not own and not speaks_of_one(turn):
        return Reply("", passes="find_help" if called_in(turn) else "unclear")
    if not own:
        return tell_whom_to_ring(turn, turn.t("It is quite all right to move it. I have no appointment of yours."))
    found, time = meant(turn, own, by_time=False), wanted(turn.reading, turn.now)
    if len(found) == 1:
        return await find_time(turn, found[0], time)
    return Reply(
        turn.t("Which one do you want to move?"),
        choices=lines(turn, found),
        then="take_which",
        keep={"wanted": time.kept},
    )


async def take_which(turn: Turn) -> Reply:
    """It was chosen; the new time may have been said before."""
    found = await own_one(turn, turn.choice)
    return await find_time(turn, found, wanted_from(turn.kept["wanted"])) if found else await begin(turn)


async def find_time(turn: Turn, appointment: Appointment, time: Wanted) -> Reply:
    """The new time at once, when it was said and is free; otherwise the best ones to choose from."""
    schedule = turn.directory.schedule(appointment.schedule)
    if schedule is None:
        return tell_whom_to_ring(turn, turn.t("It is quite all right to move it. I cannot do it for you."))
    old = Offer(schedule, _slot(appointment))
    asked = Asked((schedule,), time, seen=(old.key,), without=(old.key,), also={"appointment": appointment.id})
    if exact := await exact_time(turn, asked):
        return await move(turn, asked, appointment, exact)
    return await offer_times(turn, asked)


async def take_time(turn: Turn) -> Reply:
    """The new time was chosen; or more, another day, none."""
    asked, appointment = asked_before(turn), await own_one(turn, turn.kept["appointment"])
    if appointment is None:
        return await begin(turn)
    if turn.choice == MORE:
        return await offer_times(turn, asked)
    if turn.choice == NO:
        return ask_other_day(turn, asked)
    chosen = taken_offer(turn)
    if chosen:
        return await move(turn, asked, appointment, chosen)
    return await find_time(turn, appointment, asked_now(turn).wanted)


async def move(turn: Turn, asked: Asked, appointment: Appointment, chosen: Offer) -> Reply:
    """When the new one was just taken the old one stays, and the next are offered."""
    t, slot = turn.t, chosen.slot
    moved = None
    if slot.start > turn.now and is_still_offered(chosen, turn.now):
        moved = await appointments.move(turn.db, appointment.id, chosen.schedule, slot.start, slot.end, turn.now)
    if moved is None:
        gone = t("That time was just taken. You still have {when}.", when=_when(turn, appointment))
        return await offer_times(turn, replace(asked, seen=()), gone)
    when = said.with_date(t, moved.start, turn.now)
    code, regret = t("The code is still {code}.", code=moved.code), t("Regret it: FORTRYD.")
    return Reply(
        f"{t('It is moved. Now you come {when}.', when=when)} {code} {regret}",
        undo=("move_back", {"appointment": moved.id, "offer": Offer(chosen.schedule, _slot(appointment)).kept}),
        shows=(chosen.schedule.place,),
        others=await to_companions(turn, moved, t("The appointment is moved to {when}.", when=when)),
    )


async def move_back(turn: Turn) -> Reply:
    """FORTRYD after moving, as long as nobody has the old time."""
    appointment, old = await own_one(turn, turn.kept["appointment"]), offer_from(turn.directory, turn.kept["offer"])
    if appointment is None or old is None:
        return await begin(turn)
    slot = old.slot
    back = await appointments.move(turn.db, appointment.id, old.schedule, slot.start, slot.end, turn.now)
    if back is None:
        return Reply(turn.t("The old time is taken. You still have {when}.", when=_when(turn, appointment)))
    return Reply(turn.t("You have your time again: {when}.", when=_when(turn, back)))


async def other_day(turn: Turn) -> Reply:
    """Another day was said, or the wait list chosen; otherwise all stays as it is."""
    appointment = await own_one(turn, turn.kept["appointment"])
    if appointment is None:
        return await begin(turn)
    still = turn.t("You still have {when}.", when=_when(turn, appointment))
    if turn.choice == WAIT or (turn.choice is None and is_yes(turn)):
        await wait_for(turn, asked_before(turn).schedules)
        return Reply(f"{turn.t('You are on the list. I write as soon as a time is free.')} {still}")
    if turn.choice == NO:
        return Reply(f"{turn.t('That is fine.')} {still}")
    return await find_time(turn, appointment, asked_now(turn).wanted)


def _when(turn: Turn, appointment: Appointment) -> str:
    return said.with_date(turn.t, appointment.start, turn.now)


def _slot(appointment: Appointment) -> Slot:
    return Slot(appointment.schedule, appointment.start, appointment.end, 0)


MOVING = Conversation(
    name="moving",
    first=begin,
    begins_with=frozenset({Intent.MOVE_APPOINTMENT}),
    steps={
        "answer_beside": answer_beside,
        "take_which": take_which,
        "take_time": take_time,
        "other_day": other_day,
        "move_back": move_back,
    },
)
