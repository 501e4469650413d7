"""What is told where others read the phone: no home for those who flee, only the number that knows them all."""

from bot.conversation import Reply, Turn
from bot.model import Place, Topic
from bot.search.asked import Search, remembered
from bot.wording import lines


def is_read_by_others(turn: Turn, search: Search, place: Place | None = None) -> bool:
    """Whether a home for those who flee would be named where others read along."""
    flees = search.topics[:1] == (Topic.VIOLENCE,) or (place is not None and place.kind == "crisis_centre")
    return turn.person.discreet and flees


def tell_number(turn: Turn, search: Search) -> Reply:
    """Others read along: no home for those who flee, only the number that knows them all."""
    t, safety = turn.t, lines.answering(turn.directory, lines.Line.SAFETY, turn.now)
    said = [
        t("Ring {phone} from another phone.", phone=safety.phone) if safety else "",
        t("Are you in danger, ring {alarm}.", alarm=lines.alarm(turn.directory)),
    ]
    return Reply(" ".join(filter(None, said)), remember=remembered(search, turn.now))
