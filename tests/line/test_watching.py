"""What operators see: the process is up, it is ready, what it has counted; and what every response carries."""

import re
from pathlib import Path

import httpx
import pytest

from bot.config import Secret
from bot.web.security import HEADERS
from tests.databases import Kind
from tests.running import Running, running


async def test_healthy_and_ready(house: Running) -> None:
    """A started application says that it is up, and that every part works."""
    async with httpx.AsyncClient(trust_env=False) as client:
        health = await client.get(f"{house.url}/health")
        ready = await client.get(f"{house.url}/ready")

    assert (health.status_code, health.text) == (200, "ok")
    assert ready.status_code == 200
    said = ready.json()
    assert said.pop("seconds_since")["jobs"].keys() == set(house.app.jobs.names)
    assert said == {"ready": True} | dict.fromkeys(
        ("database", "clock", "dispatch", "deliver", "sms", "telegram"), "ok"
    )


async def test_not_ready_when_failing(house: Running) -> None:
    """While every attempt on a channel fails, the application says that it is not ready, and is up all the same."""
    await house.twilio.served.stop()
    await house.twilio.text(from_="+4520000001", body="mad i Slagelse")
    await house.app.idle()

    async with httpx.AsyncClient(trust_env=False) as client:
        health = await client.get(f"{house.url}/health")
        ready = await client.get(f"{house.url}/ready")

    assert health.status_code == 200
    assert ready.status_code == 503
    assert ready.json()["sms"] == "failing"


async def test_counts_without_persons(house: Running) -> None:
    """The counts name channels and states, never a person or a text."""
    await house.twilio.text(from_="+4520000001", body="mad i Slagelse")
    await house.telegram.text(700001, "mad i Slagelse")
    await house.app.idle()

    async with httpx.AsyncClient(trust_env=False) as client:
        counts = (await client.get(f"{house.url}/metrics")).text

    assert 'aabendoer_inbound_total{channel="sms",outcome="new"}' in counts
    assert 'aabendoer_outgoing_total{channel="telegram",state="sent"}' in counts
    assert "aabendoer_turn_seconds_count" in counts
    assert "20000001" not in counts
    assert "700001" not in counts
    assert "Slagelse" not in counts


async def test_heartbeats_are_told(house: Running) -> None:
    """How long ago each job ended, and each channel heard and sent something; a channel that never did has none."""
    await house.twilio.text(from_="+4520000001", body="mad i Slagelse")
    await house.app.idle()
    await house.app.jobs.run("directory")
    house.clock.later(seconds=90)

    async with httpx.AsyncClient(trust_env=False) as client:
        beats = (await client.get(f"{house.url}/ready")).json()["seconds_since"]
        counts = (await client.get(f"{house.url}/metrics")).text

    assert beats["jobs"]["directory"] == 90
    assert (beats["heard"]["sms"], beats["sent"]["sms"], beats["sent"]["telegram"]) == (90, 90, None)
    assert 'aabendoer_channel_up{channel="sms"} 1.0' in counts
    assert 'aabendoer_waiting_messages{line="inbox"} 0.0' in counts


async def test_waiting_is_measured(house: Running) -> None:
    """An answer that cannot leave is counted, with its age."""
    await house.twilio.served.stop()
    await house.twilio.text(from_="+4520000001", body="mad i Slagelse")
    await house.app.idle()
    house.clock.later(minutes=10)

    async with httpx.AsyncClient(trust_env=False) as client:
        counts = (await client.get(f"{house.url}/metrics")).text

    assert 'aabendoer_channel_up{channel="sms"} 0.0' in counts
    assert re.search(r'aabendoer_waiting_messages\{line="outbox"\} [1-9]', counts)
    assert re.search(r'aabendoer_oldest_waiting_seconds\{line="outbox"\} [56]\d\d', counts)


@pytest.mark.parametrize("path", ["/ready", "/metrics"])
async def test_token_is_wanted_where_set(tmp_path: Path, path: str) -> None:
    """With METRICS_TOKEN nobody reads figures without it, from wherever they come; the process still says ok."""
    async with (
        running(tmp_path, metrics_token=Secret("a token for figures")) as house,
        httpx.AsyncClient(trust_env=False, base_url=house.url) as client,
    ):
        without = await client.get(path)
        wrong = await client.get(path, headers={"Authorization": "Bearer another"})
        right = await client.get(path, headers={"Authorization": "Bearer a token for figures"})
        health = await client.get("/health")

    assert [one.status_code for one in (without, wrong, right, health)] == [404, 404, 200, 200]


@pytest.mark.parametrize("path", ["/ready", "/metrics"])
async def test_figures_are_hidden_outside(house: Running, path: str) -> None:
    """With a PUBLIC_URL, who comes through the proxy from outside finds no figures; the process still says ok."""
    outside = {"X-Forwarded-For": "8.8.8.8"}
    async with httpx.AsyncClient(trust_env=False, base_url=house.url) as client:
        from_outside = await client.get(path, headers=outside)
        from_inside = await client.get(path, headers={"X-Forwarded-For": "10.0.0.3"})
        health = await client.get("/health", headers=outside)

    assert [from_outside.status_code, from_inside.status_code, health.status_code] == [404, 200, 200]
    assert from_outside.text == ""


@pytest.mark.long(Kind.POSTGRESQL)
@pytest.mark.parametrize("path", ["/", "/health", "/ready", "/metrics", "/nothing", "/webhooks/twilio/sms"])
async def test_headers_on_every_response(house: Running, path: str) -> None:
    """Every response, refusals too, tells the browser to be careful, and does not name the server's software."""
    async with httpx.AsyncClient(trust_env=False) as client:
        response = await client.get(house.url + path)

    for name, value in HEADERS.items():
        assert response.headers[name] == value
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]
