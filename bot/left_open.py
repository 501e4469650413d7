"""What is open after a reply: its question, what conversations remember, what FORTRYD takes back. Pure."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.conversation import Reply
from bot.model import Json
from bot.store.dialogues import MOST_QUESTIONS, UNDO_LIVES, Dialogue, Question, Undo


def question_of(conversation: str, reply: Reply, now: datetime) -> Question | None:
    """The question that a reply opens; None when it asks nothing."""
    if not reply.then:
        return None
    return Question(
        id=secrets.token_hex(4),
        conversation=conversation,
        step=reply.then,
        choices=reply.choices,
        hears=tuple(sorted(reply.hears)),
        keep=reply.keep,
        stays=reply.stays,
        asked_at=now.timestamp(),
    )


def after(
    dialogue: Dialogue,
    conversation: str,
    reply: Reply,
    answered: Question | None,
    asked: Question | None,
    now: datetime,
) -> Dialogue:
    """The dialogue once `reply` is stored: the answered question is closed, the new one is open."""
    still = [
        question
        for question in dialogue.questions
        if question.is_open(now)
        and not (answered and question.id == answered.id and not answered.stays)
        # Whoever is asked anew is no longer asked what came before it in the same conversation.
        and not (asked and question.conversation == conversation and not question.stays)
    ]
    if asked:
        still.append(asked)
    return replace(
        dialogue,
        questions=tuple(still[-MOST_QUESTIONS:]),
        memory=_remembered(dialogue.memory, conversation, reply),
        pages=dialogue.pages if reply.pages is None else reply.pages,
        undo=_undo_after(dialogue.undo, conversation, reply, now),
        shown=reply.shows or dialogue.shown,
        misunderstood=dialogue.misunderstood + 1 if reply.lost else 0,
    )


def _undo_after(before: Undo | None, conversation: str, reply: Reply, now: datetime) -> Undo | None:
    """What FORTRYD takes back now: what this reply did, or the one before it. What lies farther back, nobody means."""
    if reply.undo:
        return Undo(conversation, *reply.undo, (now + UNDO_LIVES).timestamp())
    if before is None or conversation == "emergency":
        return before
    return replace(before, detours=before.detours - 1) if before.detours else None


def _remembered(memory: Json, conversation: str, reply: Reply) -> Mapping[str, object]:
    return memory if reply.remember is None else {**memory, conversation: reply.remember}
