"""Booking: what for, where, the best times, one of them taken, and all that helps to get there.

No account and no name. A time that is chosen is held and booked in one go, unless one question is left; while it is
open the seat is held. Where nothing can be booked, finding help answers with places and numbers.
"""

from dataclasses import replace

from bot.booking import said
from bot.booking.beside import answer_beside
from bot.booking.counted import about, given_back, tally
from bot.booking.holding import clash, gone, gone_held, had_already, hold, move_into
from bot.booking.offering import (
    MORE,
    NO,
    WAIT,
    Asked,
    ask_other_day,
    asked_before,
    asked_now,
    exact_time,
    is_yes,
    offer_times,
    taken_offer,
)
from bot.booking.own import looked_for, place_of, to_companions
from bot.booking.times import Offer, at_places, bookable_topics, for_topics
from bot.booking.waiting import wait_for
from bot.booking.wanted import ANY_TIME, Wanted, wanted, wanted_from
from bot.conversation import Conversation, Hears, Reply, Turn
from bot.model import Appointment, AppointmentId, AppointmentState, Choice, Intent, Json, Schedule, Topic
from bot.search.asked import Search, search_of
from bot.search.whereabouts import named_town, remember_first_town
from bot.store import appointments, waits
from bot.store.tallies import What
from bot.wording.buttons import yes_or_no
from bot.wording.kinds import CHOICE

FIND_HELP = "find_help"
_MOST_CHOICES = 5
_KEEP_BOTH = "both"


async def begin(turn: Turn) -> Reply:
    """What is named in the message; else what was looked for, at the place that was told last; else we ask."""
    search = search_of(turn)
    if turn.reading.topics:
        return await look(turn, search)
    there = at_places(turn.directory, turn.shown, search.topics) or at_places(turn.directory, turn.shown[:1], ())
    if found := there or for_topics(turn.directory, search, turn.now):
        return await among(turn, search, found)
    return ask_kind(turn, search)


async def look(turn: Turn, search: Search) -> Reply:
    """Times for what is needed, where the person is; without any such times the places that help."""
    if turn.reading.place is None and (there := at_places(turn.directory, turn.shown, search.topics)):
        return await among(turn, search, there)
    if not any(one.topic in search.topics for one in turn.directory.schedules):
        return Reply("", passes=FIND_HELP)
    if search.town is None:
        return ask_town(turn, search)
    await remember_first_town(turn, named_town(turn))
    near = for_topics(turn.directory, search, turn.now)
    return await among(turn, search, near) if near else Reply("", passes=FIND_HELP)


def ask_kind(turn: Turn, search: Search) -> Reply:
    """What for? Only what can be booked; anything else can be written."""
    topics = bookable_topics(turn.directory, search, turn.now)[:_MOST_CHOICES]
    if not topics:
        return Reply("", passes=FIND_HELP)
    return Reply(
        turn.t("What do you want an appointment for?"),
        choices=tuple(Choice(topic, turn.t(CHOICE[topic])) for topic in topics),
        then="take_kind",
        keep=_kept(turn, search),
        otherwise=turn.t("Choose what it is for, or write it in your own words."),
    )


async def take_kind(turn: Turn) -> Reply:
    """A kind of help was chosen."""
    search = search_of(turn)
    return await look(turn, replace(search, topics=(Topic(turn.choice or ""),)))


def ask_town(turn: Turn, search: Search) -> Reply:
    """Which town? Asked only of somebody whose town is not known."""
    return Reply(
        turn.t("In which town?"),
        then="take_town",
        hears=frozenset({Hears.PLACE, Hears.POSITION}),
        keep=_kept(turn, search),
        asks_position=turn.may_share,
        otherwise=turn.t("I do not know that town. Write a larger one near it."),
    )


async def take_town(turn: Turn) -> Reply:
    """The town that was named, or where the person is."""
    return await look(turn, search_of(turn))


