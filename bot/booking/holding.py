"""A seat kept for somebody, and what stands in its way: a time that is past or taken, or one that they have already."""

from datetime import datetime

from bot.booking.offering import Asked
from bot.booking.times import Offer, is_still_offered
from bot.conversation import Turn
from bot.model import Appointment, AppointmentId
from bot.store import appointments


async def hold(turn: Turn, chosen: Offer) -> Appointment | None:
    """A seat for the person, when the time is still to come and still in the schedule."""
    slot = chosen.slot
    if slot.start <= turn.now or not is_still_offered(chosen, turn.now):
        return None
    return await appointments.hold(turn.db, chosen.schedule, slot.start, slot.end, turn.person.id, turn.now)


async def move_into(turn: Turn, old: AppointmentId, held: AppointmentId) -> Appointment | None:
    """The old appointment gets the time that was held for the person. None when that is gone by now."""
    kept = await appointments.find(turn.db, held)
    schedule = turn.directory.schedule(kept.schedule) if kept else None
    if kept is None or schedule is None:
        return None
    await appointments.cancel(turn.db, held, turn.now)
    return await appointments.move(turn.db, old, schedule, kept.start, kept.end, turn.now)


def gone(turn: Turn, start: datetime) -> str:
    """Why a time cannot be had."""
    return turn.t("That time is past.") if start <= turn.now else turn.t("That time was just taken.")


async def gone_held(turn: Turn, held: AppointmentId) -> str:
    """The same for one that was held too long ago."""
    kept = await appointments.find(turn.db, held)
    return gone(turn, kept.start if kept else turn.now)


async def had_already(turn: Turn, asked: Asked) -> Appointment | None:
    """What the person has at the very time that was asked for."""
    kinds = {one.id for one in asked.schedules}
    own = await appointments.of_person(turn.db, turn.person.id, turn.now)
    return next((one for one in own if one.schedule in kinds and one.start == asked.wanted.at), None)


async def clash(turn: Turn, held: Appointment) -> Appointment | None:
    """What the person has of the same kind, or at the same time."""
    own = await appointments.of_person(turn.db, turn.person.id, turn.now)
    together = [one for one in own if one.start < held.end and held.start < one.end]
    return next((one for one in own if one.schedule == held.schedule), together[0] if together else None)
