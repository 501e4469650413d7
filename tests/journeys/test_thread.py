"""The thread of a talk: what was meant before still holds, and what was not meant does not follow."""

import pytest

from tests.journeys.bookable import run_jobs
from tests.journeys.citizen import Citizen
from tests.journeys.team import volunteer_of


async def test_child_is_sent_to_no_hostel(citizen: Citizen) -> None:
    """Who tells of a child hears 112 and the municipality, and no list of places."""
    heard = await citizen.says("min nabo slår sit barn i Slagelse")

    assert "112" in heard
    assert "58 57 36 00" in heard
    assert "116 111" not in heard
    assert len(citizen.heard) == 1


async def test_who_flees_stays_safe(citizen: Citizen) -> None:
    """After violence a bed is one with those who know about it, and "vej" does not lose that."""
    await citizen.says("min mand slår mig, jeg er i Slagelse")
    bed = await citizen.says("hvor kan jeg sove i nat")
    way = await citizen.says("vej")

    assert "Toften" not in bed
    assert "33 33 00 47" in bed
    assert "33 33 00 47" in way


async def test_move_keeps_what_is_needed(citizen: Citizen) -> None:
    """Another town alone asks for the same there; a part of the country asks which town."""
    await citizen.says("hvor kan jeg sove i nat i Slagelse")
    moved = await citizen.says("jeg er i Odense nu")
    area = await citizen.says("jeg er på sjælland")

    assert "natvarmestue Odense" in moved
    assert area.startswith("Hvor på Sjælland?")


async def test_unknown_town_is_no_trap(citizen: Citizen) -> None:
    """Who does not know the town is met kindly, and another question is not taken for a town."""
    await citizen.says("mad")
    other = await citizen.says("hvad koster det?")
    unsure = await citizen.says("ved ikke")
    town = await citizen.says("Slagelse")

    assert "kender jeg ikke" not in other
    assert unsure.startswith("Det gør ikke noget.")
    assert "Folkekøkken" in town


async def test_place_is_asked_about(citizen: Citizen) -> None:
    """The way, the price and the guests are those of the place that was told."""
    await citizen.says("mad i Slagelse")
    way = await citizen.says("adresse?")
    price = await citizen.says("hvad koster det")
    named = await citizen.says("adresse på Café Hjerterummet?")

    assert "Bredegade 10" in way
    assert "40 kr." in price
    assert "Østerbro 20" in named


async def test_first_town_is_nothing_to_undo(citizen: Citizen) -> None:
    """FORTRYD after a first question has nothing to take back, and says so."""
    await citizen.says("mad i Slagelse")

    assert "ikke noget, jeg kan tage tilbage" in await citizen.says("FORTRYD")


async def test_drinking_is_not_heroin(citizen: Citizen) -> None:
    """The kind of addiction decides which place comes first."""
    drink = await citizen.says("stoppe med at drikke i Kolding")
    metadone = await citizen.says("metadon i Odense")

    assert drink.startswith("Alkoholbehandlingen")
    assert "Reden" not in metadone.split(".")[0]


async def test_dog_stays_at_the_door(citizen: Citizen) -> None:
    """A dog that came along to a bed is not asked about at a telephone."""
    await citizen.says("sove i nat i København med hund")

    assert "hund" not in await citizen.says("nogen at snakke med")


async def test_language_is_of_the_message(citizen: Citizen) -> None:
    """Who wrote English once and then Danish is answered in Danish; a number goes on in the language before it."""
    english = await citizen.says("where can I get food in Slagelse")
    more = await citizen.chooses("More about the place")
    danish = await citizen.says("mad i Slagelse")

    assert "Hours unknown" in english
    assert "Spis med" not in english
    assert more.startswith("I do not know the hours of Vores Folkekøkken, Slagelse.")
    assert "Åbningstid" in danish


async def test_room_is_no_guess(citizen: Citizen) -> None:
    """Whether there is room is known from the volunteers alone: without them nobody is told yes."""
    await citizen.says("hvor kan jeg sove i nat i Slagelse")
    tonight = await citizen.says("er der plads i nat")
    dog = await citizen.says("er der plads til hunden")

    assert tonight.startswith("Jeg ved ikke, om der er plads. Forsorgshjemmet Toften.")
    assert "Ja," not in dog


async def test_told_room_is_passed_on(citizen: Citizen) -> None:
    """What a volunteer told is the answer."""
    volunteer = await volunteer_of(citizen, "vejle-natherberg")
    await volunteer.says("3 senge")
    await run_jobs(citizen.running)
    await citizen.says("hvor kan jeg sove i nat i Vejle")
    said = await citizen.says("har de plads")

    assert "3 ledige senge" in said
    assert "ved ikke, om der er plads" not in said


