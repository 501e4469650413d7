"""Manners that every conversation inherits, tried inside each of their open questions through the whole application."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from bot.channels.sms_text import Encoding, segments
from bot.model import PersonId, RoleName, ScheduleId, Topic
from bot.store import dialogues
from bot.store.dialogues import Question
from bot.store.schema import persons
from handlers import CONVERSATIONS
from tests.house.catalogue import ROOT
from tests.house.test_conversations import asked_steps
from tests.journeys.bookable import NURSE, offer
from tests.journeys.citizen import SmsCitizen
from tests.journeys.team import code_for
from tests.running import Running

# What somebody writes until the question is open: every question that a conversation can ask is here.
OPENERS = {
    "emergency.take_answer": ["jeg kan ikke mere"],
    "forget.delete_or_keep": ["slet mig"],
    "sharing.add": ["kodeord blå hest"],
    "human.take_town": ["jeg vil tale med et menneske"],
    "kin.take_town": ["min bror er hjemløs kan i hjælpe ham"],
    "language.take_language": ["snakker du polsk"],
    "subscriptions.take_topic": ["tilmeld"],
    "subscriptions.take_area": ["skriv til mig når der er mad"],
    "subscriptions.write_again": ["stop", "skriv til mig når der er mad i vejle"],
    "subscriptions.end_chosen": [
        "skriv til mig når der er mad i vejle",
        "skriv til mig når der er tøj i vejle",
        "afmeld",
    ],
    "feedback.take_place": ["mad i aalborg", "forkert adresse"],
    "feedback.take_comment": ["mad i aalborg", "forkert adresse", "et andet"],
    "find_help.choose": ["mad i aalborg"],
    "find_help.detail": ["mad i aalborg", "1"],
}
BOOKS = ["book gældsrådgivning i slagelse torsdag kl 10", "ja"]
BOOKS_TWO = [*BOOKS, "book retshjælp i slagelse fredag kl 10", "ja"]
OPENERS |= {
    "booking.take_kind": ["book"],
    "booking.take_town": ["book gældsrådgivning"],
    "booking.take_schedule": ["book sygeplejerske i slagelse"],
    "booking.take_time": ["book gældsrådgivning i slagelse"],
    "booking.take_held": BOOKS[:1],
    "booking.other_day": ["book gældsrådgivning i slagelse", "ingen af dem"],
    "appointments.look_up": [*BOOKS_TWO, "mine aftaler"],
    "appointments.change": [*BOOKS, "mine aftaler"],
    "appointments.call_off_chosen": [*BOOKS_TWO, "afbud"],
    "appointments.call_off_or_keep": [*BOOKS, "nej vent"],
    "appointments.book_anew": [*BOOKS, "afbud"],
    "moving.take_which": [*BOOKS_TWO, "flyt"],
    "moving.take_time": [*BOOKS, "flyt"],
    "moving.other_day": [*BOOKS, "flyt", "ingen af dem"],
    "companion.take_which": [*BOOKS_TWO, "del med 20000011"],
    "companion.take_number": [*BOOKS, "del min tid med en"],
    "companion.take_name": [*BOOKS, "del med 20000011"],
    "nickname.take_name": ["kald mig 1234"],
    "stop.take_reminders": [*BOOKS, "stop"],
}
# A role is taken up by a code: "<staff Aalborg>" stands for it.
STAFF, VOLUNTEER = "<staff Aalborg>", "<volunteer cafe-parasollen>"
OPENERS |= {
    "thanks.take_news": ["mad i aalborg", "tak for hjælpen"],
    "invitation.take_code": ["jeg har fået en kode"],
    "invitation.take_name": [STAFF],
    "team.take_whom": [VOLUNTEER, STAFF, "Lone", "fjern frivillig"],
    "open_hours.take_more": [VOLUNTEER, "åbent på et tidspunkt"],
    "free_places.take_number": [VOLUNTEER, "der er vist nogle senge"],
    "notices.take_area": [STAFF, "Lone", "send en besked"],
    "notices.take_topic": [STAFF, "Lone", "send til Aalborg"],
    "notices.take_text": [STAFF, "Lone", "send til Aalborg om mad"],
}
# Asked by us first, or only where several people or places are at hand: their own journeys try them.
OF_OUR_ACCORD = {"reminders", "wait_list", "after", "check_in", "renewal", "talk", "cases", "duty"}
RARE = {"companion.take_answer", "notices.take_word", "team.take_place", "open_hours.take_yes"}
WORDLESS = ["", "🙏", "......", "x" * 2_000, "bla " * 500]
DANGER = "han trækker ikke vejret"


async def opened(citizen: SmsCitizen, question: str) -> Question:
    """Write until `question` is open."""
    for text in OPENERS[question]:
        await citizen.says(await _code(citizen.running, text) if text.startswith("<") else text)
    asked = await newest(citizen.running)
    assert asked is not None
    assert f"{asked.conversation}.{asked.step}" == question, citizen.heard
    return asked


async def _code(house: Running, role: str) -> str:
    """ "KODE ..." for a role such as "<staff Aalborg>"."""
    name, of = role.strip("<>").split(" ", 1)
    if name == RoleName.STAFF:
        return f"KODE {await code_for(house, RoleName.STAFF, municipality=of)}"
    return f"KODE {await code_for(house, RoleName.VOLUNTEER, place=of)}"


async def newest(house: Running) -> Question | None:
    """The question that was asked last and is still open."""
    async with house.app.database.read() as db:
        person = (await db.execute(select(func.min(persons.c.id)))).scalar_one()
        questions = (await dialogues.load(db, PersonId(person))).questions
    return questions[-1] if questions else None


@pytest.fixture
async def citizen(house: Running) -> SmsCitizen:
    """Somebody with an old phone, in a town with appointments; what buttons do differently is the channel's matter."""
    kinds = {"doctor": Topic.HEALTH, "debt": Topic.DEBT, "rights": Topic.RIGHTS}
    others = [replace(NURSE, id=ScheduleId(name), title=name, topic=topic) for name, topic in kinds.items()]
    await offer(house, NURSE, *others)
    return SmsCitizen(house)


