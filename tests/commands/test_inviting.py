"""`invite` and `audit`: a code for a place that is there, and one message for one that is not."""

import re
from pathlib import Path

import pytest

from bot.commands import inviting
from bot.commands.opened import opened
from bot.model import RoleName
from bot.store import starter
from tests.commands.installation import settings_of


async def test_invite_prints_a_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The output holds "KODE 4821 7730" once, and the audit log has the act without the code."""
    settings = settings_of(tmp_path)
    async with opened(settings) as database:
        await starter.load(database, demo=False)

    await inviting.invite(settings, RoleName.VOLUNTEER, place="cafe-parasollen", municipality=None)
    said = capsys.readouterr().out
    await inviting.audit(settings, place="cafe-parasollen", limit=10)
    log = capsys.readouterr().out

    code = re.findall(r"KODE (\d{4} \d{4})", said)
    assert len(code) == 1
    assert "invite" in log
    assert code[0] not in log


@pytest.mark.parametrize(
    ("role", "place", "municipality", "names"),
    [
        (RoleName.VOLUNTEER, "parasollen", None, "cafe-parasollen"),
        (RoleName.STAFF, None, "slagelse", "Slagelse"),
    ],
)
async def test_unknown_names_are_refused(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    role: RoleName,
    place: str | None,
    municipality: str | None,
    names: str,
) -> None:
    """What is not in the directory is refused, with what it may have meant."""
    settings = settings_of(tmp_path)
    async with opened(settings) as database:
        await starter.load(database, demo=False)

    with pytest.raises(SystemExit):
        await inviting.invite(settings, role, place=place, municipality=municipality)

    assert names in capsys.readouterr().err


@pytest.mark.parametrize(
    ("role", "place", "municipality", "said"),
    [
        (RoleName.VOLUNTEER, None, None, "--place: must be given"),
        (RoleName.VOLUNTEER, "cafe-parasollen", "Aalborg", "--municipality: is for staff alone"),
        (RoleName.STAFF, None, None, "--municipality: must be given"),
        (RoleName.STAFF, "cafe-parasollen", "Aalborg", "--place: is for volunteers alone"),
        (RoleName.ADMIN, "cafe-parasollen", None, "--place: is for volunteers alone"),
    ],
)
async def test_options_fit_the_role(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    role: RoleName,
    place: str | None,
    municipality: str | None,
    said: str,
) -> None:
    """What is lacking is said as lacking, and nothing that was given is passed over."""
    with pytest.raises(SystemExit):
        await inviting.invite(settings_of(tmp_path), role, place=place, municipality=municipality)

    assert said in capsys.readouterr().err


async def test_invite_before_first_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new installation knows the places that it begins with."""
    await inviting.invite(settings_of(tmp_path), RoleName.VOLUNTEER, place="cafe-parasollen", municipality=None)

    assert "KODE" in capsys.readouterr().out
