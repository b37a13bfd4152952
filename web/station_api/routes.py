"""`/api/v1/station/…`: enrol, assignment, leases, payloads, journal."""

import json
from base64 import b64encode
from hashlib import sha256
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field

from application import administering, granting_leases, taking_facts
from application.access.codes import code_hash
from application.deciding import Answer, Order
from application.station_link.forms import LeaseForm, ReceiptForm
from application.station_link.signing import BadSignature, claimed_station, verify_request
from application.taking_facts import SignedEntry
from domain.documents.kinds import KTP_EL
from domain.event import Person, StreamId, stream_of
from domain.printing.state import PrintJob
from domain.refusal import Reason, Refused, refuse_if
from projections.queue_board import queries as queue
from projections.stations import queries as stations
from web.house import House
from web.station_api.assignment import asking, assignment, seconds_until
from web.station_api.bounded import BoundedRoute
from web.station_api.places import place_of

LONGEST_POLL = 25.0
LARGEST_NUMBER = 2**53
PASSED_OVER = 100
OF_THE_PLACE = (Reason.NO_SHIFT, Reason.NO_LIVE_POSTING, Reason.FROZEN, Reason.NO_BLANKS)
"""Refusals that would meet every other job as well."""
router = APIRouter(prefix="/api/v1/station", route_class=BoundedRoute)


class PrinterPlate(BaseModel):
    printer: str = Field(max_length=40, pattern=r"^[\w .-]+$")
    driver: str = Field(max_length=20)
    model: str = Field(max_length=60)
    serial: str = Field(max_length=60)
    uuid: str | None = Field(default=None, max_length=60)


class Enrolment(BaseModel):
    code: str = Field(max_length=40, pattern=r"^[A-Za-z0-9 -]*$")
    public_key: str = Field(max_length=64, pattern=r"^[A-Za-z0-9+/=]+$")
    printers: list[PrinterPlate] = Field(max_length=10)


class PrinterBeat(BaseModel):
    """One printer as the station sees it; shown on the pages as it is."""

    printer: str = Field(max_length=40)
    conditions: list[Annotated[str, Field(max_length=60)]] = Field(
        default_factory=list, max_length=20
    )
    attempt_state: Literal["open", "unknown"] | None = None


class Heartbeat(BaseModel):
    """What the station says of itself with each poll; kept in memory only."""

    etag: str = Field(default="", max_length=64)
    wait: float = Field(default=0, ge=0, le=LONGEST_POLL, allow_inf_nan=False)
    last_seq: int = Field(default=0, ge=0, le=LARGEST_NUMBER)
    outbox: int = Field(default=0, ge=0, le=LARGEST_NUMBER)
    printers: list[PrinterBeat] = Field(default_factory=list, max_length=10)


class LeaseAsk(BaseModel):
    command_id: str = Field(pattern=r"^[\w-]{8,64}$")
    operator: str = Field(max_length=32)
    posting: str = Field(max_length=32)
    printer: str = Field(max_length=40)
    count: int = Field(ge=1, le=200)


class Entry(BaseModel):
    """Any text: one entry that is too long or senseless must not keep back all behind it."""

    text: str
    signature: str


def house_of(request: Request) -> House:
    found: House = request.app.state.house
    return found


async def signed_station(request: Request) -> stations.Row:
    """The station whose key signed this very request; else 401."""
    house = house_of(request)
    body = await request.body()
    return await run_in_threadpool(_verified, house, request, body)


def _verified(house: House, request: Request, body: bytes) -> stations.Row:
    try:
        stream = claimed_station(request.headers)
        with house.views.connect() as connection:
            station = stations.station(connection, stream)
        query = f"?{request.url.query}" if request.url.query else ""
        verify_request(
            station["public_key"] if station else "",
            request.headers,
            method=request.method,
            path=request.url.path + query,
            body=body,
            now=int(house.centre.clock.now().timestamp()),
            freshness=house.freshness,
        )
    except BadSignature as error:
        raise HTTPException(401, str(error)) from error
    return station or {}


Station = Annotated[stations.Row, Depends(signed_station)]


@router.post("/enrol")
def enrol(request: Request, asked: Enrolment) -> dict[str, str]:
    """A one-time code of an administrator admits the station and its printers.

    The same station with the same code again, its answer lost, gets the first answer.
    """
    house = house_of(request)
    issued = house.codes.detail("station", asked.code)
    if issued is None:
        raise Refused(Reason.CODE_USED)
    who = Person(staff=issued["staff"], person=issued["person"], posting=issued["posting"])
    key = sha256(asked.public_key.encode()).hexdigest()
    once = f"enrol.{code_hash(asked.code)[:16]}.{key[:16]}"
    done = administering.enrol_station(
        house.centre,
        Order(command_id=once, who=who),
        office=issued["office"],
        name=issued["name"],
        public_key=asked.public_key,
        code=asked.code,
    )
    for number, plate in enumerate(asked.printers):
        done |= administering.commission_printer(
            house.centre,
            Order(command_id=f"{once}.{number}", who=who),
            station=StreamId(done["station"]),
            printer=plate.printer,
            driver=plate.driver,
            model=plate.model,
            serial=plate.serial,
            uuid=plate.uuid,
        )
    house.settle_views(done["position"])
    return {"station": done["station"], "name": issued["name"], "office": issued["office"]}


