"""One approval with every check on, against the library's bare get-trigger-save loop."""

from pathlib import Path
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from application import approving
from benchmarks.measure import Figure, peak_mib, percentile, seconds
from domain.event import StreamId
from tests.support.office import Office

DOCUMENTS = 1500
SHARE = 0.40
BLOCK = 50


class Card(Aggregate):
    """The least the library can do: one event a command."""

    @event("Opened")
    def __init__(self) -> None:
        self.steps = 0

    @event("Stepped")
    def step(self) -> None:
        self.steps += 1


class Bare:
    """The library alone on SQLite in the same folder: get, trigger, save."""

    def __init__(self, folder: Path) -> None:
        self.app: Application[UUID] = Application(
            env={
                "PERSISTENCE_MODULE": "eventsourcing.sqlite",
                "SQLITE_DBNAME": str(folder / "bare.sqlite"),
            }
        )
        self.cards = [Card() for _ in range(DOCUMENTS)]
        for start in range(0, DOCUMENTS, 500):
            self.app.save(*self.cards[start : start + 500])

    def one(self, number: int) -> None:
        found: Card = self.app.repository.get(self.cards[number].id)
        found.step()
        self.app.save(found)


def run(folder: Path) -> list[Figure]:
    """The two in turn, block by block, so that the machine's mood falls on both."""
    office = Office(folder / "approving")
    documents = _complete(office)
    digests = [office.document(document).digest or "" for document in documents]
    bare = Bare(folder)

    def approve(number: int) -> None:
        order = office.order(office.staff.approver)
        approving.approve(office.centre, order, documents[number], digests[number])

    approve(0)
    ours: list[float] = []
    theirs: list[float] = []
    for start in range(1, DOCUMENTS, BLOCK):
        block = range(start, min(start + BLOCK, DOCUMENTS))
        ours += [seconds(lambda n=n: approve(n)) for n in block]  # type: ignore[misc]
        theirs += [seconds(lambda n=n: bare.one(n)) for n in block]  # type: ignore[misc]
    office.close()
    rate, limit = len(ours) / sum(ours), len(theirs) / sum(theirs)
    p50, p99 = percentile(ours, 0.5) * 1000, percentile(ours, 0.99) * 1000
    return [
        Figure(
            name="approve, every check, FULL",
            value=f"{rate:,.0f}/s (p50 {p50:.2f} ms, p99 {p99:.2f} ms, peak {peak_mib()} MiB)",
            limit=f"{limit:,.0f}/s bare get-trigger-save",
            share=f"{rate / limit:.0%}",
            target=f"{SHARE:.0%}",
            met=rate / limit >= SHARE,
        )
    ]


def _complete(office: Office) -> list[StreamId]:
    recordings = [office.recording(line=number) for number in range(DOCUMENTS)]
    office.capture(*recordings)
    for recording in recordings:
        office.observe(recording.nik)
    return [office.complete_of(recording.nik) for recording in recordings]
