"""The contract of a handler file: Conversation, Step, Turn and Reply.

A handler decides and returns data; it sends nothing and knows no channel, no request and no clock. Everything that
it writes goes through `turn.db`, in the one transaction that also stores its reply. A step may be run again after a
rolled-back transaction, so it keeps nothing outside the database.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.i18n import Translator
from bot.model import (
    Act,
    Choice,
    Command,
    Intent,
    Json,
    Message,
    Order,
    Person,
    PersonId,
    PlaceId,
    Position,
    Reading,
    Role,
    Terms,
)
from bot.store.directory import Directory
from bot.store.talks import Talk
from bot.store.tallies import Tally
from bot.understanding.place import Gazetteer

_NUMBERS = re.compile(r"\d[\d ]+\d")
"""A telephone number as it is said."""


class Hears(StrEnum):
    """What an open question takes as its answer besides its choices."""

    PLACE = "place"
    POSITION = "position"
    WHEN = "when"
    TIME = "time"
    """A day, a date, a part of the day or a clock time, also one that does not exist."""
    YES = "yes"
    """A plain yes where there is no such choice."""
    DANGER = "danger"
    """A yes, a no or a perhaps in so many words, where a danger was asked about: "fredag kl. 10" is no yes to that."""
    STILL_DANGER = "still_danger"
    """A yes in so many words, after a no to that."""
    NO = "no"
    """A plain no where there is no such choice."""
    HOW = "how"
    """How it goes or went, in any words: nothing that asks for a place."""
    WORDS = "words"
    """Words that mean nothing to us by themselves, such as a town that we do not know."""
    ORDER = "order"
    """More about what was ordered: a time that was lacking. A whole new order is heard by the same step."""
    NUMBER = "number"
    """How many: "3", "tre senge", "ingen"."""
    AGE = "age"
    """An age below 18, and hardly a word more: "14", "jeg er 14"."""
    PHONE = "phone"
    """Figures that may be a telephone number."""
    NAME = "name"
    """A first name, whatever else the word may mean: no figures, no order."""
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot says, as meaning.

    text      enough alone; within two SMS parts together with its choices; "" says nothing (a human has the word)
    choices   at most five answers that a person can take; SMS numbers them, others show buttons
    then      the step of the same conversation that takes the answer; "" asks nothing and leaves open questions open
    hears     what `then` takes besides the choices; anything else is read afresh
    keep      what `then` needs to know (JSON); it comes back as `turn.kept`
    stays     the question can be answered again after it was answered (a list to look up from)
    pages     more of the same, each within two parts: at once on Telegram, on MERE by SMS; None leaves what is left
    shortcuts buttons that are ordinary messages; `text` must name the word, since SMS shows no button
    remember  what this conversation knows next time (`turn.memory`); None leaves it as it is
    undo      (step, keep) that FORTRYD runs within the hour
    otherwise the same in other words, said instead when `text` would be the same text twice in a row
    spare     sentences of `text` that may go, the least first, where more must be said with it
    lost      this is a misunderstanding; dispatch counts them (`turn.misunderstood`)
    forgets   the person was deleted in this step: nothing about them is stored after it
    shows     the places that this reply names, best first; the next turn has them as `turn.shown`
    passes    the conversation that answers this message instead, from its beginning
    others    what other people hear because of it
    before    whole messages that go out before it, as they stand: what is about to be sent to many
    counts    what is counted of it, without the person
    """

    text: str
    choices: tuple[Choice, ...] = ()
    then: str = ""
    hears: frozenset[Hears] = frozenset()
    keep: Json = field(default_factory=dict)
    stays: bool = False
    pages: tuple[str, ...] | None = None
    shortcuts: tuple[Choice, ...] = ()
    asks_position: bool = False
    remember: Json | None = None
    undo: tuple[str, Json] | None = None
    otherwise: str = ""
    spare: tuple[str, ...] = ()
    lost: bool = False
    forgets: bool = False
    shows: tuple[PlaceId, ...] = ()
    passes: str = ""
    others: tuple["ToAnother", ...] = ()
    before: tuple[Message, ...] = ()
    counts: tuple[Tally, ...] = ()

    def in_words(self) -> "Reply":
        """The same question without numbers: each choice is a button that writes its label."""
        written = tuple(Choice(one.label.lower(), one.label) for one in self.choices)
        return replace(self, choices=(), shortcuts=(*self.shortcuts, *written))

    def beside(self, told: str) -> "Reply":
        """The same without its spare sentences whose every telephone number was `told` already."""
        text = self.text
        for sentence in self.spare:
            numbers = _NUMBERS.findall(sentence)
            if numbers and all(number in told for number in numbers):
                text = text.replace(sentence, "", 1).strip()
        return replace(self, text=text)


