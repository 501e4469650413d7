"""Staff write to many: shown first, sent by a code word, heard by those who wanted it and by nobody else."""

import re

import pytest

from bot.model import RoleName
from bot.store import audit
from tests.journeys.bookable import run_jobs
from tests.journeys.citizen import Citizen, SmsCitizen, TelegramCitizen
from tests.journeys.team import another, code_for, staff_of, volunteer_of
from tests.line.looking import rows
from tests.running import Running

ORDER = "send til Slagelse om mad: ekstra suppe i dag kl 17"
HEARD = "Nyt fra Slagelse: ekstra suppe i dag kl 17\nAFMELD stopper det her."
WANTS_FOOD = "skriv til mig når der er nyt om mad i Slagelse"


@pytest.fixture
async def staff(citizen: Citizen) -> Citizen:
    """Staff of Slagelse."""
    return await staff_of(citizen, "Slagelse")


async def subscribed(citizen: Citizen, number: int, text: str = WANTS_FOOD) -> Citizen:
    """Somebody who wants to hear about it."""
    one = another(citizen, number)
    heard = await one.says(text)
    assert "AFMELD" in heard, heard
    return one


async def beats(citizen: Citizen, number: int = 4) -> None:
    """Timed work runs some times, and what it makes goes out."""
    for _ in range(number):
        await run_jobs(citizen.running)
        await citizen.running.app.idle()
        citizen.running.clock.later(seconds=1)


async def goes_out(citizen: Citizen) -> None:
    """The talks of before are over, and whatever can go goes."""
    citizen.running.clock.later(minutes=6)
    await beats(citizen)


def code_in(heard: str) -> str:
    """The code word of the preview."""
    found = re.search(r"SEND (\d+)", heard)
    assert found, heard
    return found[0]


async def test_notice_is_shown_and_sent(citizen: Citizen, staff: Citizen) -> None:
    """The exact text, how many and the cost; then only subscribers hear it, and the sender hears how it ended."""
    hears = await subscribed(citizen, 1)
    other = await subscribed(citizen, 2, "skriv til mig når der er nyt om tøj i Slagelse")
    elsewhere = await subscribed(citizen, 3, "skriv til mig når der er nyt om mad i Vejle")

    shown = await staff.says(ORDER)
    sent = await staff.says(code_in(shown))
    await goes_out(citizen)

    assert "1 får den" in shown
    assert HEARD in shown
    assert isinstance(citizen, TelegramCitizen) or "1 af 2 dele, 0,40 kr." in shown
    assert sent.startswith("Besked ")
    assert "går ud nu til 1" in sent
    assert await hears.listens() == HEARD
    assert not await other.listens()
    assert not await elsewhere.listens()
    citizen.running.clock.later(minutes=11)
    await beats(citizen)
    assert "Sendt: 1." in await staff.listens()
    assert rows(citizen.running.folder, "select state from notices") == [("done",)]
    async with citizen.running.app.database.read() as db:
        assert "notice_send" in {entry.act for entry in await audit.entries(db)}


async def test_nothing_goes_without_the_code(citizen: Citizen, staff: Citizen) -> None:
    """A preview sends nothing; neither does a yes, nor somebody else's code word."""
    hears = await subscribed(citizen, 1)
    code = code_in(await staff.says(ORDER))

    await staff.says("ja")
    assert "kender jeg ikke" in await (await staff_of(citizen, "Vejle", name="Bo", number=61)).says(code)
    await hears.says(code)
    await goes_out(citizen)

    assert HEARD not in await hears.listens()
    assert rows(citizen.running.folder, "select state from notices") == [("draft",)]


async def test_code_works_once(citizen: Citizen, staff: Citizen) -> None:
    """Written twice, everybody still has it once."""
    hears = await subscribed(citizen, 1)
    code = code_in(await staff.says(ORDER))
    await staff.says(code)

    again = await staff.says(code)
    await goes_out(citizen)

    assert "sendt før" in again
    assert await hears.listens() == HEARD


async def test_step_by_step(citizen: Citizen, staff: Citizen) -> None:
    """Where, about what, the text: then the same preview."""
    await subscribed(citizen, 1)

    assert "Hvor" in await staff.says("send en besked")
    assert "Om hvad" in await staff.chooses("Hele Slagelse")
    assert "Hvad skal der stå" in await staff.chooses("Mad")
    shown = await staff.says("suppe kl 18")

    assert "Nyt fra Slagelse: suppe kl 18" in shown
    assert "SEND" in shown


