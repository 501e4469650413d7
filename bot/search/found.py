"""The answer to a search, as text and choices: the best listing in full, the others to choose from, more on MERE.

It reads the directory and says what is true of it; it keeps nothing and asks nothing.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.i18n import Translator
from bot.matching import Match, Query, Role, fallbacks, matches
from bot.model import Choice, Place, PlaceId, Topic, Wish
from bot.phrasebook.said import GROWN_UP
from bot.search import offered as offering
from bot.search.asked import BEDS, Search, makes_sense
from bot.search.beside import (
    NIGHT_TOPICS,
    Errand,
    discreet,
    duty,
    for_a_child,
    honest,
    next_door,
    safety,
    works,
    works_now,
)
from bot.search.kept import Kept
from bot.search.lacking import lacking, lacks
from bot.search.order import is_duty_doctor, is_open_in_town, is_other_help, needs_warmth_at_night, order, turns_on
from bot.store.directory import Directory
from bot.wording.buttons import book
from bot.wording.doubts import LINES, Listing
from bot.wording.kinds import CHOICE, IN_A_SENTENCE
from bot.wording.labels import label
from bot.wording.listing import ONE_PART, Asked, in_a_line, in_full

TWO_PARTS = 306
MORE_HINT = 30
"""What the line about MERE may take on an SMS."""
TEXT, LONGEST_TEXT = 252, 282
"""What the text may take, so that a choice and the line about MERE still fit beside it; or the choice alone."""
MOST_CHOICES = 5
MOST_TOPICS = 2
LISTED = 9
AT_A_DESK = frozenset({Topic.DENTAL, Topic.DEBT, Topic.RIGHTS, Topic.HOUSING, Topic.SOCIAL_WORKER, Topic.DIGITAL})
"""Where one is helped alone, a woman need not ask for a room among women."""


@dataclass(frozen=True, slots=True)
class Found:
    """What to say. `shows` are the places it names, the one in full first; empty when the directory helps with none.

    `books`: it names the word that gets an appointment at the first of them. `spare` are sentences of the text that may
    go where more must be said with it.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    pages: tuple[str, ...] = ()
    shows: tuple[PlaceId, ...] = ()
    offers_human: bool = False
    books: bool = False
    spare: tuple[str, ...] = ()


_kept = Kept[Found]()


def found(
    t: Translator, directory: Directory, search: Search, now: datetime, seen: Sequence[PlaceId] = (), opener: str = ""
) -> Found:
    """The answer to `search`; places in `seen` were told already. `opener` goes before it.

    Worked out once for all who ask the same in the same minute, unless it is about where they stand, or turns on their
    very words.
    """
    errand = Errand(t, directory, search, now)
    if search.position is not None or search.topics[:1] == (Topic.ADDICTION,):
        return _found(errand, seen, opener)
    # In UTC, for the hour that comes twice; and without their words, which are nobody's to keep.
    minute = now.astimezone(UTC).replace(second=0, microsecond=0)
    key = t.language, minute, replace(search, said=""), turns_on(search), lacks(search), tuple(seen), opener
    return _kept.of(directory, key, lambda: _found(errand, seen, opener))


