"""Admission: "kan han blive indlagt" is decided by a doctor. Whom to ring, and where one may go without ringing."""

from bot.conversation import Conversation, Reply, Turn
from bot.search.whereabouts import town_of
from bot.wording import lines
from bot.wording.lines import Call, Line


async def tell_who_decides(turn: Turn) -> Reply:
    """What is true everywhere, and the numbers of the town where it is known."""
    t, town = turn.t, town_of(turn)
    municipality = town.municipality if town else None
    doctor = lines.duty_doctor(turn.directory, municipality, turn.now)
    said = (
        t("A doctor decides that."),
        _whom_to_ring(turn, doctor),
        _where_to_go(turn, municipality),
        t("Is there danger to life, ring {phone}.", phone=lines.alarm(turn.directory)),
    )
    again = t("Only a doctor can decide that. In danger, ring {phone}.", phone=lines.alarm(turn.directory))
    return Reply(" ".join(filter(None, said)), otherwise=f"{again} {t('Write MENNESKE to write with a human.')}")


def _whom_to_ring(turn: Turn, doctor: Call | None) -> str:
    if doctor:
        return turn.t("Ring the doctor on duty now: {phone}.", phone=doctor.phone)
    if town_of(turn):
        return turn.t("Ring your own doctor. Have you none, write DOCTOR.")
    return turn.t("Ring your own doctor. Have you none, write DOCTOR and your town.")


def _where_to_go(turn: Turn, municipality: str | None) -> str:
    """A psychiatric emergency ward, where whoever comes is seen; where no town is known, what is so in the most."""
    if turn.directory.place(Line.WARD) is None:
        return ""
    if municipality is None:
        return turn.t("Is it about the mind, you can go to a psychiatric emergency ward. In Midtjylland, ring first.")
    if lines.takes_anybody_in(turn.directory, municipality, turn.now):
        return turn.t("Is it about the mind, you can also go to a psychiatric emergency ward, day and night.")
    return ""


ADMISSION = Conversation(name="admission", first=tell_who_decides)
