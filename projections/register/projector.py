"""Folds documents and the central words on them; opens names for search."""

from collections.abc import Callable

from application.receipts import status_code
from domain.documents.state import TRANSITIONS, Stage
from domain.event import StreamId
from domain.streams import EVENTS
from projections.folding import Entry, Folding, Handler, Row, View
from projections.register.tables import documents, enrolments, printing, writers

_NEXT = {
    (None if stage is None else stage.value, event.TOPIC): after.value
    for (stage, event), after in TRANSITIONS.items()
}


def _captured(folding: Folding, entry: Entry) -> None:
    folding.rows["register_enrolments"].put(enrolment=entry.stream, office=entry.fields["office"])


def _status_observed(folding: Folding, entry: Entry) -> None:
    e = entry.fields
    row = folding.rows["register_enrolments"].edit(entry.stream)
    if row is None:
        return
    row["document"] = e["document"] or row["document"]
    if e["seen_at"] >= row["seen_at"]:
        row["word"], row["seen_at"] = e["status"], e["seen_at"]
    document = folding.rows["register_documents"].edit(row["document"] or "")
    if document is not None:
        document["status_word"] = row["word"]


def _requested(folding: Folding, entry: Entry) -> None:
    e = entry.personal()
    enrolment = folding.rows["register_enrolments"].get(e["enrolment"] or "")
    fields = e["fields"] or {}
    folding.rows["register_documents"].put(
        document=entry.stream,
        kind=e["kind"],
        cause=e["cause"],
        office=e["office"],
        receipt=e["receipt"],
        name=_name(fields),
        nik=e["nik"],
        enrolment=e["enrolment"],
        enroller=e["enroller"],
        status_word=enrolment["word"] if enrolment else None,
        requested_at=e["recorded_at"],
        changed_at=e["recorded_at"],
        lies_at=e["office"],
        source_ref=e["source_ref"],
        status_code=status_code(folding.keys, StreamId(entry.stream)),
    )


def _name(fields: Row) -> str | None:
    """Whose it is; of a family card the head of the family."""
    found: str | None = fields.get("name") or fields.get("head_name")
    return found


def _document(folding: Folding, entry: Entry) -> Row | None:
    """The row, moved to its next stage; None where the table has no such arrow."""
    known = folding.rows["register_documents"].get(entry.stream)
    after = _NEXT.get((known["stage"], entry.topic)) if known else None
    if known is None or after is None:
        return None
    row = folding.rows["register_documents"].edit(entry.stream)
    if row is not None:
        row["before"] = row["stage"]
        row["stage"], row["changed_at"] = after, entry.fields["recorded_at"]
    return row


def _completed(folding: Folding, entry: Entry) -> None:
    row = _document(folding, entry)
    if row is None:
        return
    e = entry.personal()
    writer = e.get("actor_person")
    if writer and writer != row["enroller"]:
        folding.rows["register_writers"].put(document=entry.stream, person=writer)
    if row.pop("before") == Stage.INCOMPLETE or row["complete_since"] is None:
        row["complete_since"] = e["recorded_at"]
    row["digest"], row["not_before"] = e["digest"], e["not_before"]
    row["name"] = _name(e["fields"] or {})
    row["returned_code"] = None


def _approved(row: Row, e: Row) -> None:
    row["print_job"] = e["print_job"]


def _undone(row: Row, _e: Row) -> None:
    row["print_job"], row["lies_at"] = None, row["office"]


def _returned(row: Row, e: Row) -> None:
    row["print_job"], row["returned_code"] = None, e["code"]
    row["lies_at"] = row["office"]


def _ended(row: Row, _e: Row) -> None:
    row["sent_to"] = row["slip"] = None


def _rejected(row: Row, _e: Row) -> None:
    row["lies_at"] = row["office"]


def _printed(row: Row, e: Row) -> None:
    row["serial"], row["attempt"] = e["serial"], e["attempt"]
    row["payload_digest"], row["printed_at"] = e["payload_digest"], e["occurred_at"]


def _inspection_failed(folding: Folding, entry: Entry) -> None:
    """The next one comes out where the job is printed."""
    row = _document(folding, entry)
    if row is None:
        return
    row.pop("before")
    row["serial"] = row["attempt"] = row["printed_at"] = None
    row["sent_to"] = row["slip"] = None
    job = folding.rows["register_printing"].get(entry.fields["print_job"])
    row["lies_at"] = job["office"] if job else row["office"]


def _sent(row: Row, e: Row) -> None:
    row["sent_to"], row["slip"] = e["to_office"], e["slip"]


def _arrived(row: Row, e: Row) -> None:
    row["lies_at"], row["sent_to"], row["slip"] = e["office"], None, None


def _queued(folding: Folding, entry: Entry) -> None:
    e = entry.fields
    folding.rows["register_printing"].put(
        print_job=entry.stream, document=e["document"], office=e["office"]
    )
    _lies_at(folding, e["document"], e["office"])


def _routed(folding: Folding, entry: Entry) -> None:
    job = folding.rows["register_printing"].edit(entry.stream)
    if job is not None:
        job["office"] = entry.fields["office"]
        _lies_at(folding, job["document"], entry.fields["office"])


def _lies_at(folding: Folding, document: str, office: str) -> None:
    row = folding.rows["register_documents"].edit(document)
    if row is not None:
        row["lies_at"] = office


def _handed_over(row: Row, e: Row) -> None:
    row["handed_over_at"] = e["recorded_at"]


def _erased(folding: Folding, entry: Entry) -> None:
    """As a rebuild finds them: all that was personal is gone, and no code leads there any more."""
    for stream in entry.fields["streams"]:
        row = folding.rows["register_documents"].edit(stream)
        if row is not None:
            row["name"] = row["nik"] = row["not_before"] = None
            row["status_code"] = ""


def _on(change: Callable[[Row, Row], None]) -> Handler:
    def handle(folding: Folding, entry: Entry) -> None:
        row = _document(folding, entry)
        if row is not None:
            row.pop("before")
            change(row, entry.fields)

    return handle


HANDLERS: dict[str, Handler] = {
    "enrolment.captured": _captured,
    "enrolment.status_observed": _status_observed,
    "document.requested": _requested,
    "document.completed": _completed,
    "document.approved": _on(_approved),
    "document.approval_undone": _on(_undone),
    "document.returned": _on(_returned),
    "document.rejected": _on(_rejected),
    "document.printed": _on(_printed),
    "document.inspection_failed": _inspection_failed,
    "document.sent": _on(_sent),
    "document.arrived": _on(_arrived),
    "document.handed_over": _on(_handed_over),
    "document.withdrawn": _on(_ended),
    "print_job.queued": _queued,
    "print_job.routed": _routed,
    "erasure.ordered": _erased,
}

REGISTER = View(
    name="register",
    tables=(documents, enrolments, writers, printing),
    handlers=HANDLERS,
    ignored=frozenset(EVENTS) - set(HANDLERS),
    personal=frozenset({"document.requested", "document.completed"}),
)
