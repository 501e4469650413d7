"""Somebody gets an appointment: asked for in their own words, chosen by number, moved, called off and shared."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.model import ScheduleId, Topic
from bot.store import agreements, appointments
from tests.databases import Kind
from tests.journeys.bookable import NURSE, offer
from tests.journeys.citizen import Citizen, SmsCitizen, TelegramCitizen
from tests.running import Running

FRIEND = "+4520000011"
NIGHT_BEFORE_THURSDAY = datetime(2026, 12, 2, 23, 30, tzinfo=UTC)
LATE_ON_WEDNESDAY = datetime(2026, 12, 2, 22, 50, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def nurse(house: Running) -> None:
    """A nurse in Slagelse receives people on weekdays from 9 to 12."""
    await offer(house)


@pytest.fixture
async def somebody(house: Running) -> SmsCitizen:
    """Another person, with an old phone."""
    return SmsCitizen(house, "+4520000009")


@pytest.fixture
async def booked(citizen: Citizen) -> Citizen:
    """Somebody with a time on Thursday at 10."""
    await citizen.says("tid hos sygeplejerske i slagelse på torsdag kl 10")
    assert "Du har en tid torsdag 3. december kl. 10." in await citizen.says("ja")
    return citizen


def offered(citizen: Citizen) -> str:
    """All that the last message was answered with, its buttons too."""
    heard = "\n".join(citizen.heard)
    if not isinstance(citizen, TelegramCitizen):
        return heard
    bubbles = [bubble for bubble in citizen.running.telegram.bubbles if bubble.chat == citizen.chat]
    return "\n".join([heard, *(button for bubble in bubbles[-2:] for button in bubble.buttons)])


async def code_of(house: Running) -> str:
    """The code of the first appointment."""
    async with house.app.database.read() as db:
        found = await appointments.find(db, 1)  # type: ignore[arg-type]
    assert found
    return found.code


async def test_book_from_an_answer(house: Running, citizen: Citizen) -> None:
    """An answer about a bookable place names the word; it leads to three times, and one number is enough."""
    answer = await citizen.says("sygeplejerske i slagelse")
    await citizen.says("BOOK")
    times = offered(citizen)
    done = await citizen.chooses("i morgen kl. 9.30")

    assert "Skriv BOOK for at få en tid." in answer
    assert times.index("i morgen kl. 9") < times.index("i morgen kl. 9.30") < times.index("i morgen kl. 10")
    assert "Du har en tid i morgen kl. 9.30." in done
    assert "Herrestræde 26" in done
    assert "Gå ind ad porten i gården." in done
    assert "Tag din medicin med." in done
    assert await code_of(house) in done
    assert "FLYT" in done
    assert "AFBUD" in done
    assert "prøve" not in done


async def test_twelve_want_the_same_time(house: Running) -> None:
    """All see it free and all take it: one has it, and each of the others is offered the next ones."""
    crowd = [SmsCitizen(house, f"+452000{n:04}") for n in range(100, 112)]
    for one in crowd:
        await one.says("book sygeplejerske slagelse")

    await asyncio.gather(*(house.twilio.text(from_=one.number, body="1") for one in crowd))
    answers = [await one.listens() for one in crowd]

    assert sum("Du har en tid i morgen kl. 9." in answer for answer in answers) == 1
    assert sum("Den tid er lige taget." in answer and "1 i morgen kl. 9.30" in answer for answer in answers) == 11


async def test_example_is_a_rehearsal(house: Running, citizen: Citizen) -> None:
    """Nobody stands before a door because of an example."""
    await offer(house, replace(NURSE, example=True))
    await citizen.says("tid hos sygeplejerske i slagelse på torsdag kl 10")

    assert "Det er kun en prøve." in await citizen.says("ja")


@pytest.mark.long(Kind.POSTGRESQL)
@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("har i tid til en sygeplejerske i slagelse på torsdag formiddag", "torsdag kl. 9"),
        ("jeg vil gerne have en tid hos sygeplejersken i slagelse i morgen", "i morgen kl. 9"),
        ("book sygeplejerske slagelse den 9. december", "onsdag 9. december kl. 9"),
        ("book sygeplejerske slagelse 9/12", "onsdag 9. december kl. 9"),
        ("book en tid hos sygeplejersken i slagelse i weekenden", "mandag kl. 9"),
    ],
)
async def test_own_words_find_times(citizen: Citizen, asked: str, first: str) -> None:
    """Day, date, part of the day, or a day that has none: the first of the times that fit."""
    answer = await citizen.says(asked)

    assert first in offered(citizen)
    assert "Hvilken tid passer dig?" in answer


async def test_town_is_asked_once(citizen: Citizen) -> None:
    """Without a town it is asked for, and the time that was said first still holds."""
    asked = await citizen.says("har i tid hos en sygeplejerske på fredag")
    await citizen.says("slagelse")

    assert "I hvilken by?" in asked
    assert "fredag kl. 9" in offered(citizen)


async def test_kind_is_asked_of_nobody_else(citizen: Citizen) -> None:
    """A bare BOOK asks what for; then where; then the times come."""
    kinds = await citizen.says("book")
    await citizen.chooses("Læge")
    await citizen.says("slagelse")

    assert "Hvad vil du have en tid til?" in kinds
    assert "i morgen kl. 9" in offered(citizen)


async def test_nothing_bookable_is_said(citizen: Citizen) -> None:
    """Where nothing can be booked, the places and numbers come as they do without asking for a time."""
    answer = await citizen.says("jeg vil gerne bestille en tid til tandlæge i aarhus")

    assert "Du kan ikke bestille tid her endnu" in answer
    assert any(char.isdigit() for char in answer)


async def test_other_times_on_other_days(citizen: Citizen) -> None:
    """ "Flere" gives other days; "ingen af dem" asks for a day; a day in plain words is enough."""
    await citizen.says("book sygeplejerske slagelse")
    await citizen.says("flere")
    more = offered(citizen)
    none = await citizen.says("ingen af dem")
    await citizen.says("fredag")
    friday = offered(citizen)

    assert "torsdag kl. 9" in more
    assert "fredag kl. 9" in more
    assert "Hvornår passer det dig bedre?" in none
    assert "fredag kl. 9.30" in friday


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("hvad skal jeg have med", "Tag din medicin med."),
        ("skal man medbringe noget", "Tag din medicin med."),
        ("hvor er det", "Herrestræde 26"),
        ("hvor lang tid tager det", "Der er sat 30 minutter af."),
        ("hvad koster det", "Det ved jeg ikke."),
        ("kan min mor komme med", "Det ved jeg ikke."),
        ("er hun sød", "Det ved jeg ikke."),
        ("kan hun give mig medicin?", "Det ved jeg ikke."),
    ],
)
async def test_question_keeps_the_times(citizen: Citizen, asked: str, told: str) -> None:
    """What is asked while times are offered is answered, and the times stand with their numbers."""
    await citizen.says("book sygeplejerske slagelse")
    answer = await citizen.says(asked)
    times = offered(citizen)

    assert answer.startswith(told) or told in answer
    assert "Hvilken tid passer dig?" in answer
    assert times.index("i morgen kl. 9") < times.index("i morgen kl. 9.30")
    assert "Du har en tid i morgen kl. 9.30." in await citizen.says("2")


async def test_two_unknown_answers_differ(citizen: Citizen) -> None:
    """What is not known twice is not said twice in the same words."""
    await citizen.says("book sygeplejerske slagelse")
    first = await citizen.says("hvad koster det")
    second = await citizen.says("må jeg tage min hund med")

    assert first.startswith("Det ved jeg ikke.")
    assert second.startswith("Det ved jeg heller ikke.")


async def test_question_beside_a_held_time(citizen: Citizen) -> None:
    """A time that is held is still asked about after a question, and a yes takes it."""
    await citizen.says("book sygeplejerske slagelse torsdag kl 10")
    answer = await citizen.says("hvad skal jeg have med")

    assert "Tag din medicin med. Skal jeg tage tiden til dig?" in answer
    assert "Du har en tid torsdag 3. december kl. 10." in await citizen.says("ja")


@pytest.mark.parametrize(
    ("said", "told"),
    [("hvor kan jeg sove i nat", "Toften"), ("nej hellere mad", "Folkekøkken")],
)
async def test_another_need_is_no_question(citizen: Citizen, said: str, told: str) -> None:
    """Who asks for something else while times are offered is told that."""
    await citizen.says("book sygeplejerske slagelse")
    answer = await citizen.says(said)

    assert told in answer
    assert "Hvilken tid passer dig?" not in answer


async def test_other_times_in_own_words(citizen: Citizen) -> None:
    """ "Har i andre tider" is as good as "flere"."""
    await citizen.says("book sygeplejerske slagelse")
    await citizen.says("har i andre tider")

    assert "torsdag kl. 9" in offered(citizen)


async def test_wait_list_by_choice(citizen: Citizen) -> None:
    """Whoever finds none is written down, and can take it back."""
    await citizen.says("book sygeplejerske slagelse")
    await citizen.says("ingen af dem")
    waits = await citizen.chooses("Skriv mig på venteliste")
    back = await citizen.says("FORTRYD")

    assert "Du står på listen." in waits
    assert "Godt" in back


async def test_asked_time_is_held(house: Running, citizen: Citizen, somebody: SmsCitizen) -> None:
    """While one decides, the other hears the next times; after ten minutes the time is free again."""
    asked = await citizen.says("book sygeplejerske slagelse torsdag kl 10")
    other = await somebody.says("book sygeplejerske slagelse torsdag kl 10")
    house.clock.later(minutes=11)
    later = await somebody.says("book sygeplejerske i slagelse på torsdag kl 10")
    await somebody.says("ja")
    too_late = await citizen.says("ja")

    assert "er ledig. Skal jeg tage den til dig?" in asked
    assert "Der er ingen ledig tid torsdag kl. 10." in other
    assert "er ledig. Skal jeg tage den til dig?" in later
    assert "Den tid er lige taget." in too_late


async def test_yes_after_the_hold(house: Running, citizen: Citizen) -> None:
    """A slow yes counts, as long as nobody else came."""
    await citizen.says("book sygeplejerske slagelse torsdag kl 10")
    house.clock.later(hours=1)

    assert "Du har en tid torsdag" in await citizen.says("ja")


async def test_past_offer_is_not_booked(house: Running, citizen: Citizen) -> None:
    """An answer that comes two days late hears that the time is over, and the next ones."""
    await citizen.says("book sygeplejerske slagelse")
    house.clock.later(days=2)

    answer = await citizen.chooses("i morgen kl. 9")

    assert "Det tidspunkt er forbi." in answer
    assert "Hvilken tid passer dig?" in answer


async def test_answering_twice_books_once(booked: Citizen, house: Running) -> None:
    """The same time asked for again is the one that one has."""
    again = await booked.says("tid hos sygeplejerske i slagelse på torsdag kl 10")

    assert "Den tid har du allerede." in again
    assert await code_of(house) in again


async def test_second_of_a_kind_may_move(booked: Citizen, house: Running) -> None:
    """Another time of the same kind: move or both? A yes moves, and the code stays."""
    await booked.says("tid hos sygeplejerske i slagelse på fredag")
    asked = await booked.chooses("fredag kl. 9.30")
    moved = await booked.chooses("Ja, tag den nye")
    own = await booked.says("mine aftaler")

    assert "Du har allerede torsdag kl. 10" in asked
    assert await code_of(house) in moved
    assert "Fredag 4. december kl. 9.30." in own


async def test_yes_is_for_the_newest(booked: Citizen, house: Running) -> None:
    """A question that was left open is not answered by a yes to another."""
    await offer(house, NURSE, replace(NURSE, id=ScheduleId("gæld"), title="Gældsråd", topic=Topic.DEBT))
    await booked.says("tid hos sygeplejerske i slagelse på fredag")
    await booked.chooses("fredag kl. 9.30")
    await booked.says("book gældsrådgivning i slagelse")

    asked = await booked.says("ja")

    assert "Gældsråd, i morgen kl. 9, er ledig." in asked


async def test_place_is_asked_about(booked: Citizen) -> None:
    """After booking, "hvor ligger det" is about that place."""
    assert "Herrestræde 26" in await booked.says("hvor ligger det")


async def test_two_at_once_are_asked_about(booked: Citizen, house: Running) -> None:
    """Two that overlap are possible, and never by accident."""
    await offer(house, NURSE, replace(NURSE, id=ScheduleId("gæld"), title="Gældsråd", topic=Topic.DEBT))
    asked = await booked.says("gældsrådgivning i slagelse torsdag kl 10 book tid")
    kept = await booked.says("nej")
    await booked.says("book gældsrådgivning i slagelse torsdag kl 10")
    both = await booked.chooses("Jeg vil have begge")

    assert "oven i hinanden" in asked
    assert "som før" in kept
    assert "Gældsråd" in both


async def test_looked_up_in_own_words(booked: Citizen, house: Running) -> None:
    """When, where, what to bring, and the code."""
    told = await booked.says("hvornår er det nu jeg skal til sygeplejersken")

    assert "Torsdag 3. december kl. 10." in told
    assert "Herrestræde 26" in told
    assert await code_of(house) in told


async def test_move_by_words_and_number(booked: Citizen, house: Running) -> None:
    """A free time that is named is taken at once; otherwise there is a choice. The code stays, FORTRYD goes back."""
    at_once = await booked.says("kan jeg flytte min tid til fredag kl 11")
    back = await booked.says("FORTRYD")
    await booked.says("FLYT")
    by_number = await booked.chooses("i morgen kl. 9")

    assert "Nu kommer du fredag 4. december kl. 11." in at_once
    assert await code_of(house) in at_once
    assert "torsdag 3. december kl. 10" in back
    assert "Nu kommer du i morgen kl. 9" in by_number


async def test_move_into_full_time(booked: Citizen, somebody: SmsCitizen) -> None:
    """That it is taken is said, the next ones are offered, and the old one stays."""
    await somebody.says("book sygeplejerske slagelse fredag kl 11")
    await somebody.says("ja")

    await booked.says("flyt min tid til fredag kl 11")
    answer = offered(booked)
    own = await booked.says("mine aftaler")

    assert "Der er ingen ledig tid fredag kl. 11." in answer
    assert "fredag kl. 10.30" in answer
    assert "Torsdag 3. december kl. 10." in own


async def test_called_off_is_free(booked: Citizen, somebody: SmsCitizen) -> None:
    """No blame; somebody else has it at once; then it cannot be taken back."""
    answer = await booked.says("jeg kan alligevel ikke komme på torsdag")
    free = await somebody.says("book sygeplejerske slagelse torsdag kl 10")
    await somebody.says("ja")
    back = await booked.says("FORTRYD")
    again = await booked.says("AFBUD")

    assert "Det er helt i orden." in answer
    assert "er ledig" in free
    assert "Den tid er lige taget." in back
    assert "ingen aftale" in again


@pytest.mark.parametrize(
    "said",
    [
        "nej vent",
        "nej jeg vil ikke alligevel",
        "jeg har ombestemt mig",
        "det går ikke",
        "jeg gider ikke alligevel",
        "næ glem det",
        "I changed my mind",
        "no wait",
    ],
)
async def test_regret_is_asked_about(booked: Citizen, said: str) -> None:
    """Right after booking any no is asked about; a no to that keeps the time, and more regret calls it off."""
    asked = await booked.says(said)
    kept = await booked.says("nej")
    await booked.says("nej jeg vil ikke alligevel")
    off = await booked.says("nej jeg vil ikke komme alligevel")

    assert asked.startswith(("Skal jeg melde afbud til torsdag 3. december kl. 10?", "Shall I call off"))
    assert kept == "Det er fint. Du har stadig torsdag 3. december kl. 10."
    assert "Jeg har meldt afbud til torsdag kl. 10." in off


async def test_regret_days_later(booked: Citizen, house: Running) -> None:
    """Later only words of regret are asked about; a plain no is one to nothing."""
    house.clock.later(hours=4)
    no = await booked.says("nej")
    asked = await booked.says("jeg har ombestemt mig")

    assert no == "Det er helt i orden. Skriv, når du vil."
    assert "Skal jeg melde afbud til torsdag 3. december kl. 10?" in asked


async def test_late_or_lost_on_the_way(booked: Citizen, house: Running) -> None:
    """Who is late hears whom to ring, and who cannot find it the way; the time stands."""
    house.clock.now = datetime(2026, 12, 3, 8, 45, tzinfo=UTC)
    late = await booked.says("jeg kommer for sent")
    lost = await booked.says("jeg kan ikke finde indgangen")
    own = await booked.says("mine aftaler")

    assert late.startswith("Det er helt i orden.")
    assert lost.startswith("Gå ind ad porten i gården. Stedet")
    assert "Herrestræde 26" in lost
    assert "kl. 10" in own


async def test_late_is_told_until_when(house: Running, citizen: Citizen) -> None:
    """Where one may come at any time, that is what who is late must know."""
    await offer(house, replace(NURSE, drop_in=True))
    await citizen.says("book sygeplejerske slagelse i morgen kl 9")
    await citizen.says("ja")

    assert "Du kan komme, når du vil, mellem 9 og 12." in await citizen.says("bussen er forsinket")


async def test_too_late_is_forgiven(booked: Citizen, house: Running) -> None:
    """The day after there is no blame, and "ny tid" leads to new ones at the same place."""
    house.clock.now = datetime(2026, 12, 4, 7, 0, tzinfo=UTC)
    late = await booked.says("jeg kom for sent")
    await booked.says("ny tid")

    assert late == "Det er helt i orden. Skriv BOOK, når du vil have en ny tid."
    assert "i dag kl. 9" in offered(booked)


@pytest.mark.parametrize("said", ["jeg kommer for sent", "jeg har ombestemt mig", "jeg kan ikke finde det"])
async def test_without_appointment_nothing_is_called_off(citizen: Citizen, said: str) -> None:
    """Who has none is asked about none."""
    heard = await citizen.says(said)

    assert "afbud" not in heard
    assert "FLYT" not in heard


async def test_called_off_by_mistake(booked: Citizen, house: Running) -> None:
    """FORTRYD brings it back with its code."""
    await booked.says("AFBUD")
    back = await booked.says("FORTRYD")
    own = await booked.says("mine tider")

    assert "Du har din tid igen" in back
    assert await code_of(house) in own


async def test_several_ask_which(booked: Citizen, house: Running) -> None:
    """Of two, the one that is named is meant; else there is a choice."""
    await offer(house, NURSE, replace(NURSE, id=ScheduleId("gæld"), title="Gældsråd", topic=Topic.DEBT))
    await booked.says("book gældsrådgivning i slagelse fredag kl 10")
    await booked.says("ja")
    two = await booked.says("mine aftaler")
    which = await booked.says("afbud")
    one = await booked.chooses("fredag kl. 10, Gældsråd")
    await booked.says("FORTRYD")
    named = await booked.says("jeg kan ikke komme på fredag")

    assert "Du har 2 aftaler." in two
    assert "Hvilken kan du ikke komme til?" in which
    assert "afbud til fredag kl. 10" in one
    assert "afbud til fredag kl. 10" in named


@pytest.mark.long(Kind.POSTGRESQL)
@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("book sygeplejerske slagelse kl 25:00", "25:00 findes ikke."),
        ("book sygeplejerske slagelse 30. februar", "30. februar findes ikke."),
        ("book sygeplejerske slagelse den 28. marts 2027 kl 2.30", "uret stilles frem"),
        ("book sygeplejerske slagelse i dag kl 9", "Det tidspunkt er forbi."),
    ],
)
async def test_impossible_times(citizen: Citizen, said: str, told: str) -> None:
    """What is wrong is said, and real times follow."""
    answer = await citizen.says(said)

    assert told in answer
    assert "i morgen kl. 9" in offered(citizen)


@pytest.mark.parametrize(
    ("now", "first"), [(LATE_ON_WEDNESDAY, "i morgen kl. 9"), (NIGHT_BEFORE_THURSDAY, "torsdag kl. 9")]
)
async def test_tomorrow_around_midnight(house: Running, citizen: Citizen, now: datetime, first: str) -> None:
    """Ten minutes before midnight and half an hour after it, "i morgen" is the same Thursday, said so."""
    house.clock.now = now

    await citizen.says("book sygeplejerske slagelse i morgen")

    assert first in offered(citizen)


async def test_agreed_is_told_again(booked: Citizen, house: Running) -> None:
    """What staff wrote down comes back; before that, honestly nothing."""
    nothing = await booked.says("hvad aftalte vi")
    await house.app.database.write(lambda db: agreements.agree(db, 1, "Du ringer til lægen på mandag."))  # type: ignore[arg-type]
    told = await booked.says("kan du huske hvad vi blev enige om")

    assert "ingen, der har skrevet" in nothing
    assert "Du ringer til lægen på mandag." in told


async def test_nickname_beside_the_code(booked: Citizen) -> None:
    """Only who wants one has one."""
    named = await booked.says("kald mig Sille")
    taken_back = await booked.says("FORTRYD")

    assert "Sille" in named
    assert "kun din kode" in taken_back


@pytest.fixture
def friend(house: Running) -> SmsCitizen:
    """Somebody who never wrote to us."""
    return SmsCitizen(house, FRIEND)


async def test_companion_says_yes(booked: Citizen, friend: SmsCitizen) -> None:
    """One message, discreet and under the chosen name; a yes is told, and then they hear of a move."""
    await booked.says("del med 20 00 00 11")
    shared = await booked.says("Sille")
    asked = await friend.listens()
    yes = await friend.says("ja")
    heard = await booked.listens()
    await booked.says("flyt til fredag kl 11")
    moved = await friend.listens()

    assert "De hører ikke mere, hvis de ikke siger ja." in shared
    assert "Sille vil gerne have dig med til en aftale" in asked
    assert "Herrestræde 26" in asked
    assert "ygeplejerske" not in asked
    assert "Tak." in yes
    assert "tager med" in heard
    assert "flyttet til fredag 4. december kl. 11" in moved


async def test_companion_says_no(booked: Citizen, friend: SmsCitizen) -> None:
    """A no is a no: nothing more, whatever happens to the appointment, and no second message."""
    await booked.says("del min tid med 20000011")
    await booked.chooses("Intet navn")
    await friend.listens()
    no = await friend.says("nej")
    told = await booked.listens()
    again = await booked.says("del med 20000011")
    await booked.says("AFBUD")

    assert "Du hører ikke mere om det." in no
    assert "kan ikke tage med" in told
    assert "allerede skrevet" in again
    assert await friend.listens() == ""


async def test_companion_who_stopped(booked: Citizen, friend: SmsCitizen) -> None:
    """Who wrote STOP is not written to; whoever asks hears that, and no reason."""
    await friend.says("STOP")
    await booked.says("del med 20000011")

    answer = await booked.says("Sille")

    assert "kan ikke skrive til det nummer" in answer
    assert await friend.listens() == ""


@pytest.mark.long(Kind.POSTGRESQL)
@pytest.mark.parametrize("said", ["del med 12345", "del med +46 70 123 45 67", "del med min søster"])
async def test_number_is_asked_for(booked: Citizen, friend: SmsCitizen, said: str) -> None:
    """What is no Danish number is asked for, once more in other words."""
    asked = await booked.says(said)
    await booked.says("20 00 00 11")
    await booked.says("Sille")

    assert "8 cifre" in asked
    assert "Sille" in await friend.listens()


async def test_deleting_frees_the_time(booked: Citizen, somebody: SmsCitizen) -> None:
    """SLET MIG says that appointments go too, and then somebody else can have the time."""
    asked = await booked.says("slet mig")
    await booked.says("ja, slet alt")

    assert "Dine aftaler bliver også slettet." in asked
    assert "er ledig" in await somebody.says("book sygeplejerske slagelse torsdag kl 10")


async def test_english_booking(citizen: Citizen) -> None:
    """The same in English."""
    await citizen.says("english please")
    times = await citizen.says("can i book an appointment with a nurse in slagelse on thursday")
    done = await citizen.chooses("Thursday at 9:30")

    assert "Which time suits you?" in times
    assert "You have an appointment: Thursday 3 December at 9:30." in done


async def test_stuck_is_about_the_place_just_told(booked: Citizen) -> None:
    """ "Dertil" is the bed that was told last, and no time elsewhere is called off; after the time it is that one."""
    await booked.says("hvor kan jeg sove i nat i slagelse")
    bed = await booked.says("jeg kan ikke komme dertil")
    await booked.says("mine aftaler")
    time = await booked.says("jeg kan ikke komme dertil")

    assert "afbud" not in bed
    assert "58 57 36 00" in bed
    assert "Jeg har meldt afbud" in time


@pytest.mark.parametrize("said", ["ja", "ja tak", "ja book", "torsdag"])
async def test_offer_to_book_is_taken(citizen: Citizen, said: str) -> None:
    """Where BOOK was named, a yes or a day takes it, and nothing is listed again."""
    await citizen.says("sygeplejerske i slagelse")
    await citizen.says(said)

    assert "Hvilken tid passer dig?" in offered(citizen)


@pytest.mark.parametrize("said", ["ja", "ja tak", "igen", "vil gerne have en ny tid", "hvornår"])
async def test_new_time_is_taken_after_calling_off(booked: Citizen, said: str) -> None:
    """The offer that was just made is answered by these, and by a no."""
    await booked.says("kan alligevel ikke komme")
    await booked.says(said)

    assert "Hvilken tid passer dig?" in offered(booked)


async def test_new_time_is_declined(booked: Citizen) -> None:
    """And what is asked for next is something else."""
    await booked.says("afbud")

    assert await booked.says("nej tak") == "Det er helt fint. Skriv BOOK, når du har lyst."
    assert "Hvilken tid" not in await booked.says("mad i slagelse i dag")


async def test_own_appointment_is_asked_about(booked: Citizen) -> None:
    """ "Hvad skal jeg have med" before it is about the appointment, and not about the hours of the place."""
    assert await booked.says("hvad skal jeg have med") == "Tag din medicin med."


async def test_offered_times_are_counted(citizen: Citizen) -> None:
    """ "Nej, den anden" is the second of them, and "flyt til fredag" another day."""
    await citizen.says("book sygeplejerske slagelse")
    await citizen.says("flyt til fredag")

    assert "fredag kl. 9" in offered(citizen)
    assert "fredag 4. december kl. 9.30" in await citizen.says("nej den anden")
