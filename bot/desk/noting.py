"""What a person writes for humans to look at is noted as a case of theirs, and FORTRYD takes it back."""

from bot.conversation import Reply, Turn
from bot.model import Place
from bot.store import cases
from bot.store.cases import CaseKind


async def note(
    turn: Turn, kind: CaseKind, text: str, *, about: Place | None = None, municipality: str | None = None
) -> int:
    """The number of the case. It is for staff of the place's municipality; where there is none, of `municipality`."""
    return await cases.open_case(
        turn.db,
        kind=kind,
        person=turn.person.id,
        municipality=(about.municipality if about else None) or municipality,
        place=about.id if about else None,
        text=text,
        now=turn.now,
    )


async def take_back(turn: Turn) -> Reply:
    """The step that FORTRYD leads to: nobody reads it."""
    await cases.withdraw(turn.db, turn.kept["case"])
    return Reply(turn.t("Good, I have taken it back."))
