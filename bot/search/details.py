"""One place in detail: all of it within two parts, then on choice the way, the number, the week and what is new.

Each reply is answered by the step `detail` of its conversation.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.conversation import Hears, Reply, Turn
from bot.i18n import COPENHAGEN, Translator
from bot.model import ChangeOfHours, Choice, Detail, Place, PlaceId
from bot.phrasebook.said import Thing
from bot.search.asked import Search, remembered
from bot.store.directory import Directory
from bot.wording.buttons import book, book_button
from bot.wording.doubts import LINES, Listing, doubt
from bot.wording.hours import week_said
from bot.wording.listing import NUMBER, Asked, in_full, note_said, price, sentence, who
from bot.wording.posted import free_places_said, notes_said

WHERE_OR_WHEN = frozenset({Hears.PLACE, Hears.POSITION, Hears.WHEN})
MOST_ROOM = 240
"""What a text about one place may take, so that its choices still fit into two SMS parts."""


def tell_place(turn: Turn, search: Search, place_id: PlaceId, opener: str = "") -> Reply:
    """Everything about one place that two parts hold; the rest on choice."""
    place = turn.directory.place(place_id)
    if place is None:
        return Reply(turn.t("I no longer know that place. Write what you need."))
    listing = Listing.of(turn.directory, place, search.moment(turn.now), turn.now)
    asked = Asked(town=search.town_name, wishes=search.wishes)
    has_times = bool(turn.directory.schedules_at(place_id))
    books = book(turn.t) if has_times else ""
    said = in_full(turn.t, listing, asked, room=MOST_ROOM - len(opener) - len(books))
    reply = about(turn, search, place_id, " ".join(filter(None, (opener, said.text, books))))
    if not has_times:
        return replace(reply, spare=said.spare)
    keep = {**reply.keep, "books": True}
    return replace(
        reply, shortcuts=(book_button(turn.t),), hears=reply.hears | {Hears.YES}, keep=keep, spare=said.spare
    )


def tell_more(turn: Turn, search: Search, place_id: PlaceId) -> Reply:
    """What the full answer about the place left out."""
    place = turn.directory.place(place_id)
    if place is None:
        return Reply(turn.t("I no longer know that place. Write what you need."))
    listing = Listing.of(turn.directory, place, search.moment(turn.now), turn.now)
    left = in_full(turn.t, listing, Asked(town=search.town_name, wishes=search.wishes)).left_over
    return about(turn, search, place_id, more(turn.t, turn.directory, listing, left), without="week")


def tell_detail(turn: Turn, search: Search, place: Place, asked: Detail) -> Reply:
    """One thing about the place, and what else can be asked."""
    say = {Detail.WAY: way, Detail.PHONE: number, Detail.WEEK: week_hours}[asked]
    listing = Listing.of(turn.directory, place, search.moment(turn.now), turn.now)
    return about(turn, search, place.id, say(turn.t, turn.directory, listing), without=asked)


def tell_thing(turn: Turn, search: Search, place: Place, asked: Thing) -> Reply:
    """What it costs, who may come, whether one rings: as far as the listing says, else whom to ask."""
    t = turn.t
    if asked is Thing.CALL and place.phone:
        return about(turn, search, place.id, t("Yes, ring {name} first: {phone}.", name=place.name, phone=place.phone))
    if asked is Thing.CALL:
        return tell_detail(turn, search, place, Detail.PHONE)
    said = price(t, place) if asked is Thing.PRICE else who(t, place)
    if said:
        said = f"{place.name}: {said}"
    else:
        said = _joined(t("I do not know that."), _ring(t, turn.directory, place) or note_said(t, place))
    return about(turn, search, place.id, said)


def tell_room(turn: Turn, search: Search, place: Place) -> Reply:
    """Whether there is room, as far as somebody told it today; nobody is sent off by a yes that is a guess."""
    listing = Listing.of(turn.directory, place, search.moment(turn.now), turn.now)
    is_told = bool(free_places_said(turn.t, place, listing.trust, turn.now))
    return tell_place(turn, search, place.id, "" if is_told else turn.t("I do not know whether there is room."))


def tell_news(turn: Turn, search: Search, place: Place) -> Reply:
    """What somebody posted about the place."""
    listing = Listing.of(turn.directory, place, search.moment(turn.now), turn.now)
    return about(turn, search, place.id, news(turn.t, listing), without="news")


def about(turn: Turn, search: Search, place_id: PlaceId, text: str, without: str = "") -> Reply:
    """`text` about one place, with what else can be asked about it."""
    t, place = turn.t, turn.directory.place(place_id)
    choices = [
        Choice(Detail.WAY, t("The way")),
        Choice(Detail.PHONE, t("Phone")),
        Choice(Detail.WEEK, t("All week")),
        Choice("news", t("News")),
        Choice(Detail.ANOTHER, t("Another place")),
    ]
    seen = list(dict.fromkeys((*(turn.kept.get("seen") or turn.memory.get("seen", ())), place_id)))
    has = place is not None and has_news(Listing.of(turn.directory, place, search.moment(turn.now), turn.now))
    hidden = {without, "" if has else "news", Detail.WAY if place is not None and place.kind in LINES else ""}
    return Reply(
        text,
        choices=tuple(one for one in choices if one.key not in hidden),
        then="detail",
        hears=WHERE_OR_WHEN,
        keep={"search": search.kept, "place": place_id, "seen": seen},
        stays=True,
        remember={**remembered(search, turn.now), "seen": seen},
        shows=(place_id,),
    )


def more(t: Translator, directory: Directory, listing: Listing, left_over: Sequence[str]) -> str:
    """What the full answer left out: the week, the rest of it, and whom else to ask."""
    place, hours = listing.place, week_said(t, listing.place, listing.now, listing.changes)
    parts = [
        sentence(f"{place.name}: {hours}") if hours else t("I do not know the hours of {name}.", name=place.name),
        *left_over,
        _post_town(t, place),
        "" if place.phone else _ring(t, directory, place),
        *([t("I have no number for them.")] if not place.phone and not NUMBER.search(place.note or "") else []),
    ]
    while len(_joined(*parts)) > MOST_ROOM and len(parts) > 1:
        parts.pop()
    return _joined(*parts)


def way(t: Translator, directory: Directory, listing: Listing) -> str:
    """Street, postcode and town, and the note, which says how one gets in."""
    place = listing.place
    if place.address_hidden:
        return _joined(t("The address is secret."), note_said(t, place), _ring(t, directory, place))
    if place.address is None:
        town = t("It is in {town}.", town=place.town) if place.town else ""
        return _joined(t("I do not know the street."), town, note_said(t, place), _ring(t, directory, place))
    town = " ".join(part for part in (place.postcode, place.town) if part)
    return _joined(sentence(", ".join(part for part in (place.name, place.address, town) if part)), note_said(t, place))


def number(t: Translator, directory: Directory, listing: Listing) -> str:
    """Whom to ring: the place itself, or who can tell."""
    place = listing.place
    if place.phone is None:
        return _joined(
            t("I have no number for {name}.", name=place.name), note_said(t, place), _ring(t, directory, place)
        )
    said = doubt(t, listing)
    return _joined(t("{name}: ring {phone}.", name=place.name, phone=place.phone), sentence(said))


def week_hours(t: Translator, directory: Directory, listing: Listing) -> str:
    """The hours of the coming seven days."""
    hours = week_said(t, listing.place, listing.now, listing.changes)
    if not hours:
        said = t("I do not know the hours of {name}.", name=listing.place.name)
        return _joined(said, note_said(t, listing.place), _ring(t, directory, listing.place))
    return _joined(sentence(f"{listing.place.name}: {hours}"), sentence(doubt(t, listing)))


def has_news(listing: Listing) -> bool:
    """Whether somebody posted something for today or later."""
    return bool(_coming(listing)) or listing.trust.free_places is not None or bool(listing.notes)


def news(t: Translator, listing: Listing) -> str:
    """The posted changes of hours, the free places and the notes of the day."""
    changes = [_change(t, change, listing.now) for change in _coming(listing)[:4]]
    text = _joined(sentence(f"{listing.place.name}: {', '.join(changes)}") if changes else "")
    free = free_places_said(t, listing.place, listing.trust, listing.now)
    return _joined(text, free, notes_said(t, listing.notes, listing.now)) or t(
        "There is nothing new about {name}.", name=listing.place.name
    )


def _post_town(t: Translator, place: Place) -> str:
    if place.address_hidden or place.address is None:
        return t("It is in {town}.", town=place.town) if place.town else ""
    return sentence(", ".join(filter(None, (place.address, " ".join(filter(None, (place.postcode, place.town)))))))


def _coming(listing: Listing) -> list[ChangeOfHours]:
    today = listing.now.astimezone(COPENHAGEN).date()
    return sorted((change for change in listing.changes if change.day >= today), key=lambda change: change.day)


def _change(t: Translator, change: ChangeOfHours, now: datetime) -> str:
    noon = datetime(change.day.year, change.day.month, change.day.day, 12, tzinfo=COPENHAGEN)
    day = t.day(noon, now)
    if change.opens is None or change.closes is None:
        bound = change.opens or change.closes
        if bound is None:
            return t("closed {day}", day=day)
        return t("open {day} from {time}" if change.opens else "open {day} to {time}", day=day, time=t.clock(bound))
    return t("open {day} at {hours}", day=day, hours=f"{t.clock(change.opens)}-{t.clock(change.closes)}")


def _ring(t: Translator, directory: Directory, place: Place) -> str:
    """Who knows more: the place's own number, else its municipality's, unless the note tells one."""
    if place.phone:
        return t("Ring {phone}.", phone=place.phone)
    if NUMBER.search(place.note or ""):
        return ""
    hall = next((one for one in directory.places if _is_hall_of(one, place)), None)
    return t("{name} can tell: {phone}.", name=hall.name, phone=hall.phone) if hall else ""


def _is_hall_of(hall: Place, place: Place) -> bool:
    return hall.kind == "municipality" and bool(hall.phone) and hall.municipality == place.municipality is not None


def _joined(*sentences: str | None) -> str:
    return " ".join(one for one in sentences if one)
