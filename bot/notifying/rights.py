"""Who may write to whom: staff to their own municipality and the towns in it, admins everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation import Turn
from bot.model import Notice, PersonId, Role, RoleName
from bot.store import duty, roles


@dataclass(frozen=True, slots=True)
class Area:
    """A municipality (None: all of Denmark), or one town in it; and whether it is the writer's to write to."""

    municipality: str | None
    town: str = ""
    is_own: bool = True


def own_roles(turn: Turn) -> Sequence[Role]:
    """The roles that may write to many."""
    return [role for role in turn.roles if role.name is not RoleName.VOLUNTEER]


def municipalities(turn: Turn) -> list[str]:
    """Theirs; empty for an admin, whose are all."""
    if any(role.name is RoleName.ADMIN for role in turn.roles):
        return []
    return sorted({role.municipality for role in own_roles(turn) if role.municipality})


def may_write_to(turn: Turn, municipality: str | None) -> bool:
    """Whether that is theirs."""
    own = municipalities(turn)
    return not own or municipality in own


def where(turn: Turn, area: str | None) -> Area | None:
    """The area that was named; their own where none was. None: it must be asked for. "" is all of Denmark."""
    own = municipalities(turn)
    if not area:
        if not own:
            return Area(None)
        return Area(own[0]) if len(own) == 1 and area is None else None
    town = turn.towns.find(area)
    if town is None:
        return None
    municipality = town.municipality or town.name
    name = "" if town.name == municipality else town.name
    return Area(municipality, name, is_own=may_write_to(turn, municipality))


def may_steer(turn: Turn, notice: Notice) -> bool:
    """One's own, and those of the municipality: a colleague can stop what the sender cannot."""
    return notice.sender == turn.person.id or may_write_to(turn, notice.subject.municipality)


def role_for(turn: Turn, notice: Notice) -> Role:
    """In which role they act on it."""
    own = own_roles(turn)
    return next((role for role in own if role.municipality == notice.subject.municipality), own[0])


async def agreeing(turn: Turn, notice: Notice) -> set[PersonId]:
    """Who can say yes to it beside the sender: colleagues, else admins."""
    municipality = notice.subject.municipality
    staff = {one.person for one in await roles.staff(turn.db, municipality)} if municipality else set()
    admins = {one.person for one in await roles.admins(turn.db)}
    reachable = await duty.reachable(turn.db, staff | admins) - {notice.sender, turn.person.id}
    return (staff & reachable) or (admins & reachable)
