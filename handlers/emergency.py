"""Emergency: one calm sentence, whom to ring now, and the way to a human. Dispatch runs it before anything else.

Where the words may mean danger and may not, one question beside the answer: asked once in a day, for who is asked
again and again feels watched.

Source of the rules: 112 takes no ordinary SMS and needs no credit; an unconscious person who breathes is laid on the
side; the Livslinie is closed from 5 to 9. Violence is worded so that somebody else may read the phone.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.aftermath import LASTS, STANDS, Told
from bot.conversation import Conversation, Hears, Reply, Turn
from bot.model import Choice, Emergency, Intent, Json
from bot.said import GROWN_UP, is_child, may_be_unconscious, said_age, young_age
from bot.search.whereabouts import municipality_of, town_of
from bot.store import people
from bot.store.tallies import Tally, What
from bot.wording import lines
from bot.wording.buttons import human_button
from bot.wording.lines import Call, Line

_ASKED_ONCE_IN = timedelta(days=1)


async def answer(turn: Turn) -> Reply:
    """It asks nothing, so the question that was open stays so."""
    danger = turn.reading.emergency or Emergency.MEDICAL
    told = (
        turn.t("Good that you write."),
        *NUMBERS[danger](turn),
        turn.t("Write MENNESKE to talk to somebody."),
    )
    town = town_of(turn)
    if town and turn.person.town is None:
        await people.remember_town(turn.db, turn.person.id, town.name)
    remember = {
        "danger": danger,
        "danger_at": turn.now.timestamp(),
        "age": said_age(turn.text),
        STANDS: {
            "kind": danger,
            "at": turn.now.timestamp(),
            "over": False,
            "met": 0 if turn.reading.is_plain else 1,
            "rung": False,
            "child": _is_childs_own(turn),
        },
    }
    return Reply(
        " ".join(told),
        shortcuts=(human_button(turn.t),),
        remember={**turn.memory, **remember},
        counts=(Tally(What.DANGER, danger, (town.municipality if town else None) or ""),),
    )


async def ask(turn: Turn) -> Reply:
    """The danger that the words may mean, asked about in plain words; nothing when it was asked about today."""
    doubt = turn.reading.doubt
    if doubt is None or turn.now.timestamp() - turn.memory.get("asked_at", 0) < _ASKED_ONCE_IN.total_seconds():
        return Reply("")
    return Reply(
        QUESTIONS[doubt](turn),
        choices=(Choice("yes", turn.t("Yes")), Choice("no", turn.t("No"))),
        then="take_answer",
        hears=frozenset({Hears.AGE}) if doubt in _OF_A_CHILD else frozenset(),
        keep={"danger": doubt},
        remember={**turn.memory, "asked_at": turn.now.timestamp()},
    )


async def take_answer(turn: Turn) -> Reply:
    """A yes is an emergency; a no is believed, and may still turn into a yes with the next words. A child who answers
    with its age is told where children are helped."""
    if turn.choice == "no":
        return Reply(
            turn.t("Thank you for saying so. Write again if it changes."),
            then="take_answer",
            hears=frozenset({Hears.YES}),
            keep={"danger": turn.kept["danger"], "no_at": turn.now.timestamp()},
        )
    if turn.choice is None and "no_at" not in turn.kept:
        childs = {**turn.kept, STANDS: {"child": True}}
        return await answer(turn.with_(kept=childs, reading=replace(turn.reading, emergency=Emergency.CHILD)))
    if turn.choice is None and _has_gone_on(turn, float(turn.kept["no_at"])):
        return Reply("", passes="unclear")
    return await answer(turn.with_(reading=replace(turn.reading, emergency=Emergency(turn.kept["danger"]))))


def _has_gone_on(turn: Turn, since: float) -> bool:
    """Whether so long after the no, or after a search, a yes is one to something else."""
    return turn.now.timestamp() - since > LASTS.total_seconds() or float(turn.memory.get("at", 0)) > since


async def stand_by(turn: Turn) -> Reply:
    """What follows within minutes: one calm sentence for what they wrote, and the number again."""
    told = Told(turn.kept["told"]) if turn.kept["told"] else None
    stands = stands_now(turn, told)
    turn, kind, town = turn.with_(kept={**turn.kept, STANDS: stands}), Emergency(stands["kind"]), town_of(turn)
    if town and turn.reading.place and turn.person.town is None:
        await people.remember_town(turn.db, turn.person.id, town.name)
    remember = {**turn.memory, STANDS: stands}
    if stands["over"]:
        return Reply(" ".join(over(turn, kind)), remember=remember)
    again, human = " ".join(number_again(turn, kind, told)), turn.t("Write MENNESKE to talk to somebody.")
    if told:
        otherwise = turn.t("I am here. {text}", text=again)
        return Reply(f"{in_between(turn, kind, told)} {again}", remember=remember, otherwise=otherwise)
    return Reply(
        f"{in_between(turn, kind, told)} {again} {human}",
        shortcuts=(human_button(turn.t),),
        remember=remember,
        otherwise=f"{again} {human}",
    )


def stands_now(turn: Turn, told: Told | None) -> Json:
    """What is known of the danger after this message: whose it is, whether help was rung, whether it is over."""
    stands, age = turn.kept[STANDS], young_age(turn.text) or said_age(turn.text)
    if stands["kind"] in _OF_A_CHILD and age is not None and age < GROWN_UP:
        stands = {**stands, "kind": Emergency.CHILD, "child": True}
    rung = bool(stands.get("rung")) or told is Told.RUNG
    has_come = told is Told.OVER or (told is Told.HERE and (rung or stands["kind"] in _ON_THE_SPOT))
    is_over = has_come or (bool(stands["over"]) and turn.reading.place is None)
    met = 0 if told else int(stands.get("met", 0)) + 1
    return {**stands, "at": turn.now.timestamp(), "rung": rung, "over": is_over, "met": met}


def over(turn: Turn, kind: Emergency) -> Iterator[str]:
    """It is said to be past: that is believed, and what to do if it comes back is said once more."""
    yield turn.t("I am glad to hear it.")
    alarm, life = lines.alarm(turn.directory), _answering(turn, Line.LIFE)
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
        yield from NUMBERS[kind](turn)
        if kind is Emergency.SUICIDE and (town or told is Told.UNREACHED):
            yield from _to_talk_to(turn)
        return
    yield turn.t("Ring {alarm} now, if nobody has. It is free.", alarm=_alarm(turn))
    if told is Told.ASKS:
        yield turn.t("They tell you what to do.")
    if kind is Emergency.OVERDOSE and (poison := _answering(turn, Line.POISON)):
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


def medical(turn: Turn) -> Iterator[str]:
    """Danger to life: 112 alone."""
    yield turn.t("Ring {alarm} now. It is free.", alarm=lines.alarm(turn.directory))
    if may_be_unconscious(turn.text):
        yield turn.t("Can you not wake somebody who is breathing? Lay them on their side and stay.")
    yield turn.t("An SMS does not work. They tell you what to do.")


def overdose(turn: Turn) -> Iterator[str]:
    """112 first, and the poison line beside it."""
    yield turn.t("Ring {alarm} now. It is free.", alarm=lines.alarm(turn.directory))
    yield turn.t("Can you not wake somebody who is breathing? Lay them on their side and stay.")
    if poison := _answering(turn, Line.POISON):
        yield turn.t("The poison line answers too: {phone}.", phone=poison.phone)


def suicide(turn: Turn) -> Iterator[str]:
    """The Livslinie while it is open; always a second way, for it may be busy or closed."""
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


def violence(turn: Turn) -> Iterator[str]:
    """No telling word, no name of a shelter: only numbers, and the advice to delete this."""
    yield turn.t("Ring {alarm} if there is danger now.", alarm=lines.alarm(turn.directory))
    if safety := _answering(turn, Line.SAFETY):
        yield turn.t("{phone} helps too, without your name.", phone=safety.phone)
    yield turn.t("Delete this message if others see your phone.")


def child(turn: Turn) -> Iterator[str]:
    """112 and the municipality for a child in danger; who may be one has a line of their own."""
    yield turn.t("Is a child in danger now, ring {alarm}.", alarm=lines.alarm(turn.directory))
    if not _is_childs_own(turn):
        own = lines.municipality_itself(turn.directory, municipality_of(turn), turn.now)
        if own:
            yield turn.t("Your municipality must help too: {phone}.", phone=own.phone)
        else:
            yield turn.t("Your municipality must help too.")
    elif children := _answering(turn, Line.CHILDREN):
        yield turn.t("Are you under 18, you can also ring BørneTelefonen: {phone}. It is free.", phone=children.phone)


def _is_childs_own(turn: Turn) -> bool:
    """Whether the child itself writes, by these words or by those before them."""
    return is_child(turn.text) or bool(turn.kept.get(STANDS, {}).get("child"))


def _answering(turn: Turn, which: Line) -> Call | None:
    call = lines.line(turn.directory, which, turn.now)
    return None if call is None or call.is_closed else call


NUMBERS: dict[Emergency, Callable[[Turn], Iterator[str]]] = {
    Emergency.MEDICAL: medical,
    Emergency.OVERDOSE: overdose,
    Emergency.SUICIDE: suicide,
    Emergency.VIOLENCE: violence,
    Emergency.CHILD: child,
}

QUESTIONS: Mapping[Emergency, Callable[[Turn], str]] = {
    Emergency.MEDICAL: lambda turn: turn.t("I want to be sure: is anybody's life in danger now?"),
    Emergency.OVERDOSE: lambda turn: turn.t("I want to be sure: has anybody taken too much?"),
    Emergency.SUICIDE: lambda turn: turn.t("That sounds hard. Are you thinking of taking your life?"),
    Emergency.VIOLENCE: lambda turn: turn.t("I want to be sure: are you in danger now?"),
    Emergency.CHILD: lambda turn: turn.t("I want to be sure: is a child in danger now?"),
}

# Here somebody lies where help must find them.
_ON_THE_SPOT = frozenset({Emergency.MEDICAL, Emergency.OVERDOSE})
# Here an age says whose danger it is.
_OF_A_CHILD = frozenset({Emergency.VIOLENCE, Emergency.CHILD})
# A child may have nobody there.
_ALONE = frozenset({Told.ASKS, Told.GONE, Told.AFRAID})
_ON_THE_SIDE = "Can you not wake somebody who is breathing? Lay them on their side and stay."
_IN_BETWEEN: Mapping[Told | None, str] = {
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

EMERGENCY = Conversation(name="emergency", first=answer, steps={"take_answer": take_answer, "stand_by": stand_by})
