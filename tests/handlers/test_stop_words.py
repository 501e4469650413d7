"""STOP and START to the letter: what is said, what stays quiet afterwards, and the one thing that is asked."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation import Reply
from bot.model import Choice, Command, Intent, Priority, Reading, Role, RoleId, RoleName
from bot.reminding import reminder_times
from bot.store import appointments, check_ins, people, schedules
from handlers.stop import STOP
from tests.databases import rows
from tests.handlers.conftest import TUESDAY_AFTERNOON, Citizen
from tests.journeys.bookable import NURSE
from tests.store.rows import put
from tests.store.test_talks import LONE, asked, staff, take

SAYS_STOP, SAYS_START = Reading(intent=Intent.STOP), Reading(command=Command.START)
# Thursday at ten and at eleven in Copenhagen.
THURSDAY = TUESDAY_AFTERNOON.replace(day=3, hour=9, minute=0)
PEACE = (
    "Det er i orden. Jeg skriver ikke mere af mig selv. Du kan stadig spørge, så svarer jeg. "
    "Skriv START, hvis du fortryder."
)
GLADLY = "Godt. Jeg minder dig om det og skriver ikke andet."
FINE = "Det er helt fint. Jeg skriver kun, når du skriver."
TOPICS = ("sove", "mad", "varme", "tandlæge", "menneske")


async def book(citizen: Citizen, *starts: datetime) -> None:
    """The citizen has these times, which were booked just now."""

    async def job(db: AsyncConnection) -> None:
        await schedules.put(db, [NURSE])
        for start in starts:
            end = start + timedelta(minutes=30)
            held = await appointments.hold(db, NURSE, start, end, citizen.person.id, citizen.now)
            assert held and await appointments.book(db, held.id, citizen.now)

    await citizen.database.write(job)


async def test_stop_to_the_letter(citizen: Citizen) -> None:
    """What stops, what does not, and the word that takes it back; FORTRYD does so too."""
    assert await citizen.meets(STOP.first, SAYS_STOP) == Reply(PEACE, undo=("start", {}))


async def test_second_stop_to_the_letter(citizen: Citizen) -> None:
    """It is so already; said once more it has other words. It undoes nothing."""
    await citizen.meets(STOP.first, SAYS_STOP)

    assert await citizen.meets(STOP.first, SAYS_STOP) == Reply(
        "Sådan er det allerede. Jeg skriver kun, når du skriver. Skriv START, hvis jeg må skrive igen.",
        otherwise="Ja. Jeg skriver kun, når du selv skriver.",
    )


@pytest.mark.parametrize(("name", "is_asked"), [(RoleName.STAFF, True), (RoleName.VOLUNTEER, False)])
async def test_staff_are_asked_no_more(citizen: Citizen, name: RoleName, *, is_asked: bool) -> None:
    """Staff, who may be asked to take a talk, hear that this ends as well; volunteers are not asked."""
    role = Role(RoleId(1), name)

    reply = await citizen.meets(STOP.first, SAYS_STOP, roles=(role,))

    assert reply.text == (f"{PEACE} Jeg beder dig heller ikke tage en samtale." if is_asked else PEACE)


async def test_stop_ends_what_we_begin(citizen: Citizen, tmp_path: Path) -> None:
    """The weekly question ends, a reminder that waits is withdrawn, the answer is not; when it was said is known."""
    await citizen.database.write(
        lambda db: check_ins.begin(db, citizen.person.id, None, citizen.now + timedelta(days=7), citizen.now)
    )
    for priority in (Priority.REPLY, Priority.REMINDER):
        await citizen.database.write(lambda db, p=priority: put(db, person=citizen.person, priority=p))  # type: ignore[misc]

    await citizen.meets(STOP.first, SAYS_STOP)

    assert rows(tmp_path, "select * from check_ins") == []
    assert rows(tmp_path, "select state from outbox order by id") == [("waiting",), ("expired",)]
    assert rows(tmp_path, "select count(*) from persons where stopped_at is not null") == [(1,)]


@pytest.mark.parametrize("has_a_time", [True, False])
async def test_stop_ends_a_talk(citizen: Citizen, *, has_a_time: bool) -> None:
    """Whoever holds a talk with them hears that it is over, and which case is still open."""
    lone, talk = await staff(citizen.database, LONE), await asked(citizen.database)
    assert await take(citizen.database, talk, lone)
    if has_a_time:
        await book(citizen, THURSDAY)

    [to_lone] = (await citizen.meets(STOP.first, SAYS_STOP)).others

    assert to_lone.person == lone.id
    assert f"LUK {talk.case}" in to_lone.reply.text


async def test_one_time_is_asked_about(citizen: Citizen) -> None:
    """Who has a time hears which, and is asked whether to be reminded of it all the same."""
    await book(citizen, THURSDAY)

    assert await citizen.meets(STOP.first, SAYS_STOP) == Reply(
        "Fint. Jeg skriver ikke mere af mig selv. Du har en tid torsdag kl. 10. Skal jeg minde dig om det alligevel?",
        choices=(Choice("yes", "Ja, mind mig om det"), Choice("no", "Nej")),
        then="take_reminders",
        undo=("start", {}),
    )


async def test_several_times_are_counted(citizen: Citizen) -> None:
    """Who has several hears how many."""
    await book(citizen, THURSDAY, THURSDAY + timedelta(hours=1))

    reply = await citizen.meets(STOP.first, SAYS_STOP)

    assert "af mig selv. Du har 2 tider. Skal jeg" in reply.text


@pytest.mark.parametrize(("answer", "said"), [("yes", GLADLY), ("no", FINE)])
async def test_answer_about_reminders(citizen: Citizen, tmp_path: Path, answer: str, said: str) -> None:
    """A yes is kept with both times and no more is said; after a no nothing is."""
    await book(citizen, THURSDAY, THURSDAY + timedelta(hours=1))
    await citizen.meets(STOP.first, SAYS_STOP)

    reply = await citizen.meets(STOP.steps["take_reminders"], choice=answer)

    assert reply == Reply(said)
    assert citizen.person.stopped
    kept = rows(tmp_path, "select remind_anyway from appointments order by starts_at")
    assert [bool(one) for (one,) in kept] == [answer == "yes"] * 2


async def test_yes_reminds_of_what_is_to_come(citizen: Citizen, tmp_path: Path) -> None:
    """A yes that comes after the evening's reminder would have gone leaves the one two hours before."""
    await book(citizen, THURSDAY)
    await citizen.meets(STOP.first, SAYS_STOP)
    citizen.now = THURSDAY - timedelta(hours=12)

    await citizen.meets(STOP.steps["take_reminders"], choice="yes")

    [(no_evening, no_soon)] = rows(tmp_path, "select evening_at is null, soon_at is null from appointments")
    assert reminder_times(THURSDAY, citizen.now) == (None, THURSDAY - timedelta(hours=2))
    assert (bool(no_evening), bool(no_soon)) == (True, False)


