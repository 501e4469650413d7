"""Who asks: the last hop of our own proxy and no other word, inside or outside, and how many may be new."""

import pytest
from starlette.requests import Request

from bot.web.visitors import Newcomers, client_of, is_inside


def request(peer: str, *forwarded: str) -> Request:
    """A request from `peer` with these headers of a proxy."""
    headers = [(b"x-forwarded-for", value.encode()) for value in forwarded]
    return Request({"type": "http", "client": (peer, 1), "headers": headers})


@pytest.mark.parametrize(
    ("asked", "client"),
    [
        (request("198.51.100.1"), "198.51.100.1"),
        (request("198.51.100.1", "192.0.2.7"), "198.51.100.1"),
        (request("127.0.0.1"), "127.0.0.1"),
        (request("127.0.0.1", "192.0.2.7"), "192.0.2.7"),
        (request("127.0.0.1", "10.0.0.1, 192.0.2.7"), "192.0.2.7"),
        (request("127.0.0.1", "10.0.0.1", "192.0.2.7"), "192.0.2.7"),
        (request("127.0.0.1", "somebody"), "127.0.0.1"),
        (request("::ffff:127.0.0.1", "2001:db8:1:2:3::4"), "2001:db8:1:2::/64"),
    ],
)
def test_client_is_last_hop(asked: Request, client: str) -> None:
    """Only a proxy on this machine is believed; what a client itself put before is not."""
    assert client_of(asked) == client


@pytest.mark.parametrize(
    ("asked", "inside"),
    [
        (request("127.0.0.1"), True),
        (request("10.0.0.3"), True),
        (request("127.0.0.1", "10.0.0.3"), True),
        (request("8.8.8.8"), False),
        (request("127.0.0.1", "8.8.8.8"), False),
        (request("172.17.0.1", "10.0.0.3, 8.8.8.8"), False),
        (request("172.17.0.1", "8.8.8.8, 10.0.0.3"), False),
        (request("127.0.0.1", "somebody"), False),
    ],
)
def test_inside_is_every_hop(asked: Request, inside: bool) -> None:
    """One hop outside is enough to be outside, whoever names it."""
    assert is_inside(asked) is inside


def by_proxy(version: str = "1.1", **headers: str) -> Request:
    """A request that a proxy on this machine passes on without saying for whom."""
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "client": ("127.0.0.1", 1), "headers": raw, "http_version": version})


@pytest.mark.parametrize(
    ("asked", "inside"),
    [
        (by_proxy(host="127.0.0.1:8080"), True),
        (by_proxy(host="dor.example.dk"), False),
        (by_proxy(host="DOR.example.dk"), False),
        (by_proxy("1.0", host="127.0.0.1:8080"), False),
        (by_proxy(host="127.0.0.1:8080", via="1.1 proxy"), False),
        (by_proxy(host="127.0.0.1:8080", x_forwarded_proto="https"), False),
        (by_proxy(host="127.0.0.1:8080", x_real_ip="10.0.0.3"), False),
        (by_proxy(host="dor.example.dk", x_forwarded_for="10.0.0.3"), False),
        (by_proxy("1.0", host="127.0.0.1:8080", x_forwarded_for="10.0.0.3"), False),
    ],
)
def test_silent_proxy_is_noticed(asked: Request, inside: bool) -> None:
    """A proxy that does not say for whom it asks is known by the name, the version or the headers that it leaves."""
    assert is_inside(asked, "dor.example.dk") is inside


def test_newcomers_in_all() -> None:
    """Many addresses together have a limit too, and a new minute is a new beginning."""
    now = 0.0
    newcomers = Newcomers(each=2, in_all=3, seconds=lambda: now)

    first = [newcomers.admits(client) for client in ("a", "a", "a", "b", "c")]
    now = 61.0

    assert first == [True, True, False, True, False]
    assert newcomers.admits("a")


def test_no_boundary_lets_in_twice_as_many() -> None:
    """Any sixty seconds count, not a minute of the clock: none comes in by waiting for its end."""
    now = 59.0
    newcomers = Newcomers(each=2, in_all=9, seconds=lambda: now)

    first = [newcomers.admits("a") for _ in range(2)]
    now = 61.0
    second = newcomers.admits("a")
    now = 119.5

    assert (first, second, newcomers.admits("a")) == ([True, True], False, True)
