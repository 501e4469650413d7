"""Cases by text: listed, read, answered, closed with what was done, and an offer turned into an invitation."""

import pytest

from bot.model import RoleName
from tests.journeys.bookable import at
from tests.journeys.citizen import Citizen
from tests.journeys.team import another, code_for, staff_of, volunteer_of
from tests.line.looking import rows
from tests.running import Running


@pytest.fixture
async def lone(citizen: Citizen) -> Citizen:
    """Staff in Slagelse."""
    return await staff_of(citizen, "Slagelse", name="Lone", number=60)


@pytest.fixture
async def offered(citizen: Citizen) -> Citizen:
    """Somebody who offers help in Slagelse."""
    await citizen.says("jeg vil gerne hjælpe som frivillig i Slagelse")
    return citizen


async def test_cases_are_listed_and_read(citizen: Citizen, lone: Citizen, offered: Citizen) -> None:
    """Oldest first, in a line each; one of them whole, with a pseudonym and the words that work."""
    other = another(citizen, 70)
    await other.says("der var lukket på varmestuen i slagelse")

    listed = await lone.says("sager")
    whole = await lone.says("sag 1")

    lines = listed.splitlines()
    assert lines[0].startswith("1 et tilbud, ")
    assert lines[1].startswith("2 en melding, ")
    assert "jeg vil gerne hjælpe som frivillig i Slagelse" in whole
    assert "LUK 1" in whole
    assert "200000" not in listed + whole
    assert offered.heard


async def test_case_shows_no_cpr(citizen: Citizen, lone: Citizen) -> None:
    """Who gives a CPR number with an offer, however it is written, is told; staff read the rest without it."""
    heard = await citizen.says("jeg vil gerne hjælpe i Slagelse, jeg er 01-01-90-1234")

    whole = await lone.says("sag 1")

    assert "cpr-nummer" in heard
    assert "jeg er XXXXXX-XXXX" in whole


async def test_many_cases_are_paged(citizen: Citizen, lone: Citizen) -> None:
    """More than two parts hold are on further pages."""
    for number in range(12):
        await another(citizen, 100 + number).says(f"jeg vil gerne hjælpe med tøj nr {number} i Slagelse")

    shown = await lone.says("sager")
    while "Tøj nr 11" not in shown and "tøj nr 11" not in shown:
        before = len(shown)
        shown += "\n" + await lone.says("mere")
        assert len(shown) > before + 5, shown

    numbers = [line.split()[0] for line in shown.splitlines() if line[:1].isdigit()]
    assert numbers == [str(number) for number in range(1, 13)]


async def test_answer_reaches_the_citizen(citizen: Citizen, lone: Citizen, offered: Citizen) -> None:
    """SVAR sends the words under the municipality's name, and the case stays open."""
    said = await lone.says("svar 1 tak, vi ringer til dig på mandag")
    heard = await offered.listens()

    assert "Sendt til" in said
    assert "LUK 1" in said
    assert heard.startswith("Slagelse Kommune: tak, vi ringer til dig på mandag")
    assert "MENNESKE" in heard
    assert await lone.says("sager")
    assert citizen.heard


async def test_order_closes_no_case(lone: Citizen, offered: Citizen) -> None:
    """SAG 1 while it is asked what was done shows the case, and is told to nobody as what was done."""
    await lone.says("luk 1")
    said = await lone.says("sag 1")
    heard = await offered.listens()

    assert "Hvad er der gjort" not in said
    assert "lukket" not in heard


async def test_answer_is_asked_for(lone: Citizen, offered: Citizen) -> None:
    """SVAR and LUK alone ask for the words."""
    asked = await lone.says("svar 1")
    await lone.says("kom forbi på torsdag")
    answered = await offered.listens()
    done = await lone.says("luk 1")
    await lone.says("aftalt at komme torsdag")
    closed = await offered.listens()

    assert "Hvad skal jeg svare" in asked
    assert "kom forbi på torsdag" in answered
    assert "Hvad er der gjort" in done
    assert "Det er gjort: aftalt at komme torsdag" in closed
    assert "ingen åben sag" in await lone.says("sager")
    assert "Lukket: aftalt" in await lone.says("sag 1")
    assert "i forvejen" in await lone.says("luk 1 igen")