async def test_times_of_others_are_not_asked_about(citizen: Citizen) -> None:
    """Somebody else's time is none of theirs, and neither is their own that is over."""
    await book(citizen, THURSDAY)
    citizen.now = THURSDAY + timedelta(days=1)

    assert (await citizen.meets(STOP.first, SAYS_STOP)).text == PEACE


async def test_start_to_the_letter(citizen: Citizen) -> None:
    """START after a STOP: we may write again, and FORTRYD is a STOP."""
    await citizen.meets(STOP.first, SAYS_STOP)

    reply = await citizen.meets(STOP.first, SAYS_START)

    assert reply == Reply("Godt. Nu må jeg skrive til dig igen. Skriv STOP for at slippe.", undo=("stop", {}))


@pytest.mark.parametrize(
    ("town", "asks"),
    [
        (None, "Skriv, hvad du mangler, og hvor du er. For eksempel: mad i Aarhus."),
        ("Slagelse", "Skriv, hvad du mangler. Jeg leder i Slagelse, til du skriver en anden by."),
    ],
)
async def test_hello_to_the_letter(citizen: Citizen, town: str | None, asks: str) -> None:
    """A hello says what can be asked, with buttons for it; a second one has other words."""
    if town:
        await citizen.database.write(lambda db: people.remember_town(db, citizen.person.id, town))
        citizen.person = replace(citizen.person, town=town)

    reply = await citizen.meets(STOP.first, SAYS_START)

    can = "Jeg kan sige dig, hvor du kan sove, spise, få varmen eller komme til tandlæge."
    assert reply.text == f"Hej. {can} {asks}"
    assert tuple(one.key for one in reply.shortcuts) == TOPICS
    assert reply.otherwise == "Jeg er klar. Hvad mangler du?"
    assert reply.undo is None


def test_stop_is_begun_by_two_words() -> None:
    """STOP and START begin it, and each of its steps can be come back to by its name."""
    assert STOP.name == "stop"
    assert STOP.begins_with == {Intent.STOP}
    assert STOP.begins_on == {Command.START}
    assert set(STOP.steps) == {"stop", "start", "take_reminders"}
