"""`/riwayat`: what happened, as sentences beside the stored events, up to any position."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, BeforeValidator, Field
from sqlalchemy import Connection

from domain.people.permission import Act
from domain.refusal import Reason, Refused
from domain.streams import EVENTS
from domain.values.serials import is_serial, tidy
from projections.history import queries as history
from projections.register import queries as register
from web import telling
from web.answering import page
from web.pages.searching import Sealed, opened
from web.signed_in import Me, Posted, TheHouse

router = APIRouter(prefix="/riwayat")
MOST = 50


Bounded = Annotated[int, Field(ge=0, lt=2**63 - 1)]
Position = Annotated[Bounded | None, BeforeValidator(lambda text: text or None)]
"""An empty field of a form in the address means nothing."""


class Asked(BaseModel):
    """`sampai`: the position up to which things had happened; `sebelum`: the page before."""

    topik: str = Field(default="", max_length=40)
    cari: Sealed = ""
    sampai: Position = None
    sebelum: Position = None
    lihat: Position = None


def reader(me: Me) -> Me:
    """History knows no office: it is for those whose posting covers the installation."""
    whole = len(me.offices) == len(me.all_offices)
    if not (whole and me.may(Act.READ_HISTORY)):
        raise Refused(Reason.NO_LIVE_POSTING, roles="auditor head")
    return me


@router.get("")
def show(
    request: Request, house: TheHouse, me: Posted, wanted: Annotated[Asked, Query()]
) -> Response:
    with house.views.connect() as connection:
        if number := opened(house, me, wanted.cari):
            positions = _of_number(connection, reader(me), number)
        else:
            before = wanted.sebelum if wanted.sampai is None else wanted.sampai + 1
            topic = wanted.topik or None
            positions = history.recent(connection, before=before, topic=topic, limit=MOST)
        story = telling.told(house, connection, positions, reader(me).zone, personal=True)
    if wanted.topik:
        story = [row for row in story if row["topic"] == wanted.topik]
    return _answer(request, me, wanted, story, number=number)


@router.get("/{subject}")
def of_subject(
    request: Request, house: TheHouse, me: Posted, subject: str, wanted: Annotated[Asked, Query()]
) -> Response:
    """A stream id, or `serial:NUMBER`."""
    with house.views.connect() as connection:
        positions = history.positions_of(connection, subject)
        if not positions:
            raise Refused(Reason.NOT_FOUND)
        story = telling.told(house, connection, positions, reader(me).zone, personal=True)
    return _answer(request, me, wanted, story, subject=subject)


def _of_number(connection: Connection, me: Me, number: str) -> list[int]:
    """A blank's serial, a stream, or whatever the register finds by receipt, NIK or name."""
    text = number.strip()
    if positions := history.positions_of(connection, text.lower()):
        return positions
    serial = tidy(text)
    found = history.positions_of(connection, f"serial:{serial}") if is_serial(serial) else []
    around = set(found)
    for row in register.search(connection, me.codes, text):
        around |= set(telling.positions_around(connection, row["document"], row["enrolment"]))
    return sorted(around)


def _answer(
    request: Request,
    me: Me,
    wanted: Asked,
    story: list[dict[str, Any]],
    *,
    subject: str = "",
    number: str = "",
) -> Response:
    limit = wanted.sampai
    for row in story:
        row["later"] = limit is not None and row["position"] > limit
    chosen = next((row for row in story if row["position"] == wanted.lihat), None)
    data = {
        "rows": story,
        "chosen": chosen or (story[0] if story else None),
        "asked": wanted,
        "subject": subject,
        "number": number,
        "topics": sorted(EVENTS),
    }
    return page(request, "history.html", me, data)