def _found(errand: Errand, seen: Sequence[PlaceId], opener: str) -> Found:
    t, directory, search, now = errand.t, errand.directory, errand.search, errand.now
    offered = _offered(directory, search, now, seen)
    if not offered:
        return Found(f"{opener} {t('I know no more places for that. Ring 112 if there is danger.')}".strip())
    best, *others = offered
    is_child = search.age is not None and search.age < GROWN_UP and search.topics[0] is Topic.SHELTER
    more, nearer = bool(seen) or _was_refused(directory, search), _is_passed(best, others)
    if best.role is Role.DANGER or (
        (is_other_help(best, search) or (is_child and best.role > Role.NEARBY)) and search.town
    ):
        if more and search.town:
            opener = f"{opener} {t('I know no more near {town}.', town=search.town_name)}".strip()
        return _nothing_near(errand, offered, opener, more=more)
    before = " ".join(filter(None, (opener, *lacking(errand, best), honest(errand, best, more=more, nearer=nearer))))
    bookable = _bookable(directory, search, offered)
    must = " ".join(filter(None, (book(t) if bookable else "", duty(errand, best), safety(errand))))
    after = " ".join(filter(None, (must, works(errand, offered), discreet(t, search))))
    asked, listing = _asked(errand, best), Listing.of(directory, best.place, search.moment(now), now)
    rest = len(before) + len(after) + len(asked.then) + 2
    # What somebody needs to be let in is said, also where it takes a second part.
    told = in_full(t, listing, asked, TEXT - rest if asked.wishes else min(ONE_PART, TEXT - rest))
    if best.place.note and best.place.note in told.left_over:  # the note may say who can come, so it goes before MERE
        told = in_full(t, listing, asked, min(ONE_PART, LONGEST_TEXT - rest))
    text = " ".join(filter(None, (before, told.text, after)))
    if len(text) > LONGEST_TEXT:  # what works now is then a choice only
        text = " ".join(filter(None, (before, told.text, must)))
    pages = _pages(errand, told.left_over, [match.place for match in others])
    if len(text) > TEXT:
        pages = ()
    choices = _fitting(text, [*_choices(errand, offered)], MORE_HINT if pages else 0)
    shows = tuple(dict.fromkeys((*_shown(best, choices), *bookable)))
    return Found(text, choices, pages, shows, books=bool(bookable), spare=told.spare)


def _is_passed(best: Match, others: Sequence[Match]) -> bool:
    """Whether one of the others is nearer than the best."""
    far = [one.distance_km for one in others if one.distance_km is not None]
    return best.distance_km is not None and bool(far) and round(min(far)) < round(best.distance_km)


def _was_refused(directory: Directory, search: Search) -> bool:
    """Whether a place for this has turned the person away: then there is one, and it is not told."""
    known = (directory.place(one) for one, _ in search.refused)
    return any(place is not None and search.topics[0] in place.topics for place in known)


def _bookable(directory: Directory, search: Search, offered: Sequence[Match]) -> tuple[PlaceId, ...]:
    """The best place near by that has appointments for what is needed most."""
    near = (match.place.id for match in offered if match.role in {Role.HERE, Role.NEARBY})
    topics = search.topics[:1]
    return tuple(place for place in near if any(one.topic in topics for one in directory.schedules_at(place)))[:1]


def _nothing_near(errand: Errand, offered: Sequence[Match], opener: str, *, more: bool) -> Found:
    """Nobody near can give it: that is said, with what can still be done. `more`: others were told before."""
    t, search = errand.t, errand.search
    is_child = search.age is not None and search.age < GROWN_UP
    best, things = offered[0], t(IN_A_SENTENCE[search.topics[0]])
    if search.town:
        nothing = "" if more else t("I do not know {things} near {town}.", things=things, town=search.town_name)
        parts = [opener, nothing, *lacking(errand, None)]
        if is_child:
            parts += for_a_child(errand)
        else:
            parts.append(duty(errand, best))
        if "MENNESKE" in opener:
            parts.append(t("Write another town if you can get there."))
        else:
            parts.append(t("Write another town if you can get there, or write MENNESKE."))
    else:
        parts = [opener, t("For that I must know your town. Or write MENNESKE.")]
    if search.topics[0] in NIGHT_TOPICS:
        parts.append(t("Are you freezing badly, ring 112."))
    if not is_child and (best.role is not Role.DANGER or search.topics[0] not in NIGHT_TOPICS):
        parts.append(works_now(errand, best))
    text = " ".join(filter(None, parts))
    _, *others = _choices(errand, offered[:1] if is_child else offered)
    if best.role is Role.DANGER or is_child:  # there is no more to tell of 112, nor of rooms for grown-ups
        return Found(text, _fitting(text, others, 0), offers_human=True)
    best_one = Choice(f"place:{best.place.id}", t("More about {name}", name=best.place.name))
    choices = _fitting(text, [best_one, *others], 0)
    return Found(text, choices, shows=_shown(best, choices), offers_human=True)


def _shown(best: Match, choices: Sequence[Choice]) -> tuple[PlaceId, ...]:
    named = (PlaceId(choice.key.removeprefix("place:")) for choice in choices if choice.key.startswith("place:"))
    return tuple(dict.fromkeys((best.place.id, *named)))


