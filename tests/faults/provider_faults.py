"""What can go wrong at a provider, and what a person notices of it, channel by channel. docs/faults.md shows the same.

Twilio can be asked what became of a message; Telegram cannot, so a reply in doubt is repeated there, once.
"""

from dataclasses import dataclass
from datetime import timedelta

from bot.model import ChannelName

SMS, TELEGRAM = ChannelName.SMS, ChannelName.TELEGRAM
AT_ONCE = timedelta()
# After a time-out the provider may still be working on it, so nobody asks or repeats before this.
SETTLED = timedelta(seconds=21)


@dataclass(frozen=True, slots=True)
class ProviderFault:
    """One request to send goes wrong. `waits`: until the person has the answer, by the clock; `copies` of it."""

    name: str
    channel: ChannelName
    notices: str
    waits: timedelta = AT_ONCE
    copies: int = 1
    retry_after: int | None = None
    seconds: float = 0.0


PROVIDER_FAULTS = (
    ProviderFault("429", SMS, "the answer comes after the rest that was asked for", timedelta(seconds=31), 1, 30),
    ProviderFault("429", TELEGRAM, "the answer comes after the rest that was asked for", timedelta(seconds=31), 1, 30),
    ProviderFault("429", SMS, "the answer comes a quarter of an hour later", timedelta(minutes=15), 1, 86_400),
    ProviderFault("429", TELEGRAM, "the answer comes a quarter of an hour later", timedelta(minutes=15), 1, 10**14),
    ProviderFault("500", SMS, "the answer comes about 20 s later", SETTLED),
    ProviderFault("500", TELEGRAM, "the answer comes about 20 s later", SETTLED),
    ProviderFault("500-taken", SMS, "nothing"),
    ProviderFault("accept-then-time-out", SMS, "nothing"),
    ProviderFault("accept-then-time-out", TELEGRAM, "the same answer again 20 s later, once", SETTLED, 2),
    ProviderFault("accept-then-reset", SMS, "nothing"),
    ProviderFault("accept-then-reset", TELEGRAM, "the same answer again 20 s later, once", SETTLED, 2),
    ProviderFault("reset", SMS, "the answer comes about 20 s later", SETTLED),
    ProviderFault("reset", TELEGRAM, "the answer comes about 20 s later", SETTLED),
    ProviderFault("slow", SMS, "the answer comes when the provider is done; nobody else waits", seconds=2),
    ProviderFault("slow", TELEGRAM, "the answer comes when the provider is done; nobody else waits", seconds=2),
    ProviderFault("wrong-json", SMS, "nothing"),
    ProviderFault("wrong-json", TELEGRAM, "the same answer again 20 s later, once", SETTLED, 2),
    ProviderFault("empty-json", SMS, "nothing"),
    ProviderFault("empty-json", TELEGRAM, "the same answer again 20 s later, once", SETTLED, 2),
)
