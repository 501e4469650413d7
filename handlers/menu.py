"""Menu: what can be asked, who we are, and the words that do something."""

from bot.conversation import Conversation, Reply, Turn
from bot.model import Intent
from bot.wording.buttons import topic_buttons, what_to_write


async def show_menu(turn: Turn) -> Reply:
    """What can be asked first; the words with what each does on the next page."""
    who = turn.t("I am Åben Dør, a machine that knows where there is help: a bed, food, warmth, a doctor, advice.")
    how = what_to_write(turn.t, turn.person.town)
    words = turn.t("You can also write: MENNESKE, MINE DATA, SLET MIG, STOP, AFMELD, FORTRYD or ENGLISH.")
    return Reply(
        f"{who} {how} {words}",
        pages=(
            turn.t(
                "MENNESKE: talk to a person. MINE DATA: what I keep. SLET MIG: delete it. STOP: I only answer. "
                "START: I may write again. AFMELD: no more about one thing. FORTRYD: take it back. MERE: read on."
            ),
            *other_ways(turn),
        ),
        shortcuts=topic_buttons(turn.t),
    )


def other_ways(turn: Turn) -> tuple[str, ...]:
    """Where else to write, for the day on which this does not work."""
    ways = turn.terms.other_ways
    return (turn.t("Does it not work here, then try: {ways}", ways=ways),) if ways else ()


MENU = Conversation(name="menu", first=show_menu, begins_with=frozenset({Intent.MENU}))
