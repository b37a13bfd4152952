"""`/serah/kiriman`: cards sent to where they are collected, with a slip, and what came of them."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Path, Request, Response
from pydantic import Field

from application import moving_cards
from application.language import _, speaking
from application.moving_cards import Delivery
from domain.documents.situation import situation
from domain.event import StreamId
from domain.people.permission import Act
from domain.people.things import Thing
from domain.refusal import Reason, Refused
from domain.values.serials import tidy
from projections.register import queries as register
from web.acting import Command, carry_out, done_before
from web.answering import done, page
from web.house import House
from web.pages import counter_rows
from web.problems import Problem
from web.signed_in import Me, Posted, TheHouse
from web.words import age, when

router = APIRouter(prefix="/serah/kiriman")
Slip = Annotated[str, Path(pattern=r"^SJ-[0-9A-Z]{8}$")]
StreamText = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
MOST = 200


class Send(Command):
    """`pick`: one per ticked row."""

    pick: list[StreamText] = Field(default_factory=list, max_length=MOST)
    to_office: str = Field(max_length=10)


class Came(Command):
    """`scanned`: a number or receipt per line, as the scanner writes them."""

    office: str = Field(max_length=10)
    scanned: str = Field(default="", max_length=20_000)
    nothing_came: bool = False


@router.get("")
def show(request: Request, house: TheHouse, me: Posted) -> Response:
    now = house.centre.clock.now()
    with house.views.connect() as connection:
        rows = register.on_the_way(connection, me.codes)
    data = [
        {
            "slip": row["slip"],
            "origin": me.office_name(row["lies_at"]),
            "to": me.office_name(row["sent_to"]),
            "cards": row["cards"],
            "since": when(row["since"], me.zone),
            "age": age(row["since"], now),
        }
        for row in rows
    ]
    return page(request, "deliveries.html", me, {"rows": data})


@router.post("")
def send(request: Request, house: TheHouse, me: Posted, form: Annotated[Send, Form()]) -> Response:
    if not form.pick:
        raise Problem(_("Belum ada kartu yang dipilih."), _("Centang kartu yang akan dikirim."))
    picked = [StreamId(one) for one in form.pick]
    answer = carry_out(
        house, lambda: moving_cards.send(house.centre, form.order(me), picked, form.to_office)
    )
    return done(request, f"/serah/kiriman/{answer['slip']}", answer)


@router.get("/{slip}")
def of_slip(request: Request, house: TheHouse, me: Posted, slip: Slip) -> Response:
    """To be printed and to go with the cards; there, to be counted by."""
    with speaking("id"):  # it is a paper of the office, whoever prints it
        return page(request, "delivery.html", me, _slip(house, me, slip))


def _slip(house: House, me: Me, slip: str) -> dict[str, Any]:
    rows = _rows(house, me, slip)
    first = rows[0]
    mine = [one for one in (first["sent_to"], first["lies_at"]) if one in me.codes]
    return {
        "slip": slip,
        "origin": me.office_name(first["lies_at"]),
        "to": me.office_name(first["sent_to"]),
        "sent": when(first["changed_at"], me.zone),
        "rows": [counter_rows.listed(house, me, row) for row in rows],
        "offices": [{"code": code, "name": me.office_name(code)} for code in mine],
        "may_take": any(me.may(Act.TAKE_CARDS, code, _thing(house, me, first)) for code in mine),
    }


@router.post("/{slip}")
def take(
    request: Request, house: TheHouse, me: Posted, slip: Slip, form: Annotated[Came, Form()]
) -> Response:
    """Each card that came was scanned; the others are said to be missing."""
    order = form.order(me)
    if (before := done_before(house, order)) is not None:
        return done(request, "/serah/kiriman", before, _("Kiriman ini sudah dicatat."))
    rows = _rows(house, me, slip)
    numbers = {tidy(line).upper() for line in form.scanned.split()}
    if not numbers and not form.nothing_came:
        raise Problem(
            _("Belum ada kartu yang dipindai."), _("Atau tandai bahwa tidak satu pun datang.")
        )
    known = {number for row in rows for number in _numbers(row)}
    if strange := numbers - known:
        few = ", ".join(sorted(strange)[:5])
        why = _("Tidak termasuk surat jalan ini: {few}.").format(few=few)
        raise Problem(why, _("Sisihkan kartu itu dan panggil pengirim."))
    came = [row for row in rows if numbers & _numbers(row)]
    missing = [row for row in rows if row not in came]
    delivery = Delivery(
        slip=slip,
        office=form.office,
        arrived=[StreamId(row["document"]) for row in came],
        missing=[StreamId(row["document"]) for row in missing],
    )
    answer = carry_out(house, lambda: moving_cards.take(house.centre, order, delivery))
    word = _("{came} kartu diterima, {missing} tidak ada.")
    said = word.format(came=len(came), missing=len(missing))
    return done(request, "/serah/kiriman", answer, said)


def _thing(house: House, me: Me, row: dict[str, Any]) -> Thing:
    """One card of the delivery stands for all: they have one sender."""
    document = house.centre.registry.load(StreamId(row["document"])).state
    return situation(document, None, me.at.now)


def _numbers(row: dict[str, Any]) -> set[str]:
    return {tidy(row["receipt"]).upper(), *({row["serial"]} if row["serial"] else ())}


def _rows(house: House, me: Me, slip: str) -> list[dict[str, Any]]:
    with house.views.connect() as connection:
        rows = register.of_slip(connection, slip)
    codes = set(me.codes)
    mine = [row for row in rows if {row["lies_at"], row["sent_to"]} & codes]
    if not mine:
        raise Refused(Reason.NOT_FOUND)
    return mine
