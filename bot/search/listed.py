"""What was found, as a reply that can be chosen from. Each is answered by the step `choose` of its conversation."""

from bot.conversation import Hears, Reply, Turn
from bot.model import Choice, Json
from bot.search.asked import Search, remembered
from bot.search.details import WHERE_OR_WHEN
from bot.search.found import Found
from bot.store.tallies import Tally
from bot.wording.buttons import book_button, human_button


def listed(
    turn: Turn,
    search: Search,
    what: Found,
    undo: tuple[str, Json] | None = None,
    counts: tuple[Tally, ...] = (),
) -> Reply:
    """What was found, as a reply that can be chosen from as long as it stands."""
    return Reply(
        what.text,
        choices=what.choices,
        then="choose" if what.choices else "",
        hears=WHERE_OR_WHEN | {Hears.YES} if what.books else WHERE_OR_WHEN,
        keep={
            "search": search.kept,
            "place": what.shows[0] if what.shows else None,
            "seen": what.shows[:1],
            "books": what.books,
        },
        stays=True,
        pages=what.pages,
        shortcuts=_shortcuts(turn, what),
        remember=remembered(search, turn.now),
        undo=undo,
        shows=what.shows,
        spare=what.spare,
        counts=counts,
    )


def _shortcuts(turn: Turn, what: Found) -> tuple[Choice, ...]:
    """Only words that the text names."""
    if what.books:
        return (book_button(turn.t),)
    return (human_button(turn.t),) if what.offers_human else ()
