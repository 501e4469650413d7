"""What a few words say beside any subject: "ved ikke", "jeg er i Odense nu", "på Sjælland", "jeg er 17", "pris?".

Pure, over the text alone; the understanding knows kinds of help, intents and towns.
"""

import re
from enum import StrEnum

_WORD = re.compile(r"\w+")
_UNSURE = re.compile(
    r"(?:(?:det |jeg )*(?:ved|aner|husker)(?: det| jeg)*(?: faktisk| overhovedet)? ?(?:ikk?e?)"
    r"(?: hvor jeg er| hvilken by| hvad byen hedder)?|(?:det )?ved jeg ikke|(?:jeg har )?ingen anelse|ikke sikker"
    r"|i ?(?:do not|don ?t|dont) know(?: where i am)?|no idea|not sure)"
)
_WAYS_TO_SAY_WHERE = frozenset(
    _WORD.findall(
        "jeg er vi nu lige her jo så men ok okay hej altså bare i på ved til fra af hen ovre oppe nede inde ude kommet "
        "taget rejst flyttet havnet landet kørt gået bor opholder mig befinder står sidder endt dag aften nat tog "
        "toget bus bussen stationen station banegården byen kommune "
        "i am im m we are now in at just here to arrived moved came went"
    )
)
_AREAS = re.compile(
    r"\b(?:i|på|in|on) ((?:nord|syd|øst|vest|midt|sønder)?(?:sjælland|jylland|fyn)|sjaelland|zealand|jutland|funen)\b"
)
_AGE = re.compile(
    r"\b(?:jeg er|i am|i'?m|er kun|er lige fyldt|fyldt) (?:kun |lige |only |just )?(\d{1,2})"
    r"(?= ?år| years|[.,;!]| og | and |$)"
)
_CHILDS_OWN = re.compile(
    r"\b(?:min|mine|my) (?:far|mor|forældre|stedfar|stedmor|papfar|papmor|plejefar|plejemor|plejeforældre|dad|mum|mom|"
    r"father|mother|parents|stepdad|stepmother|stepfather)\b.*\b(?:mig|me)\b"
)
_MAY_BE_OUT = re.compile(
    r"bevidstløs|besvimet|vågner ik|ikke vågne|vække|trækker (?:stadig )?vejret|faldet om|"
    r"unconscious|passed out|breath|wake (?:him|her|them|up)"
)
GROWN_UP = 18


class Thing(StrEnum):
    """What is asked of a place in words that name no kind of help."""

    WAY = "way"
    PHONE = "phone"
    WEEK = "week"
    PRICE = "price"
    WHO = "who"


_BEFORE, _AFTER = r"^(?:hvad er |har du |giv mig )?", r"(?: tak| dertil| derhen)?$"
_THINGS = (
    (Thing.PRICE, re.compile(r"\b(?:pris(?:en|er)?|koster?|gratis|betale|cost|price|free|pay)\b")),
    (
        Thing.WHO,
        re.compile(
            r"\bhvem (?:kan|må|er det for|er velkom)|\bmå (?:alle|jeg|man|vi) (?:gerne )?komme\b|\bwho (?:can|may)\b"
        ),
    ),
    (
        Thing.WAY,
        re.compile(rf"{_BEFORE}(?:vej|vejen|adresse|adressen|rute|gade|gaden|address|way|directions){_AFTER}"),
    ),
    (
        Thing.PHONE,
        re.compile(rf"{_BEFORE}(?:telefon|tlf|nr|nummer|nummeret|telefonnummer|phone|number){_AFTER}"),
    ),
    (Thing.WEEK, re.compile(rf"{_BEFORE}(?:åbningstid|åbningstider|tider|hele ugen|opening hours|hours){_AFTER}")),
)
_LONGEST_QUESTION = 8


def plain(text: str) -> str:
    """Lower case, words alone, single spaces."""
    return " ".join(_WORD.findall(text.casefold()))


def is_unsure(text: str) -> bool:
    """Whether the whole message says that the answer is not known."""
    return _UNSURE.fullmatch(plain(text)) is not None


def only_says_where(text: str, names: str) -> bool:
    """Whether the message is no more than where somebody is; `names` are the words that name the place."""
    words = set(_WORD.findall(text.casefold())) - set(_WORD.findall(names.casefold()))
    return words <= _WAYS_TO_SAY_WHERE


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
    if len(said.split()) > _LONGEST_QUESTION:
        return None
    return next((thing for thing, words in _THINGS if words.search(said)), None)
