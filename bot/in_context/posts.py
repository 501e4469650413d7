"""Whether a volunteer puts right what was just read back to them: "nej 20" after "åben i dag kl. 10-21". Pure.

Read alone, "nej 20" is a no. What says everything by itself is an order, unless it begins with a slip.
"""

from bot.conversation import Turn
from bot.model import Act, Inbound, Intent, Trust
from bot.routing import Route, is_clear
from bot.store.dialogues import UNDO_LIVES, Dialogue
from bot.understanding.orders import amounts, mended, posts
from bot.wording.posted import FREE_PLACES_HOLD

_NOTE = "day_note"
_MOST_WORDS = 10
# What a correction that nobody understands is taken for, read alone.
_SAYS_NOTHING = frozenset(
    {
        *(Intent.UNKNOWN, Intent.DECLINE, Intent.CONFIRM, Intent.FEEDBACK, Intent.GREETING, Intent.MOVE_APPOINTMENT),
        *(Intent.CANCEL_APPOINTMENT, Intent.MY_APPOINTMENTS, Intent.FIND_HELP),
    }
)
_ACTS = {"open_hours": Act.OPEN, "free_places": Act.CAPACITY, _NOTE: Act.NOTE}


def of_post(turn: Turn, inbound: Inbound, dialogue: Dialogue) -> Route | None:
    """The step that puts it right; None where nothing was posted just now, or the message is about something else."""
    if turn.roles and (taken := _taken(turn, inbound.text)):
        return taken
    undo = dialogue.undo
    if undo is None or undo.conversation not in _ACTS or turn.now.timestamp() > undo.until or not turn.roles:
        return None
    if inbound.tapped or turn.reading.command or (turn.reading.emergency and turn.reading.is_plain):
        return None
    newest = next((one for one in reversed(dialogue.questions) if one.is_open(turn.now)), None)
    asked_since = newest is not None and newest.asked_at >= undo.until - UNDO_LIVES.total_seconds()
    if asked_since and newest is not None and newest.conversation not in _ACTS:
        return None
    order = turn.order
    note = undo.keep["post"] if undo.conversation == _NOTE else undo.keep.get("note")
    if note and mended.calls_off(inbound.text):
        return Route(_NOTE, "take_back", kept={"post": note})
    begins_with_slip = mended.without_slip(inbound.text) != inbound.text.strip()
    if note and order is not None and order.act is Act.NOTE and begins_with_slip:
        return Route(_NOTE, "replace", kept={"post": note})
    is_other = is_clear(order) and order is not None and order.act is not _ACTS[undo.conversation]
    mend = None if is_other else mended.read(inbound.text, turn.now)
    # "10-14" is an order by itself, but not where we just asked what is right.
    was_asked = newest is not None and newest.step == "correct" and not posts.says_hours(inbound.text)
    may_be = was_asked or not (is_clear(order) or inbound.text.strip().isdigit())
    if mend is not None and (mend.owns_slip or may_be):
        return Route(undo.conversation, "correct", kept=undo.keep)
    takes_back = order is not None and order.act is Act.UNDO
    if not (takes_back or is_clear(order)) and _is_about_it(turn, inbound.text):
        return Route(undo.conversation, "ask_right", kept=undo.keep)
    return None


def _is_about_it(turn: Turn, text: str) -> bool:
    """Whether it says that something is wrong; who looks for help, or asks, begins anew."""
    if mended.is_bare_no(text):
        return True
    reading, words = turn.reading, text.split()
    is_short = len(words) <= _MOST_WORDS and "?" not in text and reading.intent in _SAYS_NOTHING
    asks = reading.asks and reading.intent is not Intent.DECLINE
    is_need = bool(reading.topics or asks or reading.place) and not mended.corrects(text)
    return is_short and not is_need and mended.may_correct(text)


def _taken(turn: Turn, text: str) -> Route | None:
    """ "De er væk nu": of the beds that are told of as free, as long as they are."""
    if turn.reading.command or (turn.reading.emergency and turn.reading.is_plain):
        return None
    for place in (role.place for role in turn.roles if role.place):
        told = turn.directory.trust.get(place, Trust())
        is_told = told.free_places and told.free_places_at and turn.now - told.free_places_at <= FREE_PLACES_HOLD
        if is_told and amounts.left(text, told.free_places or 0) is not None:
            return Route("free_places", "taken", kept={"place": place})
    return None
