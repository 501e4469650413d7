"""What was asked for and stands in no listing: said in front of what there is. Pure.

The number of the doctor on duty where nobody told us it, a chemist, and money for medicine or glasses, which only the
municipality may have (aktivloven, section 82).
"""

from collections.abc import Hashable, Iterator

from bot.matching import Match
from bot.model import Standing, Topic
from bot.phrasebook.lacking import asks_for_chemist, asks_who_pays
from bot.phrasebook.said import asks_for_ward
from bot.search.asked import Search
from bot.search.beside import Errand
from bot.wording import lines


def lacking(errand: Errand, best: Match | None) -> Iterator[str]:
    """A sentence for each thing that is lacking; `best` is what there is near, None when there is nothing."""
    t, directory, search = errand.t, errand.directory, errand.search
    if search.topics[0] is not Topic.HEALTH or search.town is None:
        return
    municipality = search.town.municipality
    if asks_who_pays(search.said):
        if hall := lines.municipality_itself(directory, municipality, errand.now):
            yield t("Ask the municipality whether they can pay: {phone}.", phone=hall.phone)
        else:
            yield t("Ask the municipality whether they can pay.")
    elif asks_for_chemist(search.said):
        yield t("I know of no chemist.")
    elif not lines.knows_duty_doctor(directory, municipality) and (asks_for_ward(search.said) or _is_shut(best)):
        yield t("I do not know the number of the doctor on duty in {town}.", town=search.town_name)


def lacks(search: Search) -> Hashable:
    """What of it the very words ask for."""
    return asks_who_pays(search.said), asks_for_chemist(search.said)


def _is_shut(best: Match | None) -> bool:
    return best is None or best.opening.standing is Standing.CLOSED
