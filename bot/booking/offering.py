"""Times offered, and what is answered to them: the same whether somebody books or moves what they have.

The conversation that offers has the steps `take_time` and `other_day`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.booking import said
from bot.booking.times import Offer, best_times, offer_from
from bot.booking.wanted import ANY_TIME, Trouble, Wanted, wanted, wanted_from
from bot.conversation import Hears, Reply, Turn
from bot.i18n import COPENHAGEN
from bot.model import Choice, Intent, Json, Schedule

MORE, WAIT, NO = "more_times", "wait", "no"
_TIME = "time"
TIMES = frozenset({Hears.TIME, Hears.YES})


@dataclass(frozen=True, slots=True)
class Asked:
    """What times are looked for: in which schedules, when, and which were shown.

    `without` are times that are never offered, `also` is what else the conversation keeps.
    """

    schedules: tuple[Schedule, ...]
    wanted: Wanted = ANY_TIME
    seen: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    also: Json | None = None

    @property
    def kept(self) -> Json:
        """As JSON, for the next turn."""
        return {
            **(self.also or {}),
            "schedules": [one.id for one in self.schedules],
            "wanted": self.wanted.kept,
            "seen": list(self.seen),
            "without": list(self.without),
        }


def asked_before(turn: Turn) -> Asked:
    """What the open question is about."""
    found = (turn.directory.schedule(one) for one in turn.kept["schedules"])
    ours = {"schedules", "wanted", "seen", "without", "offers"}
    return Asked(
        schedules=tuple(one for one in found if one),
        wanted=wanted_from(turn.kept["wanted"]),
        seen=tuple(turn.kept["seen"]),
        without=tuple(turn.kept["without"]),
        also={name: value for name, value in turn.kept.items() if name not in ours},
    )


def asked_now(turn: Turn) -> Asked:
    """The same with another time: what this message says, and what still holds of before."""
    before, now = asked_before(turn), wanted(turn.reading, turn.now)
    if now.first is None and now.trouble is None and before.wanted.first is not None:
        now = replace(now, first=before.wanted.first, last=before.wanted.last)
    if now.part is None and now.clock is None and now.trouble is None:
        now = replace(now, part=before.wanted.part)
    return replace(before, wanted=now, seen=())


async def exact_time(turn: Turn, asked: Asked) -> Offer | None:
    """The very time that was said, when it is free."""
    at = asked.wanted.at
    if at is None or asked.wanted.trouble:
        return None
    found = await best_times(turn, asked.schedules, asked.wanted, without=asked.without)
    return found[0] if found and found[0].slot.start == at else None


async def offer_times(turn: Turn, asked: Asked, opener: str = "") -> Reply:
    """The best times as they are wanted; where there are none, the nearest to it; where there is nothing, the list."""
    t = turn.t
    opener = " ".join(filter(None, (opener, said.trouble(t, asked.wanted))))
    if asked.wanted.trouble:
        asked = replace(asked, wanted=_without_trouble(asked.wanted))
    for wider in _wider(asked.wanted):
        found = await best_times(turn, asked.schedules, wider, asked.seen, asked.without)
        if not found:
            continue
        if wider != asked.wanted or (asked.wanted.at and found[0].slot.start != asked.wanted.at):
            wish = said.wish(t, asked.wanted, turn.now)
            opener = " ".join(filter(None, (opener, t("There is no free time {when}.", when=wish) if wish else "")))
        return _offering(turn, replace(asked, wanted=wider), found, opener)
    return no_times(turn, asked, opener)


def no_times(turn: Turn, asked: Asked, opener: str = "") -> Reply:
    """Everything is taken: the wait list, another day, or the number of the place."""
    t = turn.t
    text = t("There are no more times.") if asked.seen else t("There are no free times right now.")
    place = turn.directory.place(asked.schedules[0].place) if asked.schedules else None
    ring = t("You can also ring {phone}.", phone=place.phone) if place and place.phone else ""
    question = t("Shall I write when one comes?")
    return Reply(
        " ".join(filter(None, (opener, text, ring, question))),
        choices=(Choice(WAIT, t("Yes, put me on the list")), Choice(NO, t("No thanks"))),
        then="other_day",
        hears=TIMES,
        keep=asked.kept,
        shortcuts=(),
    )


def ask_other_day(turn: Turn, asked: Asked) -> Reply:
    """None of them suits: that is all right; another day, or the wait list."""
    t = turn.t
    return Reply(
        t("That is quite all right. When is better? Write a day, for example thursday or friday afternoon."),
        choices=(Choice(WAIT, t("Put me on the list")), Choice(NO, t("No thanks"))),
        then="other_day",
        hears=TIMES,
        keep=replace(asked, wanted=ANY_TIME, seen=()).kept,
        otherwise=t("Write a day that suits you, or choose here."),
    )


def taken_offer(turn: Turn) -> Offer | None:
    """The offer that was chosen: by its number, or by saying its time; "den første" is the first of them."""
    offers = [offer for kept in turn.kept["offers"] if (offer := offer_from(turn.directory, kept))]
    if turn.choice and turn.choice.startswith(_TIME):
        index = int(turn.choice.removeprefix(_TIME))
        return offer_from(turn.directory, turn.kept["offers"][index])
    if turn.choice is None and is_yes(turn) and len(offers) == 1:
        return offers[0]
    if turn.choice is None:
        return _named(turn, offers)
    return None


def is_yes(turn: Turn) -> bool:
    """A plain yes that names no time."""
    reading = turn.reading
    return reading.intent is Intent.CONFIRM and not (reading.when or reading.day or reading.clock or reading.part)


def _named(turn: Turn, offers: Sequence[Offer]) -> Offer | None:
    """The only one of the offers that a clock time or a day names."""
    reading = turn.reading
    meant = wanted(reading, turn.now)
    if meant.trouble or meant.part:
        return None
    fitting = [offer for offer in offers if _fits(offer, meant, by_day=bool(reading.when or reading.day))]
    return fitting[0] if len(fitting) == 1 else None


def _fits(offer: Offer, meant: Wanted, *, by_day: bool) -> bool:
    start = offer.slot.start.astimezone(COPENHAGEN)
    if meant.clock and start.time() != meant.clock:
        return False
    if by_day and meant.first and meant.last and not meant.first <= start.date() < meant.last:
        return False
    return bool(meant.clock or by_day)


def _offering(turn: Turn, asked: Asked, found: Sequence[Offer], opener: str) -> Reply:
    t = turn.t
    several = len({offer.schedule.place for offer in found}) > 1
    town = turn.person.town
    labels = [
        said.label(t, offer, turn.now, turn.directory.place(offer.schedule.place) if several else None, town)
        for offer in found
    ]
    asked = replace(asked, seen=(*asked.seen, *(offer.key for offer in found)))
    what = "" if several else f"{found[0].schedule.title}:"
    return Reply(
        " ".join(filter(None, (opener, what, t("Which time suits you?")))),
        choices=(
            *(Choice(f"{_TIME}{n}", one) for n, one in enumerate(labels)),
            Choice(MORE, t("More times")),
            Choice(NO, t("None of them")),
        ),
        then="take_time",
        hears=TIMES,
        keep={**asked.kept, "offers": [offer.kept for offer in found]},
        otherwise=t("Choose a time here, or write a day."),
        shows=tuple(dict.fromkeys(offer.schedule.place for offer in found)),
    )


def _wider(wished: Wanted) -> list[Wanted]:
    """The wish, then without its part of the day, then from its day on, then any time."""
    wider = [
        wished,
        replace(wished, part=None),
        Wanted(first=wished.first, part=wished.part),
        Wanted(first=wished.first),
        ANY_TIME,
    ]
    return list(dict.fromkeys(wider))


def _without_trouble(wished: Wanted) -> Wanted:
    """What is left of a time that cannot be: its day when that is to come, the part of it."""
    if wished.trouble is Trouble.PAST:
        return Wanted(part=wished.part)
    return replace(wished, trouble=None, words="", clock=None)
