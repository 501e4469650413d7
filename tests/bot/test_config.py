"""Settings: read once, and every fault in one message."""

from pathlib import Path

import pytest

from bot.config import Misconfigured, Settings, load

WEBHOOK_SECRET = "TELEGRAM_WEBHOOK_SECRET"


def settings(**values: str) -> Settings:
    """Load these alone, by the names of the environment."""
    return load({name.upper(): value for name, value in values.items()})


def test_every_fault_at_once() -> None:
    """Wrong values and values that do not fit together stand in one message, each with its name."""
    with pytest.raises(Misconfigured) as caught:
        settings(port="99999", twilio_from="abc", demo="1", host="0.0.0.0", database_url="mysql://x")  # noqa: S104

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
        ({"telegram_webhook_secret": "æ", "telegram_bot_token": "1:a", "public_url": "https://a.dk"}, WEBHOOK_SECRET),
        ({"telegram_webhook_secret": "a b", "telegram_bot_token": "1:a", "public_url": "https://a.dk"}, WEBHOOK_SECRET),
        (
            {"telegram_webhook_secret": "a" * 257, "telegram_bot_token": "1:", "public_url": "https://a.dk"},
            WEBHOOK_SECRET,
        ),
    ],
)
def test_wrong_settings_are_named(values: dict[str, str], named: str) -> None:
    """A half-set channel or a wrong value stops the start and says which."""
    with pytest.raises(Misconfigured) as caught:
        settings(**values)

    assert caught.value.faults[0].startswith(f"{named}:")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"port": "eighty"}, "PORT: must be a number from 0 to 65535"),
        ({"port": "-1"}, "PORT: must be a number from 0 to 65535"),
        ({"twilio_from": "20000000"}, "TWILIO_FROM: must be a number like +4520000000 or a messaging service MG..."),
        ({"twilio_from": "+४५२०००००"}, "TWILIO_FROM: must be a number like +4520000000 or a messaging service MG..."),
        ({"demo": "perhaps"}, "DEMO: must be 0 or 1"),
        ({"log_level": "LOUD"}, "LOG_LEVEL: must be DEBUG, INFO, WARNING or ERROR"),
    ],
)
def test_faults_are_plain(values: dict[str, str], said: str) -> None:
    """What is wrong is said in words, without a pattern or a library's own."""
    with pytest.raises(Misconfigured) as caught:
        settings(**values)

    assert said in caught.value.faults


@pytest.mark.parametrize(
    "address",
    [
        "https://dor.dk?x=1",
        "https://dor.dk/?",
        "https://dor.dk/a#b",
        "https://dor.dk:99999",
        "https://dor.dk:0",
        "https://[::1",
        "https://:8080",
        "http://dor.dk",
        "ftp://dor.dk",
    ],
)
@pytest.mark.parametrize("name", ["public_url", "telegram_api_url", "twilio_api_url"])
def test_addresses_are_whole(name: str, address: str) -> None:
    """What signatures are checked against, or secrets are sent to, is one host, and encrypted unless it is here."""
    with pytest.raises(Misconfigured, match=f"{name.upper()}: must begin with https://"):
        settings(**{name: address})


@pytest.mark.parametrize("address", ["http://10.0.0.1:8081", "http://telegram-bot-api:8081"])
def test_neighbours_may_speak_http(address: str) -> None:
    """A Bot API server of one's own stands on the same network; the world reaches us by https alone."""
    assert settings(telegram_api_url=address).telegram_api_url == address
    with pytest.raises(Misconfigured, match="PUBLIC_URL: must begin with https://"):
        settings(public_url=address)


@pytest.mark.parametrize("address", ["https://dor.dk:8443/bot/", "http://127.0.0.1:8080", "http://[::1]:8080"])
def test_good_addresses_are_kept(address: str) -> None:
    """A port, a path and this machine are nothing wrong."""
    assert settings(public_url=address).public_url == address.rstrip("/")


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://[::1/db",
        "postgresql://u:p@h:99999/db",
        "postgresql://u:p@h:x/db",
        "postgres://h:0/db",
        "mysql://x",
    ],
)
def test_database_address_is_read(address: str) -> None:
    """One that cannot be is said at once, without its password."""
    with pytest.raises(Misconfigured, match="DATABASE_URL: must be sqlite:///file or") as caught:
        settings(database_url=address, secret_key="k" * 40)

    assert address not in str(caught.value)


