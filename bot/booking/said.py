"""Appointments in words: when they are, what to know before one goes there, and what is called off by which word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.booking.times import Offer
from bot.booking.wanted import Trouble, Wanted
from bot.conversation import Turn
from bot.i18n import COPENHAGEN, Translator
from bot.model import Appointment, DayPart, Place, Schedule, Topic, Wish
from bot.moment import MORNING
from bot.search.found import MORE_HINT, TWO_PARTS, packed
from bot.slots import windows
from bot.wording.labels import short_name
from bot.wording.listing import sentence

PLACE_ROOM = 24
CHOICES_ROOM = 50
# Whoever meets the municipality may bring somebody to speak for them (forvaltningsloven § 8).
_MAY_BRING_SOMEBODY = frozenset({Topic.SOCIAL_WORKER, Topic.HOUSING, Topic.RIGHTS})
_PART_OF_DAY = {
    DayPart.MORNING: "{day} before noon",
    DayPart.AFTERNOON: "{day} in the afternoon",
    DayPart.EVENING: "{day} in the evening",
}
_ANY_DAY = {
    DayPart.MORNING: "before noon",
    DayPart.AFTERNOON: "in the afternoon",
    DayPart.EVENING: "in the evening",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A text of two parts at most, and what did not fit."""

    text: str
    pages: tuple[str, ...] = ()


def when(t: Translator, start: datetime, now: datetime) -> str:
    """ "i dag kl. 15", "torsdag kl. 10", "torsdag 17. december kl. 10"; no "i morgen" at night, when it has two."""
    seen_from = now - timedelta(days=2) if now.astimezone(COPENHAGEN).time() < MORNING else now
    return t("{day} at {time}", day=t.day(start, seen_from), time=t.clock(start))


def with_date(t: Translator, start: datetime, now: datetime) -> str:
    """The same for what is settled: with its date, unless it is today or tomorrow."""
    days = (start.astimezone(COPENHAGEN).date() - now.astimezone(COPENHAGEN).date()).days
    is_clear = days < 2 and now.astimezone(COPENHAGEN).time() >= MORNING
    return when(t, start, now if is_clear else now - timedelta(days=8))


def wish(t: Translator, wanted: Wanted, now: datetime) -> str:
    """What was wished for: "torsdag formiddag", "om eftermiddagen"; empty when nothing was."""
    if wanted.first is None or wanted.begins is None:
        return t(_ANY_DAY[wanted.part]) if wanted.part else ""
    if wanted.at is not None:
        return when(t, wanted.at, now)
    day = t.day(wanted.begins, now)
    return t(_PART_OF_DAY[wanted.part], day=day) if wanted.part else day


def trouble(t: Translator, wanted: Wanted) -> str:
    """What is wrong with the time, kindly."""
    match wanted.trouble:
        case Trouble.NO_SUCH:
            return sentence(t("{words} does not exist.", words=wanted.words))
        case Trouble.SKIPPED:
            return t("{words} does not exist that night: the clocks go forward.", words=wanted.words)
        case Trouble.PAST:
            return t("That time is past.")
        case None:
            return ""


def label(t: Translator, offer: Offer, now: datetime, place: Place | None = None, town: str | None = None) -> str:
    """One time to take; with its place where there are several."""
    said = when(t, offer.slot.start, now)
    return f"{said}, {short_name(place, town, PLACE_ROOM)}" if place else said


def confirmed(turn: Turn, appointment: Appointment, opener: str = "") -> Told:
    """All that somebody must know to get there; what two parts do not hold is on the next page."""
    t, schedule = turn.t, turn.directory.schedule(appointment.schedule)
    rehearsal = t("This is only a rehearsal.") if schedule and schedule.example else ""
    is_then = t("You have a time: {when}.", when=with_date(t, appointment.start, turn.now))
    along = t("Do you want somebody with you? Write DEL MED and their number.")
    last = [t("Your code is {code}.", code=appointment.code), t("Another time: FLYT. You cannot come: AFBUD.")]
    return _packed(
        [opener, rehearsal, is_then, *_what_and_where(turn, schedule)],
        [*_before_one_goes(turn, appointment, schedule), along],
        last,
    )


def details(turn: Turn, appointment: Appointment) -> Told:
    """An appointment that is looked up again."""
    schedule = turn.directory.schedule(appointment.schedule)
    first = [sentence(with_date(turn.t, appointment.start, turn.now)), *_what_and_where(turn, schedule)]
    code = turn.t("The code is {code}.", code=appointment.code)
    return _packed(first, _before_one_goes(turn, appointment, schedule), [code], room=TWO_PARTS - CHOICES_ROOM)


def in_a_line(t: Translator, appointment: Appointment, schedule: Schedule | None, now: datetime) -> str:
    """One of several: when, and what it is."""
    said = when(t, appointment.start, now)
    return f"{said}, {schedule.title}" if schedule else said


def street(place: Place | None) -> str:
    """Where it is; the number where the street is secret or not known."""
    if place is None or place.address_hidden or place.address is None:
        return sentence(f"Tlf. {place.phone}") if place and place.phone else ""
    town = " ".join(part for part in (place.postcode, place.town) if part)
    return sentence(", ".join(part for part in (place.address, town) if part))


def _what_and_where(turn: Turn, schedule: Schedule | None) -> list[str]:
    return [sentence(schedule.title), street(turn.directory.place(schedule.place))] if schedule else []


def _before_one_goes(turn: Turn, appointment: Appointment, schedule: Schedule | None) -> list[str]:
    """How one gets in, what happens, what to bring and whom; nothing of it when its schedule is no more."""
    if schedule is None:
        return []
    t, place = turn.t, turn.directory.place(schedule.place)
    welcomes = place.welcomes if place else ()
    return [
        come_between(t, appointment, schedule),
        sentence(schedule.way or ""),
        sentence(schedule.agenda or ""),
        sentence(schedule.bring or ""),
        sentence((place.note if place else None) or ""),
        t("Your dog may come.") if Wish.DOG in welcomes else "",
        t("You may bring somebody.") if place and may_bring(schedule, place) else "",
    ]


def may_bring(schedule: Schedule, place: Place) -> bool:
    """Whether somebody may come along."""
    return Wish.COUPLE in place.welcomes or schedule.topic in _MAY_BRING_SOMEBODY


def come_between(t: Translator, appointment: Appointment, schedule: Schedule) -> str:
    """Between which clock times one may come, where one need not come on the minute; else empty."""
    if not schedule.drop_in:
        return ""
    spans = windows(schedule, appointment.start.astimezone(COPENHAGEN).date())
    span = next((one for one in spans if one[0] <= appointment.start < one[1]), None)
    if span is None:
        return ""
    return t("You can come between {opens} and {closes}.", opens=t.clock(span[0]), closes=t.clock(span[1]))


def _packed(first: Sequence[str], more: Sequence[str], last: Sequence[str], room: int = TWO_PARTS) -> Told:
    """`first` and `last` always, as much of `more` between as there is room for, the rest as pages."""
    kept, left = list[str](), [one for one in more if one]
    must = len(" ".join(filter(None, (*first, *last))))
    while left and must + sum(len(one) + 1 for one in (*kept, left[0])) <= room - (MORE_HINT if len(left) > 1 else 0):
        kept.append(left.pop(0))
    return Told(" ".join(filter(None, (*first, *kept, *last))), packed(left))
