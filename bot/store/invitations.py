"""One-time codes that make somebody a volunteer or staff. Known by their keyed hash alone; a code is seen once."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import PlaceId, RoleName, Topic
from bot.store.database import seal_of
from bot.store.directory import Directory
from bot.store.schema import guesses, invitations

VALID, KEPT = timedelta(days=7), timedelta(days=30)
# Eight digits: with five guesses an hour for one sender and a hundred for all, a code is hit once in a century.
DIGITS = 8
WINDOW = timedelta(hours=1)
MOST_GUESSES, MOST_GUESSES_OF_ALL = 5, 100
_PURPOSE = "invitation"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a code makes of somebody."""

    role: RoleName
    place: PlaceId | None
    municipality: str | None


def invitation_in(directory: Directory, role: RoleName, town: str) -> Invitation | None:
    """For training: a volunteer of some warm room in the town, or staff of its municipality; None: nothing is there."""
    near = [place for place in directory.places if town in (place.town, place.municipality) and place.municipality]
    rooms = [place for place in near if Topic.WARM_ROOM in place.topics and place.opening_hours]
    if role is RoleName.VOLUNTEER:
        return Invitation(role, rooms[0].id, None) if rooms else None
    return Invitation(role, None, near[0].municipality) if near else None


async def make(db: AsyncConnection, invitation: Invitation, *, made_by: str, now: datetime) -> str:
    """Store an invitation; its code, "4821 7730", is not kept and cannot be shown again."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    await db.execute(
        insert(invitations).values(
            key=seal_of(db).key_of(code, _PURPOSE),
            role=invitation.role,
            place=invitation.place,
            municipality=invitation.municipality,
            made_by=made_by,
            made_at=now,
            expires_at=now + VALID,
        )
    )
    return f"{code[:4]} {code[4:]}"


async def redeem(db: AsyncConnection, sender: bytes, code: str, now: datetime) -> tuple[Invitation | None, str]:
    """Use up the code that `sender` (an address key) wrote.

    The invitation and its maker; or None and why not: "wrong", "used", "expired", "too many" guesses (a right code is
    refused then too, so that nobody learns by guessing on).
    """
    if await _guessed_too_often(db, sender, now):
        return None, "too many"
    digits = "".join(char for char in code if char.isdigit())
    key = seal_of(db).key_of(digits, _PURPOSE)
    row = (await db.execute(select(invitations).where(invitations.c.key == key))).first()
    why = _why_not(row.used_at, row.expires_at, now) if row else "wrong"
    if row is None or why:
        await db.execute(insert(guesses).values(key=sender, at=now))
        return None, why
    unused = update(invitations).where(invitations.c.id == row.id, invitations.c.used_at.is_(None))
    if (await db.execute(unused.values(used_at=now))).rowcount != 1:
        return None, "used"
    return Invitation(RoleName(row.role), PlaceId(row.place) if row.place else None, row.municipality), row.made_by


async def forget_old(db: AsyncConnection, now: datetime) -> int:
    """Drop codes a month after their end, and guesses after their window; how many rows."""
    codes = await db.execute(delete(invitations).where(invitations.c.expires_at < now - KEPT))
    wrong = await db.execute(delete(guesses).where(guesses.c.at < now - WINDOW))
    return codes.rowcount + wrong.rowcount


def _why_not(used_at: datetime | None, expires_at: datetime, now: datetime) -> str:
    if used_at is not None:
        return "used"
    return "expired" if expires_at <= now else ""


async def _guessed_too_often(db: AsyncConnection, sender: bytes, now: datetime) -> bool:
    recent = select(func.count()).where(guesses.c.at > now - WINDOW)
    if (await db.execute(recent.where(guesses.c.key == sender))).scalar_one() >= MOST_GUESSES:
        return True
    return bool((await db.execute(recent)).scalar_one() >= MOST_GUESSES_OF_ALL)
