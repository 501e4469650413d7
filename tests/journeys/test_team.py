"""Who acts for a place: invited by a code, seen, removed, and leaving of their own accord."""

import pytest

from bot.model import RoleName
from bot.store import audit, roles
from tests.journeys.citizen import Citizen
from tests.journeys.team import another, code_for, staff_of, volunteer_of

PLACE = "cafe-parasollen"


async def test_code_makes_a_volunteer(citizen: Citizen) -> None:
    """Hears for which place and what to write; the same code does nothing for the next."""
    code = await code_for(citizen.running, RoleName.VOLUNTEER, place=PLACE)

    heard = await citizen.says(f"kode {code}")

    assert "Café Parasollen" in heard
    assert "ÅBEN 17-22" in heard
    assert "er brugt" in await another(citizen, 2).says(f"KODE {code}")


async def test_code_ends_after_a_week(citizen: Citizen) -> None:
    """An old code gives nothing."""
    code = await code_for(citizen.running, RoleName.VOLUNTEER, place=PLACE)
    citizen.running.clock.later(days=7)

    assert "for gammel" in await citizen.says(f"KODE {code}")


async def test_guessing_is_stopped(citizen: Citizen) -> None:
    """After five wrong codes even the right one waits an hour."""
    code = await code_for(citizen.running, RoleName.VOLUNTEER, place=PLACE)
    for wrong in range(5):
        assert "kender jeg ikke" in await citizen.says(f"KODE 0000 000{wrong}")

    assert "Vent en time" in await citizen.says(f"KODE {code}")
    citizen.running.clock.later(hours=1, minutes=1)
    assert "Café Parasollen" in await citizen.says(f"KODE {code}")


async def test_code_is_asked_for(citizen: Citizen) -> None:
    """Who says only that there is a code may write the figures alone."""
    code = await code_for(citizen.running, RoleName.VOLUNTEER, place=PLACE)

    assert "de otte tal" in await citizen.says("jeg har fået en kode")
    assert "Café Parasollen" in await citizen.says(code)


async def test_volunteer_is_a_citizen_too(citizen: Citizen) -> None:
    """Asking for themselves they are answered as everybody."""
    volunteer = await volunteer_of(citizen, PLACE)

    assert "Toften" in await volunteer.says("hvor kan jeg sove i nat i slagelse")


async def test_staff_invite_and_remove(citizen: Citizen) -> None:
    """A code by text, the volunteer seen by pseudonym, removed by a digit, and told so."""
    staff = await staff_of(citizen, "Aalborg")
    heard = await staff.says("inviter frivillig til parasollen")
    code = heard.split("KODE ")[1].split(".")[0]
    assert "Café Parasollen" in await citizen.says(f"KODE {code}")

    await staff.says("fjern frivillig fra parasollen")
    async with citizen.running.app.database.read() as db:
        volunteer = next(one for one in await roles.everybody(db) if one.role.name is RoleName.VOLUNTEER)
    removed = await staff.chooses(volunteer.pseudonym)

    assert "skriver ikke længere" in removed
    assert "Tak for din hjælp" in await citizen.listens()
    async with citizen.running.app.database.read() as db:
        assert {entry.act for entry in await audit.entries(db)} >= {"join", "invite", "remove"}
        assert [one.role.name for one in await roles.everybody(db)] == [RoleName.STAFF]


@pytest.mark.parametrize(
    "text", ["fjern {name}", "slet {name} fra listen", "fjern {name} fra holdet", "Fjern {name} tak"]
)
async def test_colleague_is_removed_by_name(citizen: Citizen, text: str) -> None:
    """An administrator names a colleague, who is chosen by a digit; nobody is asked to delete or unsubscribe."""
    admin = another(citizen, 70)
    await admin.says(f"KODE {await code_for(citizen.running, RoleName.ADMIN)}")
    await admin.says("Bo")
    karl = await staff_of(citizen, "Slagelse", name="Karl")

    assert "Hvem skal jeg fjerne?" in await admin.says(text.format(name="Karl"))
    assert "skriver ikke længere" in await admin.chooses("Karl")
    assert "Slagelse" in await karl.listens()


@pytest.mark.parametrize("text", ["fjern karl", "slet Karl fra listen", "fjern Karl fra vores hold"])
async def test_staff_may_not_remove_staff(citizen: Citizen, text: str) -> None:
    """They hear who may; a colleague of another municipality is nobody, and so is a name that nobody has."""
    lone = await staff_of(citizen, "Slagelse")
    await staff_of(citizen, "Slagelse", name="Karl", number=61)
    await staff_of(citizen, "Kolding", name="Ida", number=62)

    assert "der styrer det hele" in await lone.says(text)
    assert "Der finder jeg ingen" in await lone.says("fjern Ida")
    assert "ingen" in await lone.says("slet Mads fra listen")


@pytest.mark.parametrize("text", ["slet min gæld", "fjern lusene", "slet mig fra rki"])
async def test_own_need_of_staff_is_no_order(citizen: Citizen, text: str) -> None:
    """What names no colleague is a citizen's message, whoever writes it."""
    lone = await staff_of(citizen, "Slagelse")

    assert "ingen" not in (await lone.says(text)).split(".")[0]


async def test_staff_keep_to_their_own(citizen: Citizen) -> None:
    """A place of another municipality is not theirs to invite for, and staff are invited by admins alone."""
    staff = await staff_of(citizen, "Slagelse")

    assert "KODE" not in (await staff.says("inviter frivillig til Café Parasollen")).replace("KODE 1234", "")
    assert "styrer" in await staff.says("inviter medarbejder i Slagelse")


async def test_admin_invites_staff(citizen: Citizen) -> None:
    """An administrator gives a code for a municipality."""
    admin = another(citizen, 70)
    await admin.says(f"KODE {await code_for(citizen.running, RoleName.ADMIN)}")
    await admin.says("Bo")

    heard = await admin.says("inviter medarbejder i Slagelse")
    code = heard.split("KODE ")[1].split(".")[0]

    assert "Slagelse" in await citizen.says(f"KODE {code}")
    assert "Tak, Lone" in await citizen.says("lone")


async def test_any_word_may_be_a_name(citizen: Citizen) -> None:
    """ "Bo" is a name here, though it means a home to everybody else; an order is no name."""
    code = await code_for(citizen.running, RoleName.STAFF, municipality="Slagelse")
    await citizen.says(f"KODE {code}")

    assert "Tak, " not in await citizen.says("sager")
    assert "Tak, Bo" in await citizen.says("bo")


async def test_citizen_can_invite_nobody(citizen: Citizen) -> None:
    """Without a role the words mean what they mean to everybody."""
    assert "KODE" not in await citizen.says("inviter frivillig til parasollen")


async def test_leaving_and_coming_back(citizen: Citizen) -> None:
    """ "Jeg stopper som frivillig" ends the role at once, and FORTRYD gives it back; reminders are another matter."""
    volunteer = await volunteer_of(citizen, PLACE)

    assert "Tak for din hjælp" in await volunteer.says("Jeg stopper som frivillig")
    assert "Du skriver igen for Café Parasollen" in await volunteer.says("FORTRYD")
    assert "Café Parasollen" in await volunteer.says("mine steder")


async def test_own_need_beats_an_open_question(citizen: Citizen) -> None:
    """A volunteer who is asked for a time and needs a bed is answered about the bed."""
    volunteer = await volunteer_of(citizen, PLACE)
    await volunteer.says("åbent kl 30")

    assert "Svenstrupgård" in await volunteer.says("jeg mangler selv et sted at sove i nat i aalborg")
