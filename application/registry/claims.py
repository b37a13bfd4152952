"""Claims: what must be free, taken or present in the very transaction of a save.

Only decisions need claims; facts may release one but never take or require any, so that no
fact can fail on one. The table is flows section 6.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from domain.changes import Changes
from domain.documents import events as doc
from domain.documents.households import people_in
from domain.documents.kinds import KINDS, known_by
from domain.documents.state import Document
from domain.enrolment import events as enrolment
from domain.erasures import events as erasures
from domain.event import Event, StreamId
from domain.offices import events as offices
from domain.offices.state import FREEZE_SCOPES, Office
from domain.people import events as people
from domain.printing import events as printing
from domain.stations import events as stations
from domain.stock import events as stock
from domain.stock.state import Box
from domain.surrendered import events as surrendered
from domain.values.serials import expand


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """`act`: take, note (not exclusive), release, present (required), absent (required)."""

    act: str
    kind: str
    key: str
    owner: str = ""


Lookup = Callable[[str], str]


def serial_key(kind: str, serial: str) -> str:
    return f"{kind}:{serial}"


def printer_box_key(station: str, printer: str) -> str:
    return f"{station}:{printer}"


def printer_without(station: str, printer: str, box: StreamId) -> Claim:
    """A box that is empty or taken back makes room, unless another took its place meanwhile."""
    key = printer_box_key(station, printer)
    return Claim(act="release", kind="printer_box", key=key, owner=box)


def live_posting(posting: str) -> Claim:
    return Claim(act="present", kind="live_posting", key=posting)


def not_frozen(office: str, scope: str) -> list[Claim]:
    """Neither the place nor its kabupaten (4 digits) may be frozen in this scope."""
    places = dict.fromkeys((office, office[:4]))
    return [Claim(act="absent", kind="frozen", key=f"{place}:{scope}") for place in places]


def claims_of(changes: Changes, lookup: Lookup) -> list[Claim]:
    """The claims that the events themselves take and release."""
    found: list[Claim] = []
    for stream, event in changes.events:
        found.extend(_of_office(changes, stream, event))
        found.extend(_of_document(changes, stream, event, lookup))
        found.extend(_of_event(stream, event))
        found.extend(_of_box(changes, stream, event))
        found.extend(_of_person(changes, stream, event, lookup))
    return found


def _of_document(
    changes: Changes, stream: StreamId, event: Event, lookup: Lookup
) -> Iterator[Claim]:
    state = changes.state(stream)
    if not isinstance(state, Document) or state.subject is None:
        return
    kind = KINDS[state.kind]
    key = f"{kind.claim_class}:{lookup(known_by(state.subject))}"
    application = {"kind": "application", "key": key, "owner": stream}
    card = {"kind": "live_card", "key": key, "owner": stream}
    match event:
        case doc.Requested():
            yield Claim(act="take", **application)
            yield Claim(act="take", kind="receipt", key=event.receipt, owner=stream)
        case doc.Rejected():
            yield Claim(act="release", **application)
        case doc.Withdrawn():
            yield Claim(act="release", **application)
            yield Claim(act="release", **card)
        case doc.HandedOver():
            yield Claim(act="release", **application)
            if kind.is_card:
                yield Claim(act="take", **card)
        case _:
            pass


def _of_office(changes: Changes, stream: StreamId, event: Event) -> Iterator[Claim]:
    """A freeze takes the place of the one before it."""
    state = changes.state(stream)
    if not isinstance(state, Office) or not isinstance(event, offices.Frozen | offices.Resumed):
        return
    for scope in FREEZE_SCOPES:
        yield Claim(act="release", kind="frozen", key=f"{state.code}:{scope}", owner=stream)
    for scope in event.scope if isinstance(event, offices.Frozen) else ():
        yield Claim(act="take", kind="frozen", key=f"{state.code}:{scope}", owner=stream)


def _of_person(changes: Changes, stream: StreamId, event: Event, lookup: Lookup) -> Iterator[Claim]:
    """Not exclusive: the streams of one person, found again by keyed hash to be erased."""
    for nik in _niks_in(changes, stream, event):
        key = f"{lookup(nik)}:{stream}"
        yield Claim(act="note", kind="subject", key=key, owner=stream)


def _niks_in(changes: Changes, stream: StreamId, event: Event) -> set[str]:
    """Everybody whom the event speaks of: a family card names more than one person."""
    match event:
        case enrolment.Captured():
            return {event.nik} if event.nik else set()
        case doc.Requested():
            return people_in(event.nik, event.fields)
        case doc.Completed():
            document = changes.state(stream)
            before = document.nik if isinstance(document, Document) else None
            return people_in(None, event.fields) - {before or ""}
        case printing.Queued():
            document = changes.state(StreamId(event.document))
            if not isinstance(document, Document):
                return set()
            return people_in(document.nik, document.fields)
        case surrendered.Received() if event.holder is not None:
            return {str(event.holder["nik"])}
        case _:
            return set()


def _of_box(changes: Changes, stream: StreamId, event: Event) -> Iterator[Claim]:
    """The printer that it leaves has room for the next; the event names the station only."""
    box = changes.state(stream) if isinstance(event, stock.HandedBack) else None
    if isinstance(box, Box):
        yield printer_without(box.station or "", box.printer or "", stream)


def _of_event(stream: StreamId, event: Event) -> Iterator[Claim]:
    match event:
        case erasures.Ordered():
            for erased in event.streams:
                yield Claim(act="take", kind="erased", key=erased, owner=stream)
        case stock.Received():
            for serial in expand(event.serials):
                key = serial_key(event.kind, serial)
                yield Claim(act="take", kind="serial", key=key, owner=stream)
        case stock.Opened():
            key = printer_box_key(event.station, event.printer)
            yield Claim(act="take", kind="printer_box", key=key, owner=stream)
        case stations.PrinterCommissioned():
            yield Claim(act="take", kind="printer", key=_printer(event), owner=stream)
        case people.Granted():
            yield Claim(act="take", kind="live_posting", key=stream, owner=event.staff)
        case people.Ended():
            yield Claim(act="release", kind="live_posting", key=stream)
        case _:
            pass


def _printer(event: stations.PrinterCommissioned) -> str:
    return f"{event.model}:{event.serial}"


def printer_claim(model: str, serial: str, station: StreamId) -> Claim:
    """A retired printer is free again; the event itself does not name model and serial."""
    return Claim(act="release", kind="printer", key=f"{model}:{serial}", owner=station)
