"""Somebody wants news, is told what they wanted, and ends one subject or all of them."""

from tests.journeys.citizen import Citizen


async def test_news_are_asked_for(citizen: Citizen) -> None:
    """In their own words; what is not said is asked once."""
    asked = await citizen.says("skriv til mig når der er ekstra senge")
    heard = await citizen.says("Slagelse")

    assert asked.startswith("I hvilken by?")
    assert "et sted at sove i Slagelse" in heard
    assert "AFMELD" in heard


async def test_own_list_is_told(citizen: Citizen) -> None:
    """All subjects with their towns; nothing where there is nothing."""
    assert "ikke nyt" in await citizen.says("hvad er jeg tilmeldt?")
    await citizen.says("skriv til mig når der er nyt om mad i Slagelse")
    await citizen.says("skriv til mig når der er nyt om tøj i Korsør")

    heard = await citizen.says("hvad er jeg tilmeldt?")

    assert "mad i Slagelse og tøj i Korsør" in heard


async def test_one_subject_ends(citizen: Citizen) -> None:
    """AFMELD asks which, and the others stand."""
    await citizen.says("skriv til mig når der er nyt om mad i Slagelse")
    await citizen.says("skriv til mig når der er nyt om tøj i Slagelse")

    await citizen.says("AFMELD")
    await citizen.chooses("mad i Slagelse")

    assert "om tøj i Slagelse." in await citizen.says("hvad er jeg tilmeldt")


async def test_all_subjects_end(citizen: Citizen) -> None:
    """ "Det hele" ends every subject, and a later question takes none up again."""
    await citizen.says("skriv til mig når der er nyt om mad i Slagelse")
    await citizen.says("skriv til mig når der er nyt om tøj i Slagelse")

    await citizen.says("AFMELD")
    await citizen.chooses("Det hele")
    await citizen.says("mad i Slagelse")

    assert "ikke nyt" in await citizen.says("hvad er jeg tilmeldt")


async def test_news_are_offered_once(citizen: Citizen) -> None:
    """After an answer and a thanks; a yes subscribes, and the same is never offered again."""
    await citizen.says("mad i Slagelse")
    offered = await citizen.says("tusind tak")
    heard = await citizen.chooses("Ja")
    await citizen.says("AFMELD")
    await citizen.says("mad i Slagelse")

    assert "nyt om mad i Slagelse" in offered
    assert "AFMELD" in heard
    assert "nyt om" not in await citizen.says("tak for det")


async def test_no_to_news_is_a_no(citizen: Citizen) -> None:
    """It is met kindly, and nobody asks again."""
    await citizen.says("mad i Slagelse")
    await citizen.says("tusind tak")

    await citizen.chooses("Nej")

    assert "ikke nyt" in await citizen.says("hvad er jeg tilmeldt")
    await citizen.says("mad i Slagelse")
    assert "nyt om" not in await citizen.says("tusind tak for hjælpen")


async def test_nothing_is_offered_in_danger(citizen: Citizen) -> None:
    """Who cried for help is thanked back and asked nothing."""
    await citizen.says("mad i Slagelse")
    await citizen.says("jeg vil ikke leve mere")

    assert "nyt om" not in await citizen.says("tusind tak")


async def test_news_are_about_what_was_looked_for(citizen: Citizen) -> None:
    """Where no kind of help is named it is the last one, and without one it is asked."""
    asked = await citizen.says("skriv når der er nyt")
    await citizen.says("sove i aalborg")

    assert asked.startswith("Hvad vil du høre nyt om?")
    assert "et sted at sove i Aalborg" in await citizen.says("skriv når der er nyt")
