"""`jobs`: when each kind of timed work last ran, and what it did; also of a process that has ended."""

from datetime import datetime

from rich.table import Table

from bot.commands.console import out
from bot.commands.opened import opened
from bot.config import Settings
from bot.moment import COPENHAGEN
from bot.store import jobs


async def show(settings: Settings) -> None:
    """Print a line for each job that ever ran, with times in Copenhagen."""
    async with opened(settings) as database, database.read() as db:
        found = await jobs.all_of(db)
    if not found:
        out.print("No timed work has run yet. It runs with `run`.")
        return
    table = Table("Job", "Last ran", "Took", "Last had work", "What it did", box=None)
    for ran in found:
        did = ", ".join(f"{what} {number}" for what, number in ran.counts.items())
        table.add_row(ran.name, _said(ran.ran_at), f"{ran.took_ms} ms", _said(ran.worked_at), did)
    out.print(table)


def _said(at: datetime | None) -> str:
    return at.astimezone(COPENHAGEN).strftime("%Y-%m-%d %H:%M:%S") if at else ""
