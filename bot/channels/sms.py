"""SMS by Twilio: sending, looking up, redacting, and reading its signed webhooks.

What each answer of Twilio means for us is decided in `_failure` and in `TwilioHttp.request`. Money and trust are on
never sending twice, so whatever may have been taken is Unsettled.
"""

import hmac
import re
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn
from urllib.parse import urlencode

import aiohttp
from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException  # type: ignore[import-untyped]
from twilio.http import AsyncHttpClient  # type: ignore[import-untyped]
from twilio.http.response import Response  # type: ignore[import-untyped]
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]
from twilio.rest import Client  # type: ignore[import-untyped]

from bot.channels.sms_text import Hints, render, segments
from bot.errors import BadRequest, BadSignature, OptedOut, Refused, SendFailed, TryLater, Unsettled
from bot.model import Address, ChannelName, Inbound, Message, Outgoing, OutgoingId, OutgoingState, Receipt, Report

TWILIO = "https://api.twilio.com"
STATUS_PATH = "/webhooks/twilio/status"

# Seconds to connect. Over the ocean and with TLS it takes half a second.
CONNECT_TIMEOUT = 5.0
# Twilio refuses more than about a hundred requests at once with 429.
CONNECTIONS = 90
# One page of the newest messages to one person holds more than anybody gets within a message's validity.
LOOK_BACK = 200
# How long to wait before a message that is still on its way can be deleted.
DELIVERY_TAKES = 60.0

# A telephone number as E.164 has it.
NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
# Twilio's ids have 34 letters and figures, its error codes five figures; longer ones fit into no column.
SID, CODE = re.compile(r"[A-Za-z0-9]{1,64}"), re.compile(r"[0-9]{0,8}")
STOPPED_BY_CARRIER = "21610"
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
# More do not fit into the numbers of a database.
MOST_DIGITS = 18
# https://www.twilio.com/docs/messaging/api/message-resource#message-status-values
STATES = (
    dict.fromkeys(("accepted", "scheduled", "queued", "sending", "sent"), OutgoingState.SENT)
    | dict.fromkeys(("delivered", "read", "partially_delivered"), OutgoingState.DELIVERED)
    | dict.fromkeys(("failed", "undelivered", "canceled"), OutgoingState.FAILED)
)


@dataclass(frozen=True, slots=True)
class SmsSettings:
    """Where and as whom we send. `sender` is a number or a messaging service ("MG…"). URLs end without a slash.

    Twilio answers within a second; `timeout` seconds later nobody knows whether it took the message.
    """

    account_sid: str
    auth_token: str = field(repr=False)
    sender: str
    public_url: str
    api_url: str = TWILIO
    timeout: float = 15.0


