"""What somebody writes in the minutes after a cry for help: that help has come, that nobody answers, "hvad gør jeg".

The words are in aftermath.toml of each language's lexicon.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from bot.model import Emergency, Json
from bot.phrasebook.expressions import Expression, Lists, files, plain

STANDS = "stands"
"""Under this is remembered which danger stands, when it was last spoken of, and whether they say that it is over."""
LASTS = timedelta(minutes=15)
LASTS_OF_LIFE = timedelta(hours=6)
"""So long the thread stays with who spoke of taking their life."""
MOST_WORDS = 9
"""Whoever writes more tells of something new."""


class Told(StrEnum):
    """What it means; of two, the first."""

    OVER = "over"
    EASED = "eased"
    """It is easier to bear now."""
    WARD = "ward"
    """Whether somebody can be admitted."""
    FORBIDS = "forbids"
    """Whoever is in danger does not want help to be rung."""
    CANNOT_RING = "cannot_ring"
    UNREACHED = "unreached"
    RUNG = "rung"
    BETTER = "better"
    ASLEEP = "asleep"
    GONE = "gone"
    DRINK = "drink"
    TOUCH = "touch"
    POLICE = "police"
    ASKS = "asks"
    ADDRESS = "address"
    AFRAID = "afraid"
    FINE = "fine"
    HERE = "here"


CALM = frozenset({Told.OVER, Told.BETTER, Told.GONE})
"""A question, or a "not", makes nothing of these."""


_SLOTS = dict.fromkeys(("someone", "helpers", "small"), "")
"""Who may be in danger, who comes to help, and words between, which stand inside the other lists."""


@dataclass(frozen=True, slots=True)
class _Language:
    """One language's expressions. With a word of `not_so`, or begun as a question, it is not over."""

    told: Mapping[Told, Expression]
    not_so: Expression
    inverted: Expression
    rights: Expression


def _compiled(file: Path) -> _Language:
    said = Lists.filled(file, _SLOTS)
    return _Language(
        {told: said.within(told, longest=MOST_WORDS) for told in Told},
        said.within("not_so", rf"\b{said['not_so']}\b", longest=MOST_WORDS),
        said.within("inverted", longest=MOST_WORDS),
        said.within("rights"),
    )


_LANGUAGES = [_compiled(file) for file in files("aftermath")]


def told(text: str) -> Told | None:
    """What a short message says about a danger that was spoken of just before; None when it says nothing of it."""
    said = plain(text)
    return next((one for one in Told if _says(one, said, is_question="?" in text)), None)


def standing(memory: Json, now: float) -> Json | None:
    """The danger that still stands in what is remembered of cries for help; None when none does."""
    stands: Json | None = memory.get(STANDS)
    if not stands:
        return None
    lasts = LASTS_OF_LIFE if stands["kind"] == Emergency.SUICIDE else LASTS
    return stands if now - float(stands["at"]) <= lasts.total_seconds() else None


def _says(one: Told, said: str, *, is_question: bool) -> bool:
    return any(
        language.told[one].fits(said)
        and not (one is Told.EASED and is_question)
        and not (one in CALM and (is_question or _is_not_so(said, language)))
        for language in _LANGUAGES
    )


def _is_not_so(said: str, language: _Language) -> bool:
    return bool(language.not_so.fits(said) or language.inverted.fits(said))


def names_right(text: str) -> bool:
    """Whether the message has a word for what is kept, or for being left in peace."""
    return any(language.rights.heard(text) for language in _LANGUAGES)


HEARD = tuple(one for own in _LANGUAGES for one in (*own.told.values(), own.not_so, own.inverted, own.rights))
"""All that may be heard, for whoever asks why."""
