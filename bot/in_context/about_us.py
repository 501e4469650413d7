"""Whether a message asks about us, or what only a doctor decides, instead of for help, or is about somebody else: who
reads along, what it costs, why we ask, a brother on the street. Pure.

Read alone such words are small talk or another wish: "melder i mig til kommunen" wants no caseworker, and "hvor kan jeg
gemme mine ting" asks for nothing that we have stored.
"""

from datetime import timedelta

from bot.conversation import Hears, Turn
from bot.model import Emergency, Inbound, Intent, Topic
from bot.phrasebook.aftermath import STANDS
from bot.phrasebook.kin import Kin, is_harmless, said_on, told_of_kin
from bot.phrasebook.of_us import OfUs, asked_of_us
from bot.phrasebook.said import GROWN_UP, Doubted, asks_for_admission, asks_to_keep_things, doubted, is_angry
from bot.routing import Route, is_clear
from bot.store.dialogues import Dialogue

_ANY_WORDS = frozenset({Hears.TEXT, Hears.HOW})
_TRUST, _UNCLEAR, _EMERGENCY, _KIN, _FIND_HELP = "trust", "unclear", "emergency", "kin", "find_help"
_ADMISSION = "admission"
# Asked for in so many words they are given; a question beside them ("er det slettet nu") is not one of them.
_RIGHTS = frozenset({Intent.STOP, Intent.DELETE_ME, Intent.UNSUBSCRIBE, Intent.LANGUAGE, Intent.MY_APPOINTMENTS})
_OF_RIGHTS = frozenset({OfUs.KEEP, OfUs.GONE, OfUs.OFFICE_SEES})
# A guess at these is none where a brother is told of; a guess at death is followed.
_GUESSED_OF_KIN = frozenset({Emergency.VIOLENCE, Emergency.CHILD})
_WANTED_OF_KIN = frozenset({Intent.FIND_HELP, Intent.UNKNOWN, Intent.HUMAN, Intent.FEEDBACK, Intent.VOLUNTEER})
_HELP_OF_KIN = frozenset(
    {
        Topic.RELATIVES,
        Topic.SHELTER,
        Topic.VIOLENCE,
        Topic.HOUSING,
        Topic.COMMUNITY,
        Topic.SOCIAL_WORKER,
        Topic.MENTAL,
        Topic.RIGHTS,
    }
)
_FEW_WORDS, _SOME_WORDS, _SHORTLY, _BARE = 9, 14, 6, 3
_OF_THEM = frozenset({"de", "they"})
_KIN_LASTS = timedelta(hours=1)
_OF_APPOINTMENTS = frozenset({Intent.CANCEL_APPOINTMENT, Intent.MOVE_APPOINTMENT})
_OF_TONIGHT = frozenset({Topic.SHELTER, Topic.FOOD})
# Bitter words are easily taken for these: "tak for ingenting".
_KIND_WORDS = frozenset({Intent.THANKS, Intent.VOLUNTEER, Intent.MENU, Intent.GREETING})


def aside(turn: Turn, inbound: Inbound, dialogue: Dialogue) -> Route | None:
    """The step that answers it; None where the message is about something else, or danger is in it."""
    reading = turn.reading
    is_asked = doubted(turn.text) or asked_of_us(turn.text) or told_of_kin(turn.text) or _goes_on_of_kin(turn, dialogue)
    is_danger = reading.emergency and (
        (reading.is_plain and not (_is_of_phone(turn) or _is_of_them(turn))) or not is_asked
    )
    if inbound.tapped or is_danger or reading.command or is_clear(turn.order):
        return None  # a guess at danger is none in "will you tell the police"
    if asked_of_us(turn.text) is OfUs.READ_ALONG and (read_along := _of_us(turn, dialogue)):
        return read_along  # whatever was asked before
    newest = next((one for one in reversed(dialogue.questions) if one.is_open(turn.now)), None)
    if _asks_for_admission(turn) and not (newest and _ANY_WORDS & {*newest.hears}):
        return Route(_ADMISSION, "")
    if newest and newest.conversation == _EMERGENCY and doubted(turn.text) is not Doubted.FETCHED:
        return None  # whoever is asked about danger may ask why
    if newest and _ANY_WORDS & {*newest.hears}:
        return None  # what is told in own words is no question to us
    if is_angry(turn.text) and reading.intent in _KIND_WORDS:
        return Route(_UNCLEAR, "")
    if about_us := _of_us(turn, dialogue):
        return about_us
    if of_kin := _of_kin(turn, dialogue):
        return of_kin
    if asks_to_keep_things(turn.text) and (reading.follows_up or not _OF_TONIGHT & {*reading.topics}):
        return Route(_TRUST, "tell_of_things")
    about = doubted(turn.text)
    of_place = about is Doubted.NAMELESS or (about is Doubted.POLICE and _OF_THEM & {*turn.text.casefold().split()})
    if of_place and reading.follows_up and dialogue.shown:
        return None  # whether one may come without a name, or whether they ring the police, is asked of the place
    return Route(_TRUST, "", kept={"about": about}) if about else None


