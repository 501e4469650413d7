"""Human: whoever wants a human being is handed to those on duty, and hears honestly when, and who answers a phone now.

It never pretends that somebody is on the way. Where nobody can be asked, the wish is written down, and we say so.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bot.conversation import Conversation, Hears, Reply, Turn
from bot.desk import asking, saying
from bot.desk.asking import Asked
from bot.desk.colleagues import desk_of
from bot.desk.noting import note
from bot.model import Intent
from bot.search.whereabouts import municipality_of, remember_first_town, town_of
from bot.store import cases, inbox, people, talks
from bot.store.cases import CaseKind
from bot.store.talks import TalkState
from bot.wording import lines
from bot.wording.lines import Call, Line

_ONE_WISH = timedelta(hours=1)
_BARE_WORDS = 2
# What was written so shortly before a bare "menneske" is what it is about.
_JUST_BEFORE = timedelta(minutes=15)


async def find_human(turn: Turn) -> Reply:
    """Those on duty are asked; then who can be rung. The town is asked for once, if we do not know it."""
    if await talks.of_citizen(turn.db, turn.person.id):
        return await wait_on(turn)
    town = town_of(turn)
    asks_town = not (town or turn.memory.get("asked"))
    await remember_first_town(turn, town)
    case = _just_noted(turn)
    asked, before = None, ""
    if case is None:
        before = await _said_before(turn)
        case = await _write_down(turn, f"{turn.text} ({before})" if before else turn.text)
        asked = await asking.begin(turn, case, municipality_of(turn), wait=asking.TOWN_TAKES if asks_town else None)
    also = [turn.t("They also get what you wrote just before.")] if before and asked else []
    said = [_what_happens(turn, asked, asks_town=asks_town), *also, *_who_answers(turn)]
    undo = ("take_back", {"case": case})
    remember = {"asked": True, "case": case, "at": turn.now.timestamp()}
    others = asked.others if asked else ()
    if not asks_town:
        return Reply(" ".join(said), undo=undo, remember=remember, others=others)
    return Reply(
        " ".join([*said, turn.t("Which town are you in? I may know a number near you.")]),
        then="take_town",
        hears=frozenset({Hears.PLACE, Hears.POSITION}),
        keep={"case": case},
        asks_position=turn.may_share,
        remember=remember,
        undo=undo,
        others=others,
    )


async def wait_on(turn: Turn) -> Reply:
    """They are asked already: what was written since is in the case (bot.waiting), and so is this."""
    talk, t, wants = await talks.of_citizen(turn.db, turn.person.id), turn.t, turn.reading.intent is Intent.HUMAN
    if talk and wants and len(turn.text.split()) > _BARE_WORDS:
        await cases.add(turn.db, talk.case, turn.text)
    told = int(turn.memory.get("told", 0))
    remember = {**turn.memory, "told": told + 1}
    if told and not (wants or turn.kept.get("asks")):
        return Reply(t("I pass that on too.") if told % 2 else t("They get that as well."), remember=remember)
    desk = await desk_of(turn.db, talk.municipality if talk else None, turn.now, but=turn.person.id)
    if talk and desk.opens and not (desk.first or talk.rounds):
        said = _what_happens(turn, Asked(talk.id, desk.opens), asks_town=False)
    else:
        said = t("I have asked already, and pass on what you write. Nobody has taken it yet.")
    return Reply(" ".join([said, *_who_answers(turn)]), remember=remember)


async def note_more(turn: Turn) -> Reply:
    """Nobody could be asked: what was not understood stands beside the wish, and they hear so."""
    await cases.add(turn.db, turn.memory["case"], turn.text)
    return Reply(
        " ".join([turn.t("I have written that down too."), *_who_answers(turn)]),
        otherwise=turn.t("I have written that down too."),
        remember=turn.memory,
    )


async def tell_since(turn: Turn) -> Reply:
    """How long still is not known; since when they wait is, and that what they write is kept for whoever reads it."""
    t, since = turn.t, datetime.fromtimestamp(turn.memory["at"], UTC)
    talk = await talks.of_citizen(turn.db, turn.person.id)
    said = (
        t("You have waited since {time}. I have asked, and nobody has taken it yet.", time=t.clock(since))
        if talk
        else t("You have waited since {time}. I do not know when somebody reads it.", time=t.clock(since))
    )
    kept = t("What you write stays with it, and is read too.")
    return Reply(" ".join([said, kept, *_who_answers(turn)]), otherwise=f"{said} {kept}", remember=turn.memory)


async def take_town(turn: Turn) -> Reply:
    """The case moves to the town's municipality, whose staff are asked, and its numbers are said."""
    town, number = town_of(turn), turn.kept["case"]
    if town is None:
        return Reply(" ".join([turn.t("I do not know that town."), *_who_answers(turn)]))
    await people.remember_town(turn.db, turn.person.id, town.name)
    talk, asked, others = await talks.of_case(turn.db, number), None, []
    await cases.move(turn.db, number, town.municipality)
    if talk is None or talk.state is TalkState.ASKING:
        if talk:
            await talks.end(turn.db, talk, turn.now)
            others = await asking.told(
                turn, talk, "{who} is in {where}. Staff there are asked.", where=town.municipality
            )
        asked = await asking.begin(turn, number, town.municipality)
    said = [_what_happens(turn, asked, asks_town=False)] if asked else []
    if not (asked or lines.municipality_itself(turn.directory, town.municipality, turn.now)):
        said.append(turn.t("I do not know the number of the municipality in {town}.", town=town.name))
    return Reply(
        " ".join([*said, *_who_answers(turn)]),
        undo=("take_back", {"case": number}),
        others=(*others, *(asked.others if asked else ())),
    )


