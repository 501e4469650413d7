"""A human takes over: asked for, taken by one, words both ways, given on, ended, and nobody is left between two."""

import asyncio

import pytest

from tests.journeys.bookable import run_jobs
from tests.journeys.citizen import Citizen, SmsCitizen, TelegramCitizen
from tests.journeys.team import another, staff_of
from tests.line.looking import rows
from tests.running import Running

WISH = "jeg vil tale med et menneske i Slagelse om min bolig"


@pytest.fixture
async def lone(citizen: Citizen) -> Citizen:
    """Somebody on duty in Slagelse."""
    return await staff_of(citizen, "Slagelse", name="Lone", number=60)


@pytest.fixture
async def bo(citizen: Citizen) -> Citizen:
    """A colleague of hers."""
    return await staff_of(citizen, "Slagelse", name="Karl", number=61)


@pytest.fixture
async def held(citizen: Citizen, lone: Citizen, bo: Citizen) -> Citizen:
    """A citizen whose talk Lone has taken; all have looked at their phones."""
    await citizen.says(WISH)
    await lone.listens()
    await lone.chooses("Jeg tager den")
    await citizen.listens()
    await bo.listens()
    return citizen


def pseudonym(citizen: Citizen) -> str:
    """By what staff know the citizen."""
    query = "select p.pseudonym from persons p join talks t on t.citizen = p.id order by t.id desc"
    return str(rows(citizen.running.folder, query)[0][0])


async def test_talk_goes_both_ways(citizen: Citizen, lone: Citizen, bo: Citizen) -> None:
    """Asked, taken with one digit, written both ways, ended; the bot is silent meanwhile and back after it."""
    asked = await citizen.says(WISH)
    heard = await lone.listens()
    assert "har vagt" in asked
    assert "min bolig" in heard
    assert "200000" not in heard

    taken = await lone.chooses("Jeg tager den")
    greeted = await citizen.listens()
    settled = await bo.listens()
    assert "Du har" in taken
    assert "Lone fra Slagelse Kommune" in greeted
    assert "Lone har taget" in settled

    assert await lone.says("hej, hvad er der sket") == ""
    assert await citizen.listens() == "Lone: hej, hvad er der sket"
    assert await citizen.says("hvor kan jeg sove i nat") == ""
    assert await lone.listens() == f"{pseudonym(citizen)}: hvor kan jeg sove i nat"

    ended = await lone.says("slut")
    back = await citizen.listens()
    assert "LUK 1" in ended
    assert "Lone er gået nu" in back
    assert "Toften" in await citizen.says("hvor kan jeg sove i nat i slagelse")
    assert not await lone.listens()


async def test_one_of_two_takes_it(citizen: Citizen, lone: Citizen, bo: Citizen) -> None:
    """Both answer at once: one has it, the other hears who, and the citizen hears of one."""
    await citizen.says(WISH)
    await lone.listens()
    await bo.listens()

    said = list(await asyncio.gather(lone.says("1"), bo.says("1")))
    for one in (lone, bo):
        said += [await one.listens()]

    everything = "\n".join(said)
    assert everything.count("Du har") == 1
    assert everything.count("har allerede taget") == 1
    assert (await citizen.listens()).count("er her nu") == 1
    assert len(rows(citizen.running.folder, "select * from talks where state = 'held'")) == 1


async def test_old_question_takes_nothing(held: Citizen, lone: Citizen, bo: Citizen) -> None:
    """Once it is taken, the digit of another hears who has it, and that nothing more is needed."""
    late = await bo.chooses("Jeg tager den") if isinstance(held, TelegramCitizen) else await bo.says("1")

    assert late == f"Lone har allerede taget {pseudonym(held)}. Tak, du skal ikke gøre mere."
    await lone.says("hej")
    assert await held.listens() == "Lone: hej"


async def test_danger_is_answered_and_passed_on(held: Citizen, lone: Citizen) -> None:
    """112 comes at once, and the human hears the words and that the machine has answered."""
    answer = await held.says("han trækker ikke vejret")
    heard = await lone.listens()

    assert "Ring 112 nu" in answer
    assert "han trækker ikke vejret" in heard
    assert "maskinen har sagt 112" in heard


async def test_staff_write_of_danger(held: Citizen, lone: Citizen) -> None:
    """What staff write of danger goes to the citizen, and no emergency answer gets in its way."""
    said = await lone.says("ring 112 hvis han trækker ikke vejret")

    assert "Sendt til" in said
    assert "Ring 112 nu" not in said
    assert (await held.listens()).startswith("Lone: ring 112")