@pytest.mark.parametrize(
    ("text", "word"), [("sag", "SAG"), ("sag -1", "SAG"), ("svar", "SVAR"), ("luk", "LUK"), ("luk sagen", "LUK")]
)
async def test_order_without_number_is_asked_about(lone: Citizen, text: str, word: str) -> None:
    """Never read as a citizen's: "luk" ends nothing and stops nothing."""
    assert await lone.says(text) == f"Hvilken sag? Skriv {word} og nummeret. SAGER viser dem."


async def test_case_nought_is_named(lone: Citizen) -> None:
    """A number that no case has is said back."""
    assert await lone.says("sag 0") == "Der er ingen sag 0, som du kan se."


@pytest.mark.usefixtures("offered")
async def test_svar_is_no_choice(lone: Citizen) -> None:
    """While a list is open "svar 1" is about case 1, and a bare 1 takes from the list."""
    await lone.says("hvor kan jeg sove")

    assert "Hvad skal jeg svare" in await lone.says("svar 1")


async def test_answer_in_a_talk_is_asked_for(citizen: Citizen, lone: Citizen) -> None:
    """Without words the number of a held talk asks for them; they go to that citizen."""
    await citizen.says("jeg vil tale med et menneske i slagelse")
    await lone.listens()
    await lone.chooses("Jeg tager")

    assert "Hvad skal jeg svare" in await lone.says("svar 1")
    await lone.says("kom bare forbi")
    assert "kom bare forbi" in await citizen.listens()


async def test_talk_is_given_to_somebody(citizen: Citizen, lone: Citizen) -> None:
    """GIV alone asks to whom, and the talk is kept."""
    await citizen.says("jeg vil tale med et menneske i slagelse")
    await lone.listens()
    await lone.chooses("Jeg tager")

    assert (await lone.says("giv")).startswith("Til hvem? Skriv GIV TIL og et navn.")


async def test_answer_waits_for_the_morning(house: Running, lone: Citizen, offered: Citizen) -> None:
    """Nobody is woken by the end of a case that they did not wait for."""
    await at(house, 1, 22)
    await lone.says("luk 1 tak for tilbuddet")
    at_night = await offered.listens()
    await at(house, 2, 8)

    assert not at_night
    assert "tak for tilbuddet" in await offered.listens()


async def test_stopped_citizen_is_left_in_peace(lone: Citizen, offered: Citizen) -> None:
    """Who wrote STOP hears nothing, and staff hear that."""
    await offered.says("STOP")

    assert "Intet er sendt" in await lone.says("svar 1 hej")
    assert "Intet er sendt" in await lone.says("inviter 1 til Stedet")
    assert "kan ikke få det at vide" in await lone.says("luk 1 skrev stop")
    assert not await offered.listens()


async def test_offer_becomes_invitation(house: Running, lone: Citizen, offered: Citizen) -> None:
    """INVITER and the case's number sends a code for a place, which works."""
    asked = await lone.says("inviter 1")
    sent = await lone.says("inviter 1 til Stedet")
    heard = await offered.listens()
    code = heard.split("KODE ")[1][:9]
    welcomed = await offered.says(f"KODE {code}")

    assert "INVITER 1 TIL" in asked
    assert "kode til" in sent
    assert code not in sent
    assert "vil gerne have din hjælp" in heard
    assert "Velkommen" in welcomed
    acts = [row[0] for row in rows(house.folder, "select act from audit order by id")]
    assert acts == ["join", "invite", "join"]


async def test_only_offers_are_invited(citizen: Citizen, lone: Citizen) -> None:
    """A complaint is no offer."""
    await citizen.says("der var lukket på varmestuen i slagelse")

    assert "ikke et tilbud" in await lone.says("inviter 1 til Stedet")


async def test_answer_ends_the_asking(citizen: Citizen, lone: Citizen) -> None:
    """Who answers a wish for a human by SVAR tells the others so."""
    karl = await staff_of(citizen, "Slagelse", name="Karl", number=61)
    await citizen.says("jeg vil tale med et menneske i Slagelse om min bolig")
    await lone.listens()
    await karl.listens()
    await lone.says("svar 1 kom i morgen kl. 10")

    assert "Lone har svaret" in await karl.listens()
    assert "kom i morgen kl. 10" in await citizen.listens()
    assert not rows(citizen.running.folder, "select * from talks where state <> 'over'")


