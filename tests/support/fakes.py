"""A clock that stands still and ids that repeat: the ports in tests."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256


class FakeClock:
    """10:00 in Jakarta on a working day; moves only when told."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def advance(self, **parts: float) -> None:
        self.moment += timedelta(**parts)


class FakeIdentifiers:
    """Distinct and the same in every run."""

    def __init__(self, seed: str = "") -> None:
        self._seed = seed
        self._count = 0

    def new(self) -> str:
        return self.token(16).hex()

    def token(self, size: int) -> bytes:
        self._count += 1
        drawn = b""
        while len(drawn) < size:
            drawn += sha256(f"{self._seed}:{self._count}:{len(drawn)}".encode()).digest()
        return drawn[:size]
