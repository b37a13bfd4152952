"""Any subject as of a moment: only its own events are folded."""

from collections.abc import Sequence
from contextlib import closing
from typing import Any

from sqlalchemy import Connection

from application.language import _
from application.registry.reader import LogReader
from application.replaying import flat, state_of
from domain.event import StreamId, stream_of
from domain.refusal import Reason, Refused
from domain.values.serials import expand
from projections.history import queries as history
from projections.history.moments import Moment
from projections.history.queries import Filter
from projections.people import queries as people
from projections.stations import queries as stations
from web.house import House
from web.pages.history.state_words import HIDDEN, Names, label, said
from web.signed_in import Me
from web.words import KINDS, PLACES, ROLES, day, fours

Row = dict[str, Any]
Facts = dict[str, str]
MANY = 1000


def kind_of(connection: Connection, subject: str) -> str:
    """What a subject is: the kind of its stream, `serial` or `printer`. Raises Refused."""
    head, _colon, rest = subject.partition(":")
    if head in ("serial", "printer") and rest and history.names(connection, subject):
        return head
    kind = history.kind_of(connection, subject) if stream_of(subject) else None
    if kind is None:
        raise Refused(Reason.NOT_FOUND)
    return kind


def names_of(connection: Connection, me: Me) -> Names:
    """Accounts and the persons behind them have one name."""
    named = people.names(connection)
    persons = {}
    for staff, name in named.items():
        member = people.member(connection, staff)
        if member is not None:
            persons[member["person"]] = name
    return Names(
        people={**persons, **named},
        places={row["code"]: row["name"] for row in me.all_offices},
        stations={row["station"]: row["name"] for row in stations.ever(connection)},
        zone=me.zone,
    )


def facts_of(
    house: House, connection: Connection, me: Me, subject: str, moments: Sequence[Moment]
) -> list[Facts]:
    """Label -> words of the subject's state at each moment; empty before its first event."""
    kind = kind_of(connection, subject)
    names = names_of(connection, me)
    with closing(house.log_reader()) as log:
        match kind:
            case "serial":
                return [_blank(connection, log, subject, at, names) for at in moments]
            case "printer":
                return [_printer(house, log, subject, at, names) for at in moments]
            case "staff":
                return [_person(house, connection, log, subject, at, names) for at in moments]
            case "document":
                return [_document(house, log, subject, at, names) for at in moments]
            case _:
                return [_stream(house, log, subject, at, names) for at in moments]


def _stream(house: House, log: LogReader, stream: str, at: Moment, names: Names) -> Facts:
    state = state_of(house.centre.registry, log, StreamId(stream), at.includes)
    return _worded(flat(state), names)


def _worded(parts: dict[str, str], names: Names) -> Facts:
    return {
        label(path): said(path, text, names)
        for path, text in parts.items()
        if path.rpartition(".")[2] not in HIDDEN
    }


def _document(house: House, log: LogReader, stream: str, at: Moment, names: Names) -> Facts:
    """With the state of the job that prints it."""
    state = state_of(house.centre.registry, log, StreamId(stream), at.includes)
    parts = flat(state)
    order = parts.get("print_job")
    if order:
        job = state_of(house.centre.registry, log, StreamId(order), at.includes)
        parts["print_job.status"] = str(job.status) if job else ""
    head: tuple[str, ...] = ("stage", "print_job.status")
    return _worded({**{name: parts[name] for name in head if name in parts}, **parts}, names)


def _blank(connection: Connection, log: LogReader, subject: str, at: Moment, names: Names) -> Facts:
    """Where it was: its last move says so."""
    serial = subject.partition(":")[2]
    place: Row | None = None
    for event in history.timeline(log, None, history.positions_of(connection, subject, MANY)):
        e = event["fields"]
        if "moved_to" not in e or not at.includes(event["position"], e["occurred_at"]):
            continue
        if serial in set(expand(e.get("serials") or [])):
            place = {**event, **e}
    if place is None:
        return {}
    office, moved = place.get("to_office") or place["office"], str(place["moved_to"])
    kept = {
        _("Nomor"): fours(serial),
        _("Keadaan"): _(PLACES.get(moved, moved)),
        _("Tempat"): names.places.get(office, office),
        _("Kotak"): place["stream"],
        _("Tugas cetak"): place.get("print_job") or "",
        _("Percobaan"): place.get("attempt") or "",
        _("Jenis"): _(KINDS.get(place.get("kind") or "", "")),
    }
    return {name: text for name, text in kept.items() if text}


def _person(
    house: House,
    connection: Connection,
    log: LogReader,
    staff: str,
    at: Moment,
    names: Names,
) -> Facts:
    """The account, its postings as they stood, and how often it did what."""
    registry = house.centre.registry
    facts = _worded(flat(state_of(registry, log, StreamId(staff), at.includes)), names)
    if not facts:
        return {}
    for number, stream in enumerate(history.own_streams(connection, staff, "posting"), 1):
        posting = state_of(registry, log, StreamId(stream), at.includes)
        if posting is not None and posting.staff == staff:
            where = names.places.get(posting.office, posting.office)
            label = _("Penugasan {number}").format(number=number)
            facts[label] = _posting(posting, where)
    if at.occurred is None:
        for topic, count in history.by_topic(connection, staff, at.position).items():
            facts[_("Perbuatan {topic}").format(topic=topic)] = str(count)
    return facts


def _posting(posting: Any, where: str) -> str:
    role = _(ROLES[posting.role])
    if posting.ended:
        return _("{role} di {place}, sudah berakhir").format(role=role, place=where)
    said = _("{role} di {place}, s.d. {day}")
    return said.format(role=role, place=where, day=day(posting.valid_until))


def _printer(house: House, log: LogReader, subject: str, at: Moment, names: Names) -> Facts:
    """As commissioned, and the last that was tried on it."""
    _head, station, name = subject.split(":", 2)
    state = state_of(house.centre.registry, log, StreamId(station), at.includes)
    if state is None:
        return {}
    facts = {_("Stasiun"): state.name, _("Printer"): name}
    printer = state.printers.get(name)
    facts[_("Keadaan")] = _("dipakai") if printer else _("tidak dipakai")
    if printer:
        facts |= {
            _("Media"): printer.medium,
            _("Model"): printer.model,
            _("Nomor seri"): printer.serial,
        }
    with house.views.connect() as connection:
        facts |= _tried(connection, log, subject, at, names)
    return facts


def _tried(connection: Connection, log: LogReader, subject: str, at: Moment, names: Names) -> Facts:
    """The newest attempt by then, and the newest box."""
    asked = Filter(about=((subject,),), until=at.position)
    facts: Facts = {}
    tried, box = _("Percobaan terakhir"), _("Kotak")
    for event in history.timeline(log, None, history.found(connection, asked, limit=MANY)):
        e = event["fields"]
        if not at.includes(event["position"], e["occurred_at"]):
            continue
        if event["topic"].startswith("print_job.attempt_") and tried not in facts:
            facts[tried] = f"{e['attempt']}, {event['topic'].partition('.')[2]}"
            facts[_("Tugas cetak")] = event["stream"]
        if event["topic"] == "blank_box.opened" and box not in facts:
            facts[box] = f"{event['stream']}, {names.places.get(e['office'], e['office'])}"
        if len(facts) == 3:
            break
    return facts
