"""Whatever somebody does in a role goes into the audit log: who they are and when it was is known from their turn."""

from typing import Any

from bot.conversation import Turn
from bot.model import Place, PlaceId, Role
from bot.store import audit


async def write(
    turn: Turn,
    role: Role | None,
    act: str,
    on: Place | Role | str | None = None,
    *,
    before: Any = None,
    after: Any = None,
) -> None:
    """Store one act, in the same transaction. `on` is a place, somebody's role, or a municipality; else the own role's.

    `before` and `after` are what JSON can hold; never a number or a text.
    """
    await audit.write(
        turn.db,
        actor=turn.person,
        role=role,
        act=act,
        now=turn.now,
        place=_place(on),
        municipality=on if isinstance(on, str | None) else on.municipality,
        before=before,
        after=after,
    )


def _place(on: Place | Role | str | None) -> PlaceId | None:
    match on:
        case Place():
            return on.id
        case Role():
            return on.place
        case _:
            return None
