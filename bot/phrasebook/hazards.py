"""Dangers that a few words tell of and that ask for more than "ring 112": a fire, an armed stranger, a burn, a bite.

Pure, over the text alone. The words are in hazards.toml of each language's lexicon. A danger from one's own family is
none of these: it has a line of its own, and is the understanding's.
"""

from collections.abc import Mapping
from pathlib import Path

from bot.model import Hazard
from bot.phrasebook.expressions import Expression, Lists, files, plain

_SLOTS = dict.fromkeys(("site", "weapon", "substitute"), "")
_MOST_WORDS = 30
"""Whoever writes more tells of more than one thing."""
_TELLS: Mapping[Hazard, tuple[tuple[str, ...], ...]] = {
    Hazard.DELIRIUM: (("stopped", "seeing"),),
    Hazard.WITHDRAWAL: (("stopped", "shaking"), ("lacks",)),
}
"""The lists that tell of it together; of any other, the one of its name does."""
_UNLESS: Mapping[Hazard, tuple[str, ...]] = {
    Hazard.FIRE: ("not_now",),
    Hazard.ARMED: ("not_now", "graver", "kin"),
    Hazard.BURGLARY: ("not_now", "graver", "kin"),
    Hazard.RAILS: ("not_now", "graver", "oneself"),
    Hazard.DELIRIUM: ("graver",),
    Hazard.SWALLOW: ("graver",),
    Hazard.WITHDRAWAL: ("graver", "for_good"),
    Hazard.BURN: ("not_now", "graver"),
    Hazard.BITE: ("not_now", "graver", "pet"),
}
"""With a word of one of these lists it is something else."""


def _compiled(file: Path) -> Mapping[str, Expression]:
    said = Lists.filled(file, _SLOTS)
    return {name: said.within(name, longest=_MOST_WORDS) for name in said if name not in _SLOTS}


_LANGUAGES = [_compiled(file) for file in files("hazards")]


def hazard(text: str) -> Hazard | None:
    """The danger of this kind that the message tells of; None where there is none, or it is over."""
    said = plain(text)
    return next((one for one in Hazard if any(_tells(one, said, words) for words in _LANGUAGES)), None)


def _tells(one: Hazard, said: str, words: Mapping[str, Expression]) -> bool:
    unless = _UNLESS[one]
    lists = _TELLS.get(one, ((one,),))
    return any(all(words[name].fits(said) for name in together) for together in lists) and not any(
        words[name].fits(said) for name in unless
    )


HEARD = tuple(one for own in _LANGUAGES for one in own.values())
"""All that may be heard, for whoever asks why."""
