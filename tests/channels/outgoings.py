"""Outgoings and messages for the tests of the channels."""

from datetime import UTC, datetime, timedelta

from bot.model import Address, ChannelName, Message, Outgoing, OutgoingId, Priority

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
TEXT = "Natherberget i Slagelse er åbent til kl. 8."


def an_outgoing(address: Address, message: Message | None = None, *, number: int = 7) -> Outgoing:
    """One claimed outgoing to this address."""
    return Outgoing(
        id=OutgoingId(number),
        address=address,
        message=message or Message(text=TEXT, language="da"),
        priority=Priority.REPLY,
        attempts=0,
        valid_until=NOW + timedelta(hours=1),
        created_at=NOW,
    )


def an_sms(message: Message | None = None, *, number: int = 7, to: str = "+4520000001") -> Outgoing:
    """One claimed outgoing to a telephone."""
    return an_outgoing(Address(ChannelName.SMS, to), message, number=number)
