"""Forget: SLET MIG deletes everything about the person, after one question that cannot be mistaken."""

from bot.conversation import Conversation, Reply, Turn
from bot.desk import saying
from bot.model import Intent
from bot.store import appointments
from bot.store import forget as everything
from bot.wording.buttons import yes_or_no


async def ask_first(turn: Turn) -> Reply:
    """The one confirmation, since this cannot be undone. Whoever has an appointment hears that it goes too."""
    question = turn.t("Shall I delete all that I keep about you? It cannot be undone.")
    own = await appointments.of_person(turn.db, turn.person.id, turn.now)
    return Reply(
        f"{question} {turn.t('Your appointments go too.')}" if own else question,
        choices=yes_or_no(turn.t, "Yes, delete all", "No, keep it"),
        then="delete_or_keep",
        otherwise=turn.t("I have deleted nothing yet. Shall I delete all about you?"),
    )


async def delete_or_keep(turn: Turn) -> Reply:
    """Only a yes deletes. What lies in the person's own phone we cannot reach, and say so."""
    if turn.choice != "yes":
        return Reply(turn.t("All right. I delete nothing."))
    others = await saying.left(turn)
    await everything.forget(turn.db, turn.person.id, turn.now)
    return Reply(
        turn.t("All about you is deleted here. The messages in your own phone you must delete yourself. Take care."),
        forgets=True,
        others=others,
    )


async def tell_cpr_masked(turn: Turn) -> Reply:
    """Said beside the answer when a CPR number was taken out of a message."""
    return Reply(turn.t("You wrote a cpr number. I did not keep it. I never need it, so do not write it here."))


FORGET = Conversation(
    name="forget",
    first=ask_first,
    begins_with=frozenset({Intent.DELETE_ME}),
    steps={"delete_or_keep": delete_or_keep},
)
