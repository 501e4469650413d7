"""Appointments: none are kept here yet. We say so, name whom to ring, and put no blame on anybody."""

from bot.conversation import Conversation, Reply, Turn
from bot.model import Intent
from bot.wording.buttons import human_button


async def tell_whom_to_ring(turn: Turn) -> Reply:
    """The place that was shown last is the likeliest; without one, the place where the appointment was made."""
    kind = turn.t(_HONEST[turn.reading.intent])
    place = next((place for id_ in turn.shown if (place := turn.directory.place(id_)) and place.phone), None)
    if place:
        whom = turn.t("Is it {place}, ring {phone}.", place=place.name, phone=place.phone)
    else:
        whom = turn.t("Ring the place where you have it.")
    return Reply(
        f"{kind} {whom} {turn.t('Do you not know the number? Write what it is for, or write MENNESKE.')}",
        shortcuts=(human_button(turn.t),),
    )


_HONEST = {
    Intent.MY_APPOINTMENTS: "I have no appointments written down.",
    Intent.CANCEL_APPOINTMENT: "It is quite all right to cancel. I cannot do it for you.",
    Intent.MOVE_APPOINTMENT: "It is quite all right to move it. I cannot do it for you.",
}

APPOINTMENTS = Conversation(name="appointments", first=tell_whom_to_ring, begins_with=frozenset(_HONEST))
