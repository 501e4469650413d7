"""Schedules in the places file: every fault by line and field, the same schedules back, and where they must belong."""

from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import BadFile
from bot.hours import intervals
from bot.model import PlaceId, Schedule, ScheduleChange, ScheduleId, Topic
from bot.store import places_file
from bot.store.places_file import write
from bot.store.schedule_fields import FIELDS
from bot.store.summary import changes
from tests.starter import directory

STARTER = files("bot").joinpath("starter")
EXAMPLES = STARTER.joinpath("schedules.yaml").read_text(encoding="utf-8")
PLACES = {place.id for place in directory().places}

GOOD = """schedules:
- id: sygeplejerske
  place: varmestuen
  title: Sygeplejerske i varmestuen
  discreet_title: aftale
  topic: health
  hours: "Mo-Fr 12:00-14:00; PH off"
  slot_minutes: 20
"""


def read(text: str) -> list[Schedule]:
    """The schedules of a file; the warm room stands in the directory."""
    return list(places_file.read(text, {"varmestuen"}).schedules)


def faults_of(text: str) -> list[str]:
    """What is said about a bad file, fault by fault."""
    with pytest.raises(BadFile) as caught:
        read(text)
    return [str(fault) for fault in caught.value.faults]


def with_line(line: str) -> str:
    """The good file with this line instead of the same field's, or as its ninth."""
    name = line.split(":")[0]
    kept = [there for there in GOOD.splitlines() if not there.startswith(f"  {name}:")]
    return "\n".join([*kept, f"  {line}\n"])


def test_examples_are_good() -> None:
    """The example schedules have no fault, say that they are examples, and stand at places of the starter directory."""
    schedules = places_file.read(EXAMPLES, PLACES).schedules

    assert len(schedules) == 13
    assert all(schedule.example for schedule in schedules)


def test_examples_come_back() -> None:
    """Writing the examples and reading them again gives the same schedules."""
    schedules = places_file.read(EXAMPLES, PLACES).schedules

    assert places_file.read(write([], schedules), PLACES).schedules == schedules


def test_examples_know_no_other_files() -> None:
    """What the file says about itself holds wherever it lies."""
    assert "../" not in EXAMPLES


def test_fields_keep_their_meaning() -> None:
    """Each field of the file reaches its field of the schedule; what is left out has an ordinary value."""
    text = with_line('changes: [{date: 2026-12-24, hours: "10:00-12:00, 13:00-14:00"}, {date: "2026-12-31"}]')

    assert read(text) == [
        Schedule(
            id=ScheduleId("sygeplejerske"),
            place=PlaceId("varmestuen"),
            title="Sygeplejerske i varmestuen",
            discreet_title="aftale",
            topic=Topic.HEALTH,
            hours="Mo-Fr 12:00-14:00; PH off",
            slot_minutes=20,
            capacity=1,
            drop_in=False,
            lead_minutes=0,
            horizon_days=28,
            changes=(
                ScheduleChange(date(2026, 12, 24), "10:00-12:00, 13:00-14:00"),
                ScheduleChange(date(2026, 12, 31)),
            ),
        )
    ]


