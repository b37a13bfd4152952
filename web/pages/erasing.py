"""`/penghapusan`: a person is forgotten, by two people and a letter."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from pydantic import Field

from application import erasing
from application.language import _
from domain.people.permission import Act
from web.acting import TwoPeople, carry_out, second_person
from web.answering import done, page
from web.pages.fields import Plain
from web.signed_in import Posted, TheHouse

router = APIRouter(prefix="/penghapusan")


class Erasure(TwoPeople):
    nik: str = Field(pattern=r"^[0-9]{16}$")
    ground: Plain = Field(default="", max_length=200)
    letter: Plain = Field(default="", max_length=80)


@router.get("")
def show(request: Request, me: Posted) -> Response:
    return page(request, "erasing.html", me, {})


@router.post("")
def erase(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Erasure, Form()]
) -> Response:
    order = form.order(me, second=second_person(request, house, me, form, Act.ERASE))
    office = str(me.posting["office"]) if me.posting else ""
    answer = carry_out(
        house,
        lambda: erasing.erase(
            house.centre,
            order,
            office=office,
            nik=form.nik,
            ground=form.ground,
            letter=form.letter,
        ),
    )
    return done(request, "/penghapusan", answer, _("Data orang itu dihapus."))
