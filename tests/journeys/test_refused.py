"""Turned away: who stood at a door in vain hears the next one at once, and is not sent back there tonight."""

import pytest

from bot.store import cases
from tests.journeys.citizen import Citizen
from tests.journeys.team import another

BEDS = "hvor kan jeg sove i nat i aalborg"


@pytest.mark.parametrize("said", ["jeg blev afvist", "de sagde nej", "der var fuldt", "jeg har ringet de svarer ikke"])
async def test_next_place_comes_at_once(citizen: Citizen, said: str) -> None:
    """Nothing is asked: the next place is there, and the one before it no more, tonight."""
    first = await citizen.says(BEDS)
    following = await citizen.says(said)
    again = await citizen.says(BEDS)

    assert first.startswith("Kirkens Korshærs Natvarmestue Aalborg")
    assert following.startswith("Det er jeg ked af. Jeg siger det videre og springer Natvarmestue over nu.")
    assert "98 38 25 55" in following
    assert "112" not in following
    assert again.startswith("Forsorgshjemmet Svenstrupgård")
    assert "Natvarmestue" not in again


async def test_third_door_is_told_too(citizen: Citizen) -> None:
    """Each no leads on; where no door is left near by, a human is offered."""
    await citizen.says(BEDS)
    await citizen.says("de sagde nej")
    third = await citizen.says("også afvist")
    none = await citizen.says("igen nej")

    assert "98 13 18 54" in third
    assert "Jeg kender ikke flere nær Aalborg." in none
    assert "MENNESKE" in none


async def test_refusal_ends_with_the_night(citizen: Citizen) -> None:
    """The next day the place is told again; others hear of it all the time."""
    await citizen.says(BEDS)
    await citizen.says("der var fuldt")
    theirs = await another(citizen, 2).says(BEDS)
    citizen.running.clock.later(hours=13)

    assert theirs.startswith("Kirkens Korshærs Natvarmestue Aalborg")
    assert (await citizen.says(BEDS)).startswith("Kirkens Korshærs Natvarmestue Aalborg")


async def test_named_door_is_the_one(citizen: Citizen) -> None:
    """Who says which place it was is believed, and staff read it at that place."""
    await citizen.says(BEDS)
    heard = await citizen.says("svenstrupgård sagde nej")
    async with citizen.running.app.database.read() as db:
        [case] = await cases.open_cases(db)

    assert "springer Svenstrupgård over nu. Kirkens Korshærs Natvarmestue Aalborg" in heard
    assert (case.place, case.text) == ("svenstrupgaard", "svenstrupgård sagde nej")


async def test_refusal_is_taken_back(citizen: Citizen) -> None:
    """FORTRYD: the place is told again, and no case is left."""
    await citizen.says(BEDS)
    await citizen.says("der var fuldt")
    back = await citizen.says("FORTRYD")
    async with citizen.running.app.database.read() as db:
        noted = await cases.open_cases(db)

    assert "slettet igen" in back
    assert not noted
    assert (await citizen.says(BEDS)).startswith("Kirkens Korshærs Natvarmestue Aalborg")


async def test_supposing_is_no_refusal(citizen: Citizen) -> None:
    """ "Hvad hvis der er fuldt" and "er der fuldt?" leave nothing out."""
    await citizen.says(BEDS)
    await citizen.says("hvad hvis der er fuldt")
    await citizen.says("er der fuldt?")

    assert "Natvarmestue" in await citizen.says(BEDS)


async def test_real_danger_is_heard(citizen: Citizen) -> None:
    """A no that ends in danger is danger."""
    await citizen.says(BEDS)

    assert "112" in await citizen.says("de sagde nej og nu har jeg taget en masse piller")


async def test_refusal_in_english(citizen: Citizen) -> None:
    """The same in English."""
    await citizen.says("where can I sleep tonight in aalborg")
    heard = await citizen.says("they said no")

    assert "leave out Natvarmestue" in heard
    assert "98 38 25 55" in heard


