"""`import`, `export` and `check`: the directory."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import typer
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.commands.console import fail, out
from bot.commands.opened import opened
from bot.config import Settings
from bot.store import checks, places, places_file


async def bring_in(settings: Settings, file: Path, *, yes: bool, prune: bool) -> None:
    """Say what the file would change, ask, and change it."""
    text = file.read_text(encoding="utf-8")
    listings = places_file.read(text)
    async with opened(settings) as database:
        async with database.read() as db:
            before = (await places.directory(db)).places
        summary = places_file.changes(before, listings, prune=prune, remarks=places_file.remarks(text))
        out.print(str(summary), highlight=False, markup=False)
        if summary.is_empty:
            return
        if not yes and not (sys.stdin.isatty() and typer.confirm("Change the directory?")):
            fail("Nothing was changed. Use --yes to go on without the question.")

        async def store(db: AsyncConnection) -> None:
            await places.put(db, listings)
            await places.remove(db, summary.removed)

        await database.write(store)
        out.print("Done.")


async def write_out(settings: Settings, file: Path) -> None:
    """Write every listing to `file`."""
    async with opened(settings) as database, database.read() as db:
        listings = (await places.directory(db)).places
    file.write_text(places_file.write(listings), encoding="utf-8")
    out.print(f"{len(listings)} places written to {file}", highlight=False, markup=False)


async def check(settings: Settings) -> None:
    """Print what needs a look."""
    async with opened(settings) as database, database.read() as db:
        found = await checks.run(db, datetime.now(UTC))
    table = Table("Place", "Problem", box=None)
    for place, problem in found.stale:
        table.add_row(place, problem)
    out.print(table)
    for line in found.warnings:
        out.print(line, style="yellow", highlight=False, markup=False)
    out.print(f"{len(found.stale)} of {found.places} listings need a look. {found.open_cases} open cases.")
