"""Volunteers and staff: people like the citizen of the journey, on the same channel, with a role by a real code."""

from bot.model import PlaceId, RoleName
from bot.store import invitations
from bot.store.invitations import Invitation
from tests.journeys.citizen import Citizen, SmsCitizen, TelegramCitizen
from tests.running import Running


def another(citizen: Citizen, number: int) -> Citizen:
    """Somebody else on the same channel, the `number`th."""
    if isinstance(citizen, SmsCitizen):
        return SmsCitizen(citizen.running, number=f"+452000{number:04}")
    return TelegramCitizen(citizen.running, chat=700_000 + number)


async def code_for(house: Running, role: RoleName, *, place: str | None = None, municipality: str | None = None) -> str:
    """A fresh one-time code, as the command `invite` makes it."""
    invitation = Invitation(role, PlaceId(place) if place else None, municipality)
    return await house.app.database.write(
        lambda db: invitations.make(db, invitation, made_by="command", now=house.clock())
    )


async def volunteer_of(citizen: Citizen, place: str, *, number: int = 50) -> Citizen:
    """Somebody who has just become a volunteer of the place."""
    one = another(citizen, number)
    code = await code_for(one.running, RoleName.VOLUNTEER, place=place)
    await one.says(f"KODE {code}")
    return one


async def staff_of(citizen: Citizen, municipality: str, *, name: str = "Lone", number: int = 60) -> Citizen:
    """Somebody who has just become staff of the municipality, and said their first name."""
    one = another(citizen, number)
    code = await code_for(one.running, RoleName.STAFF, municipality=municipality)
    await one.says(f"KODE {code}")
    await one.says(name)
    return one