async def test_flight_needs_no_more_words(citizen: Citizen) -> None:
    """After a cry about violence "hvor kan jeg tage hen" is about that, and the town completes it."""
    await citizen.says("min kone slår mig")
    asked = await citizen.says("hvor kan jeg tage hen")
    found = await citizen.says("Slagelse")

    assert "1888" in asked
    assert "Hvilken by er du i?" in asked
    assert "Slet beskeden, hvis andre ser med." in found


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("mad den 27. december i Aalborg", "Åben søndag 27. december kl. 9-15"),
        ("mad i Aalborg 1. juledag", "Åben fredag 25. december kl. 10-14"),
        ("mad i Aalborg nytårsaften", "torsdag 31. december"),
    ],
)
async def test_date_is_that_day(citizen: Citizen, asked: str, said: str) -> None:
    """A day that is said by its date or its name is answered for that day, and not for now."""
    heard = await citizen.says(asked)

    assert said in heard
    assert "Åben nu" not in heard


async def test_place_is_called_by_name(citizen: Citizen) -> None:
    """Whoever asks about a place by its name is told of that place, whatever was told before."""
    await citizen.says("mad i Aalborg")
    hours = await citizen.says("hvornår har Mændenes Hjem åbent")
    way = await citizen.says("hvor ligger Café VæXt")

    assert hours.startswith("Mændenes Hjem: hele døgnet")
    assert way.startswith("Café VæXt, Poul Paghs Gade 6 A")


async def test_hours_are_asked_plainly(citizen: Citizen) -> None:
    """ "Hvornår har de åbent" is about the place that was told, and what it costs is never less than was said."""
    await citizen.says("hvor kan jeg sove i nat i Slagelse")
    hours = await citizen.says("hvornår har de åbent")
    price = await citizen.says("hvad koster det")

    assert hours.startswith("Forsorgshjemmet Toften: hele døgnet")
    assert "Det koster noget." in price


async def test_english_thread_stays_english(citizen: Citizen) -> None:
    """Small words go on in the language of the thread; a Danish one changes it."""
    await citizen.says("where can I get food in Slagelse")
    english = [await citizen.says(word) for word in ("thanks", "stop", "hello")]
    danish = await citizen.says("tak")

    assert english[0].startswith("You are welcome")
    assert english[1].startswith("Fine.")
    assert english[2].startswith("Hello")
    assert danish.startswith("Selv tak")


@pytest.mark.parametrize("said", ["i dont speak danish", "sorry no danish", "no understand", "jeg forstår ikke dansk"])
async def test_no_danish_means_english(citizen: Citizen, said: str) -> None:
    """Who speaks no Danish is written to in English at once, with the last answer again; FORTRYD brings back Danish."""
    await citizen.says("sove i nat aalborg")
    english = await citizen.says(said)
    back = await citizen.says("FORTRYD")

    assert english.startswith("I write in English from now on. Kirkens Korshærs Natvarmestue Aalborg")
    assert "Open tonight" in english
    assert back.startswith("Jeg skriver dansk fra nu af. Kirkens Korshærs Natvarmestue Aalborg")


async def test_no_danish_before_anything(citizen: Citizen) -> None:
    """Before anything was told there is nothing to tell again; what comes next is in English."""
    first = await citizen.says("i dont speak danish")
    town = await citizen.says("sleep")

    assert first.startswith("Fine. I write in English from now on.")
    assert "Which town are you in?" in town


async def test_danger_is_told_in_english(citizen: Citizen) -> None:
    """Who cannot read the number to ring hears it again in words that they can."""
    await citizen.says("min ven er bevidstløs")

    assert "Call 112 now" in await citizen.says("i dont speak danish")


async def test_english_thread_takes_broken_words(citizen: Citizen) -> None:
    """In the midst of English, words in no order are English too."""
    await citizen.says("where can i sleep tonight in aalborg")

    assert "Open now" in await citizen.says("open now?")


async def test_what_was_asked_is_there(citizen: Citizen) -> None:
    """A place that is something else first says that it has what was asked for."""
    bath = await citizen.says("bad i Aalborg")
    doctor = await citizen.says("læge i København")

    assert "gratis bad" in bath
    assert "Her er også en læge eller sygeplejerske." in doctor


async def test_bare_name_is_a_place(citizen: Citizen) -> None:
    """The name of a place alone asks for that place."""
    await citizen.says("mad i Slagelse")

    assert (await citizen.says("gadejuristen")).startswith("Gadejuristen")


async def test_line_has_no_way(citizen: Citizen) -> None:
    """To a phone line nobody walks, so the way is no choice of it."""
    await citizen.says("livslinien")

    with pytest.raises((AssertionError, StopIteration, RuntimeError)):
        await citizen.chooses("Vej")


