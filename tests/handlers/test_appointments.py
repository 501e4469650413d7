"""Whoever has no appointment here hears whom to ring, and nobody is blamed."""

import pytest

from bot.model import Intent, PlaceId, Reading
from handlers.appointments import APPOINTMENTS
from handlers.moving import MOVING
from tests.handlers.conftest import Citizen

FIRST = {intent: one.first for one in (APPOINTMENTS, MOVING) for intent in sorted(one.begins_with)}


@pytest.mark.parametrize("intent", FIRST)
async def test_shown_place_is_named(citizen: Citizen, intent: Intent) -> None:
    """The place that was shown last is the likeliest to ring."""
    shown = (PlaceId("gadeteamet-aalborg"),)

    reply = await citizen.meets(FIRST[intent], Reading(intent=intent), shown=shown)

    assert "Er det Gadeteamet Aalborg, så ring 98 31 77 55." in reply.text
    assert "MENNESKE" in reply.text


@pytest.mark.parametrize("intent", FIRST)
async def test_no_place_is_invented(citizen: Citizen, intent: Intent) -> None:
    """Without a place no number is said."""
    reply = await citizen.meets(FIRST[intent], Reading(intent=intent))

    assert not any(char.isdigit() for char in reply.text)


async def test_cancelling_is_all_right(citizen: Citizen) -> None:
    """Calling off is met without blame."""
    reply = await citizen.meets(APPOINTMENTS.first, Reading(intent=Intent.CANCEL_APPOINTMENT))

    assert reply.text.startswith("Det er helt i orden")
