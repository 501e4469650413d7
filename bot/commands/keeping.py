"""`cases`, `forget` and `backup`: what is kept about people."""

from datetime import UTC, datetime
from pathlib import Path

from rich.table import Table
from sqlalchemy.exc import DatabaseError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.commands.console import fail, out
from bot.commands.opened import opened
from bot.config import Settings
from bot.model import Address, ChannelName
from bot.phone_numbers import danish_number
from bot.store import forget as forgetting
from bot.store import people
from bot.store.cases import open_cases
from bot.store.database import seal_of


async def cases(settings: Settings, municipality: str | None) -> None:
    """Print open cases, with pseudonyms."""
    async with opened(settings) as database, database.read() as db:
        found = await open_cases(db, municipality)
    table = Table("Case", "Kind", "Opened (UTC)", "Municipality", "Place", "Who", "Text", box=None)
    for case in found:
        since = case.opened_at.strftime("%Y-%m-%d %H:%M")
        table.add_row(
            str(case.id), case.kind, since, case.municipality or "", case.place or "", case.pseudonym, case.text
        )
    out.print(table)


async def forget(settings: Settings, address: str) -> None:
    """Forget who writes from `address` ("+45…" for SMS, else "channel:value")."""
    name, _, value = address.partition(":") if ":" in address else ("sms", "", danish_number(address) or address)
    if name not in list(ChannelName):
        fail(f"{name}: no such channel; use one of {', '.join(ChannelName)}")
    target = Address(ChannelName(name), value)

    async def work(db: AsyncConnection) -> bool:
        person = await people.find(db, seal_of(db).look_up(target))
        if person is None:
            return False
        await forgetting.forget(db, person.id, datetime.now(UTC))
        return True

    async with opened(settings) as database:
        found = await database.write(work)
    out.print("Deleted." if found else "Nobody with this address.")


async def backup(settings: Settings, file: Path) -> None:
    """Copy the database into a new file that only its owner may read."""
    if file.exists():
        fail(f"{file} exists; choose another name")
    if not file.parent.is_dir():
        fail(f"{file.parent} is no folder; make it first")
    async with opened(settings) as database, database.read() as db:
        try:
            # An empty file of ours first: what SQLite writes into it is never anybody else's to read.
            file.touch(mode=0o600, exist_ok=False)
            await db.exec_driver_sql("VACUUM INTO ?", (str(file),))
        except (OSError, DatabaseError) as error:
            file.unlink(missing_ok=True)
            fail(f"{file}: cannot be written: {error.orig if isinstance(error, DatabaseError) else error.strerror}")
    out.print(f"Written to {file}", highlight=False, markup=False)
