"""`/selisih`: mismatches that somebody explains and somebody else closes."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from pydantic import Field
from sqlalchemy import Connection

from application import explaining
from application.language import N_, _
from domain.event import StreamId
from domain.people.permission import Act
from projections.history import queries as history
from projections.stations import queries as stations
from web import telling
from web.acting import Command, carry_out
from web.answering import done, page
from web.house import House
from web.pages.pictures import Id
from web.signed_in import Me, Posted, TheHouse
from web.words import DISCREPANCIES, State, when

router = APIRouter(prefix="/selisih")


class Explain(Command):
    text: str = Field(default="", max_length=1000)


class Close(Command):
    outcome: str = Field(min_length=1, max_length=200)
    letter: str = Field(default="", max_length=80)


@router.get("")
def show(request: Request, house: TheHouse, me: Posted) -> Response:
    with house.views.connect() as connection:
        found = stations.open_discrepancies(connection, me.codes)
        rows = [_shown(house, connection, me, row) for row in found]
    return page(request, "discrepancies.html", me, {"rows": rows})


def _shown(house: House, connection: Connection, me: Me, row: dict[str, Any]) -> dict[str, Any]:
    positions = history.positions_of(connection, row["discrepancy"])
    explained = row["stage"] == "explained"
    return {
        **row,
        "word": _(DISCREPANCIES.get(row["cause"], row["cause"])),
        "place": me.office_name(row["office"]),
        "opened": when(row["opened_at"], me.zone),
        "story": telling.told(house, connection, positions, me.zone, personal=True),
        "state": State("done", N_("Dijelaskan"), "ok")
        if explained
        else State("look", N_("Terbuka"), "warn"),
        "may_explain": me.may(Act.EXPLAIN, row["office"]),
        "may_close": explained and me.may(Act.CLOSE_DISCREPANCY, row["office"]),
    }


@router.post("/{discrepancy}/jelaskan")
def explain(
    request: Request, house: TheHouse, me: Posted, discrepancy: Id, form: Annotated[Explain, Form()]
) -> Response:
    order = form.order(me)
    answer = carry_out(
        house, lambda: explaining.explain(house.centre, order, StreamId(discrepancy), form.text)
    )
    return done(request, "/selisih", answer)


@router.post("/{discrepancy}/tutup")
def close(
    request: Request, house: TheHouse, me: Posted, discrepancy: Id, form: Annotated[Close, Form()]
) -> Response:
    order = form.order(me)
    letter = form.letter.strip() or None
    answer = carry_out(
        house,
        lambda: explaining.close(house.centre, order, StreamId(discrepancy), form.outcome, letter),
    )
    return done(request, "/selisih", answer)
