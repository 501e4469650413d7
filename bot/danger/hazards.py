"""What is said of a fire, an armed stranger, a burn: what to do first, and whom to ring.

Where it is no danger to life yet, 112 stands with an if, and the doctor on duty beside it, with the number of the
town's region. Source of the rules: the first aid that 112 and the doctors on duty give by telephone.
"""

from collections.abc import Iterator, Mapping

from bot.conversation import Turn
from bot.model import Hazard
from bot.search.whereabouts import municipality_of
from bot.wording import lines

_FIRST: Mapping[Hazard, str] = {
    Hazard.FIRE: "Get out if you can. Is there smoke on the stairs, stay in and shut the door.",
    Hazard.ARMED: "Get away, or lock the door.",
    Hazard.BURGLARY: "Get away, or lock the door.",
    Hazard.RAILS: "Do not go out on the rails yourself.",
    Hazard.DELIRIUM: "To shake or see things after a stop is dangerous.",
}
"""Here 112 follows at once."""
_WITH_IF: Mapping[Hazard, str] = {
    Hazard.SWALLOW: "Can you not swallow or breathe, ring {alarm} now.",
    Hazard.WITHDRAWAL: "A sudden stop can be dangerous. Do you shake and see things, or get cramps, ring {alarm}.",
    Hazard.BURN: "Hold it under lukewarm water for 20 minutes. Is it large or in the face, ring {alarm}.",
    Hazard.BITE: "Rinse the wound, and press on it. Does it bleed a lot, ring {alarm}.",
}


def told(turn: Turn, hazard: Hazard) -> Iterator[str]:
    """What to do first, and whom to ring."""
    alarm = lines.alarm(turn.directory)
    if hazard in _FIRST:
        yield turn.t(_FIRST[hazard])
        yield turn.t("Ring {alarm} now. It is free.", alarm=alarm)
        yield turn.t("An SMS does not work. They tell you what to do.")
        return
    yield turn.t(_WITH_IF[hazard], alarm=alarm)
    if hazard is Hazard.WITHDRAWAL:
        yield turn.t("Ring those who give you the medicine, if they are open.")
    if doctor := lines.pain_line(turn.directory, municipality_of(turn), turn.now):
        yield turn.t("Else ring a doctor now: {phone}.", phone=doctor.phone)
    else:
        yield turn.t("Is nobody's life in danger, write DOCTOR.")
