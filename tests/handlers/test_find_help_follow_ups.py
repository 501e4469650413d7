"""What leans on the last answer, and the details of one place."""

from datetime import date, timedelta

import pytest

from bot.conversation import Reply
from bot.model import ChangeOfHours, Detail, Intent, PlaceId, Position, Reading, Topic, Wish
from handlers.find_help import answer, choose, detail
from tests.handlers.conftest import Citizen

SHELTER_IN_AALBORG = Reading(intent=Intent.FIND_HELP, topics=(Topic.SHELTER,), place="Aalborg", when="tonight")


async def asked_tonight(citizen: Citizen) -> Reply:
    """The natvarmestue in Aalborg has been told in full."""
    await citizen.meets(answer, SHELTER_IN_AALBORG)
    return await citizen.meets(choose, choice="place:natvarmestue-aalborg")


def leans(
    *topics: Topic,
    wishes: tuple[Wish, ...] = (),
    when: str | None = None,
    asks: Detail | None = None,
    near: bool = False,
) -> Reading:
    """A reading that leans on the last answer."""
    return Reading(topics=topics, wishes=wishes, when=when, asks=asks, near=near, follows_up=True)


async def test_tomorrow_keeps_the_question(citizen: Citizen) -> None:
    """ "Hvad med i morgen?" is the same question for another day."""
    await citizen.meets(answer, Reading(intent=Intent.FIND_HELP, topics=(Topic.FOOD,), place="Aalborg"))

    reply = await citizen.meets(answer, leans(when="tomorrow"))

    assert "Åben i morgen kl." in reply.text


async def test_topic_of_the_last_place(citizen: Citizen) -> None:
    """ "Har de mad?" is answered about the place that was told last."""
    await asked_tonight(citizen)

    reply = await citizen.meets(answer, leans(Topic.FOOD))

    assert reply.text.startswith("Ja, her er mad. Kirkens Korshærs Natvarmestue Aalborg")


async def test_unknown_topic_is_no_yes(citizen: Citizen) -> None:
    """What the directory does not say is not claimed; another place that has it is named."""
    await asked_tonight(citizen)

    reply = await citizen.meets(answer, leans(Topic.CLOTHES))

    assert reply.text.startswith("Det ved jeg ikke om Kirkens Korshærs Natvarmestue Aalborg. Men her: Café")


async def test_dog_is_asked_about(citizen: Citizen) -> None:
    """A wish is kept: yes where it is known, "ask them" where it is not."""
    await asked_tonight(citizen)
    unknown = await citizen.meets(answer, leans(wishes=(Wish.DOG,)))
    citizen.knows("natvarmestue-aalborg", welcomes=(Wish.DOG,))

    known = await citizen.meets(answer, leans(wishes=(Wish.DOG,)))

    assert unknown.text.startswith("Det ved jeg ikke.")
    assert "Spørg, om hund må komme med." in unknown.text
    assert known.text.startswith("Ja.")
    assert "Hund må komme med." in known.text


@pytest.mark.parametrize(
    ("asks", "heard"),
    [
        (Detail.PHONE, "Kirkens Korshærs Natvarmestue Aalborg: ring 98 13 20 11. Ikke bekræftet."),
        (Detail.WAY, "Kirkens Korshærs Natvarmestue Aalborg, Søndergade 14, 9000 Aalborg."),
        (Detail.WEEK, "Kirkens Korshærs Natvarmestue Aalborg: hver dag 21-7. Ikke bekræftet."),
    ],
)
async def test_details_are_to_the_point(citizen: Citizen, asks: Detail, heard: str) -> None:
    """The same by words as by choice."""
    await asked_tonight(citizen)

    by_choice = await citizen.meets(detail, choice=asks)
    by_words = await citizen.meets(answer, leans(asks=asks))

    assert by_choice.text.startswith(heard)
    assert by_words.text == by_choice.text
    assert asks not in [choice.key for choice in by_choice.choices]


async def test_another_place_each_time(citizen: Citizen) -> None:
    """ "Andre steder?" never names one that was told."""
    first = await citizen.meets(answer, Reading(intent=Intent.FIND_HELP, topics=(Topic.FOOD,), place="Aalborg"))
    second = await citizen.meets(answer, leans(asks=Detail.ANOTHER))
    third = await citizen.meets(answer, leans(asks=Detail.ANOTHER))

    assert len({reply.shows[0] for reply in (first, second, third)}) == 3


