"""The local providers: what they post is signed and in Twilio's and Telegram's shapes, in any order we ask for."""

from collections.abc import AsyncIterator
from urllib.parse import parse_qsl

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.sms import SmsChannel, SmsSettings
from bot.channels.sms_text import Hints
from bot.errors import BadSignature
from bot.model import OutgoingState, Report
from tests.channels.outgoings import an_sms
from tests.providers.served import Served, serve
from tests.providers.telegram_api import TelegramApi
from tests.providers.twilio_api import TwilioApi


class Bot:
    """A bot that only writes down what was posted to it."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.reports: list[Report] = []
        self.channel: SmsChannel | None = None
        routes = [
            Route("/webhooks/twilio/sms", self.sms, methods=["POST"]),
            Route("/webhooks/twilio/status", self.status, methods=["POST"]),
        ]
        self.app = Starlette(routes=routes)

    async def sms(self, request: Request) -> Response:
        """One message."""
        assert self.channel
        form = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
        try:
            inbound = self.channel.inbound(request.url.path, form, request.headers["X-Twilio-Signature"])
        except BadSignature:
            return Response(status_code=403)
        assert inbound
        self.texts.append(inbound.text)
        return Response()

    async def status(self, request: Request) -> Response:
        """One report."""
        assert self.channel
        form = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
        url = f"{request.url.path}?{request.url.query}"
        self.reports.append(self.channel.report(url, form, request.headers["X-Twilio-Signature"]))
        return Response()


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    """The bot, and in `channel` the way to the local Twilio."""
    yield Bot()


@pytest.fixture
async def twilio(bot: Bot) -> AsyncIterator[TwilioApi]:
    """The local Twilio, which posts to the bot."""
    async with Served(bot.app) as served, serve(TwilioApi(bot_url=served.url)) as api:
        settings = SmsSettings(api.account_sid, api.auth_token, api.sender, served.url, api.url)
        bot.channel = SmsChannel(settings, lambda _: Hints("Svar MERE for mere"))
        await bot.channel.open()
        yield api
        await bot.channel.close()


async def test_webhook_is_signed(bot: Bot, twilio: TwilioApi) -> None:
    """A person's message arrives with a signature that fits, a forged one does not."""
    form = twilio.inbound_form("SM1", from_="+4520000001", body="hej")

    assert await twilio.text(from_="+4520000001", body="hvor kan jeg få æbleskiver & kaffe?") == 200
    assert await twilio.post("/webhooks/twilio/sms", form, signature="wrong") == 403
    assert bot.texts == ["hvor kan jeg få æbleskiver & kaffe?"]


async def test_reports_come_as_told(bot: Bot, twilio: TwilioApi) -> None:
    """Reports come twice, out of order, or with a code, as the test tells."""
    assert bot.channel
    await bot.channel.send(an_sms(number=12))
    (sms,) = twilio.messages

    assert await twilio.report(sms, "delivered", "sent", "delivered") == [200, 200, 200]
    await twilio.report(sms, "failed", code="21610")

    states = [OutgoingState.DELIVERED, OutgoingState.SENT, OutgoingState.DELIVERED, OutgoingState.OPTED_OUT]
    assert [report.state for report in bot.reports] == states
    assert {(report.outgoing, report.provider_id) for report in bot.reports} == {(12, sms.sid)}


async def test_list_has_pages(bot: Bot, twilio: TwilioApi) -> None:
    """A list is newest first, filtered by receiver, and leads from page to page."""
    assert bot.channel
    for number in range(3):
        await bot.channel.send(an_sms(number=number))
    await bot.channel.send(an_sms(to="+4520000002"))
    path = f"{twilio.url}/2010-04-01/Accounts/{twilio.account_sid}/Messages.json?To=%2B4520000001&PageSize=2"
    async with httpx.AsyncClient(auth=(twilio.account_sid, twilio.auth_token), trust_env=False) as client:
        first = (await client.get(path)).json()
        second = (await client.get(twilio.url + first["next_page_uri"])).json()
        refused = await client.get(path, auth=("AC0", "wrong"))

    sids = [sms.sid for sms in twilio.messages if sms.to == "+4520000001"]
    assert [one["sid"] for one in first["messages"] + second["messages"]] == sids[::-1]
    assert (second["next_page_uri"], refused.status_code) == (None, 401)


async def test_served_comes_back() -> None:
    """A server that was stopped refuses connections, and answers at the same address once it is started again."""
    async with serve(TelegramApi()) as telegram, httpx.AsyncClient(trust_env=False) as client:
        url = f"{telegram.url}/bot{telegram.token}/getMe"
        await telegram.served.stop()
        with pytest.raises(httpx.ConnectError):
            await client.get(url)
        await telegram.served.start()

        assert (await client.get(url)).json()["ok"]
