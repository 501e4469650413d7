"""Trust: who reads along, what it costs, why we ask, and what a machine cannot do. Short, and true.

What is said here must stay what docs/databeskyttelse.md says: nothing is promised that a law or a human could break.
"""

from bot.conversation import Conversation, Reply, Turn
from bot.said import Doubted

_SAID = {
    Doubted.POLICE: (
        "No, the police do not read along. Only those who run Åben Dør can. It is deleted after 30 days at most.",
        "I write nothing to the police. You decide what you tell me.",
    ),
    Doubted.OFFICE: (
        "No, I report nobody. Staff only read it if you write MENNESKE or a complaint.",
        "I send nothing on by myself. You can also be here without saying your name.",
    ),
    Doubted.FAMILY: (
        "No, I tell nobody. Do others read your phone? Write SKJUL, and I name no places.",
        "It stays here. I only write to you.",
    ),
    Doubted.NAMELESS: (
        "You need not say who you are. I only have your number, and it is locked. SLET MIG deletes everything.",
        "I do not ask for a name. MINE DATA shows what I keep.",
    ),
    Doubted.COST: (
        "It costs nothing. By SMS you only pay for your own messages, as always.",
        "I cost nothing. The places say themselves if something costs money.",
    ),
    Doubted.WHY: (
        "So that I find the right place. You need not answer.",
        "I only use it to look. You decide what you say.",
    ),
    Doubted.SAFE: (
        "I am a machine and tell nobody. Only those who run Åben Dør can read it. It is deleted after 30 days at most.",
        "It is locked. MINE DATA shows what I keep, and SLET MIG deletes it.",
    ),
}


async def assure(turn: Turn) -> Reply:
    """What is true of it; asked again, in other words."""
    about = Doubted(turn.kept["about"])
    if about is Doubted.FETCHED:
        return tell_who_might(turn)
    said, otherwise = _SAID[about]
    return Reply(turn.t(said), otherwise=turn.t(otherwise))


def tell_who_might(turn: Turn) -> Reply:
    """Nobody is on the way: whom they can ask is the place that was told."""
    t = turn.t
    place = next((place for id_ in turn.shown if (place := turn.directory.place(id_)) and place.phone), None)
    ask = (
        t("Ring {place} and say that you cannot get there: {phone}.", place=place.name, phone=place.phone)
        if place
        else ""
    )
    cannot = t("I am a machine and cannot fetch you.")
    danger = t("Are you freezing badly or in danger, ring 112.")
    return Reply(
        " ".join(filter(None, (cannot, ask, danger))),
        otherwise=t("Nobody can come from here. MENNESKE: write with a human. In danger: ring 112."),
    )


TRUST = Conversation(name="trust", first=assure)
