"""Whom the program calls: the two providers of its settings, and nobody that a message names."""

from pathlib import Path

from tests.running import running


async def test_nothing_else_is_called(tmp_path: Path) -> None:
    """Texts full of addresses, pictures and links lead to no connection: sockets elsewhere are blocked here."""
    texts = (
        "http://169.254.169.254/latest/meta-data/",
        "se https://example.com/x?y=1 sove i Slagelse",
        "file:///etc/passwd",
        "gopher://10.0.0.1:6379/_INFO",
    )
    async with running(tmp_path) as house:
        await house.app.channels["telegram"].registered.wait()  # type: ignore[index,attr-defined]
        for text in texts:
            form = house.twilio.inbound_form("", from_="+4520000001", body=text, media=1)
            form |= {"MessageSid": f"SM{abs(hash(text))}", "MediaUrl0": text, "MediaContentType0": "image/png"}
            assert await house.twilio.post("/webhooks/twilio/sms", form) == 200
            photo = [{"file_id": text, "file_unique_id": "1", "width": 1, "height": 1}]
            assert await house.telegram.text(700001, text, photo=photo) == 200
        await house.app.idle()

        assert {"getFile"} & set(house.telegram.calls) == set()
        assert len(house.twilio.messages) >= len(texts)
