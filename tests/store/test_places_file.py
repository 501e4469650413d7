"""The places file: every fault by line and field, the same places back, and what an import would change."""

import contextlib
from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import BadFile
from bot.model import Place, PlaceId, Position, Topic, Wish
from bot.regions import REGIONS
from bot.store import places_file
from bot.store.place_fields import FIELDS, KINDS
from bot.store.places_file import write
from bot.store.summary import changes

STARTER = files("bot").joinpath("starter", "places.yaml").read_text(encoding="utf-8")

GOOD = """places:
- id: varmestuen
  name: Varmestuen
  kind: day_centre
  municipality: Slagelse
  topics: [warm_room, food]
"""


def read(text: str) -> list[Place]:
    """The places of a file."""
    return list(places_file.read(text).places)


def faults_of(text: str) -> list[str]:
    """What `read` says about a bad file, fault by fault."""
    with pytest.raises(BadFile) as caught:
        read(text)
    return [str(fault) for fault in caught.value.faults]


def with_line(line: str) -> str:
    """The good file with one more line (its seventh) in the entry."""
    return f"{GOOD}  {line}\n"


def test_starter_directory_is_good() -> None:
    """The directory that a new installation begins with has no fault, and all its kinds are in use."""
    places = read(STARTER)

    assert len(places) == 110
    assert {place.kind for place in places} == set(KINDS)


def test_starter_directory_comes_back() -> None:
    """Writing the starter directory and reading it again gives the same places."""
    places = read(STARTER)

    assert read(write(places)) == places


def test_fields_keep_their_meaning() -> None:
    """Each field of the file reaches its field of the place."""
    place = next(place for place in read(STARTER) if place.id == "headspace-aalborg")

    assert (place.min_age, place.max_age, place.welcomes) == (12, 25, (Wish.YOUTH,))
    assert place.position == Position(57.048, 9.9187)
    assert place.position_of == "town"
    assert place.opening_hours == "Mo-Th 12:00-18:00"
    assert not place.address_hidden


def test_hidden_addresses_are_hidden() -> None:
    """No place in the starter directory that hides its address has one."""
    assert [place.id for place in read(STARTER) if place.address_hidden and place.address] == []


FAULTS = [
    ("nam: x", "line 7: nam: is no field of a place"),
    ("name: y", "line 7: name: is there twice"),
    ("phone: 112", 'line 7: phone: must be text in quotes, as "112"'),
    ('phone: "12 34"', "line 7: phone: is no Danish number (8 digits, or 3 to 6)"),
    ('phone: "70 20 30 82"', "line 7: phone: blocked number: the old LOKK line is dead; use 1888"),
    ('phone: "+4570203082"', "line 7: phone: blocked number: the old LOKK line is dead; use 1888"),
    ('note: "Ring på 70 20 30 82."', "line 7: note: blocked number: the old LOKK line is dead; use 1888"),
    ('postcode: "42"', "line 7: postcode: must be four digits"),
    ("welcomes: [cats]", "line 7: welcomes: cats: not one of"),
    ("welcomes: dog", "line 7: welcomes: must be a list, as [one, two]"),
    ("welcomes: [dog, dog]", "line 7: welcomes: has one twice"),
    ("address_hidden: ja", "line 7: address_hidden: must be true or false"),
    ("min_age: gammel", "line 7: min_age: must be a whole number of years"),
    ("min_age: true", "line 7: min_age: must be a whole number of years"),
    ("opening_hours: Mo-Fr 9-15", "line 7: opening_hours: not opening hours"),
    ("season: vinter", "line 7: season: not opening hours"),
    ("area: national", "line 7: area: stands for the country or a region"),
    ("area: Fyn", "line 7: area: 'Fyn' is no area"),
    ("position: kirken", "line 7: position: 'kirken' is no position"),
    ("lat: 55.4", "line 7: lat: lat and lon go together"),
    ("position: town", "line 7: position: needs lat and lon"),
    ("confidence: certain", "line 7: confidence: 'certain' is no confidence"),
    ("source_date: 2021-05-03", "line 7: source_date: must be text in quotes"),
    ("sources: en avis", "line 7: sources: must be a list of texts"),
    ('name: " "', "line 7: name: is there twice"),
    ('town: " "', "line 7: town: is empty"),
    ("note:", "line 7: note: is empty"),
    ('min_age: !!int ""', "line 7: min_age: cannot be read as int"),
    ("min_age: !!int x", "line 7: min_age: cannot be read: "),
    ('lat: !!float ""', "line 7: lat: cannot be read as float"),
    ("address_hidden: !!bool x", "line 7: address_hidden: cannot be read as bool"),
    ("note: !!timestamp x", "line 7: note: cannot be read as timestamp"),
    ("note: !!python/name:os.system x", "line 7: note: cannot be read: "),
    ("sources: !!omap x", "line 7: sources: cannot be read: "),
    ("sources: " + "[" * 2_000 + "]" * 2_000, "line 7: file: has lists in lists without end"),
    ('opening_hours: "Mo-Fr 10:00+"', "line 7: opening_hours: an open end (+)"),
]


