"""`calendar`: the secret addresses under which calendar programs find what is booked."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.commands.console import out
from bot.commands.opened import opened
from bot.commands.plain import fail
from bot.config import Settings
from bot.model import ScheduleId
from bot.store import calendars, schedules


async def calendar(settings: Settings, schedule: str | None, *, renew: bool) -> None:
    """Print the address of one schedule's calendar or of all; `renew` makes a new one, and the old one ends."""
    if renew and schedule is None:
        fail("Name the schedule whose address shall be renewed.")

    async def work(db: AsyncConnection) -> list[tuple[ScheduleId, str]]:
        make = calendars.renew if renew else calendars.token
        found = [one.id for one in await schedules.all_of(db) if schedule in (None, one.id)]
        return [(one, await make(db, one)) for one in found]

    async with opened(settings) as database:
        tokens = await database.write(work)
    if not tokens:
        fail(f"{schedule}: no such schedule" if schedule else "There are no schedules.")
    if not settings.public_url:
        out.print("PUBLIC_URL is not set: only programs on this machine reach these.", style="yellow")
    base = settings.public_url or f"http://localhost:{settings.port}"
    for one, token in tokens:
        line = f"{base}/calendar/{token}.ics" if schedule else f"{one}  {base}/calendar/{token}.ics"
        out.print(line, highlight=False, markup=False, soft_wrap=True)
