"""What a fact can touch, and how a mismatch is opened."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from domain.changes import Changes
from domain.discrepancies import events as d
from domain.discrepancies.decide import absorb as open_discrepancy
from domain.discrepancies.state import discrepancy_id
from domain.documents.kinds import KINDS
from domain.documents.state import Document
from domain.event import By, StreamId, stream_of
from domain.printing.state import PrintJob
from domain.stock.blanks import Blank
from domain.stock.state import Box


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What a fact can touch. `box_with` says which box received a serial of a kind."""

    by: By
    station: StreamId
    office: str
    changes: Changes
    job: StreamId | None = None
    box_with: Callable[[str, str], StreamId | None] = lambda _kind, _serial: None
    at_printer: Callable[[StreamId, Box], bool] = lambda _stream, _box: True
    """Is the box still the one in its printer? Another may have taken its place."""

    def print_job(self) -> PrintJob | None:
        found = self.changes.state(self.job) if self.job else None
        return found if isinstance(found, PrintJob) else None

    def document(self) -> Document | None:
        job = self.print_job()
        found = self.changes.state(StreamId(job.document)) if job else None
        return found if isinstance(found, Document) else None

    def mismatch(self, cause: str, subject: dict[str, str]) -> StreamId:
        """One per cause, subject and day."""
        return discrepancy_id(cause, subject, self.by.occurred_at[:10])

    def blank(self, attempt: str, serial: str | None) -> tuple[StreamId, Blank] | None:
        """The blank of an attempt and its box: by its serial, or by the box that was opened."""
        job = self.print_job()
        kind = KINDS.get(job.kind) if job else None
        if job is None or kind is None or kind.blank_kind is None:
            return None
        if kind.numbered:
            stream = self.box_with(kind.blank_kind, serial) if serial else None
        else:
            tried = job.attempts.get(attempt)
            stream = stream_of(tried.box) if tried else None
        box = self.changes.state(stream) if stream else None
        if stream is None or not isinstance(box, Box) or box.kind != kind.blank_kind:
            return None
        serial = serial if kind.numbered else None
        return stream, Blank(box=box, print_job=str(self.job), attempt=attempt, serial=serial)


def discrepancy(scene: Scene, cause: str, subject: dict[str, str], **detail: Any) -> None:
    """Open a mismatch; the same one again adds nothing."""
    stream = scene.mismatch(cause, subject)
    opened = d.Opened(by=scene.by, cause=cause, office=scene.office, subject=subject, detail=detail)
    scene.changes.add(stream, open_discrepancy(scene.changes.state(stream), opened))