def test_file_in_another_encoding_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A `.env` that is not UTF-8, or no file, is one message."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_bytes("OTHER_WAYS=Åben Dør".encode("latin-1"))
    with pytest.raises(Misconfigured, match=r"\.env: cannot be read: it is not written in UTF-8"):
        load()


def test_texts_become_values() -> None:
    """Numbers, switches, addresses and levels are read as people write them; what is empty is as good as unset."""
    read = settings(
        port=" 9090 ", demo="TRUE", sms_price="0.35", log_level="debug", public_url="https://a.dk/", host=" "
    )

    assert (read.port, read.demo, read.sms_price, read.log_level) == (9090, True, 0.35, "DEBUG")
    assert (read.public_url, read.host) == ("https://a.dk", "127.0.0.1")


@pytest.mark.parametrize("text", ["nan", "inf", "-1", "0,40"])
def test_prices_are_plain_numbers(text: str) -> None:
    """What is no number that one can reckon with is no price."""
    with pytest.raises(Misconfigured, match="SMS_PRICE"):
        settings(sms_price=text)


def test_environment_goes_before_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`.env` holds where the environment is silent or empty, and what it holds besides is not ours to judge."""
    (tmp_path / ".env").write_text("PORT=9090\nLOG_LEVEL=ERROR\nOTHER_WAYS='SMS 20 00 00 00'\nEDITOR=vi\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PORT", "7070")
    monkeypatch.setenv("LOG_LEVEL", "")

    read = load()

    assert (read.port, read.log_level, read.other_ways) == (7070, "ERROR", "SMS 20 00 00 00")


def test_postgresql_needs_a_key_and_a_name() -> None:
    """All processes need the same key, so none is made; and the address must name a database."""
    with pytest.raises(Misconfigured) as caught:
        settings(database_url="postgresql://bot:secret@127.0.0.1")

    assert [fault.partition(":")[0] for fault in caught.value.faults] == ["DATABASE_URL", "SECRET_KEY"]
    assert "secret@" not in str(caught.value)


def test_secrets_never_print() -> None:
    """Neither repr nor str of the settings shows a secret."""
    shown = repr(settings(secret_key="k" * 40, twilio_auth_token="", telegram_bot_token="1:hush"))

    assert "hush" not in shown
    assert "kkk" not in shown


def test_key_is_made_once(tmp_path: Path) -> None:
    """Without SECRET_KEY one is made in the data folder, for its owner alone, and stays."""
    place = {"data_dir": str(tmp_path), "database_url": f"sqlite:///{tmp_path}/aabendoer.db"}
    first = settings(**place)
    key = first.key()

    assert len(key) >= 32
    assert settings(**place).key() == key
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_lost_key_is_told(tmp_path: Path) -> None:
    """Beside a database that is there no new key is made: the old one is asked for."""
    (tmp_path / "aabendoer.db").write_bytes(b"something")

    with pytest.raises(Misconfigured, match="secret_key is missing"):
        settings(data_dir=str(tmp_path), database_url=f"sqlite:///{tmp_path}/aabendoer.db").key()

    assert not (tmp_path / "secret_key").exists()


@pytest.mark.parametrize("held", [b"", b"short", b"\xff" * 48])
def test_broken_key_is_refused(tmp_path: Path, held: bytes) -> None:
    """A file that holds no whole key encrypts nothing."""
    (tmp_path / "secret_key").write_bytes(held)

    with pytest.raises(Misconfigured, match="DATA_DIR"):
        settings(data_dir=str(tmp_path)).key()


def test_data_folder_that_cannot_be(tmp_path: Path) -> None:
    """A DATA_DIR that cannot be made is one message."""
    (tmp_path / "file").touch()

    with pytest.raises(Misconfigured, match="DATA_DIR"):
        settings(data_dir=str(tmp_path / "file" / "data"), database_url=f"sqlite:///{tmp_path}/a.db").key()