async def test_nobody_is_talked_into_it(citizen: Citizen) -> None:
    """Who dares not go there hears the next one, without a word to staff; FORTRYD brings it back."""
    await citizen.says("hvor er der varmt i odense")
    heard = await citizen.says("der tør jeg ikke gå hen")
    async with citizen.running.app.database.read() as db:
        noted = await cases.open_cases(db)
    back = await citizen.says("FORTRYD")

    assert heard.startswith("Det er helt i orden. Jeg springer Varmestue i Bolbro over nu.")
    assert not noted
    assert back == "Godt. Det er slettet igen."
    assert "Bolbro" in await citizen.says("hvor er der varmt i odense")


async def test_too_far_asks_where(citizen: Citizen) -> None:
    """ "Det er for langt" is no goodbye."""
    await citizen.says(BEDS)

    assert "postnummer" in await citizen.says("det er for langt")


@pytest.mark.parametrize(
    ("first", "said", "left_out", "stands"),
    [
        ("sovested aalborg", "parasollen har lukket", "Café Parasollen", "Forsorgshjemmet Svenstrupgård"),
        ("sovested aalborg", "varmestuen i nørresundby er lukket", "Varmestue i Nørresundby", "Forsorgshjemmet Sven"),
        ("sovested korsør", "skuret har lukket", "Skuret på Solens Plads", "16 km fra Korsør: Forsorgshjemmet"),
        ("varmestue slagelse", "toften er fuld", "Forsorgshjemmet Toften", "16 km fra Slagelse: Skuret"),
        ("mad kolding", "paraplyen er lukket", "Café Paraplyen", "Kolding Madhjælp"),
        ("sove i nat københavn", "sundholm er fuld", "Natcaféen på Sundholm", "Mændenes Hjem"),
        ("sovested københavn", "og graceKbh trak jeg ikke lod til", "GraceKbh", "Mændenes Hjem"),
        ("sovested kolding", "toftlund er fuld", "Forsorgshjemmet Toftlund", "Forsorgshjemmet Overmarksgården"),
    ],
)
async def test_name_wins_over_the_list(citizen: Citizen, first: str, said: str, left_out: str, stands: str) -> None:
    """A place that is called by its name is the one, also where another was told; that one stands."""
    await citizen.says(first)
    heard = await citizen.says(said)

    assert f"springer {left_out}" in heard
    assert f"nu. {stands}" in heard


@pytest.mark.parametrize("said", ["der er fyldt", "de er fyldt op", "jeg siger jo der er fuldt", "fuldt"])
async def test_same_no_wipes_out_one_place(citizen: Citizen, said: str) -> None:
    """Nobody reaches the next door in seconds: the second no is the first again, and the next place stands."""
    await citizen.says("sovested odense")
    await citizen.says("der er fyldt")
    heard = await citizen.says(said)

    assert heard.startswith("Jeg springer Natvarmestue over. Siger det næste også nej, så skriv OGSÅ NEJ.")
    assert "Overmarksgården" in heard
    assert "Overmarksgården over" in await citizen.says("OGSÅ NEJ")


async def test_later_no_is_another_door(citizen: Citizen) -> None:
    """After a quarter of an hour, or two minutes with a telephone, the same words are about the next place."""
    await citizen.says("sovested odense")
    await citizen.says("der er fyldt")
    citizen.running.clock.later(minutes=15)
    walked = await citizen.says("der er fyldt")
    citizen.running.clock.later(minutes=3)
    rung = await citizen.says("de siger nej")

    assert "springer Overmarksgården over" in walked
    assert "springer Forsorgshjemmet Toftlund over" in rung


async def test_unknown_name_is_asked_about(citizen: Citizen) -> None:
    """A name that fits no place costs none its bed; what it is goes to staff."""
    first = await citizen.says(BEDS)
    asked = await citizen.says("skabet er lukket")
    told = await citizen.chooses("Et andet")
    async with citizen.running.app.database.read() as db:
        [case] = await cases.open_cases(db)

    assert "Hvilket sted var det?" in asked
    assert told.startswith("Jeg siger det videre. Kirkens Korshærs Natvarmestue Aalborg")
    assert first.startswith("Kirkens Korshærs Natvarmestue Aalborg")
    assert (case.place, case.text) == (None, "skabet er lukket")


