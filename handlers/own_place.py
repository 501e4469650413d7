"""Own place: "hvad står der om os", "har vi åbent 24/12": who acts for a place hears what is told of it."""

from collections.abc import Sequence
from datetime import date

from bot.conversation import Conversation, Reply, Turn
from bot.holidays import is_often_shut
from bot.hours import COPENHAGEN, week
from bot.model import Act, ChangeOfHours, Order, Place, Trust
from bot.posting import telling, whose
from bot.posting.asking import ask_place, for_chosen, for_meant
from bot.store import posts
from bot.understanding.orders import days, mentions
from bot.understanding.orders.canonical import canonical
from bot.wording.hours import week_said
from bot.wording.posted import free_places_said, notes_said


async def tell_of(turn: Turn, aim: whose.Aim, text: str, order: Order | None) -> Reply:  # noqa: ARG001 - the text is all
    """The days that were asked about, or the week with what was posted beside it."""
    if aim.place is None:
        return ask_place(turn, aim, text)
    t, place, today = turn.t, aim.place, turn.now.astimezone(COPENHAGEN).date()
    standing = await posts.of_place(turn.db, place.id, today)
    changes = posts.changes(standing, today).get(place.id, ())
    asked = days.resolved(mentions.found(canonical(text), today), today)
    if len(asked.days) == 1:
        said = [_of_day(turn, place, asked.days[0], changes)]
    else:
        hours = week_said(t, place, turn.now, changes)
        what = (
            t("{place}: {what}.", place=place.name, what=hours)
            if hours
            else t("I know no hours of {place}.", place=place.name)
        )
        trust = turn.directory.trust.get(place.id, Trust())
        notes = posts.notes(standing, today).get(place.id, ())
        said = [what, free_places_said(t, place, trust, turn.now), notes_said(t, notes[:1], turn.now)]
    wrong = t("Is it wrong, write for example: LUKKET DEN 24/12 or ÅBEN FREDAG 10-14.")
    return Reply(" ".join(filter(None, (*said, wrong))), otherwise=" ".join(filter(None, said)))


def _of_day(turn: Turn, place: Place, day: date, changes: Sequence[ChangeOfHours]) -> str:
    """What holds on the day, and whether somebody said so for that day or it is as every week."""
    t = turn.t
    [(_, hours), *_] = week(place, day, changes)
    when = telling.day_said(t, day, turn.now)
    if hours is None:
        return t("I know no hours of {place} {day}.", place=place.name, day=when)
    what = telling.as_usual(t, day, hours, turn.now) if hours else t("closed {day}", day=when)
    is_posted = any(one.day == day and not one.weekly for one in changes)
    source = t("You have posted it.") if is_posted else t("So it is in an ordinary week.")
    if not is_posted and is_often_shut(day):
        source = t("People hear that many are closed that day. Write your hours, and they hear those.")
    return f"{t('{place}: {what}.', place=place.name, what=what)} {source}"


OWN_PLACE = Conversation(
    name="own_place",
    first=for_meant(tell_of),
    obeys=frozenset({Act.TOLD}),
    steps={"take_place": for_chosen(tell_of)},
)
