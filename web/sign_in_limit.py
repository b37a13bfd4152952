"""A brake on guessing passwords: few failed attempts per login and address, then a pause."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

from fastapi import Request

from application.ports import Clock
from web.problems import Problem

FAILURES = 5
PAUSE = timedelta(minutes=5)
MOST_KEYS = 10_000


class Limit:
    """In memory of one process: a restart forgets, an attacker gains five tries by it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._failed: dict[tuple[str, str], list[datetime]] = {}
        self._lock = Lock()

    def guarded(
        self, request: Request, login: str, attempt: Callable[[], str | None]
    ) -> str | None:
        """What the attempt gives; Problem 429 while the login is paused for this address."""
        address = request.client.host if request.client else ""
        key = (login.casefold(), address)
        if len(self._recent(key)) >= FAILURES:
            raise Problem(
                "Terlalu banyak percobaan yang gagal untuk nama ini.",
                f"Coba lagi sesudah {PAUSE.seconds // 60} menit, atau minta kode baru.",
                status=429,
                code="too_many",
            )
        found = attempt()
        with self._lock:
            if found is None:
                self._failed.setdefault(key, []).append(self._clock.now())
            else:
                self._failed.pop(key, None)
        return found

    def _recent(self, key: tuple[str, str]) -> list[datetime]:
        since = self._clock.now() - PAUSE
        with self._lock:
            if len(self._failed) > MOST_KEYS:
                self._failed.clear()
            kept = [at for at in self._failed.get(key, []) if at > since]
            self._failed[key] = kept
            return kept
