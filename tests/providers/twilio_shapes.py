"""What Twilio's Messages API keeps and answers: a message as JSON, a refusal, and which messages a list holds.

https://www.twilio.com/docs/messaging/api/message-resource
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from starlette.responses import JSONResponse, Response

from bot.channels.sms_text import segments

VERSION = "/2010-04-01"
UNFINISHED = {"accepted", "queued", "sending"}

# Faults that Twilio words: the HTTP status, its code and the message. None of them takes the message.
REFUSALS = {
    "429": (429, 20429, "Too Many Requests"),
    "500": (500, 20500, "Internal Server Error"),
    "503": (503, 20503, "Service unavailable"),
    "20003": (401, 20003, "Authenticate"),
    "21211": (400, 21211, "Invalid 'To' Phone Number"),
    "21606": (400, 21606, "The From phone number is not a valid, SMS-capable number"),
    "21610": (400, 21610, "Attempt to send to unsubscribed recipient"),
    "21612": (400, 21612, "The 'To' phone number is not currently reachable"),
}


@dataclass(slots=True)
class Sms:
    """One message as Twilio keeps it."""

    sid: str
    to: str
    from_: str | None
    service: str | None
    body: str
    status: str
    created: datetime
    callback: str = ""
    direction: str = "outbound-api"
    statuses: list[str] = field(default_factory=list)

    @property
    def outgoing(self) -> str:
        """Our own id, out of the address for its reports."""
        return self.callback.partition("outgoing=")[2]


def shown(sms: Sms, account_sid: str) -> dict[str, Any]:
    """A message as the API shows it."""
    uri = f"{VERSION}/Accounts/{account_sid}/Messages/{sms.sid}"
    created = format_datetime(sms.created.astimezone(UTC).replace(microsecond=0))
    return {
        "account_sid": account_sid,
        "api_version": VERSION.strip("/"),
        "body": sms.body,
        "date_created": created,
        "date_sent": None if sms.status in UNFINISHED else created,
        "date_updated": created,
        "direction": sms.direction,
        "error_code": None,
        "error_message": None,
        "from": sms.from_,
        "messaging_service_sid": sms.service,
        "num_media": "0",
        "num_segments": "0" if sms.service else str(segments(sms.body).count),
        "price": None,
        "price_unit": "USD",
        "sid": sms.sid,
        "status": sms.status,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": sms.to,
        "uri": f"{uri}.json",
    }


def refusal(name: str, retry_after: int | None = None) -> Response:
    """One of the refusals above."""
    return refused(*REFUSALS[name], retry_after)


def refused(status: int, code: int, message: str, retry_after: int | None = None) -> Response:
    """A refusal in Twilio's shape."""
    more_info = f"https://www.twilio.com/docs/errors/{code}"
    shown = {"code": code, "message": message, "more_info": more_info, "status": status}
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return JSONResponse(shown, status_code=status, headers=headers)


def is_wanted(sms: Sms, wanted: Mapping[str, str]) -> bool:
    """Whether a list with these filters holds the message. One that is still on its way has no DateSent."""
    sent = "" if sms.status in UNFINISHED else sms.created.astimezone(UTC).date().isoformat()
    return (
        sms.to == wanted.get("To", sms.to)
        and sms.from_ == wanted.get("From", sms.from_)
        and sent == wanted.get("DateSent", sent)
        and (("DateSent>" not in wanted) or (bool(sent) and sent >= wanted["DateSent>"][:10]))
        and (("DateSent<" not in wanted) or (bool(sent) and sent <= wanted["DateSent<"][:10]))
    )