@pytest.mark.parametrize("word", ["MASKINE", "Slut."])
async def test_citizen_ends_it(held: Citizen, lone: Citizen, word: str) -> None:
    """MASKINE brings the bot back, as does SLUT, which is no STOP here; and the human hears it."""
    back = await held.says(word)
    heard = await lone.listens()

    assert "her igen" in back
    assert "har sluttet samtalen" in heard
    assert "Toften" in await held.says("hvor kan jeg sove i nat i slagelse")


@pytest.mark.parametrize(
    ("word", "nobody"),
    [("STOP", "har skrevet STOP eller kan ikke nås."), ("slet mig", "Der er ingen sag 1, som du kan se.")],
)
async def test_rights_work_in_a_talk(held: Citizen, lone: Citizen, word: str, nobody: str) -> None:
    """STOP and SLET MIG are the bot's matter; the human hears that the talk is over."""
    answer = await held.says(word)
    if word == "slet mig":
        answer = await held.says("ja")
    heard = await lone.listens()

    assert answer
    assert "har sluttet samtalen" in heard
    assert not rows(held.running.folder, "select * from talks where state = 'held'")
    assert (await lone.says("tag 1")).endswith(nobody)


async def test_several_talks_keep_apart(held: Citizen, lone: Citizen) -> None:
    """The newest word is answered and said to be; a name or a number chooses another."""
    first, other = pseudonym(held), another(held, 70)
    await other.says("jeg vil tale med et menneske i Slagelse om gæld")
    await lone.listens()
    await lone.says("1")
    await other.listens()
    second = pseudonym(held)
    assert first != second

    newest = await lone.says("hvor er du?")
    assert newest.startswith(f"Til {second}: hvor er du")
    assert await other.listens() == "Lone: hvor er du?"
    await held.says("er du der")
    await lone.listens()
    assert first in await lone.says("ja")
    assert await held.listens() == "Lone: ja"

    named = await lone.says(f"{second.lower()}: jeg kommer")
    numbered = await lone.says("til 1 vent lidt")
    assert second in named
    assert first in numbered
    assert await other.listens() == "Lone: jeg kommer"
    assert await held.listens() == "Lone: vent lidt"
    assert "Intet er sendt" in await lone.says("KK9999: hvad")

    await lone.says("slut 1")
    assert "er gået nu" in await held.listens()
    assert not await other.listens()


async def test_given_to_a_colleague(held: Citizen, lone: Citizen, bo: Citizen) -> None:
    """The colleague must say yes; until then the first one has it, and the citizen hears who writes now."""
    asked = await lone.says("giv den til karl")
    await held.says("er du der")
    between = await lone.listens()
    offered = await bo.listens()
    assert "Jeg har spurgt Karl" in asked
    assert "er du der" in between
    assert "min bolig" in offered

    await bo.says("1")
    assert "Du er fri" in await lone.listens()
    assert "Karl skriver med dig nu i stedet for Lone" in await held.listens()
    await held.says("hej Karl")
    assert "hej Karl" in await bo.listens()
    assert not await lone.listens()


async def test_colleague_says_no(held: Citizen, lone: Citizen, bo: Citizen) -> None:
    """A no, or no answer within ten minutes, leaves it where it was, and who holds it knows."""
    await lone.says("giv til Karl")
    await bo.listens()
    await bo.says("2")
    refused = await lone.listens()

    await lone.says("giv til Karl")
    held.running.clock.later(minutes=10)
    await run_jobs(held.running)
    unanswered = await lone.listens()
    await bo.says("1")

    assert "Karl kan ikke nu" in refused
    assert "Karl har ikke svaret" in unanswered
    await held.says("hallo")
    assert "hallo" in await lone.listens()


async def test_given_to_nobody(held: Citizen, lone: Citizen) -> None:
    """An unknown name names those who are there; BOTTEN gives it back."""
    unknown = await lone.says("giv til Yrsa")
    back = await lone.says("giv til botten")

    assert "Karl" in unknown
    assert "Du har stadig" in unknown
    assert "er slut" in back
    assert "her igen" in await held.listens()


@pytest.mark.parametrize("how", ["STOP", "removed", "forgotten"])
async def test_holder_who_goes_leaves_nobody_alone(held: Citizen, lone: Citizen, bo: Citizen, how: str) -> None:
    """Whoever is removed, stops or deletes themselves in a talk: others are asked, and the bot answers meanwhile."""
    if how == "STOP":
        assert "ikke tage en samtale" in await lone.says("STOP")
    elif how == "forgotten":
        await lone.says("slet mig")
        await lone.says("ja")
    else:
        await lone.says("jeg stopper som frivillig")
    await run_jobs(held.running)

    assert "kan ikke skrive mere" in await held.listens()
    assert "min bolig" in await bo.listens()
    assert "Toften" in await held.says("hvor kan jeg sove i nat i slagelse")
    await bo.chooses("Jeg tager den")
    assert "Karl fra Slagelse Kommune" in await held.listens()