async def among(turn: Turn, search: Search, schedules: list[Schedule]) -> Reply:
    """One kind of appointment: its times. Several at one place: which?"""
    kinds = {one.title: one for one in schedules}
    if len(kinds) > 1 and len({one.place for one in schedules}) == 1:
        return Reply(
            turn.t("What do you want an appointment for?"),
            choices=tuple(Choice(one.id, one.title) for one in list(kinds.values())[:_MOST_CHOICES]),
            then="take_schedule",
            keep=_kept(turn, search),
        )
    reply = await offer(turn, Asked(tuple(schedules), _wanted(turn)))
    return replace(reply, counts=(*reply.counts, about(turn.directory, schedules[0].id, What.ANSWERED)))


async def take_schedule(turn: Turn) -> Reply:
    """One of several at the same place was chosen."""
    schedule = turn.directory.schedule(turn.choice or "")
    return await offer(turn, Asked((schedule,) if schedule else (), _wanted(turn)))


async def offer(turn: Turn, asked: Asked) -> Reply:
    """The very time that was said is held and asked about; otherwise the best ones to choose from."""
    if has := await had_already(turn, asked):
        return confirm(turn, has, turn.t("You have that time already."))
    exact = await exact_time(turn, asked)
    return await ask_to_take(turn, asked, exact) if exact else await offer_times(turn, asked)


async def ask_to_take(turn: Turn, asked: Asked, chosen: Offer) -> Reply:
    """One time, held for ten minutes while the person decides."""
    held = await hold_or_say_why(turn, asked, chosen)
    if isinstance(held, Reply):
        return held
    when = said.when(turn.t, held.start, turn.now)
    return Reply(
        turn.t("{title}, {when}: it is free. Shall I take it for you?", title=chosen.schedule.title, when=when),
        choices=yes_or_no(turn.t, "Yes, take it", "No, another time"),
        then="take_held",
        hears=frozenset({Hears.TIME}),
        keep={**asked.kept, "held": held.id, "offers": [chosen.kept]},
    )


async def take_time(turn: Turn) -> Reply:
    """A time was chosen; or more were asked for, or another day, or none suits."""
    if turn.choice == MORE:
        return await offer_times(turn, asked_before(turn))
    if turn.choice == NO:
        return ask_other_day(turn, asked_before(turn))
    if turn.choice is None and is_yes(turn):
        first = taken_offer(turn.with_(choice="time0"))
        return await ask_to_take(turn, asked_before(turn), first) if first else await begin(turn)
    chosen = taken_offer(turn)
    if turn.choice or chosen:
        return await take(turn, chosen)
    return await offer(turn, asked_now(turn))


async def take(turn: Turn, chosen: Offer | None) -> Reply:
    """Held and booked in one go; only a clash with what the person already has is asked about."""
    asked = asked_before(turn)
    if chosen is None:
        return await offer_times(turn, replace(asked, seen=()))
    held = await hold_or_say_why(turn, asked, chosen)
    return held if isinstance(held, Reply) else await settle(turn, asked, held.id)


async def hold_or_say_why(turn: Turn, asked: Asked, chosen: Offer) -> Appointment | Reply:
    """The time, held for them; or why not: it is gone, they have it, or another of theirs is at the same time."""
    held = await hold(turn, chosen)
    if held is None:
        return await offer_times(turn, replace(asked, seen=()), gone(turn, chosen.slot.start))
    if held.state is AppointmentState.BOOKED:
        return confirm(turn, held, turn.t("You have that time already."))
    other = await clash(turn, held)
    return ask_about_clash(turn, asked, held, other) if other else held


def ask_about_clash(turn: Turn, asked: Asked, held: Appointment, other: Appointment) -> Reply:
    """Two at the same time, or the same twice: perhaps it is meant as a move."""
    t, same = turn.t, other.schedule == held.schedule
    has = said.in_a_line(t, other, turn.directory.schedule(other.schedule), turn.now)
    choices = [Choice("yes", t("Yes, only the new one"))] if same else []
    choices += [Choice(_KEEP_BOTH, t("I want both")), Choice("no", t("No, keep the old one"))]
    question = t("Shall I move it?") if same else t("They are at the same time. Do you want both?")
    return Reply(
        f"{t('You already have {appointment}.', appointment=has)} {question}",
        choices=tuple(choices),
        then="take_held",
        keep={**asked.kept, "held": held.id, "clash": other.id},
    )


