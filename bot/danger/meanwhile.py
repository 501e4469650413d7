"""What is said while a danger stands, in the minutes after it was answered: one calm sentence, and the number again."""

from collections.abc import Iterator, Mapping

from bot.conversation import Turn
from bot.danger.ring import NUMBERS, OF_A_CHILD, violence
from bot.model import Emergency, Intent, Json
from bot.phrasebook.aftermath import STANDS, Told
from bot.phrasebook.said import GROWN_UP, said_age, young_age
from bot.search.whereabouts import municipality_of, town_of
from bot.wording import lines
from bot.wording.lines import Line

# Here somebody lies where help must find them.
_ON_THE_SPOT = frozenset({Emergency.MEDICAL, Emergency.OVERDOSE})
# A child may have nobody there.
_ALONE = frozenset({Told.ASKS, Told.GONE, Told.AFRAID})
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
}
_POLITE: Mapping[Intent, str] = {Intent.THANKS: "You are welcome. I am here.", Intent.DECLINE: "That is all right."}


def stands_now(turn: Turn, told: Told | None) -> Json:
    """What is known of the danger after this message: whose it is, whether help was rung, whether it is over."""
    stands, age = turn.kept[STANDS], young_age(turn.text) or said_age(turn.text)
    if stands["kind"] in OF_A_CHILD and age is not None and age < GROWN_UP:
        stands = {**stands, "kind": Emergency.CHILD, "child": True}
    rung = bool(stands.get("rung")) or told is Told.RUNG
    has_come = told is Told.OVER or (told is Told.HERE and (rung or stands["kind"] in _ON_THE_SPOT))
    is_over = has_come or (bool(stands["over"]) and turn.reading.place is None)
    met = 0 if told else int(stands.get("met", 0)) + 1
    return {**stands, "at": turn.now.timestamp(), "rung": rung, "over": is_over, "met": met}


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
    if told is None and turn.reading.place and kind in _ON_THE_SPOT:
        return turn.t("Tell {alarm} that it is in {town}, and the street.", alarm=_alarm(turn), town=turn.reading.place)
    if told is None and turn.reading.intent in _POLITE:
        return turn.t(_POLITE[turn.reading.intent])
    if kind is Emergency.CHILD and told in _ALONE and turn.kept[STANDS]["child"]:
        return turn.t("Go to a grown-up you trust, if you can.")
    said = _IN_BETWEEN_OF.get((kind, told)) or _IN_BETWEEN.get(told) or "I am here."
    return turn.t(said)


def number_again(turn: Turn, kind: Emergency, told: Told | None) -> Iterator[str]:
    """Whom to ring, in other words than the first time where nothing depends on the words."""
    town = town_of(turn) if turn.reading.place else None
    if told is Told.RUNG or (turn.kept[STANDS].get("rung") and kind in _ON_THE_SPOT):
        yield turn.t("Does it get worse, ring {alarm} again.", alarm=_alarm(turn))
        return
    if kind not in _ON_THE_SPOT:
        may_go = told is Told.WARD and lines.takes_anybody_in(turn.directory, municipality_of(turn), turn.now)
        if may_go and kind is Emergency.SUICIDE:
            yield turn.t("You can also go to a psychiatric emergency ward, day and night.")
        yield from NUMBERS[kind](turn)
        if kind is Emergency.SUICIDE and (town or told is Told.UNREACHED):
            yield from _to_talk_to(turn)
        return
    yield turn.t("Ring {alarm} now, if nobody has. It is free.", alarm=_alarm(turn))
    if told in (Told.ASKS, Told.WARD):
        yield turn.t("They tell you what to do.")
    if kind is Emergency.OVERDOSE and (poison := lines.answering(turn.directory, Line.POISON, turn.now)):
        yield turn.t("The poison line answers too: {phone}.", phone=poison.phone)
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


def _alarm(turn: Turn) -> str:
    return lines.alarm(turn.directory)
