"""A brake on guessing passwords and codes: few failures per name and address, then a pause."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

from fastapi import Request

from application.language import _
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
        self, request: Request | None, login: str, attempt: Callable[[], str | None]
    ) -> str | None:
        """What the attempt gives; Problem 429 while the name is paused for this address.

        Without a request it is paused for all addresses.
        """
        address = request.client.host if request and request.client else ""
        key = (login.casefold(), address)
        with self._lock:
            recent = self._recent(key)
            if len(recent) >= FAILURES:
                cure = _("Coba lagi sesudah {minutes} menit.")
                raise Problem(
                    _("Terlalu banyak percobaan yang gagal."),
                    cure.format(minutes=PAUSE.seconds // 60),
                    status=429,
                    code="too_many",
                )
            # A failure until it is known to be none: guesses made at once count one by one.
            recent.append(self._clock.now())
        found = attempt()
        if found is not None:
            with self._lock:
                self._failed.pop(key, None)
        return found

    def _recent(self, key: tuple[str, str]) -> list[datetime]:
        since = self._clock.now() - PAUSE
        if len(self._failed) > MOST_KEYS:
            # The oldest name is forgotten, never all at once.
            self._failed.pop(next(iter(self._failed)))
        kept = [at for at in self._failed.get(key, []) if at > since]
        self._failed[key] = kept
        return kept
