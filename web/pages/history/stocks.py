"""`/riwayat/stok`: where all blanks were, folded from the log."""

from contextlib import closing
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from application.language import _
from domain.stock.places import HOLDINGS, SOURCES, Place
from projections.history import whole
from web.answering import page
from web.pages.history.asked import Asked, moment, reader, told
from web.signed_in import Posted, TheHouse
from web.words import PLACES, kind_word

router = APIRouter(prefix="/riwayat")
TERMS = tuple(place.value for place in Place)


@router.get("/stok")
def show(
    request: Request, house: TheHouse, me: Posted, wanted: Annotated[Asked, Query()]
) -> Response:
    reader(me)
    with house.views.connect() as connection:
        at = moment(connection, wanted.sampai, me.zone, occurred=wanted.by_occurrence)
        with closing(house.log_reader()) as log:
            (rows,) = whole.stock(connection, log, [at])
        as_of = told(connection, at, wanted.sampai, me)
    tables = [
        {
            "kind": kind_word(kind),
            "rows": [
                _row(row, me.office_name(row["office"])) for row in rows if row["kind"] == kind
            ],
            "sum": _row({**terms, "office": "", "batch": ""}, _("Semua tempat")),
        }
        for kind, terms in whole.by_kind(rows).items()
    ]
    data = {"asked": wanted, "as_of": as_of, "tables": tables, "terms": TERMS, "places": PLACES}
    return page(request, "history_stock.html", me, data)


def _row(terms: dict[str, Any], place: str) -> dict[str, Any]:
    left = sum(terms[source] for source in SOURCES)
    right = sum(terms[holding] for holding in HOLDINGS)
    return {
        "office": terms["office"],
        "place": place,
        "batch": terms["batch"],
        "terms": {term: terms[term] for term in TERMS},
        "holds": left == right,
    }
