"""The calendar of a schedule: what staff see of what is booked, and what nobody else does."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
from icalendar import Calendar, Event

from bot.app import App
from bot.model import Address, AppointmentId, ChannelName, PlaceId, Schedule, ScheduleId, Topic
from bot.store import appointments, calendars, people, places, schedules
from tests.running import TUESDAY_AFTERNOON, Running

NUMBER = "+4520000011"
NURSE = Schedule(
    id=ScheduleId("sygeplejerske"),
    place=PlaceId("toften"),
    title="Sygeplejerske på Toften; hver dag, også søndag",
    discreet_title="aftale",
    topic=Topic.HEALTH,
    hours="Mo-Su 10:00-12:00",
    slot_minutes=20,
    capacity=3,
)
START = datetime(2026, 12, 2, 9, 0, tzinfo=UTC)


async def begin(app: App) -> str:
    """Put the schedule into the directory; the token of its calendar."""
    await app.database.write(lambda db: schedules.put(db, [NURSE]))
    await app.atlas.refresh()
    return await app.database.write(lambda db: calendars.token(db, NURSE.id))


async def booked(app: App, start: datetime, *, number: str = NUMBER, nickname: str | None = None) -> AppointmentId:
    """Somebody books a time."""
    end, now = start + timedelta(minutes=NURSE.slot_minutes), TUESDAY_AFTERNOON
    person = await app.database.write(lambda db: people.meet(db, Address(ChannelName.SMS, number), now, "da"))
    held = await app.database.write(lambda db: appointments.hold(db, NURSE, start, end, person.id, now))
    assert held
    await app.database.write(lambda db: appointments.book(db, held.id, now))
    if nickname:
        await app.database.write(lambda db: appointments.call(db, held.id, nickname))
    return held.id


async def fetched(house: Running, token: str) -> httpx.Response:
    """What a calendar program gets."""
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.get(f"{house.url}/calendar/{token}.ics")


async def events(house: Running, token: str) -> list[Event]:
    """What a calendar program shows, in order of time."""
    parsed = Calendar.from_ical((await fetched(house, token)).content)
    return sorted(parsed.events, key=lambda event: event.start)


async def test_staff_see_what_is_booked(house: Running) -> None:
    """Each appointment is an event at its time and place, with what was booked and the code."""
    token = await begin(house.app)
    first = await booked(house.app, START)
    await booked(house.app, START + timedelta(minutes=20), number="+4520000012", nickname="Bo; fra havnen")

    shown = await events(house, token)

    async with house.app.database.read() as db:
        one = await appointments.find(db, first)
    assert one
    assert [(event.start, event.end) for event in shown] == [
        (START, START + timedelta(minutes=20)),
        (START + timedelta(minutes=20), START + timedelta(minutes=40)),
    ]
    assert str(shown[0]["summary"]) == f"{NURSE.title}: {one.code}"
    assert str(shown[1]["summary"]).endswith(" (Bo; fra havnen)")
    assert str(shown[0]["location"]) == "Forsorgshjemmet Toften"


async def test_calendar_holds_nothing_personal(house: Running) -> None:
    """No number, no pseudonym and no name of a person is in it, and no store on the way keeps it."""
    token = await begin(house.app)
    await booked(house.app, START)
    async with house.app.database.read() as db:
        pseudonym = (await db.exec_driver_sql("SELECT pseudonym FROM persons")).scalar_one()

    answer = await fetched(house, token)

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert "20000011" not in answer.text
    assert pseudonym not in answer.text
    lines = {line.split(":")[0].split(";")[0] for line in answer.text.split("BEGIN:VEVENT")[1].splitlines() if line}
    assert lines & {"ATTENDEE", "ORGANIZER", "CONTACT", "DESCRIPTION"} == set()


async def test_secret_address_stays_secret(house: Running) -> None:
    """A place that hides its address has no location in the calendar, not even its name."""
    token = await begin(house.app)
    await booked(house.app, START)
    place = house.app.atlas.directory.place(NURSE.place)
    assert place
    hidden = replace(place, address_hidden=True, address=None)

    await house.app.database.write(lambda db: places.put(db, [hidden]))
    await house.app.atlas.refresh()

    assert "location" not in (await events(house, token))[0]


async def test_cancelled_and_held_are_not_there(house: Running) -> None:
    """What was cancelled is gone at the next look; what is only held was never there."""
    token = await begin(house.app)
    appointment = await booked(house.app, START)
    person = await house.app.database.write(
        lambda db: people.meet(db, Address(ChannelName.SMS, "+4520000012"), TUESDAY_AFTERNOON, "da")
    )
    later = START + timedelta(minutes=40)
    await house.app.database.write(
        lambda db: appointments.hold(db, NURSE, later, later + timedelta(minutes=20), person.id, TUESDAY_AFTERNOON)
    )
    before = await events(house, token)

    await house.app.database.write(lambda db: appointments.cancel(db, appointment, TUESDAY_AFTERNOON))

    assert [event.start for event in before] == [START]
    assert await events(house, token) == []


async def test_moved_stays_the_same_event(house: Running) -> None:
    """An appointment that was moved is the same event at another time, not a second one."""
    token = await begin(house.app)
    appointment = await booked(house.app, START)
    before = await events(house, token)
    new = START + timedelta(minutes=40)

    await house.app.database.write(
        lambda db: appointments.move(db, appointment, NURSE, new, new + timedelta(minutes=20), TUESDAY_AFTERNOON)
    )

    after = await events(house, token)
    assert [(event["uid"], event.start) for event in after] == [(before[0]["uid"], new)]


async def test_wrong_address_is_nothing(house: Running) -> None:
    """An address that is none, an old one, one of another shape: each is answered in the same way."""
    old = await begin(house.app)
    new = await house.app.database.write(lambda db: calendars.renew(db, NURSE.id))

    answers = [await fetched(house, token) for token in (old, "x" * 43, "x", NURSE.id, "%00", "æ", "a%2Fb", "x" * 3000)]

    assert {(answer.status_code, answer.content) for answer in answers[:6]} == {(404, b"")}
    assert {answer.status_code for answer in answers} == {404}
    assert (await fetched(house, new)).status_code == 200


async def test_calendar_of_a_removed_schedule(house: Running) -> None:
    """When a schedule is taken out its calendar is nothing any more."""
    token = await begin(house.app)

    await house.app.database.write(lambda db: schedules.remove(db, [NURSE.id]))

    assert (await fetched(house, token)).status_code == 404


async def test_empty_calendar_is_a_calendar(house: Running) -> None:
    """Before anything is booked a program can already follow it, and sees what it is called."""
    token = await begin(house.app)

    parsed = Calendar.from_ical((await fetched(house, token)).content)

    assert parsed.events == []
    assert parsed.calendar_name == NURSE.title
