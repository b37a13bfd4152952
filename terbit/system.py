"""The real clock and the real randomness: the only place that asks for either."""

import os
import uuid
from datetime import UTC, datetime


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - this is the port


class SystemIdentifiers:
    def new(self) -> str:
        return uuid.uuid4().hex  # noqa: TID251 - this is the port

    def token(self, size: int) -> bytes:
        return os.urandom(size)
