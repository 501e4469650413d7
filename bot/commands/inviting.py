"""`invite` and `audit`: who may act, and what they did."""

import difflib
import json
from datetime import UTC, datetime

from rich.table import Table

from bot.commands.console import out
from bot.commands.opened import opened
from bot.commands.plain import fail
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
    async with opened(settings) as database:
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
    if role is RoleName.ADMIN:
        return Invitation(role, None, None)
    if role is RoleName.VOLUNTEER:
        found = directory.place(place or "")
        if found is None:
            fail(f"--place {place or ''}: {_like(place or '', [one.id for one in directory.places])}")
        return Invitation(role, found.id, None)
    known = sorted({one.municipality for one in directory.places if one.municipality})
    if municipality not in known:
        fail(f"--municipality {municipality or ''}: {_like(municipality or '', known)}")
    return Invitation(role, None, municipality)


def _like(said: str, known: list[str]) -> str:
    near = difflib.get_close_matches(said, known, n=3, cutoff=0.4)
    return f"is none of the directory's{'; did you mean ' + ', '.join(near) + '?' if near else ''}"


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
