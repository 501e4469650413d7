"""Whether a message asks about us, or what only a doctor decides, instead of for help. Pure.

Read alone such words are small talk or another wish: "melder i mig til kommunen" wants no caseworker, and "hvor kan jeg
gemme mine ting" asks for nothing that we have stored.
"""

from bot.conversation import Hears, Turn
from bot.model import Inbound, Intent, Topic
from bot.phrasebook.said import Doubted, asks_for_admission, asks_to_keep_things, doubted, is_angry
from bot.routing import Route, is_clear
from bot.store.dialogues import Dialogue

_ANY_WORDS = frozenset({Hears.TEXT, Hears.HOW})
_TRUST, _UNCLEAR, _EMERGENCY, _ADMISSION = "trust", "unclear", "emergency", "admission"
_OF_APPOINTMENTS = frozenset({Intent.CANCEL_APPOINTMENT, Intent.MOVE_APPOINTMENT})
_OF_TONIGHT = frozenset({Topic.SHELTER, Topic.FOOD})
# Bitter words are easily taken for these: "tak for ingenting".
_KIND_WORDS = frozenset({Intent.THANKS, Intent.VOLUNTEER, Intent.MENU, Intent.GREETING})


def aside(turn: Turn, inbound: Inbound, dialogue: Dialogue) -> Route | None:
    """The step that answers it; None where the message is about something else, or danger is in it."""
    reading = turn.reading
    is_danger = reading.emergency and (reading.is_plain or doubted(turn.text) is None)
    if inbound.tapped or is_danger or reading.command or is_clear(turn.order):
        return None  # a guess at danger is none in "will you tell the police"
    newest = next((one for one in reversed(dialogue.questions) if one.is_open(turn.now)), None)
    if _asks_for_admission(turn) and not (newest and _ANY_WORDS & {*newest.hears}):
        return Route(_ADMISSION, "")
    if newest and newest.conversation == _EMERGENCY and doubted(turn.text) is not Doubted.FETCHED:
        return None  # whoever is asked about danger may ask why
    if newest and _ANY_WORDS & {*newest.hears}:
        return None  # what is told in own words is no question to us
    if is_angry(turn.text) and reading.intent in _KIND_WORDS:
        return Route(_UNCLEAR, "")
    if asks_to_keep_things(turn.text) and (reading.follows_up or not _OF_TONIGHT & {*reading.topics}):
        return Route(_TRUST, "tell_of_things")
    about = doubted(turn.text)
    if about is Doubted.NAMELESS and reading.follows_up and dialogue.shown:
        return None  # whether one may come without a name is asked of the place
    return Route(_TRUST, "", kept={"about": about}) if about else None


def _asks_for_admission(turn: Turn) -> bool:
    """ "Kan han blive indlagt"; with a day or an hour it may be a time that is called off."""
    reading = turn.reading
    says_when = reading.when or reading.day or reading.clock
    return asks_for_admission(turn.text) and not (says_when and reading.intent in _OF_APPOINTMENTS)
