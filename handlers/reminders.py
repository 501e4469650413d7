"""Reminders: when, where, the first step of the way, what to bring; "1 kommer 2 flyt 3 afbud".

Whoever looks over a shoulder learns nothing: the discreet title and the street, never a telling name. Moving and
calling off go on in their own conversations.
"""

from bot.booking import said
from bot.booking.own import place_of
from bot.conversation import Conversation, Reply, Turn
from bot.model import Appointment, AppointmentId, AppointmentState, Choice, Place, Schedule
from bot.reminding import Reminder
from bot.search.found import TWO_PARTS
from bot.store import appointments, reminders
from bot.store.schedule_fields import telling
from bot.wording.listing import ONE_PART, sentence

APPOINTMENTS, MOVING = "appointments", "moving"
_COMES, _MOVE, _CANCEL = "yes", "move", "cancel"
_CHOICES_ROOM = 34


def remind(turn: Turn, appointment: Appointment, reminder: Reminder) -> Reply:
    """The evening one helps to plan the way; the soon one is shorter, and asks no more who said that they come."""
    t = turn.t
    schedule = turn.directory.schedule(appointment.schedule)
    place = turn.directory.place(schedule.place) if schedule else None
    is_soon = reminder is Reminder.SOON
    title = schedule.discreet_title if schedule else t("appointment")
    when = said.when(t, appointment.start, turn.now)
    first = t("Soon: {title} {when}.", title=title, when=when) if is_soon else _remember(turn, title, when)
    where = [_where(turn, place), _look_up(turn, place), _way(turn, schedule, place, is_soon=is_soon)]
    bring = _discreet(schedule.bring if schedule else None)
    if appointment.coming and is_soon:
        return Reply(_fitting([first, *where, t("You cannot come: AFBUD.")], ONE_PART))
    return Reply(
        _fitting([first, *where, bring], TWO_PARTS - _CHOICES_ROOM),
        choices=(Choice(_COMES, t("I come")), Choice(_MOVE, t("Move")), Choice(_CANCEL, t("I cannot come"))),
        then="take_answer",
        keep={"appointment": appointment.id},
        # An answer may be changed: who comes can still call off.
        stays=True,
        shows=place_of(turn, appointment),
    )


def remind_companion(turn: Turn, appointment: Appointment) -> Reply:
    """Only when and where: what it is about is not theirs to hear from us."""
    place = turn.directory.place_of(appointment.schedule)
    when = said.when(turn.t, appointment.start, turn.now)
    return Reply(_fitting([turn.t("Remember: you come along {when}.", when=when), _where(turn, place)], ONE_PART))


async def take_answer(turn: Turn) -> Reply:
    """Coming, moving or calling off; a late answer, or a second one, is as welcome."""
    appointment = await appointments.find(turn.db, AppointmentId(turn.kept["appointment"]))
    if appointment is None or appointment.person != turn.person.id or appointment.end <= turn.now:
        return Reply(turn.t("That appointment is over. That is quite all right. Write BOOK when you want a new one."))
    if appointment.state is AppointmentState.CANCELLED:
        return await take_up_again(turn, appointment)
    if turn.choice == _MOVE:
        return Reply("", passes=MOVING)
    if turn.choice == _CANCEL:
        return Reply("", passes=APPOINTMENTS)
    when = said.when(turn.t, appointment.start, turn.now)
    await reminders.coming(turn.db, appointment.id)
    return Reply(
        turn.t("Good. I have noted that you come {when}.", when=when),
        otherwise=turn.t("Yes, it is noted: you come {when}.", when=when),
        shows=place_of(turn, appointment),
    )


async def take_up_again(turn: Turn, appointment: Appointment) -> Reply:
    """It was called off, and now they come: theirs again, if nobody has it."""
    if turn.choice != _COMES:
        return Reply(
            turn.t("It is already called off. Write BOOK when you want a new time."),
            otherwise=turn.t("Yes, it is called off. That is quite all right."),
        )
    again = await appointments.restore(turn.db, appointment.id, turn.now)
    if again is None:
        return Reply(turn.t("That time was just taken. Write BOOK, and I find another."))
    await reminders.coming(turn.db, again.id)
    return Reply(turn.t("You have your time again: {when}.", when=said.with_date(turn.t, again.start, turn.now)))


def _remember(turn: Turn, title: str, when: str) -> str:
    return turn.t("Remember: {title} {when}.", title=title, when=when)


def _where(turn: Turn, place: Place | None) -> str:
    """The street; where it is not known the place's name would tell too much, so it is told to who asks."""
    if place is None or said.street(place):
        return said.street(place)
    return turn.t("It is in {town}.", town=place.town) if place.town else ""


def _look_up(turn: Turn, place: Place | None) -> str:
    return "" if said.street(place) else turn.t("Write MINE TIDER to read where it is.")


def _way(turn: Turn, schedule: Schedule | None, place: Place | None, *, is_soon: bool) -> str:
    """The first step, in the words of the place; else what helps most to get off."""
    if schedule and schedule.way:
        return sentence(schedule.way)
    if is_soon:
        return turn.t("Leave in good time.")
    if place and place.town and turn.person.town and place.town != turn.person.town:
        return turn.t("Find out today how you get to {town}.", town=place.town)
    return turn.t("Find the way today, then tomorrow is easy.")


def _discreet(words: str | None) -> str:
    return sentence(words) if words and not telling(words) else ""


def _fitting(parts: list[str], room: int) -> str:
    """The first part always, and of the others as many as there is room for."""
    text = parts[0]
    for part in filter(None, parts[1:]):
        if len(text) + 1 + len(part) <= room:
            text = f"{text} {part}"
    return text


REMINDERS = Conversation(name="reminders", first=take_answer, steps={"take_answer": take_answer})
