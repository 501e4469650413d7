"""What somebody says of themselves in the middle of a message: a woman, a man, without the yellow card, without a bed.

The words are in oneself.toml of each language's lexicon; `said` knows the messages that say no more than that.
"""

from dataclasses import dataclass

from bot.phrasebook.expressions import Lists, files, lists, plain

_FILE = "oneself"
_SLOTS = {"kind": "*", "hello": "*", "card": ""}
"""The lists that stand inside the others, and how often each may; filled from their own language."""
_LANGUAGES = [Lists.filled(file, _SLOTS) for file in files(_FILE)]
_SMALL = frozenset(word for line in lists(_FILE)["small"] for word in line.split())
_TOLD = {
    name: [language.within(name) for language in _LANGUAGES]
    for name in (
        *("woman", "man", "no_card", "has_card", "no_bed", "not_now"),
        *("children_along", "lost_pet", "good_night", "plea"),
    )
}


@dataclass(frozen=True, slots=True)
class Oneself:
    """Who writes, as far as the words tell. `card`: whether they have a Danish health card; None is not told.

    `is_all`: the message says no more than that.
    """

    is_woman: bool = False
    is_man: bool = False
    card: bool | None = None
    is_all: bool = False


def told_of_oneself(text: str) -> Oneself:
    """Who somebody says they are, anywhere in the message."""
    rest = said = plain(text)
    told = {name for name in ("woman", "man", "no_card", "has_card") if _has(name, said)}
    for name in told:
        for words in _TOLD[name]:
            rest = words.pattern.sub(" ", rest)
    card = False if "no_card" in told else True if "has_card" in told else None
    is_all = bool(told) and set(rest.split()) <= _SMALL
    return Oneself("woman" in told, "man" in told and "woman" not in told, card, is_all)


def has_no_bed(text: str) -> bool:
    """Whether somebody tells that they have nowhere to sleep now, whatever else they need."""
    said = plain(text)
    return _has("no_bed", said) and not _has("not_now", said)


def has_lost_pet(text: str) -> bool:
    """Whether an animal of theirs is dead or gone: no vet is looked for, but somebody to talk to."""
    return _has("lost_pet", plain(text))


def begs_for_help(text: str) -> bool:
    """Whether it is a cry for help and no more: somebody may be in danger, and has not said so."""
    return _has("plea", plain(text))


def says_good_night(text: str) -> bool:
    """Whether it is no more than a good night."""
    return _has("good_night", plain(text))


def has_children_along(text: str) -> bool:
    """Whether children come along."""
    return _has("children_along", plain(text))


def _has(name: str, said: str) -> bool:
    return any(words.fits(said) for words in _TOLD[name])


HEARD = tuple(one for own in _TOLD.values() for one in own)
"""All that may be heard, for whoever asks why."""
