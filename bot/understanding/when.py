"""When the help, the appointment or the event is to be: a word of the labels, with a clock time where one is said.

Which words mean which day is in when.toml; this holds the arithmetic: clock times, "om 2 timer", "i overmorgen".
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.understanding.evidence import Heard, Vote
from bot.understanding.lexicon import DAYS

WEEKDAYS = DAYS[-7:]
_DAYS = {day: f"when:{day}" for day in DAYS}
_CLOCK = re.compile(r"^([01]?\d|2[0-3])[.:]([0-5]\d)$")
_MOST_KEYWORDS = 4
_HOUR = re.compile(r"^([01]?\d|2[0-4])$")


def said_when(heard: Heard, numbers: Mapping[str, int], now: datetime | None, *, last: bool = False) -> str | None:
    """The label of the time that is said; None when none is, or only a past one. `last`: of two days the later said."""
    past = {spot for vote in heard.votes.get("when:past", ()) for spot in vote.spots}
    votes = [
        vote for group in _DAYS.values() for vote in heard.votes.get(group, ()) if not past.intersection(vote.spots)
    ]
    votes = _longest(votes)
    distant = _from_now(heard, numbers, now)
    clock = clock_time(heard.words, numbers)
    if distant:
        return distant if clock is None or " " in distant else f"{distant} {clock}"
    if not votes:
        return "now" if _is_demand(heard) else None
    explicit = [vote for vote in votes if vote.group != "when:now"] or votes
    chosen = max(explicit, key=lambda v: v.spots) if last else min(explicit, key=lambda v: v.spots)
    day = chosen.group.removeprefix("when:")
    if clock is None or day == "now":
        return day
    return f"{day} {_evening(clock) if day == 'tonight' else clock}"


def _longest(votes: Sequence[Vote]) -> list[Vote]:
    """`votes` without those inside the words of another: "i morgen aften" is tomorrow and not the evening."""
    return [v for v in votes if not any(set(v.spots) < set(other.spots) for other in votes)]


def clock_time(words: Sequence[str], numbers: Mapping[str, int]) -> str | None:
    """The clock time that is said, as HH:MM: "kl 9", "9.30", "halv ni", "kvart over to"; None when none is."""
    for i, word in enumerate(words):
        follows = words[i + 1] if i + 1 < len(words) else ""
        before = words[i - 1] if i else ""
        exact = _CLOCK.match(word)
        if exact and follows not in {"kr", "kroner", "km", "kg"}:
            return f"{int(exact[1]):02}:{exact[2]}"
        hour = _hour(word, numbers)
        if hour is None:
            continue
        if follows in {"am", "pm"}:
            return f"{(hour % 12 + 12 * (follows == 'pm')):02}:00"
        time = _worded(before, words[i - 2] if i > 1 else "", hour, follows)
        if time:
            return time
    return None


def _worded(before: str, earlier: str, hour: int, follows: str) -> str | None:
    """The time that words around an hour make: "kl 9", "halv ni", "kvart i ni", "ved 12 tiden"."""
    if before == "halv":
        return f"{(hour - 1) % 24:02}:30"
    if earlier == "kvart" and before in {"over", "i"}:
        return f"{hour % 24:02}:15" if before == "over" else f"{(hour - 1) % 24:02}:45"
    if before in {"kl", "klokken", "klokka"} or follows in {"tiden", "tide"}:
        return f"{hour % 24:02}:00"
    if before == "at" and earlier != "":
        return f"{hour % 24:02}:00" if follows in {"", "please"} else None
    return None


def _hour(word: str, numbers: Mapping[str, int]) -> int | None:
    match = _HOUR.match(word)
    value = int(match[1]) if match else numbers.get(word)
    return value if value is not None and value <= 24 else None


def _evening(clock: str) -> str:
    """`clock` in the evening: what people call eight is 20:00."""
    hour, minute = clock.split(":")
    return f"{int(hour) + 12}:{minute}" if 5 <= int(hour) <= 11 else clock


def _is_demand(heard: Heard) -> bool:
    """Whether a few keywords end in "nu": "suppe 2200 nu". In a sentence it mostly tells of a state."""
    return 1 < len(heard.words) <= _MOST_KEYWORDS and heard.words[-1] in {"nu", "now"}


def _from_now(heard: Heard, numbers: Mapping[str, int], now: datetime | None) -> str | None:
    """Times that are counted from now: the day after tomorrow, "om 2 timer", "om 3 dage". They need `now`."""
    if now is None:
        return None
    if heard.has("when:after_tomorrow"):
        return WEEKDAYS[(now + timedelta(days=2)).weekday()]
    for vote in (*heard.votes.get("when:in_days", ()), *heard.votes.get("when:in_hours", ())):
        amount = next((a for spot in vote.spots if (a := _amount(heard.words[spot], numbers)) is not None), None)
        if amount is None or amount > 48:
            continue
        if vote.group == "when:in_hours":
            then = now + timedelta(hours=amount)
            day = "today" if then.date() == now.date() else "tomorrow"
            return f"{day} {then:%H:%M}"
        if amount <= 6:
            return "tomorrow" if amount == 1 else WEEKDAYS[(now + timedelta(days=amount)).weekday()]
    return None


def _amount(word: str, numbers: Mapping[str, int]) -> int | None:
    return int(word) if word.isdigit() and len(word) < 3 else numbers.get(word)