async def test_only_what_lacks_is_asked(citizen: Citizen, staff: Citizen) -> None:
    """Whom is said already; only the text is asked for."""
    await subscribed(citizen, 1)

    assert "Hvad skal der stå" in await staff.says("send til alle i Slagelse")
    assert "Nyt fra Slagelse: vi flytter til nr. 12" in await staff.says("vi flytter til nr. 12")


async def test_too_long_is_refused(citizen: Citizen, staff: Citizen) -> None:
    """By how many characters is said, and the text can be written again."""
    await subscribed(citizen, 1)

    refused = await staff.says(f"send til Slagelse om mad: {'suppe ' * 60}")
    shown = await staff.says("suppe")

    assert re.search(r"\d+ tegn for lang", refused)
    assert "Nyt fra Slagelse: suppe" in shown


async def test_telling_word_is_refused(citizen: Citizen, staff: Citizen) -> None:
    """Somebody else may look at the phone."""
    await subscribed(citizen, 1)

    refused = await staff.says("send til Slagelse om mad: suppe på herberget")

    assert "herberget" in refused
    assert "et sted at sove" in refused


async def test_nobody_is_said(citizen: Citizen, staff: Citizen) -> None:
    """A notice to nobody is not made."""
    assert "Ingen er tilmeldt" in await staff.says(ORDER)
    assert rows(citizen.running.folder, "select count(*) from notices") == [(0,)]


async def test_staff_keep_to_their_own(citizen: Citizen, staff: Citizen) -> None:
    """Another municipality is not theirs; a town in their own is, and an admin's are all."""
    await subscribed(citizen, 1, "skriv til mig når der er nyt om mad i Korsør")
    await subscribed(citizen, 2, "skriv til mig når der er nyt om mad i Vejle")

    assert "kun skrive til Slagelse" in await staff.says("send til Vejle om mad: suppe")
    assert "1 får den" in await staff.says("send til Korsør om mad: suppe")
    assert "1 får den" in await staff.says("til alle i 4220: suppe")
    admin = another(citizen, 70)
    await admin.says(f"KODE {await code_for(citizen.running, RoleName.ADMIN)}")
    await admin.says("Bo")
    assert "1 får den" in await admin.says("send til Vejle om mad: suppe")
    assert "2 får den" in await admin.says("send til alle: suppe")


async def test_town_is_not_its_neighbour(citizen: Citizen, staff: Citizen) -> None:
    """Who wants news of Skælskør hears of the whole municipality, and not of Korsør."""
    here = await subscribed(citizen, 1, "skriv til mig når der er nyt om mad i Korsør")
    there = await subscribed(citizen, 2, "skriv til mig når der er nyt om mad i Skælskør")

    await staff.says(code_in(await staff.says("send til Korsør om mad: suppe i Korsør")))
    await goes_out(citizen)
    assert "suppe i Korsør" in await here.listens()
    assert not await there.listens()

    await staff.says(code_in(await staff.says("send til Slagelse om mad: suppe til alle")))
    await goes_out(citizen)
    assert "suppe til alle" in await here.listens()
    assert "suppe til alle" in await there.listens()


async def test_citizens_and_volunteers_cannot(citizen: Citizen) -> None:
    """Without staff's role the words send nothing."""
    await subscribed(citizen, 1)
    volunteer = await volunteer_of(citizen, "cafe-parasollen")

    assert "SEND" not in await volunteer.says(ORDER)
    assert "SEND" not in await citizen.says(ORDER)
    assert rows(citizen.running.folder, "select count(*) from notices") == [(0,)]


async def test_cold_warning_goes_to_all(citizen: Citizen, staff: Citizen) -> None:
    """Everybody who is subscribed to anything there."""
    one = await subscribed(citizen, 1)
    other = await subscribed(citizen, 2, "skriv til mig når der er nyt om tøj i Slagelse")

    await staff.says(code_in(await staff.says("kuldevarsel: minus 8 i nat, kom ind i varmen")))
    await goes_out(citizen)

    assert "minus 8" in await one.listens()
    assert "minus 8" in await other.listens()


