"""`/riwayat/ekspor`: the filtered events as a file for others, with its manifest."""

from dataclasses import replace
from datetime import UTC
from importlib.metadata import version
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import StreamingResponse
from sqlalchemy import Connection

from application.deciding import Order
from application.disclosing import Export, export_history
from application.exporting.bundle import About, bundled
from projections.history import moments
from projections.history.exporting import Source, as_told
from projections.history.queries import Filter
from web.answering import page
from web.pages.history.asked import Asked, reader
from web.pages.history.listing import PAGED, chips, filter_of
from web.pages.searching import opened
from web.signed_in import Posted, TheHouse

router = APIRouter(prefix="/riwayat/ekspor")


class Wanted(Asked):
    """`pribadi`: personal fields too, which is written down as a reading of them."""

    bentuk: Literal["csv", "xlsx", "jsonl"] = "csv"
    pribadi: Literal["", "ya"] = ""


@router.get("")
def show(
    request: Request, house: TheHouse, me: Posted, wanted: Annotated[Asked, Query()]
) -> Response:
    number = opened(house, reader(me), wanted.cari)
    with house.views.connect() as connection:
        told = chips(connection, me, wanted, number)
        last = _cut(connection, filter_of(connection, me, wanted, number))
    for chip in told:
        chip["to"] = wanted.address("/riwayat/ekspor", **{**PAGED, chip["name"]: None})
    given = {name: text for name, text in wanted.given().items() if name not in PAGED}
    data = {"asked": wanted, "given": given, "chips": told, "last": last}
    return page(request, "history_export.html", me, {**data, "back": wanted.address("/riwayat")})


def _cut(connection: Connection, asked: Filter) -> int:
    """The last position that the file may hold."""
    last = moments.last_position(connection)
    return last if asked.until is None else min(asked.until, last)


@router.post("")
def download(house: TheHouse, me: Posted, wanted: Annotated[Wanted, Form()]) -> Response:
    """Sent while it is read: an export of a million events is never in memory."""
    number = opened(house, reader(me), wanted.cari)
    personal = wanted.pribadi == "ya"
    with house.views.connect() as connection:
        asked = filter_of(connection, me, wanted, number)
        until = _cut(connection, asked)
    asked = replace(asked, until=until)
    keys = house.centre.keys if personal else None
    source = Source(views=house.views, log=house.log, asked=asked, keys=keys)
    about = About(
        form=wanted.bentuk,
        asked=as_told(asked),
        after=asked.after or 0,
        until=until,
        personal=personal,
        version=version("terbit"),
        by=me.staff,
        at=house.centre.clock.now().astimezone(UTC),
        columns=source.columns,
    )
    taken = Export(
        form=about.form,
        first=about.after + 1,
        last=until,
        with_names=personal,
        asked=about.asked,
    )
    order = Order(command_id=house.centre.identifiers.new(), who=me.who())
    export_history(house.centre, order, me.codes[0], taken)
    name = f"riwayat-{about.after + 1}-{until}.zip"
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "cache-control": "no-store",
    }
    blocks = bundled(about, source.rows())
    return StreamingResponse(blocks, media_type="application/zip", headers=headers)
