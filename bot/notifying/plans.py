"""What is known of a notice before it goes: when it leaves, until when it is true, and whether that fits together."""

from collections.abc import Mapping
from datetime import datetime

from bot.booking import said
from bot.conversation import Turn
from bot.model import ChannelName, Notice
from bot.wording.notice_figures import Plan
from bot.wording.notices import begins, useful_until


def planned(turn: Turn, notice: Notice, counted: Mapping[ChannelName, int]) -> Plan:
    """The plan as of now."""
    at = begins(notice.starts_at, turn.now, urgent=notice.urgent)
    ends = useful_until(notice.message.text if notice.message else "", at, turn.now)
    return Plan(
        receivers=counted,
        terms=turn.terms,
        begins=when_said(turn, at) if at > turn.now else "",
        ends=when_said(turn, ends),
        comes_too_late=ends <= at,
    )


def when_said(turn: Turn, at: datetime) -> str:
    """ "i morgen kl. 9"."""
    return said.with_date(turn.t, at, turn.now)