@router.post("/assignment")
def read_assignment(request: Request, beat: Heartbeat, station: Station) -> Response:
    """Answers at once when something differs from `etag`, else waits up to `wait` seconds."""
    house = house_of(request)
    now = house.centre.clock.now
    house.heartbeats[station["station"]] = {**beat.model_dump(), "at": now()}
    deadline = now().timestamp() + beat.wait
    while True:
        known = house.news.version
        with house.views.connect() as connection:
            fresh = stations.station(connection, station["station"]) or station
            form = assignment(house, connection, fresh)
        # The position moves with every event of the installation: it alone wakes nobody.
        state = {**form, "position": 0}
        etag = sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()
        left = deadline - now().timestamp()
        if etag != beat.etag or left <= 0 or house.news.closed:
            break
        house.news.wait(known, min(left, seconds_until(form["undo_until"], now())))
    if etag == beat.etag:
        return Response(status_code=304, headers={"ETag": etag})
    return Response(json.dumps(form), media_type="application/json", headers={"ETag": etag})


@router.post("/leases", response_model=None)
def ask_leases(request: Request, asked: LeaseAsk, station: Station) -> list[LeaseForm]:
    """Grant up to `count` jobs in queue order; as many as there are blanks for.

    Asked again under the same `command_id`: what was granted the first time, and nothing more.
    """
    house = house_of(request)
    refuse_if(station["revoked_at"] is not None, Reason.STATION_REVOKED)
    stream = StreamId(station["station"])
    named = stream_of(asked.operator)
    if named is None or stream_of(asked.posting) is None:
        raise Refused(Reason.NO_LIVE_POSTING)
    operator = house.centre.registry.load(named).state
    person = getattr(operator, "person", None)
    who = Person(staff=asked.operator, person=person, posting=asked.posting)
    with house.views.connect() as connection:
        place = place_of(connection, stream, asked.printer)
        wanted = asking(house, connection, station, place.kinds, person)
        # More than are wanted: what is refused must not keep from the printer what stands behind.
        jobs = queue.next_pending(connection, wanted, asked.count + PASSED_OVER)
    once = f"{stream}.{asked.command_id}."
    if before := house.centre.registry.claiming.answers_below(once):
        granted = [_form(json.loads(answer)) for answer in before]
        return sorted(granted, key=lambda lease: lease["position"])
    granted = []
    for job in jobs:
        order = Order(command_id=once + job, who=who)
        outstanding = place.spoken_for + len(granted)
        try:
            found = _lease(house, order, StreamId(job), stream, place.box, outstanding)
        except Refused as refused:
            if granted or refused.reason is Reason.NO_BLANKS:
                break
            raise
        if found is not None:
            granted.append(found)
        if len(granted) == asked.count:
            break
    return granted


def _lease(
    house: House,
    order: Order,
    job: StreamId,
    station: StreamId,
    box: StreamId | None,
    outstanding: int,
) -> LeaseForm | None:
    try:
        answer = granting_leases.lease(
            house.centre,
            house.payloads,
            order,
            job=job,
            station=station,
            box=box,
            outstanding=outstanding,
        )
    except Refused as refused:
        if refused.reason in OF_THE_PLACE:
            raise
        # Undone, taken by another station, or of this approver: the next one may do.
        return None
    house.wake_projector()
    return _form(answer)


def _form(answer: Answer) -> LeaseForm:
    return {
        "print_job": answer["print_job"],
        "lease": answer["lease"],
        "receipt": answer["receipt"],
        "kind": answer.get("kind", KTP_EL),
        "payload_digest": answer["payload_digest"],
        "position": answer["position"],
        "cancel": None,
    }


@router.get("/payloads/{print_job}")
def payload(request: Request, print_job: str, lease: int, station: Station) -> Response:
    """The sealed payload of a job that this station holds the lease of."""
    house = house_of(request)
    refuse_if(station["revoked_at"] is not None, Reason.STATION_REVOKED)
    named = stream_of(print_job)
    job = house.centre.registry.load(named).state if named else None
    live = job.lease if isinstance(job, PrintJob) else None
    if job is None or live is None or (live.number, live.station) != (lease, station["station"]):
        raise HTTPException(404, "no such lease")
    content = house.centre.attachments.get(job.document, live.payload_digest)
    if content is None:
        raise HTTPException(410, "erased")
    digest = b64encode(sha256(content).digest()).decode()
    return Response(
        content,
        media_type="application/octet-stream",
        headers={"Content-Digest": f"sha-256=:{digest}:"},
    )


@router.post("/journal", response_model=None)
def take_journal(request: Request, entries: list[Entry], station: Station) -> ReceiptForm:
    """Entries in any order; the receipt says up to which all are held."""
    house = house_of(request)
    signed = [SignedEntry(text=entry.text, signature=entry.signature) for entry in entries[:500]]
    receipt = taking_facts.take(house.centre, StreamId(station["station"]), signed)
    house.wake_projector()
    return {"covered": receipt.covered, "position": receipt.position}
