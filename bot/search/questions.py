"""What a search must know before it can tell a place: which town, and where in it. Each is answered by `choose`."""

from dataclasses import replace

from bot.conversation import Hears, Reply, Turn
from bot.matching import Role, fallbacks
from bot.model import Choice
from bot.phrasebook.said import is_unsure
from bot.search.asked import Search, remembered
from bot.search.beside import NIGHT_TOPICS
from bot.search.details import WHERE_OR_WHEN
from bot.search.found import found
from bot.search.listed import listed
from bot.wording.doubts import Listing
from bot.wording.listing import Asked, in_full

WHERE = frozenset({Hears.PLACE, Hears.POSITION})
ANY_WORDS = WHERE_OR_WHEN | {Hears.WORDS}


def ask_town(turn: Turn, search: Search, area: str = "") -> Reply:
    """Which town, in that area when one was named; with a line that works at once where the country has one."""
    if area:
        return Reply(
            turn.t("Which town in {area}? Write its name or the postcode.", area=area),
            then="choose",
            hears=ANY_WORDS,
            keep={"search": search.kept, "asks": "town"},
            asks_position=turn.may_share,
            remember=remembered(search, turn.now),
        )
    query = search.query(turn.now, *search.topics[:1])
    places = [place for place in turn.directory.places if not search.leaves_out(place)]
    lines = fallbacks(places, query, turn.directory.trust, turn.directory.changes)
    works = [match for match in lines if match.works_now and match.role <= Role.LINE and match.place.phone]
    first = works[0] if works else None
    text = turn.t("Which town are you in?")
    if first:
        listing = Listing.of(turn.directory, first.place, search.moment(turn.now), turn.now)
        text = turn.t("Which town are you in? Then I look for something near you.")
        text = f"{in_full(turn.t, listing, Asked(wishes=search.wishes)).text}\n{text}"
    elif search.topics[0] in NIGHT_TOPICS:
        text = turn.t("Which town are you in? Then I look for something near you.")
        text = f"{text}\n{turn.t('Are you freezing badly, ring 112.')}"
    return Reply(
        text,
        choices=(Choice("no", turn.t("All of Denmark")),),
        then="choose",
        hears=ANY_WORDS,
        keep={"search": search.kept, "asks": "town"},
        asks_position=turn.may_share,
        remember=remembered(search, turn.now),
        shows=(first.place.id,) if first else (),
        otherwise=turn.t("I must know the town to find something near. Write its name or the postcode."),
    )


def ask_another_name(turn: Turn, search: Search) -> Reply:
    """We do not know that town: the postcode or a larger one will do; without it, what holds for the whole country."""
    if is_unsure(turn.text):
        return Reply(
            turn.t("That is all right. Write a larger town near you, or ask somebody for the postcode."),
            choices=(Choice("no", turn.t("All of Denmark")),),
            then="choose",
            hears=ANY_WORDS,
            keep={**turn.kept, "search": search.kept},
            asks_position=turn.may_share,
            otherwise=turn.t("Is there a sign or a bus stop with a name? Or answer 1 for all of Denmark."),
        )
    if turn.kept.get("asks") == "town again":
        what = found(turn.t, turn.directory, search, turn.now, opener=turn.t("I do not find that town either."))
        return replace(listed(turn, search, what), lost=True)
    return Reply(
        turn.t("I do not know that town. Write the postcode, or a larger town near you."),
        choices=(Choice("no", turn.t("All of Denmark")),),
        then="choose",
        hears=ANY_WORDS,
        keep={"search": search.kept, "asks": "town again"},
        asks_position=turn.may_share,
        lost=True,
    )


def ask_nearer(turn: Turn, search: Search) -> Reply:
    """Nearer than the town is known only from a district, a postcode or a position."""
    if turn.may_share:
        text = turn.t("Share your position, or write the postcode. Then I find what is nearest.")
    else:
        text = turn.t("Write your part of town or the postcode. Then I find what is nearest.")
    return Reply(
        text, then="choose", hears=WHERE, keep={"search": search.kept, "near": True}, asks_position=turn.may_share
    )