async def test_close_ends_own_talk(citizen: Citizen, lone: Citizen) -> None:
    """LUK in a talk ends it; a colleague cannot close what somebody else is talking about."""
    karl = await staff_of(citizen, "Slagelse", name="Karl", number=61)
    await citizen.says("jeg vil tale med et menneske i Slagelse om min bolig")
    await lone.listens()
    await lone.says("1")
    await citizen.listens()

    assert "Lone skriver med" in await karl.says("luk 1 færdig")
    assert "er lukket" in await lone.says("luk 1 har fået en tid")
    heard = await citizen.listens()
    assert "er gået nu" in heard
    assert "Det er gjort: har fået en tid" in heard


async def test_admin_sees_all(citizen: Citizen, lone: Citizen, offered: Citizen) -> None:
    """A case without a municipality is the admins' matter; they see the others too."""
    other, admin = another(citizen, 70), another(citizen, 69)
    await other.says("jeg vil gerne hjælpe som frivillig")
    await admin.says(f"KODE {await code_for(citizen.running, RoleName.ADMIN)}")

    seen = await admin.says("sager")

    assert "2 et tilbud" in seen
    assert "1 et tilbud" in seen
    assert "2 et tilbud" not in await lone.says("sager")
    assert "ingen sag 2" in await lone.says("svar 2 hej")
    assert offered.heard


async def test_citizens_words_are_no_orders(citizen: Citizen, lone: Citizen) -> None:
    """Orders of staff mean nothing from somebody without the role."""
    for text in ("sager", "sag 1", "luk 1 færdig", "tag 1", "vagt i dag 8-16"):
        await citizen.says(text)

        assert "sag 1" not in "\n".join(citizen.heard).casefold()
    assert lone.heard
    assert not rows(citizen.running.folder, "select * from duties")


async def test_what_was_not_found_is_a_case(citizen: Citizen) -> None:
    """A kind of help that a municipality with staff lacks is one case, however many ask, and names nobody."""
    ida = await staff_of(citizen, "Lemvig", name="Ida", number=60)
    for number, text in ((70, "tøj i lemvig"), (71, "tøj i lemvig"), (72, "tøj i struer")):
        await another(citizen, number).says(text)

    listed = await ida.says("sager")

    assert listed.startswith("1 ikke fundet, i dag: ")
    assert "2 ikke fundet" not in listed
    assert "Lemvig om tøj" in await ida.says("sag 1")
    assert rows(citizen.running.folder, "select person from cases") == [(None,)]
    assert "ingen at svare" in await ida.says("svar 1 hej")
    assert "er lukket" in await ida.says("luk 1 vi har fundet en butik")


@pytest.mark.parametrize("text", ["vi mangler dyner", "vi mangler en frivillig i aften", "kan nogen komme med tæpper"])
async def test_need_of_a_place_is_a_case(citizen: Citizen, lone: Citizen, text: str) -> None:
    """Staff read it, the volunteer hears what was done and how to tell it themselves, and FORTRYD takes it back."""
    volunteer = await volunteer_of(citizen, "stedet-slagelse")
    said = await volunteer.says(text)
    listed = await lone.says("sager")
    undone = await volunteer.says("fortryd")
    gone = await lone.says("sager")
    told = await volunteer.says(f"opslag: {text}")

    assert said.startswith("Jeg har skrevet ned til Åben Dørs folk, hvad I mangler.")
    assert "skriv OPSLAG:" in said
    assert "et behov" in listed
    assert text in listed
    assert undone == "Godt. Det er slettet igen."
    assert "et behov" not in gone
    assert f'"{text}"' in told


async def test_need_of_a_citizen_is_searched(citizen: Citizen) -> None:
    """Who lacks duvets gets no thanks for them; who has some does."""
    searched = await citizen.says("vi mangler dyner i slagelse")
    offered = await citizen.says("jeg har dyner I kan få")

    assert "pænt af dig" not in searched
    assert "pænt af dig" in offered


@pytest.mark.parametrize("asked", ["hvor længe endnu", "hvornår", "hvornår svarer de"])
async def test_waiting_is_told_since_when(citizen: Citizen, asked: str) -> None:
    """Who waits for a human hears since when, and that what they write is read too."""
    await citizen.says("menneske")
    citizen.running.clock.later(minutes=35)

    heard = await citizen.says(asked)

    assert heard.startswith("Du har ventet siden kl. 14.30.")
    assert "Det bliver også læst." in heard
    assert "aftaler" not in heard
