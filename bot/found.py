"""The answer to a search, as text and choices: the best listing in full, the others to choose from, more on MERE.

It reads the directory and says what is true of it; it keeps nothing and asks nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.i18n import Translator
from bot.listing_text import LINES, NUMBER, Asked, Listing, in_a_line, in_full, label, sentence, where
from bot.matching import Match, Role, matches, offers, takes_over
from bot.model import Choice, Place, PlaceId, Topic, Wish
from bot.search import Search
from bot.store.directory import Directory
from bot.wording import CHOICE, IN_A_SENTENCE

TWO_PARTS = 306
MORE_HINT = 32
"""What the line about MERE may take on an SMS."""
MOST_CHOICES = 5
MOST_TOPICS = 2
LISTED = 9
NIGHT_TOPICS = frozenset({Topic.SHELTER, Topic.WARM_ROOM})


@dataclass(frozen=True, slots=True)
class Found:
    """What to say. `shows` are the places it names, the one in full first; empty when the directory helps with none."""

    text: str
    choices: tuple[Choice, ...] = ()
    pages: tuple[str, ...] = ()
    shows: tuple[PlaceId, ...] = ()


def found(
    t: Translator, directory: Directory, search: Search, now: datetime, seen: Sequence[PlaceId] = (), opener: str = ""
) -> Found:
    """The answer to `search`; places in `seen` were told already. `opener` goes before it."""
    offered = _offered(directory, search, now, seen)
    if not offered:
        return Found(f"{opener} {t('I know no more places for that. Ring 112 if there is danger.')}".strip())
    best, *others = offered
    listing = Listing.of(directory, best.place, search.moment(now), now)
    told = in_full(t, listing, _asked(t, directory, search, best, now))
    text = " ".join(filter(None, (opener, _honest(t, search, best), told.text, _works(t, search, offered, now))))
    pages = _pages(t, directory, search, told.left_over, [match.place for match in others], now)
    choices = _fitting(text, [*_choices(t, directory, search, offered, now)], MORE_HINT if pages else 0)
    shown = (best.place.id, *(key for choice in choices if (key := place_of(choice.key)) and key != best.place.id))
    return Found(text, choices, pages, shown)


def place_of(key: str) -> PlaceId | None:
    """The place that a choice stands for."""
    return PlaceId(key.removeprefix("place:")) if key.startswith("place:") else None


def _offered(directory: Directory, search: Search, now: datetime, seen: Sequence[PlaceId]) -> list[Match]:
    """The best for the first topic, and something that works now among them."""
    query = search.query(now, *search.topics[:1])
    places = [place for place in directory.places if place.id not in seen]
    offered = offers(places, query, directory.trust, directory.changes, limit=LISTED)
    if search.books:
        return sorted(offered, key=lambda match: (match.role, not _may_be_rung(match.place)))
    if len(search.topics) > 1:
        return sorted(offered, key=lambda match: (match.role, match.opening.standing, -_serves(match.place, search)))
    return offered


def _may_be_rung(place: Place) -> bool:
    return place.phone is not None or bool(NUMBER.search(place.note or ""))


def _serves(place: Place, search: Search) -> int:
    return len(set(search.topics) & set(place.topics))


def _asked(t: Translator, directory: Directory, search: Search, best: Match, now: datetime) -> Asked:
    also = tuple(topic for topic in search.topics[1:] if topic in best.place.topics)
    return Asked(
        town=search.town.name if search.town else None,
        wishes=tuple(wish for wish in search.wishes if wish is not Wish.YOUTH or wish in best.ask),
        also=also,
        then=_takes_over(t, directory, search, best, now),
    )


def _takes_over(t: Translator, directory: Directory, search: Search, best: Match, now: datetime) -> str:
    """Where to go when the best closes during the night or the day: "derefter Varmestuen fra kl. 9"."""
    if search.topics[0] not in NIGHT_TOPICS or not best.works_now:
        return ""
    query = search.query(now, *NIGHT_TOPICS)
    after = takes_over(best, directory.places, query, directory.trust, directory.changes)
    if after is None or best.opening.until is None or after.role > Role.NEARBY:
        return ""
    if after.works_now:
        return t("Then: {name}.", name=after.place.name)
    if after.opening.opens is None or (after.opening.opens - best.opening.until).total_seconds() > 12 * 3600:
        return ""
    return t("Then: {name} from {time}.", name=after.place.name, time=t.clock(after.opening.opens))


def _honest(t: Translator, search: Search, best: Match) -> str:
    """What the best is when it is not simply the thing in that town."""
    if search.town is None or best.role is Role.HERE:
        return ""
    things, town = t(IN_A_SENTENCE[search.topics[0]]), search.town.name
    match best.role:
        case Role.NEARBY:
            if best.distance_km is None:
                return t("Nearest to {town}:", town=town)
            return t("Nearest to {town}, {km} km away:", town=town, km=round(best.distance_km))
        case Role.LINE:
            return t("I know no place in {town} for that, but:", town=town)
        case Role.FAR:
            return t("I know no bed near {town}. They answer the phone now:", town=town)
        case Role.TOWN_HALL:
            return t("I do not know {things} near {town}. Your municipality must help:", things=things, town=town)
        case Role.DANGER:
            return t("I do not know {things} near {town}.", things=things, town=town)
        case _:
            return t("I do not know {things} near {town}. Perhaps they can help:", things=things, town=town)


def _works(t: Translator, search: Search, offered: Sequence[Match], now: datetime) -> str:
    """What works now, when the place that was told in full does not."""
    if offered[0].works_now or not search.moment(now).is_now:
        return ""
    match = next((match for match in offered if match.works_now and not match.is_for_some), None)
    if match is None:
        return ""
    if match.role is Role.DANGER:
        return t("Is there danger to life, ring {phone}.", phone=match.place.phone)
    reached = match.place.phone or where(match.place, search.town.name if search.town else None)
    return sentence(t("Open now: {place}", place=", ".join(filter(None, (match.place.name, reached)))))


def _choices(
    t: Translator, directory: Directory, search: Search, offered: Sequence[Match], now: datetime
) -> Iterator[Choice]:
    """More about the best, the other needs, then the other places; they are shown as far as there is room."""
    best, town, moment = offered[0].place, search.town.name if search.town else None, search.moment(now)
    yield Choice(f"place:{best.id}", t("More about it") if best.kind in LINES else t("More about the place"))
    if _matters_who_is_young(search, offered):
        yield Choice("youth", t("I am 18-25"))
    for topic in [topic for topic in search.topics[1:] if topic not in best.topics][:MOST_TOPICS]:
        yield Choice(f"topic:{topic}", t(CHOICE[topic]))
    for match in offered[1:]:
        if match.role is not Role.DANGER:
            listing = Listing.of(directory, match.place, moment, now)
            yield Choice(f"place:{match.place.id}", label(t, listing, town))


def _matters_who_is_young(search: Search, offered: Sequence[Match]) -> bool:
    """Young people should not begin at a shelter for grown-ups; it is asked only where there is something for them."""
    if search.topics[0] is not Topic.SHELTER or Wish.YOUTH in search.wishes:
        return False
    return any(Wish.YOUTH in match.place.welcomes and match.role <= Role.NEARBY for match in offered)


def _fitting(text: str, choices: list[Choice], hint: int) -> tuple[Choice, ...]:
    """As many choices as two SMS parts hold beside the text, five at most."""
    room, kept = TWO_PARTS - len(text) - hint, list[Choice]()
    for choice in choices[:MOST_CHOICES]:
        room -= len(choice.label) + 3
        if room < 0:
            break
        kept.append(choice)
    return tuple(kept)


def _pages(
    t: Translator,
    directory: Directory,
    search: Search,
    left_over: Sequence[str],
    others: Sequence[Place],
    now: datetime,
) -> tuple[str, ...]:
    """What did not fit about the best, then the others by a line each."""
    town, moment = search.town.name if search.town else None, search.moment(now)
    lines = [" ".join(left_over), *(in_a_line(t, Listing.of(directory, one, moment, now), town) for one in others)]
    return packed([line for line in lines if line])


def packed(lines: Sequence[str], most: int = 2) -> tuple[str, ...]:
    """The lines put together into pages of two SMS parts each."""
    pages: list[str] = []
    for line in lines:
        if pages and len(pages[-1]) + len(line) < TWO_PARTS - MORE_HINT:
            pages[-1] += f"\n{line}"
        else:
            pages.append(line)
    return tuple(pages[:most])


def near_ones(directory: Directory, search: Search, now: datetime) -> list[Match]:
    """The places here and nearby, best first."""
    return matches(directory.places, search.query(now), directory.trust, directory.changes)
