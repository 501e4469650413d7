"""`invite` and `audit`: who may act, and what they did."""

import json
from datetime import UTC, datetime

from rich.table import Table

from bot.commands.console import out
from bot.commands.opened import begun, opened
from bot.commands.plain import fail, nearest
from bot.config import Settings
from bot.model import RoleName
from bot.moment import COPENHAGEN
from bot.store import audit as stored
from bot.store import invitations, places
from bot.store.directory import Directory
from bot.store.invitations import VALID, Invitation


async def invite(settings: Settings, role: RoleName, *, place: str | None, municipality: str | None) -> None:
    """Print a one-time code for a volunteer of `place`, staff of `municipality`, or an admin."""
    now = datetime.now(UTC)
    async with begun(settings) as database:
        async with database.read() as db:
            directory = await places.directory(db)
        invitation = _checked(directory, role, place, municipality)
        code = await database.write(lambda db: invitations.make(db, invitation, made_by=stored.BY_COMMAND, now=now))
        await database.write(
            lambda db: stored.write(
                db,
                act="invite",
                now=now,
                place=invitation.place,
                municipality=invitation.municipality,
                after={"role": invitation.role},
            )
        )
    until = (now + VALID).astimezone(COPENHAGEN).strftime("%Y-%m-%d %H:%M")
    out.print(f"KODE {code}", highlight=False)
    out.print(f"Valid once, until {until}. They text it to the bot, on any channel.", highlight=False)


def _checked(directory: Directory, role: RoleName, place: str | None, municipality: str | None) -> Invitation:
    if place and role is not RoleName.VOLUNTEER:
        fail("--place: is for volunteers alone")
    if municipality and role is not RoleName.STAFF:
        fail("--municipality: is for staff alone")
    if role is RoleName.ADMIN:
        return Invitation(role, None, None)
    if role is RoleName.VOLUNTEER:
        if not place:
            fail("--place: must be given, for a volunteer writes for one place; `export` lists their ids")
        found = directory.place(place)
        if found is None:
            fail(f"--place {place}: is none of the directory's{nearest(place, [one.id for one in directory.places])}")
        return Invitation(role, found.id, None)
    known = {one.municipality for one in directory.places if one.municipality}
    if not municipality:
        fail("--municipality: must be given, for staff work for one")
    if municipality not in known:
        fail(f"--municipality {municipality}: is none of the directory's{nearest(municipality, known)}")
    return Invitation(role, None, municipality)


async def audit(settings: Settings, *, place: str | None, limit: int) -> None:
    """Print what was done in a role, the newest last."""
    async with opened(settings) as database, database.read() as db:
        found = await stored.entries(db, place=place, limit=limit)
    table = Table("When", "Who", "Role", "Act", "Where", "Before", "After", box=None)
    for one in reversed(found):
        at = one.at.astimezone(COPENHAGEN).strftime("%Y-%m-%d %H:%M")
        where = one.place or one.municipality or ""
        table.add_row(at, one.actor, one.role, one.act, where, _short(one.before), _short(one.after))
    out.print(table)


def _short(value: object) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False)
