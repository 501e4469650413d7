"""Whether somebody who waits for a time waits no more: "slet mig fra ventelisten", "jeg har fundet en anden tandlæge".

Whoever waits for nothing is heard as anybody else, unless they name the list.
"""

from collections.abc import Sequence

from bot.conversation import Hears, Turn
from bot.model import Inbound
from bot.phrasebook.appointed import OfList, of_list
from bot.routing import Route, is_clear
from bot.store import appointments, waits
from bot.store.dialogues import Dialogue
from bot.store.waits import Wait

_WAIT_LIST = "wait_list"
_ANY_WORDS = frozenset({Hears.TEXT, Hears.HOW})


async def off_list(turn: Turn, inbound: Inbound, dialogue: Dialogue) -> Route | None:
    """The step that answers; None where the message is about something else."""
    said, reading = of_list(inbound.text), turn.reading
    if said is None or inbound.tapped or reading.command or is_clear(turn.order):
        return None
    newest = next((one for one in reversed(dialogue.questions) if one.is_open(turn.now)), None)
    if (reading.emergency and reading.is_plain) or (newest and _ANY_WORDS & {*newest.hears}):
        return None
    held = await waits.of_person(turn.db, turn.person.id)
    if said is OfList.OFF_FOR_WHO_WAITS:
        # Who has a time too may mean that one, and it is called off in its own words.
        own = held and not await appointments.of_person(turn.db, turn.person.id, turn.now)
        if not (own and _meant(turn, held)):
            return None
    step = "tell_if_on" if said is OfList.ON else "leave"
    return Route(_WAIT_LIST, step, kept={"schedules": [one.schedule for one in _meant(turn, held) or held]})


def _meant(turn: Turn, held: Sequence[Wait]) -> list[Wait]:
    """Those lists that are for the help that the message names; all where it names none."""
    topics = set(turn.reading.topics)
    schedules = {one.id: one.topic for one in turn.directory.schedules}
    return [one for one in held if not topics or schedules.get(one.schedule) in topics]
