"""What a cry for help tells beside its kind: what is being done right now, to whom, and how bad it is.

The words are in perils.toml of each language's lexicon. Which danger it is the
understanding says: most of these are asked only where it hears or suspects one.
"""

from enum import StrEnum
from pathlib import Path

from bot.phrasebook.expressions import Expression, Lists, any_of, files, plain

_SLOTS = dict.fromkeys(("pills", "veins"), "")
_WHO = ("she", "he", "somebody")
_WHOLE_WORDS = (*_WHO, "dark")


class Deed(StrEnum):
    """What somebody does to end their life, or has just done; of two, the first."""

    TAKEN = "taken"
    BLEEDS = "bleeds"
    AWAY = "away"
    """They are where they must not be: on a bridge, on the rails."""
    DOWN = "down"
    """They have the means in their hand."""
    NOW = "now"
    DONE = "done"
    """They say that they did it, and not what."""


class Whose(StrEnum):
    """Of whom somebody writes who is afraid for another."""

    SHE = "she"
    HE = "he"
    SOMEBODY = "somebody"


def _expressions(file: Path) -> dict[str, Expression]:
    """Each list of one language; {them} in a line is any of those who may be feared for."""
    said = Lists.filled(file, _SLOTS)
    them = any_of(said[who] for who in _WHO)
    told = {name: said[name].replace("{them}", them) for name in said}
    return {name: said.within(name, rf"\b{one}\b" if name in _WHOLE_WORDS else one) for name, one in told.items()}


_LANGUAGES = [_expressions(file) for file in files("perils")]
HEARD = tuple(one for own in _LANGUAGES for name, one in own.items() if name not in (*_SLOTS, *_WHO))
"""All that may be heard, for whoever asks why."""


def deed(text: str) -> Deed | None:
    """What is being done at this moment, where death is spoken of; None where nothing is, or it is long past."""
    if _says("not_done", text) or _says("long_ago", text):
        return None
    return next((one for one in Deed if one is not Deed.DONE and _says(one, text)), None)


def has_done_it(text: str) -> bool:
    """Whether the whole message says that it is done."""
    return _says(Deed.DONE, text)


def whose(text: str) -> Whose | None:
    """The other whose death is feared; None where it is one's own, or not told."""
    if _says("long_ago", text) or _says("of_me", text) or not (_says("of_them", text) or _says("only_them", text)):
        return None
    return next((one for one in Whose if _says(one, text)), None)


def is_plainly_of_another(text: str) -> bool:
    """Whether the words tell that another wants to die."""
    return whose(text) is not None and _says("of_them", text)


def is_only_of_another(text: str) -> bool:
    """Whether another is all that is told of, and no word of death or of doing something is there."""
    return whose(text) is not None and not _says("of_them", text) and not _says("death", text)


def is_gone(text: str) -> bool:
    """Whether whoever is feared for cannot be reached."""
    return _says("gone", text)


def is_grave(text: str) -> bool:
    """Whether somebody may be dying: from then on nothing is said about what to do if it is not serious."""
    return _says("grave", text)


def is_of_bystander(text: str) -> bool:
    """Whether somebody tells of another who lies there."""
    return _says("bystander", text)


def asks_dose(text: str) -> bool:
    """Whether it is asked how much of a medicine one may take, and not how much is deadly."""
    return _says("dose", text) and not _says("dose_to_die", text)


def was_raped(text: str) -> bool:
    """Whether rape is spoken of."""
    return _says("raped", text)


def is_freezing(text: str) -> bool:
    """Whether the cold may be dangerous: for hours, without a blanket, feet that are not felt."""
    return _says("freezing", text)


def is_astray(text: str) -> bool:
    """Whether somebody old or confused is out, as another tells."""
    return _says("astray", text) and not _says("of_self", text)


def sounds_dark(text: str) -> bool:
    """Whether a word of despair is in it."""
    return _says("dark", text)


def _says(name: str, text: str) -> bool:
    said = plain(text)
    return any(language[name].fits(said) for language in _LANGUAGES)
