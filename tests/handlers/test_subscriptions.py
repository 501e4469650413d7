"""Who hears from us about what: asked for, ended one by one, and never taken up by itself."""

from bot.model import Intent, Reading, Topic
from bot.store import people, subscriptions
from bot.store.subscriptions import Subscription
from handlers.subscriptions import SUBSCRIPTIONS
from tests.handlers.conftest import Citizen

WANTS = Intent.SUBSCRIBE
WANTS_NO_MORE = Intent.UNSUBSCRIBE
AFMELD = Reading(intent=WANTS_NO_MORE)


async def standing(citizen: Citizen) -> list[Subscription]:
    """What the person is subscribed to."""
    async with citizen.database.read() as db:
        return await subscriptions.of(db, citizen.person.id)


async def wants(citizen: Citizen, *topics: Topic, town: str = "Vejle") -> None:
    """Subscribe, one after the other."""
    for topic in topics:
        await citizen.meets(SUBSCRIPTIONS.first, Reading(intent=WANTS, topics=(topic,), place=town))


async def test_topic_and_town_are_enough(citizen: Citizen) -> None:
    """With both said nothing is asked, and how to end it is said."""
    reply = await citizen.meets(SUBSCRIPTIONS.first, Reading(intent=WANTS, topics=(Topic.FOOD,), place="Jelling"))

    assert await standing(citizen) == [Subscription(Topic.FOOD, "Vejle", "Jelling")]
    assert "mad i Jelling" in reply.text
    assert "AFMELD" in reply.text


async def test_missing_things_are_asked(citizen: Citizen) -> None:
    """First what about, then where; both once."""
    asked = await citizen.meets(SUBSCRIPTIONS.first, Reading(intent=WANTS))
    where = await citizen.meets(SUBSCRIPTIONS.steps[asked.then], choice="food")
    await citizen.meets(SUBSCRIPTIONS.steps[where.then], Reading(place="Vejle"), answers=True)

    assert await standing(citizen) == [Subscription(Topic.FOOD, "Vejle")]


async def test_everything_is_a_choice(citizen: Citizen) -> None:
    """ "Det hele" stands for every topic, and the town of the first message is kept."""
    asked = await citizen.meets(SUBSCRIPTIONS.first, Reading(intent=WANTS, place="Vejle"))
    await citizen.meets(SUBSCRIPTIONS.steps[asked.then], choice="all")

    assert await standing(citizen) == [Subscription(None, "Vejle")]


async def test_twice_is_said(citizen: Citizen) -> None:
    """Asking for the same again is no error."""
    await wants(citizen, Topic.FOOD, Topic.FOOD)

    assert "allerede" in citizen.last.text
    assert len(await standing(citizen)) == 1


async def test_stopped_person_is_asked_first(citizen: Citizen) -> None:
    """After a STOP only a plain yes lets us write again; a no changes nothing."""
    await citizen.database.write(lambda db: people.stop(db, citizen.person.id, citizen.now))
    citizen.person = type(citizen.person)(citizen.person.id, "AA0001", "da", stopped=True)
    await wants(citizen, Topic.FOOD)
    assert not await standing(citizen)

    await citizen.meets(SUBSCRIPTIONS.steps[citizen.last.then], choice="no")
    assert citizen.person.stopped
    assert not await standing(citizen)

    await wants(citizen, Topic.FOOD)
    await citizen.meets(SUBSCRIPTIONS.steps[citizen.last.then], choice="yes")
    assert not citizen.person.stopped
    assert len(await standing(citizen)) == 1


async def test_only_subject_ends_at_once(citizen: Citizen) -> None:
    """With one subject AFMELD asks nothing, and FORTRYD takes it up again."""
    await wants(citizen, Topic.FOOD)

    ended = await citizen.meets(SUBSCRIPTIONS.first, AFMELD)
    assert not await standing(citizen)
    assert "mad i Vejle" in ended.text

    assert ended.undo
    await citizen.meets(SUBSCRIPTIONS.steps[ended.undo[0]], kept=ended.undo[1])
    assert await standing(citizen) == [Subscription(Topic.FOOD, "Vejle")]


async def test_named_subject_ends(citizen: Citizen) -> None:
    """ "Ikke mere om mad" ends food and nothing else."""
    await wants(citizen, Topic.FOOD, Topic.COMMUNITY)

    await citizen.meets(SUBSCRIPTIONS.first, Reading(intent=WANTS_NO_MORE, topics=(Topic.FOOD,)))

    assert [one.topic for one in await standing(citizen)] == [Topic.COMMUNITY]


async def test_several_are_asked_about(citizen: Citizen) -> None:
    """With several subjects AFMELD asks which; one is taken by its choice."""
    await wants(citizen, Topic.FOOD, Topic.COMMUNITY, Topic.CLOTHES)

    asked = await citizen.meets(SUBSCRIPTIONS.first, AFMELD)
    assert [choice.label for choice in asked.choices] == [
        "mad i Vejle",
        "samvær i Vejle",
        "tøj i Vejle",
        "Det hele",
    ]
    await citizen.meets(SUBSCRIPTIONS.steps[asked.then], choice="1")

    assert [one.topic for one in await standing(citizen)] == [Topic.FOOD, Topic.CLOTHES]


async def test_all_can_end_together(citizen: Citizen) -> None:
    """ "Det hele" ends every subject."""
    await wants(citizen, Topic.FOOD, Topic.COMMUNITY)

    asked = await citizen.meets(SUBSCRIPTIONS.first, AFMELD)
    await citizen.meets(SUBSCRIPTIONS.steps[asked.then], choice="all")

    assert not await standing(citizen)


async def test_nothing_to_end(citizen: Citizen) -> None:
    """Without a subject AFMELD says so, and names STOP."""
    reply = await citizen.meets(SUBSCRIPTIONS.first, AFMELD)

    assert "STOP" in reply.text
    assert not reply.then
