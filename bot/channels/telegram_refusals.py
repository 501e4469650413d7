"""What it means when Telegram does not take a new message."""

from datetime import timedelta

import httpx
from telegram import error

from bot.errors import OptedOut, Refused, SendFailed, TryLater, Unsettled, rest_of


def failure(fault: error.TelegramError) -> SendFailed:
    """What to raise: whether it is tried again, and whether a human should know."""
    cause = fault.__cause__
    match fault:
        case error.RetryAfter():
            return TryLater("429", after=wait_of(fault))
        case error.Forbidden():
            return OptedOut("403")
        case error.InvalidToken():
            # Our token is wrong. The message itself is fine and goes out once staff mend that.
            later = TryLater("401")
            later.tell_staff = True
            return later
        case error.BadRequest() | error.ChatMigrated():
            return Refused("chat not found" if "chat not found" in str(fault).lower() else "400")
        case _ if isinstance(cause, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
            return TryLater("no connection")
        case error.TimedOut():
            return Unsettled("time-out")
        case _:
            return Unsettled("reset" if isinstance(cause, httpx.HTTPError) else "unreadable")


def wait_of(fault: error.RetryAfter) -> float:
    """For how many seconds Telegram is left alone, which asked for some."""
    wait = fault.retry_after
    return rest_of(wait.total_seconds() if isinstance(wait, timedelta) else float(wait))
