"""What a few words say beside any subject: "ved ikke", "jeg er i Odense nu", "på Sjælland", "jeg er 17", "pris?".

Pure, over the text alone; the understanding knows kinds of help, intents and towns. The words are in said.toml of each
language's lexicon.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from bot.expressions import any_of, lists, plain, words, words_in
from bot.model import Wish

_FILE = "said"
_SAID, _ASKED = lists(_FILE), lists(_FILE, "things")
SMALL_BEFORE = f"(?:{any_of(_SAID['small_before'])} )*"
SMALL_AFTER = f"(?: {any_of(_SAID['small_after'])})*"
_ASKING = words_in(_SAID["asking"])
TONGUE = {name: words_in(lines) for name, lines in lists(_FILE, "tongue").items()}
"""Words that tell English from Danish, for bot.tongue."""
_NOT_UNDERSTOOD = re.compile(any_of(_SAID["not_understood"]))
_DENIED = any_of(_SAID["denied"])
_UNSURE = re.compile(any_of(_SAID["unsure"]))
_WAYS_TO_SAY_WHERE = words_in(_SAID["where"])
_AREAS = re.compile(rf"\b{any_of(_SAID['area_after'])} ({any_of(_SAID['areas'])})\b")
_AGE = re.compile(rf"\b{any_of(_SAID['age_before'])} (\d{{1,2}})(?={any_of(_SAID['age_after'])}|[.,;!]|$)")
_CHILDS_OWN = re.compile(rf"\b{any_of(_SAID['my'])} {any_of(_SAID['carers'])}\b.*\b{any_of(_SAID['me'])}\b")
_MAY_BE_OUT = re.compile(any_of(_SAID["may_be_out"]))
_NIGHT = re.compile(any_of(_SAID["night"]))
_FOUND = re.compile(
    rf"(?:{any_of(_SAID['found_before'])} )*{any_of(_SAID['found'])}(?: {any_of(_SAID['found_after'])})*"
)
_MYSELF = {
    name: re.compile(rf"{SMALL_BEFORE}{any_of(lines)}{SMALL_AFTER}") for name, lines in lists(_FILE, "myself").items()
}
_OF_A_NUMBER = words_in(_SAID["of_a_number"])
_STILL_THERE = re.compile(any_of(_SAID["still_there"]))
_SORRY, _ANGRY = re.compile(any_of(_SAID["sorry"])), re.compile(any_of(_SAID["angry"]))
_NO = re.compile(rf"{any_of(_SAID['no'])}(?:[ ,.!-]+{any_of(_SAID['after_no'])})*(?:[ ,.!-]+|$)", re.IGNORECASE)
_DENIES = re.compile(rf"\b{any_of(_SAID['denies'])}\b", re.IGNORECASE)
_RATHER = re.compile(rf"\b{any_of(_SAID['rather'])}\b", re.IGNORECASE)
_INSTEAD = re.compile(rf"{any_of(_SAID['instead'])}\b")
_YOUNG = re.compile(r"(?:\w+ ){0,3}(\d|1[0-7])(?: \w+)?")
_KEEP_THINGS = re.compile(any_of(_SAID["keep_things"]))
_ADMITTED, _IS_ADMITTED = re.compile(any_of(_SAID["admitted"])), re.compile(any_of(_SAID["is_admitted"]))
_LACKS, _LACKS_HANDS = re.compile(any_of(_SAID["lacks"])), re.compile(any_of(_SAID["lacks_hands"]))
_HURTS = re.compile(rf"{SMALL_BEFORE}{any_of(_SAID['hurts'])}(?: {any_of(_SAID['hurts_when'])})*{SMALL_AFTER}")
_WARD = re.compile(any_of(_SAID["ward"]))
_DRUG_ROOM, _NO_DRUG_ROOM = re.compile(any_of(_SAID["drug_room"])), re.compile(rf"\b{any_of(_SAID['no_drug_room'])}\b")
GROWN_UP = 18


class Thing(StrEnum):
    """What is asked of a place in words that name no kind of help."""

    FAR = "far"
    WAY = "way"
    PHONE = "phone"
    WEEK = "week"
    PRICE = "price"
    WHO = "who"
    ROOM = "room"
    CALL = "call"
    ANOTHER = "another"
    TONGUE = "tongue"


_OF_ITSELF = (Thing.CALL, Thing.ANOTHER, Thing.TONGUE)


def _things() -> list[tuple[Thing, re.Pattern[str]]]:
    before, after = f"{any_of(_ASKED['before'])}?", f"{any_of(_ASKED['after'])}?$"
    return [
        (one, re.compile(any_of(_ASKED[one]).replace("{before}", before).replace("{after}", after)))
        for one in (*_OF_ITSELF, Thing.PRICE, Thing.ROOM, Thing.WHO, Thing.FAR, Thing.WAY, Thing.PHONE, Thing.WEEK)
    ]


class Danger(StrEnum):
    """What is answered where a danger was asked about."""

    YES = "yes"
    PERHAPS = "perhaps"
    """Neither a yes nor a no: "lidt", "ved ikke"."""
    NO = "no"


class Doubted(StrEnum):
    """What somebody asks who does not know yet whether to trust us."""

    POLICE = "police"
    OFFICE = "office"
    """The municipality, the tax office, whoever decides about foreigners."""
    FAMILY = "family"
    NAMELESS = "nameless"
    COST = "cost"
    WHY = "why"
    SAFE = "safe"
    FETCHED = "fetched"
    """They ask to be fetched: nobody here can."""


_THINGS = _things()
_OF_DANGER = {one: re.compile(any_of(lines)) for one, lines in lists(_FILE, "asked_of_danger").items()}
_DOUBTED = {about: re.compile(any_of(lines)) for about in Doubted if (lines := lists(_FILE, "doubted").get(about))}
LONGEST_QUESTION, _LONGEST_DOUBT = 8, 12


def is_unsure(text: str) -> bool:
    """Whether the whole message says that the answer is not known."""
    return _UNSURE.fullmatch(plain(text)) is not None


def understands_nothing(text: str) -> bool:
    """Whether the whole message says, in English or of Danish, that what was written is not understood."""
    return _NOT_UNDERSTOOD.fullmatch(plain(text)) is not None


def denies_language(text: str, names: Sequence[str]) -> bool:
    """Whether somebody says that they lack the language that has these names."""
    words = re.compile(_DENIED.replace("{language}", rf"\b(?:{'|'.join(map(re.escape, names))})\b"))
    return words.search(plain(text)) is not None


def only_says_where(text: str, names: str) -> bool:
    """Whether the message is no more than where somebody is; `names` are the words that name the place."""
    return {*words(text)} - {*words(names)} <= _WAYS_TO_SAY_WHERE


def is_of_night(text: str) -> bool:
    """Whether the night is spoken of, and not the evening before it."""
    return bool(_NIGHT.search(text.casefold()))


def named_area(text: str) -> str | None:
    """A part of the country that is too large to look in: "på Sjælland"."""
    found = _AREAS.search(plain(text))
    return found[1].capitalize() if found else None


def said_age(text: str) -> int | None:
    """The age that somebody says of themselves."""
    found = _AGE.search(text.casefold())
    return int(found[1]) if found else None


def is_child(text: str) -> bool:
    """Whether somebody under 18 writes about themselves, as far as the words tell."""
    age = said_age(text)
    return age < GROWN_UP if age is not None else bool(_CHILDS_OWN.search(text.casefold()))


def may_be_unconscious(text: str) -> bool:
    """Whether somebody is told of who does not wake, or whose breath is spoken of."""
    return bool(_MAY_BE_OUT.search(text.casefold()))


def asked_thing(text: str) -> Thing | None:
    """What a short question wants to know about a place."""
    said = plain(text)
    if len(said.split()) > LONGEST_QUESTION:
        return None
    return next((thing for thing, words in _THINGS if words.search(said)), None)


def asks_of_told(text: str) -> bool:
    """Whether the words can only be about places that were told: "skal jeg ringe?", "findes der andre?"."""
    return asked_thing(text) in (*_OF_ITSELF, Thing.PHONE)


def asks_to_keep_things(text: str) -> bool:
    """Whether a short message asks where what one owns may be left."""
    said = plain(text)
    return len(said.split()) <= _LONGEST_DOUBT and _KEEP_THINGS.search(said) is not None


def doubted(text: str) -> Doubted | None:
    """What a short message asks about us: who reads along, whether we tell, what it costs."""
    said = plain(text)
    if len(said.split()) > _LONGEST_DOUBT:
        return None
    return next((about for about, words in _DOUBTED.items() if words.search(said)), None)


def has_found(text: str) -> bool:
    """Whether the whole message says that its writer has found what they looked for."""
    return "?" not in text and _FOUND.fullmatch(plain(text)) is not None


def said_of_self(text: str) -> tuple[Wish, ...]:
    """What a place must allow for who writes no more than who they are, or have along: "jeg har en hund"."""
    said = plain(text)
    return tuple(wish for wish in Wish if wish in _MYSELF and "?" not in text and _MYSELF[wish].fullmatch(said))


def is_of_man(text: str) -> bool:
    """Whether the whole message says that its writer is a man, or asks for a place for men."""
    return _MYSELF["man"].fullmatch(plain(text)) is not None


def asks_for_ward(text: str) -> bool:
    """Whether a casualty ward or the doctor on duty is asked for."""
    return _WARD.search(plain(text)) is not None


def asks_for_drug_room(text: str) -> bool:
    """Whether it is asked where one may use, or for clean needles; not by who wants to stop."""
    said = plain(text)
    return _DRUG_ROOM.search(said) is not None and _NO_DRUG_ROOM.search(said) is None


def hurts(text: str) -> bool:
    """Whether the whole message says that it hurts, and names nothing but a tooth that does."""
    return _HURTS.fullmatch(plain(text)) is not None


def young_age(text: str) -> int | None:
    """The age below 18 that a message of hardly more than a number says, where nothing but an age is meant."""
    found = _YOUNG.fullmatch(plain(text))
    return int(found[1]) if found else None


def says_only_number(text: str) -> bool:
    """Whether the message is a masked CPR number and the words that tell what it is."""
    return set(words(text)) <= _OF_A_NUMBER


def answer_of_danger(text: str) -> Danger | None:
    """What the whole message answers where a danger was asked about; None when it speaks of something else."""
    said = plain(text)
    return next((one for one in Danger if _OF_DANGER[one].fullmatch(said)), None)


def asks_if_there(text: str) -> bool:
    """Whether somebody who waits asks for an answer: "er der nogen?"."""
    return _STILL_THERE.search(plain(text)) is not None


def is_sorry(text: str) -> bool:
    """Whether the whole message asks to be excused."""
    return _SORRY.fullmatch(plain(text)) is not None


def is_angry(text: str) -> bool:
    """Whether the whole message is anger."""
    return _ANGRY.fullmatch(plain(text)) is not None


def begins_with_no(text: str) -> bool:
    """Whether a no is the first word."""
    return _NO.match(text.strip()) is not None


def after_no(text: str) -> tuple[str, bool]:
    """The wish that follows a no, and whether it begins as one for something else: "et bad" of "nej, hellere et bad".

    Empty where no no is first, and where what follows denies or tells what was had already.
    """
    first = _NO.match(text.strip())
    rest = text.strip()[first.end() :] if first else ""
    is_instead = bool(first and _RATHER.search(first[0])) or _INSTEAD.match(plain(rest)) is not None
    said = _RATHER.sub(" ", _DENIES.split(rest, maxsplit=1)[0] if is_instead else rest).strip(" ,.")
    return ("", False) if _DENIES.search(said) else (said, is_instead)


def lacks_something(text: str) -> bool:
    """Whether somebody says that they lack a thing, and no helpers: "vi mangler dyner"."""
    said = plain(text)
    return _LACKS.search(said) is not None and _LACKS_HANDS.search(said) is None


def asks_for_admission(text: str) -> bool:
    """Whether it is asked if somebody can be taken into a hospital; not where somebody is there, or has to go."""
    said = plain(text)
    return _ADMITTED.search(said) is not None and _IS_ADMITTED.search(said) is None


def is_question_word(text: str) -> bool:
    """Whether the message is no more than "hvorfor" or "hvem"."""
    said = {*words(text)}
    return bool(said) and said <= _ASKING
