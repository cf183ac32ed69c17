"""How often one client may do what costs something and asks for no token."""

import ipaddress
from collections import OrderedDict, deque
from collections.abc import Callable

from qa.server.body import Incoming
from qa.server.errors import TooOftenError

_PERIOD_S = 60.0
_MOST_CLIENTS = 10_000
"""Clients that are remembered; of more, the one that was here longest ago is forgotten."""
_HOUSEHOLD = 64
"""Bits of an IPv6 address that name a client: the rest is its own to choose."""


class Rate:
    """At most ``most`` times a minute for each client. Not for threads: the event loop's."""

    def __init__(self, most: int, clock: Callable[[], float]) -> None:
        self._most = most
        self._clock = clock
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def take(self, client: str) -> None:
        """Count one time of ``client``.

        Raises:
            TooOftenError: if it has used up its times; this one is not counted.
        """
        now = self._clock()
        times = self._times.setdefault(client, deque())
        self._times.move_to_end(client)
        if len(self._times) > _MOST_CLIENTS:
            self._times.popitem(last=False)
        while times and times[0] <= now - _PERIOD_S:
            times.popleft()
        if len(times) >= self._most:
            raise TooOftenError(times[0] + _PERIOD_S - now)
        times.append(now)


def client_of(request: Incoming) -> str:
    """Who sends the request, as far as the socket tells: behind a proxy, that is the proxy."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, _HOUSEHOLD), strict=False))
    return str(address)
