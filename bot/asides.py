"""Whether a message asks about us instead of help: who reads along, what it costs, why we ask. Pure.

Read alone such words are small talk or another wish: "melder i mig til kommunen" wants no caseworker.
"""

from bot.conversation import Turn
from bot.model import Inbound, Intent
from bot.routing import Route, is_clear
from bot.said import Doubted, doubted, is_angry
from bot.store.dialogues import Dialogue

_TRUST, _UNCLEAR, _EMERGENCY, _FIND_HELP = "trust", "unclear", "emergency", "find_help"
# Bitter words are easily taken for these: "tak for ingenting".
_KIND_WORDS = frozenset({Intent.THANKS, Intent.VOLUNTEER, Intent.MENU, Intent.GREETING})


def aside(turn: Turn, inbound: Inbound, dialogue: Dialogue) -> Route | None:
    """The step that answers it; None where the message is about something else, or danger is in it."""
    reading = turn.reading
    if inbound.tapped or reading.emergency or reading.command or is_clear(turn.order):
        return None
    if dialogue.questions and dialogue.questions[-1].conversation == _EMERGENCY:
        return None  # whoever is asked about danger may ask why, and is answered there
    if is_angry(turn.text) and reading.intent in _KIND_WORDS:
        return Route(_UNCLEAR, "")
    about = doubted(turn.text)
    if about is Doubted.NAMELESS and reading.follows_up and dialogue.shown:
        return None  # whether one may come without a name is asked of the place
    return Route(_TRUST, "", kept={"about": about}) if about else None
