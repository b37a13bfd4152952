"""`/antrean/tampilan`: filters of the queue that somebody wants again, under a name."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, Response
from pydantic import Field

from application.language import _
from web.acting import Command
from web.answering import done
from web.pages.fields import Plain
from web.problems import Problem
from web.signed_in import Posted, TheHouse

router = APIRouter(prefix="/antrean/tampilan")
Name = Annotated[Plain, Field(min_length=1, max_length=40)]


class Keep(Command):
    name: Name
    tab: str = Field(pattern=r"^[a-z-]{1,20}$")
    tempat: str = Field(default="", pattern=r"^[0-9]{0,10}$")
    jenis: str = Field(default="", max_length=20, pattern=r"^[a-z_]*$")


class Forget(Command):
    name: Name


@router.post("")
def keep(request: Request, house: TheHouse, me: Posted, form: Annotated[Keep, Form()]) -> Response:
    given = form.model_dump(include={"tab", "tempat", "jenis"})
    address = f"/antrean?{urlencode({name: value for name, value in given.items() if value})}"
    if not house.saved_views.keep(me.staff, form.name.strip(), address):
        raise Problem(_("Sudah ada dua belas tampilan."), _("Hapus satu yang tidak dipakai lagi."))
    return done(request, address, {"name": form.name.strip(), "address": address})


@router.post("/hapus")
def forget(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Forget, Form()]
) -> Response:
    house.saved_views.forget(me.staff, form.name.strip())
    return done(request, "/antrean", {"name": form.name.strip()})
