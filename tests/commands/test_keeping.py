"""`cases` and `forget`: never with the wrong key, and never with a stack trace."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection
from structlog.testing import capture_logs

from bot.commands import keeping
from bot.commands.opened import opened
from bot.config import Settings
from bot.errors import WrongKey
from bot.model import PersonId
from bot.store import cases, sharers
from bot.store.cases import CaseKind
from tests.commands.installation import settings_of
from tests.databases import rows
from tests.store.rows import ANNA, NOW, met


async def opened_case(settings: Settings, text: str = "vil tale med nogen") -> int:
    """A case of Anna's."""
    async with opened(settings) as database:
        anna = await met(database)
        return await database.write(lambda db: _case(db, anna.id, text))


async def _case(db: AsyncConnection, person: PersonId, text: str) -> int:
    return await cases.open_case(
        db,
        kind=CaseKind.HUMAN,
        person=person,
        municipality="Slagelse",
        place=None,
        text=text,
        now=NOW,
    )


async def test_wrong_key_forgets_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With another key `forget` and `cases` say so, instead of that there is nobody."""
    await opened_case(settings_of(tmp_path))
    wrong = settings_of(tmp_path, "another secret that is long enough to be one")

    with pytest.raises(WrongKey):
        await keeping.forget(wrong, ANNA.value)
    with pytest.raises(WrongKey):
        await keeping.cases(wrong, None)

    assert capsys.readouterr().out == ""


async def test_damaged_case_hides_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text that does not open is named as such, and the other cases are shown."""
    settings = settings_of(tmp_path)
    await opened_case(settings)
    await opened_case(settings)
    with sqlite3.connect(tmp_path / "aabendoer.db") as plain:
        plain.execute("update cases set sealed = x'00' where id = 1")
    plain.close()

    await keeping.cases(settings, None)

    said = " ".join(capsys.readouterr().out.split())
    assert "cannot be" in said
    assert "Slagelse" in said


async def test_odd_text_is_shown_as_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a citizen puts into brackets ends no command, and nothing of it is lost; other cases are shown."""
    settings = settings_of(tmp_path)
    await opened_case(settings)
    number = await opened_case(settings, "lukket [/b] [nu] :x:")

    await keeping.cases(settings, None)
    await keeping.case(settings, number)

    listed, _, whole = capsys.readouterr().out.partition("Opened:")
    assert "vil tale" in " ".join(listed.split())
    assert all(word in listed for word in ("lukket", "[/b]", "[nu]", ":x:"))
    assert "Text:    lukket [/b] [nu] :x:" in whole


async def test_case_tells_how_to_reach(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One case shows text, pseudonym and number to the terminal; the log says that it was opened, and no number."""
    settings = settings_of(tmp_path)
    number = await opened_case(settings)

    with capture_logs() as logged:
        await keeping.case(settings, number)

    said = capsys.readouterr().out
    assert "vil tale med nogen" in said
    assert f"sms {ANNA.value}" in said
    assert [{"event": "case_opened", "case": number}] == [{k: line[k] for k in ("event", "case")} for line in logged]
    assert ANNA.value not in str(logged)


async def test_case_is_closed_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--close ends a case with what was done; an unknown or closed one is one message."""
    settings = settings_of(tmp_path)
    number = await opened_case(settings)

    await keeping.close(settings, number, "ringet op")
    await keeping.case(settings, number)
    shown = capsys.readouterr().out
    for work in (keeping.close(settings, number, "igen"), keeping.case(settings, number + 1)):
        with pytest.raises(SystemExit):
            await work
        assert "no such" in capsys.readouterr().err

    assert "ringet op" in shown
    await keeping.cases(settings, None)
    assert "Slagelse" not in capsys.readouterr().out


async def _with_sharer(settings: Settings) -> PersonId:
    """Anna's telephone, and somebody who uses it with a code word and waits for a human."""
    async with opened(settings) as database:
        anna = await met(database)

        async def share(db: AsyncConnection) -> PersonId:
            phone = await sharers.phone_of(db, anna.id)
            assert phone
            other = await sharers.add(db, phone, "blå hest", "da", NOW)
            assert other
            await _case(db, other, "vil tale med nogen")
            return other

        return await database.write(share)


async def test_case_of_a_sharer_tells_how_to_reach(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who uses somebody's telephone with a word is reached on it too, and staff hear that others read it."""
    settings = settings_of(tmp_path)
    await _with_sharer(settings)

    await keeping.case(settings, 1)

    assert f"sms {ANNA.value} (a telephone that others use too)" in capsys.readouterr().out


async def test_forget_names_who_is_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One of two goes, and it is said that the other stays, also when asked again; --all deletes them."""
    settings = settings_of(tmp_path)
    await _with_sharer(settings)

    await keeping.forget(settings, ANNA.value)
    assert "1 more use this telephone" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        await keeping.forget(settings, ANNA.value)
    assert "--all" in capsys.readouterr().err
    await keeping.forget(settings, ANNA.value, everyone=True)

    assert rows(tmp_path, "select count(*) from persons") == [(0,)]
    assert rows(tmp_path, "select count(*) from sharers") == [(0,)]
    assert rows(tmp_path, "select count(*) from cases where person is not null") == [(0,)]


async def test_forget_all_deletes_both(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """At once, both are gone."""
    settings = settings_of(tmp_path)
    await _with_sharer(settings)

    await keeping.forget(settings, ANNA.value, everyone=True)

    assert "Deleted: 2 people." in capsys.readouterr().out
    assert rows(tmp_path, "select count(*) from persons") == [(0,)]


@pytest.mark.parametrize("address", ["hello", "sms:2000", "sms:", "+45", "fax:20000001", "+4520000099", "telegram:1"])
async def test_forget_of_nobody_fails(settings: Settings, capsys: pytest.CaptureFixture[str], address: str) -> None:
    """An address that nobody has, or can have, ends with status 1."""
    with pytest.raises(SystemExit) as ended:
        await keeping.forget(settings, address)

    assert ended.value.code == 1
    assert capsys.readouterr().out == ""


async def test_unknown_municipality_has_no_cases(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty list would read as if all were well there; one that has cases is known, listed or not."""
    await opened_case(settings)

    await keeping.cases(settings, "Slagelse")
    with pytest.raises(SystemExit):
        await keeping.cases(settings, "Nowhere")

    assert "--municipality Nowhere: is not known" in capsys.readouterr().err
