"""What an outcome does to blank and document, whoever says it: a fact, or two people."""

from domain.documents import decide as documents
from domain.documents import events as doc
from domain.event import StreamId
from domain.printing import events as e
from domain.printing.decide import TO_CAUSE
from domain.printing.scene import Scene, discrepancy
from domain.printing.state import Outcome
from domain.stock import absorb as blanks
from domain.stock.blanks import spoil


def good(scene: Scene, name: str, serial: str | None) -> None:
    """The blank carries a good card and, where it is this job's, so does the document."""
    job = scene.print_job()
    if job is None:
        return
    if any(a.outcome is Outcome.GOOD for other, a in job.attempts.items() if other != name):
        discrepancy(scene, "printed_twice", {"print_job": str(scene.job), "attempt": name})
    if found := scene.blank(name, serial):
        stream, blank = found
        scene.changes.add(stream, blanks.printed(blank, scene.by))
    _printed_by(scene, name, serial)


def other_card(scene: Scene) -> None:
    """Flow 10.1 where two cards are good: the document keeps the one that is left."""
    job = scene.print_job()
    left = job.attempts if job else {}
    good_ones = [name for name, attempt in left.items() if attempt.outcome is Outcome.GOOD]
    if good_ones:
        _printed_by(scene, good_ones[-1], left[good_ones[-1]].serial)


def spoil_blank(scene: Scene, name: str, serial: str | None, cause: str) -> None:
    found = scene.blank(name, serial)
    if found and blanks.holds(found[1]):
        stream, blank = found
        scene.changes.add(stream, [spoil(blank, scene.by, cause)])


def return_blank(scene: Scene, name: str, serial: str | None) -> None:
    if found := scene.blank(name, serial):
        stream, blank = found
        there = scene.at_printer(stream, blank.box)
        scene.changes.add(stream, blanks.give_back(blank, scene.by, there=there))


def carry_out_cancel(scene: Scene) -> None:
    """A marked cancel is carried out at the first of pending, held, awaiting_reprint."""
    job = scene.print_job()
    if job is None or scene.job is None or job.cancel is None or not job.cancel_is_due:
        return
    mark, by = job.cancel, scene.by
    cancelled = e.Cancelled(by=by, cause=TO_CAUSE[mark.then], reason=mark.reason)
    scene.changes.add(scene.job, [cancelled])
    back: dict[str, doc.DocumentEvent] = {
        "complete": doc.ApprovalUndone(
            by=by, print_job=str(scene.job), cause="cancelled", reason=mark.reason
        ),
        "incomplete": doc.Returned(by=by, code="cancelled", reason=mark.reason),
        "rejected": doc.Rejected(by=by, code="cancelled", reason=mark.reason),
    }
    scene.changes.add(StreamId(job.document), [back[mark.then]])


def _printed_by(scene: Scene, name: str, serial: str | None) -> None:
    job = scene.print_job()
    if job is None:
        return
    event = doc.Printed(
        by=scene.by,
        print_job=str(scene.job),
        attempt=name,
        serial=serial,
        payload_digest=job.attempts[name].payload_digest,
    )
    found = documents.absorb_printed(scene.document(), event)
    scene.changes.add(StreamId(job.document), found)