@pytest.mark.parametrize(("line", "told"), FAULTS)
def test_fault_names_line_and_field(line: str, told: str) -> None:
    """A wrong field is told with its line, its name and what is wrong."""
    told_faults = faults_of(with_line(line))

    assert len(told_faults) == 1
    assert told_faults[0].startswith(told)


def test_faults_between_fields() -> None:
    """What is right by itself but does not agree is told at the field that must give way."""
    text = with_line("address_hidden: true\n  address: Vejen 1\n  min_age: 30\n  max_age: 18\n  lat: 9.9\n  lon: 57.0")

    assert faults_of(text) == [
        "line 8: address: must be left out while address_hidden is true",
        "line 10: max_age: is lower than min_age",
        "line 11: lat: is not in Denmark",
        "line 12: lon: is not in Denmark",
    ]


def test_all_faults_at_once() -> None:
    """Every fault of every entry comes at once, in the order of the file."""
    text = f"{GOOD}- id: Varme stuen\n  kind: cafe\n  topics: [sleep]\n- 3\n- id: varmestuen\n"

    assert [fault.split(": ")[:2] for fault in faults_of(text)] == [
        ["line 7", "name"],
        ["line 7", "id"],
        ["line 7", "municipality"],
        ["line 8", "kind"],
        ["line 9", "topics"],
        ["line 10", "places"],
        ["line 11", "name"],
        ["line 11", "kind"],
        ["line 11", "topics"],
        ["line 11", "municipality"],
        ["line 11", "id"],
    ]


def test_unknown_municipality_is_told() -> None:
    """A misspelt municipality would hide the place from everybody near it."""
    assert faults_of(GOOD.replace("Slagelse", "Slagelsø")) == [
        "line 5: municipality: 'Slagelsø' is no municipality (as Slagelse, Kolding)"
    ]


@pytest.mark.parametrize(
    "text",
    ["", "- x", "places: 3", "places:", "a: [", "plases: []", "\x00", "places:\n- &a {id: *a}", "places:\n\t- x", "3"],
)
def test_no_places_file_at_all(text: str) -> None:
    """What is no places file is told as such, and never crashes."""
    assert faults_of(text)


