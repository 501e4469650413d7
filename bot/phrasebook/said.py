"""What a few words say beside any subject: "ved ikke", "jeg er i Odense nu", "på Sjælland", "jeg er 17", "pris?".

The understanding knows kinds of help, intents and towns. The words are in said.toml of each language's lexicon.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from bot.model import Wish
from bot.phrasebook.expressions import Expression, Lists, first, lists, plain, words, words_in

_FILE = "said"
_SAID, _WORDS = Lists.of(_FILE), lists(_FILE)
SMALL_BEFORE = f"(?:{_SAID['small_before']} )*"
SMALL_AFTER = f"(?: {_SAID['small_after']})*"
_ASKING = words_in(_WORDS["asking"])
TONGUE = {name: words_in(lines) for name, lines in lists(_FILE, "tongue").items()}
"""Words that tell English from Danish, for bot.tongue."""
_WAYS_TO_SAY_WHERE, _OF_A_NUMBER = words_in(_WORDS["where"]), words_in(_WORDS["of_a_number"])
LONGEST_QUESTION, _LONGEST_DOUBT = 8, 12
GROWN_UP = 18
_DENIED = _SAID["denied"]
_NOT_UNDERSTOOD, _UNSURE = _SAID.whole("not_understood"), _SAID.whole("unsure")
_AREAS = _SAID.within("areas", rf"\b{_SAID['area_after']} ({_SAID['areas']})\b")
_AGE = _SAID.within(
    "age_before", rf"\b{_SAID['age_before']} (\d{{1,2}})(?={_SAID['age_after']}|[.,;!]|$)", reads=str.casefold
)
_CHILDS_OWN = _SAID.within("carers", rf"\b{_SAID['my']} {_SAID['carers']}\b.*\b{_SAID['me']}\b", reads=str.casefold)
_MAY_BE_OUT, _NIGHT = _SAID.within("may_be_out", reads=str.casefold), _SAID.within("night", reads=str.casefold)
_FOUND = _SAID.whole("found", rf"(?:{_SAID['found_before']} )*{_SAID['found']}(?: {_SAID['found_after']})*")
_STILL_THERE = _SAID.within("still_there")
_PLEAS = Lists.of(_FILE, "pleas")
_PLEA, _NEWS = _PLEAS.whole("who"), _PLEAS.whole("news")
_SORRY, _ANGRY = _SAID.whole("sorry"), _SAID.whole("angry")
_NO = _SAID.within("no", rf"(?i)\A{_SAID['no']}(?:[ ,.!-]+{_SAID['after_no']})*(?:[ ,.!-]+|$)", reads=str.strip)
_DENIES = re.compile(rf"\b{_SAID['denies']}\b", re.IGNORECASE)
_RATHER = re.compile(rf"\b{_SAID['rather']}\b", re.IGNORECASE)
_INSTEAD = re.compile(rf"{_SAID['instead']}\b")
_YOUNG = re.compile(r"(?:\w+ ){0,3}(\d|1[0-7])(?: \w+)?")
_KEEP_THINGS = _SAID.within("keep_things", longest=_LONGEST_DOUBT)
_ADMITTED, _IS_ADMITTED = _SAID.within("admitted"), _SAID.within("is_admitted")
_LACKS, _LACKS_HANDS = _SAID.within("lacks"), _SAID.within("lacks_hands")
_HURTS = _SAID.whole("hurts", rf"{SMALL_BEFORE}{_SAID['hurts']}(?: {_SAID['hurts_when']})*{SMALL_AFTER}")
_WARD = _SAID.within("ward")
_DRUG_ROOM = _SAID.within("drug_room")
_NO_DRUG_ROOM = _SAID.within("no_drug_room", rf"\b{_SAID['no_drug_room']}\b")


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


def _things() -> dict[Thing, Expression]:
    asked = Lists.of(_FILE, "things")
    before, after = f"{asked['before']}?", f"{asked['after']}?$"
    order = (*_OF_ITSELF, Thing.PRICE, Thing.ROOM, Thing.WHO, Thing.FAR, Thing.WAY, Thing.PHONE, Thing.WEEK)
    said = {one: asked[one].replace("{before}", before).replace("{after}", after) for one in order}
    return {one: asked.within(one, pattern, longest=LONGEST_QUESTION) for one, pattern in said.items()}


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
_MYSELF_LISTS = Lists.of(_FILE, "myself")
_MYSELF = {
    name: _MYSELF_LISTS.whole(name, rf"{SMALL_BEFORE}{_MYSELF_LISTS[name]}{SMALL_AFTER}") for name in _MYSELF_LISTS
}
_OF_DANGER = {one: Lists.of(_FILE, "asked_of_danger").whole(one) for one in Danger}
_DOUBTED = {about: Lists.of(_FILE, "doubted").within(about, longest=_LONGEST_DOUBT) for about in Doubted}


def is_unsure(text: str) -> bool:
    """Whether the whole message says that the answer is not known."""
    return _UNSURE.heard(text) is not None


def understands_nothing(text: str) -> bool:
    """Whether the whole message says, in English or of Danish, that what was written is not understood."""
    return _NOT_UNDERSTOOD.heard(text) is not None


def denies_language(text: str, names: Sequence[str]) -> bool:
    """Whether somebody says that they lack the language that has these names."""
    words = re.compile(_DENIED.replace("{language}", rf"\b(?:{'|'.join(map(re.escape, names))})\b"))
    return words.search(plain(text)) is not None


def only_says_where(text: str, names: str) -> bool:
    """Whether the message is no more than where somebody is; `names` are the words that name the place."""
    return {*words(text)} - {*words(names)} <= _WAYS_TO_SAY_WHERE


def is_of_night(text: str) -> bool:
    """Whether the night is spoken of, and not the evening before it."""
    return _NIGHT.heard(text) is not None


def named_area(text: str) -> str | None:
    """A part of the country that is too large to look in: "på Sjælland"."""
    found = _AREAS.heard(text)
    return found[1].capitalize() if found else None


def said_age(text: str) -> int | None:
    """The age that somebody says of themselves."""
    found = _AGE.heard(text)
    return int(found[1]) if found else None


def is_child(text: str) -> bool:
    """Whether somebody under 18 writes about themselves, as far as the words tell."""
    age = said_age(text)
    return age < GROWN_UP if age is not None else _CHILDS_OWN.heard(text) is not None


def may_be_unconscious(text: str) -> bool:
    """Whether somebody is told of who does not wake, or whose breath is spoken of."""
    return _MAY_BE_OUT.heard(text) is not None


def asked_thing(text: str) -> Thing | None:
    """What a short question wants to know about a place."""
    return first(_THINGS, text)


def asks_of_told(text: str) -> bool:
    """Whether the words can only be about places that were told: "skal jeg ringe?", "findes der andre?"."""
    return asked_thing(text) in (*_OF_ITSELF, Thing.PHONE)


def asks_to_keep_things(text: str) -> bool:
    """Whether a short message asks where what one owns may be left."""
    return _KEEP_THINGS.heard(text) is not None


def doubted(text: str) -> Doubted | None:
    """What a short message asks about us: who reads along, whether we tell, what it costs."""
    return first(_DOUBTED, text)


def has_found(text: str) -> bool:
    """Whether the whole message says that its writer has found what they looked for."""
    return "?" not in text and _FOUND.heard(text) is not None


def said_of_self(text: str) -> tuple[Wish, ...]:
    """What a place must allow for who writes no more than who they are, or have along: "jeg har en hund"."""
    said = plain(text)
    return tuple(wish for wish in Wish if wish in _MYSELF and "?" not in text and _MYSELF[wish].fits(said))


def is_of_man(text: str) -> bool:
    """Whether the whole message says that its writer is a man, or asks for a place for men."""
    return _MYSELF["man"].heard(text) is not None


def asks_for_ward(text: str) -> bool:
    """Whether a casualty ward or the doctor on duty is asked for."""
    return _WARD.heard(text) is not None


def asks_for_drug_room(text: str) -> bool:
    """Whether it is asked where one may use, or for clean needles; not by who wants to stop."""
    return _DRUG_ROOM.heard(text) is not None and _NO_DRUG_ROOM.heard(text) is None


def hurts(text: str) -> bool:
    """Whether the whole message says that it hurts, and names nothing but a tooth that does."""
    return _HURTS.heard(text) is not None


def young_age(text: str) -> int | None:
    """The age below 18 that a message of hardly more than a number says, where nothing but an age is meant."""
    found = _YOUNG.fullmatch(plain(text))
    return int(found[1]) if found else None


def says_only_number(text: str) -> bool:
    """Whether the message is a masked CPR number and the words that tell what it is."""
    return set(words(text)) <= _OF_A_NUMBER


def answer_of_danger(text: str) -> Danger | None:
    """What the whole message answers where a danger was asked about; None when it speaks of something else."""
    return first(_OF_DANGER, text)


def asks_if_there(text: str) -> bool:
    """Whether somebody who waits asks for an answer: "er der nogen?"."""
    return _STILL_THERE.heard(text) is not None


def asks_who_helps(text: str) -> bool:
    """Whether the whole message asks for anybody who can help, which is no offer to help."""
    return _PLEA.heard(text) is not None


def asks_for_news_of_it(text: str) -> bool:
    """Whether the whole message asks to hear when there is news, and names no kind of help."""
    return _NEWS.heard(text) is not None


def is_sorry(text: str) -> bool:
    """Whether the whole message asks to be excused."""
    return _SORRY.heard(text) is not None


def is_angry(text: str) -> bool:
    """Whether the whole message is anger."""
    return _ANGRY.heard(text) is not None


def begins_with_no(text: str) -> bool:
    """Whether a no is the first word."""
    return _NO.heard(text) is not None


def after_no(text: str) -> tuple[str, bool]:
    """The wish that follows a no, and whether it begins as one for something else: "et bad" of "nej, hellere et bad".

    Empty where no no is first, and where what follows denies or tells what was had already.
    """
    no = _NO.heard(text)
    rest = text.strip()[no.end() :] if no else ""
    is_instead = bool(no and _RATHER.search(no[0])) or _INSTEAD.match(plain(rest)) is not None
    said = _RATHER.sub(" ", _DENIES.split(rest, maxsplit=1)[0] if is_instead else rest).strip(" ,.")
    return ("", False) if _DENIES.search(said) else (said, is_instead)


def lacks_something(text: str) -> bool:
    """Whether somebody says that they lack a thing, and no helpers: "vi mangler dyner"."""
    return _LACKS.heard(text) is not None and _LACKS_HANDS.heard(text) is None


def asks_for_admission(text: str) -> bool:
    """Whether it is asked if somebody can be taken into a hospital; not where somebody is there, or has to go."""
    return _ADMITTED.heard(text) is not None and _IS_ADMITTED.heard(text) is None


def is_question_word(text: str) -> bool:
    """Whether the message is no more than "hvorfor" or "hvem"."""
    said = {*words(text)}
    return bool(said) and said <= _ASKING


HEARD = (
    *(_NOT_UNDERSTOOD, _UNSURE, _AREAS, _AGE, _CHILDS_OWN, _MAY_BE_OUT, _NIGHT, _FOUND, _STILL_THERE, _SORRY, _ANGRY),
    *(_NO, _KEEP_THINGS, _ADMITTED, _IS_ADMITTED, _LACKS, _LACKS_HANDS, _HURTS, _WARD, _DRUG_ROOM, _NO_DRUG_ROOM),
    *(_PLEA, _NEWS),
    *(*_THINGS.values(), *_MYSELF.values(), *_OF_DANGER.values(), *_DOUBTED.values()),
)
"""All that may be heard, for whoever asks why."""