async def test_holder_gone_before_the_beat(held: Citizen, lone: Citizen, bo: Citizen) -> None:
    """A word to somebody who has just stopped is not lost: others are asked with it."""
    await lone.says("STOP")

    answer = await held.says("jeg står på banegården")
    asked = await bo.listens()
    await bo.says("1")

    assert "har spurgt de andre" in answer
    assert "banegården" in asked


async def test_silence_is_told(held: Citizen, lone: Citizen) -> None:
    """Half an hour without an answer is said to both; after four hours without a word the bot is back."""
    await lone.says("hej")
    await held.listens()
    await held.says("er du der")
    await lone.listens()
    held.running.clock.later(minutes=30)
    await run_jobs(held.running)
    waiting, reminded = await held.listens(), await lone.listens()
    await run_jobs(held.running)
    again = await held.listens()
    held.running.clock.later(hours=4)
    await run_jobs(held.running)

    assert "Lone har ikke svaret endnu" in waiting
    assert "venter på dit svar" in reminded
    assert not again
    assert "her igen" in await held.listens()
    assert "i 4 timer" in await lone.listens()


async def test_long_words_arrive_whole(held: Citizen, lone: Citizen) -> None:
    """Nothing of a long message is lost on an SMS, in pieces that each say whose they are."""
    words = [f"ord{n}" for n in range(150)]

    await held.says(" ".join(words))
    heard = await lone.listens()

    assert [word for word in heard.split() if word.startswith("ord")] == words
    assert all(piece.startswith(pseudonym(held)) for piece in lone.heard)


async def test_wordless_is_passed_on(held: Citizen, lone: Citizen) -> None:
    """A photo and a sign that no phone can show are told of."""
    await held.sends_photo()
    photo = await lone.listens()
    await held.says("\U0001f64f")
    sign = await lone.listens()

    assert "et billede" in photo
    assert "et tegn" in sign


async def test_bot_hears_its_own_answers(held: Citizen, lone: Citizen) -> None:
    """A number before the bot asked anything goes over; the answer to what it asked last is its own."""
    assert await held.says("2") == ""
    assert (await lone.listens()).endswith(": 2")
    asked = await held.says("slet mig")
    kept = await held.says("2")

    assert "Skal jeg slette" in asked
    assert "sletter ikke" in kept
    assert not await lone.listens()


async def test_yes_after_danger_asks_a_human(citizen: Citizen, lone: Citizen) -> None:
    """A plain yes to the human that is offered after danger, or after two misunderstandings, is one."""
    await citizen.says("mad i slagelse")
    await citizen.says("jeg vil ikke leve mere")
    await citizen.says("ja")
    told, danger = citizen.heard[0], await lone.listens()
    lost = another(citizen, 71)
    await lost.says("mad i slagelse")
    for text in ("blæ blæ xyz", "qwe rty uiop"):
        await lost.says(text)
    await lost.says("ja")

    assert "De får også det, du skrev" in told
    assert "vil ikke leve mere" in danger
    assert "qwe rty" in await lone.listens()


async def test_staff_pick_up_a_case(citizen: Citizen, lone: Citizen) -> None:
    """TAG and a number begins a talk with whoever wrote the case; not in the night, and not twice."""
    await citizen.says("der var lukket på varmestuen i slagelse")
    await lone.listens()
    citizen.running.clock.later(hours=8)
    asleep = await lone.says("tag 1")
    citizen.running.clock.later(hours=12)
    taken = await lone.says("tag 1")

    assert "Folk sover" in asleep
    assert "Du har" in taken
    assert "Lone fra Slagelse Kommune" in await citizen.listens()
    assert "allerede" in await lone.says("tag 1")


@pytest.mark.usefixtures("lone")
async def test_other_municipality_hears_nothing(citizen: Citizen) -> None:
    """Staff elsewhere are not asked, and cannot take it by its number."""
    ane = await staff_of(citizen, "Kolding", name="Ane", number=62)
    await citizen.says(WISH)

    assert not await ane.listens()
    assert "ingen sag 1" in await ane.says("tag 1")
    assert "ingen sag 1" in await ane.says("sag 1")
    assert "ingen åben sag" in await ane.says("sager")


