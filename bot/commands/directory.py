"""`import`, `export` and `check`: the directory."""

import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import typer
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.commands import weekly_hours
from bot.commands.console import out
from bot.commands.opened import begun, opened
from bot.commands.plain import fail
from bot.config import Settings
from bot.store import checks, places, places_file, schedules
from bot.store.directory import Directory
from bot.store.places_file import PLACES, SCHEDULES
from bot.store.summary import Summary, changes

_LISTS = re.compile(rf"^{PLACES}\s*:", re.MULTILINE)


async def bring_in(settings: Settings, file: Path, *, yes: bool, prune: bool, now: datetime) -> None:
    """Say what the file would change, ask, and change it. Only parts that the file has are pruned."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        fail(f"{file}: is not UTF-8; save it as UTF-8 and try again")
    except OSError as error:
        fail(f"{file}: cannot be read: {error.strerror}")
    # Schedules alone are of places that are there; whoever brings places first may not want those that we begin with.
    async with (opened if _LISTS.search(text) else begun)(settings) as database:
        async with database.read() as db:
            before = await places.directory(db)
            contents = places_file.read(text, {place.id for place in before.places})
            parts = [
                changes(PLACES, before.places, contents.places, prune=prune and PLACES in contents.parts),
                changes(SCHEDULES, before.schedules, contents.schedules, prune=prune and SCHEDULES in contents.parts),
            ]
            await _refuse_loss(db, before, contents, *parts, now=now)
            ended = await weekly_hours.ended_by(db, parts[0], now)
        told = [*map(weekly_hours.told, ended), *(one for one in parts if one.what in contents.parts)]
        out.print("\n".join(map(str, told)), highlight=False, markup=False, soft_wrap=True)
        if all(summary.is_empty for summary in parts):
            return
        if not yes and not (sys.stdin.isatty() and typer.confirm("Change the directory?")):
            fail("Nothing was changed. Use --yes to go on without the question.")

        async def store(db: AsyncConnection) -> None:
            await places.put(db, contents.places)
            await schedules.put(db, contents.schedules)
            await places.remove(db, parts[0].removed)
            await schedules.remove(db, parts[1].removed)
            await weekly_hours.end(db, ended, await places.directory(db), now)

        await database.write(store)
        out.print("Done.")


async def _refuse_loss(
    db: AsyncConnection,
    before: Directory,
    after: places_file.Contents,
    listed: Summary,
    bookable: Summary,
    *,
    now: datetime,
) -> None:
    """Pruning must leave no schedule without its place, and no person with an appointment in nothing."""
    stay = [one for one in before.schedules if one.id not in bookable.removed]
    homeless = {one.id: one.place for one in (*stay, *after.schedules) if one.place in listed.removed}
    booked = await schedules.booked(db, bookable.removed, now)
    refused = [f"{one}: its place, {place}, would be removed" for one, place in homeless.items()]
    refused += [
        f"{one}: {number} appointments are booked; set its hours to off first" for one, number in booked.items()
    ]
    if refused:
        fail("\n".join(["Nothing was changed.", *refused]))


async def write_out(settings: Settings, file: Path) -> None:
    """Write every listing and schedule to `file`."""
    async with begun(settings) as database, database.read() as db:
        directory = await places.directory(db)
    try:
        file.write_text(places_file.write(directory.places, directory.schedules), encoding="utf-8")
    except OSError as error:
        fail(f"{file}: cannot be written: {error.strerror}")
    told = f"{len(directory.places)} places and {len(directory.schedules)} schedules written to {file}"
    out.print(told, highlight=False, markup=False)


async def check(settings: Settings, *, everything: bool) -> None:
    """Print what needs a look, the most urgent first. What nobody ever confirmed is counted, or listed too."""
    async with opened(settings) as database, database.read() as db:
        found = await checks.run(db, datetime.now(UTC))
    for line in found.warnings:
        out.print(line, style="yellow", highlight=False, markup=False)
    out.print(f"{found.open_cases} open cases." + (" See `cases`." if found.open_cases else ""), highlight=False)
    _print_table(("Place", "Problem", "Who could confirm it"), [(*one, _who(found, one[0])) for one in found.stale])
    unconfirmed = sum(map(len, found.unconfirmed.values()))
    if everything:
        unsure = [(place, area) for area, places in sorted(found.unconfirmed.items()) for place in places]
        rows = [(place, area, _who(found, place)) for place, area in unsure]
        _print_table(("Never confirmed", "Municipality", "Who could confirm it"), rows)
    else:
        counts = sorted(((area, len(places)) for area, places in found.unconfirmed.items()), key=lambda one: -one[1])
        _print_table(("Never confirmed in", "Listings"), [(area, str(count)) for area, count in counts])
    told = f"{unconfirmed + len(found.stale)} of {found.places} listings need a look."
    out.print(told + ("" if everything or not unconfirmed else " Each by name: `check --all`."), highlight=False)


def _who(found: checks.Found, place: str) -> str:
    """How many could confirm a listing by text; never who."""
    number = found.confirmers.get(place, 0)
    if not number:
        return "nobody: see `invite`"
    return "1 volunteer" if number == 1 else f"{number} volunteers"


def _print_table(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    if not rows:
        return
    table = Table(*columns, box=None)
    for row in rows:
        table.add_row(*row)
    out.print(table)