@dataclass(frozen=True, slots=True)
class ToAnother:
    """What another person hears, of our own accord: at a decent hour, and not after `valid_until`.

    Their answer goes to the step `reply.then` of `conversation`, "" being the same one. Who wrote STOP hears nothing.
    `at_once`: they asked for it or are on duty, so it passes at any hour, and after a STOP.
    """

    person: PersonId
    reply: Reply
    valid_until: datetime
    conversation: str = ""
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One inbound being answered.

    text           as written, with CPR numbers masked
    choice         the key of the choice that was taken, None when the step was reached otherwise
    heard          what the step took besides its choices
    kept           what the question kept for its step
    memory         what this conversation remembered earlier
    position       the point that the person shared in this message
    misunderstood  how many times in a row we did not understand, before this message
    may_share      the channel can share a position
    shown          the places that the last answer named, best first
    numbers        how many choices the open question has (for `wrong_number`)
    roles          what the person may act for; empty for a citizen
    order          the message read in that role, None for a citizen
    terms          what the installation has set for notices
    holds          the talks with citizens that the person holds, the one with the newest word first
    """

    person: Person
    reading: Reading
    now: datetime
    t: Translator
    db: AsyncConnection
    directory: Directory
    towns: Gazetteer
    text: str = field(default="", repr=False)
    has_media: bool = False
    choice: str | None = None
    heard: Hears | None = None
    kept: Json = field(default_factory=dict)
    memory: Json = field(default_factory=dict)
    position: Position | None = None
    pages: tuple[str, ...] = ()
    misunderstood: int = 0
    may_share: bool = False
    shown: tuple[PlaceId, ...] = ()
    numbers: int = 0
    roles: tuple[Role, ...] = ()
    order: Order | None = None
    terms: Terms = field(default_factory=Terms)
    holds: tuple[Talk, ...] = ()

    def with_(self, **changes: object) -> "Turn":
        """The same turn with some things changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


Step = Callable[[Turn], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Conversation:
    """One handler file: what begins it, its first step, and the steps that later answers go to.

    `obeys` are the orders that begin it, from somebody with a role; its steps check which role.

    `recalls` names another conversation whose memory it shares: who looked for something may go on with it here, and
    back again.
    """

    name: str
    first: Step
    begins_with: frozenset[Intent] = frozenset()
    begins_on: frozenset[Command] = frozenset()
    obeys: frozenset[Act] = frozenset()
    recalls: str = ""
    steps: Mapping[str, Step] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manners:
    """What every conversation inherits: the steps that dispatch runs by itself.

    emergency        before anything else, when the reading says so
    ask_of_danger    beside the answer, when the words may mean danger and may not
    introduce        after the first answer ever: who we are
    tell_cpr_masked  a CPR number was taken out
    stale            a button whose question is gone
    wrong_number     a number that the open question does not have
    nothing_to_undo  FORTRYD with nothing to take back
    slow_down        more messages than one sender may send
    apologise        we failed to answer, three times
    """

    emergency: Step
    ask_of_danger: Step
    introduce: Step
    tell_cpr_masked: Step
    stale: Step
    wrong_number: Step
    nothing_to_undo: Step
    slow_down: Step
    apologise: Step
