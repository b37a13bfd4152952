"""Reading and acting for programs; the same use cases, rules and read models as the pages."""

from collections.abc import Callable
from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Query, Request
from fastapi.openapi.utils import get_openapi

from application import approving, handing_over
from application.deciding import Answer, Order, stamp
from application.language import _
from domain.event import StreamId
from domain.people.permission import Act
from domain.refusal import Reason, Refused
from domain.values.serials import tidy
from projections.people import queries as people
from projections.queue_board import queries as queue
from projections.register import queries as register
from projections.stock import queries as stock
from web.acting import carry_out
from web.api import forms
from web.house import House
from web.pickup_codes import the_code_fits
from web.problems import Problem
from web.signed_in import Me, Posted, TheHouse
from web.words import masked

VERSION = "1.0.0"
router = APIRouter(prefix="/api/v1", responses=forms.RESPONSES, tags=["office"])
Row = dict[str, Any]


async def _what_was_asked(request: Request) -> str:
    """A digest of the address and the body: the same key says the same thing."""
    return sha256(request.url.path.encode() + b"\0" + await request.body()).hexdigest()[:32]


Asked = Annotated[str, Depends(_what_was_asked)]


@router.get("/openapi.json", include_in_schema=False)
def described(request: Request) -> Row:
    return {**description(), "servers": [{"url": str(request.base_url).rstrip("/")}]}


def description() -> Row:
    """OpenAPI 3.1 of everything here; scripts sign in by `POST /masuk` and keep the cookie."""
    found = get_openapi(
        title="Terbit",
        version=VERSION,
        summary="Document issuance of a civil registration office",
        routes=router.routes,
    )
    cookie = {"type": "apiKey", "in": "cookie", "name": "terbit"}
    found.setdefault("components", {})["securitySchemes"] = {"session": cookie}
    return {**found, "security": [{"session": []}]}


@router.get("/offices")
def offices(me: Posted) -> forms.Places:
    """The places that the posting covers."""
    names = ("code", "name", "timezone")
    items = [forms.Place(**{name: row[name] for name in names}) for row in me.offices]
    return forms.Places(items=items)


@router.get("/documents")
def documents(
    house: TheHouse,
    me: Posted,
    stage: forms.Stage = "complete",
    office: Annotated[str, Query(pattern=r"^[0-9]{0,10}$")] = "",
    after: forms.After = "",
    limit: forms.Limit = 40,
) -> forms.Documents:
    """Under way, oldest completeness first, by keyset pages."""
    place = tuple(after.split("~")[1:]) if after else None
    known = (place[0], place[1]) if place else None
    with house.views.connect() as connection:
        codes = _codes(me, office)
        rows = register.by_stage(connection, codes, [stage], limit=limit, after=known)
    following = f"0~{rows[-1]['complete_since'] or ''}~{rows[-1]['document']}" if rows else ""
    items = [_document(row) for row in rows]
    return forms.Documents(items=items, next=following if len(rows) == limit else "")


@router.get("/documents/{document}")
def document(house: TheHouse, me: Posted, document: forms.IdInPath) -> forms.Document:
    with house.views.connect() as connection:
        row = register.document(connection, document)
    if row is None or not {row["office"], row["lies_at"]} & set(me.codes):
        raise Refused(Reason.NOT_FOUND)
    return _document(row)


def _document(row: Row) -> forms.Document:
    named = {name: row[name] for name in forms.Document.model_fields if name != "nik"}
    return forms.Document(**named, nik=masked(row["nik"]))


@router.get("/jobs")
def jobs(
    house: TheHouse,
    me: Posted,
    status: forms.Status | None = None,
    office: Annotated[str, Query(pattern=r"^[0-9]{0,10}$")] = "",
    after: forms.After = "",
    limit: forms.Limit = 40,
) -> forms.Jobs:
    """Print jobs under way, in the order of the queue, by keyset pages."""
    wanted = [status] if status else list(queue.UNDER_WAY)
    parts = after.split("~")
    known = (int(parts[0]), parts[1], parts[2]) if after else None
    with house.views.connect() as connection:
        rows = queue.listed(connection, _codes(me, office), wanted, limit, after=known)
        waiting = queue.Waiting(
            now=stamp(house.centre.clock.now()),
            blanks=queue.blanks_at(connection),
            doubted=queue.doubted(connection),
            frozen=frozenset(people.frozen(connection, "print")),
            policies=people.classes(connection, me.today),
        )
    items = [_job(row, waiting) for row in rows]
    last = rows[-1] if len(rows) == limit else None
    following = f"{last['rank']}~{last['complete_since']}~{last['document']}" if last else ""
    return forms.Jobs(items=items, next=following)


def _job(row: Row, waiting: queue.Waiting) -> forms.Job:
    state, reasons = queue.ipp(row, waiting)
    names = [name for name in forms.Job.model_fields if name not in ("state", "reasons")]
    return forms.Job(**{name: row[name] for name in names}, state=state, reasons=reasons)


