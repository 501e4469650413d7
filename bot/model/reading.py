"""What a message means; values and meanings as in the labels of the understanding."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Emergency(StrEnum):
    """Danger to somebody's life or safety, now."""

    MEDICAL = "medical"
    OVERDOSE = "overdose"
    SUICIDE = "suicide"
    VIOLENCE = "violence"
    CHILD = "child"


class Hazard(StrEnum):
    """A danger that asks for other words than "ring 112" alone; of two, the first."""

    FIRE = "fire"
    ARMED = "armed"
    BURGLARY = "burglary"
    RAILS = "rails"
    DELIRIUM = "delirium"
    """Somebody who stopped drinking and sees things, or has cramps."""
    SWALLOW = "swallow"
    """A jaw that swells until nothing goes down."""
    WITHDRAWAL = "withdrawal"
    """Somebody who stopped drinking and shakes, or lacks a medicine that nobody may stop with at once."""
    BURN = "burn"
    BITE = "bite"


class Intent(StrEnum):
    """What the person wants done."""

    FIND_HELP = "find_help"
    BOOK = "book"
    MY_APPOINTMENTS = "my_appointments"
    CONFIRM = "confirm"
    DECLINE = "decline"
    CANCEL_APPOINTMENT = "cancel_appointment"
    MOVE_APPOINTMENT = "move_appointment"
    HUMAN = "human"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    STOP = "stop"
    DELETE_ME = "delete_me"
    MY_DATA = "my_data"
    LANGUAGE = "language"
    GREETING = "greeting"
    THANKS = "thanks"
    MENU = "menu"
    FEEDBACK = "feedback"
    VOLUNTEER = "volunteer"
    UNKNOWN = "unknown"


class Topic(StrEnum):
    """A kind of help."""

    SHELTER = "shelter"
    WARM_ROOM = "warm_room"
    DENTAL = "dental"
    FOOD = "food"
    HEALTH = "health"
    BATH = "bath"
    CLOTHES = "clothes"
    ADDICTION = "addiction"
    MENTAL = "mental"
    DEBT = "debt"
    HOUSING = "housing"
    SOCIAL_WORKER = "social_worker"
    VIOLENCE = "violence"
    COMMUNITY = "community"
    WORK = "work"
    RELATIVES = "relatives"
    AFTERCARE = "aftercare"
    RIGHTS = "rights"
    DIGITAL = "digital"
    PETS = "pets"


class Wish(StrEnum):
    """What a place must allow."""

    DOG = "dog"
    WOMEN_ONLY = "women_only"
    YOUTH = "youth"
    NO_ID = "no_id"
    COUPLE = "couple"
    WHEELCHAIR = "wheelchair"
    USING = "using"
    FREE = "free"


class Detail(StrEnum):
    """What is asked about the place that was told last: the way, the number, the hours, or another one instead."""

    WAY = "way"
    PHONE = "phone"
    WEEK = "week"
    ANOTHER = "another"


class DayPart(StrEnum):
    """A part of the day: until 12, 12 to 17, from 17 on."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Command(StrEnum):
    """What is asked in words of ours and is no intent: START, MERE, FORTRYD, "hvad aftalte vi", "del med ..."."""

    START = "start"
    MORE = "more"
    UNDO = "undo"
    AGREED = "agreed"
    SHARE = "share"
    NICKNAME = "nickname"
    CHECK_IN = "check_in"
    CODE = "code"
    SUBSCRIBED = "subscribed"
    WORD = "word"
    HIDE = "hide"
    SHOW = "show"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one inbound means. `when` is a word of the labels, optionally with a clock time ("tomorrow 14:00").

    `part` is a part of the day, `day` one that was said by its date, `clock` a clock time as "14:00" whether or not a
    day was said with it, `no_such_time` the words for a time that does not exist ("25:00", "30. februar"), and `past`
    says that a time that is over was named ("i går"). `week` is the Monday of a week that was said ("i næste uge"), and
    `at_night` says that a clock time is one of the night ("kl 3 om natten").
    `doubt` is a danger that the words may mean and may not: it is asked about, once. `is_plain` says that words of the
    lexicon tell of the emergency or the doubt, which is then no guess from many small ones.
    `hazard` says more exactly which danger it is (bot/outcry.py).
    `command` is set by whole messages of ours and by a few set phrases.

    `left` are towns that the person is not in, `shunned` such as they can not or will not go to ("ikke til Aarhus").
    `unknown_place` is a name that stands like a town's and is none of ours ("i Nuuk").

    `near` says that the person asks for something nearer, or for what is near them. `follows_up` says that the text
    leans on the last answer ("hvad med i morgen?"), and `asks` what it wants to know of the place in it ("hvad er
    nummeret?").
    """

    emergency: Emergency | None = None
    intent: Intent = Intent.UNKNOWN
    topics: tuple[Topic, ...] = ()
    place: str | None = None
    left: tuple[str, ...] = ()
    shunned: tuple[str, ...] = ()
    unknown_place: str = ""
    when: str | None = None
    wishes: tuple[Wish, ...] = ()
    language_code: str | None = None
    command: Command | None = None
    near: bool = False
    follows_up: bool = False
    asks: Detail | None = None
    part: DayPart | None = None
    day: date | None = None
    clock: str | None = None
    no_such_time: str = ""
    past: bool = False
    week: date | None = None
    at_night: bool = False
    doubt: Emergency | None = None
    is_plain: bool = False
    hazard: Hazard | None = None

    @property
    def names(self) -> str | None:
        """The town that it names, also one that it denies."""
        return self.place or next(iter((*self.shunned, *self.left)), None)

    @property
    def says_little(self) -> bool:
        """Whether nothing is asked for in it that could be answered: no topic, no town, no deed."""
        is_vague = self.intent is Intent.FIND_HELP and not (self.topics or self.names)
        return self.intent in (Intent.UNKNOWN, Intent.DECLINE) or is_vague
