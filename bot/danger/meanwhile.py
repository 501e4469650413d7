"""What is said while a danger stands, in the minutes after it was answered: one calm sentence, and the number again."""

from collections.abc import Iterator, Mapping

from bot.conversation import Turn
from bot.danger.life import DEED, GONE, OTHER, after_the_alarm, told_of_life
from bot.danger.ring import NUMBERS, OF_A_CHILD, police, to_listen, violence
from bot.model import Emergency, Intent, Json
from bot.phrasebook.aftermath import STANDS, Told
from bot.phrasebook.perils import Deed, is_grave, sounds_dark, was_raped
from bot.phrasebook.said import GROWN_UP, may_be_unconscious, said_age, young_age
from bot.search.whereabouts import municipality_of, town_of
from bot.wording import lines
from bot.wording.lines import Line

# Here somebody lies where help must find them.
_ON_THE_SPOT = frozenset({Emergency.MEDICAL, Emergency.OVERDOSE})
# A child may have nobody there.
_ALONE = frozenset({Told.ASKS, Told.GONE, Told.AFRAID})
_NOTHING_TO_DRINK = "No. Give nothing to drink or eat."
_MAY_TOUCH = "You may touch them. Lay somebody who breathes on their side."
_ON_THE_SIDE = "Can you not wake somebody who is breathing? Lay them on their side and stay."
_IN_BETWEEN: Mapping[Told | None, str] = {
    Told.WARD: "The doctors decide that.",
    Told.BETTER: "That is good. Stay there, and keep an eye on them.",
    Told.RUNG: "It was right to ring.",
    Told.UNREACHED: "Try again, and do not hang up. There may be a queue.",
    Told.CANNOT_RING: "I am a machine and cannot ring for you. Ask somebody near you to do it.",
    Told.ADDRESS: "Tell them the address when you ring. I cannot send anybody.",
    Told.FINE: "Good. I am here.",
    Told.AFRAID: "I understand that. You do right in writing.",
}
_IN_BETWEEN_OF: Mapping[tuple[Emergency, Told | None], str] = {
    (Emergency.MEDICAL, Told.RUNG): "It was right to ring. Stay where you are until they come.",
    (Emergency.OVERDOSE, Told.RUNG): "It was right to ring. Stay where you are until they come.",
    (Emergency.MEDICAL, Told.ASLEEP): _ON_THE_SIDE,
    (Emergency.OVERDOSE, Told.ASLEEP): _ON_THE_SIDE,
    (Emergency.MEDICAL, Told.GONE): _ON_THE_SIDE,
    (Emergency.OVERDOSE, Told.GONE): _ON_THE_SIDE,
    (Emergency.VIOLENCE, Told.GONE): "That is good. Lock the door, if you can.",
    (Emergency.VIOLENCE, Told.ASKS): "Go where there are other people, if you can.",
    (Emergency.SUICIDE, Told.ASKS): "Go to somebody you trust, if you can.",
    (Emergency.MEDICAL, Told.DRINK): _NOTHING_TO_DRINK,
    (Emergency.OVERDOSE, Told.DRINK): _NOTHING_TO_DRINK,
    (Emergency.MEDICAL, Told.TOUCH): _MAY_TOUCH,
    (Emergency.OVERDOSE, Told.TOUCH): _MAY_TOUCH,
    (Emergency.VIOLENCE, Told.POLICE): "You may go to the police. You decide.",
}
# To who fears for another.
_OF_ANOTHER: Mapping[Told | None, str] = {
    Told.ASKS: "Ask calmly, and listen.",
    Told.FORBIDS: "Ring all the same. You do it to help.",
    Told.DRINK: _NOTHING_TO_DRINK,
    Told.TOUCH: _MAY_TOUCH,
    Told.GONE: "I am here.",
}
_POLITE: Mapping[Intent, str] = {Intent.THANKS: "You are welcome. I am here.", Intent.DECLINE: "That is all right."}


def stands_now(turn: Turn, told: Told | None) -> Json:
    """What is known of the danger after this message: whose it is, whether help was rung, whether it is over."""
    stands, age = turn.kept[STANDS], young_age(turn.text) or said_age(turn.text)
    if stands["kind"] in OF_A_CHILD and age is not None and age < GROWN_UP:
        stands = {**stands, "kind": Emergency.CHILD, "child": True}
    rung = bool(stands.get("rung")) or told is Told.RUNG
    has_come = told is Told.OVER or (
        told is Told.HERE and (rung or stands["kind"] in _ON_THE_SPOT or bool(stands.get(DEED)))
    )
    is_back = turn.reading.place is not None or (stands["kind"] == Emergency.SUICIDE and sounds_dark(turn.text))
    is_over = has_come or told is Told.EASED or (bool(stands["over"]) and not is_back)
    met = 0 if told else 1 if turn.kept.get("late") else int(stands.get("met", 0)) + 1
    return {**stands, **now_known(turn), "at": turn.now.timestamp(), "rung": rung, "over": is_over, "met": met}


def now_known(turn: Turn) -> Json:
    """What this message and those before it tell beside the kind: what is done, to whom, how bad it is."""
    before = turn.kept.get(STANDS, {})
    return {
        **told_of_life(turn),
        "grave": bool(before.get("grave")) or may_be_unconscious(turn.text) or is_grave(turn.text),
        "raped": bool(before.get("raped")) or was_raped(turn.text),
    }


