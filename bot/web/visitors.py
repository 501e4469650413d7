"""Who asks: the address behind our own proxy, whether it is inside our network, and how many may be new."""

import time
from collections import Counter, deque
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from starlette.requests import Request

# A whole shelter, and many phones of one carrier, share an address.
NEW_EACH, NEW_IN_ALL = 30, 300
_MINUTE = 60
_LOCAL = {"localhost", "127.0.0.1", "::1"}
_OF_A_PROXY = ("Forwarded", "Via", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP")
# Who has an IPv6 address has as many of them as they like, up to the first 64 bits.
_IPV6_HOME = 64


class Newcomers:
    """How many may be new in any sixty seconds: `each` from one address, `in_all` together. The latter bounds our
    memory too."""

    def __init__(
        self, *, each: int = NEW_EACH, in_all: int = NEW_IN_ALL, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._each, self._in_all, self._seconds = each, in_all, seconds
        self._let_in: deque[tuple[float, str]] = deque()
        self._counts: Counter[str] = Counter()

    def admits(self, client: str) -> bool:
        """Whether one more may come from `client` now; counted when it may."""
        now = self._seconds()
        while self._let_in and now - self._let_in[0][0] >= _MINUTE:
            self._counts.subtract([self._let_in.popleft()[1]])
        self._counts = +self._counts
        if len(self._let_in) >= self._in_all or self._counts[client] >= self._each:
            return False
        self._let_in.append((now, client))
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


def is_inside(request: Request, public_host: str = "") -> bool:
    """Whether the request, and every hop that a proxy names, comes from this machine or a private network.

    What a client writes itself is no proof, and a proxy may name nobody. So whatever comes by a proxy that serves the
    world is outside: it calls us as the world does (`public_host`), or in HTTP/1.0 as nginx does unless it is told
    otherwise, or leaves a word of its own.
    """
    peer = request.client.host if request.client else "127.0.0.1"
    addresses = [_address(hop) for hop in (peer, *_hops(request))]
    is_private = all(address is not None and address.is_private for address in addresses)
    return is_private and not _is_passed_on(request, public_host)


def _is_passed_on(request: Request, public_host: str) -> bool:
    host = request.headers.get("Host", "")
    is_local = not public_host or urlsplit(f"//{public_host}").hostname in _LOCAL
    by_its_name = not is_local and host.casefold() == public_host.casefold()
    leaves = any(name in request.headers for name in _OF_A_PROXY)
    return by_its_name or leaves or request.scope.get("http_version") == "1.0"


def _hops(request: Request) -> list[str]:
    return [hop for header in request.headers.getlist("X-Forwarded-For") for hop in header.split(",")]


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address
