"""Taking a station's journal: each entry verbatim and what follows from it, in one save."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from application.deciding import TRIES, Centre, stamp
from application.errors import Conflict
from application.settling import at_printer, box_with
from application.station_link.signing import verify_text
from domain.changes import Changes, Loaded
from domain.event import By, StreamId, stream_of
from domain.offices.events import Frozen, Resumed
from domain.offices.state import office_id
from domain.people.state import Staff
from domain.printing.scene import Scene, discrepancy
from domain.stations import entry_text, facts
from domain.stations.absorb import absorb
from domain.stations.events import Recorded, Revoked
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
    numbered = [(entry_text.read_seq(entry.text), entry) for entry in entries]
    for seq, entry in numbered:
        if seq is None:
            _keep_unplaced(centre, station, entry)
    placed = [(seq, entry) for seq, entry in numbered if seq is not None]
    for seq, entry in sorted(placed, key=lambda pair: pair[0]):
        if not _take_one(centre, station, seq, entry):
            break
    return Receipt(covered=covered(centre, station), position=centre.registry.position())


def covered(centre: Centre, station: StreamId) -> int:
    """How many entries of the station's journal the centre holds."""
    return _journal(centre, station).version


def _journal(centre: Centre, station: StreamId) -> Loaded:
    """From its last entry alone: a journal grows for years."""
    last = centre.registry.last(journal_id(station))
    if last is None or not isinstance(last.event, Recorded):
        return Loaded()
    digest = sha256(last.event.body.encode()).hexdigest()
    held = last.originator_version
    return Loaded(state=Journal(covered=held, last_digest=digest), version=held)


def _take_one(centre: Centre, station: StreamId, seq: int, entry: SignedEntry) -> bool:
    """False at a gap."""

    def work(changes: Changes) -> bool:
        journal = changes.state(journal_id(station))
        held = journal.covered if isinstance(journal, Journal) else 0
        if seq > held + 1:
            return False
        if seq <= held:
            _compare(centre, station, seq, entry, changes)
        else:
            _absorb(centre, station, seq, entry, changes)
        return True

    return _save(centre, station, work)


def _keep_unplaced(centre: Centre, station: StreamId, entry: SignedEntry) -> None:
    """A text that does not even say its number has no place in the journal: told as a mismatch."""
    digest = sha256(entry.text.encode(errors="surrogatepass")).hexdigest()

    def work(changes: Changes) -> bool:
        by = _envelope(centre, station, None, None, changes)
        scene = _scene(centre, station, by, changes, None)
        subject = {"station": station, "text": digest}
        kept = {"text": _storable(entry.text), "signature": _storable(entry.signature)}
        discrepancy(scene, "not_understood", subject, **kept)
        return True

    _save(centre, station, work)


def _storable(text: str) -> str:
    """A lone surrogate can be escaped in JSON and can never be stored."""
    return text.encode(errors="backslashreplace").decode()


def _save(centre: Centre, station: StreamId, work: Callable[[Changes], bool]) -> bool:
    """A conflict with a decision: load again, the fact stands. False: `work` takes nothing."""
    for tries in range(1, TRIES + 1):
        changes = Changes(_loader(centre, station))
        if not work(changes):
            return False
        try:
            centre.registry.record(changes)
        except Conflict:
            if tries == TRIES:
                raise
        else:
            return True
    return True


def _loader(centre: Centre, station: StreamId) -> Callable[[StreamId], Loaded]:
    def load(stream: StreamId) -> Loaded:
        own = stream == journal_id(station)
        return _journal(centre, station) if own else centre.registry.load(stream)

    return load


def _absorb(
    centre: Centre, station: StreamId, seq: int, entry: SignedEntry, changes: Changes
) -> None:
    head = _head(entry.text)
    by = _envelope(centre, station, seq, head, changes)
    journal = changes.state(journal_id(station))
    follows = "" if journal is None else journal.last_digest
    recorded = Recorded(
        by=by,
        kind=head.kind if head else "",
        body=entry.text,
        signature=_storable(entry.signature),
        knew=head.knew if head else 0,
    )
    changes.add(journal_id(station), [recorded])
    subject = {"station": station, "station_seq": str(seq)}
    try:
        fact = _fact(changes.state(station), station, head, entry)
    except entry_text.Unreadable as error:
        scene = _scene(centre, station, by, changes, None)
        discrepancy(scene, "not_understood", subject, error=str(error))
        return
    scene = _scene(centre, station, by, changes, stream_of(getattr(fact, "print_job", None)))
    if head is not None and head.previous != follows:
        discrepancy(scene, "journal_forked", subject)
    if head is not None and _is_revoked(changes, station):
        knew = _knew(centre, station, Revoked.TOPIC, head.knew)
        # Flow 14.12: what it knew to be over is kept and told, and counts for nothing.
        discrepancy(scene, "after_revocation", subject if knew else {"station": station})
        if knew:
            return
    absorb(scene, fact)
    if head is not None:
        _knew_better(centre, scene, head, fact)


