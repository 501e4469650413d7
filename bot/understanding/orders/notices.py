"""Orders of staff to write to many: "haster: send til Slagelse om varmestuer: ekstra åbent i nat", "pause 47".

An order names a kind of help, an area, both or everybody, and then the text after a colon. What it names beyond that
and nobody knows makes it unclear: nothing ever goes to more people than were meant. Words are in locales/da/orders.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from bot.i18n import LOCALES
from bot.model import COLD, Act, Order, Topic, Town
from bot.understanding import needs
from bot.understanding.naming import named_place
from bot.understanding.normalise import tidy
from bot.understanding.orders.sending_time import WHEN, sending_time
from bot.understanding.reader import Reader

_UNFINISHED = {"write": Act.BROADCAST, "who": Act.NOTICES}
_CONFIRM = ("send", "yes", "no")
_BARE = ("send", "til dem", "til jer", "besked om", "nyt om")
EVERYBODY = "everybody"
"""As the topic of an unfinished order: everybody was said, so that the kind of help need not be asked for."""
_BODY = re.compile(r"(?<!\d):|:(?!\d)|\n+| [-–—] ")
_SPACES, _WORD = re.compile(r"\s+"), re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_MARKS = " \t.,:;!?-–"
_MOST_AREA_WORDS, _LONG = 3, 6
_IN_HEAD = re.compile(rf"(?<!\w){WHEN}(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Words:
    begins: tuple[tuple[str, str], ...]
    whole: Mapping[str, str]
    steers: Mapping[str, str]
    urgent: re.Pattern[str]
    first: re.Pattern[str]
    leads: re.Pattern[str]
    small: frozenset[str]
    all: frozenset[str]
    country: tuple[str, ...]
    cold: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """Whom the words name. `topic` None and not `everybody`: it was not said. `unknown`: words that nobody knows."""

    topic: str | None = None
    area: str | None = None
    everybody: bool = False
    country: bool = False
    unknown: bool = False


class NoticeReader:
    """Reads orders about notices. `reader` knows the kinds of help and the towns."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def read(self, text: str, now: datetime) -> Order | None:
        """The order, None when the message is about something else."""
        text = text.strip()
        plain = _SPACES.sub(" ", tidy(text)).strip(_MARKS)
        if act := _words().whole.get(plain):
            return Order(Act.NOTICES, name=act) if act == "list" else Order(Act.UNCLEAR, meant=_UNFINISHED[act])
        return self._steered(plain, now) or self._written(text, now)

    def target(self, words: str) -> Target:
        """Whom some words name: "varmestuer i Slagelse", "pårørende-listen", "alle i 4220"."""
        known, said = _words(), _SPACES.sub(" ", tidy(words)).strip(_MARKS)
        country = any(re.search(rf"\b{one}\b", said) for one in known.country)
        for one in known.country if country else ():
            said = re.sub(rf"\b{one}\b", " ", said)
        area, said = (None, said) if country else self._area(words, said)
        cold = next((one for one in known.cold if re.search(rf"\b{one}\b", said)), None)
        topics = () if cold else self._topics(said)
        left = [word for word in _WORD.findall(said) if word not in known.small | known.all]
        return Target(
            topic=COLD if cold else str(topics[0]) if topics else None,
            area=area,
            everybody=bool(known.all & set(_WORD.findall(said))),
            country=country,
            unknown=len(topics) > 1 or bool(left and not topics and not cold),
        )

    def _written(self, text: str, now: datetime) -> Order | None:
        order, rest = _fronted(text, now)
        begun = _begun(rest)
        if begun is None:
            return None
        kind, head, body, is_bare = begun
        if body and not order.intervals and (found := _IN_HEAD.search(head)):
            order = replace(order, intervals=((sending_time(found[0], now), None),))
            head = f"{head[: found.start()]} {head[found.end() :]}"
        urgent = _words().urgent.search(head)
        head = _words().urgent.sub(" ", head)
        if said_first := _words().leads.match(body):
            # "Send til alle i Aalborg: haster: gaslækage": the word is about the message and no part of it.
            urgent, body = urgent or said_first, body[said_first.end() :]
        target = self.target(head)
        topic = COLD if kind == COLD else target.topic
        order = replace(order, topic=topic, area=target.area, urgent=order.urgent or bool(urgent), body=body)
        if not body and (target.unknown or is_bare):
            return None  # "send mig en kode"
        said_whom = bool(topic or target.area or target.everybody or target.country)
        if body and said_whom and not (target.unknown and kind != COLD):
            return replace(order, act=Act.BROADCAST)
        if not (body or target.area or topic or target.everybody):
            return None
        known = topic or (EVERYBODY if target.everybody and not target.unknown else None)
        return replace(order, act=Act.UNCLEAR, meant=Act.BROADCAST, topic=known)

    def _topics(self, said: str) -> Sequence[str]:
        """The kind of help; several where none stands out."""
        telling = [word for word in _WORD.findall(said) if word not in _words().small | _words().all]
        scores = self._scores(telling)
        found = needs.topics(scores)
        if len(telling) == 1 and len(scores) > 1:
            # Of one word that speaks for two ("varme"), the examples know which is meant.
            return tuple(one for one in self._reader.read(telling[0]).topics if one in scores)[:1] or found[:1]
        return found[:1] if found and scores[found[0]] > max((scores[one] for one in found[1:]), default=0) else found

    def _area(self, words: str, said: str) -> tuple[str | None, str]:
        """The town or postcode, and what was said without it."""
        reader = self._reader
        name = named_place(words, reader.gazetteer, reader.place_rules, reader.words.is_ordinary)
        tokens = _WORD.findall(said)
        for size in range(min(_MOST_AREA_WORDS, len(tokens)), 0, -1):
            for at in range(len(tokens) - size + 1):
                town = reader.gazetteer.find(" ".join(tokens[at : at + size])) if name else None
                if town and (town.name == name or name in tokens[at : at + size]):
                    return name, " ".join((*tokens[:at], *tokens[at + size :]))
        return self._bare_area(tokens, said)

    def _bare_area(self, tokens: Sequence[str], said: str) -> tuple[str | None, str]:
        """A name that is an everyday word too ("send til Give"), or speaks for a kind of help ("Odder", "Ribe")."""
        small = _words().small | _words().all
        for at, token in enumerate(tokens):
            rest = [*tokens[:at], *tokens[at + 1 :]]
            town = None if token in small else self._town(token)
            if town and (not self._scores([token]) or self._scores(rest) or set(rest) <= small):
                return town.name, " ".join(rest)
        return None, said

    def _town(self, token: str) -> Town | None:
        town = self._reader.gazetteer.named(token)
        if town or len(token) < _LONG or self._reader.words.is_ordinary(token):
            return town
        return self._reader.gazetteer.find(token)

    def _scores(self, tokens: Sequence[str]) -> dict[Topic, float]:
        telling = [token for token in tokens if token not in _words().small | _words().all]
        return needs.topic_scores(self._reader.hear(" ".join(telling)))

    def _steered(self, plain: str, now: datetime) -> Order | None:
        """ "send 47", "send 47 kl 17", "send kl 17", "pause 47"."""
        found = re.fullmatch(
            rf"(?P<word>[^\W\d_][^\d]*?) ?(?:nr\.? ?|#)?(?P<number>\d{{1,9}})(?: (?P<when>{WHEN}))?", plain
        )
        when_alone = re.fullmatch(rf"(?:send|udsend)(?: den| beskeden)? (?P<when>{WHEN})", plain)
        if when_alone:
            return Order(Act.SEND, name="send", intervals=((sending_time(when_alone["when"], now), None),))
        act = _words().steers.get(found["word"].strip()) if found else None
        if found is None or act is None or (found["when"] and act != "send"):
            return None
        at = ((sending_time(found["when"], now), None),) if found["when"] else ()
        kind = Act.SEND if act in _CONFIRM else Act.NOTICES
        return Order(kind, name=act, number=int(found["number"]), intervals=at)


