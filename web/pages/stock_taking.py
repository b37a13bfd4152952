"""`/blangko`: a stock-take of a box on the shelf, blanks found again, blanks spoiled there."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response
from pydantic import Field

from application import stocking
from application.language import _
from domain.event import StreamId
from domain.stations import facts as f
from domain.stations.box_facts import About
from web.acting import Command, carry_out
from web.answering import done
from web.pages.counter import StreamText
from web.pages.fields import blank_number
from web.problems import Problem
from web.signed_in import Me, Posted, TheHouse

router = APIRouter(prefix="/blangko")


class Count(Command):
    """`serials`: one per line, of a numbered box that comes out short; `again`: by another.

    `nothing`: not one of them is there.
    """

    box: StreamText
    counted: int = Field(ge=0, le=1_000_000)
    serials: str = Field(default="", max_length=200_000)
    again: bool = False
    nothing: bool = False


class Found(Command):
    box: StreamText
    serial: str = Field(default="", max_length=40)
    usable: Literal["yes", "no"]


class Spoil(Command):
    box: StreamText
    serial: str = Field(default="", max_length=40)
    cause: Literal["damaged", "defective"]


@router.post("/hitung")
def count(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Count, Form()]
) -> Response:
    """How many lie in it and, where some are missing, which are there."""
    present = [blank_number(line, "serials") for line in form.serials.splitlines() if line.strip()]
    if (present or form.nothing) and len(set(present)) != form.counted:
        why = _("Dipindai {n}, dihitung {counted}. Pindai semua, atau hitung sekali lagi.")
        why = why.format(n=len(set(present)), counted=form.counted)
        raise Problem(why, code="count", fields={"counted": why})
    said: list[About] = [f.BoxCounted(box=form.box, counted=form.counted, recount=form.again)]
    if present or form.nothing:
        said.append(f.BoxScanned(box=form.box, present=sorted(set(present))))
    return _taken(request, house, me, form, said, _("{n} blangko dihitung.").format(n=form.counted))


@router.post("/ditemukan")
def found(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Found, Form()]
) -> Response:
    fact = f.BlankFound(box=form.box, usable=form.usable == "yes", serial=_one(form.serial))
    return _taken(request, house, me, form, [fact], _("Dicatat: blangko ditemukan lagi."))


@router.post("/rusak")
def spoil(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Spoil, Form()]
) -> Response:
    fact = f.BlankSpoiled(box=form.box, cause=form.cause, serial=_one(form.serial))
    return _taken(request, house, me, form, [fact], _("Dicatat: blangko rusak disimpan."))


def _one(serial: str) -> str | None:
    return blank_number(serial, "serial") if serial.strip() else None


def _taken(
    request: Request,
    house: TheHouse,
    me: Me,
    form: Count | Found | Spoil,
    said: list[About],
    word: str,
) -> Response:
    order, box = form.order(me), StreamId(form.box)
    answer = carry_out(house, lambda: stocking.take_stock(house.centre, order, box, *said))
    if answer["short"] > 0:
        word += " " + _("Kurang {short}: selisih dibuka.").format(short=answer["short"])
    if answer["differs"]:
        word += " " + _("Berbeda dari catatan: selisih dibuka. Pindai isinya, atau hitung ulang.")
    return done(request, "/blangko", answer, word)
