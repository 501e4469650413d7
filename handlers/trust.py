"""Trust: who reads along, who is answerable, what it costs, why we ask, and what a machine cannot know or do. Short,
and true.

What is said here must stay what docs/databeskyttelse.md says: nothing is promised that a law or a human could break.
"""

from collections.abc import Iterator

from bot.conversation import Conversation, Reply, Turn
from bot.model import Place, Town
from bot.phrasebook.of_us import OfUs
from bot.phrasebook.said import Doubted
from bot.search.asked import earlier
from bot.search.beside import childrens_line
from bot.search.whereabouts import municipality_of, town_of
from bot.store import appointments, people
from bot.wording import lines
from bot.wording.buttons import human_button
from bot.wording.doubts import LINES
from bot.wording.lines import Line

_SAID = {
    Doubted.POLICE: (
        "No, the police do not read along. They only see something if a court orders it. It is deleted after 30 days.",
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

# What needs no number of the directory; the second is said where the first was said just before.
_OF_US = {
    OfUs.MACHINE: (
        "I am a machine and no human. I know where there is help. Write MENNESKE to write with a human.",
        "Still a machine. What you write is answered at once. What do you need?",
    ),
    OfUs.OWNER: (
        "A municipality or an association has set me up, and answers for your data. I do not know its name. "
        "Write MENNESKE, and I ask.",
        "I do not know more about who runs me here. Write MENNESKE, and I ask.",
    ),
    OfUs.ACCESS: (
        "Write MINE DATA, and I show what I keep about you. What the municipality keeps, you must ask it for.",
        "MINE DATA shows it. SLET MIG deletes it.",
    ),
    OfUs.COMPLAIN: (
        "Write MENNESKE and what was wrong, and it is read by a human. Of how your data are used you can complain to "
        "Datatilsynet. Of a decision you complain to who made it.",
        "Write MENNESKE and what was wrong. You can also get free help from a legal aid: write RETSHJÆLP.",
    ),
    OfUs.OFFICE_SEES: (
        "No, the municipality does not see what you write to me. Its staff read what you send to a human. "
        "Those who run Åben Dør can read the rest until it is deleted.",
        "I send nothing on by myself. What you write to a human, staff can read.",
    ),
    OfUs.GONE: (
        "Did you write SLET MIG and answer yes, it is deleted here. MINE DATA shows what there is. "
        "What the municipality itself keeps, I cannot delete.",
        "MINE DATA shows what I keep now. SLET MIG deletes it.",
    ),
    OfUs.KEEP: (
        "That is fine. I delete nothing. SLET MIG does it, if you want it one day.",
        "No, I delete nothing.",
    ),
}


async def assure(turn: Turn) -> Reply:
    """What is true of it; asked again, in other words."""
    about = Doubted(turn.kept["about"])
    if about is Doubted.FETCHED:
        return tell_who_might(turn)
    said, otherwise = _SAID[about]
    return Reply(turn.t(said), otherwise=turn.t(otherwise))


async def tell_of_us(turn: Turn) -> Reply:
    """What is asked about us, in two or three sentences."""
    match OfUs(turn.kept["about"]):
        case OfUs.READ_ALONG:
            return await tell_of_phone(turn)
        case OfUs.PARENTS:
            return tell_of_parents(turn)
        case OfUs.WATCHED | OfUs.RING | OfUs.CHAT as about:
            return _tell_who_talks(turn, about)
        case about:
            said, otherwise = _OF_US[about]
            return Reply(turn.t(said), otherwise=turn.t(otherwise))


async def tell_of_phone(turn: Turn) -> Reply:
    """Somebody reads along: what is in the phone is there, and from now on no place is named (as after SKJUL)."""
    await people.hide(turn.db, turn.person.id, discreet=True)
    own = await appointments.of_person(turn.db, turn.person.id, turn.now)
    safety = lines.answering(turn.directory, Line.SAFETY, turn.now)
    ring = turn.t("Ring {phone} from another phone.", phone=safety.phone) if safety else ""
    said = [
        turn.t(
            "Yes, whoever has your phone can see what is in it. Delete the thread. Write SLET MIG, and I delete it."
        ),
        turn.t("From now on I name no places."),
        "" if own else turn.t("I do not write before you do."),
        ring,
        turn.t("Are you in danger, ring {alarm}.", alarm=lines.alarm(turn.directory)),
    ]
    again = turn.t("Delete the thread when you have read it. I name no places. SHOW AGAIN ends it.")
    return Reply(" ".join(filter(None, said)), otherwise=" ".join(filter(None, (again, ring))))


def tell_of_parents(turn: Turn) -> Reply:
    """Nobody is rung from here; what others may do is not promised."""
    children = " ".join(childrens_line(turn.t, turn.directory, turn.now))
    said = turn.t("I ring nobody and do not tell your parents.")
    office = turn.t("The municipality mostly talks with them when it helps you. But it must hear you first.")
    again = turn.t("Nobody is rung from here. You decide what you tell me.")
    return Reply(f"{said} {office} {children}".strip(), otherwise=f"{again} {children}".strip())


def _tell_who_talks(turn: Turn, about: OfUs) -> Reply:
    """A machine neither rings nor watches; who listens now is named. It makes no case."""
    t, talks = turn.t, lines.somebody_to_talk_to(turn.directory, municipality_of(turn), turn.now)
    now = t("{name} answers now: {phone}.", name=talks[0].name, phone=talks[0].phone) if talks else ""
    danger = t("Are you in danger, ring {alarm}.", alarm=lines.alarm(turn.directory))
    human = t("Write MENNESKE to write with a human.")
    said: Iterator[str] = iter(())
    match about:
        case OfUs.WATCHED:
            unsafe = t("That sounds unsafe. I am a machine. I see nobody and watch nobody.")
            said = iter((unsafe, t("You can talk with somebody about it today."), now, danger))
        case OfUs.RING:
            cannot = t("I am a machine. You cannot ring me, and I cannot ring for you.")
            said = iter((cannot, now, t("Can you not ring yourself, ask somebody near you."), human, danger))
        case _:
            said = iter((t("I am a machine and not good at talking."), now, human))
    return Reply(
        " ".join(filter(None, said)),
        shortcuts=(human_button(t),),
        otherwise=" ".join(filter(None, (t("I am only a machine, but I am here."), now, human))),
    )


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


TRUST = Conversation(
    name="trust",
    first=assure,
    recalls="find_help",
    steps={"tell_of_things": tell_of_things, "tell_of_us": tell_of_us},
)
