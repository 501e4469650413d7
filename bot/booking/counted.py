"""What is counted of appointments: how many, and what came of them; never whose."""

from bot.conversation import Turn
from bot.model import Appointment, AppointmentId, ScheduleId
from bot.store import appointments
from bot.store.directory import Directory
from bot.store.tallies import Tally, What


def tally(directory: Directory, appointment: Appointment, what: What, number: int = 1) -> Tally:
    """One more of it, by what the appointment is for and where; with -1, one less."""
    return about(directory, appointment.schedule, what, number)


def about(directory: Directory, schedule: ScheduleId | str, what: What, number: int = 1) -> Tally:
    """The same for any appointment of a schedule."""
    booked = directory.schedule(schedule)
    place = directory.place(booked.place) if booked else None
    topic, municipality = (booked.topic if booked else ""), (place.municipality if place else None)
    return Tally(what, topic, municipality or "", number)


async def given_back(turn: Turn) -> tuple[Tally, ...]:
    """FORTRYD of a booking: it is cancelled, and counts as if it had never been."""
    cancelled = await appointments.cancel(turn.db, AppointmentId(turn.kept["appointment"]), turn.now)
    return (tally(turn.directory, cancelled, What.BOOKED, -1),) if cancelled else ()