def over(turn: Turn, kind: Emergency) -> Iterator[str]:
    """It is said to be past: that is believed, and what to do if it comes back is said once more."""
    yield turn.t("I am glad to hear it.")
    alarm, life = lines.alarm(turn.directory), lines.answering(turn.directory, Line.LIFE, turn.now)
    if kind is Emergency.SUICIDE and life:
        yield turn.t("Does it get hard again, ring Livslinien: {phone}. You may always write.", phone=life.phone)
    elif kind is Emergency.VIOLENCE:
        yield from violence(turn)
    else:
        yield turn.t("Does it get worse, ring {alarm} again. You may always write.", alarm=alarm)


def in_between(turn: Turn, kind: Emergency, told: Told | None) -> str:
    """One calm sentence for what they wrote."""
    if told in (None, Told.ADDRESS) and turn.reading.place and is_on_the_spot(turn, kind):
        return turn.t("Tell {alarm} that it is in {town}, and the street.", alarm=_alarm(turn), town=turn.reading.place)
    if told is None and turn.reading.intent in _POLITE and not sounds_dark(turn.text):
        return turn.t(_POLITE[turn.reading.intent])
    stands = turn.kept[STANDS]
    if kind is Emergency.SUICIDE and told is Told.ASKS and (stands.get(DEED) or stands.get(GONE)):
        return turn.t("I am here.")
    if kind is Emergency.SUICIDE and stands.get(OTHER) and told in _OF_ANOTHER:
        return turn.t(_OF_ANOTHER[told])
    if told is Told.UNREACHED and kind is Emergency.SUICIDE and not _life_answers(turn):
        return turn.t("I am here.")
    if kind is Emergency.CHILD and told in _ALONE and stands["child"]:
        return turn.t("Go to a grown-up you trust, if you can.")
    said = _IN_BETWEEN_OF.get((kind, told)) or _IN_BETWEEN.get(told) or "I am here."
    return turn.t(said)


def number_again(turn: Turn, kind: Emergency, told: Told | None) -> Iterator[str]:
    """Whom to ring, in other words than the first time where nothing depends on the words."""
    town = town_of(turn) if turn.reading.place else None
    stands = turn.kept[STANDS]
    if told is Told.RUNG or (stands.get("rung") and is_on_the_spot(turn, kind)):
        yield turn.t("Does it get worse, ring {alarm} again.", alarm=_alarm(turn))
        return
    if not is_on_the_spot(turn, kind):
        may_go = told is Told.WARD and lines.takes_anybody_in(turn.directory, municipality_of(turn), turn.now)
        if may_go and kind is Emergency.SUICIDE:
            yield turn.t("You can also go to a psychiatric emergency ward, day and night.")
        if told is Told.POLICE and not stands.get("raped"):
            yield from police(turn)
        yield from NUMBERS[kind](turn)
        is_own = kind is Emergency.SUICIDE and not stands.get(OTHER)
        if is_own and (town or told in (Told.UNREACHED, Told.ASKS)):
            yield from _to_talk_to(turn)
        return
    yield turn.t("Ring {alarm} now, if nobody has. It is free.", alarm=_alarm(turn))
    if told in (Told.ASKS, Told.WARD):
        yield turn.t("They tell you what to do.")
    if kind is Emergency.SUICIDE and told is None:
        yield from after_the_alarm(turn, Deed(stands[DEED]), is_own=not stands[OTHER])
    if kind is Emergency.OVERDOSE and (poison := lines.answering(turn.directory, Line.POISON, turn.now)):
        yield turn.t("The poison line answers too: {phone}.", phone=poison.phone)
    if stands.get("grave") or kind is Emergency.SUICIDE:
        return
    if town and (doctor := lines.duty_doctor(turn.directory, town.municipality, turn.now)):
        yield turn.t("Is nobody's life in danger, ring a doctor: {phone}.", phone=doctor.phone)
    elif town:
        yield turn.t("Is nobody's life in danger, write DOCTOR.")


def _to_talk_to(turn: Turn) -> Iterator[str]:
    """Somebody of that town's municipality who answers now, beside the Livslinie."""
    near = lines.somebody_to_talk_to(turn.directory, municipality_of(turn), turn.now)[:1]
    life = lines.line(turn.directory, Line.LIFE, turn.now)
    for one in near:
        if life is None or one.phone != life.phone:
            yield turn.t("{name} answers now: {phone}.", name=one.name, phone=one.phone)


def is_on_the_spot(turn: Turn, kind: Emergency) -> bool:
    """Whether help must find somebody where they are, and nothing goes before it."""
    return kind in _ON_THE_SPOT or (kind is Emergency.SUICIDE and bool(turn.kept[STANDS].get(DEED)))


_ANSWERED = frozenset({Told.UNREACHED, Told.WARD})
"""What has an answer of its own, however long ago it was spoken of."""


def listening(turn: Turn, told: Told | None) -> str | None:
    """Who listens, in one breath, to somebody who spoke of it hours ago or only was asked; None where the words now
    are dark, and for whoever fears for another or does something."""
    stands = turn.kept[STANDS]
    is_long_ago = bool(turn.kept.get("late")) or bool(stands.get("asked"))
    if not is_long_ago or stands.get(DEED) or stands.get(OTHER) or sounds_dark(turn.text) or told in _ANSWERED:
        return None
    return to_listen(turn)


def _life_answers(turn: Turn) -> bool:
    return lines.answering(turn.directory, Line.LIFE, turn.now) is not None


def _alarm(turn: Turn) -> str:
    return lines.alarm(turn.directory)