async def test_it_can_wait_for_its_time(citizen: Citizen, staff: Citizen) -> None:
    """ "I morgen kl 9:" before the order, or "send kl 17" after the preview; a time that is past is refused."""
    hears = await subscribed(citizen, 1)
    assert "Den tid er gået" in await staff.says("kl 9: send til Slagelse om mad: suppe")

    code = code_in(await staff.says("i morgen kl 9: send til Slagelse om mad: suppe i morgen"))
    assert "i morgen kl. 9" in await staff.says(code)
    await staff.says("send til Slagelse om mad: brød")
    assert "Den tid er gået" in await staff.says("send kl 13")
    assert "i dag kl. 17" in await staff.says("send kl 17")
    await goes_out(citizen)
    assert not await hears.listens()

    citizen.running.clock.later(hours=2, minutes=30)
    await beats(citizen)
    assert "brød" in await hears.listens()
    citizen.running.clock.later(hours=16)
    await beats(citizen)
    assert "suppe i morgen" in await hears.listens()


async def test_it_is_held_and_gone_on_with(citizen: Citizen, staff: Citizen) -> None:
    """PAUSE holds it, FORTSÆT goes on, and the list tells how far it is. A colleague may do so too."""
    hears = await subscribed(citizen, 1)
    colleague = await staff_of(citizen, "Slagelse", name="Bo", number=61)
    code = code_in(await staff.says(ORDER))
    number = code.split()[1]
    await staff.says(code)

    assert "holder pause" in await colleague.says(f"pause {number}")
    await goes_out(citizen)
    assert not await hears.listens()
    assert "holder pause" in await staff.says("mine beskeder")
    assert "går ud igen" in await staff.says(f"fortsæt {number}")
    await beats(citizen)

    assert await hears.listens() == HEARD
    told = await staff.says(f"status {number}")
    assert told.endswith(("1 mad i Slagelse: 1 af 1 har fået den.", "1 mad i Slagelse: færdig. 1 fik den."))


async def test_number_of_subscribers_is_told(citizen: Citizen, staff: Citizen) -> None:
    """How many, never who."""
    await subscribed(citizen, 1)
    await subscribed(citizen, 2, "skriv til mig når der er nyt om tøj i Slagelse")

    assert "2 vil høre nyt i Slagelse" in await staff.says("hvem får det jeg sender ud")


async def test_it_is_stopped(citizen: Citizen, staff: Citizen) -> None:
    """STOP and its number stops it, and nobody else's messages; plain STOP is a citizen's."""
    hears = await subscribed(citizen, 1)
    code = code_in(await staff.says(ORDER))
    await staff.says(code)
    await run_jobs(citizen.running)

    assert "stopper" in await staff.says(f"STOP {code.split()[1]}")
    await goes_out(citizen)

    assert not await hears.listens()
    assert "Afmeldt: 1" in await staff.listens()
    assert (await staff.says("STOP")).startswith("Det er i orden. Jeg skriver ikke mere af mig selv.")


async def test_undo_stops_it(citizen: Citizen, staff: Citizen) -> None:
    """FORTRYD right after the code word."""
    hears = await subscribed(citizen, 1)
    await staff.says(code_in(await staff.says(ORDER)))

    assert "bliver ikke sendt" in await staff.says("FORTRYD")
    await goes_out(citizen)

    assert not await hears.listens()


async def test_nobody_is_interrupted(citizen: Citizen, staff: Citizen) -> None:
    """Who is in the midst of a talk hears it some minutes later."""
    hears = await subscribed(citizen, 1)
    citizen.running.clock.later(minutes=6)
    await hears.says("hvor kan jeg få et bad")
    await staff.says(code_in(await staff.says(ORDER)))

    await beats(citizen)
    assert not await hears.listens()
    await goes_out(citizen)

    assert await hears.listens() == HEARD


async def test_stopped_and_ended_hear_nothing(citizen: Citizen, staff: Citizen) -> None:
    """STOP and AFMELD count until the last moment before it leaves."""
    stopped, ended = await subscribed(citizen, 1), await subscribed(citizen, 2)
    code = code_in(await staff.says(ORDER))
    await stopped.says("STOP")
    await staff.says(code)
    await run_jobs(citizen.running)
    await ended.says("AFMELD")
    await goes_out(citizen)

    assert not await stopped.listens()
    assert not await ended.listens()


async def test_night_holds_it(citizen: Citizen, staff: Citizen) -> None:
    """At night it waits for eight, and that is said before; what is urgent goes at once."""
    hears = await subscribed(citizen, 1)
    citizen.running.clock.later(hours=8)

    shown = await staff.says("send til Slagelse om mad: morgenmad fra kl 8")
    await staff.says(code_in(shown))
    await goes_out(citizen)
    assert "i morgen kl. 8" in shown
    assert not await hears.listens()

    urgent = await staff.says("haster: send til Slagelse om mad: varm suppe i nat")
    assert "også ud om natten" in urgent
    await staff.says(code_in(urgent))
    await goes_out(citizen)
    assert "Vigtigt fra Slagelse: varm suppe i nat" in await hears.listens()

    citizen.running.clock.later(hours=10)
    await beats(citizen)
    assert "morgenmad" in await hears.listens()


