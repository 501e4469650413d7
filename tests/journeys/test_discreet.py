"""Somebody whose phone others read: after SKJUL no message names a place or a kind of help, until VIS IGEN."""

import re

import pytest

from tests.journeys.citizen import Citizen, SmsCitizen
from tests.journeys.team import staff_of
from tests.wording.test_veil import names_in

# What somebody who looks over a shoulder would learn something by.
TELLING = re.compile(
    r"herberg|forsorg|krise|vold|misbrug|rusm|alkohol|stof|behandl|læge|tand|psyk|sove|natcaf|varmestue|værested"
    r"|bolig|hjemløs|\bmad\b|\bbad\b|\btøj\b|Åben Dør|Livslinien|1888 ?\(|shelter|sleep|violence|dentist",
    re.IGNORECASE,
)


def _shown(citizen: Citizen) -> list[str]:
    """Everything that the phone shows since the last message, buttons too."""
    if isinstance(citizen, SmsCitizen):
        return list(citizen.heard)
    bubbles = [one for one in citizen.running.telegram.bubbles if one.chat == citizen.chat]  # type: ignore[attr-defined]
    new = bubbles[len(bubbles) - len(citizen.heard) :]
    return [text for one in new for text in (one.text, *one.buttons, *one.keys)]


@pytest.mark.parametrize(
    "text",
    [
        "hvor kan jeg sove i nat i slagelse",
        "tandlæge i kolding",
        "afvænning i vejle",
        "krisecenter i odense",
        "jeg er blevet slået af min mand",
        "jeg vil ikke leve mere",
        "varmestue i aarhus",
        "hej",
        "hvad kan du",
        "menneske",
        "xyzzy",
        "mine data",
        "mad i slagelse",
    ],
)
async def test_nothing_tells_after_skjul(citizen: Citizen, text: str) -> None:
    """Whatever is asked, neither the answer nor its continuation nor a button tells what it is about."""
    await citizen.says("skjul")
    shown = _shown(citizen)

    await citizen.says(text)
    shown += _shown(citizen)
    await citizen.says("mere")
    shown += _shown(citizen)

    assert [line for line in shown if TELLING.search(line)] == []


async def test_answer_is_still_one(citizen: Citizen) -> None:
    """Where, until when and the number are said as before."""
    plain = await citizen.says("café parasollen i aalborg")
    await citizen.says("skjul")
    discreet = await citizen.says("café parasollen i aalborg")

    assert "Parasollen" in plain
    assert "Stedet" in discreet
    for fact in ("Boulevarden 19", "98 10 92 66"):
        assert fact in discreet


@pytest.mark.parametrize("asked", ["krisecenter i vejle", "vejle krisecenter", "jeg er bange for min mand vejle"])
async def test_home_of_the_fleeing_is_never_told(citizen: Citizen, asked: str) -> None:
    """Where one can flee to is nobody's to read: only the number that knows them all is said."""
    await citizen.says("skjul")

    heard = await citizen.says(asked)

    assert "1888" in heard
    for fact in ("Rosengårds", "75 83 93 33", "Krisecenter"):
        assert fact not in heard


async def test_danger_keeps_its_numbers(citizen: Citizen) -> None:
    """A cry for help is answered with the same numbers to ring."""
    await citizen.says("skjul")

    for text, numbers in (
        ("min mand slår mig", ("112", "1888")),
        ("jeg vil ikke leve mere", ("112", "70 201 201")),
        ("min ven har taget en overdosis", ("112", "82 12 12 12")),
    ):
        heard = await citizen.says(text)
        assert all(number in heard for number in numbers)


async def test_stays_until_taken_back(citizen: Citizen) -> None:
    """Weeks later it still holds; VIS IGEN and FORTRYD end it; the advice to delete what lies in the phone is given."""
    assert "Slet selv" in await citizen.says("skjul")
    citizen.running.clock.later(days=40)
    assert "Forsorgshjem" not in await citizen.says("sove i slagelse")

    assert "navne" in await citizen.says("vis igen")
    assert "Forsorgshjem" in await citizen.says("sove i slagelse")
    await citizen.says("skjul")
    await citizen.says("fortryd")
    assert "Kirkens Korshær" in await citizen.says("varmestue i aarhus")


async def test_first_contact_is_discreet(citizen: Citizen) -> None:
    """SKJUL as the very first word: the greeting that follows tells nothing either, but that we are a machine."""
    heard = await citizen.says("skjul")

    assert "maskine" in heard
    assert "Åben Dør" not in heard


async def test_staff_are_told_to_be_careful(citizen: Citizen) -> None:
    """A human who takes over writes freely, so they hear that others read that phone."""
    lone = await staff_of(citizen, "Slagelse")
    await citizen.says("skjul")
    await citizen.says("jeg vil tale med et menneske i slagelse")

    await lone.listens()
    heard = await lone.chooses("Jeg tager")

    assert "Andre læser med" in heard


async def test_my_data_says_it(citizen: Citizen) -> None:
    """MINE DATA names it like all else that is kept."""
    await citizen.says("skjul")

    assert "SKJUL" in await citizen.says("mine data")


@pytest.mark.parametrize(
    "text",
    ["sove i nat i slagelse", "natcafé på sundholm", "reden i odense", "værested i brovst", "hvor ligger toften"],
)
async def test_no_place_is_named_after_skjul(citizen: Citizen, text: str) -> None:
    """In a small town everybody knows what "Toften" is: no answer, page or button has the name of a place."""
    await citizen.says("skjul")
    await citizen.says(text)
    shown = _shown(citizen)
    await citizen.says("mere")
    shown += _shown(citizen)

    assert [line for line in shown if names_in(line)] == []


@pytest.mark.parametrize(
    "said",
    [
        "han læser mine beskeder",
        "kan han se at jeg har skrevet til jer",
        "skriv noget andet hvis han ser det",
        "kan i skjule det her",
        "can he see that i wrote to you",
    ],
)
async def test_reader_is_told_of(citizen: Citizen, said: str) -> None:
    """Somebody reads along: what is in the phone can be seen, and from then on only the number is said."""
    await citizen.says("jeg er gået fra min mand og har to børn med")

    heard = await citizen.says(said)

    assert "SLET MIG" in heard
    assert "1888" in heard
    assert "Livslinien" not in heard
    later = await citizen.says("krisecenter vejle")
    assert "1888" in later
    assert "Krisecenter" not in later
    assert "Rosengårds" not in later
    assert "75 83 93 33" not in later


async def test_fear_of_being_read_is_danger(citizen: Citizen) -> None:
    """A near miss: here a blow is told of."""
    assert "112" in await citizen.says("hvis han ser det slår han mig ihjel")
