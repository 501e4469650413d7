"""Which step answers a message. Pure: data in, data out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.conversation import Conversation, Hears
from bot.model import Act, Choice, Command, Inbound, Intent, Json, Order, Reading, Topic
from bot.phrasebook.expressions import plain
from bot.phrasebook.said import (
    Danger,
    answer_of_danger,
    asked_thing,
    asks_who_helps,
    is_question_word,
    is_unsure,
    named_area,
    said_age,
    young_age,
)
from bot.store.dialogues import Dialogue, Question
from bot.understanding.dates import is_only_time
from bot.understanding.orders import amounts

# These begin their conversation whatever question is open.
ALWAYS_FRESH = frozenset(
    {Intent.STOP, Intent.DELETE_ME, Intent.MY_DATA, Intent.MENU, Intent.HUMAN, Intent.LANGUAGE, Intent.UNSUBSCRIBE}
)
# Beside an emergency only these are answered too; a goodbye or a thanks is not.
BESIDE_EMERGENCY = frozenset({Intent.FIND_HELP, Intent.BOOK, Intent.HUMAN})

# A time in one of these is not an answer to a question about a time.
_OTHER_MATTERS = frozenset(
    {Intent.CANCEL_APPOINTMENT, Intent.MY_APPOINTMENTS, Intent.FEEDBACK, Intent.VOLUNTEER, Intent.SUBSCRIBE}
)
# What somebody who is asked how it goes may answer; a need for food or a bed is one to be helped with.
_MAY_SAY_HOW = frozenset({Intent.UNKNOWN, Intent.FEEDBACK, Intent.THANKS, Intent.FIND_HELP})
TROUBLES = frozenset({Topic.MENTAL, Topic.HEALTH, Topic.ADDICTION, Topic.AFTERCARE, Topic.COMMUNITY, Topic.RELATIVES})
MOST_WORDS_OF_A_LABEL = 4
MOST_WORDS_OF_A_NAME, POSTCODE_DIGITS = 3, 4
# Years; a smaller number answers a question with choices, or misses them.
_WRITES_ALONE = 8
# "10-14" is an order by itself, and more about the one that was asked about.
_COMPLETED = frozenset({Act.OPEN, Act.CLOSED})
_OF_THE_DESK = frozenset({Act.CASES, Act.CASE, Act.DUTY, Act.NOTICES, Act.SEND})
MOST_WORDS_OF_AN_ORDER = 2
_NUMBER = re.compile(r"^(?:nr|nummer|no|svar|tast|valg)?[ .:]*\(?(\d{1,2})[.)]?(?: tak)?$")
_SVAR = re.compile(r"svar \d")
_SEVERAL_FIGURES = re.compile(r"\d[ .-]?\d[ .-]?\d")
_FIRST_NAME = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class Route:
    """The step that answers. `conversation` None: one of the manners, named by `step`."""

    conversation: str | None
    step: str
    choice: str | None = None
    heard: Hears | None = None
    kept: Json = field(default_factory=dict)
    question: Question | None = None
    numbers: int = 0


def route(
    inbound: Inbound,
    reading: Reading,
    dialogue: Dialogue,
    conversations: Sequence[Conversation],
    now: datetime,
    order: Order | None = None,
) -> Route:
    """The step for this message; safety first, then what is open, then what the text begins by itself.

    An `order` that is clear comes before all but the choices that are open; a question for free words comes first too,
    unless the order is bare.
    """
    questions = [question for question in reversed(dialogue.questions) if question.is_open(now)]
    if inbound.tapped:
        return _tapped(inbound.tapped, questions)
    if taken := _taken(inbound.text, reading, questions, orders=is_clear(order)):
        return taken
    if obeyed := _obeyed(order, inbound, questions, conversations):
        return obeyed
    # "Slet min besked" of a volunteer is about what was posted, and never about all that is kept of them.
    if order is not None and order.act is Act.UNDO and (dialogue.undo or reading.intent is Intent.DELETE_ME):
        return _undone(dialogue, now)
    if reading.intent not in ALWAYS_FRESH:
        if reading.command is Command.UNDO:
            return _undone(dialogue, now)
        if heard := _heard(inbound, reading, questions):
            return heard
        if wrong := _wrong_number(inbound.text, reading, questions, asked=bool(dialogue.questions)):
            return wrong
    return begun(inbound, reading, conversations)


def is_number(text: str) -> bool:
    """Whether the message is only the number of a choice."""
    return _NUMBER.match(plain(text)) is not None


def is_clear(order: Order | None) -> bool:
    """Whether it is known what the order is about; FORTRYD may be a no as well."""
    return order is not None and (order.meant or order.act) not in (Act.UNCLEAR, Act.UNDO)


def _is_bare(order: Order, text: str) -> bool:
    """Words that mean only this, "sag 12" or "sager": never what was done, nor the text of a notice."""
    return order.act in _OF_THE_DESK and len(text.split()) <= MOST_WORDS_OF_AN_ORDER


def _obeyed(
    order: Order | None, inbound: Inbound, questions: Sequence[Question], conversations: Sequence[Conversation]
) -> Route | None:
    if order is None or (questions and Hears.TEXT in questions[0].hears and not _is_bare(order, inbound.text)):
        return None
    if questions and Hears.ORDER in questions[0].hears and (order.meant or order.act) in _COMPLETED:
        return _answered(questions[0], None)
    obeys = next((one for one in conversations if (order.meant or order.act) in one.obeys), None)
    return Route(obeys.name, "") if obeys else None


def _tapped(data: str, questions: Sequence[Question]) -> Route:
    asked, _, key = data.partition(":")
    for question in questions:
        if question.id == asked and any(choice.key == key for choice in question.choices):
            return _answered(question, key)
    return Route(None, "stale")


def _taken(text: str, reading: Reading, questions: Sequence[Question], *, orders: bool) -> Route | None:
    """The choice that the text takes: a number counts for the newest question, the exact words of any come next.

    What `orders` is neither a yes nor a few words of a label: "vi åbner alligevel kl 16" is not "ja, det passer".
    """
    said = plain(text)
    if not said or not questions:
        return None
    if orders and _SVAR.match(said):
        return None  # "svar 1" of staff is about case 1
    if number := _NUMBER.match(said):
        newest, at = next((one for one in questions if not _is_numberless(one)), questions[0]), int(number[1])
        return _answered(newest, newest.choices[at - 1].key) if 1 <= at <= len(newest.choices) else None
    for named in (_by_label,) if orders else (_by_label, _by_yes_or_no, _by_some_words):
        for question in questions:
            if named is not _by_label and Hears.DANGER in question.hears:
                if answer_of_danger(text) is None:
                    continue  # "fredag kl. 10" is no yes to that
                return replace(_answered(question, None), heard=Hears.DANGER)
            if key := named(said, reading, question.choices):
                return _answered(question, key)
            if named is _by_yes_or_no and reading.intent is Intent.CONFIRM and Hears.YES in question.hears:
                return None  # a yes to this one, and to none before it
    return None


def _is_numberless(question: Question) -> bool:
    """Asked beside a list, a danger has no numbers of its own: "1" is the list's."""
    return Hears.DANGER in question.hears and not question.choices


