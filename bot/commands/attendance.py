"""`came`, `missed` and `agreed`: what came of an appointment, by the code that the person says."""

from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.booking import attendance
from bot.commands.console import out
from bot.commands.opened import opened
from bot.commands.plain import fail
from bot.config import Settings
from bot.model import Appointment, AppointmentState
from bot.moment import COPENHAGEN
from bot.store import agreements, appointments, places
from bot.understanding.cpr import mask_cpr

_EARLY_FOR_MISSED = "has not begun yet"


async def mark(settings: Settings, code: str, state: AppointmentState) -> None:
    """Whoever came is asked later whether it helped; who did not come hears one kind word and is offered new times."""
    now = datetime.now(UTC)

    async def work(db: AsyncConnection) -> tuple[Appointment | None, Appointment | None]:
        found = await appointments.by_code(db, code)
        directory = await places.directory(db)
        return found, await attendance.mark(db, directory, found, state, now) if found else None

    async with opened(settings) as database:
        found, marked = await database.write(work)
    if found is None:
        fail(f"{code}: no such appointment")
    if marked is None:
        why = _EARLY_FOR_MISSED if found.state is AppointmentState.BOOKED else f"is {found.state}"
        fail(f"{found.code} {why}; nothing was changed")
    out.print(f"{_told(marked)}: {state}", highlight=False, markup=False)


async def agree(settings: Settings, code: str, text: str) -> None:
    """Keep the text, without CPR numbers, for the person to ask for; a second one replaces it."""
    kept, masked = mask_cpr(text.strip())
    if not kept:
        fail("Write what was agreed.")

    async def work(db: AsyncConnection) -> Appointment | None:
        found = await appointments.by_code(db, code)
        if found:
            await agreements.agree(db, found.id, kept)
        return found

    async with opened(settings) as database:
        found = await database.write(work)
    if found is None:
        fail(f"{code}: no such appointment")
    out.print(f"{_told(found)}: written down. They read it by asking 'hvad aftalte vi'.", highlight=False, markup=False)
    if masked:
        out.print("A CPR number was taken out.", style="yellow")


def _told(appointment: Appointment) -> str:
    return f"{appointment.code}, {appointment.start.astimezone(COPENHAGEN):%Y-%m-%d %H:%M}"
