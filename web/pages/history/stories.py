"""`/riwayat/{subject}`: one thing as a story, its state then, and the blank beside the document."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import Connection

from application.language import N_, _
from projections.history import queries as history
from projections.history.moments import Moment
from projections.history.queries import Filter
from projections.people import queries as people
from projections.queue_board import queries as queue
from projections.register import queries as register
from projections.stations import queries as stations
from projections.stock import queries as stock
from web import telling
from web.answering import page
from web.pages.history.asked import Asked, moment, reader, told
from web.pages.history.axis import axis
from web.pages.history.states import facts_of, kind_of
from web.signed_in import Posted, TheHouse
from web.words import ERASED, KINDS, fours

router = APIRouter(prefix="/riwayat")
MOST = 50
LONG = frozenset({"staff", "station", "printer", "office", "station_journal", "blank_box"})
"""Subjects of many events: newest first, page by page."""

WORDS = {
    "document": N_("Dokumen"),
    "print_job": N_("Tugas cetak"),
    "enrolment": N_("Perekaman"),
    "blank_box": N_("Kotak"),
    "serial": N_("Blangko"),
    "station": N_("Stasiun"),
    "station_journal": N_("Jurnal stasiun"),
    "printer": N_("Printer"),
    "shift": N_("Giliran"),
    "office": N_("Tempat"),
    "staff": N_("Petugas"),
    "posting": N_("Penugasan"),
    "surrendered_card": N_("Kartu lama"),
    "discrepancy": N_("Selisih"),
    "erasure": N_("Penghapusan"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One of the two stories that stand side by side."""

    title: str
    under: str
    subject: str
    positions: frozenset[int]


@router.get("/{subject}")
def show(
    request: Request, house: TheHouse, me: Posted, subject: str, wanted: Annotated[Asked, Query()]
) -> Response:
    """A stream id, `serial:NUMBER`, or `printer:STATION:NAME`."""
    reader(me)
    base = f"/riwayat/{subject}"
    with house.views.connect() as connection:
        kind = kind_of(connection, subject)
        at = moment(connection, wanted.sampai, me.zone, occurred=wanted.by_occurrence)
        columns = _columns(connection, subject, kind)
        positions, more = _positions(connection, wanted, subject, kind, at, columns)
        rows = telling.told(house, connection, positions, me.zone, personal=True)
        (facts,) = facts_of(house, connection, me, subject, [at])
        as_of = told(connection, at, wanted.sampai, me)
        title = _title(connection, subject, kind)
    for row in rows:
        row["later"] = not at.includes(row["position"], row["fields"]["occurred_at"])
        row["in"] = [
            number for number, one in enumerate(columns) if row["position"] in one.positions
        ]
        row["link"] = wanted.address(base, lihat=row["position"])
    chosen = next((row for row in rows if row["position"] == wanted.lihat), None)
    return page(request, "history_story.html", me, {
        "rows": rows,
        "chosen": chosen or _newest(rows),
        "asked": wanted,
        "subject": subject,
        "kind": kind,
        "word": _(WORDS.get(kind, kind)),
        "title": title,
        "base": base,
        "as_of": as_of,
        "facts": facts,
        "columns": [
            {"title": one.title, "under": one.under, "subject": one.subject} for one in columns
        ],
        "steps": _steps(rows, at, wanted, base),
        "axis": axis(rows, at, wanted, base),
        "older": wanted.address(base, sebelum=positions[-1], lihat=None) if more else "",
        "newest_first": kind in LONG,
        "issued": f"/riwayat/cetakan/{subject}" if kind == "document" else "",
    })  # fmt: skip


def _newest(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """What had happened last by then."""
    happened = [row for row in rows if not row["later"]]
    return max(happened or rows, key=lambda row: int(row["position"]), default=None)


def _positions(
    connection: Connection,
    wanted: Asked,
    subject: str,
    kind: str,
    at: Moment,
    columns: list[Column],
) -> tuple[list[int], bool]:
    """A short story whole, what came later too; a long one page by page up to the moment."""
    if kind not in LONG:
        return sorted(frozenset().union(*(one.positions for one in columns))), False
    until = at.position if wanted.sebelum is None else min(at.position, wanted.sebelum - 1)
    person = subject if kind == "staff" else None
    about = () if kind == "staff" else ((subject,),)
    asked = Filter(person=person, about=about, until=until)
    found = history.found(connection, asked, limit=MOST + 1)
    return found[:MOST], len(found) > MOST


def _columns(connection: Connection, subject: str, kind: str) -> list[Column]:
    """A document with the blank that it is on, a blank with the document that it became."""
    if kind in LONG:
        return []
    if kind == "document":
        own = _document(connection, subject)
        row = register.document(connection, subject) or {}
        blank = _blank(connection, row["serial"]) if row.get("serial") else None
        return [own, blank] if blank else [own]
    if kind == "serial":
        serial = subject.partition(":")[2]
        own = _blank(connection, serial)
        known = stock.blank(connection, serial) or {}
        job = queue.job(connection, known["print_job"]) if known.get("print_job") else None
        return [_document(connection, job["document"]), own] if job else [own]
    found = frozenset(history.positions_of(connection, subject))
    return [
        Column(title=_(WORDS.get(kind, kind)), under=subject[:8], subject=subject, positions=found)
    ]


def _document(connection: Connection, document: str) -> Column:
    row = register.document(connection, document) or {}
    around = telling.positions_around(connection, document, row.get("enrolment"))
    kind = _(KINDS.get(row.get("kind") or "", WORDS["document"]))
    return Column(
        title=f"{kind}, {row.get('name') or _(ERASED)}" if row else kind,
        under=row.get("receipt") or document[:8],
        subject=document,
        positions=frozenset(around),
    )


def _blank(connection: Connection, serial: str) -> Column:
    subject = f"serial:{serial}"
    return Column(
        title=_("Blangko {serial}").format(serial=fours(serial)),
        under=_("dari kotaknya sampai sekarang"),
        subject=subject,
        positions=frozenset(history.positions_of(connection, subject)),
    )


def _title(connection: Connection, subject: str, kind: str) -> str:
    match kind:
        case "document":
            return str((register.document(connection, subject) or {}).get("receipt") or subject[:8])
        case "serial":
            return fours(subject.partition(":")[2])
        case "staff":
            return people.names(connection).get(subject) or subject[:8]
        case "printer":
            _head, station, name = subject.split(":", 2)
            row = stations.station(connection, station)
            return f"{name}, {row['name'] if row else station[:8]}"
        case "station":
            row = stations.station(connection, subject)
            return str(row["name"]) if row else subject[:8]
        case _:
            return f"{subject[:8]}…"


def _steps(rows: list[dict[str, Any]], at: Moment, wanted: Asked, base: str) -> dict[str, str]:
    """One event back and one on, as the moment; and back to now."""
    positions = sorted(row["position"] for row in rows)
    here = at.position if wanted.sampai is not None else positions[-1] if positions else 0
    before = [position for position in positions if position < here]
    after = [position for position in positions if position > here]
    only = {"waktu": None, "sebelum": None}
    to = wanted.address
    return {
        "before": to(base, **only, sampai=before[-1], lihat=before[-1]) if before else "",
        "after": to(base, **only, sampai=after[0], lihat=after[0]) if after else "",
        "now": to(base, **only, sampai=None) if wanted.sampai is not None else "",
    }
