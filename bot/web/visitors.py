"""Who asks: the address behind our own proxy, whether it is inside our network, and how many may be new."""

import time
from collections import Counter
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.requests import Request

# A whole shelter, and many phones of one carrier, share an address.
NEW_EACH, NEW_IN_ALL = 30, 300
_MINUTE = 60
# Who has an IPv6 address has as many of them as they like, up to the first 64 bits.
_IPV6_HOME = 64


class Newcomers:
    """How many may be new in a minute: `each` from one address, `in_all` together. The latter bounds our memory too."""

    def __init__(
        self, *, each: int = NEW_EACH, in_all: int = NEW_IN_ALL, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._each, self._in_all, self._seconds = each, in_all, seconds
        self._minute = -1
        self._counts: Counter[str] = Counter()

    def admits(self, client: str) -> bool:
        """Whether one more may come from `client` now; counted when it may."""
        minute = int(self._seconds() // _MINUTE)
        if minute != self._minute:
            self._minute = minute
            self._counts.clear()
        if self._counts.total() >= self._in_all or self._counts[client] >= self._each:
            return False
        self._counts[client] += 1
        return True


def client_of(request: Request) -> str:
    """Where the request comes from. Only a proxy on this machine is believed, and of its word only the last hop."""
    peer = _address(request.client.host if request.client else "127.0.0.1")
    hops = _hops(request)
    client = (_address(hops[-1]) if hops else None) if peer and peer.is_loopback else None
    address = client or peer
    if isinstance(address, IPv6Address):
        return str(ip_network((address, _IPV6_HOME), strict=False))
    return str(address)


def is_inside(request: Request) -> bool:
    """Whether the request, and every hop that a proxy names, comes from this machine or a private network."""
    peer = request.client.host if request.client else "127.0.0.1"
    addresses = [_address(hop) for hop in (peer, *_hops(request))]
    return all(address is not None and address.is_private for address in addresses)


def _hops(request: Request) -> list[str]:
    return [hop for header in request.headers.getlist("X-Forwarded-For") for hop in header.split(",")]


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address
