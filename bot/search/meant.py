"""Which place a complaint is about: "parasollen har lukket", "varmestuen i Nørresundby er lukket", "der er fyldt".

A name comes before the place that was told last, also one that was not told. Pure.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.conversation import Turn
from bot.model import Place, Topic
from bot.phrasebook.at_doors import shut_door, telling_words
from bot.phrasebook.expressions import plain
from bot.search.named import has_everyday_name, is_of_kind, kinds_in, named_in
from bot.wording.doubts import LINES

MOST_ASKED = 4


@dataclass(frozen=True, slots=True)
class Meant:
    """The place; None where it must be asked, `among` those.

    is_sure   others may hear of a shut door
    is_named  the message says a name, though several may be called so
    """

    place: Place | None = None
    is_sure: bool = False
    is_named: bool = False
    among: tuple[Place, ...] = ()


def meant_by(turn: Turn, town: str | None) -> Meant:
    """The place that the message of `turn` is about; `town` is the one in mind."""
    shown, around = shown_to(turn), _around(turn, town)
    doors = [one for one in turn.directory.places if one.kind not in LINES]
    for known in (shown, around, doors):
        if named := named_in(turn.text, known):
            return _one_of(named)
    if (kinds := kinds_in(turn.text)) and (of_kind := _of_kind(turn, kinds, shown, around)):
        return of_kind
    if there := _there(turn, shown, town):
        return _one_of(there)
    return _told(turn, shown, around)


def lying_in(turn: Turn, topics: Collection[Topic], town: str | None) -> Place | None:
    """The place in a town that the message names and that is not in mind: of those told, else one with this help."""
    known = [*shown_to(turn), *(one for one in turn.directory.helping if {*one.topics} & {*topics})]
    named = {turn.reading.names, *plain(turn.text).split()} - {None, town, plain(town or "")}
    return next((one for one in known if one.town in named or plain(one.town or "-") in named), None)


def shown_to(turn: Turn) -> list[Place]:
    """The places that the last answer named, best first."""
    return [place for one in turn.shown if (place := turn.directory.place(one))]


def _around(turn: Turn, town: str | None) -> list[Place]:
    """The places of the town in mind, and of the one that the message names."""
    towns = [found for name in (town, turn.reading.place) if name and (found := turn.towns.find(name))]
    names = {name for one in towns for name in (one.name, one.municipality) if name}
    return [one for one in turn.directory.places if one.kind not in LINES and {one.town, one.municipality} & names]


def _of_kind(turn: Turn, kinds: frozenset[str], shown: Sequence[Place], around: Sequence[Place]) -> Meant | None:
    """ "Varmestuen": the one that is called so, in the town that the message names; of several the one told first."""
    known = [one for one in around if one.town == turn.reading.place] if turn.reading.place else shown
    alike = [one for one in known if is_of_kind(one, kinds)]
    if len(alike) == 1:
        return _one_of(alike)
    return Meant(alike[0]) if alike and not turn.reading.place else None


def _there(turn: Turn, shown: Sequence[Place], town: str | None) -> list[Place]:
    """ "Toftlund er fuldt": the one place of those told that lies there."""
    place = turn.reading.place
    there = [one for one in shown if one.town == place] if place and place != town else []
    return there if len(there) == 1 else []


def _told(turn: Turn, shown: Sequence[Place], around: Sequence[Place]) -> Meant:
    """The place that was told last, unless the words tell that it is another one."""
    if len(alike := [one for one in shown if set(one.topics[:1]) & set(turn.reading.topics)]) == 1:
        return Meant(alike[0], is_sure=True)
    door = shut_door(turn.text)
    if everyday := [one for one in around if has_everyday_name(one, door) and one not in shown[:1]]:
        return Meant(among=tuple([*shown[:1], *everyday][:MOST_ASKED]))
    if (telling := telling_words(door)) and turn.reading.place is None:
        alike = [one for one in shown if telling <= {*plain(f"{one.name} {one.organisation or ''}").split()}]
        return Meant(alike[0], is_sure=len(alike) == 1) if alike else Meant(among=tuple(shown[:MOST_ASKED]))
    return Meant(next(iter(shown), None), is_sure=len(shown) == 1)


def _one_of(named: Sequence[Place]) -> Meant:
    if len(named) == 1:
        return Meant(named[0], is_sure=True, is_named=True)
    return Meant(is_named=True, among=tuple(named[:MOST_ASKED]))
