"""Taking a station's journal: each entry verbatim and what follows from it, in one save."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from application.deciding import TRIES, Centre, stamp
from application.errors import Conflict
from application.settling import box_with
from domain.changes import Changes
from domain.event import By, StreamId
from domain.people.state import Staff
from domain.printing.absorb import Scene, discrepancy
from domain.stations import facts
from domain.stations.absorb import absorb
from domain.stations.events import Recorded
from domain.stations.state import Journal, Station, journal_id


@dataclass(frozen=True, kw_only=True, slots=True)
class SignedEntry:
    """The exact text and the base64 Ed25519 signature over it."""

    text: str
    signature: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """`covered`: every entry up to this station_seq is held; `position`: of the log."""

    covered: int
    position: int


def take(centre: Centre, station: StreamId, entries: Sequence[SignedEntry]) -> Receipt:
    """In station_seq order up to the first gap; repeats do no harm, nothing is refused."""
    readable: list[tuple[int, SignedEntry]] = []
    for entry in entries:
        try:
            readable.append((facts.read_head(entry.text).station_seq, entry))
        except facts.Unreadable:
            continue
    for seq, entry in sorted(readable, key=lambda pair: pair[0]):
        if not _take_one(centre, station, seq, entry):
            break
    journal = centre.registry.load(journal_id(station)).state
    covered = journal.covered if isinstance(journal, Journal) else 0
    return Receipt(covered=covered, position=centre.registry.position())


def _take_one(centre: Centre, station: StreamId, seq: int, entry: SignedEntry) -> bool:
    """False at a gap. A conflict with a decision: load again, the fact stands."""
    for tries in range(1, TRIES + 1):
        changes = Changes(centre.registry.load)
        journal = changes.state(journal_id(station))
        covered = journal.covered if isinstance(journal, Journal) else 0
        if seq > covered + 1:
            return False
        if seq <= covered:
            _compare(centre, station, seq, entry, changes)
        else:
            _absorb(centre, station, entry, changes)
        try:
            centre.registry.record(changes)
        except Conflict:
            if tries == TRIES:
                raise
        else:
            return True
    return True


def _absorb(centre: Centre, station: StreamId, entry: SignedEntry, changes: Changes) -> None:
    head = facts.read_head(entry.text)
    by = _envelope(centre, station, head, changes)
    recorded = Recorded(
        by=by, kind=head.kind, body=entry.text, signature=entry.signature, knew=head.knew
    )
    journal = changes.state(journal_id(station))
    follows = "" if journal is None else journal.last_digest
    changes.add(journal_id(station), [recorded])
    try:
        fact = facts.read_fact(entry.text)
    except facts.Unreadable as error:
        scene = _scene(centre, station, by, changes, None)
        subject = {"station": station, "station_seq": str(head.station_seq)}
        discrepancy(scene, "not_understood", subject, error=str(error))
        return
    job = getattr(fact, "print_job", None)
    scene = _scene(centre, station, by, changes, _stream(job))
    if head.previous != follows:
        discrepancy(scene, "journal_forked", {"station": station, "seq": str(head.station_seq)})
    absorb(scene, fact)


def _compare(
    centre: Centre, station: StreamId, seq: int, entry: SignedEntry, changes: Changes
) -> None:
    """Flow 14.9: the same bytes are nothing new; other bytes under a held number are a fork."""
    held = next(
        (
            event.event
            for event in centre.registry.history(journal_id(station))
            if event.originator_version == seq
        ),
        None,
    )
    if isinstance(held, Recorded) and held.body != entry.text:
        by = _envelope(centre, station, facts.read_head(held.body), changes)
        scene = _scene(centre, station, by, changes, None)
        digest = sha256(entry.text.encode()).hexdigest()
        subject = {"station": station, "seq": str(seq)}
        discrepancy(scene, "journal_forked", subject, other=digest)


def _envelope(centre: Centre, station: StreamId, head: facts.Head, changes: Changes) -> By:
    named = _stream(head.operator)
    operator = changes.state(named) if named else None
    return By(
        actor=head.operator or "system",
        actor_person=operator.person if isinstance(operator, Staff) else None,
        posting=head.posting,
        reporter=station,
        station_seq=head.station_seq,
        occurred_at=head.at,
        recorded_at=stamp(centre.clock.now()),
    )


def _scene(
    centre: Centre, station: StreamId, by: By, changes: Changes, job: StreamId | None
) -> Scene:
    known = changes.state(station)
    return Scene(
        by=by,
        station=station,
        office=known.office if isinstance(known, Station) else "",
        changes=changes,
        job=job,
        box_with=lambda kind, serial: box_with(centre, kind, serial),
    )


def _stream(text: object) -> StreamId | None:
    """A stream id, whatever a station may have written."""
    fits = isinstance(text, str) and len(text) == 32 and set(text) <= set("0123456789abcdef")
    return StreamId(str(text)) if fits else None
