"""How much one sender may write and be answered. Pure: what is counted lies in the memory of the dialogue.

A cry for help is never too much. What everybody may ask at any time (STOP, SLET MIG, MINE DATA, a human) passes in a
flood too, so many times a day; after that it is answered like anything else, once the flood is over.
"""

from collections.abc import Mapping
from datetime import datetime

from bot.model import Json
from bot.moment import COPENHAGEN

# Nobody types more than this by hand in the minute that `senders` counts; a stuck key or a script does.
MOST_A_MINUTE = 20
# An answer every five minutes, day and night: a script that is slow enough for the minute ends here.
MOST_A_DAY = 300
MOST_RIGHTS_IN_FLOOD = 50
_COUNTED = "_today"


def counted(memory: Json, now: datetime) -> Mapping[str, object]:
    """The memory with one message more on this day in Copenhagen."""
    today = str(now.astimezone(COPENHAGEN).date())
    before: Json = memory.get(_COUNTED, {})
    own: Json = before if before.get("day") == today else {"day": today, "messages": 0, "rights": 0}
    return {**memory, _COUNTED: {**own, "messages": own["messages"] + 1}}


def is_too_much(memory: Json, wrote_lately: int, *, works_here: bool) -> bool:
    """Whether the sender writes faster or more than anybody does. Who has a role writes all day."""
    today: int = memory[_COUNTED]["messages"]
    return wrote_lately > MOST_A_MINUTE or (today > MOST_A_DAY and not works_here)


def with_right(memory: Json) -> Json | None:
    """The memory after a right was used in a flood; None when none is left today."""
    own = memory[_COUNTED]
    if own["rights"] >= MOST_RIGHTS_IN_FLOOD:
        return None
    return {**memory, _COUNTED: {**own, "rights": own["rights"] + 1}}
