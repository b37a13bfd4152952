"""One approval with every check on, against the library's bare get-trigger-save loop."""

from pathlib import Path
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from application import approving
from benchmarks.measure import Figure, percentile, seconds
from domain.event import StreamId
from tests.support.office import Office

DOCUMENTS = 1500
SHARE = 0.40


class Card(Aggregate):
    """The least the library can do: one event a command."""

    @event("Opened")
    def __init__(self) -> None:
        self.steps = 0

    @event("Stepped")
    def step(self) -> None:
        self.steps += 1


def bare_loop(folder: Path) -> float:
    """Commands per second of get, trigger, save on SQLite in the same folder."""
    app: Application[UUID] = Application(
        env={
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "SQLITE_DBNAME": str(folder / "bare.sqlite"),
        }
    )
    cards = [Card() for _ in range(DOCUMENTS)]
    for start in range(0, DOCUMENTS, 500):
        app.save(*cards[start : start + 500])

    def loop() -> None:
        for card in cards:
            found: Card = app.repository.get(card.id)
            found.step()
            app.save(found)

    return DOCUMENTS / seconds(loop)


def run(folder: Path) -> list[Figure]:
    office = Office(folder / "approving")
    documents = _complete(office)
    digests = [office.document(document).digest or "" for document in documents]
    times: list[float] = []
    approving.problems_of(office.document(documents[0]).fields or {})

    def one(document: StreamId, digest: str) -> None:
        order = office.order(office.staff.approver)
        approving.approve(office.centre, order, document, digest)

    for document, digest in zip(documents, digests, strict=True):
        times.append(seconds(lambda d=document, h=digest: one(d, h)))  # type: ignore[misc]
    office.close()
    bare = bare_loop(folder)
    rate = len(times) / sum(times)
    p50, p99 = percentile(times, 0.5) * 1000, percentile(times, 0.99) * 1000
    return [
        Figure(
            name="approve, every check, FULL",
            value=f"{rate:,.0f}/s (p50 {p50:.2f} ms, p99 {p99:.2f} ms)",
            limit=f"{bare:,.0f}/s bare get-trigger-save",
            share=f"{rate / bare:.0%}",
            target=f"{SHARE:.0%}",
            met=rate / bare >= SHARE,
        )
    ]


def _complete(office: Office) -> list[StreamId]:
    recordings = [office.recording(line=number) for number in range(DOCUMENTS)]
    office.capture(*recordings)
    office.observe_all([recording.nik for recording in recordings])
    return [office.complete_of(recording.nik) for recording in recordings]
