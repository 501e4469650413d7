"""Settings from the environment or `.env`, read once. Everything that is wrong is said in one message.

Written out here: what pydantic would do for these few fields costs 13 MB and 0.2 s at every start.
"""

import os
import re
import secrets
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

SQLITE, POSTGRESQL = "sqlite:///", ("postgresql://", "postgres://")
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
SMALLEST_KEY = 32
# https://core.telegram.org/bots/api#setwebhook
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_SENDER = re.compile(r"\+[0-9]{8,15}|MG[0-9a-zA-Z]{6,64}")
_YES, _NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
# One sentence of a menu on an old phone.
_LONGEST_OTHER_WAYS = 80


class Misconfigured(Exception):
    """The settings cannot start; `faults` names every one of them."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that never prints."""

    plain: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an installation can set."""

    database_url: str = "sqlite:///data/aabendoer.db"
    secret_key: Secret | None = None
    public_url: str = ""
    host: str = "127.0.0.1"
    port: int = 8080
    telegram_bot_token: Secret | None = None
    telegram_api_url: str = "https://api.telegram.org"
    telegram_webhook_secret: Secret | None = None
    twilio_account_sid: str = ""
    twilio_auth_token: Secret | None = None
    twilio_from: str = ""
    twilio_api_url: str = "https://api.twilio.com"
    other_ways: str = ""
    metrics_token: Secret | None = None
    demo: bool = False
    most_parts_per_day: int = 20_000
    sms_price: float = 0.40
    alone_up_to: int = 500
    twilio_per_second: float = 10.0
    data_dir: Path = Path("data")
    log_level: str = "INFO"

    def faults(self) -> list[str]:
        """What does not fit together."""
        faults = []
        if not self.database_url.startswith((SQLITE, *POSTGRESQL)):
            faults.append("DATABASE_URL: must begin with sqlite:/// or postgresql://")
        if self.is_shared and not urlsplit(self.database_url).path.strip("/"):
            faults.append("DATABASE_URL: must name a database, as in postgresql://user:password@host/aabendoer")
        if self.is_shared and not self.secret_key:
            faults.append("SECRET_KEY: must be set with PostgreSQL, for all processes need the same")
        if self.demo and self.host not in LOOPBACK:
            faults.append("DEMO: only with HOST=127.0.0.1, for it lets anybody be anybody")
        if self.secret_key and len(self.secret_key.plain) < SMALLEST_KEY:
            faults.append(f"SECRET_KEY: must have at least {SMALLEST_KEY} characters")
        twilio = (self.twilio_account_sid, self.twilio_auth_token, self.twilio_from)
        if any(twilio) and not all(twilio):
            faults.append("TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM: set all three or none")
        if all(twilio) and not self.public_url:
            faults.append("PUBLIC_URL: must be set with Twilio, for its signatures are checked against it")
        if self.telegram_webhook_secret and not self.telegram_bot_token:
            faults.append("TELEGRAM_BOT_TOKEN: must be set with TELEGRAM_WEBHOOK_SECRET")
        secret = self.telegram_webhook_secret
        if secret and not _WEBHOOK_SECRET.fullmatch(secret.plain):
            faults.append("TELEGRAM_WEBHOOK_SECRET: must be 1 to 256 of the characters A-Z a-z 0-9 _ and -")
        if self.telegram_webhook_secret and not self.public_url:
            faults.append("PUBLIC_URL: must be set with TELEGRAM_WEBHOOK_SECRET, for Telegram posts to it")
        return faults

    @property
    def has_sms(self) -> bool:
        """All that SMS needs is set."""
        return bool(self.twilio_account_sid)

    @property
    def has_telegram(self) -> bool:
        """All that Telegram needs is set."""
        return self.telegram_bot_token is not None

    @property
    def is_shared(self) -> bool:
        """The database is PostgreSQL, which several processes may share."""
        return self.database_url.startswith(POSTGRESQL)

    @property
    def database_file(self) -> Path:
        """Where the database of SQLite lies."""
        return Path(self.database_url.removeprefix(SQLITE))

    @property
    def key_name(self) -> str:
        """Where the key comes from, for messages: the setting, or the file."""
        return "SECRET_KEY" if self.secret_key else str(self.data_dir / "secret_key")

    def key(self) -> str:
        """SECRET_KEY, or the one in the data folder; made there on the first run (mode 0600). Raises Misconfigured."""
        if self.secret_key:
            return self.secret_key.plain
        file = self.data_dir / "secret_key"
        try:
            if not file.exists():
                self._make_key(file)
            key = file.read_text(encoding="utf-8").strip()
        except (OSError, ValueError) as error:
            why = (error.strerror if isinstance(error, OSError) else None) or error
            raise Misconfigured([f"DATA_DIR: the key {file} cannot be read or made: {why}"]) from None
        if len(key) < SMALLEST_KEY:
            raise Misconfigured([f"DATA_DIR: {file} holds no key of at least {SMALLEST_KEY} characters; put it back"])
        return key

    def _make_key(self, file: Path) -> None:
        # A new key beside an old database would hide that the old key is lost.
        if self.database_file.is_file() and self.database_file.stat().st_size:
            lost = f"{file} is missing, and {self.database_file} opens with no other key"
            raise Misconfigured([f"SECRET_KEY: not set, {lost}. Put the file back, or set SECRET_KEY to what it held."])
        self.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        new = file.with_name("secret_key.new")
        new.unlink(missing_ok=True)
        new.touch(mode=0o600)
        new.write_text(secrets.token_urlsafe(48), encoding="utf-8")
        new.rename(file)


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings; raises Misconfigured with every fault, each after the name of its setting.

    `environment`: this instead of the real one and `.env`. What is empty is as good as unset.
    """
    told = _told() if environment is None else environment
    values: dict[str, object] = {}
    faults = []
    for name in (one.name for one in fields(Settings)):
        text = told.get(name.upper(), "").strip()
        if text:
            read, rule = _READ.get(name, (str, ""))
            try:
                values[name] = read(text)
            except ValueError:
                faults.append(f"{name.upper()}: {rule}")
    settings = Settings(**values)  # type: ignore[arg-type]
    # A setting that is wrong by itself counts as unset in what must fit together.
    if faults := [*faults, *settings.faults()]:
        raise Misconfigured(faults)
    return settings


