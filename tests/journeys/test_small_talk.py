"""What people say beside what they need: anger, an excuse, a second thought, a thanks with a question in it."""

import pytest

from bot.store import cases
from tests.journeys.citizen import Citizen
from tests.journeys.team import volunteer_of
from tests.running import Running


def _a_moment(house: Running) -> None:
    house.clock.later(seconds=5)


async def test_anger_is_met_kindly(citizen: Citizen) -> None:
    """Who swears is not told that we do not understand; who excuses it hears that it is all right."""
    await citizen.says("sove i vejle")
    angry = await citizen.says("fuck jer")
    sorry = await citizen.says("undskyld")

    assert "Det forstod jeg ikke" not in angry
    assert "MENNESKE" in angry
    assert sorry == "Det er helt i orden. Hvad mangler du?"


async def test_no_may_become_a_yes(citizen: Citizen) -> None:
    """Who says no to the hardest question, and then "ja lidt", is heard."""
    await citizen.says("jeg orker ikke mere")
    _a_moment(citizen.running)
    await citizen.says("nej")

    assert "70 201 201" in await citizen.says("ja lidt")


async def test_later_yes_is_another(citizen: Citizen) -> None:
    """After something else was looked for, a yes is none to the hardest question."""
    await citizen.says("jeg orker ikke mere")
    await citizen.says("nej")
    _a_moment(citizen.running)
    await citizen.says("mad i aalborg")

    assert "70 201 201" not in await citizen.says("ja")


async def test_thanks_may_ask_on(citizen: Citizen) -> None:
    """A question after a thanks is answered."""
    await citizen.says("mad i aalborg")

    assert "tøjvask 20 kr." in await citizen.says("tak. hvad koster det")


async def test_child_gets_no_grown_ups_room(citizen: Citizen) -> None:
    """Who is sixteen is sent to no shed for grown-ups, but to who must help."""
    await citizen.says("må jeg sove hos jer")
    await citizen.says("jeg er 16")
    heard = await citizen.says("slagelse")

    assert "Skuret" not in heard
    assert "58 57 36 00" in heard
    assert "116 111" in heard


async def test_age_is_no_town(citizen: Citizen) -> None:
    """ "Hun er 16" is no name of a town that we do not know."""
    await citizen.says("min datter ryger hash hver dag hvad kan jeg gøre")

    assert "Den by kender jeg ikke" not in await citizen.says("hun er 16")


async def test_polish_greeting_offers_languages(citizen: Citizen) -> None:
    """A greeting and more that we cannot read is answered in two languages."""
    assert "English" in await citizen.says("Dzień dobry gdzie mogę spać")


async def test_broken_english_is_english(citizen: Citizen) -> None:
    """Few words and a greeting are enough to be answered in English."""
    assert (await citizen.says("hello i have no house no job")).startswith("Which town are you in?")


async def test_vague_words_are_passed_on(citizen: Citizen) -> None:
    """Help that has come is heard in other words too."""
    await citizen.says("min ven er bevidstløs")

    assert (await citizen.says("tak de har hjulpet")).startswith("Det er jeg glad for at høre.")


async def test_age_before_the_need_holds(citizen: Citizen) -> None:
    """Who begins with their age is asked what they need, and is no grown-up when they say it."""
    await citizen.says("er 17")
    await citizen.says("aalborg")

    assert "116 111" in await citizen.says("sove")


async def test_when_is_of_the_place(citizen: Citizen) -> None:
    """ "When" after a place asks for its hours, where there is no appointment."""
    await citizen.says("food in aalborg")

    assert (await citizen.says("when open")).startswith("Café Parasollen:")


async def test_more_words_are_noted(citizen: Citizen) -> None:
    """Where nobody can be asked, what follows a wish for a human stands beside it."""
    await citizen.says("kan du ringe til mig")
    heard = await citizen.says("mit nummer er 20000099")
    async with citizen.running.app.database.read() as db:
        [case] = await cases.open_cases(db)

    assert heard.startswith("Det har jeg også skrevet ned.")
    assert "20000099" in case.text


