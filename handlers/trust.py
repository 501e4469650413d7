"""Trust: who reads along, what it costs, why we ask, and what a machine cannot know or do. Short, and true.

What is said here must stay what docs/databeskyttelse.md says: nothing is promised that a law or a human could break.
"""

from bot.conversation import Conversation, Reply, Turn
from bot.model import Place, Town
from bot.phrasebook.said import Doubted
from bot.search.asked import earlier
from bot.search.whereabouts import town_of
from bot.wording.listing import LINES

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


async def tell_of_things(turn: Turn) -> Reply:
    """Where one's things may be left is not known of any place: who can be asked is the place that was told, and the
    municipality.
    """
    t, town = turn.t, town_of(turn)
    place = turn.directory.place(turn.shown[0]) if turn.shown and earlier(turn).topics else None
    if place and place.kind in LINES:
        place = None
    hall = next((one for one in turn.directory.places if _is_hall(one, town)), None)
    told = [
        t("I do not know that about {place}.", place=place.name) if place else t("I know no place for your things."),
        t("Ask them: {phone}.", phone=place.phone) if place and place.phone else "",
        t("{name} can tell: {phone}.", name=hall.name, phone=hall.phone) if hall else "",
    ]
    if not (hall or (place and place.phone)):
        told.append(t("Ask where you sleep, or at a drop-in centre."))
        told.append(t("Write KOMMUNEN and your town, and I find the number.") if town is None else "")
    return Reply(
        " ".join(filter(None, told)), otherwise=t("I do not know more about that. Write MENNESKE to ask a human.")
    )


def _is_hall(place: Place, town: Town | None) -> bool:
    own = town is not None and place.municipality == town.municipality is not None
    return own and place.kind == "municipality" and bool(place.phone)


TRUST = Conversation(name="trust", first=assure, recalls="find_help", steps={"tell_of_things": tell_of_things})
