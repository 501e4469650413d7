"""The tables, one file a family. Times are microseconds UTC, states readable strings, sealed columns encrypted JSON."""

from bot.store.schema.bookings import appointments, check_ins, companions, waits
from bot.store.schema.cases import cases, subscriptions
from bot.store.schema.columns import Id, Moment, metadata, partial, state_in
from bot.store.schema.directory import places, schedules, versions
from bot.store.schema.house import jobs, key_check, tallies
from bot.store.schema.line import addresses, dialogues, inbox, outbox, persons, redactions
from bot.store.schema.notices import notices, offers, paces
from bot.store.schema.posts import place_questions, posts
from bot.store.schema.roles import audit, guesses, invitations, roles
from bot.store.schema.sharers import sharers
from bot.store.schema.sharing import allowances
from bot.store.schema.spending import spending
from bot.store.schema.talks import asked, duties, talks

__all__ = [
    "Id",
    "Moment",
    "addresses",
    "allowances",
    "appointments",
    "asked",
    "audit",
    "cases",
    "check_ins",
    "companions",
    "dialogues",
    "duties",
    "guesses",
    "inbox",
    "invitations",
    "jobs",
    "key_check",
    "metadata",
    "notices",
    "offers",
    "outbox",
    "paces",
    "partial",
    "persons",
    "place_questions",
    "places",
    "posts",
    "redactions",
    "roles",
    "schedules",
    "sharers",
    "spending",
    "state_in",
    "subscriptions",
    "talks",
    "tallies",
    "versions",
    "waits",
]
