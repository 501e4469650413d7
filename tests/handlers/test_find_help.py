"""Asking what is needed and where, and the first answer."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation import Hears
from bot.model import Intent, Position, Reading, Topic, Wish
from handlers.find_help import answer, choose, undo_town
from tests.handlers.conftest import Citizen


def wants(*topics: Topic, place: str | None = None, when: str | None = None, wishes: tuple[Wish, ...] = ()) -> Reading:
    """A reading that asks for help."""
    return Reading(intent=Intent.FIND_HELP, topics=topics, place=place, when=when, wishes=wishes)


def names(place: str) -> Reading:
    """A reading of a bare town."""
    return Reading(place=place)


async def test_bed_tonight_in_one_turn(citizen: Citizen) -> None:
    """A known town is enough: name, hours, whom to ring, and that nobody has confirmed it."""
    reply = await citizen.meets(answer, wants(Topic.SHELTER, place="Slagelse", when="tonight"))

    assert reply.text.startswith("Forsorgshjemmet Toften. Åben nu, hele døgnet.")
    assert "58 57 36 00" in reply.text
    assert "Ikke bekræftet" in reply.text
    assert reply.shows[0] == "toften"


async def test_others_are_choices(citizen: Citizen) -> None:
    """The best is told in full, the others by name and hours."""
    reply = await citizen.meets(answer, wants(Topic.FOOD, place="Aalborg"))

    assert reply.text.startswith("Café Parasollen, Boulevarden 19. Åben nu til kl. 19.")
    assert [choice.label for choice in reply.choices][:2] == [
        "Mere om stedet",
        "Kirkens Korshærs varmestue, åben til 15",
    ]
    assert "Café VæXt" in "".join(reply.pages or ())


async def test_topic_is_asked_once(citizen: Citizen) -> None:
    """Without a topic there is one question with five choices, and a choice goes on."""
    asked = await citizen.meets(answer, Reading(intent=Intent.FIND_HELP))
    then = await citizen.meets(choose, choice="topic:food")

    assert [choice.label for choice in asked.choices] == [
        "Et sted at sove",
        "Mad",
        "Et varmt sted at være",
        "Læge eller sygeplejerske",
        "En at tale med",
    ]
    assert then.text == "Hvilken by er du i?"


async def test_town_is_asked_once(citizen: Citizen) -> None:
    """The town is asked for, remembered, and needed no more."""
    asked = await citizen.meets(answer, wants(Topic.FOOD))
    first = await citizen.meets(choose, names("Kolding"), answers=True)
    second = await citizen.meets(answer, wants(Topic.DEBT))

    assert asked.text == "Hvilken by er du i?"
    assert {Hears.PLACE, Hears.POSITION} <= asked.hears
    assert "Kolding Madhjælp" in first.text
    assert "Kolding" in second.text
    assert citizen.person.town == "Kolding"


@pytest.mark.parametrize(
    ("topic", "number"),
    [(Topic.SHELTER, "112"), (Topic.MENTAL, "70 201 201"), (Topic.VIOLENCE, "1888")],
)
async def test_urgent_needs_no_town(citizen: Citizen, topic: Topic, number: str) -> None:
    """A bed, somebody to talk to and safety come with a number that answers now, beside the question."""
    reply = await citizen.meets(answer, wants(topic))

    assert number in reply.text
    assert "Hvilken by er du i?" in reply.text


async def test_unknown_town_is_asked_kindly(citizen: Citizen) -> None:
    """A town that we do not know is never guessed; the third time there is an answer without one."""
    await citizen.meets(answer, wants(Topic.SHELTER))
    again = await citizen.meets(choose, Reading(), answers=True)
    without = await citizen.meets(choose, Reading(), answers=True)

    assert again.text == "Den by kender jeg ikke. Skriv dit postnummer eller en større by nær dig."
    assert "Fryser du meget, så ring 112." in without.text
    assert again.lost and without.lost


async def test_whole_country_is_an_answer(citizen: Citizen) -> None:
    """Nobody must say where they are."""
    await citizen.meets(answer, wants(Topic.MENTAL))
    reply = await citizen.meets(choose, choice="no")

    assert "Psykiatrifondens Rådgivning" in reply.text


async def test_position_finds_the_town(citizen: Citizen) -> None:
    """A shared position gives what is nearest; what is kept names the town and never the point."""
    await citizen.meets(answer, wants(Topic.FOOD))
    reply = await citizen.meets(choose, position=Position(57.0488, 9.9217), answers=True)

    assert "Café Parasollen" in reply.text
    assert citizen.person.town == "Aalborg"
    assert "57." not in str(reply.keep) + str(reply.remember)


async def test_new_town_can_be_undone(citizen: Citizen) -> None:
    """Who names another town is answered for that one, hears so, and can take it back."""
    await citizen.meets(answer, wants(Topic.SHELTER, place="Slagelse"))
    moved = await citizen.meets(answer, names("Vejle"))
    assert moved.undo

    back = await citizen.meets(undo_town, kept=moved.undo[1])

    assert moved.text.startswith("Nu søger jeg i Vejle. FORTRYD: tilbage til Slagelse. Vejle Natherberg")
    assert back.text.startswith("Så søger jeg igen i Slagelse. Forsorgshjemmet Toften")
    assert citizen.person.town == "Slagelse"


async def test_misspelt_town_is_said(citizen: Citizen) -> None:
    """Which town a misspelt name was taken for is said, so that it can be put right."""
    reply = await citizen.meets(answer, wants(Topic.SHELTER, place="Slagelse"), text="seng slaglse")

    assert reply.text.startswith("Jeg søger i Slagelse. Forsorgshjemmet Toften")


async def test_closed_says_what_is_open(citizen: Citizen) -> None:
    """A closed place says when it opens, and something that works now stands beside it."""
    reply = await citizen.meets(answer, wants(Topic.SHELTER, place="Vejle"))

    assert "Lukket nu, åbner i dag kl. 22." in reply.text
    assert "Åbent nu: Forsorgshjemmet Toftlund" in reply.text


async def test_who_takes_over(citizen: Citizen) -> None:
    """Where a gap follows, the answer says where to go then."""
    citizen.now += timedelta(hours=9)

    reply = await citizen.meets(answer, wants(Topic.WARM_ROOM, place="Aalborg"))

    assert "Åben nu til kl. 7. Derefter: Frelsens Hær fra kl. 7.30." in reply.text


async def test_nothing_near_is_told(citizen: Citizen) -> None:
    """Where nobody near can help that is said, with a human and 112; a pet is nothing to ring a suicide line about."""
    reply = await citizen.meets(answer, wants(Topic.PETS, place="Odense"))

    assert reply.text.startswith("Jeg kender ikke hjælp med et dyr nær Odense.")
    assert "MENNESKE" in reply.text
    assert "112" in reply.text
    assert "70 201 201" not in reply.text
    assert [button.key for button in reply.shortcuts] == ["menneske"]


async def test_several_needs_are_kept(citizen: Citizen) -> None:
    """What one place gives too is said; what it does not give is a choice."""
    reply = await citizen.meets(answer, wants(Topic.WARM_ROOM, Topic.FOOD, Topic.DEBT, place="Kolding"))
    debt = await citizen.meets(choose, choice="topic:debt")

    assert "Her er også mad" in reply.text
    assert "Hjælp med gæld" in [choice.label for choice in reply.choices]
    assert "gæld" in debt.text.casefold()


async def test_youth_is_asked_where_it_matters(citizen: Citizen) -> None:
    """A place for the young comes first once we know; where there is none, nobody is asked."""
    aarhus = await citizen.meets(answer, wants(Topic.SHELTER, place="Aarhus"))
    young = await citizen.meets(choose, choice="youth")
    slagelse = await citizen.meets(answer, wants(Topic.SHELTER, place="Slagelse"))

    assert "Jeg er 18-25 år" in [choice.label for choice in aarhus.choices]
    assert young.text.startswith("UngNat")
    assert "youth" not in [choice.key for choice in slagelse.choices]


async def test_women_only_is_no_first_answer(citizen: Citizen) -> None:
    """Just anybody hears first of a place that takes everybody; the women's is named as such."""
    reply = await citizen.meets(answer, wants(Topic.SHELTER, place="Aarhus", when="tonight"))
    for_women = await citizen.meets(
        answer, wants(Topic.SHELTER, place="Aarhus", when="tonight", wishes=(Wish.WOMEN_ONLY,))
    )

    assert not reply.text.startswith("Reden")
    assert "kun for kvinder" in "".join(reply.pages or ())
    assert for_women.text.startswith("Reden Aarhus, Sjællandsgade. Åben nu til kl. 8.30. Kun for kvinder")


