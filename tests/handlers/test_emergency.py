"""Emergency: the right number for the kind, the hour and the region, in one calm breath."""

import re
from datetime import datetime, timedelta

import pytest

from bot.channels.sms_text import MOST_PARTS, is_gsm7, segments
from bot.conversation import Turn
from bot.hours import opening
from bot.i18n import COPENHAGEN
from bot.model import Emergency, Place, Reading, Standing
from bot.regions import REGIONS, region_of
from handlers.emergency import EMERGENCY
from tests.handlers.conftest import Citizen
from tests.house.lix import lix
from tests.starter import towns

# One town of each region, and nobody knows where.
TOWNS = ("København", "Slagelse", "Kolding", "Aarhus", "Aalborg", None)
# An ordinary Tuesday, a Sunday and Christmas Day, whose hours hardly anybody states.
MIDNIGHTS = tuple(datetime(2026, 12, day, tzinfo=COPENHAGEN) for day in (1, 6, 25))
# These must name a second line, or what a bystander does.
LONG = {Emergency.OVERDOSE, Emergency.SUICIDE}
EASY = 25
# "Livslinien", "Giftlinjen" and "pårørende" are long words.
PLAIN = 30
NUMBER = re.compile(r"\d[\d ]+\d")


async def said(
    citizen: Citizen,
    kind: Emergency,
    *,
    town: str | None = None,
    now: datetime | None = None,
    text: str = "",
    language: str = "da",
) -> str:
    """What somebody in `town` hears at `now`. Nothing is stored, so thousands of hours can be asked."""
    async with citizen.database.read() as db:
        turn = Turn(
            person=citizen.person,
            reading=Reading(emergency=kind, place=town),
            now=now or citizen.now,
            t=citizen.catalogues.translator(language),
            db=db,
            directory=citizen.directory,
            towns=citizen.towns,
            text=text,
        )
        return (await EMERGENCY.first(turn)).text


@pytest.mark.parametrize("kind", Emergency)
async def test_every_number_is_true(citizen: Citizen, kind: Emergency) -> None:
    """Round the clock, in each region: each number is the directory's, and a closed one says when it opens."""
    for now in (midnight + timedelta(hours=hour) for midnight in MIDNIGHTS for hour in range(24)):
        for town in TOWNS:
            text = await said(citizen, kind, town=town, now=now)

            for sentence in re.split(r"(?<=[.?]) ", text.replace("kl. 9", "klokken ni")):
                for number in NUMBER.findall(sentence):
                    lines = [place for place in citizen.directory.places if place.phone == number]
                    assert lines, text
                    assert "åbner" in sentence or any(not is_closed(line, now) for line in lines), (now, town, text)


def is_closed(place: Place, now: datetime) -> bool:
    """Known to be closed."""
    return opening(place, now).standing is Standing.CLOSED


@pytest.mark.parametrize("kind", Emergency)
async def test_two_parts_hold_it(citizen: Citizen, kind: Emergency) -> None:
    """GSM-7, easy to read, and two parts at every hour in every region; one where a single line is enough."""
    texts = {
        await said(citizen, kind, town=town, now=MIDNIGHTS[0] + timedelta(hours=hour))
        for hour in range(24)
        for town in TOWNS
    }

    assert all(is_gsm7(text) for text in texts)
    assert max(map(lix, texts)) <= EASY
    assert max(segments(text).count for text in texts) == (MOST_PARTS if kind in LONG else 1)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Emergency.SUICIDE, "har taget alle mine piller og vil dø"),
        (Emergency.SUICIDE, "står på kanten af broen"),
        (Emergency.SUICIDE, "han siger han vil dø"),
        (Emergency.SUICIDE, "en ven vil dø, er forsvundet og har taget piller"),
        (Emergency.SUICIDE, "jeg er 15 og min veninde har taget piller og skriver hun vil dø"),
        (Emergency.OVERDOSE, "kan jeg tage 8 panodil"),
        (Emergency.VIOLENCE, "jeg er blevet voldtaget"),
    ],
)
async def test_two_parts_hold_what_is_done(citizen: Citizen, language: str, kind: Emergency, text: str) -> None:
    """What is said of an attempt, of another and of rape fits and is easy too, at every hour in every region."""
    texts = {
        await said(citizen, kind, town=town, now=MIDNIGHTS[0] + timedelta(hours=hour), text=text, language=language)
        for hour in range(0, 24, 3)
        for town in TOWNS
    }

    assert all(is_gsm7(text) and "112" in text for text in texts)
    assert max(segments(text).count for text in texts) <= MOST_PARTS
    assert max(map(lix, texts)) <= PLAIN or language == "en"


