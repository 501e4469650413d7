"""`cases`, `case` and `forget`: what is kept about people."""

import re
from datetime import UTC, datetime

from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.commands.console import out
from bot.commands.opened import opened
from bot.commands.plain import fail, nearest
from bot.commands.telling import tell
from bot.config import Settings
from bot.desk import TALK
from bot.i18n import Translator
from bot.logs import logger
from bot.model import Address, ChannelName
from bot.moment import COPENHAGEN
from bot.phone_numbers import danish_number
from bot.store import cases as stored_cases
from bot.store import forget as forgetting
from bot.store import people, places, sharers
from bot.store.database import seal_of
from bot.understanding.cpr import mask_cpr

log = logger(__name__)
_NUMBER = re.compile(r"\+[0-9]{6,15}")


async def cases(settings: Settings, municipality: str | None) -> None:
    """Print open cases, with pseudonyms."""
    async with opened(settings) as database, database.read() as db:
        found = await stored_cases.open_cases(db, municipality)
        if municipality and not found:
            listed = {place.municipality for place in (await places.directory(db)).places if place.municipality}
            if municipality not in listed:
                fail(f"--municipality {municipality}: is not known{nearest(municipality, listed)}")
    table = Table("Case", "Kind", "Opened (UTC)", "Municipality", "Place", "Who", "Text", box=None)
    for one in found:
        since = one.opened_at.strftime("%Y-%m-%d %H:%M")
        table.add_row(str(one.id), one.kind, since, one.municipality or "", one.place or "", one.pseudonym, one.text)
    out.print(table)


async def case(settings: Settings, number: int) -> None:
    """Print one case and how to reach the person. Whoever may run commands here may see it; that it was is logged."""
    async with opened(settings) as database, database.read() as db:
        found = await stored_cases.one(db, number)
        if found is None:
            fail(f"{number}: no such case; the person may have been forgotten")
        reached = await people.addresses_of(db, found.person) if found.person is not None else []
        shares = found.person is not None and await sharers.is_one(db, found.person)
    log.warning("case_opened", case=number)
    _say("Case", f"{found.id}, {found.kind}, {found.state}")
    _say("Opened", _at(found.opened_at))
    _say("Where", ", ".join(filter(None, (found.municipality, found.place))))
    _say("Who", found.pseudonym)
    _say("Text", found.text or "(gone, as every text after 30 days)")
    for address, is_blocked in reached:
        notes = [" (has blocked us)" if is_blocked else "", " (a telephone that others use too)" if shares else ""]
        _say("Reach", f"{address.channel} {address.value}{''.join(notes)}")
    if found.closed_at:
        _say("Closed", f"{_at(found.closed_at)}: {found.done}")


async def close(settings: Settings, number: int, done: str) -> None:
    """The case is dealt with; what was done stays with it for 30 days."""
    now = datetime.now(UTC)
    async with opened(settings) as database:
        is_closed = await database.write(lambda db: _close(db, number, mask_cpr(done)[0], now))
    if not is_closed:
        fail(f"{number}: no such open case")
    log.warning("case_closed", case=number)
    out.print(f"Case {number} is closed.", highlight=False)


async def _close(db: AsyncConnection, number: int, done: str, now: datetime) -> bool:
    """Nothing is closed without a word to whoever wrote it; by day, and not after a STOP."""
    found = await stored_cases.one(db, number)
    if found is None or not await stored_cases.close(db, number, done, now):
        return False
    opened_at = found.opened_at

    def closed(t: Translator) -> str:
        when = t.day(opened_at, now)
        return t("What you wrote {when} is closed now. This was done: {text}", when=when, text=done)

    if found.person is not None:
        await tell(db, found.person, await places.directory(db), (TALK, closed), now)
    return True


def _say(what: str, value: str) -> None:
    if value:
        out.print(f"{what + ':':8} {value}", highlight=False, markup=False, soft_wrap=True)


def _at(moment: datetime) -> str:
    return moment.astimezone(COPENHAGEN).strftime("%Y-%m-%d %H:%M")


async def forget(settings: Settings, address: str, *, everyone: bool = False) -> None:
    """Forget who writes from `address` ("+45…" for SMS, else "channel:value"); `everyone`: also who shares it."""
    target = _target(address)

    async def work(db: AsyncConnection) -> tuple[int, int]:
        key = seal_of(db).look_up(target)
        first, others = await people.find(db, key), await sharers.others(db, key)
        goes = [*([first.id] if first else []), *(others if everyone else [])]
        for person in goes:
            await forgetting.forget(db, person, datetime.now(UTC))
        return len(goes), 0 if everyone else len(others)

    async with opened(settings) as database:
        gone, left = await database.write(work)
    sharing = f"{left} more use this telephone with a code word; `forget {address} --all` deletes them too."
    if not gone:
        fail(f"Nobody writes from it without a code word. {sharing}" if left else "Nobody with this address.")
    out.print("Deleted." if gone == 1 else f"Deleted: {gone} people.", highlight=False)
    if left:
        out.print(sharing, highlight=False, markup=False, soft_wrap=True)


def _target(address: str) -> Address:
    """The address that was typed; ends with a complaint where nobody can have it."""
    name, _, value = address.partition(":") if ":" in address else ("sms", "", address)
    if name not in list(ChannelName):
        fail(f"{name}: no such channel; use one of {', '.join(ChannelName)}")
    if name != ChannelName.SMS:
        return Address(ChannelName(name), value)
    number = danish_number(value) or value
    if not _NUMBER.fullmatch(number):
        fail(f"{value}: no telephone number; write it as +4520000001, or as telegram:<chat id>")
    return Address(ChannelName.SMS, number)
