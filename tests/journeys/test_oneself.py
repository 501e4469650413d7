"""Who somebody says they are, beside what they ask: it decides where they may go, and it is not forgotten."""

import pytest

from tests.journeys.citizen import Citizen


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("jeg er kvinde og mangler et sted at sove i aarhus", "Reden Aarhus"),
        ("kvinde søger sovested aarhus", "Reden Aarhus"),
        ("jeg er gravid og har ingen seng, københavn", "Café Klare"),
        ("pige på 20 mangler et sted at sove i københavn", "Café Klare"),
        ("I am a woman and need a bed in Aarhus", "Reden Aarhus"),
    ],
)
async def test_women_are_told_their_own(citizen: Citizen, said: str, heard: str) -> None:
    """A woman who says so in the same breath hears first where she is among women."""
    assert (await citizen.says(said)).startswith(heard)


async def test_woman_is_remembered(citizen: Citizen) -> None:
    """Who told it with another need need not tell it again."""
    await citizen.says("jeg er en kvinde og skal bruge en tandlæge i københavn")

    assert (await citizen.says("sove")).startswith("Café Klare")


async def test_sister_is_not_oneself(citizen: Citizen) -> None:
    """A woman who is only spoken of changes nothing."""
    assert not (await citizen.says("min søster er kvinde og jeg skal sove i aarhus")).startswith("Reden")


@pytest.mark.parametrize(
    "said", ["har ikk gult kort", "jeg er udlænding", "har ikke sygesikringsbevis", "no yellow card"]
)
async def test_card_narrows_the_bed(citizen: Citizen, said: str) -> None:
    """Who has no card asks on for a bed: the house that was made for them, and none that asks for the card."""
    await citizen.says("hvor kan jeg sove i nat i aarhus")
    heard = await citizen.says(said)

    assert "Aarhus Vinterherberg" in heard
    assert "Kalkværksvej" not in heard


@pytest.mark.parametrize(
    "said",
    [
        "jeg er fra rumænien og har ikke sygesikring hvor kan jeg sove i aarhus",
        "jeg er bulgarer uden gult kort, sove i nat aarhus",
        "no yellow card sleep aarhus",
        "vinterherberg aarhus",
    ],
)
async def test_winter_house_is_told(citizen: Citizen, said: str) -> None:
    """In the same message, or by its very name."""
    assert (await citizen.says(said)).startswith("Aarhus Vinterherberg")


async def test_card_opens_the_other(citizen: Citizen) -> None:
    """Who has the card hears of no house for those without."""
    heard = await citizen.says("jeg har gult kort, hvor kan jeg sove i aarhus")

    assert heard.startswith("Natvarmestuen på Kalkværksvej")
    assert "Vinterherberg" not in heard


@pytest.mark.parametrize(
    ("said", "bed"),
    [
        (["jeg er en mand min kone slår mig", "kolding", "hvor kan jeg sove i nat"], "Overmarksgården"),
        (["min kone slår mig, vejle", "jeg er en mand", "har i et sted jeg kan sove"], "Vejle Natherberg"),
        (["jeg er mand og bliver slået af min kæreste, aalborg", "sove"], "Svenstrupgård"),
        (["min kæreste slår mig, slagelse", "jeg er 30 og mand", "sovested"], "Toften"),
    ],
)
async def test_beaten_men_get_beds(citizen: Citizen, said: list[str], bed: str) -> None:
    """A man who is beaten hears of no home for women; asked for a bed, the ordinary ones, and whom to ring."""
    *first, last = said
    for text in first:
        await citizen.says(text)
    heard = await citizen.says(last)

    assert bed in heard
    assert "Ring også 1888" in heard
    assert "Krisecenter" not in heard
    assert "Danner" not in heard


async def test_beaten_man_may_choose_bed(citizen: Citizen) -> None:
    """Where only a line knows more, a bed is offered beside it."""
    await citizen.says("jeg er mand og bliver slået af min kæreste, aalborg")

    assert "Svenstrupgård" in await citizen.chooses("Et sted at sove")


async def test_beaten_woman_stays_safe(citizen: Citizen) -> None:
    """Who flees a man is still told those who know about that first."""
    await citizen.says("min mand slår mig og jeg er kvinde, aalborg")

    assert "Krisecenter for kvinder Aalborg" in await citizen.says("hvor kan jeg sove")


@pytest.mark.parametrize(
    ("said", "bed"),
    [
        (
            "nu har hun smidt mig ud, jeg har ikke fået kontanthjælp og min tand er flækket, bor i vejle",
            "Vejle Natherberg",
        ),
        ("smidt ud og har gæld og er ked af det aalborg", "Forsorgshjemmet Svenstrupgård"),
        ("min kone har smidt mig ud og jeg har ondt i en tand, slagelse", "Forsorgshjemmet Toften"),
        ("min tand er flækket og jeg har ingen steder at sove, kolding", "Forsorgshjemmet Overmarksgården"),
        ("I have debt and sleep in my car in Kolding", "Forsorgshjemmet Overmarksgården"),
    ],
)
async def test_bed_goes_first(citizen: Citizen, said: str, bed: str) -> None:
    """Whoever has no bed for tonight hears of one before what can wait until tomorrow, which is a choice."""
    heard = await citizen.says(said)

    assert heard.startswith(bed)


async def test_rest_is_a_choice(citizen: Citizen) -> None:
    """What can wait is not lost."""
    await citizen.says("smidt ud og har gæld og er ked af det aalborg")

    assert "gæld" in await citizen.chooses("Hjælp med gæld")


@pytest.mark.parametrize(
    "said", ["jeg har gæld og tandpine slagelse", "jeg blev smidt ud af varmestuen og er sulten i slagelse"]
)
async def test_no_bed_where_none_lacks(citizen: Citizen, said: str) -> None:
    """Who does not say that they have no bed is answered what they ask."""
    assert not (await citizen.says(said)).startswith("Forsorgshjemmet Toften")