async def test_words_that_would_be_lost_are_told(held: Citizen, lone: Citizen) -> None:
    """What reads like hours of a place goes over and is said to; so is a link that an SMS cannot carry."""
    hours = await lone.says("vi har åbent til kl 17 i dag")
    there = await held.listens()
    link = await lone.says("se www.slagelse.dk for mere")

    assert "Var det til mig" in hours
    assert there == "Lone: vi har åbent til kl 17 i dag"
    assert ("kan ikke sendes på sms" in link) == isinstance(lone, SmsCitizen)
    assert (await held.listens()).startswith("Lone: se ")


@pytest.mark.usefixtures("held")
async def test_every_act_is_audited(house: Running, lone: Citizen, bo: Citizen) -> None:
    """Take, give, accept and end are in the log with the pseudonyms of staff, and no word of what was said."""
    await lone.says("giv til Karl")
    await bo.listens()
    await bo.says("1")
    await bo.says("slut")

    acts = rows(house.folder, "select act, role, municipality from audit where act <> 'join' order by id")
    assert acts == [(act, "staff", "Slagelse") for act in ("take", "give", "accept", "end")]
    assert "bolig" not in str(rows(house.folder, "select * from audit"))


async def test_late_answer_for_what_is_over(citizen: Citizen, lone: Citizen, bo: Citizen) -> None:
    """The citizen needs nobody any more: whoever answers late hears that it is over, and is thanked."""
    await citizen.says(WISH)
    await citizen.says("fortryd")
    await lone.listens()
    await bo.listens()

    assert await lone.says("1") == "Det er overstået. Tak for dit svar."
    assert await bo.says("2") == "Det er overstået. Tak for dit svar."


async def test_late_digit_to_citizen(citizen: Citizen, lone: Citizen, bo: Citizen) -> None:
    """Somebody who holds a talk writes "1" to their citizen, though a colleague took another meanwhile."""
    await citizen.says(WISH)
    await bo.listens()
    await lone.says("1")
    other = another(citizen, 2)
    await other.says(WISH)
    await bo.listens()
    await bo.says("1")
    await other.listens()

    assert await bo.says("1") == ""
    assert (await other.listens()).endswith(": 1")


@pytest.mark.parametrize(
    "order", ["skriv til alle i aalborg: Natvarmestuen åbner kl 20", "haster: skriv til alle i kolding: gå indenfor"]
)
async def test_order_for_many_stays_here(held: Citizen, lone: Citizen, order: str) -> None:
    """A text for many is never passed on to the one in the talk, even where something in it must be asked about."""
    await lone.says(order)
    await held.listens()

    assert lone.heard
    assert held.heard == []


async def test_undo_is_never_passed_on(held: Citizen, lone: Citizen) -> None:
    """FORTRYD is for the bot, also where there is nothing to take back."""
    said = await lone.says("fortryd")
    await held.listens()

    assert "tage tilbage" in said
    assert held.heard == []


async def test_words_meanwhile_are_kept(citizen: Citizen, lone: Citizen, bo: Citizen) -> None:
    """What is written before anybody has taken it floods nobody, and is read whole by whoever takes it."""
    await citizen.says(WISH)
    await lone.listens()
    await bo.listens()
    await citizen.says("min udlejer har skiftet låsen og mine ting er derinde")
    bed = await citizen.says("hvor kan jeg sove i nat")
    also = await citizen.says("jeg har to børn hos min søster")
    assert not await lone.listens()

    taken = await lone.says("TAG 1")

    assert "Toften" in bed
    assert "sender det videre, du skriver" in also
    for words in (WISH, "skiftet låsen", "hvor kan jeg sove i nat", "to børn"):
        assert words in taken
    heard = await bo.says("hej")
    assert "Lone har taget" in heard
    assert not any(words in heard for words in (WISH, "skiftet låsen", "sove i nat", "to børn"))


async def test_danger_meanwhile_comes_first(citizen: Citizen, lone: Citizen) -> None:
    """Danger is answered at once while nobody has taken it, and whoever does reads of it."""
    await citizen.says(WISH)
    await lone.listens()
    danger = await citizen.says("min ven er bevidstløs")
    awake = await citizen.says("han er vågen nu")
    taken = await lone.says("TAG 1")

    assert "Ring 112 nu" in danger
    assert awake.startswith("Det er godt.")
    assert "bevidstløs" in taken
    assert "maskinen har sagt 112" in taken
    assert "vågen nu" in taken


async def test_rights_are_the_machines(citizen: Citizen, lone: Citizen) -> None:
    """A thanks, a number and MINE DATA are nothing for staff to read."""
    await citizen.says(WISH)
    await lone.listens()
    for said in ("tak", "mine data", "2", "mere"):
        await citizen.says(said)

    taken = await lone.says("TAG 1")

    assert WISH not in taken
    assert "Du har" in taken