def _by_label(said: str, _: Reading, choices: Sequence[Choice]) -> str | None:
    return next((one.key for one in choices if said in (plain(one.key), plain(one.label))), None)


def _by_yes_or_no(_: str, reading: Reading, choices: Sequence[Choice]) -> str | None:
    """Yes and no in any words; and "flere" where there are more times to choose from."""
    more = "more_times" if reading.command is Command.MORE else None
    meant = {Intent.CONFIRM: "yes", Intent.DECLINE: "no"}.get(reading.intent, more)
    return meant if meant in {choice.key for choice in choices} else None


def _by_some_words(said: str, reading: Reading, choices: Sequence[Choice]) -> str | None:
    """Words that only one label has, where they mean nothing by themselves."""
    words = set(said.split())
    if reading.intent is not Intent.UNKNOWN or reading.place or reading.command or len(words) > MOST_WORDS_OF_A_LABEL:
        return None
    holding = [choice.key for choice in choices if words <= set(plain(_name_part(choice.label)).split())]
    return holding[0] if len(holding) == 1 else None


def _name_part(label: str) -> str:
    """The label without what it says last: whether the place is open is not what it is called."""
    return label.rpartition(", ")[0] or label


def _heard(inbound: Inbound, reading: Reading, questions: Sequence[Question]) -> Route | None:
    for question in questions:
        heard = next((what for what in map(Hears, question.hears) if _hears(what, inbound, reading)), None)
        if heard:
            return replace(_answered(question, None), heard=heard)
    return None


