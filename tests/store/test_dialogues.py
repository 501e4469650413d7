"""Dialogues: what is going on with a person survives every start, and an open question lives for three days."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model import Choice, PlaceId
from bot.store import dialogues
from bot.store.database import Database
from bot.store.dialogues import Dialogue, Question, Undo
from tests.store.rows import BENT, NOW, met

QUESTION = Question(
    id="ab12",
    conversation="find_help",
    step="tell_place",
    choices=(Choice("toften", "Toften"), Choice("kirkens", "Kirkens Korshær")),
    hears=("place", "position"),
    keep={"topics": ["shelter"], "nested": {"town": "Slagelse"}},
    stays=True,
    asked_at=NOW.timestamp(),
)


async def test_fresh_dialogue_is_empty(database: Database) -> None:
    """Nothing is going on with somebody new."""
    anna = await met(database)

    async with database.read() as db:
        assert await dialogues.load(db, anna.id) == Dialogue()


async def test_dialogue_comes_back_whole(database: Database) -> None:
    """Questions, memory, pages and what can be undone are there again; the later save counts."""
    anna, bent = await met(database), await met(database, BENT)
    dialogue = Dialogue(
        questions=(QUESTION, replace(QUESTION, id="cd34", choices=(), hears=())),
        memory={"find_help": {"topics": ["food"]}},
        pages=("side to", "side tre"),
        undo=Undo("stop", "start_again", {"was": True}, NOW.timestamp()),
        said="abc",
        repeats=1,
        misunderstood=2,
        shown=(PlaceId("toften"),),
        slowed_at=NOW.timestamp(),
    )

    await database.write(lambda db: dialogues.save(db, anna.id, Dialogue(said="old"), NOW))
    await database.write(lambda db: dialogues.save(db, anna.id, dialogue, NOW))

    async with database.read() as db:
        assert await dialogues.load(db, anna.id) == dialogue
        assert await dialogues.load(db, bent.id) == Dialogue()


@pytest.mark.parametrize(
    ("age", "is_open"),
    [
        (timedelta(0), True),
        (timedelta(days=2, hours=23), True),
        (timedelta(days=3), True),
        (timedelta(days=3, seconds=1), False),
        (timedelta(days=30), False),
    ],
)
def test_question_lives_three_days(age: timedelta, is_open: bool) -> None:
    """A question can be answered for three days, and not a second longer."""
    assert QUESTION.is_open(NOW + age) is is_open