FAULTS = [
    ("titel: x", "line 9: titel: is no field of a schedule"),
    ("place: cafe", "line 8: place: 'cafe' is no place in this file or in the directory"),
    ("place: 3", "line 8: place: must be text in quotes"),
    (f"title: {'x' * 61}", "line 8: title: is longer than 60 characters"),
    ("discreet_title: Alkoholbehandlingen", "line 8: discreet_title: tells on a lock screen what it is about"),
    ("discreet_title: tid på Herberget", "line 8: discreet_title: tells on a lock screen"),
    ("discreet_title: samtale om stoffer", "line 8: discreet_title: tells on a lock screen"),
    ("discreet_title: møde på kvindekrisecentret", "line 8: discreet_title: tells on a lock screen"),
    ("discreet_title: psykolog", "line 8: discreet_title: tells on a lock screen"),
    ("discreet_title: misbrugscenter", "line 8: discreet_title: tells on a lock screen"),
    ("topic: sleep", "line 8: topic: 'sleep' is no topic"),
    ("topic: [health]", "line 8: topic: must be text in quotes"),
    ("hours: Mo-Fr 9-15", "line 8: hours: not opening hours"),
    ('hours: "Mo 25:00-26:00"', "line 8: hours: not opening hours"),
    ('hours: "SH off"', "line 8: hours: school holidays"),
    ("slot_minutes: 0", "line 8: slot_minutes: must be 5 to 480"),
    ("slot_minutes: en time", "line 8: slot_minutes: must be a whole number of minutes"),
    ("slot_minutes: 2.5", "line 8: slot_minutes: must be a whole number of minutes"),
    ("capacity: 0", "line 9: capacity: must be 1 to 200"),
    ("capacity: true", "line 9: capacity: must be a whole number of people"),
    ("drop_in: ja", "line 9: drop_in: must be true or false"),
    ("lead_minutes: -5", "line 9: lead_minutes: must be 0 to 40320"),
    ("horizon_days: 400", "line 9: horizon_days: must be 1 to 365"),
    ("agenda:", "line 9: agenda: is empty"),
    (f"bring: {'x' * 121}", "line 9: bring: is longer than 120 characters"),
    ("changes: 2026-12-24", "line 9: changes: must be a list"),
    ("changes: [2026-12-24]", "line 9: changes: each must have a date"),
    ("changes: [{date: 2026-12-24, open: no}]", "line 9: changes: each must have a date"),
    ("changes: [{date: 24/12}]", "line 9: changes: '24/12' is no date"),
    ("changes: [{date: 2026-02-30}]", "line 9: changes: cannot be read"),
    ("changes: [{date: '2026-02-30'}]", "line 9: changes: '2026-02-30' is no date"),
    ("changes: [{date: 2026-12-24 10:00:00}]", "line 9: changes:"),
    ('changes: [{date: 2026-12-24, hours: "Mo 10:00-12:00"}]', "line 9: changes: 2026-12-24: 'Mo 10:00-12:00' are no"),
    ('changes: [{date: 2026-12-24, hours: "25:00-26:00"}]', "line 9: changes: 2026-12-24: '25:00-26:00' are no"),
    ("changes: [{date: 2026-12-24}, {date: 2026-12-24}]", "line 9: changes: 2026-12-24 is there twice"),
    ("example: ja", "line 9: example: must be true or false"),
]


@pytest.mark.parametrize(("line", "told"), FAULTS)
def test_fault_names_line_and_field(line: str, told: str) -> None:
    """A wrong field is told with its line, its name and what is wrong."""
    told_faults = faults_of(with_line(line))

    assert told_faults[0].startswith(told)
    assert len(told_faults) == 1


@pytest.mark.parametrize("title", ["aftale", "samtale", "aftale på biblioteket", "møde med Kristoffer", "tid i huset"])
def test_discreet_titles_are_taken(title: str) -> None:
    """Words that tell nothing are no fault, also where letters of a telling word stand inside them."""
    assert read(with_line(f"discreet_title: {title}"))[0].discreet_title == title


def test_missing_fields_are_told() -> None:
    """What a schedule cannot be without is told at its first line."""
    assert faults_of("schedules:\n- id: a\n") == [
        f"line 2: {name}: is missing" for name in ("place", "title", "discreet_title", "topic", "hours", "slot_minutes")
    ]


def test_faults_of_both_parts_at_once() -> None:
    """Places and schedules of one file are told together, in the order of the file; doubles and strange parts too."""
    text = f"{GOOD}- id: sygeplejerske\n  place: ny\nplaces:\n- id: ny\nplanes: []\nplaces: []\n"

    assert [fault.split(": ")[:2] for fault in faults_of(text)] == [
        *[["line 9", name] for name in ("title", "discreet_title", "topic", "hours", "slot_minutes", "id")],
        *[["line 12", name] for name in ("name", "kind", "topics", "municipality")],
        ["line 13", "planes"],
        ["line 14", "places"],
    ]


