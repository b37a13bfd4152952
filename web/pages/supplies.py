"""`/pita`: ribbon and film, delivered by the roll and put into printers."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from pydantic import Field

from application import supplying
from application.language import _, counted
from domain.documents.kinds import CARD
from domain.event import StreamId
from domain.people.permission import Act
from projections.figures import supplies
from projections.stations import queries as stations
from web.acting import Command, carry_out
from web.answering import done, page
from web.pages.counter import StreamText
from web.pages.fields import Plain
from web.signed_in import Me, Posted, TheHouse
from web.words import SUPPLIES, when

router = APIRouter(prefix="/pita")
Row = dict[str, Any]
LOW = 50
"""Prints left on a roll at which the next one should lie ready."""


class Receive(Command):
    office: str = Field(default="", max_length=10)
    item: str = Field(default="ribbon", max_length=20)
    rolls: int = Field(ge=1, le=1_000_000)
    prints: int = Field(ge=1, le=1_000_000)
    letter: str = Field(default="", max_length=80)


class Mount(Command):
    """`where`: station:printer, as the list offers it."""

    supply: StreamText
    where: str = Field(max_length=80, pattern=r"^[0-9a-f]{32}:.+$")


class WriteOff(Command):
    supply: StreamText
    rolls: int = Field(ge=1, le=1_000_000)
    reason: Annotated[Plain, Field(max_length=300)] = ""


@router.get("")
def show(request: Request, house: TheHouse, me: Posted) -> Response:
    """No personal data and nothing to count blind: everyone signed in may read it."""
    with house.views.connect() as connection:
        deliveries = supplies.deliveries(connection, me.codes)
        mounted = supplies.mounted_at(connection, me.codes)
        known = {row["station"]: row for row in stations.ever(connection, me.codes)}
        printers = [
            {"where": f"{code}:{one['printer']}", "name": f"{row['name']} · {one['printer']}",
             "office": row["office"]}
            for code, row in known.items()
            for one in stations.printers_of(connection, code)
            if one["medium"] == CARD
        ]  # fmt: skip
    return page(request, "supplies.html", me, {
        "mounted": [_mounted(me, row, known) for row in mounted],
        "deliveries": [_delivery(me, row, printers) for row in deliveries],
        "items": SUPPLIES,
        "offices": [{"code": row["code"], "name": row["name"]} for row in me.offices],
        "may_receive": me.may(Act.RECEIVE_SUPPLY),
        "may_mount": me.may(Act.MOUNT_SUPPLY),
    })  # fmt: skip


def _mounted(me: Me, row: Row, known: dict[str, Row]) -> Row:
    station = known.get(row["station"])
    return {
        "item": row["item"],
        "what": _(SUPPLIES.get(row["item"], str(row["item"]))),
        "printer": row["printer"],
        "station": station["name"] if station else "–",
        "place": me.office_name(row["office"]),
        "left": max(0, row["left"]),
        "beyond": max(0, -row["left"]),
        "prints": row["prints"],
        "low": row["left"] <= LOW,
        "since": when(row["mounted_at"], me.zone),
    }


def _delivery(me: Me, row: Row, printers: list[dict[str, str]]) -> Row:
    return {
        **row,
        "what": _(SUPPLIES.get(row["item"], str(row["item"]))),
        "place": me.office_name(row["office"]),
        "received": when(row["received_at"], me.zone),
        "printers": [one for one in printers if one["office"] == row["office"]],
    }


@router.post("/terima")
def receive(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Receive, Form()]
) -> Response:
    order = form.order(me)
    given = form.model_dump(include={"item", "rolls", "prints", "letter"})
    office = form.office or me.codes[0]
    answer = carry_out(
        house, lambda: supplying.receive(house.centre, order, office=office, **given)
    )
    came = counted(
        "{rolls} gulungan {item} diterima.", "{rolls} gulungan {item} diterima.", form.rolls
    )
    item = _(SUPPLIES.get(form.item, form.item)).lower()
    return done(request, "/pita", answer, came.format(rolls=form.rolls, item=item))


@router.post("/pasang")
def mount(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Mount, Form()]
) -> Response:
    order, supply = form.order(me), StreamId(form.supply)
    station, _sep, printer = form.where.partition(":")
    answer = carry_out(
        house, lambda: supplying.mount(house.centre, order, supply, StreamId(station), printer)
    )
    return done(request, "/pita", answer, _("Terpasang di {at}.").format(at=printer))


@router.post("/hapus")
def write_off(
    request: Request, house: TheHouse, me: Posted, form: Annotated[WriteOff, Form()]
) -> Response:
    order, supply = form.order(me), StreamId(form.supply)
    answer = carry_out(
        house, lambda: supplying.write_off(house.centre, order, supply, form.rolls, form.reason)
    )
    said = counted(
        "{rolls} gulungan dihapus dari stok.", "{rolls} gulungan dihapus dari stok.", form.rolls
    )
    gone = said.format(rolls=form.rolls)
    return done(request, "/pita", answer, gone)
