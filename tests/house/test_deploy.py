"""What an installation is made of: the image, the services beside it, the units, as far as they can be checked here."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
import yaml

from bot.config import Settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
# One instruction a line, without comments.
STEPS = [line for line in re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", DOCKERFILE, flags=re.M)).splitlines() if line]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
UNIT = (DEPLOY / "aabendoer.service").read_text("utf-8")
# What belongs to the services beside the bot.
_OTHERS = {"POSTGRES_PASSWORD", "DOMAIN"}


def steps(name: str) -> list[str]:
    """What follows each instruction of this name."""
    return [line.removeprefix(f"{name} ").strip() for line in STEPS if line.startswith(f"{name} ")]


def test_image_begins_at_a_known_version() -> None:
    """Each base is named down to the patch, all are the same, and it is a Python that the project takes."""
    bases = {step.split()[0] for step in steps("FROM")}
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]

    assert len(bases) == 1
    version = re.fullmatch(r"python:(3\.\d+)\.\d+-slim-[a-z]+", bases.pop())
    assert version
    assert f">={version[1]}" == wanted


def test_image_runs_without_rights() -> None:
    """The last user is a number that is not root's, and nothing is run after it."""
    last = STEPS.index(f"USER {steps('USER')[-1]}")

    assert int(steps("USER")[-1]) > 1000
    assert not [line for line in STEPS[last:] if line.startswith(("RUN", "COPY", "ADD"))]


def test_image_installs_what_is_locked() -> None:
    """Packages come with hashes out of the lock, and the image that runs has no pip."""
    install = next(step for step in steps("RUN") if "pip install" in step)

    assert "--require-hashes -r /tmp/requirements.lock" in install
    assert "--only-binary :all:" in install
    assert "uninstall" in install


def test_copied_files_exist() -> None:
    """What the image copies is there, and is let through to it."""
    let_through = re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.M)
    copied = [word for step in steps("COPY") if "--from" not in step for word in step.split()[:-1]]

    assert set(copied) == set(let_through)
    assert all((ROOT / one).exists() for one in copied)
    assert {"bot", "handlers", "scheduler", "locales"} <= set(copied)


def test_image_sets_only_settings() -> None:
    """What it sets is read by somebody, and no key is baked in."""
    names = set(re.findall(r"(?:^|\s)([A-Z_]+)=", steps("ENV")[0])) - {"PATH"}

    assert {name for name in names if not name.startswith("PYTHON")} <= {one.name.upper() for one in fields(Settings)}
    assert not names & {"SECRET_KEY", "TWILIO_AUTH_TOKEN", "TELEGRAM_BOT_TOKEN"}


class _Answers(BaseHTTPRequestHandler):
    status = 200
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        """Answer /health."""
        self.asked.append(self.path)
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


@pytest.fixture
def answering() -> Iterator[HTTPServer]:
    """A server on loopback."""
    with HTTPServer(("127.0.0.1", 0), _Answers) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("status", "is_well"), [(200, True), (503, False)])
def test_health_is_really_asked(answering: HTTPServer, status: int, is_well: bool) -> None:
    """The image's check asks /health, and fails when that does."""
    _Answers.status = status
    command = json.loads(steps("HEALTHCHECK")[0].partition("CMD ")[2])

    ended = subprocess.run(
        [sys.executable, *command[1:]],
        env={"PORT": str(answering.server_port), "PATH": os.environ["PATH"]},
        capture_output=True,
        timeout=30,
    )

    assert command[0] == "python"
    assert (ended.returncode == 0) is is_well
    assert _Answers.asked[-1] == "/health"


def test_services_are_known_and_closed() -> None:
    """Images are named down to the patch; the bot can write nowhere; the database is reached from inside alone."""
    services = COMPOSE["services"]

    assert all(re.search(r":\d+\.\d+", one["image"]) for name, one in services.items() if name != "bot")
    assert services["bot"]["read_only"] is True
    assert services["bot"]["cap_drop"] == ["ALL"]
    assert "ports" not in services["db"]
    assert "ports" not in services["bot"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert int(services["bot"]["stop_grace_period"].removesuffix("s")) > 10


def test_services_set_only_settings() -> None:
    """Every variable in compose.yaml is a setting, or belongs to a service beside the bot."""
    asked = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "compose.yaml").read_text("utf-8")))

    assert asked - _OTHERS <= {one.name.upper() for one in fields(Settings)}
    assert set(COMPOSE["services"]["bot"]["environment"]) <= {one.name.upper() for one in fields(Settings)}
    assert (DEPLOY / "Caddyfile").exists()


@pytest.mark.parametrize("name", ["Caddyfile", "nginx.conf"])
def test_proxies_hide_figures(name: str) -> None:
    """Figures stay inside, calendars' addresses out of the log, and a webhook is never put on a dying connection."""
    text = (DEPLOY / name).read_text("utf-8")

    assert "metrics" in text
    assert "ready" in text
    assert "/calendar/-" in text
    assert "keepalive off" in text if name == "Caddyfile" else "keepalive" not in text
    assert "X-Forwarded-For $proxy_add_x_forwarded_for" in text or name == "Caddyfile"


def test_unit_takes_rights_away() -> None:
    """The service may do little, ends in peace, and shares the socket that outlives it."""
    lines = set(UNIT.splitlines())

    assert {"CapabilityBoundingSet=", "NoNewPrivileges=yes", "ProtectSystem=strict", "User=aabendoer"} <= lines
    assert {"Sockets=aabendoer.socket", "Requires=aabendoer.socket", "Restart=always"} <= lines
    assert int(re.findall(r"^TimeoutStopSec=(\d+)", UNIT, re.M)[0]) > 10


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
def test_systemd_finds_no_fault(tmp_path: Path) -> None:
    """systemd itself reads both units without a word, and calls the service well guarded."""
    for name in ("aabendoer.service", "aabendoer.socket"):
        text = (DEPLOY / name).read_text("utf-8")
        (tmp_path / name).write_text(text.replace("/opt/aabendoer/.venv/bin/python", sys.executable))
    units = [str(tmp_path / name) for name in ("aabendoer.service", "aabendoer.socket")]

    verified = subprocess.run(["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True)
    guarded = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", units[0]], capture_output=True, text=True
    )

    assert (verified.returncode, verified.stderr) == (0, "")
    assert guarded.returncode == 0, guarded.stdout[-300:]