@settings(max_examples=100, deadline=None)
@given(
    field=st.sampled_from(["name", "min_age", "lat", "topics", "sources", "address_hidden", "note", "opening_hours"]),
    kind=st.sampled_from(["int", "float", "bool", "null", "timestamp", "binary", "set", "omap", "pairs", "str", "seq"]),
    value=st.sampled_from(['""', "x", "~", "[]", "{}", "[a, [b]]", "{a: b}", "2026-99-99", "0b", "1:99", "-", "."]),
)
def test_any_mark_is_read_or_refused(field: str, kind: str, value: str) -> None:
    """Whatever a value is said to be: a place, or a fault with the line and the field."""
    with contextlib.suppress(BadFile):
        read(GOOD.replace("  name: A\n", "") + f"  {field}: !!{kind} {value}\n")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever stands in the file: places, or a BadFile."""
    try:
        read(f"places:\n- {text}")
    except BadFile as refused:
        assert refused.faults


def test_example_is_allowed() -> None:
    """An entry may say that it is an example."""
    assert read(with_line("example: true")) == read(GOOD)


# With what ends a line to YAML and in no text of ours.
CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from("\x85\u2028\u2029\ufeff")
TEXT = st.text(CHARACTERS, min_size=1, max_size=30).filter(str.strip)
PLACES = st.builds(
    Place,
    id=st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True).map(PlaceId),
    name=TEXT,
    kind=st.sampled_from(sorted(KINDS)),
    topics=st.lists(st.sampled_from(list(Topic)), min_size=1, max_size=4, unique=True).map(tuple),
    organisation=st.none() | TEXT,
    area=st.sampled_from(["national", *REGIONS]),
    town=st.none() | TEXT,
    postcode=st.none() | st.integers(1000, 9999).map(str),
    phone=st.none() | st.sampled_from(["112", "116 111", "20 00 00 01", "20000001", "+45 20 00 00 01", "70 201 201"]),
    welcomes=st.lists(st.sampled_from(list(Wish)), max_size=3, unique=True).map(tuple),
    min_age=st.none() | st.integers(0, 18),
    max_age=st.none() | st.integers(18, 99),
    may_be_intoxicated=st.none() | st.booleans(),
    address_hidden=st.booleans(),
    free_of_charge=st.none() | st.booleans(),
    price=st.none() | st.just("ja") | st.just("10: 20 # 30"),
    opening_hours=st.none() | st.sampled_from(["24/7", "Mo-Fr 09:00-15:00; PH off"]),
    note=st.none() | st.just('Kom, "når" du vil\n- altid'),
    position=st.none() | st.just(Position(55.4, 11)),
    sources=st.lists(TEXT, max_size=2).map(tuple),
    source_date=st.none() | st.just("2021-05-03"),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(PLACES, max_size=3, unique_by=lambda place: place.id))
def test_written_places_come_back(places: list[Place]) -> None:
    """Whatever the places hold, reading what was written gives the same places."""
    assert read(write(places)) == places


@pytest.mark.parametrize("odd", ["\x85", "\u2028", "\u2029", "\ufeff", "\t", "\n", "\x85\x85", "\U0001f600", "\xa0"])
@pytest.mark.parametrize("note", ["a{}b", "a {} b", "{}a", "a{}", "a: {}b\nc"])
def test_odd_characters_come_back(odd: str, note: str) -> None:
    """A line break that only YAML knows, and whatever else a note holds, comes back as it was."""
    [known] = read(GOOD)
    places = [replace(known, note=note.format(odd))]

    assert read(write(places)) == places


def test_written_file_is_read_by_people() -> None:
    """A written file has one blank line between places, and words on one line."""
    text = write(read(f"{GOOD}- id: b\n  name: B\n  kind: food\n  area: national\n  topics: [food]\n"))

    assert "\n\n- id: b\n" in text
    assert "  topics: [warm_room, food]\n" in text


def test_every_field_is_told_in_the_starter() -> None:
    """The fields of a file are those of a place, with lat and lon for its position, and `example`."""
    names = set(Place.__dataclass_fields__) - {"position_of"}

    assert set(FIELDS) == names | {"lat", "lon", "example"}


BEFORE = read(GOOD)[0]
CAFE = replace(BEFORE, id=PlaceId("cafe"), name="Cafeen")


def test_import_adds_changes_and_leaves() -> None:
    """The summary says which places are new, which change in which fields, and which stay."""
    moved = replace(BEFORE, phone="20 00 00 01", topics=(Topic.FOOD,))
    new = replace(CAFE, id=PlaceId("ny"))

    summary = changes("places", [BEFORE, CAFE], [moved, CAFE, new])

    assert summary.added == (new,)
    assert summary.unchanged == (CAFE.id,)
    assert [(change.field, change.before, change.after) for change in summary.changed[0].fields] == [
        ("topics", BEFORE.topics, (Topic.FOOD,)),
        ("phone", None, "20 00 00 01"),
    ]


def test_import_removes_only_when_pruning() -> None:
    """A place that is missing in the file stays, unless the directory is pruned."""
    kept = changes("places", [BEFORE, CAFE], [BEFORE])
    pruned = changes("places", [BEFORE, CAFE], [BEFORE], prune=True)

    assert (kept.missing, kept.removed, kept.is_empty) == ((CAFE.id,), (), True)
    assert (pruned.missing, pruned.removed, pruned.is_empty) == ((), (CAFE.id,), False)


def test_import_twice_changes_nothing() -> None:
    """Importing the same file again is told as no change."""
    places = read(STARTER)

    assert changes("places", places, places).is_empty


def test_summary_reads_line_by_line() -> None:
    """Whoever imports sees each change with its field, before it is made."""
    moved = replace(BEFORE, phone="20 00 00 01", position=Position(55.4, 11.4))
    new = replace(CAFE, id=PlaceId("ny"))

    told = str(changes("places", [BEFORE, CAFE], [moved, new]))

    assert told.splitlines() == [
        "+ ny: Cafeen",
        "~ varmestuen: phone: nothing -> 20 00 00 01",
        "~ varmestuen: position: nothing -> 55.4 11.4",
        "only in the directory: cafe",
        "places: 1 new, 1 changed, 0 as before",
    ]
