"""Both local providers, for a look by hand: `python -m tests.providers`, then the bot with the settings it prints.

What the bot sends appears here. Write to it with `sms TEXT`, `telegram TEXT`, `tap LABEL` or `block`.
"""

import argparse
import asyncio
import contextlib
import functools
import sys

import httpx

from bot.channels.sms_text import segments
from tests.providers.served import serve
from tests.providers.telegram_api import TelegramApi
from tests.providers.twilio_api import TwilioApi

PHONE = "+4520000001"
CHAT = 20000001

say = functools.partial(print, flush=True)


def settings(twilio: TwilioApi, telegram: TelegramApi, *, polling: bool) -> str:
    """The lines for the bot's .env."""
    lines = [
        f"PUBLIC_URL={twilio.public_url}",
        f"TWILIO_ACCOUNT_SID={twilio.account_sid}",
        f"TWILIO_AUTH_TOKEN={twilio.auth_token}",
        f"TWILIO_FROM={twilio.sender}",
        f"TWILIO_API_URL={twilio.url}",
        f"TELEGRAM_BOT_TOKEN={telegram.token}",
        f"TELEGRAM_API_URL={telegram.url}",
    ]
    return "\n".join(lines if polling else [*lines, "TELEGRAM_WEBHOOK_SECRET=a-secret-for-a-look-by-hand"])


async def show_sms(twilio: TwilioApi) -> None:
    """Print each SMS, once, with its parts."""
    shown = 0
    while True:
        for sms in (await twilio.heard(shown + 1, within=1e9))[shown:]:
            parts = segments(sms.body)
            say(f"\nSMS to {sms.to}, {parts.count} x {parts.encoding}, {parts.units} units\n{sms.body}")
            shown += 1


async def show_telegram(telegram: TelegramApi) -> None:
    """Print each Telegram message, once, with its buttons."""
    shown = 0
    while True:
        for bubble in (await telegram.heard(shown + 1, within=1e9))[shown:]:
            buttons = " ".join(f"[{label}]" for label in [*bubble.buttons, *bubble.keys])
            say(f"\nTelegram to {bubble.chat}\n{bubble.text}\n{buttons}")
            shown += 1


async def obey(line: str, twilio: TwilioApi, telegram: TelegramApi) -> str:
    """Do what a line says; what came of it."""
    verb, _, text = line.partition(" ")
    try:
        match verb:
            case "sms":
                return f"webhook: {await twilio.text(from_=PHONE, body=text)}"
            case "telegram":
                return f"webhook: {await telegram.text(CHAT, text) or 'waits for the poll'}"
            case "tap":
                return f"webhook: {await telegram.tap(CHAT, text) or 'waits for the poll'}"
            case "block":
                return f"webhook: {await telegram.block(CHAT) or 'waits for the poll'}"
    except httpx.HTTPError as fault:
        return f"the bot does not answer: {fault}"
    except LookupError:
        return "no such button"
    return __doc__ or ""


async def run(options: argparse.Namespace) -> None:
    """Both servers, until somebody ends the input, or the process where nobody sits at it."""
    twilio_api = TwilioApi(bot_url=options.bot, reports=("sent", "delivered"))
    async with (
        serve(twilio_api, port=options.twilio_port) as twilio,
        serve(TelegramApi(bot_url=options.bot), port=options.telegram_port) as telegram,
    ):
        say(settings(twilio, telegram, polling=options.polling))
        shows = [asyncio.create_task(show_sms(twilio)), asyncio.create_task(show_telegram(telegram))]
        while line := await asyncio.to_thread(sys.stdin.readline):
            if line.strip():
                say(await obey(line.strip(), twilio, telegram))
        if not sys.stdin.isatty():
            await asyncio.Event().wait()
        for show in shows:
            show.cancel()


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.providers", description=__doc__)
    parser.add_argument("--twilio-port", type=int, default=8090)
    parser.add_argument("--telegram-port", type=int, default=8091)
    parser.add_argument("--bot", default="http://127.0.0.1:8080", help="where the bot answers; its PUBLIC_URL")
    parser.add_argument("--polling", action="store_true", help="let the bot poll Telegram instead of a webhook")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