async def test_news_of_tonight_are_not_told_tomorrow(citizen: Citizen, staff: Citizen) -> None:
    """At night, what is only true today cannot go without HASTER; held over midnight it is dropped and counted."""
    hears = await subscribed(citizen, 1)
    code = code_in(await staff.says("send til Slagelse om mad: suppe i aften kl 20"))
    await staff.says(code)
    await staff.says(f"pause {code.split()[1]}")
    await run_jobs(citizen.running)
    citizen.running.clock.later(hours=8)
    assert "passer teksten ikke" in await staff.says("send til Slagelse om mad: te i aften")
    await staff.says(f"fortsæt {code.split()[1]}")
    citizen.running.clock.later(hours=12)
    await beats(citizen)

    assert not await hears.listens()
    assert "For sent: 1" in await staff.listens()


async def test_whole_text_is_seen_before_the_code(citizen: Citizen, staff: Citizen) -> None:
    """A long text comes first in a message of its own, exactly as all get it; the code word stands under it."""
    hears = await subscribed(citizen, 1)
    text = "vi åbner dørene hele natten i weekenden, " * 5 + "og der er suppe til alle"

    await staff.says(f"send til Slagelse om mad: {text}")
    whole, figures = staff.heard
    await staff.says(code_in(figures))
    await goes_out(citizen)

    assert whole == await hears.listens()
    assert "SEND" not in whole
    assert "2 af 2 dele" in figures or isinstance(citizen, TelegramCitizen)


async def test_other_letters_are_seen(house: Running) -> None:
    """A text whose letters SMS spells only in shorter parts is shown as it goes out, not without them."""
    citizen = SmsCitizen(house)
    await staff_of(citizen, "Slagelse")
    await subscribed(citizen, 1)

    await house.twilio.text(from_="+4520000060", body="send til Slagelse om mad: суп для всех")
    await house.app.idle()
    whole, figures = [sms.body for sms in house.twilio.messages if sms.to == "+4520000060"][-2:]

    assert "суп для всех" in whole
    assert "70" in figures
    assert "SEND" in figures


async def test_both_looks_are_seen(citizen: Citizen, staff: Citizen) -> None:
    """Where SMS and Telegram show it differently, both are seen before the code word."""
    await subscribed(citizen, 1)

    await staff.says("send til Slagelse om mad: suppe kl 17 😀")

    assert "Øverst som SMS" in staff.heard[-1]
    assert len(staff.heard) == 3
    assert "SEND" in staff.heard[-1]


@pytest.mark.parametrize(
    "text",
    [
        "send til Slagelse om mad: Pas på, der er stærk heroin i byen. To er døde af en overdosis",
        "haster: send til alle i Slagelse om mad: Storm i nat, gå indenfor, ellers dør I",
    ],
)
async def test_warning_is_no_cry_for_help(citizen: Citizen, staff: Citizen, text: str) -> None:
    """Who warns a town of danger sees the preview of it, and is not taken for somebody in danger."""
    await subscribed(citizen, 1)
    said = await staff.says(text)

    assert "SEND" in said
    assert "Ring 112" not in said


async def test_bare_order_is_no_text(staff: Citizen) -> None:
    """An order of one word begins what it orders, also where a text was asked for."""
    asked = await staff.says("send til Slagelse om mad")
    said = await staff.says("vagtplan")

    assert asked
    assert "På vagt nu" in said


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("det lyder godt hvor er det", "Stedet er i Slagelse. Du kan selv møde op dag og nat"),
        ("er der stadig plads", "Jeg ved ikke, om der er plads. Forsorgshjemmet Toften"),
        ("jeg kommer", "Forsorgshjemmet Toften"),
    ],
)
async def test_notice_is_in_mind(citizen: Citizen, staff: Citizen, said: str, told: str) -> None:
    """What is answered to a notice within the hour is about the place that it names; without one it is as ever."""
    hears = await subscribed(citizen, 1)
    shown = await staff.says("send til Slagelse om mad: ekstra suppe på Toften i aften")
    await staff.says(code_in(shown))
    await goes_out(citizen)
    heard = await hears.says(said)
    citizen.running.clock.later(hours=2)
    later = await another(citizen, 2).says(said)

    assert told in heard
    assert "Toften" not in later
