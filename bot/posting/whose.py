"""Which place a post is about: the only one that the person acts for, or the one that the text names. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.conversation import Turn
from bot.model import Place, Role, RoleName
from bot.phrasebook.expressions import plain
from bot.wording.labels import called

_ALIKE = 86
_SHORTEST_MISSPELT = 6
# So any place may be called by those who are there: no sign that another one is meant.
_ORDINARY = frozenset(
    {
        *("stedet", "varmestue", "varmestuen", "værestedet", "natvarmestue", "natvarmestuen", "herberg", "herberget"),
        *("forsorgshjemmet", "krisecenter", "krisecentret", "folkekøkkenet", "akuttilbud", "alkoholbehandlingen"),
    }
)


@dataclass(frozen=True, slots=True)
class Aim:
    """The place and the role in which it is posted about. None: one of `among` is meant, or it is `strange`."""

    place: Place | None = None
    role: Role | None = None
    among: tuple[Place, ...] = ()
    strange: Place | None = None


def aim(turn: Turn, text: str) -> Aim:
    """Which place the text is about."""
    own = acted_for(turn)
    mine = [place for place, _ in own]
    named = _named(text, mine)
    if len(named) == 1:
        return of(turn, named[0])
    if named:
        return Aim(among=tuple(named))
    if strange := _strange(text, turn.directory.places, mine):
        return Aim(strange=strange)
    close = [place for place, role in own if role.name is RoleName.VOLUNTEER] or mine
    return of(turn, close[0]) if len(close) == 1 else Aim(among=tuple(close))


def of(turn: Turn, place: Place) -> Aim:
    """The place with the role in which the person acts for it; nothing when they do not, or no longer."""
    return next((Aim(place, role) for one, role in acted_for(turn) if one.id == place.id), Aim())


def acted_for(turn: Turn) -> list[tuple[Place, Role]]:
    """Every place that the person may post about, their own as a volunteer first."""
    found: dict[str, tuple[Place, Role]] = {}
    for role in sorted(turn.roles, key=lambda role: role.name is not RoleName.VOLUNTEER):
        for place in turn.directory.places:
            if may_act(role, place):
                found.setdefault(place.id, (place, role))
    return list(found.values())


def may_act(role: Role, place: Place) -> bool:
    """Volunteers for their place, staff for those of their municipality, admins for all."""
    match role.name:
        case RoleName.VOLUNTEER:
            return role.place == place.id
        case RoleName.STAFF:
            return role.municipality is not None and role.municipality == place.municipality
        case RoleName.ADMIN:
            return True


def is_called(place: Place, words: str) -> bool:
    """Whether the words are the place's name, as people call it."""
    return plain(words) in called(place) or bool(_named(words, [place]))


def _named(text: str, places: Iterable[Place]) -> list[Place]:
    """Those that the text calls by name; a whole longer name before a shorter one."""
    said = plain(text)
    exact = {place: name for place in places for name in sorted(called(place), key=len) if f" {name} " in f" {said} "}
    if exact:
        longest = max(map(len, exact.values()))
        return [place for place, name in exact.items() if len(name) == longest]
    words = said.split()
    return [place for place in places if any(_sounds_like(name, words) for name in called(place))]


def _sounds_like(name: str, words: Sequence[str]) -> bool:
    """Whether some words in a row are the name, but for a slip or two."""
    size = len(name.split())
    runs = (" ".join(words[at : at + size]) for at in range(len(words) - size + 1))
    return len(name) >= _SHORTEST_MISSPELT and any(fuzz.ratio(name, run) >= _ALIKE for run in runs)


def _strange(text: str, places: Iterable[Place], mine: Sequence[Place]) -> Place | None:
    """Another's place that is named beyond doubt."""
    said, own = f" {plain(text)} ", {place.id for place in mine}
    return next(
        (
            place
            for place in places
            if place.id not in own and any(f" {name} " in said for name in called(place) - _ORDINARY)
        ),
        None,
    )
