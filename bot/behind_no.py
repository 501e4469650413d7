"""What stands behind a no: "nej, hellere et bad" asks for a bath, and "nej ikke Aalborg, Odense" names a town. Pure.

A no alone stays one, and so does a no with its reason: "nej tak, jeg har fået mad".
"""

from datetime import datetime

from bot.model import Detail, Inbound, Intent, Reading
from bot.phrasebook.said import after_no
from bot.store.dialogues import Dialogue
from bot.understanding.reader import Reader

_EMERGENCY = "emergency"
_BARE = 3
"""In so few words a kind of help or a town is the wish, and no reason."""
_MAY_HOLD_WISH = frozenset({Intent.DECLINE, Intent.MOVE_APPOINTMENT, Intent.FEEDBACK})
_WISHED = frozenset({Intent.FIND_HELP, Intent.BOOK, Intent.HUMAN, Intent.UNKNOWN})


def behind_no(reader: Reader, inbound: Inbound, reading: Reading, dialogue: Dialogue, now: datetime) -> Reading:
    """The reading of the wish where the message is a no and more; else the reading as it is.

    Whoever is asked about their life, and says no, is heard as saying no.
    """
    if reading.intent not in _MAY_HOLD_WISH or reading.emergency or reading.command or inbound.tapped:
        return reading
    questions = [question for question in dialogue.questions if question.is_open(now)]
    if questions and questions[-1].conversation == _EMERGENCY:
        return reading
    wish, is_instead = after_no(inbound.text)
    if not wish or not (is_instead or len(wish.split()) <= _BARE):
        return reading
    wished = reader.read(wish, now)
    if wished.emergency or wished.command or wished.intent not in _WISHED:
        return reading
    names_help = wished.topics or wished.place or wished.near or wished.intent in (Intent.BOOK, Intent.HUMAN)
    another = wished.asks is Detail.ANOTHER
    names_time = wished.when or wished.day or wished.clock or wished.part
    return wished if names_help or another or (is_instead and names_time) else reading
