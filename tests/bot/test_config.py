"""Settings: read once, and every fault in one message."""

from pathlib import Path

import pytest

from bot.config import Misconfigured, load


def settings(**values: object) -> object:
    """Load without the environment's own `.env`."""
    return load(_env_file=None, **values)


def test_every_fault_at_once() -> None:
    """Wrong values and values that do not fit together stand in one message, each with its name."""
    with pytest.raises(Misconfigured) as caught:
        settings(port=99999, twilio_from="abc", demo=True, host="0.0.0.0", database_url="mysql://x")  # noqa: S104

    names = [fault.partition(":")[0] for fault in caught.value.faults]
    assert sorted(names) == ["DATABASE_URL", "DEMO", "PORT", "TWILIO_FROM"]


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"twilio_account_sid": "AC1"}, "TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM"),
        ({"twilio_account_sid": "AC1", "twilio_auth_token": "t", "twilio_from": "+4520000000"}, "PUBLIC_URL"),
        ({"telegram_webhook_secret": "s"}, "TELEGRAM_BOT_TOKEN"),
        ({"telegram_webhook_secret": "s", "telegram_bot_token": "1:a"}, "PUBLIC_URL"),
        ({"secret_key": "short"}, "SECRET_KEY"),
        ({"public_url": "dor.example.dk"}, "PUBLIC_URL"),
        ({"log_level": "LOUD"}, "LOG_LEVEL"),
    ],
)
def test_wrong_settings_are_named(values: dict[str, object], named: str) -> None:
    """A half-set channel or a wrong value stops the start and says which."""
    with pytest.raises(Misconfigured) as caught:
        settings(**values)

    assert caught.value.faults[0].startswith(f"{named}:")


def test_secrets_never_print() -> None:
    """Neither repr nor str of the settings shows a secret."""
    shown = repr(settings(secret_key="k" * 40, twilio_auth_token=None, telegram_bot_token="1:hush"))

    assert "hush" not in shown
    assert "kkk" not in shown


def test_key_is_made_once(tmp_path: Path) -> None:
    """Without SECRET_KEY one is made in the data folder, for its owner alone, and stays."""
    first = load(_env_file=None, data_dir=tmp_path)
    key = first.key()

    assert len(key) >= 32
    assert load(_env_file=None, data_dir=tmp_path).key() == key
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
