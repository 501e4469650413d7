"""How many places are free, as volunteers tell it: "3 senge", "fuldt", "5 ud af 9 pladser er brugt". Pure.

Reads the canonical form. Only what is free now counts: nothing is added to or taken from what was said before.
"""

import re
from dataclasses import dataclass

from bot.model import Wish
from bot.understanding.orders.canonical import canonical, vocabulary

MOST, _MOST_WORDS_FOR_ONE = 200, 5
_LETTERS = re.compile(r"[^\W\d_]+")
_WORDS = "|".join(sorted(vocabulary().numbers, key=len, reverse=True))
_N = rf"(?<![\w.,:/-])(?:\d{{1,3}}|{_WORDS})(?![\w:/]|[.,]\d)"
_THING = (
    r"(?:seng|plads|madras|madrasser|sovepladser?|sengepladser?|nødsenge?|køjer?|værelser|liggepladser?"
    r"|overnatningspladser?)\b"
)
_WOMEN, _MEN = r"(?:kvinde(?:pladser?|senge?)|damepladser?)", r"(?:mande(?:pladser?|senge?)|herre(?:pladser?|senge?))"
_PEOPLE = r"(?:kvinder?|mænd|mand|par|unge?)\b"
_FREE, _TAKEN = r"(?:fri|tilbage|igen|til rådighed)", r"(?:optaget|fuldt|i brug|reserveret|booket)"
_FILLER = r"(?:[a-zæøå]+ ){0,2}?"
_OF = re.compile(
    rf"(?P<some>{_N}) (?:{_THING} )?(?:ud )?af (?:vores |de )?(?P<all>{_N}) ?(?:{_THING})? ?{_FILLER}"
    rf"(?P<how>{_TAKEN}|{_FREE})"
    rf"|(?P<all2>{_N}) {_THING}(?: i alt)?,? (?:og |hvoraf |men )?(?:de |der er |heraf er )?(?P<some2>{_N}) {_FILLER}"
    rf"(?P<how2>{_TAKEN}|{_FREE})"
)
_COUNT = re.compile(
    rf"(?P<n>{_N}) (?:enkelt |enkelte |ekstra |gode |tomme |varme )*(?:{_FREE} )?"
    rf"(?:{_THING}|{_WOMEN}|{_MEN}|{_FREE}(?=$|[ .,!]))"
    rf"|{_THING} til (?:kun )?(?P<to>{_N})|(?P<mere>{_N}) mere(?: kan|$)|kun (?P<only>{_N}) {_FREE}"
    rf"|{_FREE} (?:{_THING} ?)?:? ?(?P<after>{_N})(?=$|[ .,!])|^(?:seng|plads)(?: {_FREE})?:? (?P<colon>\d{{1,3}})$"
)
_GROUP = re.compile(
    rf"(?:,|og|samt) (?P<n>{_N}) (?:{_FREE} )?(?:(?:{_THING} )?til {_PEOPLE}|{_WOMEN}|{_MEN}|{_THING}|{_PEOPLE})"
    rf"|\+ ?(?P<plus>{_N})"
)
_FULL = re.compile(
    r"(?<!halvt )(?<!næsten )(?<!snart )\b(?:helt |nu )?fuldt\b(?! (?:navn|af))|\bfyldt op\b"
    rf"|\b(?:alt|alle|det hele|hver) (?:{_THING} )?(?:er )?(?:nu )?optaget\b"
    rf"|\b(?:ingen|ikke (?:flere|mere|noget)|nul|0) (?:flere |mere )?(?:{_FREE} )?(?:{_THING}|{_FREE}(?= |$))"
    rf"|\bsidste {_THING} (?:er )?(?:lige |nu |netop )*(?:blevet )?(?:optaget|gået|væk)"
    rf"|^(?:(?:alle|begge|de|vores|nej|hov|nu|så|er|desværre) )*{_THING} (?:er |blev )?"
    r"(?:nu |desværre |allerede |alle |lige )*optaget\b"
    r"|\bikke plads til (?:flere|nogen|en)|\bhar (?:vi )?ikke plads\b|\bingen plads\b|^alt (?:er )?optaget|^optaget$"
    r"|^(?:vi er |nu |helt |alt |er |så )*(?:fuld|fulde|udsolgt)(?: nu| inat| iaften| idag| desværre)*[.!]*$"
)
_SOME = (
    "et par|nogle|nogen|få|flere|mange|masser(?: af)?|stadig|en del|fortsat|god|lidt|rigeligt|næsten|halvt|snart|over"
    "|under|mindst|cirka|omkring|måske"
)
_ABOUT = "over|under|mindst|cirka|omkring|måske|næsten|snart|op til|et par|flere end"
_VAGUE = re.compile(
    rf"\b(?:{_SOME}) (?:med )?(?:{_FREE} )?(?:{_THING}|fuldt)|\b(?:{_ABOUT}) {_N} (?:{_FREE} )?{_THING}"
    rf"|^(?:vi har |der er )(?:fri )?{_THING} ?(?:fri|tilbage|igen)?[.!]*$|^fri {_THING}[.!]*$"
    rf"|(?<=\s)-\s?\d+ {_THING}|^-\s?\d+ {_THING}|\b\d+[.,]\d+ {_THING}|\b\d+(?:-| til | eller )\d+ {_THING}"
    rf"|\b{_N} eller {_N} {_THING}|^(?:der er |vi har ){_THING}\b(?! til)"
)
_TAKEN_ONLY = re.compile(rf"{_N} (?:{_THING} )?(?:er )?{_TAKEN}")
_NO_MORE = re.compile(
    r"(?:nej |hov |nu |så |der |er |vi |har |desværre )*(?:ikke|ingen) (?:flere|mere|tilbage)(?: nu| inat)*[.!]*"
)
_NUMBER_ALONE = re.compile(
    rf"(?:vi har |der er |er der |nu |kun |det er |vel |så )*(?P<n>\d{{1,3}}|{_WORDS}|ingen)(?: {_FREE})?"
    rf"(?: {_THING})?(?: {_FREE})?(?: (?:iaften|inat|idag|tak))*[.!]*"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """What is free. `free` None: it is about free places, but not said how many. From `start` to `end` in the text."""

    free: int | None
    wishes: tuple[Wish, ...] = ()
    start: int = 0
    end: int = 0


def found(said: str) -> Amount | None:
    """The free places that a canonical text tells of; None where it does not."""
    if of := _OF.search(said):
        return _of_all(of)
    if taken := _TAKEN_ONLY.search(said):
        return Amount(None, (), *taken.span())
    vague, full = _VAGUE.search(said), _FULL.search(said)
    count = _COUNT.search(said)
    if vague and not full and not (count and count.start() < vague.start()):
        return Amount(None, (), *vague.span())
    if count and not _is_wish_for_one(said, count):
        return _counted(said, count)
    if full:
        return Amount(0, (), *full.span())
    return None


def answer(text: str) -> int | None:
    """The number that a short answer to "how many?" gives; None when it gives none."""
    said = canonical(text)
    alone = _NUMBER_ALONE.fullmatch(said)
    if alone:
        return _within(0 if alone["n"] == "ingen" else _number(alone["n"]))
    amount = found(said)
    return amount.free if amount else None


def left(text: str, before: int) -> int | None:
    """How many are still free after some were taken: "de er væk nu", "den ene er taget"; None where none were."""
    said, known = canonical(text), vocabulary()
    words = _LETTERS.findall(said)
    if _NO_MORE.fullmatch(said):
        return 0
    if ("kun" in words or "nu" in words) and (alone := _NUMBER_ALONE.fullmatch(said)) and alone["n"] != "ingen":
        rest = _number(alone["n"])
        return rest if rest <= before else None
    if known.lists["taken.signs"].isdisjoint(words) or not set(words) <= _of_taken():
        return None
    numbers = [_number(one) for one in re.findall(_N, said)]
    gone = numbers[0] if numbers else 1 if "ene" in words else before
    return before - gone if len(numbers) <= 1 and gone <= before else None


def _of_taken() -> frozenset[str]:
    known = vocabulary()
    return known.lists["taken.signs"] | known.lists["taken.words"] | frozenset(known.numbers)


def _is_wish_for_one(said: str, count: re.Match[str]) -> bool:
    """ "En seng" in a longer message is what somebody looks for; "en seng fri" and "kun en seng" are counted."""
    one = next(filter(None, count.groups())) in {"en", "et"}
    return one and len(said.split()) > _MOST_WORDS_FOR_ONE and not re.search(rf"enkelt|kun|{_FREE}", said)


def _of_all(of: re.Match[str]) -> Amount:
    some, whole = _number(of["some"] or of["some2"]), _number(of["all"] or of["all2"])
    how = of["how"] or of["how2"]
    is_taken = re.fullmatch(_TAKEN, how) is not None
    if some > whole:
        return Amount(None, (), *of.span())
    return Amount(_within(whole - some if is_taken else some), (), *of.span())


def _counted(said: str, count: re.Match[str]) -> Amount:
    numbers = [_number(next(filter(None, count.groups())))]
    numbers += [_number(other["n"] or other["plus"]) for other in _GROUP.finditer(said, count.end())]
    rest = said[count.end() :]
    for_women = re.search(r"^ ?(?:fri |tilbage )?(?:kun )?til kvinder|^ ?kun kvinder", rest) or re.search(
        _WOMEN, count[0]
    )
    only = for_women is not None and len(numbers) == 1
    total = _within(sum(numbers))
    return Amount(total, (Wish.WOMEN_ONLY,) if only else (), *count.span())


def _within(number: int) -> int | None:
    return number if number <= MOST else None


def _number(said: str) -> int:
    return int(said) if said.isdigit() else vocabulary().numbers[said]
