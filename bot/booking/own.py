"""What somebody has booked: which one a message means, each in a line, who comes along, whom to ring without one."""

import re
from collections.abc import Sequence

from bot.booking import said
from bot.booking.wanted import wanted
from bot.borne_out import says
from bot.conversation import Reply, ToAnother, Turn
from bot.i18n import COPENHAGEN
from bot.model import Appointment, Choice, Json, PlaceId
from bot.search.asked import Search, remembered
from bot.store import appointments, companions
from bot.wording.buttons import human_button

MOST = 5
_CODE = re.compile(r"\b([a-z]{1,6}) ?([1-9]{2})\b")


async def own_one(turn: Turn, appointment: object) -> Appointment | None:
    """The person's appointment with this id, while it stands."""
    own = await appointments.of_person(turn.db, turn.person.id, turn.now)
    return next((one for one in own if one.id == int(str(appointment or 0))), None)


def meant(turn: Turn, own: Sequence[Appointment], *, by_time: bool = True) -> list[Appointment]:
    """Those that the message may mean: by code, by the kind of help, by day and clock. All, when it says nothing."""
    codes = {"".join(found).upper() for found in _CODE.findall(turn.text.lower())}
    if coded := [one for one in own if one.code in codes]:
        return coded
    kinds = {one.id: turn.directory.schedule(one.schedule) for one in own}
    topics = turn.reading.topics
    left = [one for one in own if (kind := kinds[one.id]) and kind.topic in topics] or list(own)
    return ([one for one in left if _is_then(turn, one)] if by_time else []) or left


def speaks_of_one(turn: Turn) -> bool:
    """Whether who has none speaks of one all the same: by its words, or by a day or a clock.

    Who opens a house for others must say the word.
    """
    reading = turn.reading
    if not turn.text or says("of_a_shift", turn.text):
        return not turn.text
    says_when = reading.day or reading.clock or (reading.when and not reading.at_night)
    return says("appointment", turn.text) or (bool(says_when) and not turn.roles)


def lines(turn: Turn, own: Sequence[Appointment]) -> tuple[Choice, ...]:
    """A choice each; the key is the id."""
    return tuple(
        Choice(str(one.id), said.in_a_line(turn.t, one, turn.directory.schedule(one.schedule), turn.now))
        for one in own[:MOST]
    )


async def to_companions(turn: Turn, appointment: Appointment, text: str) -> tuple[ToAnother, ...]:
    """The same words to all who said that they come along."""
    along = await companions.coming_along(turn.db, appointment.id)
    return tuple(ToAnother(person, Reply(text), appointment.end) for person in along)


def tell_whom_to_ring(turn: Turn, honest: str) -> Reply:
    """None is kept here. The place that was shown last is the likeliest; without one, where it was made."""
    place = next((place for id_ in turn.shown if (place := turn.directory.place(id_)) and place.phone), None)
    if place:
        whom = turn.t("Is it {place}, ring {phone}.", place=place.name, phone=place.phone)
    else:
        whom = turn.t("Ring the place where you have it.")
    return Reply(
        f"{honest} {whom} {turn.t('Do you not know the number? Write what it is for, or write MENNESKE.')}",
        shortcuts=(human_button(turn.t),),
    )


def place_of(turn: Turn, appointment: Appointment) -> tuple[PlaceId, ...]:
    """Where it is, as what a reply shows."""
    schedule = turn.directory.schedule(appointment.schedule)
    return (schedule.place,) if schedule else ()


def looked_for(turn: Turn, booked: Appointment) -> Json | None:
    """So that "hvor ligger det" and "må jeg have min hund med" are asked about this place."""
    schedule = turn.directory.schedule(booked.schedule)
    place = turn.directory.place(schedule.place) if schedule else None
    town = turn.towns.find(place.town) if place and place.town else None
    return remembered(Search(topics=(schedule.topic,), town=town), turn.now) if schedule and town else None


def _is_then(turn: Turn, appointment: Appointment) -> bool:
    """Whether the message names its day or its clock time."""
    time, start = wanted(turn.reading, turn.now), appointment.start.astimezone(COPENHAGEN)
    if time.trouble or time.first is None or time.last is None:
        return False
    return time.first <= start.date() < time.last and (time.clock is None or time.clock == start.time())