async def test_night_is_not_evening(citizen: Citizen) -> None:
    """Who asks for warmth in the night is told where one can be then."""
    heard = await citizen.says("varmestue i Aalborg i nat")

    assert "Natvarmestue" in heard.split(".")[0]
    assert "varmt sted" not in heard


async def test_half_free_is_no_yes(citizen: Citizen) -> None:
    """A place where only breakfast is free is told as it is."""
    await citizen.says("varmestue i Kolding")

    assert not (await citizen.says("er det gratis")).startswith("Ja")


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("og på juleaften?", "Forsorgshjemmet Toften. Åben torsdag 24. december"),
        ("hvad med sankt hans?", "Forsorgshjemmet Toften. Åben onsdag 23. juni"),
        ("og i påsken?", "Forsorgshjemmet Toften. Åben torsdag 25. marts"),
        ("tak, og i morgen nat?", "Forsorgshjemmet Toften. Åben i morgen"),
        ("hvad med lørdag?", "Forsorgshjemmet Toften. Åben lørdag"),
        ("den 30. februar?", "30. februar findes ikke. Forsorgshjemmet Toften."),
        ("kl 25?", "Kl 25 findes ikke. Forsorgshjemmet Toften."),
        ("er der nogen der taler arabisk?", "Det ved jeg ikke om Forsorgshjemmet Toften."),
        ("taler de polsk?", "Det ved jeg ikke om Forsorgshjemmet Toften."),
        ("findes der andre?", "Jeg kender ikke flere nær Slagelse."),
        ("er der ikke andre steder", "Jeg kender ikke flere nær Slagelse."),
    ],
)
async def test_time_alone_asks_the_same(citizen: Citizen, said: str, heard: str) -> None:
    """A feast, a time, another one or a language after an answer is about the bed that was asked for."""
    await citizen.says("hvor kan jeg sove i slagelse")

    assert heard in await citizen.says(said)


async def test_clock_and_night_ask_the_same(citizen: Citizen) -> None:
    """The hours of that clock, and of the night."""
    await citizen.says("hvor kan jeg sove i vejle")

    assert "Åben i dag kl. 23 til kl. 8" in await citizen.says("kl 23?")
    assert "Vejle Natherberg" in await citizen.says("hvad med om natten?")


@pytest.mark.parametrize("said", ["tak for i dag", "tak for hjælpen i aften"])
async def test_goodbye_asks_nothing(citizen: Citizen, said: str) -> None:
    """A thanks with a time in it is a thanks."""
    await citizen.says("hvor kan jeg sove i slagelse")

    assert "Forsorgshjemmet" not in await citizen.says(said)


async def test_no_such_day_is_said(citizen: Citizen) -> None:
    """A date or a clock time that does not exist is said so, and the answer is for now."""
    assert (await citizen.says("mad den 30. februar i slagelse")).startswith("30. februar findes ikke.")
    assert "Kl 25 findes ikke." in await citizen.says("mad i morgen kl 25")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("er parasollen åben i morgen", "Åben i morgen kl. 10-19"),
        ("er café parasollen åben på lørdag", "Lukket lørdag, åbner søndag kl. 10"),
        ("har parasolen åbent søndag", "Åben søndag kl. 10-14"),
        ("er parasollen åben kl 20", "Lukket i dag kl. 20"),
        ("er parasollen åben", "Åben nu til kl. 19"),
        ("åbningstider parasollen", "man-ons 10-19"),
        ("er der plads på parasollen", "Jeg ved ikke, om der er plads."),
        ("hvor ligger parasollen", "Boulevarden 19, 9000 Aalborg"),
        ("hvad er nummeret til parasollen", "98 10 92 66"),
    ],
)
async def test_named_place_is_told_under_another_list(citizen: Citizen, asked: str, told: str) -> None:
    """Who asks about a place by its name hears of that place, at that time, whatever was listed before."""
    await citizen.says("sove i aalborg")
    said = await citizen.says(asked)

    assert "Café Parasollen" in said
    assert told in said


async def test_named_place_needs_no_list(citizen: Citizen) -> None:
    """Its name is enough where no town is known, and a shut door is still a complaint."""
    said = await citizen.says("er parasollen åben i morgen")
    shut = await citizen.says("parasollen har lukket")

    assert said.startswith("Café Parasollen, Boulevarden 19")
    assert "Jeg siger det videre" in shut


@pytest.mark.parametrize(
    "text", ["kan jeg gå ind uden at vise sygesikring", "skal jeg vise sygesikringskort", "skal jeg have et cpr-nummer"]
)
async def test_papers_of_the_place_are_asked_about(citizen: Citizen, text: str) -> None:
    """What nobody told us is no yes, and no search for somebody who helps with papers."""
    await citizen.says("læge i aalborg")
    said = await citizen.says(text)

    assert said.startswith("Det ved jeg ikke. Gadeteamet Aalborg")
    assert said.count("Spørg, om du kan være anonym.") == 1


