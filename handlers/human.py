"""Human: the wish for a human being is written down for staff, and we say honestly who answers a phone now.

It never pretends that somebody is on the way, or that somebody reads at once.
"""

from collections.abc import Iterator
from datetime import timedelta

from bot.conversation import Conversation, Hears, Reply, Turn
from bot.model import Intent
from bot.search.whereabouts import municipality_of, town_of
from bot.store import cases, people
from bot.store.cases import CaseKind
from bot.wording import lines
from bot.wording.lines import Call, Line

_ONE_WISH = timedelta(hours=1)
_BARE_WORDS = 2


async def find_human(turn: Turn) -> Reply:
    """Written down first; then who can be rung; the town is asked for once, if we do not know it."""
    case = _just_noted(turn) or await _write_down(turn, turn.text)
    noted = turn.t("I have noted that you want to talk to a human. I do not know when somebody reads it.")
    said = [noted, *_who_answers(turn)]
    undo = ("take_back", {"case": case})
    remember = {"asked": True, "case": case, "at": turn.now.timestamp()}
    if town_of(turn) or turn.memory.get("asked"):
        return Reply(" ".join(said), undo=undo, remember=remember)
    return Reply(
        " ".join([*said, turn.t("Which town are you in? I may know a number near you.")]),
        then="take_town",
        hears=frozenset({Hears.PLACE, Hears.POSITION}),
        keep={"case": case, "text": turn.text},
        asks_position=turn.may_share,
        remember=remember,
        undo=undo,
    )


async def take_town(turn: Turn) -> Reply:
    """The case moves to the town's municipality, and its numbers are said."""
    town = town_of(turn)
    if town is None:
        return Reply(" ".join([turn.t("I do not know that town."), *_who_answers(turn)]))
    await people.remember_town(turn.db, turn.person.id, town.name)
    await cases.withdraw(turn.db, turn.kept["case"])
    case = await _write_down(turn, turn.kept["text"])
    return Reply(
        " ".join(_who_answers(turn)),
        remember={**turn.memory, "case": case},
        undo=("take_back", {"case": case}),
    )


async def take_back(turn: Turn) -> Reply:
    """FORTRYD: the case goes."""
    await cases.withdraw(turn.db, turn.kept["case"])
    return Reply(turn.t("Good, I have taken it back."), remember={"asked": True})


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
    return await cases.open_case(
        turn.db,
        kind=CaseKind.HUMAN,
        person=turn.person.id,
        municipality=municipality_of(turn),
        place=None,
        text=text,
        now=turn.now,
    )


HUMAN = Conversation(
    name="human",
    first=find_human,
    begins_with=frozenset({Intent.HUMAN}),
    steps={"take_town": take_town, "take_back": take_back},
)
