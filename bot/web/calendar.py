"""The calendar of a schedule, for the Outlook or Google of those who receive people: `/calendar/<token>.ics`.

Whoever knows the address sees it, so it says no more than the time, what was booked, the code, and the nickname where
a person chose one. A cancelled appointment is gone at the next look.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.model import Appointment, Place, Schedule
from bot.store import appointments, calendars
from bot.store.atlas import Atlas
from bot.store.database import Database

PAST, AHEAD = timedelta(days=14), timedelta(days=400)
LOOK_AGAIN = timedelta(minutes=15)
"""How often we ask a program to look. Outlook and Google decide for themselves, and look less often."""


def calendar_routes(database: Database, atlas: Atlas, clock: Callable[[], datetime]) -> list[Route]:
    """Where calendar programs fetch what is booked."""

    async def calendar(request: Request) -> Response:
        now = clock()
        async with database.read() as db:
            found = await calendars.schedule_of(db, request.path_params["token"])
            schedule = atlas.directory.schedule(found) if found else None
            if schedule is None:
                return Response(status_code=404)
            booked = await appointments.of_schedule(db, schedule.id, now - PAST, now + AHEAD)
        # A third of a millisecond each, while nobody else's answer should wait.
        body = await asyncio.to_thread(calendar_of, schedule, atlas.directory.place(schedule.place), booked, now)
        return Response(body, media_type="text/calendar", headers={"Cache-Control": "no-store"})

    return [Route("/calendar/{token}.ics", calendar, methods=["GET"])]


def calendar_of(schedule: Schedule, place: Place | None, booked: Sequence[Appointment], now: datetime) -> bytes:
    """The appointments as iCalendar (RFC 5545), in UTC. An appointment that was moved stays the same event."""
    # A tenth of a second to import, which a start need not wait for.
    from icalendar import Calendar, Event

    where = ", ".join(filter(None, (place.name, place.address))) if place and not place.address_hidden else None
    events = [
        Event.new(
            uid=f"appointment-{one.id}@aabendoer",
            stamp=now,
            start=one.start,
            end=one.end,
            summary=_summary(schedule, one),
            location=where,
        )
        for one in booked
    ]
    calendar = Calendar.new(
        uid=f"schedule-{schedule.id}@aabendoer",
        prodid="-//Aaben Doer//DA",
        name=schedule.title,
        refresh_interval=LOOK_AGAIN,
        subcomponents=events,
    )
    return bytes(calendar.to_ical())


def _summary(schedule: Schedule, appointment: Appointment) -> str:
    called = f" ({appointment.nickname})" if appointment.nickname else ""
    return f"{schedule.title}: {appointment.code}{called}"
