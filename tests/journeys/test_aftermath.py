"""The minutes after a cry for help: the danger stands, each word is met calmly, and the number is said again."""

import pytest

from tests.journeys.citizen import Citizen

CRY = "min ven er bevidstløs"


async def test_danger_stands_for_a_while(citizen: Citizen) -> None:
    """What follows names no other danger and shows no menu; the number is said again, with one sentence for it."""
    await citizen.says(CRY)
    awake = await citizen.says("han er vågen nu")
    asks = await citizen.says("hvad gør jeg")
    rung = await citizen.says("jeg har ringet")

    assert awake.startswith("Det er godt. Bliv der")
    assert "Ring 112 nu, hvis ingen har gjort det." in awake
    assert "1888" not in awake
    assert "De siger, hvad du skal gøre." in asks
    assert rung.startswith("Det var rigtigt at ringe. Bliv, hvor du er")
    assert all("Hvad har du mest brug for?" not in said for said in (awake, asks, rung))


async def test_town_is_for_the_danger(citizen: Citizen) -> None:
    """A town that is told in it is one for 112, and the way to a doctor there is open."""
    await citizen.says("min ven har brækket benet og bløder meget")
    town = await citizen.says("ja i aalborg")
    doctor = await citizen.says("læge")

    assert "Sig til 112, at det er i Aalborg" in town
    assert "LÆGE" in town
    assert "Aalborg" in doctor


@pytest.mark.parametrize("cry", [CRY, "min ven har taget en overdosis og er blå om læberne"])
async def test_grave_danger_stays_grave(citizen: Citizen, cry: str) -> None:
    """Beside somebody unconscious or blue nothing is said about what to do if it is not serious."""
    await citizen.says(cry)
    town = await citizen.says("odense")
    water = await citizen.says("skal jeg give ham noget vand")
    touch = await citizen.says("skal jeg røre ved ham")

    assert "Sig til 112, at det er i Odense" in town
    assert "ikke fare for livet" not in town
    assert water.startswith("Nej. Giv ikke noget at drikke eller spise.")
    assert touch.startswith("Ja, rør gerne ved personen.")


async def test_bystander_is_asked_no_town(citizen: Citizen) -> None:
    """Who stands beside somebody hears 112 alone, and the place they name is for 112."""
    cry = await citizen.says("der ligger en i en sovepose ved kirken han rører sig ikke")
    where = await citizen.says("det er i slagelse ved sct mikkels")

    assert "Ring 112 nu." in cry
    assert "Hvilken by" not in cry
    assert where.startswith("Sig adressen, når du ringer.")


async def test_lost_old_woman_is_112(citizen: Citizen) -> None:
    """An old woman in her nightgown at night is 112, and no day centre."""
    assert "Ring 112 nu." in await citizen.says("en gammel dame går rundt i natkjole i slagelse")


async def test_cold_names_112(citizen: Citizen) -> None:
    """Hours in the cold are asked about with 112 in it; that nobody can be sent is said, with 112 again."""
    cold = await citizen.says("fryser sindssygt har kun et tæppe i fælledparken")
    sends = await citizen.says("kan i sende nogen")

    assert "Er nogens liv i fare nu? Så ring 112." in cold
    assert "så ring 112" in sends
    assert "forstod" not in sends


@pytest.mark.parametrize("asks", ["kan jeg tage 8 panodil", "hvor mange ipren kan man tåle"])
async def test_dose_is_for_the_poison_line(citizen: Citizen, asks: str) -> None:
    """Who asks how much one may take is told who knows, and no side position."""
    told = await citizen.says(asks)

    assert "82 12 12 12" in told
    assert "Har nogen taget for meget, så ring 112 nu." in told
    assert "på siden" not in told


async def test_rape_names_ward_and_police(citizen: Citizen) -> None:
    """After rape: 112 if there is danger, who examines, the police, and that it is theirs to decide."""
    told = await citizen.says("jeg er blevet voldtaget")
    police = await citizen.says("skal jeg gå til politiet")

    assert "Er der fare nu, så ring 112." in told
    assert "skadestue" in told
    assert "114" in told
    assert police.startswith("Det må du gerne. Du bestemmer selv.")
    assert "114" in police
