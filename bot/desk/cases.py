"""Cases as staff read them by text: which they may see, in one line, and whole."""

from collections.abc import Iterator, Sequence

from bot.channels.sms_text import MOST_PARTS, mend, segments
from bot.conversation import Turn
from bot.desk.asking import brief
from bot.desk.colleagues import called
from bot.model import RoleName
from bot.store import cases, talks
from bot.store.cases import Case, CaseKind
from bot.store.talks import TalkState

KINDS = {
    CaseKind.HUMAN: "a human",
    CaseKind.FEEDBACK: "feedback",
    CaseKind.OFFER: "an offer",
    CaseKind.NEED: "a need",
    CaseKind.NOT_FOUND: "not found",
    CaseKind.CHECK_IN: "check-in",
    CaseKind.COST: "cost",
    CaseKind.FADING: "old cases",
}
_IN_LIST = 36


async def visible(turn: Turn) -> Sequence[Case]:
    """The open cases that the person may see, oldest first: their municipalities'; admins see all."""
    own = {role.municipality for role in turn.roles if role.name is RoleName.STAFF}
    everywhere = any(role.name is RoleName.ADMIN for role in turn.roles)
    return [
        one for one in await cases.open_cases(turn.db) if everywhere or (one.municipality and one.municipality in own)
    ]


def in_a_line(turn: Turn, case: Case) -> str:
    """ "12 et tilbud, AF1234, i dag: vi har 12 dyner..." """
    t = turn.t
    kind, when = t(KINDS[case.kind]), t.day(case.opened_at, turn.now)
    head = ", ".join(filter(None, (f"{case.id} {kind}", case.pseudonym, when)))
    return f"{head}: {brief(case.text, _IN_LIST)}"


async def in_full(turn: Turn, case: Case) -> str:
    """Everything that staff may know of it."""
    t = turn.t
    place = turn.directory.place(case.place) if case.place else None
    what = ", ".join(filter(None, (t(KINDS[case.kind]), case.pseudonym, t.day(case.opened_at, turn.now))))
    head = t("Case {number}: {text}.", number=case.id, text=what)
    parts = [head, place.name + "." if place else "", case.text or t("The words are gone after 30 days.")]
    talk = await talks.of_case(turn.db, case.id)
    if talk and talk.state is TalkState.HELD:
        parts.append(t("{name} writes with them.", name=await called(turn.db, talk.staff) or t("A colleague")))
    if case.state != "open":
        parts.append(t("Closed: {text}", text=case.done))
    return " ".join(filter(None, parts))


def pages(lines: Sequence[str], after: str = "") -> Iterator[str]:
    """The lines on pages of two SMS parts; `after` stands under the first."""
    page: list[str] = []
    room = after
    for line in lines:
        if page and segments(mend("\n".join([*page, line, room]))).count > MOST_PARTS:
            yield "\n".join(filter(None, [*page, room]))
            page, room = [], ""
        page.append(line)
    if page:
        yield "\n".join(filter(None, [*page, room]))
