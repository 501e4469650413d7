"""`duty`: the roster, printed or read in from a file.

    duty:
      - {who: Lone, municipality: Slagelse, days: man-fre, hours: 8-16}
      - {who: AF1234, municipality: Slagelse, days: 24/12, hours: 10-14}

Days and hours are written as staff text them. `who` is a first name or a pseudonym; without a municipality it is an
admin. Whoever stands in the file has what it says and nothing else; the others keep theirs.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import typer
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.commands.console import out
from bot.commands.opened import opened
from bot.commands.plain import fail
from bot.config import Settings
from bot.desk.roster import shift_of
from bot.errors import BadFile, Fault
from bot.model import PersonId, RoleName
from bot.store import audit, roles
from bot.store import duty as stored
from bot.store.duty import Shift
from bot.store.roles import Holder
from bot.store.yaml_entries import Entry, entries
from bot.understanding.orders import duty as orders

PART = "duty"
FIELDS = ("who", "municipality", "days", "hours")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_OF_ADMINS = "(admins)"


@dataclass(frozen=True, slots=True)
class _Roster:
    """What one person is to have."""

    person: PersonId
    name: str
    municipality: str | None
    shifts: tuple[Shift, ...]


async def show(settings: Settings) -> None:
    """Print every roster."""
    async with opened(settings) as database, database.read() as db:
        holders = {one.person: one for one in await roles.everybody(db) if one.role.name is not RoleName.VOLUNTEER}
        municipalities = sorted({one.role.municipality or "" for one in holders.values()})
        found = [(one, await stored.shifts(db, one or None)) for one in municipalities]
    table = Table("Municipality", "Who", "When", box=None)
    for municipality, shifts in found:
        for shift in shifts:
            name = holders[shift.person].name or holders[shift.person].pseudonym if shift.person in holders else "?"
            table.add_row(municipality or _OF_ADMINS, name, _when(shift))
        if not shifts:
            table.add_row(municipality or _OF_ADMINS, "everybody", "weekdays 08:00-16:00")
    out.print(table if found else "Nobody is staff yet: `invite staff --municipality NAME`.", highlight=False)


async def bring_in(settings: Settings, file: Path, *, yes: bool) -> None:
    """Say what the file would change, ask, and change it."""
    now = datetime.now(UTC)
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        fail(f"{file}: is not UTF-8; save it as UTF-8 and try again")
    async with opened(settings) as database:
        async with database.read() as db:
            found = read(text, await roles.everybody(db), now)
        for one in found:
            when = ", ".join(_when(shift) for shift in one.shifts)
            out.print(f"{one.municipality or _OF_ADMINS}: {one.name}: {when}", highlight=False, markup=False)
        if not yes and not (sys.stdin.isatty() and typer.confirm("Change the roster?")):
            fail("Nothing was changed. Use --yes to go on without the question.")
        await database.write(lambda db: _store(db, found, now))
        out.print("Done.")


def read(text: str, holders: Iterable[Holder], now: datetime) -> Sequence[_Roster]:
    """Each person's roster. Raises BadFile with every fault."""
    faults: list[Fault] = []
    staff = [one for one in holders if one.role.name is not RoleName.VOLUNTEER]
    whole: dict[tuple[PersonId, str | None], _Roster] = {}
    for entry in entries(text, {PART: FIELDS}, faults).get(PART, []):
        holder, shifts = _holder(entry, staff, faults), _shifts(entry, now, faults)
        if holder and shifts:
            key = (holder.person, holder.role.municipality)
            before = whole[key].shifts if key in whole else ()
            added = tuple(replace(one, person=holder.person) for one in shifts)
            name = holder.name or holder.pseudonym
            whole[key] = _Roster(holder.person, name, holder.role.municipality, (*before, *added))
    if faults:
        raise BadFile(faults)
    return list(whole.values())


def _holder(entry: Entry, staff: Sequence[Holder], faults: list[Fault]) -> Holder | None:
    who, municipality = str(entry.values.get("who", "")), entry.values.get("municipality")
    there = [one for one in staff if one.role.municipality == municipality]
    found = [one for one in there if who.casefold() in (one.name.casefold(), one.pseudonym.casefold())]
    if len(found) == 1:
        return found[0]
    what = "is several people; write the pseudonym" if found else "is nobody who is staff there"
    faults.append(Fault(entry.line_of("who"), "who", f"{who!r} {what}"))
    return None


def _shifts(entry: Entry, now: datetime, faults: list[Fault]) -> list[Shift]:
    said: Mapping[str, object] = entry.values
    order = orders.read(f"vagt {said.get('days', '')} {said.get('hours', '')}", now)
    if order is None or not order.intervals:
        which = "hours" if order and order.body == orders.NOT_SAID_HOURS else "days"
        faults.append(Fault(entry.line_of(which), which, f"{said.get(which)!r} is not as days: man-fre, hours: 8-16"))
        return []
    return [shift_of(PersonId(0), one, recurring=order.recurring) for one in order.intervals]


async def _store(db: AsyncConnection, found: Sequence[_Roster], now: datetime) -> None:
    for one in found:
        await stored.drop_all(db, one.municipality, one.person)
        await stored.put(db, one.municipality, one.shifts)
        after = [_when(shift) for shift in one.shifts]
        municipality = one.municipality
        await audit.write(db, act="duty", now=now, municipality=municipality, after=after)


def _when(shift: Shift) -> str:
    day = shift.day.isoformat() if shift.day else _WEEKDAYS[shift.weekday or 0]
    return f"{day} off" if shift.is_off else f"{day} {_clock(shift.begins)}-{_clock(shift.ends)}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
