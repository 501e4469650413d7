"""A day of messages, then a look into the database: nothing in plain before its end, nothing at all of it after."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Address, ChannelName, RoleName
from bot.store import cases, retention, roles
from bot.store.cases import CaseKind
from bot.store.database import Database, seal_of
from bot.store.schema import addresses, inbox, metadata, outbox, persons
from tests.databases import Contents, opened
from tests.running import Running, running
from tests.security.filled import NOW
from tests.security.held import held, spelled

ANNA, BENT, CHAT = "+4520000087", "+4520000088", 70000087
# What only they say.
SAYINGS = ("kvistgren", "Bjørnegildet", "hundehvalp", "Rosamunde")
SECRETS = ("20000087", "20000088", str(CHAT), *SAYINGS)
DAY = (
    "hvor kan jeg sove i nat i Slagelse, jeg har min hundehvalp med",
    "der var lukket hos Bjørnegildet",
    "menneske, jeg hedder Rosamunde",
    "kvistgren",
    "tilmeld mad i Slagelse",
    "mine data",
    "skjul",
    "1",
)


async def _day(house: Running) -> None:
    """Two people by SMS and one on Telegram write all day."""
    for said in DAY:
        for number in (ANNA, BENT):
            await house.twilio.text(from_=number, body=said)
        await house.telegram.text(CHAT, said)
        await house.app.idle()
        house.clock.later(minutes=20)


async def _found(house: Running) -> list[str]:
    """Which of their secrets lie in the database in plain."""
    bytes_held = await held(house.folder, house.app.database)
    return [secret for secret in SECRETS if any(one in bytes_held for one in spelled(secret))]


async def _count(house: Running, *columns: Column[Any]) -> list[int]:
    """How many rows have a value in each of the columns."""
    async with house.app.database.read() as db:
        return [(await db.execute(select(func.count(column)))).scalar_one() for column in columns]


async def test_a_day_is_never_in_plain(tmp_path: Path) -> None:
    """While it is kept all of it is sealed; after retention no text, address or dialogue of it is there at all."""
    texts = (inbox.c.sealed, outbox.c.sealed, outbox.c.sealed_address, metadata.tables["dialogues"].c.sealed)
    async with running(tmp_path) as house:
        await house.app.channels[ChannelName.TELEGRAM].registered.wait()  # type: ignore[attr-defined]
        await _day(house)
        before = await _count(house, *texts)
        in_plain = await _found(house)

        house.clock.later(days=30)
        await house.app.jobs.run("retention")
        after = await _count(house, *texts)
        still = await _found(house)

    assert min(before) >= 3
    assert in_plain == []
    assert after == [0, 0, 0, 0]
    assert still == []


async def test_slet_mig_leaves_no_byte(tmp_path: Path) -> None:
    """Each sealed value and each key of somebody who wrote SLET MIG is out of the database, also as ciphertext."""
    async with running(tmp_path) as house:
        await house.app.channels[ChannelName.TELEGRAM].registered.wait()  # type: ignore[attr-defined]
        await _day(house)
        async with house.app.database.read() as db:
            key = seal_of(db).look_up(Address(ChannelName.SMS, ANNA))
            query = select(addresses.c.person, addresses.c.sealed).where(addresses.c.key == key)
            [(anna, address)] = (await db.execute(query)).all()
            texts = (await db.execute(select(inbox.c.sealed).where(inbox.c.key == key))).scalars().all()
            said = (await db.execute(select(outbox.c.sealed).where(outbox.c.person == anna))).scalars().all()

        await house.twilio.text(from_=ANNA, body="SLET MIG")
        await house.twilio.text(from_=ANNA, body="ja")
        await house.app.idle()
        # What has not arrived yet cannot be deleted at Twilio.
        for sms in list(house.twilio.messages):
            await house.twilio.report(sms, "delivered")
        for _ in range(4):
            house.clock.later(minutes=2)
            await house.app.deliver._settle()
        async with house.app.database.read() as db:
            if db.dialect.name == "sqlite":
                await db.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        left = await held(tmp_path, house.app.database)
        at_twilio = [sms for sms in house.twilio.messages if sms.to == ANNA]

    assert len(texts) >= len(DAY)
    assert [one for one in (key, address, *texts, *said) if one and one in left] == []
    assert at_twilio == []


async def test_staff_hear_before_a_text_goes(tmp_path: Path) -> None:
    """The text of an open case goes after thirty days, and a week before that staff find a case which says so, once."""
    async with running(tmp_path) as house:
        await house.twilio.text(from_=ANNA, body="jeg vil tale med et menneske i Slagelse")
        await house.app.idle()
        heard = []
        for _ in range(31):
            house.clock.later(days=1)
            await house.app.jobs.run("retention")
            async with house.app.database.read() as db:
                heard.append({one.kind: one for one in await cases.open_cases(db)})

    days = [day for day, found in enumerate(heard, start=1) if CaseKind.FADING in found]
    assert days[0] == 24
    assert "sag 1" in heard[-1][CaseKind.FADING].text
    assert heard[-1][CaseKind.FADING].municipality == "Slagelse"
    assert [bool(found[CaseKind.HUMAN].text) for found in (heard[28], heard[30])] == [True, False]
    assert len(heard[-1]) == 2


@pytest.mark.parametrize(("is_staff", "left"), [(False, 0), (True, 1)])
async def test_who_is_silent_for_a_year_is_forgotten(tmp_path: Path, is_staff: bool, left: int) -> None:
    """As by SLET MIG; only who waits for something from us, or has a role, stays."""
    async with running(tmp_path) as house:
        await house.twilio.text(from_=ANNA, body="mad i Slagelse")
        await house.app.idle()
        if is_staff:
            await house.app.database.write(lambda db: _make_staff(db, house))
        house.clock.later(days=364)
        await house.app.jobs.run("retention")
        assert await _count(house, persons.c.id) == [1]

        house.clock.later(days=2)
        await house.app.jobs.run("retention")

        assert await _count(house, persons.c.id, addresses.c.id) == [left, left]


async def _make_staff(db: AsyncConnection, house: Running) -> None:
    [who] = (await db.execute(select(persons.c.id))).scalars()
    await roles.grant(db, who, RoleName.STAFF, municipality="Slagelse", now=house.clock())


async def test_every_rule_runs(tmp_path: Path) -> None:
    """The job says of each kind of data how much went; the page names the same kinds and times (tests/house)."""
    async with opened(tmp_path, Contents.BLANK) as database:
        counts = await _apply(database)

    assert set(counts) == {rule.name for rule in retention.RULES} | set(retention.OTHERS) - {"redactions"}


async def _apply(database: Database) -> dict[str, int]:
    return await database.write(lambda db: retention.apply(db, NOW + timedelta(days=1)))


async def test_slet_mig_deletes_at_telegram(tmp_path: Path) -> None:
    """Our messages of the last two days, and theirs, are deleted in the chat too, the last confirmation with them."""
    async with running(tmp_path) as house:
        await house.app.channels[ChannelName.TELEGRAM].registered.wait()  # type: ignore[attr-defined]
        for said in ("mad i Slagelse", "SLET MIG", "ja"):
            await house.telegram.text(CHAT, said)
            await house.app.idle()
        for _ in range(3):
            house.clock.later(minutes=2)
            await house.app.deliver._settle()

        assert house.telegram.bubbles == []
        # Three of theirs and four of ours: two answers, the greeting, the question.
        assert house.telegram.calls.count("deleteMessage") >= 3 + 4
