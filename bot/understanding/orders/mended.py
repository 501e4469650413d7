"""What mends a post that was just read back: "nej 20", "20 mente jeg", "forkert, det er fra 18 på fredag". Pure.

Nothing but a time, a day and the words around a slip stands in it; in more words it is an order by itself.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from bot.moment import COPENHAGEN
from bot.understanding.orders import clock, days, mentions
from bot.understanding.orders.canonical import canonical, vocabulary
from bot.understanding.orders.clock import Hour

_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = r"\d{1,2}(?:[.:]\d\d)?"
# "Ikke 21 men 20", "20 og ikke 21".
_NOT_SO = re.compile(rf"\b(?:og )?ikke (?:(?:til|fra|kl\.?|klokken) ?)*{_FIGURE}(?:-{_FIGURE})?")
_ALONE = re.compile(rf"(?<![\w.:/|-])(?<!kl )(?<!kl\. )(?<!kl)(?<!klokken ){_FIGURE}(?![\w/|-]|[.:]\d)")
_NOT_ON = re.compile(r"\b(?:og )?ikke (?:på |den )?$")
_SLIP = re.compile(
    r"^(?:(?:nej|næ|nå|ups|hov|øh|forkert|rettelse|undskyld|sorry|undtagen|jeg men(?:te|er)(?: at)?)\b[\s,.!:-]*)+",
    re.IGNORECASE,
)
_PLAINLY = re.compile(r"^(?:nej|hov|ups)?[\s,.!:-]*(?:ups|hov|rettelse|jeg men(?:te|er))\b", re.IGNORECASE)
_AFTER_ALL = re.compile(r"\balligevel\b")


@dataclass(frozen=True, slots=True)
class Mend:
    """What is right. `hour`: a time that may be of opening or of closing; `figure`: it, or a number, as written.

    `apart`: what was posted holds, but for the `days`.
    """

    opens: Hour | None = None
    closes: Hour | None = None
    hour: Hour | None = None
    days: tuple[date, ...] = ()
    figure: str = ""
    owns_slip: bool = False
    apart: bool = False


def read(text: str, now: datetime) -> Mend | None:
    """What the whole message mends; None where it says something else."""
    today, said = now.astimezone(COPENHAGEN).date(), _NOT_SO.sub(" ", canonical(text))
    whole = mentions.found(said, today)
    # "Ikke torsdag, fredag": the one that it is not says nothing more.
    named = [mention for mention in whole if not _NOT_ON.search(said, 0, mention.start)] or whole
    for mention in whole:
        said = said[: mention.start] + "|" * (mention.end - mention.start) + said[mention.end :]
    figures = re.findall(_FIGURE, said)
    try:
        found, rest = clock.found(_ALONE.sub(lambda match: f"kl {match[0]}", said))
    except clock.NoSuchClock:
        return None
    times, meant, known = clock.paired(found), days.resolved(named, today), vocabulary().lists
    if len(times) > 1 or any(time.now for time in times) or meant.bad or not (times or meant.days):
        return None
    words = set(_WORD.findall(rest))
    if not words <= known["mends.words"] | known["mends.signs"] | known["mends.apart"]:
        return None
    owns = owns_slip(text)
    figure = figures[0] if len(figures) == 1 else ""
    if not times:
        apart = bool(words & known["mends.apart"]) and len(named) == len(whole)
        return Mend(days=meant.days, owns_slip=owns or apart, apart=apart)
    [time] = times
    if time.bare:
        return Mend(hour=time.opens or time.closes, days=meant.days, figure=figure, owns_slip=owns)
    return Mend(time.opens, time.closes, days=meant.days, figure=figure, owns_slip=owns)


def owns_slip(text: str) -> bool:
    """Whether a word of a slip stands in it: "nej", "mente", "forkert"."""
    return not vocabulary().lists["mends.signs"].isdisjoint(_WORD.findall(canonical(text)))


def is_bare_no(text: str) -> bool:
    """Whether it says that something is wrong, and not what is right."""
    words = set(_WORD.findall(canonical(text)))
    known = vocabulary().lists
    return (
        bool(words & known["mends.signs"])
        and words <= known["mends.words"] | known["mends.signs"]
        and not re.search(r"\d", text)
    )


def may_correct(text: str) -> bool:
    """Whether it begins like a slip, or says that something is otherwise after all."""
    return owns_slip(text) or without_slip(text) != text.strip() or bool(_AFTER_ALL.search(canonical(text)))


def corrects(text: str) -> bool:
    """Whether its first words can hardly be about anything else than what was just written."""
    return _PLAINLY.match(text.strip()) is not None


def calls_off(text: str) -> bool:
    """ "Det blev aflyst": whatever it was that was told."""
    words = set(_WORD.findall(canonical(text)))
    return "aflyst" in words and words <= vocabulary().lists["taken.off"]


def without_slip(text: str) -> str:
    """The message after the words of a slip that it begins with."""
    return _SLIP.sub("", text.strip())
