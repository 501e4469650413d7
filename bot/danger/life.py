"""Whom to ring where somebody wants to die: their own wish, an attempt that is under way, or another they fear for.

Source of the rules: the Livslinie is closed from 5 to 9 and often busy, so there is always a second way; where pills
are taken or something is being done minutes count, and 112 comes first without an if.
"""

from collections.abc import Iterator, Mapping

from bot.conversation import Turn
from bot.model import Json
from bot.phrasebook.aftermath import STANDS
from bot.phrasebook.perils import Deed, Whose, deed, has_done_it, is_gone, whose
from bot.phrasebook.said import is_child
from bot.search.beside import childrens_line
from bot.search.whereabouts import municipality_of
from bot.wording import lines
from bot.wording.lines import Line

DEED, OTHER, GONE = "deed", "other", "gone"
"""Under these the danger that stands remembers what is being done, for whom somebody fears, and who is out of reach."""

_ACTS: Mapping[Deed, str] = {
    Deed.TAKEN: "Tell them what was taken.",
    Deed.BLEEDS: "Press hard on the wound.",
    Deed.AWAY: "Go away from there, if you can.",
    Deed.DOWN: "Put it away from you, if you can.",
    Deed.NOW: "Go to somebody, if you can.",
    Deed.DONE: "Tell them what has happened.",
}
# Who is with them can do no more than these.
_ANOTHER_ACTS = frozenset({Deed.TAKEN, Deed.BLEEDS, Deed.DONE})
_IN_DANGER: Mapping[Whose, str] = {
    Whose.HE: "Is he in danger now, ring {alarm}.",
    Whose.SHE: "Is she in danger now, ring {alarm}.",
    Whose.SOMEBODY: "Are they in danger now, ring {alarm}.",
}
_STAY: Mapping[Whose, str] = {
    Whose.HE: "Stay with him, if you can.",
    Whose.SHE: "Stay with her, if you can.",
    Whose.SOMEBODY: "Stay with them, if you can.",
}


def told_of_life(turn: Turn) -> Json:
    """What this message and those before it tell: what is being done, and to whom."""
    before = {**turn.kept, **turn.kept.get(STANDS, {})}
    other = None if before.get(DEED) and not before.get(OTHER) else whose(turn.text) or before.get(OTHER)
    doing = deed(turn.text) or before.get(DEED) or (Deed.DONE if has_done_it(turn.text) else None)
    return {DEED: doing, OTHER: other, GONE: bool(other and (is_gone(turn.text) or before.get(GONE)))}


def suicide(turn: Turn) -> Iterator[str]:
    """The Livslinie while it is open; 112 first where something is being done; who fears for another is told so."""
    told = told_of_life(turn)
    if told[OTHER]:
        yield from _of_another(turn, told)
    elif told[DEED]:
        yield from _under_way(turn, Deed(told[DEED]))
    else:
        yield from _of_oneself(turn)


def after_the_alarm(turn: Turn, doing: Deed, *, is_own: bool) -> Iterator[str]:
    """What is done until help is there, and who answers beside 112."""
    if is_own or doing in _ANOTHER_ACTS:
        yield turn.t(_ACTS[doing])
    poison = lines.answering(turn.directory, Line.POISON, turn.now)
    if doing in (Deed.TAKEN, Deed.DONE) and poison:
        yield turn.t("The poison line answers too: {phone}.", phone=poison.phone)


def _under_way(turn: Turn, doing: Deed) -> Iterator[str]:
    yield turn.t("Ring {alarm} now. It is free.", alarm=lines.alarm(turn.directory))
    yield from after_the_alarm(turn, doing, is_own=True)
    if life := lines.answering(turn.directory, Line.LIFE, turn.now):
        yield turn.t("You need not be alone with it. Livslinien is there too: {phone}.", phone=life.phone)


def _of_another(turn: Turn, told: Json) -> Iterator[str]:
    other, alarm = Whose(told[OTHER]), lines.alarm(turn.directory)
    if told[DEED] or told[GONE]:
        yield turn.t("Ring {alarm} now. It is free.", alarm=alarm)
    else:
        yield turn.t(_IN_DANGER[other], alarm=alarm)
    yield turn.t("Say where you were in touch last." if told[GONE] else _STAY[other])
    if told[DEED]:
        yield from after_the_alarm(turn, Deed(told[DEED]), is_own=False)
    if is_child(turn.text):
        yield from childrens_line(turn.t, turn.directory, turn.now)
        return
    life = lines.line(turn.directory, Line.LIFE, turn.now)
    if life and not life.is_closed:
        yield turn.t("Livslinien advises relatives too: {phone}.", phone=life.phone)
    elif doctor := lines.duty_doctor(turn.directory, municipality_of(turn), turn.now):
        yield turn.t("You can also ring a doctor: {phone}.", phone=doctor.phone)
    elif life and life.opening.opens:
        opens = turn.t.clock(life.opening.opens)
        yield turn.t("Livslinien advises relatives too, from {time}: {phone}.", time=opens, phone=life.phone)


def _of_oneself(turn: Turn) -> Iterator[str]:
    life = lines.line(turn.directory, Line.LIFE, turn.now)
    municipality = municipality_of(turn)
    doctor = lines.duty_doctor(turn.directory, municipality, turn.now)
    alarm = lines.alarm(turn.directory)
    if life and not life.is_closed:
        yield turn.t("You need not be alone with it. Ring Livslinien now: {phone}.", phone=life.phone)
        if doctor:
            yield turn.t("Is it busy, ring a doctor: {phone}.", phone=doctor.phone)
        yield turn.t("Are you in danger, ring {alarm}.", alarm=alarm)
        return
    yield turn.t("You need not be alone with it. Ring {alarm} now.", alarm=alarm)
    if doctor:
        yield turn.t("You can also ring a doctor: {phone}.", phone=doctor.phone)
    elif lines.takes_anybody_in(turn.directory, municipality, turn.now):
        yield turn.t("You can also go to a psychiatric emergency ward, day and night.")
    if life and life.opening.opens:
        opens = turn.t.clock(life.opening.opens)
        yield turn.t("Livslinien opens at {time}: {phone}.", time=opens, phone=life.phone)