async def take_held(turn: Turn) -> Reply:
    """The answer about a time that is held meanwhile."""
    held, other = AppointmentId(turn.kept["held"]), turn.kept.get("clash")
    asked = replace(asked_before(turn), seen=())
    if turn.choice == "yes":
        return await (move_here(turn, asked, held, AppointmentId(other)) if other else settle(turn, asked, held))
    if turn.choice == _KEEP_BOTH:
        return await settle(turn, asked, held)
    await appointments.cancel(turn.db, held, turn.now)
    if other:
        return Reply(turn.t("Fine. It is as before."))
    return await (offer(turn, asked_now(turn)) if turn.choice is None else offer_times(turn, asked))


async def settle(turn: Turn, asked: Asked, held: AppointmentId) -> Reply:
    """Booked, and all about it said. A yes that came too late hears the next times."""
    booked = await appointments.book(turn.db, held, turn.now)
    if booked is None:
        return await offer_times(turn, asked, await gone_held(turn, held))
    return replace(confirm(turn, booked), counts=(tally(turn.directory, booked, What.BOOKED),))


async def move_here(turn: Turn, asked: Asked, held: AppointmentId, old: AppointmentId) -> Reply:
    """The old one gets the new time, so that its code and who comes along stay the same."""
    moved = await move_into(turn, old, held)
    if moved is None:
        return await offer_times(turn, asked, await gone_held(turn, held))
    when = said.with_date(turn.t, moved.start, turn.now)
    others = await to_companions(turn, moved, turn.t("The appointment is moved to {when}.", when=when))
    return replace(confirm(turn, moved), undo=None, others=others)


async def other_day(turn: Turn) -> Reply:
    """Another day was said, or the wait list chosen, or nothing more is wanted."""
    asked = asked_before(turn)
    if turn.choice == WAIT or (turn.choice is None and is_yes(turn)):
        await wait_for(turn, asked.schedules)
        return Reply(
            turn.t("You are on the list. I write as soon as a time is free. Regret it: FORTRYD."),
            undo=("leave_list", {"schedules": [one.id for one in asked.schedules]}),
        )
    if turn.choice == NO:
        return Reply(turn.t("That is fine. Write BOOK whenever you like."))
    return await offer(turn, asked_now(turn))


async def leave_list(turn: Turn) -> Reply:
    """FORTRYD: nobody writes about those times."""
    await waits.leave(turn.db, turn.person.id, turn.kept["schedules"])
    return Reply(turn.t("Good, I have taken it back."))


async def undo_booking(turn: Turn) -> Reply:
    """FORTRYD: somebody else may have the time."""
    return Reply(turn.t("Good, I have given the time back."), counts=await given_back(turn))


def confirm(turn: Turn, booked: Appointment, opener: str = "") -> Reply:
    """All that somebody must know; FORTRYD takes back what this message booked."""
    told = said.confirmed(turn, booked, opener)
    return Reply(
        told.text,
        pages=told.pages,
        shows=place_of(turn, booked),
        remember=looked_for(turn, booked),
        undo=None if opener else ("undo_booking", {"appointment": booked.id}),
    )


def _kept(turn: Turn, search: Search) -> Json:
    """The time that was said in the first message still holds when a question between is answered."""
    return {"search": {**search.kept, "books": True}, "wanted": _wanted(turn).kept}


def _wanted(turn: Turn) -> Wanted:
    """The time that this message says, else the one that was said before the question."""
    said_now = wanted(turn.reading, turn.now)
    return said_now if said_now != ANY_TIME else wanted_from(turn.kept.get("wanted", {}))


BOOKING = Conversation(
    name="booking",
    first=begin,
    begins_with=frozenset({Intent.BOOK}),
    recalls=FIND_HELP,
    steps={
        "answer_beside": answer_beside,
        "take_kind": take_kind,
        "take_town": take_town,
        "take_schedule": take_schedule,
        "take_time": take_time,
        "take_held": take_held,
        "other_day": other_day,
        "leave_list": leave_list,
        "undo_booking": undo_booking,
    },
)
