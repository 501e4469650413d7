"""What somebody says of a place that was shut, full or wrong: a case for staff, a doubt for all, and FORTRYD."""

from bot.conversation import Reply, Turn
from bot.desk import noting
from bot.model import Json, Place, PlaceId
from bot.search.whereabouts import municipality_of
from bot.store import places
from bot.store.cases import CaseKind

# One citizen's word may cast doubt on a place's hours, never on a line that lives depend on.
_NEVER_DOUBTED = frozenset({"emergency_line"})


def may_be_doubted(place: Place | None) -> bool:
    """Whether one person's word is told to others."""
    return place is not None and place.kind not in _NEVER_DOUBTED


async def note_door(turn: Turn, place: Place | None, text: str, *, doubts: bool) -> Json:
    """The case, and the doubt where it `doubts`; what FORTRYD needs to take both back."""
    municipality = None if place else municipality_of(turn)
    case = await noting.note(turn, CaseKind.FEEDBACK, text, about=place, municipality=municipality)
    doubted = place.id if place and doubts and may_be_doubted(place) else None
    if doubted:
        await places.doubt(turn.db, doubted, turn.now)
    return {"case": case, "place": doubted}


async def take_back(turn: Turn) -> Reply:
    """FORTRYD: it was a mistake."""
    if turn.kept["place"]:
        await places.trust_again(turn.db, PlaceId(turn.kept["place"]))
    return await noting.take_back(turn)
