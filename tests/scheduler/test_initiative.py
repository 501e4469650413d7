"""What we say of our own accord, to the column: stored whole, its question open, veiled where it must be, and held."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import initiative
from bot.conversation import Hears, Reply, Turn
from bot.desk import TALK
from bot.model import (
    Address,
    AppointmentId,
    ChannelName,
    Choice,
    Message,
    OutgoingId,
    Person,
    PlaceId,
    Priority,
    Reading,
)
from bot.store import dialogues, outbox, people, sharers
from bot.store.database import Database
from bot.store.dialogues import Dialogue
from bot.store.sharers import Phone
from scheduler.voice import Voice
from tests.store.rows import ANNA, BENT, NOW, columns, met

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
ASKED = Reply(
    "Husk: aftale i morgen. Skriv MENNESKE.",
    choices=(Choice("yes", "Ja"), Choice("no", "Nej")),
    then="take_answer",
    hears=frozenset({Hears.WORDS}),
    keep={"appointment": 9},
    shortcuts=(Choice("menneske", "Et menneske"),),
    pages=("mere", "endnu mere"),
    shows=(PlaceId("toften"),),
)
THERE_IS = "Der er en besked. Skriv KODEORD og dit ord."


async def said(
    database: Database, voice: Voice, person: Person, reply: Reply, *, conversation: str = "reminders", **more: object
) -> OutgoingId:
    """We say it to the person; the number of its last message."""

    async def job(db: AsyncConnection) -> OutgoingId:
        turn: Turn = initiative.turn_of(db, person, NOW, voice.catalogues, voice.atlas.directory, voice.towns)
        values: dict[str, object] = {"valid_until": NOW + HOUR, **more}
        return await initiative.say(turn, ANNA, conversation, reply, **values)  # type: ignore[arg-type]

    return await database.write(job)


async def stored(database: Database) -> list[Message]:
    """What lies in the outbox, in order."""
    async with database.read() as db:
        numbers = [number for (number,) in await columns(database, "id")]
        found = [await outbox.find(db, number) for number in numbers]
    return [one.message for one in found if one]


async def dialogue_of(database: Database, person: Person) -> Dialogue:
    """What is open with the person."""
    async with database.read() as db:
        return await dialogues.load(db, person.id)


async def sharing(database: Database, *, is_present: bool) -> tuple[Person, Phone]:
    """Somebody who shares the telephone of Anna."""
    await met(database)
    async with database.read() as db:
        phone = Phone((await columns_of_key(db)), ANNA)
    number = await database.write(lambda db: sharers.add(db, phone, "blå hest", "da", NOW))
    assert number is not None
    if is_present:
        await database.write(lambda db: sharers.hand_over(db, phone, number, NOW))
    async with database.read() as db:
        reached = await people.reach(db, number)
    assert reached and reached[0].shares
    return reached[0], phone


async def columns_of_key(db: AsyncConnection) -> bytes:
    """The key of the first address."""
    return bytes((await db.exec_driver_sql("select key from addresses order by id")).scalar_one())


async def test_said_whole(database: Database, voice: Voice) -> None:
    """Text, buttons and pages go out as they stand, for whom and until when was said, and the question is open."""
    anna = await met(database)

    number = await said(
        database, voice, anna, ASKED, not_before=NOW + timedelta(minutes=2), appointment=AppointmentId(9)
    )

    [message] = await stored(database)
    open_ = await dialogue_of(database, anna)
    [question] = open_.questions
    assert message == Message(
        ASKED.text, "da", ASKED.choices, question.id, shortcuts=ASKED.shortcuts, pages=("mere", "endnu mere")
    )
    assert (question.conversation, question.step, question.choices) == ("reminders", "take_answer", ASKED.choices)
    assert (question.keep, question.asked_at) == ({"appointment": 9}, NOW.timestamp())
    assert open_.shown == (PlaceId("toften"),)
    names = ("id", "person", "priority", "due_at", "valid_until", "created_at", "appointment", "forget")
    due = NOW + timedelta(minutes=2)
    assert await columns(database, *names) == [(number, anna.id, Priority.REMINDER, due, NOW + HOUR, NOW, 9, False)]


async def test_said_plainly(database: Database, voice: Voice) -> None:
    """Without a question none is open and none is named; it is due now, of no appointment, at the priority given."""
    anna = await met(database)

    await said(database, voice, anna, Reply("Der er mad."), priority=Priority.URGENT)

    assert await stored(database) == [Message("Der er mad.", "da")]
    assert (await dialogue_of(database, anna)).questions == ()
    assert await columns(database, "priority", "due_at", "appointment") == [(Priority.URGENT, NOW, None)]


async def test_language_is_the_person_s(database: Database, voice: Voice) -> None:
    """Whoever reads English hears it marked so."""
    anna = replace(await met(database), language="en")

    await said(database, voice, anna, Reply("Food."))

    assert [one.language for one in await stored(database)] == ["en"]


async def test_what_comes_before_goes_first(database: Database, voice: Voice) -> None:
    """Whole messages before it go out in order, all by the same terms."""
    anna = await met(database)
    before = (Message("et", "da"), Message("to", "da"))

    last = await said(database, voice, anna, Reply("tre", before=before), appointment=AppointmentId(3))

    assert [one.text for one in await stored(database)] == ["et", "to", "tre"]
    assert await columns(database, "id", "appointment") == [(last - 2, 3), (last - 1, 3), (last, 3)]


async def test_dialogue_goes_on(database: Database, voice: Voice) -> None:
    """What was open stays open; what was said last counts as repeated no more."""
    anna = await met(database)
    await said(database, voice, anna, ASKED, conversation="wait_list")
    before = replace(await dialogue_of(database, anna), said="Det samme", repeats=2, memory={"x": {"a": 1}})
    await database.write(lambda db: dialogues.save(db, anna.id, before, NOW))

    await said(database, voice, anna, replace(ASKED, remember={"b": 2}))

    now = await dialogue_of(database, anna)
    assert [one.conversation for one in now.questions] == ["wait_list", "reminders"]
    assert (now.said, now.repeats) == ("", 0)
    assert now.memory == {"x": {"a": 1}, "reminders": {"b": 2}}


@pytest.mark.parametrize(
    ("discreet", "conversation", "is_veiled"),
    [(True, "reminders", True), (True, TALK, False), (False, "reminders", False)],
)
async def test_veiled_for_other_eyes(
    database: Database, voice: Voice, *, discreet: bool, conversation: str, is_veiled: bool
) -> None:
    """Who asked for discretion hears nothing that tells, but for what a human writes to them."""
    anna = replace(await met(database), discreet=discreet)

    await said(database, voice, anna, Reply("Stedet er et herberg."), conversation=conversation)

    [message] = await stored(database)
    assert ("herberg" not in message.text) is is_veiled


async def test_held_for_who_shares(database: Database, voice: Voice) -> None:
    """Whoever has the telephone reads only that there is a message; with the word it is said, whole, and once."""
    person, phone = await sharing(database, is_present=False)

    number = await said(database, voice, person, replace(ASKED, before=(Message("et", "da"),)))
    at_first = await stored(database)
    question = (await dialogue_of(database, person)).questions[0].id
    await database.write(lambda db: sharers.hand_over(db, phone, person.id, NOW))
    for _ in range(2):
        await database.write(lambda db: initiative.release(db, phone.key, BENT, NOW + MINUTE))

    said_then = (await stored(database))[1:]
    assert at_first == [Message(THERE_IS, "da")]
    assert (await columns(database, "id"))[0] == (number,)
    assert [one.text for one in said_then] == ["et", ASKED.text]
    assert said_then[1] == Message(
        ASKED.text, "da", ASKED.choices, question, shortcuts=ASKED.shortcuts, pages=("mere", "endnu mere")
    )
    assert (await columns(database, "person", "priority", "valid_until"))[1:] == [
        (person.id, Priority.REPLY, NOW + MINUTE + timedelta(hours=4))
    ] * 2
    async with database.read() as db:
        found = await outbox.find(db, OutgoingId(number + 1))
    assert found and found.address == BENT
    assert (await dialogue_of(database, person)).memory == {}


async def test_said_at_once_to_who_has_it(database: Database, voice: Voice) -> None:
    """Whoever shares a telephone and has it now hears it as anybody does."""
    person, _ = await sharing(database, is_present=True)

    await said(database, voice, person, Reply("Der er mad."))

    assert [one.text for one in await stored(database)] == ["Der er mad."]
    assert (await dialogue_of(database, person)).memory == {}


@pytest.mark.parametrize(("texts", "kept"), [("abcdefg", "cdefg"), ("ab", "ab")])
async def test_five_are_held(database: Database, voice: Voice, texts: Sequence[str], kept: str) -> None:
    """The newest five wait for the word, in order; what else is remembered stays."""
    person, phone = await sharing(database, is_present=False)
    before = Dialogue(memory={"x": {"a": 1}})
    await database.write(lambda db: dialogues.save(db, person.id, before, NOW))
    for text in texts:
        await said(database, voice, person, Reply(text))
    await database.write(lambda db: sharers.hand_over(db, phone, person.id, NOW))

    await database.write(lambda db: initiative.release(db, phone.key, ANNA, NOW))

    assert "".join(one.text for one in await stored(database) if one.text != THERE_IS) == kept
    assert (await dialogue_of(database, person)).memory == {"x": {"a": 1}}


@pytest.mark.parametrize("is_present", [True, False])
async def test_nothing_held_is_nothing_said(database: Database, *, is_present: bool) -> None:
    """A word behind which nothing waits, or that nobody has just said, brings nothing."""
    person, phone = await sharing(database, is_present=is_present)

    await database.write(lambda db: initiative.release(db, phone.key, ANNA, NOW))

    assert await stored(database) == []
    assert await dialogue_of(database, person) == Dialogue()


def test_decent_hour_is_the_next() -> None:
    """By day at once, at night when it ends."""
    night = NOW.replace(hour=22)

    assert initiative.next_decent_hour(NOW) == NOW
    assert initiative.next_decent_hour(night) == night.replace(day=2, hour=7, minute=0)


def test_turn_is_of_nobody_s_message(voice: Voice) -> None:
    """Steps that nobody's message began know the person, the time and the directory, and read nothing."""
    person = Person(None, "AB1234", language="en")  # type: ignore[arg-type]

    turn = initiative.turn_of(None, person, NOW, voice.catalogues, voice.atlas.directory, voice.towns)  # type: ignore[arg-type]

    assert (turn.person, turn.now, turn.t.language, turn.text) == (person, NOW, "en", "")
    assert turn.reading == Reading()
    assert turn.directory is voice.atlas.directory
    assert turn.towns is voice.towns
    assert Address(ChannelName.SMS, "+4520000001") == ANNA