def _told() -> dict[str, str]:
    both = _of_file(), os.environ
    return {name.upper(): value for told in both for name, value in told.items() if value}


def _of_file() -> Mapping[str, str | None]:
    try:
        return dotenv_values(".env")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not written in UTF-8"
        raise Misconfigured([f".env: cannot be read: {why}"]) from None


def _number(kind: type[int] | type[float], least: float, most: float = sys.float_info.max) -> Callable[[str], float]:
    def read(text: str) -> float:
        number = kind(text)
        if not least <= number <= most:
            raise ValueError(text)
        return number

    return read


def _switch(text: str) -> bool:
    if text.lower() not in _YES | _NO:
        raise ValueError(text)
    return text.lower() in _YES


def _public(text: str) -> str:
    """The world reaches us by https; only this machine may do without."""
    if urlsplit(text).hostname not in LOOPBACK and urlsplit(text).scheme != "https":
        raise ValueError(text)
    return _address(text)


def _address(text: str) -> str:
    parts = urlsplit(text)
    # What follows a "?" or "#" would come before the paths that are put after it. A port out of range raises here.
    is_bare = bool(parts.hostname) and not (parts.query or parts.fragment) and parts.port != 0
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and _is_near(parts.hostname or ""))
    if not is_bare or not is_safe or text[-1] in "?#":
        raise ValueError(text)
    return text.rstrip("/")


def _is_near(host: str) -> bool:
    """This machine, or a neighbour on a private network, where a Bot API server of one's own speaks http."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host


def _database(text: str) -> str:
    if not text.startswith((SQLITE, *POSTGRESQL)):
        raise ValueError(text)
    if text.startswith(POSTGRESQL) and urlsplit(text).port == 0:
        raise ValueError(text)
    return text


def _one_of(allowed: Sequence[str]) -> Callable[[str], str]:
    return lambda text: allowed[allowed.index(text.upper())]


def _sender(text: str) -> str:
    if not _SENDER.fullmatch(text):
        raise ValueError(text)
    return text


def _short(text: str) -> str:
    if len(text) > _LONGEST_OTHER_WAYS:
        raise ValueError(text)
    return text


_BARE = "name a host, and hold no ?, no # and no port above 65535"
_AN_ADDRESS = (_address, f"must begin with https:// (or http:// on a private network), {_BARE}")
_OUR_ADDRESS = (_public, f"must begin with https:// (or http:// on this machine), {_BARE}")
_A_SECRET = (Secret, "")

_READ: Mapping[str, tuple[Callable[[str], object], str]] = {
    "database_url": (_database, "must be sqlite:///file or postgresql://user:password@host:port/database"),
    "secret_key": _A_SECRET,
    "public_url": _OUR_ADDRESS,
    "port": (_number(int, 0, 65535), "must be a number from 0 to 65535"),
    "telegram_bot_token": _A_SECRET,
    "telegram_api_url": _AN_ADDRESS,
    "telegram_webhook_secret": _A_SECRET,
    "twilio_auth_token": _A_SECRET,
    "twilio_from": (_sender, "must be a number like +4520000000 or a messaging service MG..."),
    "twilio_api_url": _AN_ADDRESS,
    "other_ways": (_short, "must be at most 80 characters, like SMS 20 00 00 00 eller Telegram @aabendoer"),
    "metrics_token": _A_SECRET,
    "demo": (_switch, "must be 0 or 1"),
    "most_parts_per_day": (_number(int, 0), "must be a whole number; 0 for no limit"),
    "sms_price": (_number(float, 0), "must be kroner for one part of an SMS, like 0.40"),
    "alone_up_to": (_number(int, 0), "must be a number of receivers, like 500"),
    "twilio_per_second": (_number(float, sys.float_info.min, 1000), "must be a number of messages above 0, like 10"),
    "data_dir": (Path, ""),
    "log_level": (_one_of(_LEVELS), f"must be {', '.join(_LEVELS[:-1])} or {_LEVELS[-1]}"),
}
"""How the text of a setting is read (the others are what they say), and what is said when it is wrong."""


if __name__ == "__main__" and sys.argv[1:] == ["demo"]:
    # `make run` asks what DEMO is set to in .env, so that only an unset one becomes 1.
    try:
        print(_of_file().get("DEMO") or "1")  # noqa: T201
    except Misconfigured:
        print("1")  # noqa: T201 - `run` says what is wrong