def _hears(what: Hears, inbound: Inbound, reading: Reading) -> bool:
    match what:
        case Hears.POSITION:
            return inbound.position is not None
        case Hears.PLACE:
            return reading.place is not None and not reading.topics
        case Hears.WHEN:
            return (reading.when or reading.day) is not None and not reading.topics
        case Hears.TIME:
            return _names_time(reading) and (not reading.topics or is_only_time(inbound.text))
        case Hears.YES:
            return reading.intent is Intent.CONFIRM
        case Hears.DANGER:
            return answer_of_danger(inbound.text) is not None
        case Hears.STILL_DANGER:
            return answer_of_danger(inbound.text) is Danger.YES
        case Hears.NO:
            return reading.intent is Intent.DECLINE
        case Hears.HOW:
            return _says_how(reading) and bool(inbound.text.strip())
        case Hears.WORDS:
            return reading.intent is Intent.UNKNOWN and reading.command is None and _may_be_name(inbound.text, reading)
        case Hears.ORDER:
            # A volunteer who needs a bed tonight is not saying when the place is open.
            return _names_time(reading) and not reading.topics
        case Hears.NUMBER:
            return amounts.answer(inbound.text) is not None
        case Hears.AGE:
            return (young_age(inbound.text) or 0) >= _WRITES_ALONE
        case Hears.PHONE:
            return bool(_SEVERAL_FIGURES.search(inbound.text))
        case Hears.NAME:
            return bool(_FIRST_NAME.fullmatch(inbound.text.strip(" .!"))) and reading.command is None
        case Hears.TEXT:
            return bool(inbound.text.strip()) and reading.command is None


def _may_be_name(text: str, reading: Reading) -> bool:
    """Words that could name a town that we do not know, or say that it is not known: few, no question, no number."""
    words = plain(text).split()
    leans = reading.follows_up or reading.near or reading.left or reading.shunned
    if not words or leans or "?" in text or is_question_word(text):
        return False
    is_number = any(word.isdigit() and len(word) != POSTCODE_DIGITS for word in words)
    return is_unsure(text) or (len(words) <= MOST_WORDS_OF_A_NAME and not is_number)


def _says_how(reading: Reading) -> bool:
    asks = reading.place or reading.command or reading.follows_up or reading.near or reading.when
    return reading.intent in _MAY_SAY_HOW and not asks and set(reading.topics) <= TROUBLES


def _names_time(reading: Reading) -> bool:
    said = (reading.when, reading.day, reading.clock, reading.part, reading.no_such_time, reading.past, reading.week)
    return reading.intent not in _OTHER_MATTERS and any(said)


def _wrong_number(text: str, reading: Reading, questions: Sequence[Question], *, asked: bool) -> Route | None:
    """A number that the newest question does not have, or that answers one which is no longer open."""
    if reading.place or not _NUMBER.match(plain(text)):
        return None
    if asked and not questions:
        return Route(None, "stale")
    choices = questions[0].choices if questions else ()
    return Route(None, "wrong_number", numbers=len(choices)) if choices else None


def begun(inbound: Inbound, reading: Reading, conversations: Sequence[Conversation]) -> Route:
    """What the message begins by itself, whatever is open."""
    if begins := next((one for one in conversations if reading.command and reading.command in one.begins_on), None):
        return Route(begins.name, "")
    intent = reading.intent
    is_plea = intent is Intent.VOLUNTEER and asks_who_helps(inbound.text)
    may_lean = intent in (Intent.UNKNOWN, Intent.GREETING, Intent.CONFIRM)
    if is_plea or (may_lean and _leans_on_help(inbound, reading)):
        intent = Intent.FIND_HELP
    return Route(next(one.name for one in conversations if intent in one.begins_with), "")


def _leans_on_help(inbound: Inbound, reading: Reading) -> bool:
    return (
        reading.follows_up
        or reading.near
        or bool(reading.place or reading.left or reading.shunned)
        or inbound.position is not None
        or asked_thing(inbound.text) is not None
        or named_area(inbound.text) is not None
        or (said_age(inbound.text) is not None and len(inbound.text.split()) <= MOST_WORDS_OF_A_LABEL)
    )


def _undone(dialogue: Dialogue, now: datetime) -> Route:
    undo = dialogue.undo
    if undo is None or now.timestamp() > undo.until:
        return Route(None, "nothing_to_undo")
    return Route(undo.conversation, undo.step, kept=undo.keep)


def _answered(question: Question, key: str | None) -> Route:
    return Route(question.conversation, question.step, choice=key, kept=question.keep, question=question)
