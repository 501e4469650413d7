"""`run`: the port is taken first, or one message says why not."""

import socket

import pytest

from bot.commands.serving import listening


def test_port_in_use_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A port that something listens on ends the start with one message and status 1."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SystemExit) as ended:
            listening("127.0.0.1", port)

    said = " ".join(capsys.readouterr().err.split())
    assert ended.value.code == 1
    assert said == f"PORT: something else listens on 127.0.0.1 port {port} already; end it, or set another PORT"


def test_any_port_is_known() -> None:
    """With port 0 the system chooses one, and it is known before anything is printed."""
    sockets = listening("127.0.0.1", 0)

    assert sockets[0].getsockname()[1] > 0
    for one in sockets:
        one.close()
