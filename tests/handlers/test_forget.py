"""SLET MIG, MINE DATA and the CPR number that was taken out."""

from bot.channels.sms_text import segments
from bot.model import Intent, Reading, Topic
from bot.store import cases, people, subscriptions
from bot.store.cases import CaseKind
from handlers.forget import FORGET, tell_cpr_masked
from handlers.my_data import MY_DATA
from tests.handlers.conftest import Citizen

SLET_MIG = Reading(intent=Intent.DELETE_ME)


async def test_one_question_first(citizen: Citizen) -> None:
    """Nothing is deleted before a yes, and the question is a plain one."""
    before = citizen.person.id

    asked = await citizen.meets(FORGET.first, SLET_MIG)

    assert [choice.key for choice in asked.choices] == ["yes", "no"]
    assert citizen.person.id == before


async def test_yes_deletes_everything(citizen: Citizen) -> None:
    """After a yes the same number is a stranger's."""
    before = citizen.person.pseudonym
    asked = await citizen.meets(FORGET.first, SLET_MIG)

    reply = await citizen.meets(FORGET.steps[asked.then], choice="yes")

    assert reply.forgets
    assert citizen.person.pseudonym != before


async def test_no_deletes_nothing(citizen: Citizen) -> None:
    """A no leaves all as it is."""
    before = citizen.person
    asked = await citizen.meets(FORGET.first, SLET_MIG)

    reply = await citizen.meets(FORGET.steps[asked.then], choice="no")

    assert not reply.forgets
    assert citizen.person == before


async def test_data_in_plain_words(citizen: Citizen) -> None:
    """What is kept, how long, who sees it and how to be rid of it, in two parts."""
    await citizen.database.write(lambda db: people.remember_town(db, citizen.person.id, "Tommerup Stationsby"))
    await citizen.database.write(
        lambda db: subscriptions.subscribe(db, citizen.person.id, Topic.FOOD, "Vejle", citizen.now)
    )
    await citizen.database.write(
        lambda db: cases.open_case(
            db,
            kind=CaseKind.HUMAN,
            person=citizen.person.id,
            municipality=None,
            place=None,
            text="hej",
            now=citizen.now,
        )
    )
    await citizen.database.write(lambda db: people.stop(db, citizen.person.id, citizen.now))

    reply = await citizen.meets(MY_DATA.first, Reading(intent=Intent.MY_DATA))

    for words in (
        "Tommerup Stationsby",
        "0 beskeder",
        "1 note",
        "hvad du vil høre nyt om",
        "STOP",
        "30 dage",
        "SLET MIG",
    ):
        assert words in reply.text
    assert segments(reply.text).count <= 2


async def test_cpr_is_never_needed(citizen: Citizen) -> None:
    """The person hears that the number was not kept."""
    reply = await citizen.meets(tell_cpr_masked)

    assert "ikke gemt" in reply.text
    assert segments(reply.text).count == 1