@pytest.mark.parametrize("kind", Emergency)
async def test_danger_says_112(citizen: Citizen, kind: Emergency) -> None:
    """112 is in every emergency answer, also where a directory lacks it."""
    citizen.directory = type(citizen.directory)(())

    text = await said(citizen, kind)

    assert "112" in text


@pytest.mark.parametrize("kind", Emergency)
async def test_open_question_survives(citizen: Citizen, kind: Emergency) -> None:
    """It asks nothing, and names the way to a human with a button beside it."""
    reply = await citizen.meets(EMERGENCY.first, Reading(emergency=kind))

    assert not reply.then
    assert not reply.choices
    assert "MENNESKE" in reply.text
    assert [button.key for button in reply.shortcuts] == ["menneske"]


async def test_medical_says_ring(citizen: Citizen) -> None:
    """An SMS to 112 goes nowhere, so the answer says to ring."""
    text = await said(citizen, Emergency.MEDICAL)

    assert "Ring 112 nu" in text
    assert "sms når ikke frem" in text


async def test_overdose_adds_poison_line(citizen: Citizen) -> None:
    """112 first, then what a bystander does, then the poison line."""
    text = await said(citizen, Emergency.OVERDOSE)

    assert text.index("112") < text.index("på siden") < text.index("82 12 12 12")


async def test_livslinien_by_day(citizen: Citizen) -> None:
    """At two in the afternoon the Livslinie comes first, and 112 stands beside it."""
    text = await said(citizen, Emergency.SUICIDE)

    assert text.index("70 201 201") < text.index("112")


@pytest.mark.parametrize(
    ("town", "second"),
    [
        ("København", "1813"),
        ("Kolding", "70 11 07 07"),
        ("Aalborg", "70 15 03 00"),
        ("Slagelse", "akutmodtagelse"),
        ("Aarhus", "112"),
        (None, "akutmodtagelse"),
    ],
)
async def test_livslinien_sleeps_from_five(citizen: Citizen, town: str | None, second: str) -> None:
    """At six in the morning it is 112 and what the region has; the Livslinie is named with its hour only."""
    text = await said(citizen, Emergency.SUICIDE, town=town, now=datetime(2026, 12, 1, 6, tzinfo=COPENHAGEN))

    assert text.index("112") < text.index("åbner kl. 9: 70 201 201")
    assert second in text


async def test_remembered_town_gives_region(citizen: Citizen) -> None:
    """Where the message names no town, the remembered one tells the region."""
    citizen.person = type(citizen.person)(citizen.person.id, citizen.person.pseudonym, "da", town="Odense")

    text = await said(citizen, Emergency.SUICIDE, now=datetime(2026, 12, 1, 6, tzinfo=COPENHAGEN))

    assert "70 11 07 07" in text


async def test_violence_stays_discreet(citizen: Citizen) -> None:
    """Whoever else reads the phone finds no telling word, and the person is told to delete it."""
    text = await said(citizen, Emergency.VIOLENCE)

    assert "1888" in text
    assert "Slet" in text
    assert not re.search("vold|krisecenter|slår|partner", text, re.IGNORECASE)


async def test_children_have_own_line(citizen: Citizen) -> None:
    """112 for the child in danger; the children's line for who is one, and the municipality for who tells of one."""
    child = await said(citizen, Emergency.CHILD, text="jeg er 17 og min far slår mig")
    neighbour = await said(citizen, Emergency.CHILD, text="min nabo slår sit barn", town="Slagelse")

    assert "112" in child
    assert "116 111" in child
    assert "112" in neighbour
    assert "116 111" not in neighbour
    assert "58 57 36 00" in neighbour


async def test_unconscious_is_laid_on_side(citizen: Citizen) -> None:
    """Who does not wake but breathes is laid on the side, whatever it comes from."""
    told = await said(citizen, Emergency.MEDICAL, text="min ven er bevidstløs men trækker vejret")
    other = await said(citizen, Emergency.MEDICAL, text="jeg har ondt i brystet")

    assert "siden" in told
    assert "siden" not in other


async def test_unconscious_near_a_child_comes_first(citizen: Citizen) -> None:
    """Where somebody does not wake, 112 comes without an if, whoever writes."""
    told = await said(citizen, Emergency.CHILD, text="min mor ligger i sengen og vil ikke vågne, jeg er 9")

    assert "Ring 112 nu." in told
    assert "siden" in told


async def test_closed_line_is_left_out(citizen: Citizen) -> None:
    """A line that the directory says is closed now is not offered."""
    citizen.knows("lev-uden-vold-1888", opening_hours="Mo-Su 09:00-10:00")

    text = await said(citizen, Emergency.VIOLENCE)

    assert "1888" not in text
    assert "112" in text


def test_towns_lie_in_five_regions() -> None:
    """The table above covers every region."""
    found = [towns().find(town) for town in TOWNS if town]

    assert {region_of(town.municipality) for town in found if town} == set(REGIONS)