def _offered(directory: Directory, search: Search, now: datetime, seen: Sequence[PlaceId]) -> list[Match]:
    """What helps with the first topic, best first, and something that works now among it."""
    query = search.query(now, *search.topics[:1])
    if search.refused or search.man or search.for_anybody or search.away or search.card is not None:
        seen = (*seen, *(place.id for place in directory.helping if search.leaves_out(place)))
    offered = offering.offered(directory, query, seen, LISTED)
    if search.topics[0] is Topic.HEALTH:
        offered = (*offered, *_duty_doctors(directory, search, query, {*seen, *(match.place.id for match in offered)}))
    if needs_warmth_at_night(search, query.at):
        beds = offering.offered(directory, replace(query, topics=(Topic.SHELTER,)), seen, LISTED)
        in_town = {match.place.id: match for match in beds if is_open_in_town(match, search)}
        offered = (*in_town.values(), *(match for match in offered if match.place.id not in in_town))
    booked = {one.place for one in directory.schedules if one.topic is search.topics[0]}
    return sorted(offered, key=lambda one: order(one, search, query.at, has_times=one.place.id in booked))


def _duty_doctors(directory: Directory, search: Search, query: Query, known: Container[PlaceId]) -> list[Match]:
    """The doctor on duty, who is told also where a place near by is open."""
    lines = fallbacks(directory.helping, query, directory.trust, directory.changes)
    return [one for one in lines if one.place.id not in known and is_duty_doctor(one, search, query.at)]


def _asked(errand: Errand, best: Match) -> Asked:
    search = errand.search
    return Asked(
        town=search.town_name,
        wishes=() if best.place.kind in LINES else tuple(_worth_saying(search, best)),
        # Where one sleeps it is warm: that need not be said.
        also=tuple(
            topic
            for topic in search.topics
            if topic in best.place.topics[1:]
            and (topic is not Topic.WARM_ROOM or best.place.topics[0] is not Topic.SHELTER)
        ),
        then=next_door(errand, best),
    )


def _worth_saying(search: Search, best: Match) -> Iterator[Wish]:
    for wish in search.wishes:
        at_a_desk = wish is Wish.WOMEN_ONLY and search.topics[0] in AT_A_DESK
        if makes_sense(wish, search.topics[0]) and not at_a_desk and (wish is not Wish.YOUTH or wish in best.ask):
            yield wish


def _choices(errand: Errand, offered: Sequence[Match]) -> Iterator[Choice]:
    """More about the best, the other needs, then the other places; they are shown as far as there is room."""
    t, search, best = errand.t, errand.search, offered[0].place
    town, moment = search.town_name, search.moment(errand.now)
    yield Choice("more", t("More about it") if best.kind in LINES else t("More about the place"))
    if _matters_who_is_young(search, offered):
        yield Choice("youth", t("I am 18-25"))
    flees = search.topics[0] is Topic.VIOLENCE
    others = [one for one in search.topics[1:] if one not in best.topics and not (flees and one in BEDS)]
    if flees and search.man and Topic.SHELTER not in others:
        others = [Topic.SHELTER, *others]
    for topic in others[:MOST_TOPICS]:
        yield Choice(f"topic:{topic}", t(CHOICE[topic]))
    said = set[str]()
    for match in offered[1:]:
        if match.role is not Role.DANGER:
            listing = Listing.of(errand.directory, match.place, moment, errand.now)
            name = label(t, listing, town)
            yield Choice(f"place:{match.place.id}", label(t, listing, town, room=ONE_PART) if name in said else name)
            said.add(name)


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


def _pages(errand: Errand, left_over: Sequence[str], others: Sequence[Place]) -> tuple[str, ...]:
    """What did not fit about the best, then the others by a line each."""
    town, moment = errand.search.town_name, errand.search.moment(errand.now)
    listings = (Listing.of(errand.directory, one, moment, errand.now) for one in others)
    lines = [" ".join(left_over), *(in_a_line(errand.t, one, town) for one in listings)]
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
    places = [place for place in directory.helping if not search.leaves_out(place)]
    return matches(places, search.query(now), directory.trust, directory.changes)
