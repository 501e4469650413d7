"""Somebody found a door closed."""

from bot.model import Intent, PlaceId, Reading, Topic
from bot.store import cases, places
from bot.store.cases import Case, CaseKind
from handlers.feedback import FEEDBACK
from tests.handlers.conftest import Citizen

SHUT = Reading(intent=Intent.FEEDBACK)
TOFTEN, VARMESTUE = PlaceId("toften"), PlaceId("varmestue-slagelse")


async def noted(citizen: Citizen) -> list[Case]:
    """What staff see."""
    async with citizen.database.read() as db:
        return list(await cases.open_cases(db))


async def doubted(citizen: Citizen) -> set[str]:
    """The places that answers are careful about."""
    await citizen.database.write(lambda db: places.put(db, []))
    async with citizen.database.read() as db:
        trust = (await places.directory(db)).trust
    return {place for place, known in trust.items() if known.doubted_at}


async def know_places(citizen: Citizen) -> None:
    """Store the starter directory."""
    await citizen.database.write(lambda db: places.put(db, citizen.directory.places))


async def test_last_place_is_doubted(citizen: Citizen) -> None:
    """With one place shown there is nothing to ask: a case, a doubt, and a way on."""
    await know_places(citizen)

    reply = await citizen.meets(FEEDBACK.first, SHUT, shown=(TOFTEN,), text="der var lukket")

    [case] = await noted(citizen)
    assert (case.kind, case.place, case.municipality, case.text) == (
        CaseKind.FEEDBACK,
        TOFTEN,
        "Slagelse",
        "der var lukket",
    )
    assert await doubted(citizen) == {TOFTEN}
    assert "Forsorgshjemmet Toften" in reply.text
    assert "Skriv SOVE" in reply.text


async def test_several_places_are_asked_about(citizen: Citizen) -> None:
    """Of several places the person says which."""
    await know_places(citizen)
    asked = await citizen.meets(FEEDBACK.first, SHUT, shown=(TOFTEN, VARMESTUE), text="forkert adresse")
    assert [choice.key for choice in asked.choices] == [TOFTEN, VARMESTUE, "none"]

    await citizen.meets(FEEDBACK.steps[asked.then], choice=VARMESTUE)

    [case] = await noted(citizen)
    assert (case.place, case.text) == (VARMESTUE, "forkert adresse")
    assert await doubted(citizen) == {VARMESTUE}


async def test_same_help_is_looked_for(citizen: Citizen) -> None:
    """Who missed food at a warm room is told to write the word for food, also after saying which place."""
    await know_places(citizen)
    no_food = Reading(intent=Intent.FEEDBACK, topics=(Topic.FOOD,))
    asked = await citizen.meets(FEEDBACK.first, no_food, shown=(TOFTEN, VARMESTUE), text="der var ikke mad")

    reply = await citizen.meets(FEEDBACK.steps[asked.then], choice=VARMESTUE)

    assert "Skriv MAD" in reply.text


async def test_named_help_tells_place(citizen: Citizen) -> None:
    """ "Varmestuen var lukket" means the warm room of the two."""
    await know_places(citizen)
    reading = Reading(intent=Intent.FEEDBACK, topics=(Topic.WARM_ROOM,))

    await citizen.meets(FEEDBACK.first, reading, shown=(TOFTEN, VARMESTUE), text="varmestuen var lukket")

    assert await doubted(citizen) == {VARMESTUE}


async def test_own_words_are_kept(citizen: Citizen) -> None:
    """A place that is not on the list is told in words: both go to staff, no place is doubted."""
    await know_places(citizen)
    asked = await citizen.meets(FEEDBACK.first, SHUT, shown=(TOFTEN, VARMESTUE), text="lukket")

    other = await citizen.meets(FEEDBACK.steps[asked.then], choice="none")
    await citizen.meets(FEEDBACK.steps[other.then], answers=True, text="det var kirken på torvet")

    [case] = await noted(citizen)
    assert case.text == "lukket\ndet var kirken på torvet"
    assert not await doubted(citizen)


async def test_unknown_place_makes_case(citizen: Citizen) -> None:
    """Without a place the word goes to staff all the same."""
    await citizen.meets(FEEDBACK.first, SHUT, text="I sendte mig et forkert sted hen")

    [case] = await noted(citizen)
    assert case.place is None


async def test_lifelines_are_never_doubted(citizen: Citizen) -> None:
    """One message cannot cast doubt on 112."""
    await know_places(citizen)

    await citizen.meets(FEEDBACK.first, SHUT, shown=(PlaceId("alarm-112"),), text="de svarede ikke")

    assert len(await noted(citizen)) == 1
    assert not await doubted(citizen)


async def test_undo_takes_it_back(citizen: Citizen) -> None:
    """FORTRYD withdraws the case and the doubt."""
    await know_places(citizen)
    reply = await citizen.meets(FEEDBACK.first, SHUT, shown=(TOFTEN,), text="lukket")
    assert reply.undo

    await citizen.meets(FEEDBACK.steps[reply.undo[0]], kept=reply.undo[1])

    assert not await noted(citizen)
    assert not await doubted(citizen)


async def test_taste_doubts_nobody(citizen: Citizen) -> None:
    """What somebody thinks of a place goes to staff, and no other hears of it."""
    await know_places(citizen)

    for said in ("det er ikke et godt sted", "maden er dårlig"):
        await citizen.meets(FEEDBACK.first, SHUT, shown=(TOFTEN,), text=said)

    assert len(await noted(citizen)) == 2
    assert not await doubted(citizen)
