"""What stands behind a no: "nej, hellere et bad" asks for a bath, and "nej ikke Aalborg, Odense" names a town. Pure.

A need that is denied is none: "sove ikke læge", "jeg har spist, jeg mangler en seng".

A no alone stays one, and so does a no with its reason: "nej tak, jeg har fået mad".
"""

from dataclasses import replace
from datetime import datetime

from bot.model import Detail, Inbound, Intent, Reading
from bot.phrasebook.denied import cuts
from bot.phrasebook.said import after_no
from bot.store.dialogues import Dialogue
from bot.understanding.reader import Reader

_EMERGENCY = "emergency"
_BARE = 3
"""In so few words a kind of help or a town is the wish, and no reason."""
_MAY_HOLD_WISH = frozenset({Intent.DECLINE, Intent.MOVE_APPOINTMENT, Intent.FEEDBACK})
_OF_APPOINTMENTS = frozenset({Intent.CANCEL_APPOINTMENT, Intent.MOVE_APPOINTMENT})
_MAY_DENY_NEED = _MAY_HOLD_WISH | {Intent.FIND_HELP, Intent.CANCEL_APPOINTMENT, Intent.UNKNOWN}
_WISHED = frozenset({Intent.FIND_HELP, Intent.BOOK, Intent.HUMAN, Intent.UNKNOWN})


def behind_no(reader: Reader, inbound: Inbound, reading: Reading, dialogue: Dialogue, now: datetime) -> Reading:
    """The reading of the wish where the message is a no and more; else the reading as it is.

    Whoever is asked about their life, and says no, is heard as saying no.
    """
    if reading.emergency or reading.command or inbound.tapped:
        return reading
    if reading.intent in _MAY_DENY_NEED and (left := _without_denied(reader, inbound.text, reading, now)):
        return left
    if reading.intent not in _MAY_HOLD_WISH:
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


def _without_denied(reader: Reader, text: str, reading: Reading, now: datetime) -> Reading | None:
    """What is asked for beside a need that is denied or was met, in the town and at the time that were said."""
    for cut in cuts(text):
        is_need = not cut.denied or bool(reader.read(cut.denied.split()[0], now).topics)
        # "Jeg skal ikke til tandlæge, jeg er syg" calls off a time.
        if not is_need or (reading.intent in _OF_APPOINTMENTS and not cut.begins):
            continue
        wished = reader.read(cut.left, now)
        if wished.topics and wished.intent is Intent.FIND_HELP and not (wished.emergency or wished.command):
            wished = replace(wished, place=wished.place or reading.place)
            says_when = wished.when or wished.day or wished.clock
            return wished if says_when else replace(wished, when=reading.when, day=reading.day, clock=reading.clock)
    return None
