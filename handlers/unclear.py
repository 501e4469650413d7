"""Unclear: what we do not understand, what has no words, and what hangs in the air. A human is never far."""

from datetime import timedelta

from bot.conversation import Conversation, Reply, Turn
from bot.desk.over import just_over
from bot.model import Intent, RoleName
from bot.phrasebook.said import is_angry, is_sorry
from bot.search.leaning import called_in
from bot.understanding.language import is_foreign
from bot.wording import examples, lines
from bot.wording.buttons import human_button, topic_buttons, what_to_write

# Longer than this nobody means one thing, and asking "what?" is no answer to it.
_LONG = 400
# After so many misunderstandings a human is offered.
OFFERED_AFTER = 2
# So long a yes after a cry for help is a yes to somebody to talk to.
_DANGER_LASTS = timedelta(minutes=30)


async def ask_again(turn: Turn) -> Reply:
    """A yes or no to nothing is answered as such; anything else by one good question, in new words each time."""
    if told := await just_over(turn):
        return told
    if turn.reading.intent is Intent.CONFIRM:
        if _was_offered_human(turn):
            return Reply("", passes="human")
        return Reply(
            _ask(turn, "Good."), shortcuts=topic_buttons(turn.t), otherwise=turn.t("I am ready. What do you need?")
        )
    if turn.reading.intent is Intent.DECLINE:
        return Reply(turn.t("That is fine. Write whenever you like."), otherwise=turn.t("All right. I am here."))
    if is_sorry(turn.text):
        return Reply(turn.t("That is quite all right. What do you need?"), otherwise=turn.t("All is well. I am here."))
    if is_angry(turn.text):
        return Reply(
            turn.t("I am sorry that it is so hard. MENNESKE: talk to a human. Or write what you need."),
            shortcuts=(human_button(turn.t),),
            otherwise=turn.t("I stay here. Write what you need, or MENNESKE."),
        )
    if called_in(turn):
        return Reply("", passes="find_help")
    if turn.roles and turn.misunderstood < OFFERED_AFTER:
        return Reply(f"{turn.t('I did not understand that.')} {_for_role(turn)}", lost=True)
    if turn.misunderstood >= OFFERED_AFTER:
        return _offer_human(turn)
    if turn.misunderstood == 1:
        return Reply(
            _safe(
                turn,
                turn.t("I still do not understand. Write one word: sove, mad, varme, tandlæge. Or write MENNESKE."),
            ),
            shortcuts=topic_buttons(turn.t),
            otherwise=_safe(turn, turn.t("Try one word, for example sove or mad. Or write MENNESKE.")),
            lost=True,
        )
    return Reply(_safe(turn, _ask(turn, _what_is_hard(turn))), shortcuts=topic_buttons(turn.t), lost=True)


def _was_offered_human(turn: Turn) -> bool:
    """A plain yes after two misunderstandings, or after danger, is a yes to the human that was offered."""
    danger = turn.now.timestamp() - turn.memory.get("danger_at", 0) < _DANGER_LASTS.total_seconds()
    return danger or turn.misunderstood >= OFFERED_AFTER


def _what_is_hard(turn: Turn) -> str:
    if not any(char.isalnum() for char in turn.text):
        return "I cannot see pictures or hear sound." if turn.has_media else "I only understand words."
    return "That was a lot at once." if len(turn.text) > _LONG else "I did not understand that."


def _ask(turn: Turn, first: str) -> str:
    return f"{turn.t(first)} {what_to_write(turn.t, turn.person.town)}"


def _safe(turn: Turn, text: str) -> str:
    """The same with 112 in words that anybody reads, where the language is none of ours."""
    if not is_foreign(turn.reading.language_code):
        return text
    return f"{text} {turn.t('In danger? Ring {alarm}. It is free.', alarm=lines.alarm(turn.directory))}"


def _for_role(turn: Turn) -> str:
    """What whoever acts for a place or a municipality can write, and how to ask for oneself."""
    is_volunteer = any(role.name is RoleName.VOLUNTEER for role in turn.roles)
    known = examples.for_volunteers(turn.t) if is_volunteer else examples.for_staff(turn.t)
    return f"{known} {turn.t('Is it for yourself, write what you lack and your town.')}"


def _offer_human(turn: Turn) -> Reply:
    alarm = lines.alarm(turn.directory)
    return Reply(
        turn.t(
            "I am a machine and do not get it. MENNESKE gives you a number to ring. In danger: ring {alarm}.",
            alarm=alarm,
        ),
        shortcuts=(human_button(turn.t),),
        otherwise=turn.t("Write MENNESKE, and I find somebody you can talk to. In danger: ring {alarm}.", alarm=alarm),
        lost=True,
    )


async def stale(turn: Turn) -> Reply:
    """A button or an answer whose question is gone."""
    return Reply(
        turn.t("That answer belongs to an old question. What do you need now?"),
        shortcuts=topic_buttons(turn.t),
        otherwise=turn.t("That button is too old. Write what you need."),
    )


async def wrong_number(turn: Turn) -> Reply:
    """A number that the open question does not have; the question stays open."""
    if turn.numbers == 1:
        return Reply(turn.t("Answer 1, or write what you need."))
    return Reply(
        turn.t("Answer with a number from 1 to {most}, or write what you need.", most=turn.numbers),
        otherwise=turn.t("That number is not on the list. It goes from 1 to {most}.", most=turn.numbers),
    )


async def nothing_to_undo(turn: Turn) -> Reply:
    """FORTRYD lives for an hour, and only for what changed something."""
    return Reply(
        turn.t("There is nothing I can take back now. Is something wrong, write MENNESKE."),
        shortcuts=(human_button(turn.t),),
    )


async def slow_down(turn: Turn) -> Reply:
    """More messages than one person writes; an emergency is answered all the same."""
    return Reply(
        turn.t(
            "You write faster than I can answer. Wait a little. In danger: ring {alarm}.",
            alarm=lines.alarm(turn.directory),
        )
    )


async def apologise(turn: Turn) -> Reply:
    """We failed. Whoever must have an answer now gets a number that works."""
    alarm = lines.alarm(turn.directory)
    talk = lines.somebody_to_talk_to(turn.directory, None, turn.now)
    sorry = turn.t(
        "Sorry, something is wrong with me. Try again in a little while. In danger: ring {alarm}.", alarm=alarm
    )
    said = [sorry]
    if talk:
        said.append(turn.t("{name} answers now: {phone}.", name=talk[0].name, phone=talk[0].phone))
    if turn.terms.other_ways:
        said.append(turn.t("Or try: {ways}", ways=turn.terms.other_ways))
    return Reply(" ".join(said))


UNCLEAR = Conversation(
    name="unclear",
    first=ask_again,
    begins_with=frozenset({Intent.UNKNOWN, Intent.CONFIRM, Intent.DECLINE}),
    recalls="emergency",
)