@router.get("/stock")
def blanks(house: TheHouse, me: Posted) -> forms.Stock:
    """Who prints counts blind: the figures are not for an operator."""
    if me.counts_blind:
        raise Refused(Reason.NO_LIVE_POSTING, roles="store head auditor")
    with house.views.connect() as connection:
        rows = [row for row in stock.by_office(connection) if row["office"] in me.codes]
    return forms.Stock(items=[forms.Balance(**row) for row in rows])


@router.post("/documents/{document}/approval")
def approve(
    house: TheHouse,
    me: Posted,
    document: forms.IdInPath,
    key: forms.Key,
    asked: Asked,
    form: Annotated[forms.Approval, Body()],
) -> forms.Done:
    stream = StreamId(document)
    return _do(
        house, me, key, asked, lambda o: approving.approve(house.centre, o, stream, form.digest)
    )


@router.post("/documents/{document}/approval/undo")
def undo(
    house: TheHouse, me: Posted, document: forms.IdInPath, key: forms.Key, asked: Asked
) -> forms.Done:
    """Within the window of the policy only."""
    return _do(house, me, key, asked, lambda o: approving.undo(house.centre, o, StreamId(document)))


@router.post("/documents/{document}/return")
def send_back(
    house: TheHouse,
    me: Posted,
    document: forms.IdInPath,
    key: forms.Key,
    asked: Asked,
    form: Annotated[forms.SentBack, Body()],
) -> forms.Done:
    """To the counter, for a correction."""
    return _send_back(house, me, document, (key, asked), "incomplete", form)


@router.post("/documents/{document}/rejection")
def reject(
    house: TheHouse,
    me: Posted,
    document: forms.IdInPath,
    key: forms.Key,
    asked: Asked,
    form: Annotated[forms.SentBack, Body()],
) -> forms.Done:
    return _send_back(house, me, document, (key, asked), "rejected", form)


def _send_back(
    house: House, me: Me, document: str, key: tuple[str, str], then: str, form: forms.SentBack
) -> forms.Done:
    def work(order: Order) -> Answer:
        stream = StreamId(document)
        return approving.send_back(house.centre, order, stream, then, form.code, form.reason)

    return _do(house, me, *key, work)


@router.post("/documents/{document}/hand-over")
def hand_over(
    house: TheHouse,
    me: Posted,
    document: forms.IdInPath,
    key: forms.Key,
    asked: Asked,
    form: Annotated[forms.HandOver, Body()],
) -> forms.Done:
    collector = {name: text for name, text in form.collector.model_dump().items() if text.strip()}
    if "code" in collector:
        the_code_fits(house, StreamId(document), collector["code"])

    def work(order: Order) -> Answer:
        stream, scanned = StreamId(document), tidy(form.scanned) or None
        entitled = form.entitlement
        return handing_over.hand_over(house.centre, order, stream, scanned, entitled, collector)

    return _do(house, me, key, asked, work)


@router.post("/jobs/{job}/hold")
def hold(
    house: TheHouse,
    me: Posted,
    job: forms.IdInPath,
    key: forms.Key,
    asked: Asked,
    form: Annotated[forms.Hold, Body()],
) -> forms.Done:
    stream = StreamId(job)
    return _do(
        house,
        me,
        key,
        asked,
        lambda o: approving.hold(house.centre, o, stream, form.hold, form.reason),
    )


@router.post("/jobs/{job}/release")
def release(
    house: TheHouse,
    me: Posted,
    job: forms.IdInPath,
    key: forms.Key,
    asked: Asked,
    form: Annotated[forms.Release, Body()],
) -> forms.Done:
    stream = StreamId(job)
    return _do(
        house, me, key, asked, lambda o: approving.release(house.centre, o, stream, form.hold)
    )


def _do(house: House, me: Me, key: str, asked: str, work: Callable[[Order], Answer]) -> forms.Done:
    """Keys are of an account: nobody's command is taken for another's."""
    # A key may have dots of its own, but no slash.
    before = f"api.{me.staff}.{key}/"
    order = Order(command_id=f"{before}{asked}", who=me.who())
    claiming = house.centre.registry.claiming
    if claiming.answers_below(before) and claiming.answer(order.command_id) is None:
        why = _("Kunci ini sudah dipakai untuk perintah lain.")
        raise Problem(why, _("Pakai kunci baru."), code="key_reused")
    answer = carry_out(house, lambda: work(order))
    return forms.Done(**{"position": house.centre.registry.position(), **answer})


def _codes(me: Me, office: str) -> list[str]:
    if office and office not in me.codes:
        raise Refused(Reason.NO_LIVE_POSTING, act=Act.APPROVE.value, office=office)
    return [office] if office else me.codes