def _knew_better(centre: Centre, scene: Scene, head: entry_text.Head, fact: facts.Fact) -> None:
    """Flow 14.8: counted all the same, and told when the station knew that it was over."""
    posting = stream_of(head.posting)
    if posting is not None and _knew(centre, posting, "posting.ended", head.knew):
        discrepancy(scene, "after_posting", {"posting": posting, "station": str(scene.station)})
    job = scene.print_job()
    if not isinstance(fact, facts.AttemptStarted) or job is None or scene.job is None:
        return
    if any(_knew_frozen(centre, place, head.knew) for place in {scene.office, scene.office[:4]}):
        discrepancy(scene, "after_freeze", {"print_job": str(scene.job), "attempt": fact.attempt})
    marked = job.cancel is not None
    if marked and _knew(centre, scene.job, "print_job.cancel_requested", head.knew):
        subject = {"print_job": str(scene.job), "attempt": fact.attempt}
        discrepancy(scene, "after_cancel", subject)


def _is_revoked(changes: Changes, station: StreamId) -> bool:
    known = changes.state(station)
    return isinstance(known, Station) and known.revoked


def _knew(centre: Centre, stream: StreamId, topic: str, position: int) -> bool:
    """It had happened by the position that the station knew."""
    moments = centre.registry.claiming.moments(UUID(stream), topic)
    return bool(moments) and moments[-1][0] <= position


def _knew_frozen(centre: Centre, place: str, knew: int) -> bool:
    """At the position that the station knew, printing stood still there."""
    office = office_id(place)
    moments = centre.registry.claiming.moments(UUID(office), Frozen.TOPIC, Resumed.TOPIC)
    known = [version for position, version in moments if position <= knew]
    last = centre.registry.at(office, known[-1]) if known else None
    return last is not None and isinstance(last.event, Frozen) and "print" in last.event.scope


def _head(text: str) -> entry_text.Head | None:
    try:
        return entry_text.read_head(text)
    except entry_text.Unreadable:
        return None


def _fact(
    known: object, station: StreamId, head: entry_text.Head | None, entry: SignedEntry
) -> facts.Fact:
    """Raises Unreadable also for an entry that this station has not signed, or not for itself."""
    if head is None or head.station != station:
        raise entry_text.Unreadable("not an entry of this station")
    key = known.public_key if isinstance(known, Station) else ""
    if not verify_text(key, entry.text, entry.signature):
        raise entry_text.Unreadable("the signature is not this station's")
    return entry_text.read_fact(entry.text)


def _compare(
    centre: Centre, station: StreamId, seq: int, entry: SignedEntry, changes: Changes
) -> None:
    """Flow 14.9: the same bytes are nothing new; other bytes under a held number are a fork."""
    found = centre.registry.at(journal_id(station), seq)
    held = found.event if found else None
    if isinstance(held, Recorded) and held.body != entry.text:
        by = _envelope(centre, station, seq, _head(held.body), changes)
        scene = _scene(centre, station, by, changes, None)
        digest = sha256(entry.text.encode()).hexdigest()
        subject = {"station": station, "station_seq": str(seq)}
        discrepancy(scene, "journal_forked", subject, other=digest)


def _envelope(
    centre: Centre,
    station: StreamId,
    seq: int | None,
    head: entry_text.Head | None,
    changes: Changes,
) -> By:
    named = stream_of(head.operator) if head else None
    operator = changes.state(named) if named else None
    now = stamp(centre.clock.now())
    return By(
        actor=named or "system",
        actor_person=operator.person if isinstance(operator, Staff) else None,
        posting=stream_of(head.posting) if head else None,
        reporter=station,
        station_seq=seq,
        occurred_at=head.at if head else now,
        recorded_at=now,
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
        at_printer=at_printer(centre),
    )
