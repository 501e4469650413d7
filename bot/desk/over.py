"""What staff write that goes to nobody, and they are told so: MASKINE in a talk, and words just after its end."""

from datetime import timedelta

from bot.conversation import Reply, Turn
from bot.model import RoleName
from bot.store import talks

_LASTS = timedelta(hours=1)


async def just_over(turn: Turn) -> Reply | None:
    """How to reach the one that they wrote with; None where nobody is in a role, or no talk of theirs ended lately."""
    if all(role.name is RoleName.VOLUNTEER for role in turn.roles) or turn.holds:
        return None
    talk = await talks.ended_last(turn.db, turn.person.id, turn.now - _LASTS)
    if talk is None:
        return None
    return Reply(
        turn.t(
            "The talk with {who} is over. I have not sent that. SVAR {number} and your words reach them.",
            who=talk.pseudonym,
            number=talk.case,
        )
    )


async def not_sent(turn: Turn) -> Reply:
    """MASKINE is the citizen's word: from staff it may mean the end, for which there is SLUT."""
    return Reply(turn.t("I have not sent that. SLUT {who} ends the talk.", who=turn.holds[0].pseudonym))