async def test_everyday_name_is_asked_about(citizen: Citizen) -> None:
    """ "Stedet" may be the place just told or the one that is called so."""
    await citizen.says("varmestue slagelse")
    await citizen.says("stedet har lukket")

    assert "springer Stedet over nu. 16 km fra Slagelse: Skuret" in await citizen.chooses("Stedet")


async def test_two_of_one_name_are_asked_about(citizen: Citizen) -> None:
    """Both houses on Sundholm are called so: which one is asked, and no town of that name is looked in."""
    await citizen.says("sovested københavn")
    await citizen.says("mændenes hjem er lukket")
    await citizen.says("hvor skal jeg så hen")
    heard = await citizen.says("sundholm var også fuld")

    assert "Nu søger jeg" not in heard
    assert "springer Natcaféen på Sundholm over" in await citizen.chooses("Natcaféen på Sundholm")


@pytest.mark.parametrize(
    "said",
    [
        "de sige nej til mig. fuld",
        "de åbnede ikke",
        "jeg står udenfor og ingen lukker op",
        "de smed mig ud",
        "alt er optaget",
        "jeg blev vist væk",
        "fik karantæne",
        "nix optaget",
        "de ville ikke lukke op",
        "jeg fik ikke en plads",
        "der er ingen her",
    ],
)
async def test_refusal_in_many_words(citizen: Citizen, said: str) -> None:
    """The words that people use at a shut door all lead to the next one, and to no question about death."""
    await citizen.says(BEDS)
    heard = await citizen.says(said)

    assert "springer Natvarmestue over" in heard
    assert "98 38 25 55" in heard
    assert len(citizen.heard) == 1


@pytest.mark.parametrize(
    "said",
    ["hvor så", "hvad så", "hvor skal jeg så hen", "hvad gør jeg nu", "hvad jeg gøre nu", "hvor skal jeg gå hen nu"],
)
async def test_what_then_is_the_next_place(citizen: Citizen, said: str) -> None:
    """After a list that was told these ask for the next place."""
    await citizen.says(BEDS)
    heard = await citizen.says(said)

    assert heard.startswith("Forsorgshjemmet Svenstrupgård")


async def test_what_then_without_a_list(citizen: Citizen) -> None:
    """ "Hvad så" is a greeting where nothing was told, and again some hours later."""
    first = await citizen.says("hvad så")
    await citizen.says(BEDS)
    citizen.running.clock.later(hours=3)

    assert first.startswith("Hej.")
    assert (await citizen.says("hvad så")).startswith("Hej.")


@pytest.mark.parametrize(
    "said", ["er der fyldt", "er parasollen lukket i morgen", "min ven er fuld", "jeg har ingen mad i dag"]
)
async def test_no_refusal_is_heard(citizen: Citizen, said: str) -> None:
    """A question without its mark, a drunken friend and an empty stomach leave no place out."""
    await citizen.says(BEDS)

    assert "springer" not in await citizen.says(said)


async def test_no_number_is_cut(citizen: Citizen) -> None:
    """However often it is said, the number that it is about is there."""
    await citizen.says("sovested odense")
    await citizen.says("der er fyldt")
    for _ in range(2):
        heard = await citizen.says("også nej")

    assert "Kommunen skal også hjælpe" in heard
    assert heard.endswith(("ring 112.", "ring 112.\n"))


async def test_no_shelter_at_all(citizen: Citizen) -> None:
    """Who will not go to a shelter is told none tonight, and what the municipality owes."""
    await citizen.says("jeg er 19 skal sove i slagelse i nat")
    heard = await citizen.says("vil ikke på herberg")

    assert heard.startswith("Det er helt i orden.")
    assert "Toften" not in heard
    assert "Kommunen skal også hjælpe: 58 57 36 00." in heard