async def test_way_to_help_is_kept(citizen: Citizen) -> None:
    """Beside the list for who flees, words of fear are met with the numbers, and questions with the list."""
    await citizen.says("min mand slår mig")
    await citizen.says("i slagelse")
    asks = await citizen.says("hvad gør jeg")
    room = await citizen.says("har de plads")

    assert asks.startswith("Gå hen, hvor der er andre mennesker")
    assert "33 33 00 47" in room


async def test_men_hear_of_places_for_men(citizen: Citizen) -> None:
    """A man who is beaten is told of no place for women only."""
    await citizen.says("min kone slår mig")
    await citizen.says("er der noget for mænd")
    heard = await citizen.says("vejle")

    assert "1888" in heard
    assert "kvinder" not in heard


async def test_bare_times_alarm_nobody(citizen: Citizen) -> None:
    """ "I morgen tidlig" after a list is a time and no last word; "jeg er en mand" is no cry."""
    await citizen.says("bad i aalborg")
    morning = await citizen.says("i morgen tidlig")
    man = await citizen.says("jeg er en mand")

    assert "Åben i morgen" in morning
    assert "70 201 201" not in morning
    assert "112" not in man


async def test_secrets_are_spoken_of(citizen: Citizen) -> None:
    """Who asks us to keep it to ourselves hears what is kept, and is asked nothing about deleting it."""
    assert "Det er låst" in await citizen.says("sig det ikke til nogen")


async def test_complaint_keeps_its_peace(citizen: Citizen) -> None:
    """Who is angry with us and has looked for nothing is not sent to bed."""
    heard = await citizen.says("i er ubrugelige")

    assert "SOVE" not in heard
    assert "MENNESKE" in heard


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("nej vent jeg vil hellere have et bad", "gratis bad"),
        ("nej glem det. bare mad", "Billig mad"),
        ("nej hellere tandlæge", "tandlæge"),
        ("næ, kan jeg få mad i stedet", "Billig mad"),
        ("nej ikke aalborg, odense", "Nu søger jeg i Odense"),
        ("nej et andet sted", "Svenstrupgård"),
    ],
)
async def test_wish_wins_over_no(citizen: Citizen, said: str, heard: str) -> None:
    """A no with a wish behind it is the wish."""
    await citizen.says("sove i nat aalborg")

    assert heard in await citizen.says(said)


@pytest.mark.parametrize("said", ["nej ikke der", "nej tak ikke derhen", "nej ikke natvarmestuen"])
async def test_not_there_means_the_next(citizen: Citizen, said: str) -> None:
    """A no to the place is none to help."""
    await citizen.says("sove i nat aalborg")

    assert (await citizen.says(said)).startswith("Det er helt i orden. Jeg springer")


@pytest.mark.parametrize("said", ["nej", "nej tak", "nej jeg er mæt", "nej ikke mad"])
async def test_plain_no_stays_one(citizen: Citizen, said: str) -> None:
    """A no with its reason, or to a kind of help, asks for nothing."""
    await citizen.says("sove i nat aalborg")

    assert await citizen.says(said) == "Det er helt i orden. Skriv, når du vil."


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("er det politiet der læser med", "Nej, politiet læser ikke med."),
        ("ser politiet det her", "Nej, politiet læser ikke med."),
        ("melder i mig til kommunen", "Nej, jeg melder ingen."),
        ("får min sagsbehandler det at vide", "Nej, jeg melder ingen."),
        ("siger i det til min mor", "Nej, jeg siger det ikke til nogen."),
        ("er det anonymt", "Du skal ikke sige, hvem du er."),
        ("koster det noget at skrive", "Det er gratis."),
        ("hvorfor spørger i om det", "Så jeg kan finde det rigtige sted."),
        ("kan jeg stole på jer", "Jeg er en maskine og siger ikke noget videre."),
        ("will you tell the police", "No, the police do not read along."),
    ],
)
async def test_trust_is_answered(citizen: Citizen, said: str, heard: str) -> None:
    """Who does not trust us yet hears what is true, and no list of what can be asked."""
    first = await citizen.says(said)

    assert first.startswith(heard)
    assert "tage dit liv" not in first


