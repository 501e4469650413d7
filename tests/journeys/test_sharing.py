"""One telephone, two people: a word tells them apart, and nothing of the one is told to the other."""

import pytest

from bot.store import sharers
from tests.databases import rows
from tests.journeys.bookable import at, offer
from tests.journeys.citizen import Citizen

WORD = "KODEORD blå hest"


async def second(citizen: Citizen) -> str:
    """Somebody else takes the phone, and a word of their own."""
    await citizen.says(WORD)
    return await citizen.chooses("Ja")


async def test_each_has_a_dialogue_of_their_own(citizen: Citizen) -> None:
    """The town, the open question and MINE DATA of the one are unknown to the other."""
    await citizen.says("mad i slagelse")
    heard = await second(citizen)
    assert "kun med dig" in heard

    theirs = await citizen.says("mine data")
    assert "Slagelse" not in theirs
    assert (await citizen.says("mad")).startswith("Hvilken by er du i?")
    await citizen.says("KODEORD")

    assert "Slagelse" in await citizen.says("mine data")


async def test_word_brings_them_back(citizen: Citizen) -> None:
    """Written differently, it is the same word; alone, it ends; after a quarter of an hour of silence it is over."""
    await second(citizen)
    await citizen.says("mad i kolding")
    assert "Farvel" in await citizen.says("kodeord")

    assert "kun med dig" in await citizen.says("kodeord: BLÅ  HEST!")
    assert "Kolding" in await citizen.says("mine data")
    citizen.running.clock.later(minutes=16)
    assert "Kolding" not in await citizen.says("mine data")


async def test_message_for_the_second_waits(citizen: Citizen) -> None:
    """A reminder of the second says only that there is a message; with the word it is told, and can be answered."""
    house = citizen.running
    await offer(house)
    await second(citizen)
    await citizen.says("book sygeplejerske i slagelse torsdag kl 10")
    await citizen.chooses("Ja")
    own = await citizen.says("mine tider")
    await citizen.says("kodeord")
    others = await citizen.says("mine tider")

    await at(house, 2, 17)
    told = await citizen.listens()
    plain = await citizen.says("1")
    given = await citizen.says(WORD)
    answered = await citizen.says("1")

    assert "kl. 10" in own
    assert "kl. 10" not in others
    assert told == "Der er en besked. Skriv KODEORD og dit ord."
    assert "kommer i morgen" not in plain
    assert "aftale i morgen kl. 10" in given
    assert "kommer i morgen" in answered


async def test_slet_mig_takes_one_of_them(citizen: Citizen) -> None:
    """The second goes without a trace of theirs, and the first keeps all; and the other way round."""
    folder = citizen.running.folder
    await citizen.says("mad i slagelse")
    await second(citizen)
    await citizen.says("mad i kolding")
    assert len(rows(folder, "select id from persons")) == 2

    await citizen.says("SLET MIG")
    assert "slettet" in await citizen.chooses("Ja")

    assert len(rows(folder, "select id from persons")) == 1
    assert rows(folder, "select id from sharers") == []
    assert "Slagelse" in await citizen.says("mine data")
    await second(citizen)
    await citizen.says("kodeord")
    await citizen.says("SLET MIG")
    await citizen.chooses("Ja")
    assert len(rows(folder, "select id from persons")) == 1
    assert "kun med dig" in await citizen.says(WORD)


async def test_words_cannot_be_guessed(citizen: Citizen) -> None:
    """Five unknown words an hour, then the right one is refused too; no answer tells whether somebody is there."""
    await second(citizen)
    await citizen.says("kodeord")
    answers = set()
    for word in ("rød hest", "grøn hest", "gul hest", "sort hest", "hvid hest"):
        answers.add(await citizen.says(f"kodeord {word}"))
        await citizen.says("nej")

    refused = await citizen.says(WORD)
    citizen.running.clock.later(minutes=61)

    assert "Vent en time" in refused
    assert "kun med dig" in await citizen.says(WORD)


async def test_word_is_not_kept_as_a_text(citizen: Citizen) -> None:
    """The message that holds the word is gone once it is answered: nobody who reads the case reads it."""
    await second(citizen)

    kept = rows(citizen.running.folder, "select sealed from inbox where sealed is not null")
    assert len(kept) == 1  # the yes


@pytest.mark.parametrize("word", ["kodeord", "kodeord a", "kodeord 1"])
async def test_no_word_is_explained(citizen: Citizen, word: str) -> None:
    """Without a word, or with one that is none, it is said what to write."""
    assert "ord" in await citizen.says(word)
    assert sharers.SHORTEST == 4


async def test_danger_is_answered_whoever_it_is(citizen: Citizen) -> None:
    """Nobody in danger is asked for a word."""
    await second(citizen)
    await citizen.says("kodeord")

    assert "112" in await citizen.says("min ven trækker ikke vejret")
    assert "112" in await citizen.says("kodeord hjælp han trækker ikke vejret")
