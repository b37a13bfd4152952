"""Any subject as of a moment: only its own events are folded."""

from collections.abc import Sequence
from contextlib import closing
from typing import Any

from sqlalchemy import Connection

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
    head, _, rest = subject.partition(":")
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
        stations={row["station"]: row["name"] for row in stations.listed(connection)},
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
    office = place.get("to_office") or place["office"]
    kept = {
        "Nomor": fours(serial),
        "Keadaan": PLACES.get(place["moved_to"], place["moved_to"]),
        "Tempat": names.places.get(office, office),
        "Kotak": place["stream"],
        "Tugas cetak": place.get("print_job") or "",
        "Percobaan": place.get("attempt") or "",
        "Jenis": KINDS.get(place.get("kind") or "", ""),
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
            until = "sudah berakhir" if posting.ended else f"s.d. {day(posting.valid_until)}"
            facts[f"Penugasan {number}"] = f"{ROLES[posting.role]} di {where}, {until}"
    if at.occurred is None:
        for topic, count in history.by_topic(connection, staff, at.position).items():
            facts[f"Perbuatan {topic}"] = str(count)
    return facts


def _printer(house: House, log: LogReader, subject: str, at: Moment, names: Names) -> Facts:
    """As commissioned, and the last that was tried on it."""
    _, station, name = subject.split(":", 2)
    state = state_of(house.centre.registry, log, StreamId(station), at.includes)
    if state is None:
        return {}
    facts = {"Stasiun": state.name, "Printer": name}
    printer = state.printers.get(name)
    facts["Keadaan"] = "dipakai" if printer else "tidak dipakai"
    if printer:
        facts |= {"Media": printer.medium, "Model": printer.model, "Nomor seri": printer.serial}
    with house.views.connect() as connection:
        facts |= _tried(connection, log, subject, at, names)
    return facts


def _tried(connection: Connection, log: LogReader, subject: str, at: Moment, names: Names) -> Facts:
    """The newest attempt by then, and the newest box."""
    asked = Filter(about=((subject,),), until=at.position)
    facts: Facts = {}
    for event in history.timeline(log, None, history.found(connection, asked, limit=MANY)):
        e = event["fields"]
        if not at.includes(event["position"], e["occurred_at"]):
            continue
        if event["topic"].startswith("print_job.attempt_") and "Percobaan terakhir" not in facts:
            facts["Percobaan terakhir"] = f"{e['attempt']}, {event['topic'].partition('.')[2]}"
            facts["Tugas cetak"] = event["stream"]
        if event["topic"] == "blank_box.opened" and "Kotak" not in facts:
            facts["Kotak"] = f"{event['stream']}, {names.places.get(e['office'], e['office'])}"
        if len(facts) == 3:
            break
    return facts
