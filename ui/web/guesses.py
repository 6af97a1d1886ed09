"""A limit on wrong passwords: for each address, and for all together."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network

PER_ADDRESS = 10
"""Wrong guesses that an address has in a `WINDOW`."""
IN_ALL = 100
"""Wrong guesses that all addresses together have in a `WINDOW`."""
WINDOW = 600.0
"""Seconds."""


class Guesses:
    """The wrong guesses of the last minutes. Not for several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._made: deque[tuple[float, str]] = deque()

    def wait(self, address: str) -> float:
        """Seconds until a guess from this address is accepted again; 0 when it is at once."""
        now = self._clock()
        while self._made and self._made[0][0] <= now - WINDOW:
            self._made.popleft()
        place = _place(address)
        own = [at for at, who in self._made if who == place]
        waits = [0.0]
        if len(own) >= PER_ADDRESS:
            waits.append(own[-PER_ADDRESS] + WINDOW - now)
        if len(self._made) >= IN_ALL:
            waits.append(self._made[-IN_ALL][0] + WINDOW - now)
        return max(waits)

    def note(self, address: str) -> None:
        """Count a wrong guess."""
        self._made.append((self._clock(), _place(address)))


def _place(address: str) -> str:
    """The sender for counting: an address, or in IPv6 the network of a home or server."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address) and known.ipv4_mapped is None:
        return str(ip_network((known, 64), strict=False))
    return str(known)
