"""Companion: somebody brings another person along to one appointment, by their own word and under a name they choose.

The other hears of it once, discreetly, and nothing more without their yes.
"""

import re

from bot.booking import said
from bot.booking.own import lines, meant, own_one
from bot.conversation import Conversation, Hears, Reply, ToAnother, Turn
from bot.model import Address, Appointment, AppointmentId, AppointmentState, ChannelName, Choice, Command, PersonId
from bot.phone_numbers import danish_number
from bot.store import appointments, companions
from bot.wording.buttons import yes_or_no
from bot.wording.listing import sentence

MOST_COMPANIONS = 3
LONGEST_NAME = 20
_NOT_A_NAME = re.compile(r"[^\w .'-]|\d|_")


async def begin(turn: Turn) -> Reply:
    """With whom, and which appointment; each is asked only when it was not said."""
    own = await appointments.of_person(turn.db, turn.person.id, turn.now)
    if not own:
        return Reply(turn.t("You have no appointment to share. Write BOOK to get one."))
    found, number = meant(turn, own), danish_number(turn.text)
    if len(found) > 1:
        return Reply(
            turn.t("Which appointment do you want to share?"),
            choices=lines(turn, found),
            then="take_which",
            keep={"number": number},
        )
    return await ask_number(turn, found[0]) if number is None else await ask_name(turn, found[0], number)


async def take_which(turn: Turn) -> Reply:
    """It was chosen."""
    appointment, number = await own_one(turn, turn.choice), turn.kept["number"]
    if appointment is None:
        return await begin(turn)
    return await ask_number(turn, appointment) if number is None else await ask_name(turn, appointment, number)


async def ask_number(turn: Turn, appointment: Appointment) -> Reply:
    """Danish numbers only: a text abroad costs whoever pays for us much more."""
    return Reply(
        turn.t("Write the number of the person. It must be a Danish one with 8 digits."),
        then="take_number",
        hears=frozenset({Hears.PHONE}),
        keep={"appointment": appointment.id},
        otherwise=turn.t("I see no Danish number in that. It has 8 digits."),
    )


async def take_number(turn: Turn) -> Reply:
    """The message holds the number."""
    appointment, number = await own_one(turn, turn.kept["appointment"]), danish_number(turn.text)
    if appointment is None:
        return await begin(turn)
    return await ask_number(turn, appointment) if number is None else await ask_name(turn, appointment, number)


async def ask_name(turn: Turn, appointment: Appointment, number: str) -> Reply:
    """Who shall it be from? Without any name nobody would know whom it is about."""
    if await companions.was_asked(turn.db, appointment.id, Address(ChannelName.SMS, number)):
        return Reply(turn.t("I have written to them already. I do not write again before they answer."))
    if appointment.nickname:
        return await share(turn, appointment, number, appointment.nickname)
    return Reply(
        turn.t("What name shall I write, so that they know it is you?"),
        choices=(Choice("no", turn.t("No name")),),
        then="take_name",
        hears=frozenset({Hears.TEXT}),
        keep={"appointment": appointment.id, "number": number},
        otherwise=turn.t("Write only the name, without figures."),
    )


async def take_name(turn: Turn) -> Reply:
    """A short name, or none."""
    appointment, number = await own_one(turn, turn.kept["appointment"]), turn.kept["number"]
    if appointment is None:
        return await begin(turn)
    if turn.choice == "no":
        return await share(turn, appointment, number, None)
    name = " ".join(_NOT_A_NAME.sub(" ", turn.text).split())
    if not 0 < len(name) <= LONGEST_NAME:
        return await ask_name(turn, appointment, number)
    return await share(turn, appointment, number, name[:1].upper() + name[1:])


async def share(turn: Turn, appointment: Appointment, number: str, name: str | None) -> Reply:
    """One message to them, about this appointment."""
    t, address = turn.t, Address(ChannelName.SMS, number)
    cannot = Reply(t("I cannot write to that number. Tell them yourself, if you want them with you."))
    other = await companions.person_at(turn.db, address, turn.now, "da")
    if other is None or await companions.asked(turn.db, appointment.id) >= MOST_COMPANIONS:
        return cannot
    if other.id == turn.person.id:
        return Reply(t("That is your own number. Write the number of the person you want with you."))
    await companions.share(turn.db, appointment.id, other.id)
    asks = _invitation(turn.with_(t=t.into("da")), appointment, name)
    return Reply(
        t("I write to them about {when}. They hear no more unless they say yes.", when=_when(turn, appointment)),
        others=(ToAnother(other.id, asks, appointment.start),),
    )


async def take_answer(turn: Turn) -> Reply:
    """The companion's own answer; whoever asked hears it."""
    appointment = await appointments.find(turn.db, AppointmentId(turn.kept["appointment"]))
    stands = appointment is not None and appointment.state is AppointmentState.BOOKED and appointment.end > turn.now
    yes = turn.choice == "yes"
    asked = appointment and await companions.answer(turn.db, appointment.id, turn.person.id, yes=yes and stands)
    if appointment is None or not stands or not asked:
        return Reply(turn.t("That appointment is called off or over. Thank you for answering."))
    when = _when(turn, appointment)
    if yes:
        told = turn.t("Thank you. I remind you before {when}. STOP ends it.", when=when)
        heard = turn.t("The one you asked comes along {when}.", when=when)
    else:
        told = turn.t("That is fine. You hear no more about it.")
        heard = turn.t("The one you asked cannot come along {when}. You can ask somebody else.", when=when)
    return Reply(told, others=(ToAnother(PersonId(appointment.person), Reply(heard), appointment.end),))


def _invitation(turn: Turn, appointment: Appointment, name: str | None) -> Reply:
    """Time and street; never what it is for, since others may read that phone."""
    t, place = turn.t, turn.directory.place_of(appointment.schedule)
    street = place.address if place and not place.address_hidden else None
    where = sentence(", ".join(filter(None, (street, place.town if place else None)))) if street else ""
    who = t("{name} wants you to come along to an appointment:", name=name or t("Somebody you know"))
    text = f"{who} {sentence(said.with_date(t, appointment.start, turn.now))} {where}".strip()
    return Reply(
        f"{text} {t('I am a machine. You hear no more unless you say yes.')}",
        choices=yes_or_no(t, "Yes, I come along", "No thanks"),
        then="take_answer",
        keep={"appointment": appointment.id},
    )


def _when(turn: Turn, appointment: Appointment) -> str:
    return said.with_date(turn.t, appointment.start, turn.now)


COMPANION = Conversation(
    name="companion",
    first=begin,
    begins_on=frozenset({Command.SHARE}),
    steps={
        "take_which": take_which,
        "take_number": take_number,
        "take_name": take_name,
        "take_answer": take_answer,
    },
)
