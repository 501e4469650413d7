"""Days on which the ordinary hours hold after all: "vi lukker alligevel ikke tidligere", "torsdag er åben alligevel".

Pure; reads the canonical form. Which hours these are is the place's to say: without a clock time no other is meant.
"""

import re
from datetime import datetime

from bot.model import Act, Order
from bot.understanding.orders import clock, days, mentions

USUAL = "usual"
"""Why such an order is not clear by itself: its hours stand in the directory."""
_SOFTLY = r"(?:(?:alligevel|altså|nu|dog|så|faktisk|heller|lige) )*"
_NOT_CLOSED = re.compile(
    rf"\bikke (?:\w+ )?lukket\b(?! (?:op|ned|inde))|\blukker {_SOFTLY}ikke\b|\bikke {_SOFTLY}lukker\b"
    r"|\blukker (?:\w+ ){0,3}ikke (?:tidligere|før|alligevel)\b"
)
_OPEN = r"\b(?:åben|åbner)\b"
_AFTER_ALL = re.compile(
    rf"{_OPEN} (?:\w+ ){{0,3}}?(?:alligevel|ledigeigen)\b|\b(?:alligevel|ledigeigen) (?:\w+ ){{0,3}}?{_OPEN}"
)
_AS_EVER = re.compile(r"\b(?:har|holder|kører|er) (?:vi |der |det |igen )*(?:\w+ )?ledigeigen\b")
_CLOSES_AS_EVER = re.compile(r"\blukker (?!ikke)(?:\w+ ){0,3}ledigeigen\b|\båbner og lukker (?:\w+ )?ledigeigen\b")
_NOT = re.compile(r"\b(?:ikke|ingen|ellers|lukket|lukker)\b")
_AS_WRITTEN = re.compile(
    r",? ?\b(?:som|selvom|selv om|sådan som|det|hvad) (?:vi|jeg) (?:lige |før |ellers )?"
    r"(?:skrev|sagde|har skrevet|meldte)\b.*"
)


def without_what_was_written(said: str) -> str:
    """ "Vi har ikke lukket i morgen, som vi skrev" is about tomorrow, and not about what was."""
    return _AS_WRITTEN.sub("", said)


def holds_as_usual(said: str) -> bool:
    """Whether the words say that a closing, or other hours, are called off."""
    if re.search(r"\bikke (?:\w+ ){0,3}ledigeigen\b", said):
        return False
    if _NOT_CLOSED.search(said):
        return True
    if _CLOSES_AS_EVER.search(said):
        return True
    told = _AFTER_ALL.search(said) or _AS_EVER.search(said)
    return told is not None and _NOT.search(said) is None


def read(said: str, now: datetime) -> Order | None:
    """An order with the days, none where none is named; None where the words say something else, or at what time."""
    if not holds_as_usual(said):
        return None
    today, rest = now.date(), said
    named = mentions.found(said, today)
    for mention in named:
        rest = rest[: mention.start] + "|" * (mention.end - mention.start) + rest[mention.end :]
    try:
        times, _ = clock.found(rest)
    except clock.NoSuchClock:
        return None
    meant = days.resolved(named, today)
    if meant.bad or meant.recurring or any(not time.now for time in times) or re.search(r"\d", rest):
        return None
    return Order(Act.UNCLEAR, meant=Act.OPEN, doubt=USUAL, dates=meant.days)
