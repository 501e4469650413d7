"""Whom to ring now, for each kind of danger, and the question where the words may mean one and may not.

Source of the rules: 112 takes no ordinary SMS and needs no credit; an unconscious person who breathes is laid on the
side. Violence is worded so that somebody else may read the phone. The wish to die is in bot.danger.life.
"""

from collections.abc import Callable, Iterator, Mapping

from bot.conversation import Turn
from bot.danger import hazards
from bot.danger.life import suicide
from bot.i18n import DANISH
from bot.model import Emergency
from bot.phrasebook.aftermath import STANDS
from bot.phrasebook.perils import Deed, asks_dose, deed, was_raped
from bot.phrasebook.said import is_child, may_be_unconscious
from bot.search.beside import childrens_line, must_help_too
from bot.search.whereabouts import municipality_of
from bot.understanding.language import is_foreign
from bot.wording import lines
from bot.wording.lines import Line

OF_A_CHILD = frozenset({Emergency.VIOLENCE, Emergency.CHILD})
"""Here an age says whose danger it is."""


def medical(turn: Turn) -> Iterator[str]:
    """Danger to life: 112 alone; where it is told which, what to do first."""
    if turn.reading.hazard:
        yield from hazards.told(turn, turn.reading.hazard)
        return
    yield turn.t("Ring {alarm} now. It is free.", alarm=lines.alarm(turn.directory))
    if may_be_unconscious(turn.text):
        yield turn.t("Can you not wake somebody who is breathing? Lay them on their side and stay.")
    if deed(turn.text) is Deed.BLEEDS:
        yield turn.t("Press hard on the wound.")
    yield turn.t("An SMS does not work. They tell you what to do.")


def overdose(turn: Turn) -> Iterator[str]:
    """112 first, and the poison line beside it; who only asks how much is too much is told who knows."""
    poison = lines.answering(turn.directory, Line.POISON, turn.now)
    if poison and asks_dose(turn.text) and not deed(turn.text):
        yield turn.t("The poison line knows how much is too much: {phone}.", phone=poison.phone)
        yield turn.t("Has somebody taken too much, ring {alarm} now.", alarm=lines.alarm(turn.directory))
        return
    yield turn.t("Ring {alarm} now. It is free.", alarm=lines.alarm(turn.directory))
    yield turn.t("Can you not wake somebody who is breathing? Lay them on their side and stay.")
    if poison:
        yield turn.t("The poison line answers too: {phone}.", phone=poison.phone)


def violence(turn: Turn) -> Iterator[str]:
    """No telling word, no name of a shelter: only numbers, and the advice to delete this."""
    yield turn.t("Ring {alarm} if there is danger now.", alarm=lines.alarm(turn.directory))
    if was_raped(turn.text) or turn.kept.get(STANDS, {}).get("raped"):
        doctor = lines.duty_doctor(turn.directory, municipality_of(turn), turn.now)
        if doctor:
            yield turn.t("A doctor can examine you: {phone}.", phone=doctor.phone)
        else:
            yield turn.t("A casualty ward can examine you.")
        yield from police(turn)
    if safety := lines.answering(turn.directory, Line.SAFETY, turn.now):
        yield turn.t("{phone} helps too, without your name.", phone=safety.phone)
    yield turn.t("Delete this message if others see your phone.")


def police(turn: Turn) -> Iterator[str]:
    """The police where it does not hurry."""
    if call := lines.line(turn.directory, Line.POLICE, turn.now):
        yield turn.t("The police is {phone}.", phone=call.phone)


def child(turn: Turn) -> Iterator[str]:
    """112 and the municipality for a child in danger; who may be one has a line of their own. Where somebody may lie
    unconscious, 112 comes without an if."""
    if may_be_unconscious(turn.text):
        yield from medical(turn)
        return
    yield turn.t("Is a child in danger now, ring {alarm}.", alarm=lines.alarm(turn.directory))
    if is_childs_own(turn):
        yield from childrens_line(turn.t, turn.directory, turn.now)
    else:
        yield must_help_too(turn.t, turn.directory, municipality_of(turn), turn.now)


def in_english_too(turn: Turn) -> Iterator[str]:
    """112 in English before all else, where Danish may not be understood."""
    if is_foreign(turn.reading.language_code) and turn.t.language == DANISH:
        yield turn.t.into("en")("Ring {alarm} now. It is free.", alarm=lines.alarm(turn.directory))


def is_childs_own(turn: Turn) -> bool:
    """Whether the child itself writes, by these words or by those before them."""
    return is_child(turn.text) or bool(turn.kept.get(STANDS, {}).get("child"))


NUMBERS: dict[Emergency, Callable[[Turn], Iterator[str]]] = {
    Emergency.MEDICAL: medical,
    Emergency.OVERDOSE: overdose,
    Emergency.SUICIDE: suicide,
    Emergency.VIOLENCE: violence,
    Emergency.CHILD: child,
}

QUESTIONS: Mapping[Emergency, str] = {
    Emergency.MEDICAL: "I want to be sure: is anybody's life in danger now? Then ring {alarm}.",
    Emergency.OVERDOSE: "I want to be sure: has anybody taken too much? Then ring {alarm}.",
    Emergency.SUICIDE: "That sounds hard. Are you thinking of taking your life?",
    Emergency.VIOLENCE: "I want to be sure: are you in danger now? Then ring {alarm}.",
    Emergency.CHILD: "I want to be sure: is a child in danger now? Then ring {alarm}.",
}
"""Each holds whom to ring, or stands beside `to_listen`: nobody should need a second message to learn it."""


def to_listen(turn: Turn) -> str:
    """Who listens now to somebody who may think of suicide."""
    life = lines.answering(turn.directory, Line.LIFE, turn.now)
    if life:
        return turn.t("Livslinien answers now: {phone}.", phone=life.phone)
    return turn.t("Are you in danger, ring {alarm}.", alarm=lines.alarm(turn.directory))