async def test_another_after_details(citizen: Citizen) -> None:
    """Neither the first answer nor the one whose details were told comes back."""
    await citizen.meets(answer, Reading(intent=Intent.FIND_HELP, topics=(Topic.FOOD,), place="Aalborg"))
    await citizen.meets(choose, choice="place:hjerterummet")
    reply = await citizen.meets(detail, choice="another")

    assert reply.shows[0] not in ("cafe-parasollen", "hjerterummet")


async def test_drunk_is_a_wish_here(citizen: Citizen) -> None:
    """ "Må jeg komme, når jeg har drukket?" is no question about treatment."""
    await asked_tonight(citizen)

    reply = await citizen.meets(answer, leans(Topic.ADDICTION, wishes=(Wish.USING,)))

    assert reply.text.startswith("Ja. Kirkens Korshærs Natvarmestue Aalborg")


async def test_nearer_asks_where(citizen: Citizen) -> None:
    """ "Noget tættere på?" needs a nearer place than the town, and a position where the channel has one."""
    await asked_tonight(citizen)
    by_words = await citizen.meets(answer, leans(near=True))
    by_position = await citizen.meets(answer, leans(near=True), may_share=True)
    found = await citizen.meets(choose, position=Position(57.06, 9.92), answers=True)

    assert by_words.text.startswith("Skriv din bydel")
    assert by_position.asks_position
    assert "Aalborg" in found.text


async def test_more_says_the_rest(citizen: Citizen) -> None:
    """ "Mere om stedet" never repeats the answer, but says the week and what was left out."""
    first = await citizen.meets(answer, Reading(intent=Intent.FIND_HELP, topics=(Topic.FOOD,), place="Aalborg"))
    more = await citizen.meets(choose, choice="more")

    assert more.text != first.text
    assert more.text.startswith("Café Parasollen: man-ons 10-19, tors 10-16")
    assert "tøjvask 20 kr." in more.text


async def test_hidden_address_stays_hidden(citizen: Citizen) -> None:
    """The way to a crisis centre is its phone."""
    await citizen.meets(answer, Reading(intent=Intent.FIND_HELP, topics=(Topic.VIOLENCE,), place="Aalborg"))
    await citizen.meets(choose, choice="place:krisecenter-aalborg")

    reply = await citizen.meets(detail, choice="way")

    assert reply.text.startswith("Vi må ikke sige, hvor det er.")
    assert "98 19 06 66" in reply.text


async def test_no_number_says_who_knows(citizen: Citizen) -> None:
    """Where there is no number, the municipality's is given."""
    await citizen.meets(answer, Reading(intent=Intent.FIND_HELP, topics=(Topic.FOOD,), place="Kolding"))
    await citizen.meets(choose, choice="place:cafe-paraplyen")

    reply = await citizen.meets(detail, choice="phone")

    assert reply.text.startswith("Jeg har ikke et nummer til Café Paraplyen, Kolding.")
    assert "Kolding Kommune kan sige mere: 75 50 15 00." in reply.text


async def test_news_is_offered_when_there_is_some(citizen: Citizen) -> None:
    """A posted change and free places are a choice of their own."""
    place, tomorrow = PlaceId("natvarmestue-aalborg"), date(2026, 12, 2)
    before = await asked_tonight(citizen)
    citizen.trusts(place, free_places=4, free_places_at=citizen.now - timedelta(hours=3))
    citizen.changes(ChangeOfHours(place, tomorrow))

    told = await asked_tonight(citizen)
    news = await citizen.meets(detail, choice="news")

    assert "news" not in [choice.key for choice in before.choices]
    assert "news" in [choice.key for choice in told.choices]
    assert "lukket i morgen" in news.text
    assert "4 ledige senge, oplyst for 3 timer siden." in news.text


async def test_old_thread_is_not_kept(citizen: Citizen) -> None:
    """A day later "har de mad?" leans on nothing any more."""
    await asked_tonight(citizen)
    citizen.now += timedelta(hours=25)

    reply = await citizen.meets(answer, leans(Topic.FOOD))

    assert not reply.text.startswith("Ja")


async def test_place_that_is_gone(citizen: Citizen) -> None:
    """A choice of a place that was taken out of the directory gets a kind answer."""
    await asked_tonight(citizen)

    reply = await citizen.meets(choose, choice="place:gone")

    assert reply.text == "Jeg kender ikke det sted mere. Skriv, hvad du har brug for."
