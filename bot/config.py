"""Settings from the environment or `.env`, read once. Everything that is wrong is said in one message."""

import re
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SQLITE, POSTGRESQL = "sqlite:///", ("postgresql://", "postgres://")
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
SMALLEST_KEY = 32
# https://core.telegram.org/bots/api#setwebhook
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
# What is wrong with a single value, in words for whoever writes `.env`.
_PLAINLY = {
    "port": "must be a number from 0 to 65535",
    "twilio_from": "must be a number like +4520000000 or a messaging service MG...",
    "demo": "must be 0 or 1",
    "most_parts_per_day": "must be a whole number; 0 for no limit",
    "other_ways": "must be at most 80 characters, like SMS 20 00 00 00 eller Telegram @aabendoer",
    "sms_price": "must be kroner for one part of an SMS, like 0.40",
    "alone_up_to": "must be a number of receivers, like 500",
    "twilio_per_second": "must be a number of messages above 0, like 10",
    "log_level": "must be DEBUG, INFO, WARNING or ERROR",
}


class Misconfigured(Exception):
    """The settings cannot start; `faults` names every one of them."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


class Settings(BaseSettings):
    """What an installation can set. Secrets never print."""

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True, str_strip_whitespace=True
    )

    database_url: str = "sqlite:///data/aabendoer.db"
    secret_key: SecretStr | None = None
    public_url: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    telegram_bot_token: SecretStr | None = None
    telegram_api_url: str = "https://api.telegram.org"
    telegram_webhook_secret: SecretStr | None = None
    twilio_account_sid: str = ""
    twilio_auth_token: SecretStr | None = None
    twilio_from: str = Field(default="", pattern=r"^(\+[0-9]{8,15}|MG[0-9a-zA-Z]{6,64})?$")
    twilio_api_url: str = "https://api.twilio.com"
    # One sentence of a menu on an old phone.
    other_ways: str = Field(default="", max_length=80)
    metrics_token: SecretStr | None = None
    demo: bool = False
    most_parts_per_day: int = Field(default=20_000, ge=0)
    sms_price: float = Field(default=0.40, ge=0)
    alone_up_to: int = Field(default=500, ge=0)
    twilio_per_second: float = Field(default=10, gt=0, le=1000)
    data_dir: Path = Path("data")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("public_url", "telegram_api_url", "twilio_api_url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        if value and (urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).netloc):
            raise ValueError("must begin with https:// (or http:// on this machine) and name a host")
        return value.rstrip("/")

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        faults = list(self._faults())
        if faults:
            raise ValueError("\n".join(faults))
        return self

    def _faults(self) -> "list[str]":
        faults = []
        if not self.database_url.startswith((SQLITE, *POSTGRESQL)):
            faults.append("DATABASE_URL: must begin with sqlite:/// or postgresql://")
        if self.is_shared and not urlsplit(self.database_url).path.strip("/"):
            faults.append("DATABASE_URL: must name a database, as in postgresql://user:password@host/aabendoer")
        if self.is_shared and not self.secret_key:
            faults.append("SECRET_KEY: must be set with PostgreSQL, for all processes need the same")
        if self.demo and self.host not in LOOPBACK:
            faults.append("DEMO: only with HOST=127.0.0.1, for it lets anybody be anybody")
        if self.secret_key and len(self.secret_key.get_secret_value()) < SMALLEST_KEY:
            faults.append(f"SECRET_KEY: must have at least {SMALLEST_KEY} characters")
        twilio = (self.twilio_account_sid, self.twilio_auth_token, self.twilio_from)
        if any(twilio) and not all(twilio):
            faults.append("TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM: set all three or none")
        if all(twilio) and not self.public_url:
            faults.append("PUBLIC_URL: must be set with Twilio, for its signatures are checked against it")
        if self.telegram_webhook_secret and not self.telegram_bot_token:
            faults.append("TELEGRAM_BOT_TOKEN: must be set with TELEGRAM_WEBHOOK_SECRET")
        secret = self.telegram_webhook_secret
        if secret and not _WEBHOOK_SECRET.fullmatch(secret.get_secret_value()):
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
            return self.secret_key.get_secret_value()
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


def load(**overrides: object) -> Settings:
    """The settings; raises Misconfigured with every fault, each after the name of its setting."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        raise Misconfigured(_all_faults(error, overrides)) from None


def _all_faults(error: ValidationError, overrides: dict[str, object]) -> list[str]:
    """Faults of single settings, and those between settings, which are only looked at when each is right."""
    faults = [line for fault in error.errors() for line in _lines(fault["loc"], fault["msg"])]
    wrong = {str(fault["loc"][0]) for fault in error.errors() if fault["loc"]}
    if wrong:
        unset: dict[str, object] = {name: Settings.model_fields[name].get_default() for name in wrong}
        try:
            Settings(**{**overrides, **unset})  # type: ignore[arg-type]
        except ValidationError as between:
            faults += [line for fault in between.errors() for line in _lines(fault["loc"], fault["msg"])]
    return faults


def _lines(loc: tuple[int | str, ...], message: str) -> list[str]:
    text = message.removeprefix("Value error, ")
    if not loc:
        return text.splitlines()
    return [f"{str(loc[0]).upper()}: {_PLAINLY.get(str(loc[0]).lower(), text)}"]


if __name__ == "__main__" and sys.argv[1:] == ["demo"]:
    # `make run` asks what DEMO is set to in .env, so that only an unset one becomes 1.
    from dotenv import dotenv_values

    print(dotenv_values(".env").get("DEMO") or "1")  # noqa: T201
