"""Emergency: one calm sentence, whom to ring now, and the way to a human. Dispatch runs it before anything else.

Where the words may mean danger and may not, one question beside the answer, with whom to ring if it is so: asked once
in a day of each kind, for who is asked again and again feels watched.

Whom to ring in which danger is in bot.danger.
"""

from dataclasses import replace
from datetime import timedelta

from bot.conversation import Conversation, Hears, Reply, Turn
from bot.danger.life import OTHER, told_of_life
from bot.danger.meanwhile import in_between, listening, now_known, number_again, over, stands_now
from bot.danger.ring import NUMBERS, OF_A_CHILD, QUESTIONS, in_english_too, is_childs_own, to_listen
from bot.model import Choice, Emergency, Json
from bot.phrasebook.aftermath import LASTS, STANDS, Told, standing
from bot.phrasebook.oneself import told_of_oneself
from bot.phrasebook.said import Danger, answer_of_danger, asks_for_drug_room, said_age
from bot.search.whereabouts import remember_first_town, town_of
from bot.store.tallies import Tally, What
from bot.wording import lines
from bot.wording.buttons import human_button

_ASKED_ONCE_IN = timedelta(days=1)


async def answer(turn: Turn) -> Reply:
    """It asks nothing, so the question that was open stays so."""
    danger = turn.reading.emergency or Emergency.MEDICAL
    told = (
        *in_english_too(turn),
        turn.t("Good that you write."),
        *NUMBERS[danger](turn),
        turn.t("Write MENNESKE to talk to somebody."),
    )
    town = town_of(turn)
    await remember_first_town(turn, town)
    remember = {
        "danger": danger,
        "danger_at": turn.now.timestamp(),
        "age": said_age(turn.text),
        "man": _is_man(turn),
        STANDS: {
            "kind": danger,
            "at": turn.now.timestamp(),
            "over": False,
            "met": 0 if turn.reading.is_plain else 1,
            "rung": False,
            "child": is_childs_own(turn),
            **now_known(turn),
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
    if asks_for_drug_room(turn.text):
        return Reply("")  # who takes care asks for no more than that
    asked: Json = turn.memory.get("asked", {})
    if doubt is None or turn.now.timestamp() - asked.get(doubt, 0) < _ASKED_ONCE_IN.total_seconds():
        return Reply("")
    other = told_of_life(turn)[OTHER] if doubt is Emergency.SUICIDE else None
    question = turn.t(QUESTIONS[Emergency.MEDICAL if other else doubt], alarm=lines.alarm(turn.directory))
    listens = (to_listen(turn),) if doubt is Emergency.SUICIDE and not other else ()
    now = turn.now.timestamp()
    is_first = doubt is Emergency.SUICIDE and standing(turn.memory, now) is None
    met = {STANDS: {"kind": doubt, "at": now, "over": False, "asked": True, OTHER: other}} if is_first else {}
    return Reply(
        " ".join((question, *listens)),
        choices=(Choice("yes", turn.t("Yes")), Choice("no", turn.t("No"))),
        then="take_answer",
        hears=frozenset({Hears.DANGER, Hears.AGE} if doubt in OF_A_CHILD else {Hears.DANGER}),
        keep={"danger": doubt, "asked_at": now, OTHER: other},
        remember={**turn.memory, **met, "asked": {**asked, doubt: now}},
        spare=listens,
    )


async def take_answer(turn: Turn) -> Reply:
    """A yes is an emergency, and so is what is neither a yes nor a no; a no is believed, and may still turn into a yes
    with the next words. A child who answers with its age is told where children are helped."""
    if turn.choice == "no" or (turn.heard is Hears.DANGER and answer_of_danger(turn.text) is Danger.NO):
        thanks = "Thank you for saying so. Write again if it changes."
        needs = "Thank you for saying so. Write what you need, and I look for it."
        return Reply(
            turn.t(needs if turn.kept.get("alone") else thanks),
            then="take_answer",
            hears=frozenset({Hears.STILL_DANGER}),
            keep={"danger": turn.kept["danger"], "no_at": turn.now.timestamp()},
            remember={**turn.memory, STANDS: None},
        )
    if turn.heard is Hears.AGE:
        childs = {**turn.kept, STANDS: {"child": True}}
        return await answer(turn.with_(kept=childs, reading=replace(turn.reading, emergency=Emergency.CHILD)))
    if turn.heard is Hears.STILL_DANGER and _has_gone_on(turn, float(turn.kept["no_at"])):
        return Reply("", passes="unclear")
    is_perhaps = turn.heard is Hears.DANGER and answer_of_danger(turn.text) is Danger.PERHAPS
    if is_perhaps and _has_searched(turn, float(turn.kept.get("asked_at", 0))):
        return Reply("", passes="unclear")  # "ved ikke" is about what was asked since
    return await answer(turn.with_(reading=replace(turn.reading, emergency=Emergency(turn.kept["danger"]))))


def _is_man(turn: Turn) -> bool:
    """Whether they said so, now or before: what is for women only is then no help."""
    told = told_of_oneself(turn.text)
    return (told.is_man or bool(turn.memory.get("man"))) and not told.is_woman


def _has_gone_on(turn: Turn, since: float) -> bool:
    """Whether so long after the no, or after a search, a yes is one to something else."""
    return turn.now.timestamp() - since > LASTS.total_seconds() or _has_searched(turn, since)


def _has_searched(turn: Turn, since: float) -> bool:
    return float(turn.memory.get("at", 0)) > since


async def stand_by(turn: Turn) -> Reply:
    """What follows within minutes: one calm sentence for what they wrote, and the number again."""
    told = Told(turn.kept["told"]) if turn.kept["told"] else None
    stands = stands_now(turn, told)
    turn, kind, town = turn.with_(kept={**turn.kept, STANDS: stands}), Emergency(stands["kind"]), town_of(turn)
    await remember_first_town(turn, town if turn.reading.place else None)
    remember = {**turn.memory, STANDS: stands, "man": _is_man(turn)}
    if stands["over"]:
        return Reply(" ".join(over(turn, kind)), remember=remember)
    again = " ".join((*in_english_too(turn), *number_again(turn, kind, told)))
    human = turn.t("Write MENNESKE to talk to somebody.")
    if listens := listening(turn, told):
        again, human, told = listens, turn.t("Write what you need, or MENNESKE."), None
    if told:
        otherwise = turn.t("I am here. {text}", text=again)
        return Reply(f"{in_between(turn, kind, told)} {again}", remember=remember, otherwise=otherwise)
    return Reply(
        f"{in_between(turn, kind, told)} {again} {human}",
        shortcuts=(human_button(turn.t),),
        remember=remember,
        otherwise=f"{again} {human}",
    )


EMERGENCY = Conversation(name="emergency", first=answer, steps={"take_answer": take_answer, "stand_by": stand_by})