def _asks_for_admission(turn: Turn) -> bool:
    """ "Kan han blive indlagt"; with a day or an hour it may be a time that is called off."""
    reading = turn.reading
    says_when = reading.when or reading.day or reading.clock
    return asks_for_admission(turn.text) and not (says_when and reading.intent in _OF_APPOINTMENTS)


def _is_of_phone(turn: Turn) -> bool:
    """ "Kan han se, at jeg har skrevet" sounds like a letter that is left behind, and is none.

    Who says no more than that somebody reads along is told of that first, and 112 with it.
    """
    danger, is_short = turn.reading.emergency, len(turn.text.split()) <= _SHORTLY
    is_none = danger is Emergency.SUICIDE or (danger is Emergency.VIOLENCE and is_short)
    return is_none and asked_of_us(turn.text) is OfUs.READ_ALONG


def _of_us(turn: Turn, dialogue: Dialogue) -> Route | None:
    """A question about us that is no right asked for; what leans on a place asks about that one."""
    about, reading = asked_of_us(turn.text), turn.reading
    is_right = reading.intent in _RIGHTS and about not in _OF_RIGHTS
    if about is OfUs.PARENTS and not (_names_parents(turn) or _is_young(dialogue)):
        return None  # a grown-up's mother is family like any other
    if about is None or is_right or (about is OfUs.ACCESS and reading.intent is Intent.MY_DATA):
        return None
    return Route(_TRUST, "tell_of_us", kept={"about": about})


def _names_parents(turn: Turn) -> bool:
    """Whether both are spoken of, as a child does."""
    return "forældre" in turn.text.casefold() or "parents" in turn.text.casefold()


def _is_young(dialogue: Dialogue) -> bool:
    """Whether who writes said that they are under 18, or a child's danger stands."""
    cried = dialogue.memory.get(_EMERGENCY, {})
    ages = (cried.get("age"), dialogue.memory.get(_FIND_HELP, {}).get("search", {}).get("age"))
    return bool(cried.get(STANDS, {}).get("child")) or any(age is not None and age < GROWN_UP for age in ages)


def _of_kin(turn: Turn, dialogue: Dialogue) -> Route | None:
    """Somebody else is told of, or said on about in the hour after it, as long as nothing was looked for since."""
    about, reading = told_of_kin(turn.text), turn.reading
    if about is not None:
        is_theirs = set(reading.topics[:1]) <= _HELP_OF_KIN and reading.intent in _WANTED_OF_KIN | {Intent.STOP}
        return Route(_KIN, "", kept={"about": about}) if is_theirs and not _is_followed(turn) else None
    if not _goes_on_of_kin(turn, dialogue):
        return None
    return Route(_KIN, "", kept={"about": dialogue.memory[_KIN]["about"], "then": said_on(turn.text) or "more"})


def _is_of_them(turn: Turn) -> bool:
    """Whether so few words that sound like a danger are about somebody else: "min søn skriver ikke mere til mig" is no
    goodbye, and who has hit somebody is in none themselves."""
    about, danger, length = told_of_kin(turn.text), turn.reading.emergency, len(turn.text.split())
    is_goodbye = about is Kin.SILENT and danger is Emergency.SUICIDE and length <= _FEW_WORDS
    return is_goodbye or (about is Kin.HIT and danger is Emergency.VIOLENCE and length <= _SOME_WORDS)


def _is_followed(turn: Turn) -> bool:
    """Whether a danger is told of that even a guess at is followed."""
    danger, about = turn.reading.emergency, told_of_kin(turn.text)
    if _is_of_them(turn):
        return False
    if about is Kin.HIT and danger is Emergency.CHILD:
        return True
    return danger is not None and danger not in _GUESSED_OF_KIN


def _goes_on_of_kin(turn: Turn, dialogue: Dialogue) -> bool:
    before, reading = dialogue.memory.get(_KIN), turn.reading
    if before is None or turn.now.timestamp() - float(before["at"]) > _KIN_LASTS.total_seconds():
        return False
    searched = float(dialogue.memory.get(_FIND_HELP, {}).get("at", 0)) >= float(before["at"])
    is_theirs = set(reading.topics[:1]) <= {*_HELP_OF_KIN, Topic.HEALTH} and reading.intent in _WANTED_OF_KIN
    is_town = reading.place is not None and not reading.topics and len(turn.text.split()) <= _BARE
    speaks = is_town or is_harmless(turn.text) or said_on(turn.text) is not None
    if searched or not (is_theirs and speaks) or _is_followed(turn):
        return False
    return str(before["about"]) != Kin.HIT