async def test_booking_is_honest(citizen: Citizen) -> None:
    """Times cannot be booked here yet: whom to ring instead."""
    reply = await citizen.meets(answer, replace(wants(Topic.SOCIAL_WORKER, place="Kolding"), intent=Intent.BOOK))

    assert reply.text.startswith("Du kan ikke bestille tid her endnu, så ring eller mød op. Kolding Kommune")
    assert "75 50 15 00" in reply.text


async def test_violence_is_discreet(citizen: Citizen) -> None:
    """Who fears somebody near is told to delete the answer, and hears the line that everybody may ring."""
    reply = await citizen.meets(answer, wants(Topic.VIOLENCE, place="Aalborg"))

    assert "1888" in reply.text
    assert reply.text.endswith(citizen.catalogues.translator("da")("Delete this message if others see your phone."))


async def test_english_is_complete(citizen: Citizen) -> None:
    """In English all but the names and the notes is English."""
    citizen.person = replace(citizen.person, language="en")

    reply = await citizen.meets(answer, wants(Topic.FOOD, place="Aalborg"))

    assert "Open now until 19:00." in reply.text
    assert "Not confirmed, call first: 98 10 92 66." in reply.text
    assert reply.choices[0].label == "More about the place"


async def test_alcohol_is_not_heroin(citizen: Citizen) -> None:
    """The words of the message decide between kinds of treatment."""
    drinks = await citizen.meets(answer, wants(Topic.ADDICTION, place="Vejle"), text="vil drikke mindre i vejle")
    needles = await citizen.meets(answer, wants(Topic.ADDICTION, place="Vejle"), text="rene nåle vejle")

    assert drinks.shows[0] == "alkohol-unge-vejle"
    assert needles.shows[0] == "kirkens-korshaer-vejle"


async def test_closed_door_is_no_first_answer(citizen: Citizen) -> None:
    """A place that needs the municipality's word waits behind one whose door is open."""
    reply = await citizen.meets(answer, wants(Topic.WARM_ROOM, place="København"))

    assert reply.text.startswith("Mændenes Hjem")
