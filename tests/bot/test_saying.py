"""The same text twice: said in other words, without ever losing a number for it."""

from datetime import UTC, datetime
from typing import cast

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation import Reply, Turn
from bot.model import Person, PersonId, Reading
from bot.saying import Answer
from bot.search.found import TWO_PARTS
from bot.store.dialogues import Dialogue
from tests.starter import catalogues, directory, towns

NOTE = "Kom selv dag og nat, hvis du er over 18 år."
NUMBER = "Ikke bekræftet, ring først: 20 00 00 01."


def said(reply: Reply, times: int) -> str:
    """What is heard when the same is said so often in a row."""
    turn = Turn(
        person=Person(PersonId(1), "Birk", "da"),
        reading=Reading(),
        now=datetime(2026, 12, 1, 12, tzinfo=UTC),
        t=catalogues().translator("da"),
        db=cast(AsyncConnection, None),
        directory=directory(),
        towns=towns(),
    )
    answer = Answer(Dialogue())
    for _ in range(times):
        answer.say(turn, "find_help", reply, None)
    return answer.messages[-1].text


def full(spare: tuple[str, ...]) -> Reply:
    """A reply that fills two parts."""
    head = f"Herberget. {NOTE} "
    return Reply(f"{head}{'a' * (TWO_PARTS - len(head) - len(NUMBER) - 2)}. {NUMBER}", spare=spare)


def test_note_goes_for_other_words() -> None:
    """The second time the note makes room for "som før", the third time for the human; the number stays."""
    second, third = said(full((NOTE,)), 2), said(full((NOTE,)), 3)

    assert second.startswith("Som før: Herberget. aaa")
    assert "MENNESKE" in third
    assert all(NUMBER in text and NOTE not in text and len(text) <= TWO_PARTS for text in (second, third))


def test_nothing_to_spare_is_said_again() -> None:
    """Where every sentence is needed, the same is said once more rather than cut."""
    reply = full(())

    assert said(reply, 2) == reply.text
    assert said(reply, 3) == reply.text


def test_short_text_is_varied_whole() -> None:
    """What is short enough keeps every sentence."""
    assert said(Reply(f"{NOTE} {NUMBER}", spare=(NOTE,)), 2) == f"Som før: {NOTE} {NUMBER}"