async def test_trust_is_answered_in_other_words(citizen: Citizen) -> None:
    """Asked again, it is said in other words; what the bot asked before stays open."""
    await citizen.says("mad")
    once = await citizen.says("er det politiet der læser med")
    again = await citizen.says("ser politiet det her")

    assert again == "Jeg skriver ikke til politiet. Du vælger selv, hvad du siger."
    assert again != once
    assert "Café Parasollen" in await citizen.says("aalborg")


async def test_nobody_is_fetched(citizen: Citizen) -> None:
    """Who asks to be fetched hears that nobody comes, and whom to ring: it is no offer to help."""
    await citizen.says("sove i nat aalborg")
    heard = await citizen.says("kan i hente mig")
    again = await citizen.says("kan i ikke bare komme og hente mig")

    assert heard.startswith("Jeg er en maskine og kan ikke hente dig.")
    assert "98 13 20 11" in heard
    assert "112" in heard
    assert again.startswith("Der kan ikke komme nogen herfra.")


@pytest.mark.parametrize("said", ["tak for ingenting", "I ER SGU ALLESAMMEN ENS", "nå tak for lort"])
async def test_bitter_thanks_is_none(citizen: Citizen, said: str) -> None:
    """Bitter words are met as what they are."""
    assert (await citizen.says(said)).startswith("Jeg kan høre, det er svært.")


async def test_things_are_no_data(citizen: Citizen) -> None:
    """Where one's things may be left is asked of the place and the municipality, and is nothing that we have stored."""
    nowhere = await citizen.says("hvor kan jeg have mine ting")
    await citizen.says("sove i slagelse")
    place = await citizen.says("kan jeg få mine ting opbevaret")
    await citizen.says("sove i nat i aalborg")
    other = await citizen.says("må jeg lade min rygsæk stå der")
    data = await citizen.says("hvad gemmer i om mig")

    assert nowhere.startswith("Jeg kender ikke et sted til dine ting.")
    assert place == "Det ved jeg ikke om Forsorgshjemmet Toften. Slagelse Kommune kan sige mere: 58 57 36 00."
    assert other == "Det ved jeg ikke om Kirkens Korshærs Natvarmestue Aalborg. Spørg dem: 98 13 20 11."
    assert data.startswith("Jeg gemmer dit nummer")


async def test_complaint_is_no_question_to_us(citizen: Citizen) -> None:
    """Where a complaint is asked for in own words, they are written down whatever they ask."""
    await citizen.says("mad i aalborg")
    await citizen.says("forkert adresse")
    await citizen.says("et andet")
    heard = await citizen.says("der stod at jeg kan have mine ting der")
    async with citizen.running.app.database.read() as db:
        [case] = await cases.open_cases(db)

    assert "Jeg har skrevet det ned" in heard
    assert "have mine ting der" in case.text


async def test_good_night_is_met(citizen: Citizen) -> None:
    """A good night is answered as one, with no list of what we can do."""
    assert "Godnat. Pas på dig selv." in await citizen.says("godnat")


async def test_dead_pet_needs_no_vet(citizen: Citizen) -> None:
    """Who has lost their dog hears who listens."""
    heard = await citizen.says("min hund er død og jeg er så ked af det")

    assert "70 201 201" in heard
    assert "dyr" not in heard


@pytest.mark.parametrize("said", ["HJÆLP", "JEG SKAL BRUGE HJÆLP NU", "hjælp mig", "help me please"])
async def test_cry_for_help_names_112(citizen: Citizen, said: str) -> None:
    """Who cries for help and says no more may be in danger."""
    assert "112" in await citizen.says(said)


