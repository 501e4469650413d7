"""The channels that the settings turn on, each with its routes.

A provider's library is loaded only when its channel is on: each costs some 20 MB and a third of a second.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from starlette.routing import BaseRoute

from bot.channels.base import Channel
from bot.channels.browser import BrowserChannel
from bot.channels.sms_text import Hints
from bot.config import Settings
from bot.i18n import DANISH, Catalogues
from bot.model import Address, ChannelName, Inbound, Report, RoleName
from bot.store.seal import Seal
from bot.web.phone import phone_routes
from bot.web.webhooks import sms_routes, telegram_routes


class Hooks(Protocol):
    """Where channels and their routes hand on what they hear."""

    clock: Callable[[], datetime]

    async def put(self, inbound: Inbound) -> bool:
        """Make it durable; False for a double."""
        ...

    async def report(self, report: Report) -> bool:
        """Take in a delivery report."""
        ...

    async def opted_out(self, address: Address, code: str) -> None:
        """Somebody blocked us."""
        ...

    async def code_for(self, role: RoleName, town: str) -> str:
        """A one-time code for the demonstration."""
        ...

    def trouble(self) -> str:
        """What people hear of channels that do not work."""
        ...

    def alone(self, name: str) -> AbstractAsyncContextManager[bool]:
        """Whether no other process is doing this now."""
        ...

    async def is_receipted(self, sid: str) -> bool:
        """Whether some outgoing holds this id of Twilio's."""
        ...


@dataclass(slots=True)
class Wired:
    """What is on."""

    channels: dict[ChannelName, Channel] = field(default_factory=dict)
    routes: list[BaseRoute] = field(default_factory=list)


def wired(settings: Settings, catalogues: Catalogues, hooks: Hooks) -> Wired:
    """Build what the settings turn on. The browser phone is always there."""
    on = Wired()
    browser = BrowserChannel(now=lambda: hooks.clock())
    browser.trouble = hooks.trouble
    on.channels[ChannelName.BROWSER] = browser
    seal = Seal(settings.key())
    on.routes += phone_routes(
        browser, hooks.put, seal, public_url=settings.public_url, demo=hooks.code_for if settings.demo else None
    )
    if settings.has_sms:
        _wire_sms(on, settings, catalogues, hooks)
    if settings.has_telegram:
        _wire_telegram(on, settings, catalogues, hooks)
    return on


def hints_of(catalogues: Catalogues) -> Callable[[str], Hints]:
    """The words that rendering adds, by language."""
    return lambda language: Hints(more=catalogues.translator(language)("Reply MERE for more."))


def _wire_sms(on: Wired, settings: Settings, catalogues: Catalogues, hooks: Hooks) -> None:
    from bot.channels.sms import SmsChannel, SmsSettings

    token = settings.twilio_auth_token
    channel = SmsChannel(
        SmsSettings(
            account_sid=settings.twilio_account_sid,
            auth_token=token.plain if token else "",
            sender=settings.twilio_from,
            public_url=settings.public_url,
            api_url=settings.twilio_api_url,
        ),
        hints_of(catalogues),
        is_taken=hooks.is_receipted,
    )
    on.channels[ChannelName.SMS] = channel
    # In front, for they are asked for most.
    on.routes[:0] = sms_routes(channel, hooks.put, hooks.report)


def _wire_telegram(on: Wired, settings: Settings, catalogues: Catalogues, hooks: Hooks) -> None:
    from bot.channels.telegram import MenuItem, TelegramChannel, TelegramSettings
    from bot.channels.telegram_text import TelegramWords

    def menu(language: str) -> tuple[MenuItem, ...]:
        t = catalogues.translator(language)
        return (
            MenuItem("hjaelp", t("What I can help with")),
            MenuItem("menneske", t("Write with a human")),
            MenuItem("stop", t("Stop messages from me")),
        )

    token, secret = settings.telegram_bot_token, settings.telegram_webhook_secret
    channel = TelegramChannel(
        TelegramSettings(
            token=token.plain if token else "",
            api_url=settings.telegram_api_url,
            public_url=settings.public_url,
            webhook_secret=secret.plain if secret else "",
        ),
        put=hooks.put,
        opted_out=hooks.opted_out,
        words=lambda language: TelegramWords(catalogues.translator(language)("Share my position")),
        menus={"": menu(DANISH), "en": menu("en")},
        alone=hooks.alone,
    )
    on.channels[ChannelName.TELEGRAM] = channel
    on.routes[:0] = telegram_routes(channel, hooks.put, hooks.opted_out)
