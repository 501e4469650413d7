"""A human is wanted: written down, and honest about who answers now."""

from datetime import datetime, timedelta

from bot.i18n import COPENHAGEN
from bot.model import Intent, Reading
from bot.store import cases
from bot.store.cases import Case, CaseKind
from handlers.human import HUMAN
from handlers.volunteer import VOLUNTEER
from tests.handlers.conftest import Citizen

WANTS_HUMAN = Reading(intent=Intent.HUMAN)


async def noted(citizen: Citizen) -> list[Case]:
    """What staff see."""
    async with citizen.database.read() as db:
        return list(await cases.open_cases(db))


async def test_wish_is_written_down(citizen: Citizen) -> None:
    """A case with the town's municipality, no promise of when, and a number that answers now."""
    reading = Reading(intent=Intent.HUMAN, place="Korsør")

    reply = await citizen.meets(HUMAN.first, reading, text="jeg vil tale med et menneske")

    [case] = await noted(citizen)
    assert (case.kind, case.municipality) == (CaseKind.HUMAN, "Slagelse")
    assert "ved ikke, hvornår" in reply.text
    assert "Slagelse Kommune: 58 57 36 00" in reply.text
    assert "svarer nu" in reply.text


async def test_town_is_asked_once(citizen: Citizen) -> None:
    """Not knowing the town we ask, remember it, and move the case there; the second time we do not ask."""
    asked = await citizen.meets(HUMAN.first, WANTS_HUMAN, text="et menneske tak")
    assert "Hvilken by" in asked.text
    answered = await citizen.meets(HUMAN.steps[asked.then], Reading(place="Kolding"), answers=True)

    [case] = await noted(citizen)
    assert (case.municipality, case.text) == ("Kolding", "et menneske tak")
    assert "75 50 15 00" in answered.text
    assert citizen.person.town == "Kolding"

    again = await citizen.meets(HUMAN.first, WANTS_HUMAN, text="menneske")
    assert not again.then


async def test_unanswered_town_is_left(citizen: Citizen) -> None:
    """Somebody who did not say the town is not asked again."""
    await citizen.meets(HUMAN.first, WANTS_HUMAN)

    again = await citizen.meets(HUMAN.first, WANTS_HUMAN)

    assert not again.then


async def test_same_wish_is_one_case(citizen: Citizen) -> None:
    """The bare word again within the hour is the same wish; new words, or a later hour, are another."""
    for text in ("MENNESKE", "menneske tak", "det handler om min søn", "menneske"):
        await citizen.meets(HUMAN.first, WANTS_HUMAN, text=text)
    assert [case.text for case in await noted(citizen)] == ["MENNESKE", "det handler om min søn"]

    citizen.now += timedelta(hours=2)
    await citizen.meets(HUMAN.first, WANTS_HUMAN, text="menneske")
    assert len(await noted(citizen)) == 3


async def test_night_is_honest(citizen: Citizen) -> None:
    """At six in the morning nobody is said to answer: when the Livslinie opens, and 112."""
    citizen.now = datetime(2026, 12, 1, 6, tzinfo=COPENHAGEN)

    reply = await citizen.meets(HUMAN.first, WANTS_HUMAN)

    assert "svarer nu" not in reply.text
    assert "Livslinien åbner kl. 9: 70 201 201" in reply.text
    assert "112" in reply.text


async def test_own_town_comes_first(citizen: Citizen) -> None:
    """In Aalborg the town's own night line is nearer than a national one."""
    citizen.now = datetime(2026, 12, 1, 3, tzinfo=COPENHAGEN)

    reply = await citizen.meets(HUMAN.first, Reading(intent=Intent.HUMAN, place="Aalborg"))

    assert "Aalborg svarer nu" in reply.text


async def test_open_municipality_says_so(citizen: Citizen) -> None:
    """Where the directory knows the hours, the municipality is open or opens at a time."""
    citizen.knows("kolding-kommune", opening_hours="Mo-Fr 10:00-15:00")
    kolding = Reading(intent=Intent.HUMAN, place="Kolding")

    by_day = await citizen.meets(HUMAN.first, kolding)
    citizen.now = datetime(2026, 12, 1, 20, tzinfo=COPENHAGEN)
    at_night = await citizen.meets(HUMAN.first, kolding)

    assert "Kolding Kommune svarer nu: 75 50 15 00" in by_day.text
    assert "Kolding Kommune åbner i morgen kl. 10: 75 50 15 00" in at_night.text


async def test_undo_withdraws_wish(citizen: Citizen) -> None:
    """FORTRYD takes the case away."""
    reply = await citizen.meets(HUMAN.first, Reading(intent=Intent.HUMAN, place="Kolding"))
    assert reply.undo

    await citizen.meets(HUMAN.steps[reply.undo[0]], kept=reply.undo[1])

    assert not await noted(citizen)


async def test_offer_becomes_case(citizen: Citizen) -> None:
    """An offer to help is written down, thanked for, and can be taken back."""
    offer = Reading(intent=Intent.VOLUNTEER, place="Odense")

    reply = await citizen.meets(VOLUNTEER.first, offer, text="vi har 12 dyner til overs")

    [case] = await noted(citizen)
    assert (case.kind, case.municipality, case.text) == (CaseKind.OFFER, "Odense", "vi har 12 dyner til overs")
    assert "pænt af dig" in reply.text
    assert reply.undo

    await citizen.meets(VOLUNTEER.steps[reply.undo[0]], kept=reply.undo[1])
    assert not await noted(citizen)
