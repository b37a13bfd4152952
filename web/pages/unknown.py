"""`/tak-pasti`: cards that somebody must look at, and reprints that somebody must allow."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from pydantic import Field
from sqlalchemy import Connection

from application import revoking, settling
from application.language import _
from domain.documents.kinds import KINDS
from domain.event import StreamId, same_person
from domain.people.permission import Act
from domain.printing.state import PrintJob
from projections.history import queries as history
from projections.queue_board import queries as queue
from projections.stations import queries as stations
from projections.stock import queries as stock
from web import telling
from web.acting import Command, carry_out
from web.answering import done, page
from web.house import House
from web.pages.fields import blank_number
from web.pages.pictures import Id
from web.problems import Problem
from web.signed_in import Me, Posted, TheHouse
from web.words import ERASED, SEEN, SPOIL_CAUSES, age, cause_word, clock, kind

router = APIRouter(prefix="/tak-pasti")
Row = dict[str, Any]
Chosen = Annotated[str, Query(max_length=32, pattern="^([0-9a-f]{32})?$")]


class Settle(Command):
    """What the second person confirms: as the operator saw it, else it is refused."""

    attempt: str = Field(max_length=20)
    outcome: Literal["good", "spoiled", "untouched", "absent"]


class Look(Command):
    """What a person holds whose station is not waited for any more. `cause`: of a spoiled one."""

    attempt: str = Field(max_length=20)
    seen: Literal["good", "spoiled", "untouched", "absent"]
    serial: str = Field(default="", max_length=40)
    cause: str = Field(default="print_failed", max_length=20)


class Allow(Command):
    reason: str = Field(default="", max_length=500)


@router.get("")
def show(request: Request, house: TheHouse, me: Posted, job: Chosen = "") -> Response:
    with house.views.connect() as connection:
        names = {row["station"]: row["name"] for row in stations.ever(connection)}
        found = queue.listed(connection, me.codes, ["unknown", "awaiting_reprint"])
        if not me.may(Act.SETTLE):
            found = [row for row in found if _at_centre(row) or not KINDS[row["kind"]].is_card]
        rows = [_shown(house, connection, me, row, names) for row in found]
    rows.sort(key=lambda row: (row["status"] != "unknown", row["since"]))
    # Who asked for one card is never shown another in its place: hands may already be pressing.
    chosen = next((row for row in rows if row["print_job"] == job or not job), None)
    return page(request, "unknown.html", me, {
        "jobs": rows, "chosen": chosen, "asked": job, "causes": SPOIL_CAUSES,
    })  # fmt: skip


def _shown(house: House, connection: Connection, me: Me, row: Row, names: dict[str, str]) -> Row:
    positions = history.positions_of(connection, row["print_job"])
    story = telling.told(house, connection, positions, me.zone, personal=False)
    tried = [e for e in story if e["fields"].get("attempt") == row["attempt"]]
    looks = [e for e in tried if e["topic"] == "print_job.attempt_seen"]
    started = [e for e in tried if e["topic"] == "print_job.attempt_started"]
    now = house.centre.clock.now()
    since = row["unknown_since"] or row["changed_at"]
    card = KINDS[row["kind"]].is_card
    return {
        "print_job": row["print_job"],
        "document": row["document"],
        "status": row["status"],
        "attempt": row["attempt"],
        "receipt": row["receipt"],
        "name": row["name"] or _(ERASED),
        "kind": kind(row),
        "cause": cause_word(row["cause"]),
        "office": row["office"],
        "place": me.office_name(row["office"]),
        "station": names.get(row["attempt_station"], "–"),
        "printer": row["printer"],
        "serial": row["serial"],
        "since": since,
        "clock": clock(since, me.zone),
        "age": age(since, now),
        "reason": row["unknown_reason"],
        "card_position": row["card_position"],
        "counters": _counters(row),
        "words": [e for e in story if e["topic"].startswith("print_job.attempt_")],
        "started": started[-1]["when"] if started else "–",
        "seen": row["seen"],
        "seen_word": _(SEEN.get(row["seen"] or "", "")),
        "seen_cause": _(SPOIL_CAUSES.get(row["seen_cause"] or "", "")),
        "seen_by": looks[-1]["who"] if looks else "",
        "mine": same_person(row["seen_by"], me.person),
        "at_centre": _at_centre(row),
        "may_look": _at_centre(row) and me.may(Act.LOOK, row["office"]),
        "may_settle": me.may(Act.SETTLE, row["office"]),
        "is_card": card,
        "numbered": card and KINDS[row["kind"]].numbered,
        "may_reprint": me.may(Act.REPRINT if card else Act.REPRINT_SHEET, row["office"]),
    }


def _at_centre(row: Row) -> bool:
    """The lease of this very attempt is over: nobody waits for a look at the station."""
    if row["status"] != "unknown":
        return False
    return bool(row["attempts"][row["attempt"]]["lease"] != row["lease_live"])


def _counters(row: Row) -> list[Row]:
    """Only figures that were read: what is not known is not drawn."""
    before, after = row["counters_before"] or {}, row["counters_after"] or {}
    words = {
        "inserted": _("Kartu masuk"),
        "panels": _("Lapis tercetak"),
        "cards": _("Kartu tercetak"),
    }
    return [
        {
            "word": words.get(name, name),
            "before": before.get(name),
            "after": after.get(name),
            "change": None
            if name not in after or name not in before
            else after[name] - before[name],
        }
        for name in dict.fromkeys((*before, *after))
    ]


@router.post("/{job}/pastikan")
def settle(
    request: Request, house: TheHouse, me: Posted, job: Id, form: Annotated[Settle, Form()]
) -> Response:
    order = form.order(me)
    answer = carry_out(
        house,
        lambda: settling.settle(house.centre, order, StreamId(job), form.attempt, form.outcome),
    )
    return done(request, "/tak-pasti", answer, _("Hasil dicatat."))


def _asks_for_a_number(house: House, job: str) -> bool:
    """Of a card without one, the code on it is scanned."""
    found = house.centre.registry.load(StreamId(job)).state
    return isinstance(found, PrintJob) and KINDS[found.kind].numbered


def _is_in_the_books(house: House, serial: str) -> None:
    with house.views.connect() as connection:
        known = stock.blank(connection, serial) is not None
    if not known:
        why = _("Nomor ini tidak ada di catatan blangko. Pindai sekali lagi.")
        raise Problem(why, code="serial", fields={"serial": why})


@router.post("/{job}/lihat")
def look(
    request: Request, house: TheHouse, me: Posted, job: Id, form: Annotated[Look, Form()]
) -> Response:
    order, scanned = form.order(me), form.serial.strip()
    if _asks_for_a_number(house, job) and form.seen != "absent":
        scanned = blank_number(scanned, "serial")
        _is_in_the_books(house, scanned)
    answer = carry_out(
        house,
        lambda: revoking.look(
            house.centre,
            order,
            job=StreamId(job),
            attempt=form.attempt,
            seen=form.seen,
            scanned=scanned or None,
            cause=form.cause if form.cause in SPOIL_CAUSES else "print_failed",
        ),
    )
    return done(request, f"/tak-pasti?job={job}", answer, _("Yang Anda lihat dicatat."))


@router.post("/{job}/izinkan")
def allow(
    request: Request, house: TheHouse, me: Posted, job: Id, form: Annotated[Allow, Form()]
) -> Response:
    order = form.order(me)
    answer = carry_out(
        house,
        lambda: settling.authorise_reprint(house.centre, order, StreamId(job), form.reason),
    )
    return done(request, "/tak-pasti", answer, _("Satu cetak ulang diizinkan."))
