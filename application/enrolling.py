"""Taking recordings and central statuses in, in chunks: good rows in once, others listed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count, islice
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from application.completing import completed, requested
from application.deciding import TRIES, Centre, Desk, Order, open_desk, refusal, stamp
from application.errors import ClaimTaken, Conflict
from application.importing.recording import Recording
from application.importing.repeats import Judgement
from application.importing.statuses import Observation
from domain.documents.kinds import KINDS, KTP_EL, RECORDING_AGE, document_of_enrolment
from domain.enrolment import decide as enrolment
from domain.enrolment.events import Captured, Fields, StatusObserved
from domain.enrolment.state import Enrolment
from domain.event import StreamId
from domain.identity import stream_id
from domain.offices.state import Office, office_id
from domain.people.permission import Act
from domain.values.dates import age_on

CHUNK = 500
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Into:
    """Where a file goes, and what it is called in the events."""

    office: str
    source: str


def enrolment_id(centre: Centre, nik: str, recorded_on: str | None) -> StreamId:
    return stream_id("enrolment", centre.keys.lookup(nik), recorded_on or "")


def enrolments_of(centre: Centre, nik: str) -> list[tuple[StreamId, Enrolment]]:
    """All recordings of a person, newest last."""
    owners = centre.registry.claiming.claims_below("subject", f"{centre.keys.lookup(nik)}:")
    states = ((StreamId(owner), centre.registry.load(StreamId(owner)).state) for owner in owners)
    found = [(stream, state) for stream, state in states if isinstance(state, Enrolment)]
    return sorted(found, key=lambda pair: pair[1].recorded_on or "")


def judge(centre: Centre) -> Callable[[Recording], Judgement]:
    """Whether the registry knows the person of a row: import rule 20."""

    def judged(recording: Recording) -> Judgement:
        known = enrolments_of(centre, recording.nik)
        if not known:
            return Judgement.NEW
        newest = known[-1][1]
        fields = newest.fields or {}
        same = (fields.get("name"), fields.get("birth_date"), fields.get("sex")) == (
            recording.name,
            recording.birth_date.isoformat(),
            recording.sex,
        )
        if not same:
            return Judgement.CONFLICT
        later = recording.recorded_on is not None and (
            recording.recorded_on.isoformat() > (newest.recorded_on or "")
        )
        return Judgement.NEW if later else Judgement.REPEATED

    return judged


def capture(
    centre: Centre, order: Order, into: Into, recordings: Iterable[Recording]
) -> Iterator[int]:
    """Flow 1.1; yields the number of new recordings after each chunk."""
    for chunk in _chunks(recordings):
        yield _saved(centre, order, into, _capturing(into, chunk))


def _capturing(into: Into, chunk: list[Recording]) -> Callable[[Desk], int]:
    tries = count(1)

    def work(desk: Desk) -> int:
        today = date.fromisoformat(desk.today(into.office))
        first = next(tries) == 1
        return sum(_capture(desk, into, recording, today, new=first) for recording in chunk)

    return work


def _capture(desk: Desk, into: Into, recording: Recording, today: date, *, new: bool) -> bool:
    """`new`: the registry was asked already and knows nobody, so nothing is loaded.

    If it does know somebody after all, the save fails and the next try loads.
    """
    recorded_on = recording.recorded_on.isoformat() if recording.recorded_on else None
    stream = enrolment_id(desk.centre, recording.nik, recorded_on)
    if new and stream not in desk.changes.versions:
        desk.changes.new(stream)
    warnings = list(dict.fromkeys(problem.code for problem in recording.warnings))
    if age_on(recording.birth_date, recording.recorded_on or today) < RECORDING_AGE:
        warnings.append("under_16")
    captured = Captured(
        by=desk.by,
        office=into.office,
        source=f"{into.source}, lembar {recording.sheet}" if recording.sheet else into.source,
        nik=recording.nik,
        fields=_fields(recording),
        recorded_on=recorded_on,
        source_line=recording.line,
        enroller=desk.by.actor_person,
        warnings=warnings,
    )
    events = enrolment.capture(desk.load(stream), captured)
    desk.add(stream, events)
    return bool(events)


def _fields(recording: Recording) -> Fields:
    return {
        "name": recording.name,
        "birth_date": recording.birth_date.isoformat(),
        "birth_place": recording.birth_place,
        "sex": recording.sex,
        "no_kk": recording.no_kk,
        "blood_type": recording.blood_type,
        "address": recording.address,
        "rt": recording.rt,
        "rw": recording.rw,
        "village": recording.village,
        "district": recording.district,
        "religion": recording.religion,
        "marital_status": recording.marital_status,
        "occupation": recording.occupation,
        "nationality": "WNI",
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class Observed:
    """What became of a row: taken, known before, or no recording for this NIK."""

    line: int
    outcome: str


def observe(
    centre: Centre, order: Order, into: Into, observations: Iterable[Observation]
) -> Iterator[list[Observed]]:
    """Flow 1.2: a status is a fact.

    The first PRINT_READY_RECORD opens and completes the document by itself.
    """
    for chunk in _chunks(observations):
        yield _saved(centre, order, into, _observing(into, chunk))


def _observing(into: Into, chunk: list[Observation]) -> Callable[[Desk], list[Observed]]:
    def work(desk: Desk) -> list[Observed]:
        return [_observe(desk, into, row) for row in chunk]

    return work


def _observe(desk: Desk, into: Into, row: Observation) -> Observed:
    known = enrolments_of(desk.centre, row.nik)
    if not known:
        return Observed(line=row.line, outcome="unknown")
    stream = known[-1][0]
    state: Enrolment = desk.load(stream)
    # Of an erased person only the word is kept: there is nothing to print.
    known_person = state.fields is not None
    opens = known_person and enrolment.opens_document(state, row.status) and _free(desk, row.nik)
    document = document_of_enrolment(stream) if opens else None
    observed = StatusObserved(
        by=desk.by,
        status=row.status,
        source=row.source or into.source,
        seen_at=_utc(desk, into.office, row.seen_at),
        document=document,
    )
    events = enrolment.absorb_status(state, observed, dated=row.seen_at is not None)
    desk.add(stream, events)
    if events and document is not None:
        request = requested(desk, stream, state)
        desk.add(document, [request])
        says = state.fields or {}
        desk.add(document, [completed(desk, KTP_EL, state.nik, says, says)])
    return Observed(line=row.line, outcome="taken" if events else "known")


def _free(desk: Desk, nik: str) -> bool:
    """No application is open and no card is live; else the status only speaks."""
    key = f"{KINDS[KTP_EL].claim_class}:{desk.centre.keys.lookup(nik)}"
    owner = desk.centre.registry.claiming.claim_owner
    return owner("application", key) is None and owner("live_card", key) is None


def _utc(desk: Desk, office: str, seen_at: datetime | None) -> str:
    """A list tells the office's own time; without one it was seen now."""
    if seen_at is None:
        return desk.by.recorded_at
    found = desk.load(office_id(office))
    zone = found.timezone if isinstance(found, Office) else "Asia/Jakarta"
    return stamp(seen_at.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC))


def _saved(centre: Centre, order: Order, into: Into, work: Callable[[Desk], T]) -> T:
    """One chunk in one transaction; against another writer it is read and judged again."""
    for tries in range(1, TRIES + 1):
        desk = open_desk(centre, order)
        desk.permit(Act.IMPORT, into.office, freeze="intake")
        done = work(desk)
        try:
            centre.registry.record(desk.changes, claims=desk.claims)
        except (Conflict, ClaimTaken) as error:
            if isinstance(error, ClaimTaken) and error.kind in ("live_posting", "frozen"):
                raise refusal(centre, error) from error
            if tries == TRIES:
                raise
        else:
            return done
    raise Conflict("unreachable")


def _chunks(rows: Iterable[Any]) -> Iterator[list[Any]]:
    source = iter(rows)
    while chunk := list(islice(source, CHUNK)):
        yield chunk
