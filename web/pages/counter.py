"""`/serah`: the card in hand, the person in front of the desk."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy import Connection

from application import handing_over, settling, taking_in
from domain.documents.intake import HAND_IN, old_card_of
from domain.documents.kinds import KINDS
from domain.event import StreamId
from domain.people.permission import Act
from domain.surrendered.state import surrendered_card_id
from domain.values.serials import tidy
from projections.register import queries as register
from web.acting import Command, TwoPeople, carry_out, second_person
from web.answering import done, page
from web.house import House
from web.pages.searching import Sealed, opened
from web.signed_in import Me, Posted, TheHouse
from web.states import STAGES
from web.words import CAUSES, SPOIL_CAUSES, age, kind, masked, when

router = APIRouter(prefix="/serah")
StreamText = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]


class Asked(BaseModel):
    """A row chosen from the list, or what was scanned or typed."""

    dokumen: str = Field(default="", max_length=32)
    cari: Sealed = ""


class HandOver(Command):
    """`name`, `relation`: family; `name`, `letter`: proxy; nothing more for the holder.

    `serial`: what was scanned: the blank's number, a KIA's code, of paper nothing.
    """

    document: StreamText
    serial: str = Field(default="", max_length=40)
    entitlement: Literal["self", "family", "proxy"]
    name: str = Field(default="", max_length=120)
    relation: str = Field(default="", max_length=60)
    letter: str = Field(default="", max_length=80)


class Unfit(Command):
    document: StreamText
    serial: str = Field(default="", max_length=40)
    cause: Literal["print_failed", "encode_failed", "damaged", "data_changed", "defective"]
    reason: str = Field(default="", max_length=500)


class Gone(TwoPeople):
    document: StreamText


class OldCard(Command):
    """Without a serial: nobody can read it any more."""

    document: StreamText
    serial: str = Field(default="", max_length=40)


class Withdrawal(Command):
    document: StreamText
    serial: str = Field(default="", max_length=40)


@router.get("")
def show(
    request: Request, house: TheHouse, me: Posted, wanted: Annotated[Asked, Query()]
) -> Response:
    text = opened(house, me, wanted.cari)
    with house.views.connect() as connection:
        waiting = register.by_stage(connection, me.codes, ["printed"])
        found = _found(connection, me, wanted.dokumen, text)
    data = {
        "q": text,
        "found": _shown(house, me, found) if found else None,
        "waiting": [_shown(house, me, row) for row in waiting],
        "causes": SPOIL_CAUSES,
    }
    return page(request, "counter.html", me, data)


def _found(connection: Connection, me: Me, document: str, text: str) -> dict[str, Any] | None:
    """The document chosen, or the card with this very serial before what only looks like it."""
    if document:
        row = register.document(connection, document)
        return row if row and row["office"] in me.codes else None
    rows = register.search(connection, me.codes, text) if text else []
    scanned = tidy(text).upper()
    exact = [row for row in rows if scanned in (row["serial"], tidy(row["receipt"]))]
    return next(iter(exact or rows), None)


def _shown(house: House, me: Me, row: dict[str, Any]) -> dict[str, Any]:
    now = house.centre.clock.now()
    return {
        "document": row["document"],
        "kind": kind(row),
        "cause": CAUSES.get(row["cause"], row["cause"]),
        "receipt": row["receipt"],
        "name": row["name"] or "terhapus",
        "nik": masked(row["nik"]),
        "place": me.office_name(row["office"]),
        "stage": row["stage"],
        "state": STAGES[row["stage"]],
        "serial": row["serial"],
        "asks_for": _asks_for(row),
        "printed": when(row["printed_at"], me.zone),
        "age": age(row["printed_at"], now),
        "may_hand_over": row["stage"] == "printed" and me.may(Act.HAND_OVER, row["office"]),
        "may_inspect": row["stage"] == "printed" and me.may(Act.INSPECT, row["office"]),
        "old_card": _old_card(house, row),
        "may_miss": row["stage"] == "printed" and me.may(Act.ABSENT, row["office"]),
    }


def _asks_for(row: dict[str, Any]) -> str:
    """What is scanned at the desk: a card's number or its code; a sheet is known by its text."""
    kind = KINDS[row["kind"]]
    if not kind.is_card:
        return "nothing"
    return "serial" if kind.numbered else "code"


def _old_card(house: House, row: dict[str, Any]) -> str:
    """`wanted`: to be handed in first; `here`: in custody; empty: none is asked for."""
    old_card = old_card_of(KINDS[row["kind"]], row["cause"])
    if row["stage"] != "printed" or old_card != HAND_IN:
        return ""
    taken_in = house.centre.registry.load(surrendered_card_id(row["document"])).state
    return "wanted" if taken_in is None else "here"


@router.post("")
def hand_over(
    request: Request, house: TheHouse, me: Posted, form: Annotated[HandOver, Form()]
) -> Response:
    named = {"name": form.name, "relation": form.relation, "letter": form.letter}
    collector = {field: value.strip() for field, value in named.items() if value.strip()}
    answer = carry_out(
        house,
        lambda: handing_over.hand_over(
            house.centre,
            form.order(me),
            StreamId(form.document),
            tidy(form.serial) or None,
            form.entitlement,
            collector,
        ),
    )
    return done(request, "/serah", answer)


@router.post("/kartu-lama")
def receive_old_card(
    request: Request, house: TheHouse, me: Posted, form: Annotated[OldCard, Form()]
) -> Response:
    """Flow 3.3: before the new card is handed over."""
    document, serial = StreamId(form.document), tidy(form.serial) or None
    answer = carry_out(
        house,
        lambda: taking_in.receive_old_card(house.centre, form.order(me), document, serial),
    )
    return done(request, f"/serah?dokumen={document}", answer)


@router.post("/gagal")
def fail_inspection(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Unfit, Form()]
) -> Response:
    answer = carry_out(
        house,
        lambda: settling.fail_inspection(
            house.centre,
            form.order(me),
            StreamId(form.document),
            tidy(form.serial) or None,
            form.cause,
            form.reason,
        ),
    )
    return done(request, "/serah", answer)


@router.post("/hilang")
def absent(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Gone, Form()]
) -> Response:
    """A printed card that is not to be found: two people, and it is never printed again."""
    second = second_person(request, house, me, form, Act.ABSENT)
    order = form.order(me, second=second)
    answer = carry_out(
        house, lambda: settling.printed_card_absent(house.centre, order, StreamId(form.document))
    )
    return done(request, "/serah", answer)


@router.post("/tarik")
def withdraw(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Withdrawal, Form()]
) -> Response:
    """A card printed before its cancel was known, card in hand."""
    answer = carry_out(
        house,
        lambda: settling.withdraw(
            house.centre, form.order(me), StreamId(form.document), tidy(form.serial) or None
        ),
    )
    return done(request, "/serah", answer)
