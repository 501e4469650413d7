"""After: did it help, for who came; for who did not, one word without blame and one new offer. A no is respected."""

from collections.abc import Sequence

from bot.booking import said
from bot.booking.beside import answer_beside
from bot.booking.counted import about, given_back, tally
from bot.booking.holding import hold
from bot.booking.own import place_of
from bot.booking.times import Offer, offer_from
from bot.booking.waiting import wait_for
from bot.conversation import Conversation, Hears, Reply, Turn
from bot.desk.noting import note, take_back
from bot.model import Appointment, Choice, Intent, Json, Slot
from bot.search.whereabouts import municipality_of
from bot.store import appointments
from bot.store.cases import CaseKind
from bot.store.tallies import What
from bot.wording.buttons import yes_or_no

BOOKING = "booking"
BEST = 3
_TIME, _MORE, _WAIT, _NO = "time", "more", "wait", "no"


def ask_if_helped(turn: Turn, appointment: Appointment) -> Reply:
    """One question, which nobody must answer."""
    when = said.when(turn.t, appointment.start, turn.now)
    return Reply(
        f"{turn.t('You had an appointment {when}. Were you helped?', when=when)} {turn.t('You need not answer.')}",
        choices=yes_or_no(turn.t, "Yes", "No"),
        then="take_helped",
        keep={"schedule": appointment.schedule},
    )


async def take_helped(turn: Turn) -> Reply:
    """Counted without a name; after a no somebody hears of it if they want."""
    what = What.HELPED if turn.choice == "yes" else What.NOT_HELPED
    counts = (about(turn.directory, turn.kept["schedule"], what),)
    if turn.choice == "yes":
        return Reply(turn.t("I am glad to hear it. Thank you for telling me."), counts=counts)
    sorry = turn.t("I am sorry to hear it. Shall I pass it on? You may write what was missing.")
    return Reply(
        sorry,
        choices=yes_or_no(turn.t, "Yes, pass it on", "No"),
        then="take_complaint",
        hears=frozenset({Hears.HOW}),
        keep=turn.kept,
        counts=counts,
    )


async def take_complaint(turn: Turn) -> Reply:
    """In their own words, or only that it did not help."""
    if turn.choice == "no" or (turn.choice is None and turn.reading.intent is Intent.THANKS):
        return Reply(turn.t("That is fine. Thank you for telling me."))
    place = turn.directory.place_of(turn.kept["schedule"])
    text = turn.text if turn.choice is None else turn.t.into("da")("Was at an appointment and was not helped.")
    case = await note(turn, CaseKind.FEEDBACK, text, about=place, municipality=municipality_of(turn))
    told = turn.t("Thank you. I have written it down for those who can change it. Do you need something now, write it.")
    return Reply(told, undo=("take_back", {"case": case}))


def miss_kindly(turn: Turn, appointment: Appointment, free: Sequence[Slot]) -> Reply:
    """Things happen. The earliest new times once; who has said no to that before hears only that it is all right."""
    t, schedule = turn.t, turn.directory.schedule(appointment.schedule)
    fine = t("You did not make it {when}. That is quite all right.", when=said.when(t, appointment.start, turn.now))
    if schedule is None or schedule.id in turn.memory.get("no", ()):
        return Reply(f"{fine} {t('Write BOOK when you want a new time.')}", shows=place_of(turn, appointment))
    offers = [Offer(schedule, slot) for slot in free]
    keep: Json = {"schedule": schedule.id, "offers": [offer.kept for offer in offers]}
    if not offers:
        return Reply(
            f"{fine} {t('There are no free times right now.')} {t('Shall I write when one comes?')}",
            choices=(Choice(_WAIT, t("Yes, put me on the list")), Choice(_NO, t("No thanks"))),
            then="take_new",
            keep=keep,
        )
    times = [Choice(f"{_TIME}{n}", said.when(t, offer.slot.start, turn.now)) for n, offer in enumerate(offers)]
    return Reply(
        f"{fine} {t('Do you want a new time?')}",
        choices=(*times, Choice(_MORE, t("Another time")), Choice(_NO, t("No thanks"))),
        then="take_new",
        keep=keep,
        shows=place_of(turn, appointment),
    )


async def take_new(turn: Turn) -> Reply:
    """A new time, the list, or a no, which is kept: it is not asked again."""
    schedule = turn.directory.schedule(turn.kept["schedule"])
    if turn.choice == _NO:
        no = sorted({*turn.memory.get("no", ()), turn.kept["schedule"]})
        return Reply(turn.t("That is fine. I do not ask again. Write BOOK whenever you like."), remember={"no": no})
    if turn.choice == _WAIT and schedule:
        await wait_for(turn, [schedule])
        return Reply(turn.t("You are on the list. I write as soon as a time is free."))
    if turn.choice and turn.choice.startswith(_TIME):
        chosen = offer_from(turn.directory, turn.kept["offers"][int(turn.choice.removeprefix(_TIME))])
        if chosen and (booked := await _book(turn, chosen)):
            told = said.confirmed(turn, booked)
            undo = ("give_back", {"appointment": booked.id})
            counts = (tally(turn.directory, booked, What.BOOKED),)
            return Reply(told.text, pages=told.pages, shows=place_of(turn, booked), undo=undo, counts=counts)
    return Reply("", passes=BOOKING)


async def give_back(turn: Turn) -> Reply:
    """FORTRYD: somebody else may have the time."""
    return Reply(turn.t("Good, I have given the time back."), counts=await given_back(turn))


async def _book(turn: Turn, chosen: Offer) -> Appointment | None:
    held = await hold(turn, chosen)
    return await appointments.book(turn.db, held.id, turn.now) if held else None


AFTER = Conversation(
    name="after",
    first=take_new,
    steps={
        "answer_beside": answer_beside,
        "take_helped": take_helped,
        "take_complaint": take_complaint,
        "take_back": take_back,
        "take_new": take_new,
        "give_back": give_back,
    },
)
