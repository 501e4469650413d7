"""What came of an appointment: marked and counted in one step, by whoever may."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.booking.counted import tally
from bot.model import Appointment, AppointmentState
from bot.store import appointments, tallies
from bot.store.directory import Directory
from bot.store.tallies import What

_COUNTED = {AppointmentState.CAME: What.CAME, AppointmentState.MISSED: What.MISSED}
# Who comes early sits and waits; a day before it is a slip in the code.
_EARLIEST = {AppointmentState.CAME: timedelta(hours=2), AppointmentState.MISSED: timedelta(0)}


async def mark(
    db: AsyncConnection, directory: Directory, found: Appointment, state: AppointmentState, now: datetime
) -> Appointment | None:
    """CAME or MISSED; the last word holds. None, and nothing changed, too early or when it never stood."""
    too_early = found.start > now + _EARLIEST[state]
    marked = None if too_early else await appointments.mark(db, found.id, state, now)
    if marked and found.state is not marked.state:
        # In the week of the appointment, so that a correction takes back what was counted.
        whats = [(_COUNTED[found.state], -1)] if found.state in _COUNTED else []
        counts = [tally(directory, marked, what, number) for what, number in [*whats, (_COUNTED[state], 1)]]
        await tallies.add(db, counts, marked.start)
    return marked
