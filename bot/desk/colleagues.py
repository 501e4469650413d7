"""Who may take a talk: staff of the municipality, else the admins; who of them is on duty, and what they are called."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation import Turn
from bot.desk import roster
from bot.model import Act, Order, PersonId, Role, RoleName
from bot.phrasebook.expressions import plain
from bot.store import duty, roles
from bot.store.roles import Holder
from bot.understanding.orders.people import WHOM


@dataclass(frozen=True, slots=True)
class Desk:
    """Who can take a talk of one municipality, in the order in which they are asked.

    first   those on duty now; empty outside duty hours
    staff   all colleagues of the municipality (the admins where it has none, or where none is known)
    admins  who is asked last
    opens   when somebody is on duty next
    """

    first: frozenset[PersonId]
    staff: frozenset[PersonId]
    admins: frozenset[PersonId]
    opens: datetime | None


async def desk_of(db: AsyncConnection, municipality: str | None, now: datetime, *, but: PersonId | None = None) -> Desk:
    """The desk of a municipality, without those who wrote STOP or blocked us, and without `but`."""
    admins = {one.person for one in await roles.admins(db)}
    staff = {one.person for one in await roles.staff(db, municipality)} if municipality else set()
    may = await duty.reachable(db, admins | staff) - {but}
    admins, staff = admins & may, staff & may
    # Nobody can tell whose a person without a municipality is: only admins may read of them.
    shifts = await duty.shifts(db, municipality if staff else None)
    people = staff or admins
    return Desk(
        frozenset(roster.on_duty(shifts, people, now)),
        frozenset(people),
        frozenset(admins),
        roster.next_duty(shifts, people, now),
    )


async def colleagues(db: AsyncConnection, municipality: str | None) -> Sequence[Holder]:
    """Staff of a municipality and the admins, each once."""
    staff = list(await roles.staff(db, municipality)) if municipality else []
    known = {one.person for one in staff}
    return [*staff, *(one for one in await roles.admins(db) if one.person not in known)]


async def called(db: AsyncConnection, person: PersonId | None) -> str:
    """The first name that somebody with a role said; "" for none."""
    return next((one.name for one in await roles.everybody(db) if one.person == person and one.name), "")


def is_called(holder: Holder, words: str) -> bool:
    """Whether the words have the first name of somebody with a role, or the letters by which they are known."""
    said = f" {plain(words)} "
    return any(name and f" {plain(name)} " in said for name in (holder.name, holder.pseudonym))


async def certain(db: AsyncConnection, order: Order) -> Order:
    """The order; one that is only an order where somebody is called as it says is none where nobody is, and the words
    are no name either ("slet min gæld")."""
    if order.doubt != WHOM:
        return order
    is_name = order.name.istitle() or any(is_called(one, order.name) for one in await roles.everybody(db))
    return replace(order, doubt="") if is_name else Order(Act.UNCLEAR)


def role_for(turn: Turn, municipality: str | None) -> Role | None:
    """The role in which the person of the turn may act on a case of a municipality; None when they may not."""
    admin = next((role for role in turn.roles if role.name is RoleName.ADMIN), None)
    own = [role for role in turn.roles if role.name is RoleName.STAFF and role.municipality == municipality]
    return own[0] if own and municipality else admin


def is_staff(turn: Turn) -> bool:
    """Whether the person may see cases at all."""
    return any(role.name is not RoleName.VOLUNTEER for role in turn.roles)


def house(turn: Turn, municipality: str | None) -> str:
    """From where a human writes, as a citizen reads it: "Slagelse Kommune"."""
    own = [place for place in turn.directory.places if place.kind == "municipality"]
    listed = next((place.name for place in own if municipality and place.municipality == municipality), None)
    return listed or (turn.t("{town} Municipality", town=municipality) if municipality else "Åben Dør")
