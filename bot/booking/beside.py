"""A question while times are offered: answered from the schedule and its place, and then the same times again."""

from collections.abc import Iterator

from bot.booking import said
from bot.conversation import Hears, Reply, Turn
from bot.matching.wishes import Fit, fit
from bot.model import Choice, Detail, Place, Schedule, Wish
from bot.moment import asked_moment
from bot.phrasebook.appointed import Asked, asked_of_appointment
from bot.phrasebook.said import Thing, asked_thing
from bot.search.details import way
from bot.search.found import TWO_PARTS
from bot.wording.doubts import Listing
from bot.wording.hours import usual_week_said
from bot.wording.kinds import IN_A_SENTENCE
from bot.wording.listing import price, sentence, who

_AGAIN = {
    "take_time": "Which time suits you?",
    "take_held": "Shall I take the time for you?",
    "other_day": "Write a day that suits you, or choose here.",
    "take_new": "Do you want a new time?",
}
OFFERING = frozenset(_AGAIN)
"""The steps that wait for a time to be taken."""


async def answer_beside(turn: Turn) -> Reply:
    """What is known of it; the times stand below with the numbers that they had."""
    t, asked = turn.t, turn.kept["beside"]
    choices = tuple(Choice(key, label) for key, label in asked["choices"])
    question = t(_AGAIN[asked["step"]])
    room = TWO_PARTS - len(question) - 2 - sum(len(choice.label) + 3 for choice in choices)
    schedule = next(iter(_schedules(turn)), None)
    place = turn.directory.place(schedule.place) if schedule else None
    known = [one for one in _answers(turn, schedule, place) if one] if schedule and place else []
    ring = t("Ring {phone}.", phone=place.phone) if place and place.phone else ""
    text = _within(room, known) or _within(room, [t("I do not know that."), ring])
    either = _within(room, [t("I do not know that either."), ring])
    keep = {name: value for name, value in turn.kept.items() if name != "beside"}
    return Reply(
        f"{text} {question}",
        choices=choices,
        then=asked["step"],
        hears=frozenset(Hears(one) for one in asked["hears"]),
        keep=keep,
        otherwise=f"{either} {question}" if not known else "",
        shows=(place.id,) if place else (),
    )


def answer_about(turn: Turn, schedule: Schedule, place: Place) -> str:
    """What is known of it, where no time is offered: of an appointment that one has; else whom to ask."""
    known = _within(TWO_PARTS, [one for one in _answers(turn, schedule, place) if one])
    ring = turn.t("Ring {phone}.", phone=place.phone) if place.phone else ""
    return known or _within(TWO_PARTS, [turn.t("I do not know that."), ring])


def _schedules(turn: Turn) -> Iterator[Schedule]:
    """What is offered, the first time's first."""
    offered = [offer["schedule"] for offer in turn.kept.get("offers", ())]
    kept = [turn.kept["schedule"]] if "schedule" in turn.kept else turn.kept.get("schedules", [])
    return (found for one in (*offered, *kept) if (found := turn.directory.schedule(one)))


def _answers(turn: Turn, schedule: Schedule, place: Place) -> Iterator[str]:
    """What the schedule or the listing says to it; nothing where they say nothing."""
    t, thing = turn.t, asked_thing(turn.text)
    about = asked_of_appointment(turn.text)
    if about is not None:
        yield _of_appointment(turn, schedule, place, about)
    elif turn.reading.wishes:
        yield t("Yes.") if fit(place, turn.reading.wishes[0]) is Fit.YES else ""
    elif turn.reading.topics:
        topic = turn.reading.topics[0]
        yield t("Yes, they have {things}.", things=t(IN_A_SENTENCE[topic])) if topic in place.topics[1:] else ""
    elif turn.reading.asks is Detail.WAY or thing is Thing.WAY:
        yield sentence(schedule.way or "")
        yield way(t, turn.directory, Listing.of(turn.directory, place, asked_moment(None, turn.now), turn.now))
    elif turn.reading.asks is Detail.PHONE or thing is Thing.PHONE:
        yield t("{name}: ring {phone}.", name=place.name, phone=place.phone) if place.phone else ""
    elif turn.reading.asks is Detail.WEEK or thing is Thing.WEEK:
        hours = usual_week_said(t, place, turn.now, turn.directory.changes.get(place.id, ()))
        yield sentence(f"{place.name}: {hours}") if hours else ""
    elif thing in (Thing.PRICE, Thing.WHO) and schedule.topic in place.topics[:1]:
        # What a bed costs there says nothing of the nurse.
        yield price(t, place) if thing is Thing.PRICE else who(t, place)


def _of_appointment(turn: Turn, schedule: Schedule, place: Place, about: Asked) -> str:
    t = turn.t
    match about:
        case Asked.BRING:
            return sentence(schedule.bring or "")
        case Asked.WHAT:
            return sentence(schedule.agenda or "")
        case Asked.LONG:
            return "" if schedule.drop_in else t("It is set to {number} minutes.", number=schedule.slot_minutes)
        case Asked.DOG:
            return t("Your dog may come.") if Wish.DOG in place.welcomes else ""
        case Asked.ALONG:
            return t("You may bring somebody.") if said.may_bring(schedule, place) else ""


def _within(room: int, sentences: list[str]) -> str:
    """As many of them as there is room for, from the first."""
    text = ""
    for one in filter(None, sentences):
        joined = f"{text} {one}".strip()
        if len(joined) > room:
            break
        text = joined
    return text