@pytest.mark.parametrize("said", ["hvem kan hjælpe", "kan nogen hjælpe mig", "er der nogen der kan hjælpe"])
async def test_plea_is_no_offer(citizen: Citizen, said: str) -> None:
    """Who asks for anybody who can help is asked what is needed, and thanked for nothing."""
    assert (await citizen.says(said)).startswith("Hvad har du mest brug for?")


async def test_offer_to_help_is_one(citizen: Citizen) -> None:
    """And who offers to is thanked."""
    assert (await citizen.says("jeg vil gerne hjælpe")).startswith("Det er pænt af dig.")


async def test_no_money_shuns_no_town(citizen: Citizen) -> None:
    """ "Ikke råd" beside a town's name is about the price."""
    heard = await citizen.says("min hund halter og jeg har ikke råd aalborg")

    assert "springer Aalborg over" not in heard


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("er du et rigtigt menneske", "Jeg er en maskine og ikke et menneske."),
        ("kan jeg ringe til dig", "Jeg er en maskine. Du kan ikke ringe til mig"),
        ("kan du ringe for mig jeg er døv", "Jeg er en maskine. Du kan ikke ringe til mig"),
        ("kan du ikke bare snakke lidt", "Jeg er en maskine og ikke god til at snakke."),
        ("hvem er dataansvarlig", "En kommune eller en forening driver mig"),
        ("hvad er jeres databehandleraftale", "En kommune eller en forening driver mig"),
        ("hvem ejer jer", "En kommune eller en forening driver mig"),
        ("jeg vil have aktindsigt", "Skriv MINE DATA"),
        ("jeg vil klage", "Skriv MENNESKE og hvad der var galt"),
        ("kan kommunen se at jeg tager stoffer", "Nej, jeg sender det ikke til kommunen."),
        ("sletter i det også hos kommunen", "Har du skrevet SLET MIG"),
        ("er det slettet nu", "Har du skrevet SLET MIG"),
        ("slet mig ikke", "Det er i orden. Jeg sletter intet."),
        ("naboerne filmer mig gennem væggen og politiet er med i det", "Det lyder utrygt."),
        ("ringer i til mine forældre", "Jeg ringer ikke til nogen"),
        ("are you human", "I am a machine and no human."),
    ],
)
async def test_questions_about_us_are_answered(citizen: Citizen, said: str, heard: str) -> None:
    """Who asks who we are, who answers for it, or whether one can ring is told so, without a town or a case."""
    first = await citizen.says(said)

    assert first.startswith(heard)
    assert "Hvilken by" not in first
    assert "skrevet ned, at du vil" not in first
    assert "tage dit liv" not in first


async def test_nothing_is_promised_of_the_police(citizen: Citizen) -> None:
    """They do not read along, but a court may order it; of who feels watched by them nothing is fed."""
    assert "hvis en dommer kræver det" in await citizen.says("læser politiet med")
    assert "politiet" not in await citizen.says("politiet aflytter mig gennem radioen")
    assert "Selv tak" not in await citizen.says("du er en af dem")


@pytest.mark.parametrize(
    "said",
    ["vi må rykke videre i nat", "må vi blive sammen", "kan vi rykke tættere sammen"],
)
async def test_everyday_words_move_nothing(citizen: Citizen, said: str) -> None:
    """Without an appointment in the books it takes the word to speak of one."""
    assert "ingen aftale skrevet op" not in await citizen.says(said)
    assert "ingen aftale skrevet op" in await citizen.says("jeg vil gerne flytte min tid")


async def test_shift_is_no_appointment(citizen: Citizen) -> None:
    """A volunteer who is ill, or tells the hours of January, moves no time of their own."""
    volunteer = await volunteer_of(citizen, "cafe-parasollen")

    for said in ("jeg er syg i dag så der er ingen til at åbne i morgen", "tirsdag 10-14 fra januar"):
        assert "ingen aftale skrevet op" not in await volunteer.says(said)