class SmsChannel:
    """The channel SMS. `hints` gives the words of a language; `is_taken` says whether another outgoing holds a SID."""

    name = ChannelName.SMS
    can_look_up = True

    def __init__(
        self,
        settings: SmsSettings,
        hints: Callable[[str], Hints],
        *,
        is_taken: Callable[[str], Awaitable[bool]] | None = None,
    ) -> None:
        self._settings = settings
        self._hints = hints
        self._is_taken = is_taken
        self._given: deque[str] = deque(maxlen=10_000)
        self._validator = _PlainValidator(settings.auth_token)
        self._http = TwilioHttp(settings.api_url, settings.timeout)
        self._client = Client(settings.account_sid, settings.auth_token, http_client=self._http)
        self._messages = f"/Accounts/{settings.account_sid}/Messages.json"

    async def open(self) -> None:
        """Open the pool of connections."""
        await self._http.open()

    async def close(self) -> None:
        """Close the pool of connections."""
        await self._http.close()

    def body(self, message: Message) -> str:
        """What the person reads."""
        return render(message, self._hints(message.language))

    async def send(self, outgoing: Outgoing) -> Receipt:
        """Hand the message to Twilio; its reports come back to the status path with our own id."""
        sender, body = self._settings.sender, self.body(outgoing.message)
        sent_by = {"MessagingServiceSid": sender} if sender.startswith("MG") else {"From": sender}
        callback = f"{self._settings.public_url}{STATUS_PATH}?outgoing={outgoing.id}"
        form = {"To": outgoing.address.value, "StatusCallback": callback, **sent_by, "Body": body}
        try:
            # As `messages.create_async` does; of its thirty fields we need one, and read no dates.
            taken = await self._client.api.v2010.create_async("POST", self._messages, data=form, headers=_FORM)
            sid = taken.get("sid")
        except (TwilioRestException, TwilioServiceException) as fault:
            _failure(fault)
        except (TwilioException, ValueError, AttributeError, TypeError) as fault:
            raise Unsettled("unreadable") from fault
        if not (isinstance(sid, str) and sid):
            raise Unsettled("unreadable")
        self._given.append(sid)
        return Receipt(sid, segments(body).count)

    async def look_up(self, outgoing: Outgoing, since: datetime) -> Receipt | None:
        """The receipt of a message that Twilio took since `since` without telling us.

        Twilio shows neither our id nor the callback, so it is known by receiver, sender, text and time. Of several
        alike, those that were receipted to another outgoing are left out, and the earliest is taken. Twilio may still
        be working on a request that timed out: ask no sooner than the time-out again after it.
        """
        # Not filtered by date at Twilio: a message that is still queued has no DateSent.
        try:
            listed = await self._client.messages.list_async(to=outgoing.address.value, limit=LOOK_BACK)
        except Unsettled as fault:
            raise TryLater(fault.code) from fault
        except (TwilioException, ValueError, AttributeError, TypeError) as fault:
            raise TryLater("unreadable") from fault
        body = self.body(outgoing.message)
        earliest = since.astimezone(UTC).replace(microsecond=0) - timedelta(seconds=1)
        alike = [
            one
            for one in listed
            if one.sid
            and self._settings.sender in (one.from_, one.messaging_service_sid)
            and (one.body or "").split() == body.split()
            and one.date_created
            and one.date_created >= earliest
        ]
        for one in sorted(alike, key=lambda each: each.date_created or earliest):
            sid = str(one.sid)
            if sid not in self._given and not (self._is_taken and await self._is_taken(sid)):
                return Receipt(sid)
        return None

    async def redact(self, address: Address, provider_id: str) -> None:  # noqa: ARG002
        """Delete the message at Twilio, incoming or outgoing. One that is gone already is no fault."""
        try:
            await self._client.messages(provider_id).delete_async()
        except Unsettled as fault:
            raise TryLater(fault.code) from fault
        except (TwilioRestException, TwilioServiceException) as fault:
            if fault.status != 404:
                # 409 (20009): it is still on its way and cannot be deleted before it has arrived.
                raise TryLater(str(fault.code), after=DELIVERY_TAKES if fault.status == 409 else None) from fault

    def inbound(self, url: str, form: Mapping[str, str], signature: str) -> Inbound | None:
        """One message from Twilio's webhook. `url` is the path and query that were asked for, or all of it.

        None for a sender that nobody can answer: a name ("FACEBOOK"), a short number, or our own number.
        `form` must hold every field, the empty ones too: the signature covers them. Raises BadSignature, BadRequest.
        """
        self._check(url, form, signature)
        try:
            sender = form["From"]
            if not NUMBER.fullmatch(sender) or sender in (self._settings.sender, form.get("To")):
                return None
            return Inbound(
                address=Address(ChannelName.SMS, sender),
                provider_id=_sid(form),
                text=form.get("Body", ""),
                has_media=form.get("NumMedia", "0") not in ("", "0"),
            )
        except KeyError as missing:
            raise BadRequest(f"no {missing.args[0]}") from None

    def report(self, url: str, form: Mapping[str, str], signature: str) -> Report:
        """Twilio's word about an outgoing. `url` as for `inbound`; its query names the outgoing."""
        self._check(url, form, signature)
        _, _, ours = url.partition("?outgoing=")
        state = STATES.get(form.get("MessageStatus", ""))
        if not (ours.isascii() and ours.isdigit() and len(ours) <= MOST_DIGITS) or state is None:
            raise BadRequest("not a status report of ours")
        sid, code = _sid(form), form.get("ErrorCode", "")
        if not CODE.fullmatch(code):
            raise BadRequest("not an error code")
        if state is OutgoingState.FAILED and code == STOPPED_BY_CARRIER:
            state = OutgoingState.OPTED_OUT
        return Report(OutgoingId(int(ours)), state, sid, code)

    def _check(self, url: str, form: Mapping[str, str], signature: str) -> None:
        whole = self._settings.public_url + url if url.startswith("/") else url
        expected = self._validator.compute_signature(whole, form)
        if not hmac.compare_digest(expected.encode(), signature.encode()):
            raise BadSignature("Twilio's signature does not fit")


