"""An attempt that is under way, somebody who fears for another, and the hours after words of death."""

import pytest

from tests.journeys.citizen import Citizen

ALARM = "Ring 112 nu."
LIFE = "70 201 201"


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("har taget alle mine piller og vil bare sove for evigt", "82 12 12 12"),
        ("har skåret mig i håndleddet og det fosser ud", "Tryk hårdt på såret."),
        ("har åbnet årerne", "Tryk hårdt på såret."),
        ("står på kanten af broen og springer nu", "Gå væk derfra"),
        ("sidder på skinnerne ved svenstrup", "Gå væk derfra"),
        ("jeg hænger mig i dag har rebet klar", "Læg det fra dig"),
        ("jeg sidder med kniven mod håndleddet", "Læg det fra dig"),
    ],
)
async def test_attempt_hears_112_first(citizen: Citizen, said: str, act: str) -> None:
    """Where minutes count, 112 comes without an if and before every line; no town is asked, no list told."""
    told = await citizen.says(said)

    assert told.startswith(f"Godt, du skriver. {ALARM}")
    assert act in told
    assert told.index(act) < told.index(LIFE)
    assert "Hvilken by" not in "\n".join(citizen.heard)
    assert "Nattjenesten" not in "\n".join(citizen.heard)


async def test_attempt_goes_on(citizen: Citizen) -> None:
    """What follows stays with 112: a towel around it, a farewell, that it is done."""
    await citizen.says("har skåret mig i håndleddet og det fosser ud")
    towel = await citizen.says("har lagt et håndklæde om")
    farewell = await citizen.says("farvel")
    town = await citizen.says("jeg er i odense")

    assert all("Ring 112 nu, hvis ingen har gjort det." in said for said in (towel, farewell, town))
    assert "Sig til 112, at det er i Odense" in town


async def test_done_is_112(citizen: Citizen) -> None:
    """Who spoke of death and says that it is done is told 112, and Giftlinjen."""
    await citizen.says("jeg vil ikke leve mere")

    told = await citizen.says("har gjort det")

    assert "Ring 112 nu" in told
    assert "82 12 12 12" in told


async def test_done_alone_names_112(citizen: Citizen) -> None:
    """Said to nothing, it is asked about with 112 in it."""
    assert "112" in await citizen.says("har gjort det")


async def test_plan_without_an_hour_hears_the_line(citizen: Citizen) -> None:
    """A thought of it is still answered with who listens."""
    told = await citizen.says("jeg tænker på at springe ud fra en bro")

    assert f"Ring til Livslinien nu: {LIFE}. Er du i fare, så ring 112." in told


async def test_relative_is_spoken_to(citizen: Citizen) -> None:
    """Who fears for another hears what to do for them, in all that follows."""
    told = await citizen.says("han har det skidt og siger han vil dø")
    asks = await citizen.says("hvad skal jeg gøre")
    forbids = await citizen.says("han vil ikke have jeg ringer")
    gone = await citizen.says("han er gået nu")

    help_him = f"Er han i fare nu, så ring 112. Bliv hos ham, hvis du kan. Livslinien rådgiver også pårørende: {LIFE}."
    assert help_him in told
    assert asks.startswith("Spørg roligt, og lyt.")
    assert forbids.startswith("Ring alligevel.")
    assert all(help_him in said for said in (asks, forbids))
    assert f"{ALARM} Det er gratis, også uden taletid. Sig, hvor I sidst var i kontakt." in gone
    assert "Er du i fare" not in "\n".join(citizen.heard)


async def test_missing_son_is_112(citizen: Citizen) -> None:
    """A letter and an empty room are 112, and no ward for his mother."""
    told = await citizen.says("min søn har skrevet et afskedsbrev og er væk")

    assert ALARM in told
    assert "akutmodtagelse" not in told


async def test_silent_son_is_no_emergency(citizen: Citizen) -> None:
    """A son who does not write is met with who listens, and whom to ring out of fear for him."""
    told = await citizen.says("min søn skriver ikke mere til mig")

    assert "Ring til Livslinien nu" not in told
    assert "Er du bange for, at der er sket noget, så ring til politiet: 114." in told


async def test_thread_stays_for_hours(citizen: Citizen) -> None:
    """Hours later a greeting, dark words and an unanswered line are met, and nobody hears where to eat."""
    await citizen.says("jeg vil ikke leve mere")
    citizen.running.clock.later(hours=2)
    hello = await citizen.says("hej")
    again = await citizen.says("jeg overvejer det igen")
    busy = await citizen.says("livslinien svarer ikke")
    who = await citizen.says("hvem så")

    assert f"Livslinien svarer nu: {LIFE}." in hello
    assert f"Ring til Livslinien nu: {LIFE}." in again
    assert busy.startswith("Prøv igen, og læg ikke på.")
    assert who.startswith("Gå hen til en, du stoler på")
    assert "mad i Aarhus" not in "\n".join(citizen.heard)


async def test_unanswered_question_stays(citizen: Citizen) -> None:
    """Who was asked about their life and answers something dark is met, and not told that it is quite all right."""
    await citizen.says("ingen kan lide mig")
    nobody = await citizen.says("ingen gider mig")
    matters = await citizen.says("det kan være lige meget")
    bye = await citizen.says("farvel")

    assert all(LIFE in said for said in (nobody, matters, bye))
    assert not any("Det er helt i orden" in said for said in (nobody, matters, bye))


async def test_no_ends_the_thread(citizen: Citizen) -> None:
    """A no to the question is believed: what follows is answered as ever."""
    await citizen.says("ingen kan lide mig")
    await citizen.says("nej")

    assert LIFE not in await citizen.says("tak")


async def test_need_is_found_beside_the_thread(citizen: Citizen) -> None:
    """Who spoke of death an hour ago and asks for a bed or food is told where."""
    await citizen.says("jeg vil dø")
    citizen.running.clock.later(hours=1)

    assert "Toften" in await citizen.says("hvor kan jeg sove i slagelse")
    assert LIFE not in await citizen.says("tak")


async def test_better_is_met_with_gladness(citizen: Citizen) -> None:
    """That it is easier is good to hear; that it is not is no reason to be glad."""
    await citizen.says("jeg tænker på selvmord")
    better = await citizen.says("har det lidt bedre nu")
    worse = await citizen.says("jeg har det ikke bedre")

    assert better.startswith("Det er jeg glad for at høre.")
    assert f"Ring til Livslinien nu: {LIFE}." in worse


@pytest.mark.parametrize(
    "said",
    [
        "undskyld jeg forstyrrer",
        "er det slettet nu",
        "nu er de væk",
        "ring ikke til mig efter kl 20",
        "i må ikke sige det til nogen",
        "beklager at jeg spørger så sent",
    ],
)
async def test_everyday_words_are_not_asked_about(citizen: Citizen, said: str) -> None:
    """Nobody is asked whether they think of death who said nothing dark."""
    assert "tage dit liv" not in await citizen.says(said)


async def test_weary_words_are_met(citizen: Citizen) -> None:
    """Tired and fed up is no danger, and no riddle either."""
    told = await citizen.says("alt er lort")

    assert told.startswith("Jeg kan høre, det er svært.")
    assert "MENNESKE" in told
