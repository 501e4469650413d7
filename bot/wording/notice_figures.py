"""Notices told to those who send them: what will go out and what it costs, how far it is, how it ended. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.channels.sms_text import MOST_PARTS, mend, segments
from bot.i18n import DANISH, Translator
from bot.model import ChannelName, Message, Notice, NoticeState, OutgoingState, Terms
from bot.wording.notices import cost, size, subject_said

S = OutgoingState
_CHANNELS = {ChannelName.SMS: "SMS", ChannelName.TELEGRAM: "Telegram"}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known before it goes. `begins` and `ends` are in words, "" where there is nothing to say."""

    receivers: Mapping[ChannelName, int]
    terms: Terms
    begins: str = ""
    ends: str = ""
    comes_too_late: bool = False

    @property
    def number(self) -> int:
        """All receivers."""
        return sum(self.receivers.values())

    @property
    def takes_two(self) -> bool:
        """Whether a colleague must say yes too."""
        return self.number > self.terms.alone_up_to


def previewed(
    t: Translator, notice: Notice, message: Message, plan: Plan, code: str
) -> tuple[str, tuple[Message, ...]]:
    """All that whoever confirms must know, and the exact text: in the same message where there is room, else before it.

    So nobody confirms what they have not seen: the code word stands under the whole text.
    """
    told, by_sms = [*_told(t, notice, message, plan), code], size(message).text
    if by_sms != message.text:
        told.insert(0, t("First as an SMS, then as on Telegram."))
        return " ".join(told), (replace(message, text=by_sms), message)
    whole = f"{' '.join(told)}\n{message.text}"
    if message.language == DANISH and segments(mend(whole)).count <= MOST_PARTS:
        return whole, ()
    return " ".join(told), (message,)


def _told(t: Translator, notice: Notice, message: Message, plan: Plan) -> Iterator[str]:
    known = size(message)
    subject = subject_said(t, notice.subject)
    opener = subject[:1].upper() + subject[1:]
    yield t("{subject}: {number} get it ({channels}).", subject=opener, number=plan.number, channels=_by_channel(plan))
    if plan.receivers.get(ChannelName.SMS):
        price = money(t, cost(known.parts, plan.receivers, plan.terms))
        yield t("An SMS has {number} of 2 parts, {price} in all.", number=known.parts, price=price)
    if not known.is_gsm7:
        yield t("It has other letters: only 70 to a part.")
    if plan.comes_too_late:
        yield t("It would go {when}, too late for its own text. Write HASTER: before the order.", when=plan.begins)
    elif plan.begins:
        yield t("It goes {when} and holds until {end}.", when=plan.begins, end=plan.ends)
    else:
        yield t("It holds until {end}.", end=plan.ends)
    yield t("It is urgent: it goes at night too.") if notice.urgent else t("From 21 to 8 it waits.")


def _by_channel(plan: Plan) -> str:
    named = [f"{number} {_CHANNELS.get(name, 'web')}" for name, number in sorted(plan.receivers.items())]
    return ", ".join(named)


def money(t: Translator, kroner: float) -> str:
    """ "12,40 kr." """
    said = f"{kroner:.2f}"
    return t("{price} kr.", price=said.replace(".", ",") if t.language == "da" else said)


def figures(counts: Mapping[str, int]) -> Counter[str]:
    """States of the outbox as the five figures that a sender hears; all of them together are the receivers."""
    got = Counter[str]()
    got["sent"] = counts.get(S.SENT, 0) + counts.get(S.DELIVERED, 0)
    got["delivered"] = counts.get(S.DELIVERED, 0)
    got["failed"] = counts.get(S.FAILED, 0) + counts.get(S.UNKNOWN, 0)
    got["opted_out"] = counts.get(S.OPTED_OUT, 0) + counts.get("withdrawn", 0)
    got["late"] = counts.get(S.EXPIRED, 0)
    got["left"] = sum(counts.get(state, 0) for state in (S.QUEUED, S.WAITING, S.SENDING))
    return got


def progress(t: Translator, notice: Notice, counts: Mapping[str, int], when: str) -> str:
    """One line about a notice: what, and how far."""
    got = figures(counts)
    return f"{notice.id} {subject_said(t, notice.subject)}: {_how_far(t, notice, got, when)}"


def _how_far(t: Translator, notice: Notice, got: Counter[str], when: str) -> str:
    match notice.state:
        case NoticeState.DRAFT:
            return t("not sent. SEND {code} sends it.", code=notice.id)
        case NoticeState.ASKED:
            return t("waits for the yes of a colleague.")
        case NoticeState.DONE:
            return t("over. {number} got it.", number=got["sent"])
        case NoticeState.STOPPED:
            return t("stopped. {number} got it.", number=got["sent"])
        case _ if notice.paused:
            return t("rests. {number} got it. FORTSÆT {code} goes on.", number=got["sent"], code=notice.id)
        case NoticeState.SET:
            return t("goes {when}.", when=when)
        case _:
            return t("{number} of {all} got it.", number=got["sent"], all=notice.receivers)


def reported(t: Translator, notice: Notice, counts: Mapping[str, int], *, stopped: bool) -> str:
    """The last word about it: every receiver is in one of the figures."""
    got = figures(counts)
    subject = subject_said(t, notice.subject)
    if stopped:
        opener = t("{code} about {subject} is stopped.", code=notice.id, subject=subject)
    else:
        opener = t("{code} about {subject} is over.", code=notice.id, subject=subject)
    return " ".join([opener, *_ends(t, got)])


def _ends(t: Translator, got: Counter[str]) -> Sequence[str]:
    told = [t("Sent: {number}.", number=got["sent"])]
    if got["delivered"]:
        told.append(t("Known to have arrived: {number}.", number=got["delivered"]))
    told.append(t("Failed: {number}.", number=got["failed"]))
    told.append(t("Wanted none any more: {number}.", number=got["opted_out"]))
    if got["late"]:
        told.append(t("Too late: {number}.", number=got["late"]))
    return told
