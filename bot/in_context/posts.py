"""Whether a volunteer puts right what was just read back to them: "nej 20" after "åben i dag kl. 10-21". Pure.

Read alone, "nej 20" is a no. What says everything by itself is an order, unless it begins with a slip.
"""

from bot.conversation import Turn
from bot.model import Act, Inbound
from bot.routing import Route, is_clear
from bot.store.dialogues import UNDO_LIVES, Dialogue
from bot.understanding.orders import mended, posts

_NOTE = "day_note"
_ACTS = {"open_hours": Act.OPEN, "free_places": Act.CAPACITY, _NOTE: Act.NOTE}


def of_post(turn: Turn, inbound: Inbound, dialogue: Dialogue) -> Route | None:
    """The step that puts it right; None where nothing was posted just now, or the message is about something else."""
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
    if mended.is_bare_no(inbound.text) and not (takes_back or is_clear(order)):
        return Route(undo.conversation, "ask_right", kept=undo.keep)
    return None