def _fronted(text: str, now: datetime) -> tuple[Order, str]:
    """What stands before the order itself: that it is urgent, and when it is to go."""
    order, rest = Order(Act.BROADCAST), text
    while True:
        if found := _words().first.match(rest):
            order = replace(order, urgent=True)
        elif found := re.match(rf"(?P<when>{WHEN})\s*[:,-]?\s+(?=\w)", rest, re.IGNORECASE):
            order = replace(order, intervals=((sending_time(found["when"], now), None),))
        else:
            return order, rest
        rest = rest[found.end() :]


def _begun(text: str) -> tuple[str, str, str, bool] | None:
    """How the order begins, whom it names, its text, and whether "send" alone begins it; None when it is none."""
    parts = _BODY.split(text, maxsplit=1)
    head, body = _SPACES.sub(" ", parts[0]).strip(), parts[1].strip() if len(parts) > 1 else ""
    said = tidy(head)
    for words, kind in _words().begins:
        if said == words or said.startswith(f"{words} "):
            # "til alle": that it is for all belongs to what follows.
            kept = head if words.endswith("alle") else head[len(words.removesuffix(" i")) :]
            return kind, kept.strip(), body, words in _BARE
    return None


@cache
def _words() -> _Words:
    with (LOCALES / "da" / "orders" / "notices.toml").open("rb") as file:
        table = tomllib.load(file)
    begins = [(words, kind) for kind, them in table["begins"].items() for words in them]
    urgent = "|".join(sorted(map(re.escape, table["words"]["urgent"]), key=len, reverse=True))
    return _Words(
        begins=tuple(sorted(begins, key=lambda one: (-len(one[0]), one))),
        whole={words: act for act, them in table["whole"].items() for words in them},
        steers={words: act for act, them in table["steers"].items() for words in them},
        urgent=re.compile(rf"\b(?:{urgent})\b", re.IGNORECASE),
        first=re.compile(rf"(?:{urgent})\b[\s:!,.-]*", re.IGNORECASE),
        leads=re.compile(rf"(?:{urgent})\s*(?:[:!]+|[-–]\s)\s*(?=\S)", re.IGNORECASE),
        small=frozenset(table["words"]["small"].split()),
        all=frozenset(table["words"]["all"].split()),
        country=tuple(table["words"]["country"].split("|")),
        cold=tuple(sorted(table["words"]["cold"], key=len, reverse=True)),
    )
