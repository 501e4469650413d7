"""What is answered to a notice that came just now: "det lyder godt, hvor er det", "er der stadig plads", "jeg kommer".

The words are in named.toml of each language's lexicon.
"""

from bot.phrasebook.expressions import Lists

_SAID = Lists.of("named", "notice")
_ANSWERS = _SAID.whole("asks", rf"(?:{_SAID['before']} )*{_SAID['asks']}(?: tak)?")


def may_answer_notice(text: str) -> bool:
    """Whether the whole message may be about what was sent to many."""
    return _ANSWERS.heard(text) is not None
