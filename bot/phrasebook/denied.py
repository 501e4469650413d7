"""A kind of help that a message names only to say that it is not the one: "sove ikke læge", "jeg har spist". Pure.

Whether the words name a kind of help at all, the understanding says. "Jeg har ikke mad" and "jeg kan ikke sove" are
needs, and stay.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.phrasebook.expressions import any_of, lists

_SAID = lists("said", "denied_need")
_ENDS = rf"(?=\s*(?:[,.;!?]|\b{any_of(_SAID['ends'])}\b|$))"
_AROUND = rf"(?:{any_of(_SAID['around'])} )*"
_DENIED = re.compile(rf"(?:\b(?:og|men) )?\b{any_of(_SAID['denies'])} {_AROUND}(?P<core>[^,.;!?]+?){_ENDS}")
_BARE = re.compile(
    rf"(?:\b(?:og|men) )?\b{any_of(_SAID['no'])} (?!{any_of(_SAID['lacked'])}){_AROUND}(?P<core>[^,.;!?]+?){_ENDS}"
)
_HAD = re.compile(rf"\b{any_of(_SAID['had'])}{_ENDS}")
_OF_A_LACK = re.compile(rf"\b{any_of(_SAID['of_a_lack'])}[ ,]*$")
_WANTS = re.compile(any_of(_SAID["wants"]))
_JOINS = re.compile(rf"^(?:[\s,.;!]|{any_of(_SAID['joins'])}\b)+")
_AFTER_NO = re.compile(rf"\b{any_of(_SAID['no'])} $")
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Cut:
    """What may be denied, "" for what was had, and the message `left` without it. `begins`: the no is first."""

    denied: str
    left: str
    begins: bool = False


def cuts(text: str) -> Iterator[Cut]:
    """Each need that may be none."""
    said = " ".join(text.casefold().split())
    for found in (*_DENIED.finditer(said), *_BARE.finditer(said)):
        is_lack = found.re is _BARE and _OF_A_LACK.search(said[: found.start()])
        if not is_lack and len(found["core"].split()) <= _MOST_WORDS:
            yield Cut(found["core"], _left(said, found), begins=found.re is _BARE and not found.start())
    for found in _HAD.finditer(said):
        if _WANTS.search(left := _left(said, found)) and not _AFTER_NO.search(said[: found.start()]):
            yield Cut("", left)


def _left(said: str, found: re.Match[str]) -> str:
    before, after = said[: found.start()].strip(" ,.;"), _JOINS.sub("", said[found.end() :])
    return ", ".join(filter(None, (before, after)))
