"""`/permohonan`: a replacement taken in at the counter."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response
from pydantic import Field

from application import taking_in
from domain.documents.kinds import KTP_EL
from domain.people.permission import Act
from domain.refusal import Reason, Refused
from web.acting import carry_out
from web.answering import done, page
from web.pages.completing import FIELDS, Printed
from web.pages.fields import Day, Plain
from web.signed_in import Posted, TheHouse
from web.words import CAUSES

router = APIRouter(prefix="/permohonan")
TYPED = tuple(name for name, _ in FIELDS)


class Application(Printed):
    """What stays empty is taken from the newest recording of the person."""

    office: str = Field(max_length=10)
    cause: Literal["lost", "damaged", "changed"]
    nik: str = Field(pattern=r"^[0-9]{16}$")
    letter: Plain = Field(default="", max_length=80)
    home: str = Field(default="", pattern=r"^([0-9]{4})?$")
    name: Plain = Field(default="", max_length=60)
    birth_date: Day | Literal[""] = ""
    sex: Literal["", "L", "P"] = ""


@router.get("")
def show(request: Request, me: Posted) -> Response:
    if not me.may(Act.TAKE_IN):
        raise Refused(Reason.NO_LIVE_POSTING, roles="enroller")
    causes = {code: CAUSES[code] for code in ("lost", "damaged", "changed")}
    offices = [{"code": row["code"], "name": row["name"]} for row in me.offices]
    data = {"causes": causes, "fields": FIELDS, "places": offices}
    return page(request, "intake.html", me, data)


@router.post("")
def take_in(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Application, Form()]
) -> Response:
    typed = form.model_dump(include=set(TYPED), mode="json")
    asked = taking_in.Application(
        office=form.office,
        kind=KTP_EL,
        cause=form.cause,
        nik=form.nik,
        fields={name: str(value).strip().upper() or None for name, value in typed.items()},
        letter=form.letter,
        home=form.home,
    )
    answer = carry_out(house, lambda: taking_in.take_in(house.centre, form.order(me), asked))
    return done(request, f"/antrean/{answer['document']}", answer)