@pytest.mark.parametrize(
    "text",
    ["hvornår skal jeg være ude om morgenen", "må jeg blive der flere nætter", "får man eget værelse", "må man drikke"],
)
async def test_detail_is_of_the_place_told(citizen: Citizen, text: str) -> None:
    """It is no appointment, no yes and no other kind of help: one line says whom to ask."""
    await citizen.says("sove i aalborg")
    said = await citizen.says(text)

    assert said.startswith("Det ved jeg ikke om Forsorgshjemmet Svenstrupgård. Spørg dem: 98 38 25 55.")


async def test_places_are_counted(citizen: Citizen) -> None:
    """ "Den anden" is the second of the list, and the first is there again for whoever wants it."""
    await citizen.says("sove aalborg")
    second = await citizen.says("den anden")
    first = await citizen.says("den første igen")
    told = await citizen.says("fortæl mere om stedet")

    assert second.startswith("Kirkens Korshærs Natvarmestue")
    assert first.startswith("Forsorgshjemmet Svenstrupgård")
    assert told.startswith("Det her ved jeg: Forsorgshjemmet Svenstrupgård")


async def test_other_of_two_is_the_other(citizen: Citizen) -> None:
    """Asked once more, "den anden" is the one that was not told last."""
    await citizen.says("sove kolding")
    other = await citizen.says("den anden")
    again = await citizen.says("nej den anden")

    assert other.startswith("Forsorgshjemmet Toftlund")
    assert again.startswith("Forsorgshjemmet Overmarksgården")


async def test_what_follows_is_told(citizen: Citizen) -> None:
    """Where to go when the place told last shuts is about warmth, as before, and not about anything else."""
    citizen.running.clock.later(hours=4)
    await citizen.says("et varmt sted aalborg")

    assert (await citizen.says("og så bagefter")).startswith("Bagefter: Café Hjerterummet")


@pytest.mark.parametrize("said", ["for langt", "er der noget tættere på"])
async def test_only_place_of_a_town_is_not_nearer(citizen: Citizen, said: str) -> None:
    """Where a town has one place no postcode is asked for: whom to tell that one cannot get there."""
    await citizen.says("sove slagelse")

    assert (await citizen.says(said)).startswith("Jeg kender ikke flere nær Slagelse. Ring 58 57 36 00")


async def test_couples_are_asked_about_in_english(citizen: Citizen) -> None:
    """A question about the place told last is no thanks."""
    await citizen.says("somewhere to sleep in copenhagen")

    assert (await citizen.says("do they take couples")).startswith(
        "I do not know that about Mændenes Hjem. But they do:"
    )


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        (
            "hvor mange nætter må jeg blive",
            "Det ved jeg ikke om Forsorgshjemmet Svenstrupgård. Spørg dem: 98 38 25 55.",
        ),
        ("skal jeg ud om morgenen", "Det ved jeg ikke om Forsorgshjemmet Svenstrupgård. Spørg dem: 98 38 25 55."),
        ("skal man være ædru", "Det ved jeg ikke. Spørg, om du må være påvirket. Spørg dem: 98 38 25 55."),
        ("hvor lang ventetid", "Det ved jeg ikke om Forsorgshjemmet Svenstrupgård. Spørg dem: 98 38 25 55."),
        ("hvor længe endnu", "Forsorgshjemmet Svenstrupgård, Lejrevej 10, Svenstrup. Åben nu, hele døgnet."),
    ],
)
async def test_no_yes_to_another_question(citizen: Citizen, said: str, heard: str) -> None:
    """A yes answers only whether a thing is there; what is not known takes one line, with whom to ask."""
    await citizen.says("sove aalborg")

    assert (await citizen.says(said)).startswith(heard)


async def test_child_without_a_bed(citizen: Citizen) -> None:
    """Who is 17 and was put out hears of the municipality, of 114 where it has no number, and of their parents."""
    await citizen.says("min far har smidt mig ud jeg er 17")
    town = await citizen.says("odense")
    again = await citizen.says("må jeg sove på natvarmestuen")
    parents = await citizen.says("vil ikke have i ringer til mine forældre")

    assert "114" in town
    assert "116 111" in town
    assert again != town
    assert again.startswith("De steder, jeg kender, er for voksne.")
    assert parents.startswith("Jeg ringer ikke til nogen")
    assert "116 111" in parents
    assert "116 111" in await citizen.says("hvad så")


async def test_childs_municipality_is_named(citizen: Citizen) -> None:
    """Where its number is listed it is said, and the police are not."""
    await citizen.says("min mor har smidt mig ud jeg er 16")

    heard = await citizen.says("slagelse")

    assert "58 57 36 00" in heard
    assert "114" not in heard