def test_every_question_is_tried() -> None:
    """A new question in a handler file needs a way to it here."""
    asked = {
        f"{one.name}.{step}" for one in CONVERSATIONS for step in asked_steps(ROOT / "handlers" / f"{one.name}.py")
    }

    steps = {f"{one.name}.{step}" for one in CONVERSATIONS for step in one.steps}

    ours = {question for question in asked if question.partition(".")[0] in OF_OUR_ACCORD}
    assert asked - ours - RARE <= set(OPENERS) <= steps


@pytest.mark.parametrize("question", OPENERS)
async def test_emergency_beats_any_question(citizen: SmsCitizen, question: str) -> None:
    """112 comes first inside every open question, and the question is still open after it."""
    asked = await opened(citizen, question)

    await citizen.says(DANGER)

    assert "Ring 112 nu" in citizen.heard[0]
    async with citizen.running.app.database.read() as db:
        person = (await db.execute(select(func.min(persons.c.id)))).scalar_one()
        still = (await dialogues.load(db, PersonId(person))).questions
    assert asked.id in {one.id for one in still}


@pytest.mark.parametrize("question", OPENERS)
async def test_stop_beats_any_question(citizen: SmsCitizen, question: str) -> None:
    """STOP is STOP inside every open question, and is answered without a greeting."""
    await opened(citizen, question)

    await citizen.says("STOP")

    [answer] = citizen.heard
    assert "Jeg skriver ikke mere af mig selv." in answer or answer.startswith("Sådan er det allerede.")
    async with citizen.running.app.database.read() as db:
        assert (await db.execute(select(persons.c.stopped_at).order_by(persons.c.id))).scalars().first() is not None


@pytest.mark.parametrize("question", OPENERS)
async def test_wordless_is_always_answered(citizen: SmsCitizen, question: str) -> None:
    """Nothing, an emoji, a photo and 2,000 characters get an answer inside every open question."""
    await opened(citizen, question)

    for text in WORDLESS:
        await citizen.says(text)
        assert citizen.heard, text
        assert all("noget galt hos mig" not in answer for answer in citizen.heard), text
    await citizen.sends_photo()

    assert citizen.heard


@pytest.mark.parametrize("question", OPENERS)
async def test_old_question_restarts_politely(citizen: SmsCitizen, question: str) -> None:
    """Four days later the number of a choice opens nothing and breaks nothing."""
    await opened(citizen, question)
    citizen.running.clock.later(days=4)

    answer = await citizen.says("1")

    assert citizen.heard
    assert "slettet" not in answer
    assert segments(answer).encoding is Encoding.GSM7
