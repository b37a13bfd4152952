"""`/darurat`: a role for an hour, by two people with a reason; a third one reviews it."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from pydantic import Field

from application.breaking_glass import Emergency, break_glass
from domain.people.permission import Act
from domain.people.state import IN_AN_EMERGENCY, Role
from web.acting import TwoPeople, carry_out, second_person
from web.answering import done, page
from web.pages.fields import Plain
from web.signed_in import Posted, TheHouse

router = APIRouter(prefix="/darurat")


class Breaking(TwoPeople):
    role: Role
    office: str = Field(max_length=10)
    reason: Plain = Field(default="", max_length=80)


@router.get("")
def show(request: Request, me: Posted) -> Response:
    roles = [role for role in Role if role in IN_AN_EMERGENCY]
    return page(request, "glass.html", me, {"roles": roles})


@router.post("")
def take(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Breaking, Form()]
) -> Response:
    order = form.order(me, second=second_person(request, house, me, form, Act.BREAK_GLASS))
    asked = Emergency(role=form.role.value, office=form.office, reason=form.reason)
    answer = carry_out(house, lambda: break_glass(house.centre, order, asked))
    house.accounts.choose(me.sid, answer["posting"])
    return done(request, "/", answer)
