"""What is said beside the best listing: how near it is, who takes over, and what works now when it does not. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.i18n import Translator
from bot.matching import Match, Role, takes_over
from bot.matching.reach import HERE_KM
from bot.matching.wishes import Fit, fit
from bot.model import Emergency, Json, Topic, Wish
from bot.search.asked import Search
from bot.search.order import is_duty_doctor, is_other_help
from bot.store.directory import Directory
from bot.wording import lines
from bot.wording.address import where
from bot.wording.doubts import LINES
from bot.wording.kinds import CHOICE, IN_A_SENTENCE
from bot.wording.labels import short_name
from bot.wording.listing import sentence

NIGHT_TOPICS = frozenset({Topic.SHELTER, Topic.WARM_ROOM})
SHORT_NAME = 26
EARLIEST, LATEST = 5, 14
"""Whoever must leave between these hours looks for a warm room first, and later for a bed."""
GAP = timedelta(hours=12)
"""Whoever opens later than this after the other closes does not take over."""


@dataclass(frozen=True, slots=True)
class Errand:
    """One search as it is answered: in whose language, from which directory, and when."""

    t: Translator
    directory: Directory
    search: Search
    now: datetime


def next_door(errand: Errand, best: Match) -> str:
    """Where to go when the best closes during the night or the day: "Derefter: Varmestuen fra kl. 9." """
    t, search, until = errand.t, errand.search, best.opening.until
    if search.topics[0] not in NIGHT_TOPICS or not best.works_now or until is None:
        return ""
    by_day = EARLIEST <= until.hour < LATEST
    topics = (Topic.WARM_ROOM, Topic.SHELTER) if by_day else (Topic.SHELTER, Topic.WARM_ROOM)
    directory, query = errand.directory, search.query(errand.now, *topics)
    after = takes_over(best, directory.places, query, directory.trust, directory.changes)
    if after is None or after.role is not Role.HERE or search.leaves_out(after.place):
        return ""
    name, opens = short_name(after.place, search.town_name, SHORT_NAME), after.opening.opens
    if after.works_now:
        return t("Then: {name}.", name=name)
    if opens is None or opens - until > GAP:
        return ""
    return t("Then: {name} from {time}.", name=name, time=t.clock(opens))


def honest(errand: Errand, best: Match, *, more: bool, nearer: bool = False) -> str:
    """What the best is when it is not simply the thing in that town.

    `more`: another was told before. `nearer`: another place is nearer, of which less is known.
    """
    t, search, town = errand.t, errand.search, errand.search.town_name
    if town is None and best.role >= Role.STAND_IN:
        return t("For that I must know your town. Until then:")
    if town and best.role is Role.HERE and best.distance_km is not None and best.distance_km > HERE_KM:
        return t("{km} km from {town}:", km=round(best.distance_km), town=town)
    if town is None or best.role is Role.HERE or is_duty_doctor(best, search, search.moment(errand.now).at):
        return ""
    things, km = t(IN_A_SENTENCE[search.topics[0]]), round(best.distance_km) if best.distance_km is not None else None
    if best.role is Role.NEARBY and nearer and km:
        return t("{km} km from {town}:", town=town, km=km)
    if best.role is Role.NEARBY:
        return t("Nearest to {town}, {km} km away:", town=town, km=km) if km else t("Nearest to {town}:", town=town)
    if best.role is Role.FAR and km:
        nothing = t("I know no more near {town}.", town=town) if more else t("I know no bed near {town}.", town=town)
        answers = best.is_confirmed and best.place.phone is not None
        away = t("{km} km away they answer now:", km=km) if answers else t("{km} km from {town}:", km=km, town=town)
        return f"{nothing} {away}"
    if more:
        return t("I know no more near {town}.", town=town)
    nothing = t("I do not know {things} near {town}.", things=things, town=town)
    match best.role:
        case Role.LINE:
            nothing = t("I know no place for that near {town}.", town=town)
            return f"{nothing} {t('But you can ring:') if best.place.phone else t('But there is:')}"
        case Role.TOWN_HALL:
            return f"{nothing} {t('Your municipality must help:')}"
        case Role.DANGER:
            return nothing
        case _:
            return f"{nothing} {t('Perhaps they can help:')}"


def works(errand: Errand, offered: Sequence[Match]) -> str:
    """What works at that time, when the place that was told in full does not, or is for some people only."""
    search, best = errand.search, offered[0]
    opens_then = best.works_now or (best.is_posted and not search.moment(errand.now).is_now)
    if opens_then and not (best.is_for_some and not search.wishes):
        return ""
    working = [
        match for match in offered[1:] if match.works_now and not match.is_for_some and _is_of_use(match, search)
    ]
    reached = [match for match in working if match.place.phone or match.place.address]
    match = next(iter([*reached, *working]), None)
    if match is None:
        return errand.t("Is there danger to life, ring {phone}.", phone=lines.alarm(errand.directory))
    return works_now(errand, match)


def _is_of_use(match: Match, search: Search) -> bool:
    """Whether it is no room full of men for who asked for one without."""
    is_line = match.place.kind in LINES
    return Wish.WOMEN_ONLY not in search.wishes or is_line or fit(match.place, Wish.WOMEN_ONLY) is Fit.YES


def works_now(errand: Errand, match: Match) -> str:
    """One that works at that time, said as what it is."""
    t, search = errand.t, errand.search
    if match.role is Role.DANGER:
        return t("Is there danger to life, ring {phone}.", phone=match.place.phone)
    is_away = match.distance_km is not None and match.distance_km > HERE_KM
    km = t("{km} km away", km=round(match.distance_km)) if is_away and match.distance_km else None
    reached = match.place.phone or where(match.place, search.town_name)
    place = ", ".join(filter(None, (match.place.name, km, reached)))
    if is_other_help(match, search):
        return sentence(t("{help} now: {place}", help=t(CHOICE[match.place.topics[0]]), place=place))
    is_now = search.moment(errand.now).is_now
    if match.topic in search.topics:
        return sentence(t("Open now: {place}" if is_now else "Open then: {place}", place=place))
    return sentence(
        t("Perhaps they can help now: {place}" if is_now else "Perhaps they can help then: {place}", place=place)
    )


def narrowed(t: Translator, directory: Directory, search: Search, by: Json, now: datetime) -> str:
    """What goes before a list that a word of themselves narrowed; who is in pain hears whom to ring for it."""
    if not by.get("hurts"):
        return "" if by.get("time") else t("Good that you say so.")
    doctor = lines.pain_line(directory, search.town.municipality if search.town else None, now)
    ring = t("Is the pain strong, ring {phone}.", phone=doctor.phone) if doctor else ""
    return f"{t('That sounds bad.')} {ring}".strip()


def safety(errand: Errand) -> str:
    """The line for those who are beaten, beside the beds that are for anybody: a man finds no other way to it."""
    search = errand.search
    if not (search.man and search.danger is Emergency.VIOLENCE and search.topics[0] in NIGHT_TOPICS):
        return ""
    line = lines.answering(errand.directory, lines.Line.SAFETY, errand.now)
    return errand.t("Ring {phone} too, without your name.", phone=line.phone) if line else ""


def discreet(t: Translator, search: Search) -> str:
    return t("Delete this message if others see your phone.") if search.topics[0] is Topic.VIOLENCE else ""


def for_a_child(errand: Errand) -> Iterator[str]:
    """Who is under 18 has a municipality that must help, and a line of their own."""
    t, directory, now, town = errand.t, errand.directory, errand.now, errand.search.town
    municipality = town.municipality if town else None
    yield must_help_too(t, directory, municipality, now)
    police = lines.line(directory, lines.Line.POLICE, now)
    if police and lines.municipality_itself(directory, municipality, now) is None:
        yield t("The police can ring them: {phone}.", phone=police.phone)
    yield from childrens_line(errand.t, errand.directory, errand.now)


def duty(errand: Errand, best: Match) -> str:
    """That the own municipality must help, where no bed near is known and nothing that is told is its own."""
    search = errand.search
    is_near = best.role in {Role.HERE, Role.NEARBY, Role.TOWN_HALL}
    if search.topics[0] is not Topic.SHELTER or search.town is None or is_near:
        return ""
    return must_help_too(errand.t, errand.directory, search.town.municipality, errand.now)


def must_help_too(t: Translator, directory: Directory, municipality: str | None, now: datetime) -> str:
    """The duty of the municipality to a child, with its number where it is known."""
    hall = lines.municipality_itself(directory, municipality, now)
    if hall is None:
        return t("Your municipality must help too.")
    return t("Your municipality must help too: {phone}.", phone=hall.phone)


def childrens_line(t: Translator, directory: Directory, now: datetime) -> Iterator[str]:
    """BørneTelefonen, while it answers."""
    if children := lines.answering(directory, lines.Line.CHILDREN, now):
        yield t("Are you under 18, you can also ring BørneTelefonen: {phone}. It is free.", phone=children.phone)


def of_a_family(errand: Errand) -> str:
    """Who stands without a bed with children is helped by the municipality first: it must, also today (serviceloven
    § 80)."""
    t, town = errand.t, errand.search.town
    hall = lines.municipality_itself(errand.directory, town.municipality if town else None, errand.now)
    if hall is None:
        return t("With children you must have a roof over your heads today: ring the municipality.")
    must = "With children you must have a roof over your heads today. Ring {name}: {phone}."
    return t(must, name=hall.name, phone=hall.phone)


def otherwise_for_a_child(errand: Errand) -> str:
    """The same, asked again: why no place is told."""
    return " ".join((errand.t("The places that I know are for grown-ups."), *for_a_child(errand)))
