"""A brake on guessing codes: thirty questions a minute from one address."""

from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address, ip_network

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

MOST = 30
PER_MINUTE = RateLimitItemPerMinute(MOST)
WAIT = 60
"""Seconds after which any question is heard again: the oldest of the thirty is then forgotten."""

HOME = 64
"""Bits of an IPv6 address that one household or phone has: it may change the rest at will."""


@dataclass(frozen=True, slots=True)
class Brake:
    """In memory of one process, by the library's own clock: a restart forgets."""

    limiter: MovingWindowRateLimiter = field(
        default_factory=lambda: MovingWindowRateLimiter(MemoryStorage())
    )

    def lets(self, address: str) -> bool:
        return self.limiter.hit(PER_MINUTE, _home(address))


def _home(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        return str(ip_network((known, HOME), strict=False))
    return str(known)
