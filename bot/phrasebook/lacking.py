"""What is asked for and stands in no listing: a chemist, and money for medicine or glasses.

The words are in lacking.toml of each language's lexicon.
"""

from bot.phrasebook.expressions import Lists

_SAID = Lists.of("lacking")
_CURE, _NO_MONEY, _CHEMIST = (_SAID.within(name) for name in ("cure", "no_money", "chemist"))


def asks_for_chemist(text: str) -> bool:
    """Whether a chemist is asked for."""
    return _CHEMIST.heard(text) is not None


def asks_who_pays(text: str) -> bool:
    """Whether there is no money for medicine or glasses, or they are broken."""
    return _CURE.heard(text) is not None and _NO_MONEY.heard(text) is not None


HEARD = (_CURE, _NO_MONEY, _CHEMIST)
"""All that may be heard, for whoever asks why."""
