"""The nouns of the house, frozen: who writes, what it means, what we know, what is booked and what we say.

Standard library only. No database, no channel, no text in any language.
"""

from bot.model.booking import Appointment, AppointmentId, AppointmentState, Schedule, ScheduleChange, ScheduleId, Slot
from bot.model.messages import Choice, Message, Outgoing, OutgoingId, OutgoingState, Priority, Receipt, Report
from bot.model.notices import COLD, Notice, NoticeId, NoticeState, Subject, Terms
from bot.model.orders import Act, Interval, News, Order, Role, RoleId, RoleName
from bot.model.people import Address, ChannelName, Inbound, InboundId, Json, Person, PersonId, Position
from bot.model.places import ChangeOfHours, Opening, Place, PlaceId, Standing, Town, Trust
from bot.model.posts import Post, PostedNote
from bot.model.reading import Command, DayPart, Detail, Emergency, Hazard, Intent, Reading, Topic, Wish

__all__ = [
    "COLD",
    "Act",
    "Address",
    "Appointment",
    "AppointmentId",
    "AppointmentState",
    "ChangeOfHours",
    "ChannelName",
    "Choice",
    "Command",
    "DayPart",
    "Detail",
    "Emergency",
    "Hazard",
    "Inbound",
    "InboundId",
    "Intent",
    "Interval",
    "Json",
    "Message",
    "News",
    "Notice",
    "NoticeId",
    "NoticeState",
    "Opening",
    "Order",
    "Outgoing",
    "OutgoingId",
    "OutgoingState",
    "Person",
    "PersonId",
    "Place",
    "PlaceId",
    "Position",
    "Post",
    "PostedNote",
    "Priority",
    "Reading",
    "Receipt",
    "Report",
    "Role",
    "RoleId",
    "RoleName",
    "Schedule",
    "ScheduleChange",
    "ScheduleId",
    "Slot",
    "Standing",
    "Subject",
    "Terms",
    "Topic",
    "Town",
    "Trust",
    "Wish",
]
