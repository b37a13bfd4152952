"""`/pembekuan/tumpukan`: what waits by place and state, beside what waited when work resumed."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlalchemy import Connection

from application.deciding import stamp
from application.exporting.guarding import guarded
from application.language import N_, _
from projections.people import queries as people
from projections.queue_board import waiting
from web.answering import page
from web.house import House
from web.pages.freeze_history import last_resumed
from web.signed_in import Me, Posted, TheHouse
from web.words import age, freeze_end, when

Row = dict[str, Any]
router = APIRouter(prefix="/pembekuan")
STATES = {
    "incomplete": N_("Belum lengkap"),
    "complete": N_("Siap disetujui"),
    "pending": N_("Menunggu dicetak"),
    "held": N_("Ditahan"),
    "leased": N_("Di stasiun"),
    "printing": N_("Mencetak"),
    "unknown": N_("Hasil tidak pasti"),
    "awaiting_reprint": N_("Rusak, menunggu izin cetak ulang"),
    "printed": N_("Tercetak, menunggu diambil"),
}
HEADER = (
    N_("Kode tempat"), N_("Tempat"), N_("Keadaan"), N_("Menunggu sekarang"), N_("Tertua sejak"),
    N_("Saat dibuka kembali"), N_("Dibuka kembali"),
)  # fmt: skip


def by_office(connection: Connection, codes: Sequence[str]) -> dict[str, dict[str, int]]:
    """Office -> state -> number, as the event of a resumption keeps it."""
    found: dict[str, dict[str, int]] = {code: dict.fromkeys(waiting.STATES, 0) for code in codes}
    for row in waiting.backlog(connection):
        if row["office"] in found:
            found[row["office"]][row["state"]] += row["count"]
    return found


@router.get("/tumpukan")
def show(request: Request, house: TheHouse, me: Posted) -> Response:
    return page(request, "backlog.html", me, _report(house, me))


@router.get("/tumpukan.csv")
def download(house: TheHouse, me: Posted) -> Response:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_(word) for word in HEADER])
    for place in _report(house, me)["places"]:
        for row in place["rows"]:
            cells = (
                place["office"], place["place"], row["word"], row["count"], row["since"] or "",
                "" if row["then"] is None else row["then"], place["resumed_at"] or "",
            )  # fmt: skip
            writer.writerow([guarded(str(cell)) for cell in cells])
    return Response(
        "\ufeff" + out.getvalue(),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="tumpukan.csv"'},
    )


def _report(house: House, me: Me) -> dict[str, Any]:
    now = house.centre.clock.now()
    with house.views.connect() as connection:
        found = waiting.backlog(connection)
        frozen = people.frozen(connection)
    now_there = {(row["office"], row["state"]): row for row in found}
    resumed = last_resumed(house, me.codes)
    places = []
    for code in me.codes:
        freeze, event = frozen.get(code), resumed.get(code)
        then = event["backlog"] if event else {}
        rows = [
            _row(state, now_there.get((code, state)), then.get(state) if event else None, me, now)
            for state in waiting.STATES
        ]
        places.append(
            {
                "office": code,
                "place": me.office_name(code),
                "frozen": freeze_end(freeze["until"], stamp(now), me.zone) if freeze else None,
                "resumed_at": event["recorded_at"] if event else None,
                "resumed": when(event["recorded_at"], me.zone) if event else None,
                "rows": [row for row in rows if row["count"] or row["then"]],
                "count": sum(row["count"] for row in rows),
            }
        )
    oldest = min((row["since"] for row in found if row["office"] in me.codes), default=None)
    return {
        "places": places,
        "count": sum(place["count"] for place in places),
        "oldest": oldest,
        "oldest_word": when(oldest, me.zone) if oldest else None,
        "age": age(oldest, now) if oldest else None,
        "as_of": when(stamp(now), me.zone),
    }


def _row(state: str, found: Row | None, then: int | None, me: Me, now: Any) -> Row:
    since = found["since"] if found else None
    return {
        "state": state,
        "word": _(STATES[state]),
        "count": found["count"] if found else 0,
        "since": since,
        "since_word": when(since, me.zone) if since else "",
        "age": age(since, now) if since else "",
        "then": then,
    }
