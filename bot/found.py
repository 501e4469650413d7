"""The answer to a search, as text and choices: the best listing in full, the others to choose from, more on MERE.

It reads the directory and says what is true of it; it keeps nothing and asks nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.i18n import Translator
from bot.listing_text import LINES, NUMBER, ONE_PART, Asked, Listing, in_a_line, in_full, sentence, where
from bot.matching import Match, Role, matches, offers, takes_over
from bot.model import Choice, Place, PlaceId, Standing, Topic, Wish
from bot.place_labels import label, short_name
from bot.search import Search
from bot.store.directory import Directory
from bot.wording import CHOICE, IN_A_SENTENCE

TWO_PARTS = 306
MORE_HINT = 25
"""What the line about MERE may take on an SMS."""
TEXT, LONGEST_TEXT = 260, 283
"""What the text may take, so that a choice and the line about MERE still fit beside it; or the choice alone."""
MOST_CHOICES = 5
MOST_TOPICS = 2
LISTED = 9
SHORT_NAME = 26
GAP = timedelta(hours=12)
"""Whoever opens later than this after the other closes does not take over."""
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
    before = " ".join(filter(None, (opener, _honest(t, search, best, more=bool(seen)))))
    after = " ".join(filter(None, (_works(t, search, offered, now), _discreet(t, search))))
    asked, listing = _asked(t, directory, search, best, now), Listing.of(directory, best.place, search.moment(now), now)
    rest = len(before) + len(after) + len(asked.then) + 2
    told = in_full(t, listing, asked, min(ONE_PART, TEXT - rest))
    if best.place.note and best.place.note in told.left_over:  # the note may say who can come, so it goes before MERE
        told = in_full(t, listing, asked, min(ONE_PART, LONGEST_TEXT - rest))
    text = " ".join(filter(None, (before, told.text, after)))
    pages = _pages(t, directory, search, told.left_over, [match.place for match in others], now)
    if len(text) > TEXT:
        pages = ()
    choices = _fitting(text, [*_choices(t, directory, search, offered, now)], MORE_HINT if pages else 0)
    shown = (best.place.id, *(PlaceId(choice.key[6:]) for choice in choices if choice.key.startswith("place:")))
    return Found(text, choices, pages, shown)


def _offered(directory: Directory, search: Search, now: datetime, seen: Sequence[PlaceId]) -> list[Match]:
    """What helps with the first topic, best first, and something that works now among it.

    Within the same nearness, what can be reached goes before what cannot, and what is for all before what is for some.
    """
    query = search.query(now, *search.topics[:1])
    places = [place for place in directory.places if place.id not in seen]
    offered = offers(places, query, directory.trust, directory.changes, limit=LISTED)

    return sorted(offered, key=lambda match: _order(match, search))


def _order(match: Match, search: Search) -> tuple[bool | int, ...]:
    place, wished = match.place, {Wish.WOMEN_ONLY, Wish.YOUTH} & set(search.wishes)
    return (
        match.role >= Role.LINE and not (place.address or may_be_rung(place)),
        _is_only_somebody_to_talk_to(match, search),
        match.role,
        match.is_for_some and not wished and search.topics[0] is not Topic.VIOLENCE,
        place.kind == "winter_shelter" and match.opening.standing is Standing.UNKNOWN,
        search.books and place.topics[0] is not match.topic,
        search.books and not may_be_rung(place),
        -len(set(search.topics) & set(place.topics)) if len(search.topics) > 1 else 0,
    )


def _is_only_somebody_to_talk_to(match: Match, search: Search) -> bool:
    """A line for other things, which is open but cannot give what is asked for."""
    return match.role is Role.STAND_IN and match.place.kind in LINES and match.topic not in search.topics


def may_be_rung(place: Place) -> bool:
    """Whether a number is known: its own, or of somebody who can tell."""
    return place.phone is not None or bool(NUMBER.search(place.note or ""))


def _asked(t: Translator, directory: Directory, search: Search, best: Match, now: datetime) -> Asked:
    return Asked(
        town=_town(search),
        wishes=tuple(wish for wish in search.wishes if wish is not Wish.YOUTH or wish in best.ask),
        also=tuple(topic for topic in search.topics[1:] if topic in best.place.topics),
        then=_takes_over(t, directory, search, best, now),
    )


def _town(search: Search) -> str | None:
    return search.town.name if search.town else None


def _takes_over(t: Translator, directory: Directory, search: Search, best: Match, now: datetime) -> str:
    """Where to go when the best closes during the night or the day: "Derefter: Varmestuen fra kl. 9." """
    until = best.opening.until
    if search.topics[0] not in NIGHT_TOPICS or not best.works_now or until is None:
        return ""
    query = search.query(now, *NIGHT_TOPICS)
    after = takes_over(best, directory.places, query, directory.trust, directory.changes)
    if after is None or after.role is not Role.HERE:
        return ""
    name, opens = short_name(after.place, _town(search), SHORT_NAME), after.opening.opens
    if after.works_now:
        return t("Then: {name}.", name=name)
    if opens is None or opens - until > GAP:
        return ""
    return t("Then: {name} from {time}.", name=name, time=t.clock(opens))


def _honest(t: Translator, search: Search, best: Match, *, more: bool) -> str:
    """What the best is when it is not simply the thing in that town. `more`: another was told before."""
    town = _town(search)
    if town is None and best.role >= Role.STAND_IN:
        return t("For that I must know your town. Until then:")
    if town is None or best.role is Role.HERE:
        return ""
    things, km = t(IN_A_SENTENCE[search.topics[0]]), round(best.distance_km) if best.distance_km is not None else None
    if best.role is Role.NEARBY:
        return t("Nearest to {town}, {km} km away:", town=town, km=km) if km else t("Nearest to {town}:", town=town)
    if best.role is Role.FAR and km:
        nothing = t("I know no more near {town}.", town=town) if more else t("I know no bed near {town}.", town=town)
        return f"{nothing} {t('{km} km away they answer now:', km=km)}"
    if more:
        return t("I know no more near {town}.", town=town)
    nothing = t("I do not know {things} near {town}.", things=things, town=town)
    match best.role:
        case Role.LINE:
            nothing = t("I know no place for that near {town}.", town=town)
            return f"{nothing} {t('But you can ring:') if best.place.phone else t('But there is:')}"
        case Role.TOWN_HALL:
            return f"{nothing} {t('Your municipality must help:')}"
        case Role.DANGER:
            return nothing
        case _:
            return f"{nothing} {t('Perhaps they can help:')}"


def _works(t: Translator, search: Search, offered: Sequence[Match], now: datetime) -> str:
    """What works at that time, when the place that was told in full does not, or is for some people only."""
    best = offered[0]
    if best.works_now and not (best.is_for_some and not search.wishes):
        return ""
    match = next((match for match in offered[1:] if match.works_now and not match.is_for_some), None)
    if match is None:
        return ""
    if match.role is Role.DANGER:
        return t("Is there danger to life, ring {phone}.", phone=match.place.phone)
    km = t("{km} km away", km=round(match.distance_km)) if match.role is Role.FAR and match.distance_km else None
    reached = match.place.phone or where(match.place, _town(search))
    place = ", ".join(filter(None, (match.place.name, km, reached)))
    if match.topic in search.topics:
        return sentence(t("Open now: {place}" if search.moment(now).is_now else "Open then: {place}", place=place))
    if match.place.kind in LINES:
        return sentence(t("{help} now: {place}", help=t(CHOICE[match.topic]), place=place))
    return sentence(t("Perhaps they can help now: {place}", place=place))


def _discreet(t: Translator, search: Search) -> str:
    return t("Delete this message if others see your phone.") if search.topics[0] is Topic.VIOLENCE else ""


def _choices(
    t: Translator, directory: Directory, search: Search, offered: Sequence[Match], now: datetime
) -> Iterator[Choice]:
    """More about the best, the other needs, then the other places; they are shown as far as there is room."""
    best, town, moment = offered[0].place, _town(search), search.moment(now)
    yield Choice("more", t("More about it") if best.kind in LINES else t("More about the place"))
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
    town, moment = _town(search), search.moment(now)
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
