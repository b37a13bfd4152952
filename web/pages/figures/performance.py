"""`/kinerja`: what came in, went out and stands still, by day and place; each figure a door."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from application.language import speaking
from application.rendering.obstacle_report import render_report
from web.answering import page
from web.pages.figures.asked import Asked, Wanted, span_of
from web.pages.figures.daily import Gathering
from web.pages.figures.listing import listing
from web.pages.figures.report import report_of
from web.pages.figures.wording import WHAT
from web.signed_in import Posted, TheHouse
from web.words import when

router = APIRouter(prefix="/kinerja")
MOST_LATE = 20


@router.get("")
def show(
    request: Request, house: TheHouse, me: Posted, asked: Annotated[Asked, Query()]
) -> Response:
    span = span_of(me, asked)
    now = house.centre.clock.now()
    with house.views.connect() as connection:
        found = Gathering(house=house, connection=connection, me=me, span=span)
        data = {
            "sheet": found.sheet(),
            "days": found.days(),
            "times": found.times(),
            "stuck": found.stuck(),
            "clock": found.clock(),
            "overdue": found.overdue(MOST_LATE),
            "outages": found.outages(),
            "printers": found.printers(),
            "stock": found.stock(),
        }
    return page(request, "performance.html", me, {
        **data,
        "since": span.window.since,
        "until": span.window.until,
        "chosen": span.place,
        "columns": list(WHAT.values()),
        "places": [{"code": row["code"], "name": row["name"]} for row in me.offices],
        "now": when(now.isoformat(), me.zone),
        "report_to": span.address("/kinerja/laporan.pdf"),
    })  # fmt: skip


@router.get("/daftar")
def behind(
    request: Request, house: TheHouse, me: Posted, wanted: Annotated[Wanted, Query()]
) -> Response:
    """The rows that a figure counts."""
    span = span_of(me, wanted)
    with house.views.connect() as connection:
        found = Gathering(house=house, connection=connection, me=me, span=span)
        data = listing(found, wanted)
    return page(request, "figures_list.html", me, data)


@router.get("/laporan.pdf")
def report(house: TheHouse, me: Posted, asked: Annotated[Asked, Query()]) -> Response:
    span = span_of(me, asked)
    # A letter of the office is in Indonesian, whoever asks for it (UU 24/2009).
    with house.views.connect() as connection, speaking("id"):
        found = Gathering(house=house, connection=connection, me=me, span=span)
        made = render_report(report_of(found))
    name = f"laporan-hambatan-{span.window.since}-{span.window.until}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(made, media_type="application/pdf", headers=headers)
