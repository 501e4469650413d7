"""Cases: what a human must look at, without a number, oldest first."""

from bot.model import PersonId
from bot.store import cases
from bot.store.cases import CaseKind
from bot.store.database import Database
from tests.store.rows import BENT, NOW, met


async def opened(database: Database, person: PersonId, text: str, municipality: str | None = "Slagelse") -> int:
    """One case."""
    return await database.write(
        lambda db: cases.open_case(
            db, kind=CaseKind.HUMAN, person=person, municipality=municipality, place=None, text=text, now=NOW
        )
    )


async def test_oldest_case_first(database: Database) -> None:
    """Staff see open cases in the order in which they came, with a pseudonym and the words."""
    anna, bent = await met(database), await met(database, BENT)
    await opened(database, anna.id, "vil tale med nogen")
    await opened(database, bent.id, "også mig", None)

    async with database.read() as db:
        everywhere = await cases.open_cases(db)
        there = await cases.open_cases(db, "Slagelse")

    assert [(case.pseudonym, case.text) for case in everywhere] == [
        (anna.pseudonym, "vil tale med nogen"),
        (bent.pseudonym, "også mig"),
    ]
    assert [case.text for case in there] == ["vil tale med nogen"]
    assert "vil tale" not in repr(everywhere)


async def test_withdrawn_case_is_gone(database: Database) -> None:
    """Who takes a case back leaves nothing."""
    anna = await met(database)
    number = await opened(database, anna.id, "fortrudt")

    await database.write(lambda db: cases.withdraw(db, number))

    async with database.read() as db:
        assert await cases.open_cases(db) == []


async def test_closed_case_keeps_what_was_done(database: Database) -> None:
    """A closed case is no longer among the open ones, says what was done, and is closed once."""
    anna = await met(database)
    number = await opened(database, anna.id, "vil tale med nogen")

    first = await database.write(lambda db: cases.close(db, number, "ringet op", NOW))
    again = await database.write(lambda db: cases.close(db, number, "igen", NOW))

    async with database.read() as db:
        assert await cases.open_cases(db) == []
        found = await cases.one(db, number)
        assert await cases.one(db, number + 1) is None
    assert found is not None
    assert (first, again, found.state, found.done) == (True, False, "closed", "ringet op")
    assert "ringet" not in repr(found)


async def test_numbers_are_not_used_again(database: Database) -> None:
    """A new case never takes the number of one that is gone."""
    anna = await met(database)
    number = await opened(database, anna.id, "en")
    await database.write(lambda db: cases.withdraw(db, number))

    assert await opened(database, anna.id, "to") == number + 1