def test_schedule_at_a_place_of_its_file() -> None:
    """A file may bring a place and what can be booked there together."""
    text = f"""{GOOD}places:
- id: varmestuen
  name: Varmestuen
  kind: day_centre
  municipality: Slagelse
  topics: [warm_room]
"""

    contents = places_file.read(text)

    assert [schedule.place for schedule in contents.schedules] == [contents.places[0].id]
    assert contents.parts == {"places", "schedules"}


def test_written_file_has_both() -> None:
    """A written file holds both parts, and is read by people: one blank line before each entry and part."""
    place = places_file.read(
        "places:\n- id: varmestuen\n  name: V\n  kind: food\n  area: national\n  topics: [food]\n"
    ).places

    text = write(place, read(GOOD))

    assert "\n\nschedules:\n\n- id: sygeplejerske\n" in text
    assert places_file.read(text).schedules == tuple(read(GOOD))
    assert "schedules" not in write(place)


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(str.strip)
CHANGES = st.builds(
    ScheduleChange, st.dates(date(2026, 1, 1), date(2029, 1, 1)), st.none() | st.just("10:00-12:00,13:00-14:00")
)
SCHEDULES = st.builds(
    Schedule,
    id=st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True).map(ScheduleId),
    place=st.just(PlaceId("varmestuen")),
    title=TEXT,
    discreet_title=st.sampled_from(["aftale", "samtale: kl. 10"]),
    topic=st.sampled_from(Topic),
    hours=st.sampled_from(["24/7", "Mo-Fr 12:00-14:00; PH off", "week 2-53/2 Mo 15:00-18:00"]),
    slot_minutes=st.integers(5, 480),
    capacity=st.integers(1, 200),
    drop_in=st.booleans(),
    lead_minutes=st.integers(0, 40320),
    horizon_days=st.integers(1, 365),
    agenda=st.none() | TEXT,
    bring=st.none() | TEXT,
    changes=st.lists(CHANGES, max_size=3, unique_by=lambda change: change.day).map(tuple),
    example=st.booleans(),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(SCHEDULES, max_size=3, unique_by=lambda schedule: schedule.id))
def test_written_schedules_come_back(schedules: list[Schedule]) -> None:
    """Whatever the schedules hold, reading what was written gives the same schedules."""
    assert read(write([], schedules)) == schedules


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(FIELDS)), st.text(max_size=40))
def test_any_text_is_read_or_refused(field: str, text: str) -> None:
    """Whatever stands in a field: a schedule, or a BadFile that says why."""
    try:
        assert read(f"schedules:\n- {field}: {text}") == []
    except BadFile as refused:
        assert refused.faults


def test_hours_of_a_change_can_be_read() -> None:
    """What is taken as the hours of one date is understood as such."""
    assert intervals("PH,Mo-Su 10:00-12:00, 13:00-14:00", date(2026, 12, 25))


def test_summary_tells_what_changes() -> None:
    """Whoever imports sees each schedule that is new, and each field that changes."""
    before = read(GOOD)[0]
    after = replace(before, capacity=2, changes=(ScheduleChange(date(2026, 12, 24)),))
    new = replace(before, id=ScheduleId("ny"))

    told = str(changes("schedules", [before], [after, new])).splitlines()

    assert told == [
        "+ ny: Sygeplejerske i varmestuen",
        "~ sygeplejerske: capacity: 1 -> 2",
        "~ sygeplejerske: changes: nothing -> 2026-12-24 off",
        "schedules: 1 new, 1 changed, 0 as before",
    ]


def test_fields_are_those_of_schedules() -> None:
    """The fields of a file are those of a schedule."""
    assert set(FIELDS) == set(Schedule.__dataclass_fields__)