def _sid(form: Mapping[str, str]) -> str:
    sid = form.get("MessageSid", "")
    if not SID.fullmatch(sid):
        raise BadRequest("no MessageSid")
    return sid


class _PlainValidator(RequestValidator):  # type: ignore[misc]
    """Twilio's own algorithm for a plain mapping; its probing for multi-dicts costs more than the signature."""

    def get_values(self, param_dict: Mapping[str, str], param_name: str) -> list[str]:
        return [param_dict[param_name]]


class TwilioHttp(AsyncHttpClient):  # type: ignore[misc]
    """The SDK's transport on one pool of connections, at an address of our choice.

    The SDK's own one logs the telephone number in the URL and tells no time-out from a refused connection.
    """

    def __init__(self, api_url: str, timeout: float) -> None:
        self.is_async = True
        self._api_url = api_url
        self._timeout = aiohttp.ClientTimeout(total=timeout, sock_connect=min(timeout, CONNECT_TIMEOUT))
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        connector = aiohttp.TCPConnector(limit=CONNECTIONS)
        self._session = aiohttp.ClientSession(
            timeout=self._timeout, connector=connector, cookie_jar=aiohttp.DummyCookieJar()
        )

    async def close(self) -> None:
        if self._session:
            await self._session.close()

    async def request(
        self,
        method: str,
        uri: str,
        params: Mapping[str, Any] | None = None,
        data: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        **_: object,
    ) -> Response:
        """One request. Raises TryLater when it was certainly not taken, Unsettled when it may have been."""
        if self._session is None:
            raise RuntimeError("the channel is not open")
        login = {"Authorization": aiohttp.encode_basic_auth(*auth)} if auth else {}
        body = urlencode(data, doseq=True) if data else None
        # The SDK builds whole addresses; only what follows the host is kept.
        url = self._api_url + uri[uri.index("/", len("https://")) :]
        try:
            async with self._session.request(
                method, url, params=params, data=body, headers={**(headers or {}), **login}, allow_redirects=False
            ) as response:
                if response.status == 429:
                    # "Never processed and always safe to retry": https://www.twilio.com/docs/api/errors/20429
                    raise TryLater("429", after=_seconds(response.headers.get("Retry-After", "")))
                return Response(response.status, await response.text(), response.headers)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as fault:
            raise TryLater("no connection") from fault
        except (aiohttp.ClientError, TimeoutError, UnicodeDecodeError) as fault:
            raise Unsettled("time-out" if isinstance(fault, TimeoutError) else "reset") from fault


def _failure(fault: TwilioRestException | TwilioServiceException) -> NoReturn:
    """Raise what a refusal of a new message means."""
    code = str(fault.code)
    failure: SendFailed
    if fault.status >= 500:
        # "If you retry the request, it is possible for a customer to receive multiple messages":
        # https://www.twilio.com/docs/api/errors/20500
        failure = Unsettled(code)
    elif code == STOPPED_BY_CARRIER:
        failure = OptedOut(code)
    elif fault.status in (401, 403) or code == "20003":
        # Our login is wrong or the account is closed. The message itself is fine and goes out once staff mend that.
        failure = TryLater(code)
        failure.tell_staff = True
    else:
        failure = Refused(code)
    raise failure from fault


def _seconds(retry_after: str) -> float | None:
    return float(retry_after) if retry_after.isascii() and retry_after.isdigit() else None
