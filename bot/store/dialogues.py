"""What is going on with one person: open questions, what conversations remember, what MERE and FORTRYD would do.

One sealed row a person, changed in the transaction that stores the reply.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Choice, Json, PersonId, PlaceId
from bot.store.database import seal_of
from bot.store.prepared import Prepared
from bot.store.schema import dialogues

_PURPOSE = "dialogue"
QUESTION_LIVES = timedelta(days=3)
UNDO_LIVES = timedelta(hours=1)
# A button of the third list back still works; more would only be kept for nobody.
MOST_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Question:
    """One open question: whose step takes the answer, and what counts as one. `asked_at` is seconds since 1970."""

    id: str
    conversation: str
    step: str
    choices: tuple[Choice, ...]
    hears: tuple[str, ...]
    keep: Json
    stays: bool
    asked_at: float

    def is_open(self, now: datetime) -> bool:
        """Not older than three days."""
        return now.timestamp() - self.asked_at <= QUESTION_LIVES.total_seconds()


@dataclass(frozen=True, slots=True)
class Undo:
    """What FORTRYD runs: a step of a conversation, until `until` (seconds since 1970), after so many more replies."""

    conversation: str
    step: str
    keep: Json
    until: float
    detours: int = 1


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The state of one dialogue. `questions` has the newest last; `memory` is by conversation."""

    questions: tuple[Question, ...] = ()
    memory: Json = field(default_factory=dict)
    pages: tuple[str, ...] = ()
    undo: Undo | None = None
    said: str = ""
    repeats: int = 0
    misunderstood: int = 0
    shown: tuple[PlaceId, ...] = ()
    slowed_at: float = 0.0


_load = select(dialogues.c.sealed).where(dialogues.c.person == bindparam("whom"))
_insert = insert(dialogues)
_save = Prepared(
    _insert.on_conflict_do_update(
        index_elements=["person"],
        set_={"sealed": _insert.excluded.sealed, "changed_at": _insert.excluded.changed_at},
    )
)


async def load(db: AsyncConnection, person: PersonId) -> Dialogue:
    """The dialogue, a fresh one when there is none."""
    sealed = (await db.execute(_load, {"whom": person})).scalar()
    return opened(db, sealed)


def opened(db: AsyncConnection, sealed: bytes | None) -> Dialogue:
    """The dialogue of a row; a fresh one for none."""
    return _dialogue(seal_of(db).open(sealed, _PURPOSE)) if sealed else Dialogue()


async def save(db: AsyncConnection, person: PersonId, dialogue: Dialogue, now: datetime) -> None:
    """Keep it for the next message."""
    sealed = seal_of(db).close(dialogue, _PURPOSE)
    await _save.run(db, {"person": person, "sealed": sealed, "changed_at": now})


async def close_questions(db: AsyncConnection, person: PersonId, conversation: str, keep: Json, now: datetime) -> None:
    """What a conversation asked them about this very thing is settled: their next number means something else."""
    dialogue = await load(db, person)
    left = tuple(one for one in dialogue.questions if (one.conversation, one.keep) != (conversation, keep))
    if left != dialogue.questions:
        await save(db, person, replace(dialogue, questions=left), now)


async def settle_questions(
    db: AsyncConnection, person: PersonId, conversation: str, keep: Json, step: str, now: datetime
) -> None:
    """The same, but a late answer goes to `step`, which says so; a number is first for whatever else is open."""
    dialogue = await load(db, person)
    settled = tuple(one for one in dialogue.questions if (one.conversation, one.keep) == (conversation, keep))
    if settled:
        left = tuple(one for one in dialogue.questions if one not in settled)
        late = tuple(replace(one, step=step) for one in settled)
        await save(db, person, replace(dialogue, questions=(*late, *left)), now)


def _dialogue(stored: dict[str, Any]) -> Dialogue:
    questions = tuple(
        Question(
            **{
                **question,
                "choices": tuple(Choice(**choice) for choice in question["choices"]),
                "hears": tuple(question["hears"]),
            }
        )
        for question in stored["questions"]
    )
    undo = Undo(**stored["undo"]) if stored["undo"] else None
    return Dialogue(
        **{
            **stored,
            "questions": questions,
            "undo": undo,
            "pages": tuple(stored["pages"]),
            "shown": tuple(stored["shown"]),
        }
    )
