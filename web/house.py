"""What the web works with: use cases on one side, read models on the other."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Condition
from typing import Any

from sqlalchemy import Engine

from application.access.accounts import Accounts
from application.access.codes import Codes
from application.access.saved_views import SavedViews
from application.deciding import Centre
from application.granting_leases import Payloads
from application.importing.jobs import Imports
from application.registry.reader import LogReader
from application.station_link.signing import Freshness
from domain.event import StreamId
from projections.check_runs import CheckRuns
from projections.kept import Kept
from projections.runner import BatchRunner
from web.sign_in_limit import Limit
from web.sso import Provider


class News:
    """Tells waiting requests that the read models have changed."""

    def __init__(self, version: int = 0) -> None:
        """`version`: one that no earlier run of the program can have told, such as a position."""
        self._changed = Condition()
        self.version = version
        self.closed = False
        self.listeners: list[Callable[[], None]] = []

    def tell(self) -> None:
        with self._changed:
            self.version += 1
            self._changed.notify_all()
        for listener in tuple(self.listeners):
            listener()

    def close(self) -> None:
        """The process ends: whoever waits, and whoever comes, is let go at once."""
        self.closed = True
        self.tell()

    def wait(self, known: int, seconds: float) -> int:
        """The version now: as soon as it is not `known`, or when the time is over."""
        with self._changed:
            self._changed.wait_for(lambda: self.closed or self.version != known, max(0.0, seconds))
            return self.version


@dataclass(frozen=True, kw_only=True)
class House:
    """Everything a request may need; made once by wiring."""

    centre: Centre
    payloads: Payloads
    accounts: Accounts
    codes: Codes
    views: Engine
    runner: BatchRunner
    log: Path
    secret: str
    imports: Imports
    saved_views: SavedViews
    checks: CheckRuns
    example_data: bool = False
    provider: Provider | None = None
    public_phone: str = ""
    public_address: str = ""
    """Where citizens find the pages; empty: at the address that a request came to."""
    news: News = field(default_factory=News)
    kept: Kept = field(default_factory=Kept)
    freshness: Freshness = field(default_factory=Freshness)
    heartbeats: dict[str, dict[str, Any]] = field(default_factory=dict)
    wake_projector: Callable[[], None] = lambda: None
    render_ahead: Callable[[StreamId], None] = lambda _job: None

    @cached_property
    def limit(self) -> Limit:
        """The one brake on guessing: signing in, second people, codes."""
        return Limit(self.centre.clock)

    def log_reader(self) -> LogReader:
        return LogReader(self.log)

    def settle_views(self, position: int, seconds: float = 5.0) -> bool:
        """Read-your-writes: wait until the read models include the position."""
        self.wake_projector()
        return self.runner.wait_for(position, seconds)
