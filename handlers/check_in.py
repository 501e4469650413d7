"""Check-in: who wants it is asked once a week how it goes, and somebody hears of it when it goes badly.

It ends at STOP, AFMELD or a plain "nej tak". It never pretends that somebody reads the answer at once.
"""

from dataclasses import replace

from bot.conversation import Conversation, Hears, Reply, Turn
from bot.desk.noting import note, take_back
from bot.model import Choice, Command, Intent
from bot.reminding import next_week
from bot.search.whereabouts import municipality_of, town_of
from bot.store import check_ins, people
from bot.store.cases import CaseKind
from bot.store.tallies import Tally, What
from bot.wording.buttons import human_button, yes_or_no

_MOODS = ("Very bad", "Bad", "So so", "Fine", "Very good")
_LOW, _HIGH = 2, 4


async def begin(turn: Turn) -> Reply:
    """Wanted, or with AFMELD no longer wanted."""
    if turn.reading.intent is Intent.UNSUBSCRIBE:
        return await end(turn)
    if turn.person.stopped:
        return Reply(
            turn.t("You wrote STOP. May I write to you again, once a week?"),
            choices=yes_or_no(turn.t, "Yes, write", "No"),
            then="write_again",
        )
    if standing := await check_ins.of(turn.db, turn.person.id):
        day = turn.t.day(standing.next_at, turn.now)
        return Reply(
            turn.t("I write to you each week already, next time {day}. AFMELD ends it.", day=day),
            otherwise=turn.t("Yes. You hear from me {day}.", day=day),
        )
    return await agree(turn)


async def write_again(turn: Turn) -> Reply:
    """After a STOP nothing but a plain yes lets us write again."""
    if turn.choice != "yes":
        return Reply(turn.t("That is fine. I only write when you write."))
    await people.start(turn.db, turn.person.id)
    return await agree(turn)


async def agree(turn: Turn) -> Reply:
    """From next week on; the town is asked for once, so that the right people hear when it goes badly."""
    first = next_week(turn.now, turn.now)
    await check_ins.begin(turn.db, turn.person.id, municipality_of(turn), first, turn.now)
    told = turn.t("Good. I ask you each week how it goes, first {day}.", day=turn.t.day(first, turn.now))
    ends = turn.t("Write AFMELD when you have had enough.")
    if town_of(turn):
        return Reply(f"{told} {ends}", undo=("end", {}))
    return Reply(
        f"{told} {ends} {turn.t('Which town are you in?')}",
        then="take_town",
        hears=frozenset({Hears.PLACE, Hears.POSITION}),
        asks_position=turn.may_share,
        undo=("end", {}),
    )


async def take_town(turn: Turn) -> Reply:
    """Where they live decides who hears of it."""
    town, standing = town_of(turn), await check_ins.of(turn.db, turn.person.id)
    if town is None or standing is None:
        return Reply(turn.t("I do not know that town. It is all right, I write anyway."))
    await people.remember_town(turn.db, turn.person.id, town.name)
    await check_ins.end(turn.db, turn.person.id)
    await check_ins.begin(turn.db, turn.person.id, town.municipality, standing.next_at, turn.now)
    return Reply(turn.t("Thank you. You hear from me {day}.", day=turn.t.day(standing.next_at, turn.now)))


async def end(turn: Turn) -> Reply:
    """A no is a no."""
    await check_ins.end(turn.db, turn.person.id)
    return Reply(
        turn.t("That is fine. I do not ask each week any more. You can always write."),
        otherwise=turn.t("Yes, I have stopped asking."),
    )


def ask(turn: Turn) -> Reply:
    """The one question of the week."""
    t = turn.t
    return Reply(
        f"{t('Hello. How is it going? Answer with a number or in your own words.')} {t('AFMELD: no more questions.')}",
        choices=tuple(Choice(f"mood{number}", t(mood)) for number, mood in enumerate(_MOODS, 1)),
        then="take_mood",
        hears=frozenset({Hears.NO, Hears.HOW}),
    )


async def take_mood(turn: Turn) -> Reply:
    """Somebody hears when it goes badly; otherwise nobody but us."""
    if turn.choice is None:
        return await (end(turn) if turn.reading.intent is Intent.DECLINE else take_words(turn))
    mood = int(turn.choice.removeprefix("mood"))
    return replace(await answer_mood(turn, mood), counts=await counted(turn, str(mood)))


async def answer_mood(turn: Turn, mood: int) -> Reply:
    """A low one is passed on."""
    if mood <= _LOW:
        label = turn.t.into("da")(_MOODS[mood - 1])
        return await pass_on(turn, turn.t.into("da")("Weekly question, the answer was: {text}", text=label))
    if mood >= _HIGH:
        return tell_glad(turn)
    return Reply(turn.t("Thank you for telling me. Write if you need something. I ask again next week."))


async def counted(turn: Turn, mood: str) -> tuple[Tally, ...]:
    """The answer, and where they are asked for."""
    standing = await check_ins.of(turn.db, turn.person.id)
    return (Tally(What.MOOD, mood, (standing.municipality if standing else None) or ""),)


def tell_glad(turn: Turn) -> Reply:
    """It goes well."""
    return Reply(turn.t("I am glad to hear it. I ask again next week. Write if you need something."))


async def take_words(turn: Turn) -> Reply:
    """Words about trouble are passed on; where they say too little we ask whether somebody shall read them."""
    return replace(await answer_words(turn), counts=await counted(turn, "words"))


async def answer_words(turn: Turn) -> Reply:
    """By what they say."""
    if turn.reading.topics or turn.reading.intent is Intent.FEEDBACK:
        return await pass_on(turn, turn.text)
    if turn.reading.intent is Intent.THANKS:
        return tell_glad(turn)
    return Reply(
        turn.t("Thank you for writing. Shall a human read it?"),
        choices=yes_or_no(turn.t, "Yes", "No"),
        then="take_reader",
        keep={"text": turn.text},
    )


async def take_reader(turn: Turn) -> Reply:
    """Only who wants it is read."""
    if turn.choice == "yes":
        return await pass_on(turn, turn.kept["text"])
    return Reply(turn.t("That is fine. I ask again next week. Write if you need something."))


async def pass_on(turn: Turn, text: str) -> Reply:
    """A case for those who help where the person lives, and a way to somebody now."""
    standing = await check_ins.of(turn.db, turn.person.id)
    municipality = (standing.municipality if standing else None) or municipality_of(turn)
    case = await note(turn, CaseKind.CHECK_IN, text, municipality=municipality)
    heard = turn.t("That sounds hard. I have written it down for those who can help. I do not know when they read it.")
    return Reply(
        f"{heard} {turn.t('To talk to somebody now: MENNESKE.')}",
        shortcuts=(human_button(turn.t),),
        undo=("take_back", {"case": case}),
    )


CHECK_IN = Conversation(
    name="check_in",
    first=begin,
    begins_on=frozenset({Command.CHECK_IN}),
    steps={
        "write_again": write_again,
        "take_town": take_town,
        "take_mood": take_mood,
        "take_reader": take_reader,
        "take_back": take_back,
        "end": end,
    },
)
