"""`/blangko`: where every blank is, and the moves of whole boxes."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from pydantic import Field
from sqlalchemy import Connection

from application import revoking, stocking
from application.language import _
from domain.documents.kinds import CARD
from domain.event import StreamId
from domain.people.permission import Act
from domain.refusal import Reason, Refused
from domain.stock.decide import Arrived
from domain.stock.places import Place
from domain.values.serials import SerialRange, is_serial, tidy
from projections.history import queries as history
from projections.people import queries as people
from projections.stations import queries as stations
from projections.stock import queries as stock
from web import telling
from web.acting import Command, TwoPeople, carry_out, second_person
from web.answering import done, page
from web.pages.counter import StreamText
from web.pages.lasting import ORDER_AT, SCALE, lasting
from web.pages.stock_bars import bars
from web.signed_in import Me, Posted, TheHouse
from web.words import KINDS, PLACES, SPOIL_CAUSES, kind_word, when

router = APIRouter(prefix="/blangko")
Serial = Annotated[str, Field(max_length=40)]
EMPTIED = 40
"""Boxes without a blank that are still listed, the last opened of them."""

FIGURES = ("remaining", "next_serial", "counted", "computed")


class Receive(TwoPeople):
    """`stated`: the number on the delivery note; `office`: where it arrives.

    Blanks with numbers come by the first and the last, others by how many were `counted`.
    """

    office: str = Field(default="", max_length=10)
    kind: str = Field(default="ktp_el", max_length=20)
    first: Serial = ""
    last: Serial = ""
    counted: int | None = Field(default=None, ge=1, le=1_000_000)
    stated: int = Field(ge=1, le=1_000_000)
    batch: str = Field(max_length=40)
    version: str = Field(default="", max_length=20)
    funder: str = Field(default="APBN", max_length=40)
    letter: str = Field(default="", max_length=80)


class Dispatch(Command):
    box: StreamText
    to_office: str = Field(max_length=10)
    letter: str = Field(default="", max_length=80)


class Accept(Command):
    """`serials`: one per line, as scanned; `counted`: of blanks without numbers.

    `everything`: all that were sent are here.

    `office`: where they are now: the place they were sent to, or back at the sender.
    """

    box: StreamText
    office: str = Field(max_length=10)
    serials: str = Field(default="", max_length=200_000)
    counted: int = Field(default=0, ge=0, le=1_000_000)
    everything: bool = False


class OpenAt(Command):
    """`where`: station:printer, as the list offers it."""

    box: StreamText
    where: str = Field(max_length=80, pattern=r"^[0-9a-f]{32}:.+$")


class TakeBack(TwoPeople):
    """`serials`: one per line, as scanned; `counted`: of blanks without numbers.

    `nothing`: not one of them is there.
    """

    box: StreamText
    serials: str = Field(default="", max_length=200_000)
    counted: int = Field(default=0, ge=0, le=1_000_000)
    nothing: bool = False


@router.get("")
def show(request: Request, house: TheHouse, me: Posted) -> Response:
    """Stock has no personal data: everyone signed in may read it, but who counts counts blind."""
    with house.views.connect() as connection:
        balances = [] if me.counts_blind else stock.by_office(connection)
        empty = stock.emptied(connection, EMPTIED)
        # By number: where a row stands tells nobody who counts whether its box is empty.
        boxes = sorted([*stock.on_hand(connection), *empty], key=lambda box: str(box["first"]))
        names = people.names(connection)
        printers = _printers(connection, me)
        working = _working(connection)
        lasts = [] if me.counts_blind else lasting(connection, me.codes, me.today)
        position = min(at.position for at in house.runner.progress())
    shown = [_box(me, box, names, working) for box in boxes]
    data = {
        "position": position,
        "balances": balances,
        "lasting": lasts,
        "order_at": ORDER_AT,
        "scale": SCALE,
        "groups": bars(balances, me),
        "boxes": shown,
        "emptied": EMPTIED if len(empty) == EMPTIED else 0,
        "printers": printers,
        "numbered": {code: one for code, one in stocking.NUMBERED.items() if code},
        "kind_words": KINDS,
        "offices": [{"code": row["code"], "name": row["name"]} for row in me.all_offices],
        "places": PLACES,
        "spoil_causes": SPOIL_CAUSES,
        "may": {
            act.value: me.may(act)
            for act in (
                Act.RECEIVE_BOX,
                Act.DISPATCH_BOX,
                Act.ACCEPT_BOX,
                Act.OPEN_BOX,
                Act.TAKE_BACK_BOX,
                Act.TAKE_STOCK,
            )
        },
    }
    return page(request, "stock.html", me, data)


def _box(
    me: Me, box: dict[str, Any], names: dict[str, str], working: frozenset[tuple[str, str]]
) -> dict[str, Any]:
    at = (box["station"], box["printer"])
    unseen = dict.fromkeys(FIGURES) if me.counts_blind and box["stage"] == "open" else {}
    return {
        **box,
        **unseen,
        "numbered": bool(box["serials"]),
        "kind_word": kind_word(box["kind"]),
        "place": me.office_name(box["office"]),
        "to": me.office_name(box["addressed_to"]) if box["addressed_to"] else "",
        "opener": names.get(box["opened_by"], ""),
        "opened": when(box["opened_at"], me.zone) if box["opened_at"] else "",
        "here": box["office"] in me.codes,
        "left_behind": box["stage"] == "open" and box["remaining"] > 0 and at not in working,
        "arrives": box["addressed_to"] in me.codes,
        "difference": _difference(box) if not unseen else None,
    }


def _difference(box: dict[str, Any]) -> int | None:
    counted: int | None = box["counted"]
    return None if counted is None else counted - box["computed"]


def _printers(connection: Connection, me: Me) -> list[dict[str, str]]:
    return [
        {
            "where": f"{station['station']}:{printer['printer']}",
            "name": f"{station['name']} · {printer['printer']}",
            "office": station["office"],
        }
        for station in stations.listed(connection, me.codes)
        for printer in stations.printers_of(connection, station["station"])
        if printer["medium"] == CARD
    ]


def _working(connection: Connection) -> frozenset[tuple[str, str]]:
    """Printers that work at their stations: only these themselves tell of the box in them."""
    listed = [row["station"] for row in stations.listed(connection)]
    at = stations.printers_at(connection, listed)
    return frozenset((station, one["printer"]) for station, row in at.items() for one in row)


@router.get("/{serial}")
def life(request: Request, house: TheHouse, me: Posted, serial: str) -> Response:
    number = tidy(serial)
    with house.views.connect() as connection:
        blank = stock.blank(connection, number) if is_serial(number) else None
        if blank is None:
            raise Refused(Reason.NOT_FOUND)
        positions = history.positions_of(connection, f"serial:{number}")
        story = telling.told(house, connection, positions, me.zone, personal=False)
    data = {
        "blank": {**blank, "where": me.office_name(blank["office"])},
        "word": PLACES[blank["place"]],
        "story": list(telling.without_journal(story)),
    }
    return page(request, "blank.html", me, data)


@router.post("/terima")
def receive(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Receive, Form()]
) -> Response:
    numbered = stocking.NUMBERED.get(form.kind, True)
    serials = [_range(form)] if numbered else []
    office = form.office or str((me.posting or {}).get("office", ""))
    second = second_person(request, house, me, form, Act.RECEIVE_BOX, office)
    answer = carry_out(
        house,
        lambda: stocking.receive(
            house.centre,
            form.order(me, second=second),
            office=office,
            kind=form.kind,
            batch=form.batch,
            version=form.version,
            funder=form.funder,
            letter=form.letter,
            stated=form.stated,
            serials=serials,
            counted=None if numbered else form.counted or 0,
        ),
    )
    came = _("{count} blangko diterima.").format(count=answer["count"])
    if short := form.stated - answer["count"]:
        differs = _("Berbeda {short} dari surat jalan: selisih dibuka.")
        came += " " + differs.format(short=abs(short))
    return done(request, "/blangko", answer, came)


def _range(form: Receive) -> list[str]:
    try:
        return SerialRange(tidy(form.first), tidy(form.last)).pair()
    except ValueError as error:
        raise Refused(Reason.BAD_SERIALS) from error


@router.post("/kirim")
def dispatch(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Dispatch, Form()]
) -> Response:
    answer = carry_out(
        house,
        lambda: stocking.dispatch(
            house.centre, form.order(me), StreamId(form.box), form.to_office, form.letter
        ),
    )
    return done(request, "/blangko", answer, _("Kotak dikirim."))


@router.post("/datang")
def accept(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Accept, Form()]
) -> Response:
    box = StreamId(form.box)
    present = _scanned(form.serials)
    counted = form.counted
    if form.everything:
        with house.views.connect() as connection:
            sent = stock.serials(connection, box, Place.IN_TRANSIT)
            whole = stock.box(connection, box)
        present = [row["serial"] for row in sent]
        counted = whole["remaining"] if whole else 0
    arrived = Arrived(serials=present, counted=counted)
    answer = carry_out(
        house, lambda: stocking.accept(house.centre, form.order(me), box, form.office, arrived)
    )
    came = _("Kotak diterima.")
    if answer["short"]:
        came += " " + _("Kurang {short}: selisih dibuka.").format(short=answer["short"])
    return done(request, "/blangko", answer, came)


def _scanned(serials: str) -> list[str]:
    return [tidy(line) for line in serials.splitlines() if line.strip()]


@router.post("/ambil")
def take_back(
    request: Request, house: TheHouse, me: Posted, form: Annotated[TakeBack, Form()]
) -> Response:
    """Out of a printer that nobody waits for any more: what is not there is missing."""
    box = StreamId(form.box)
    with house.views.connect() as connection:
        row = stock.box(connection, box)
    place = row["office"] if row else ""
    order = form.order(me, second=second_person(request, house, me, form, Act.TAKE_BACK_BOX, place))
    arrived = Arrived(serials=_scanned(form.serials), counted=form.counted, nothing=form.nothing)
    answer = carry_out(house, lambda: revoking.take_back_box(house.centre, order, box, arrived))
    came = _("Kotak kembali di rak.")
    if answer["short"]:
        came += " " + _("Kurang {short}: selisih dibuka.").format(short=answer["short"])
    return done(request, "/blangko", answer, came)


@router.post("/buka")
def open_box(
    request: Request, house: TheHouse, me: Posted, form: Annotated[OpenAt, Form()]
) -> Response:
    station, _sep, printer = form.where.partition(":")
    answer = carry_out(
        house,
        lambda: stocking.open_at_printer(
            house.centre,
            form.order(me),
            StreamId(form.box),
            StreamId(station),
            printer,
        ),
    )
    return done(request, "/blangko", answer, _("Kotak dibuka di {at}.").format(at=printer))
