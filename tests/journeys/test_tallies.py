"""What people ask is counted in the transaction that answers them, and nobody is seen in it."""

from bot.store.tallies import week_of
from tests.journeys.bookable import offer
from tests.journeys.citizen import Citizen
from tests.line.looking import rows
from tests.running import Running

COUNTED = "select what, about, municipality, sum(number) from tallies group by what, about, municipality order by what"


def counted(house: Running) -> list[tuple[object, ...]]:
    """Everything that was counted; week and person stand in none of it."""
    assert {week for (week,) in rows(house.folder, "select week from tallies")} <= {week_of(house.clock.now)}
    return [tuple(row) for row in rows(house.folder, COUNTED)]


async def test_question_counts_once(house: Running, citizen: Citizen) -> None:
    """By the kind of help and the municipality; the same person who asks it again and again is still one."""
    await citizen.says("hvor kan jeg sove i nat i slagelse")
    await citizen.says("hvad med i morgen")
    await citizen.says("hvor kan jeg sove i slagelse")

    assert counted(house) == [("answered", "shelter", "Slagelse", 1)]


async def test_town_that_comes_later_counts(house: Running, citizen: Citizen) -> None:
    """Nothing is counted until the town is known, and then it is counted there."""
    await citizen.says("mad")
    before = counted(house)
    await citizen.says("slagelse")

    assert before == []
    assert counted(house) == [("answered", "food", "Slagelse", 1)]


async def test_what_has_no_answer_counts(house: Running, citizen: Citizen) -> None:
    """What we do not know a place for, what we do not understand, and danger."""
    await citizen.says("dyrlæge til min hund i skagen")
    await citizen.says("xqzt vrml")
    await citizen.says("jeg vil ikke leve mere")

    found = {(what, about): number for what, about, _, number in counted(house)}
    assert found.pop(("danger", "suicide")) == 1
    assert found.pop(("not_understood", "")) == 1
    assert {what for what, _ in found} <= {"not_found", "answered"}


async def test_booking_counts_until_taken_back(house: Running, citizen: Citizen) -> None:
    """A booking is one, a second one is another; FORTRYD makes it none, calling off is counted by itself."""
    await offer(house)
    await citizen.says("tid hos sygeplejerske i slagelse på torsdag kl 10")
    await citizen.says("ja")
    booked = counted(house)
    await citizen.says("fortryd")
    undone = counted(house)
    await citizen.says("tid hos sygeplejerske i slagelse på torsdag kl 10")
    await citizen.says("ja")
    await citizen.says("afbud")

    assert ("booked", "health", "Slagelse", 1) in booked
    assert ("booked", "health", "Slagelse", 0) in undone
    assert {("booked", "health", "Slagelse", 1), ("cancelled", "health", "Slagelse", 1)} <= set(counted(house))


async def test_deleted_person_leaves_only_counts(house: Running, citizen: Citizen) -> None:
    """SLET MIG takes what was kept of the person for counting, and leaves the count."""
    await citizen.says("mad i slagelse")
    await citizen.says("slet mig")
    await citizen.says("ja")

    assert rows(house.folder, "select count(*) from dialogues")[0][0] == 0
    assert counted(house) == [("answered", "food", "Slagelse", 1)]
