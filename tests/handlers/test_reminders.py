"""What a reminder says: enough to get there, nothing that tells, never more than two parts."""

from datetime import timedelta

import pytest

from bot.channels.sms_text import is_gsm7
from bot.conversation import Reply
from bot.model import Appointment, AppointmentId, AppointmentState, Schedule
from bot.reminding import Reminder
from bot.store.directory import Directory
from bot.store.places_file import read
from bot.store.schedule_fields import telling
from handlers.reminders import remind, remind_companion
from tests.handlers.conftest import TUESDAY_AFTERNOON, Citizen
from tests.starter import STARTER, directory

SCHEDULES = read((STARTER / "schedules.yaml").read_text("utf-8"), {place.id for place in directory().places}).schedules
TWO_PARTS = 306


def appointment_in(schedule: Schedule, *, coming: bool | None = None) -> Appointment:
    """One in nine days, whose date is said in full."""
    start = TUESDAY_AFTERNOON + timedelta(days=9)
    return Appointment(
        AppointmentId(1),
        "A11",
        schedule.id,
        None,  # type: ignore[arg-type]
        start,
        start + timedelta(minutes=schedule.slot_minutes),
        AppointmentState.BOOKED,
        coming=coming,
    )


@pytest.mark.parametrize("reminder", Reminder)
@pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda schedule: schedule.id)
async def test_reminder_fits_and_tells_nothing(citizen: Citizen, schedule: Schedule, reminder: Reminder) -> None:
    """Every schedule of the starter, both reminders: two parts and nothing that tells."""
    citizen.directory = Directory(directory().places, schedules=SCHEDULES)
    place = citizen.directory.place(schedule.place)
    assert place

    reply = await citizen.meets(
        lambda turn: _answer(remind(turn.with_(now=TUESDAY_AFTERNOON), appointment_in(schedule), reminder))
    )

    sms = "\n".join([reply.text, *(f"{n} {choice.label}" for n, choice in enumerate(reply.choices, 1))])
    assert len(sms) <= TWO_PARTS
    assert is_gsm7(sms)
    assert telling(sms) is None
    assert place.name not in sms
    assert schedule.title not in sms
    assert schedule.discreet_title in sms


async def test_who_comes_is_not_asked_again(citizen: Citizen) -> None:
    """The soon one to somebody who said that they come is one part without a question."""
    citizen.directory = Directory(directory().places, schedules=SCHEDULES)
    coming = appointment_in(SCHEDULES[0], coming=True)

    reply = await citizen.meets(lambda turn: _answer(remind(turn, coming, Reminder.SOON)))

    assert not reply.choices
    assert not reply.then
    assert len(reply.text) <= 160


async def test_companion_hears_no_purpose(citizen: Citizen) -> None:
    """When and where, and not what it is called or what to bring."""
    citizen.directory = Directory(directory().places, schedules=SCHEDULES)
    for schedule in SCHEDULES:
        reply = await citizen.meets(
            lambda turn, one=schedule: _answer(remind_companion(turn, appointment_in(one)))  # type: ignore[misc]
        )

        assert telling(reply.text) is None
        assert schedule.title not in reply.text
        assert (schedule.bring or "-") not in reply.text
        assert len(reply.text) <= 160


async def test_schedule_that_is_gone(citizen: Citizen) -> None:
    """The time is still said when the schedule was removed."""
    reply = await citizen.meets(lambda turn: _answer(remind(turn, appointment_in(SCHEDULES[0]), Reminder.EVENING)))

    assert "kl. 14.30" in reply.text
    assert reply.choices


async def _answer(value: Reply) -> Reply:
    return value