async def take_back(turn: Turn) -> Reply:
    """FORTRYD: the case goes, and those who were asked hear so."""
    talk = await talks.of_case(turn.db, turn.kept["case"])
    others = await saying.end(turn, talk, to_citizen=False) if talk and talk.state is not TalkState.OVER else ()
    await cases.withdraw(turn.db, turn.kept["case"])
    return Reply(turn.t("Good, I have taken it back."), remember={"asked": True}, others=others)


def tell_unclaimed(turn: Turn) -> Reply:
    """Half an hour and nobody: said as it is, with what is open now."""
    said = turn.t("Nobody has taken your message yet. I am sorry. It stays with them until somebody does.")
    return Reply(" ".join([said, *_who_answers(turn)]))


def tell_read(turn: Turn) -> Reply:
    """The hour has come at which we said that somebody reads it."""
    return Reply(turn.t("Those on duty have your message now. They write to you here as soon as they can."))


def _what_happens(turn: Turn, asked: Asked | None, *, asks_town: bool) -> str:
    t = turn.t
    if asked is None or asks_town:
        return t("I have noted that you want to talk to a human. I do not know when somebody reads it.")
    if asked.reads_at is None:
        return t(
            "I have asked those on duty. They write to you here, and get what you write meanwhile. "
            "If nobody does in 30 minutes, I tell you."
        )
    when = t("{day} at {time}", day=t.day(asked.reads_at, turn.now), time=t.clock(asked.reads_at))
    return t(
        "I pass on what you write. Nobody is on duty now. Somebody reads it {when}, and I write to you then.", when=when
    )


async def _said_before(turn: Turn) -> str:
    """The message before a bare "menneske", or before the yes to one: that is what it is about."""
    if len(turn.text.split()) > _BARE_WORDS:
        return ""
    return await inbox.last_said(turn.db, turn.person.id, turn.now - _JUST_BEFORE)


def _just_noted(turn: Turn) -> int | None:
    """The case of the last hour, when this message only says the word again: staff need not read it twice."""
    recent = turn.now.timestamp() - turn.memory.get("at", 0) < _ONE_WISH.total_seconds()
    case: int | None = turn.memory.get("case")
    return case if recent and len(turn.text.split()) <= _BARE_WORDS else None


def _who_answers(turn: Turn) -> Iterator[str]:
    """The municipality's own number, then somebody to talk to who is open now; never nobody."""
    municipality = municipality_of(turn)
    own = lines.municipality_itself(turn.directory, municipality, turn.now)
    if own:
        yield _municipality(turn, own)
    talk = lines.somebody_to_talk_to(turn.directory, municipality, turn.now)
    if talk:
        yield turn.t("{name} answers now: {phone}.", name=talk[0].name, phone=talk[0].phone)
        return
    life = lines.line(turn.directory, Line.LIFE, turn.now)
    if life and life.opening.opens:
        opens = turn.t.clock(life.opening.opens)
        yield turn.t("{name} opens at {time}: {phone}.", name=life.name, time=opens, phone=life.phone)
    yield turn.t("Are you in danger, ring {alarm}.", alarm=lines.alarm(turn.directory))


def _municipality(turn: Turn, own: Call) -> str:
    if own.is_open:
        return turn.t("{name} answers now: {phone}.", name=own.name, phone=own.phone)
    if own.opening.opens:
        when = turn.t(
            "{day} at {time}", day=turn.t.day(own.opening.opens, turn.now), time=turn.t.clock(own.opening.opens)
        )
        return turn.t("{name} opens {when}: {phone}.", name=own.name, when=when, phone=own.phone)
    return turn.t("{name}: {phone}. I do not know when they are open.", name=own.name, phone=own.phone)


async def _write_down(turn: Turn, text: str) -> int:
    return await note(turn, CaseKind.HUMAN, text, municipality=municipality_of(turn))


HUMAN = Conversation(
    name="human",
    first=find_human,
    begins_with=frozenset({Intent.HUMAN}),
    steps={
        "take_town": take_town,
        "take_back": take_back,
        "wait_on": wait_on,
        "note_more": note_more,
        "tell_since": tell_since,
    },
)
