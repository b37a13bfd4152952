"""`/riwayat/cetakan/{document}`: the very bytes that were printed, and that they are the ones."""

from contextlib import closing
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request, Response
from sqlalchemy import Connection

from application.errors import NotFound, Unreadable
from application.language import _
from application.rendering.card import preview_png
from application.rendering.payload import decode_paper, decode_payload
from domain.documents.kinds import KINDS
from domain.documents.state import Document
from domain.people.permission import Act
from domain.refusal import Reason, Refused
from printers.page import unpack_plane
from printers.paper import page_image, paper_document
from projections.history import queries as history
from projections.history.sentences import sentence
from projections.queue_board import queries as queue
from web.answering import page
from web.house import House
from web.pages.history.asked import reader
from web.pages.pictures import GONE, SCREEN_DPI, Id, readable_document
from web.problems import Problem
from web.signed_in import Me, Posted, TheHouse
from web.words import kind_word, when

router = APIRouter(prefix="/riwayat/cetakan")
Row = dict[str, Any]
Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]
Part = Annotated[int, Path(ge=1, le=50)]
NAMING = ("print_job.leased", "print_job.attempt_started", "document.printed")


@router.get("/{document}")
def show(request: Request, house: TheHouse, me: Posted, document: Id) -> Response:
    """Each payload by the digest in the events, beside the digest of the bytes that are kept."""
    reader(me)
    found = readable_document(house, me, document, (Act.READ_HISTORY,))
    with house.views.connect() as connection:
        named = _named(house, connection, document)
    is_card = KINDS[found.kind].is_card
    payloads = [
        _proof(house, found, document, digest, events, me.zone)
        for digest, events in reversed(named.items())
    ]
    return page(request, "history_issued.html", me, {
        "document": document,
        "receipt": found.receipt,
        "kind": kind_word(found.kind),
        "is_card": is_card,
        "payloads": payloads,
    })  # fmt: skip


def _named(house: House, connection: Connection, document: str) -> dict[str, list[Row]]:
    """Payload digest -> the events that name it, oldest first."""
    positions = {*history.positions_of(connection, document)}
    for job in queue.jobs_of(connection, document):
        positions |= {*history.positions_of(connection, job)}
    named: dict[str, list[Row]] = {}
    with closing(house.log_reader()) as log:
        for event in history.timeline(log, None, sorted(positions)):
            digest = event["fields"].get("payload_digest")
            if event["topic"] in NAMING and digest:
                named.setdefault(digest, []).append(event)
    return named


def _proof(
    house: House, found: Document, document: str, digest: str, events: list[Row], zone: str
) -> Row:
    """`state`: equal, differs, or absent; `pages`: what can be shown of it, none after erasure."""
    try:
        stored = house.centre.attachments.stored_digest(document, digest)
    except NotFound:
        stored = ""
    content = _content(house, document, digest) if stored == digest else None
    return {
        "digest": digest,
        "stored": stored,
        "state": "equal" if stored == digest else "differs" if stored else "absent",
        "erased": stored == digest and content is None,
        "printed": any(event["topic"] == "document.printed" for event in events),
        "pictures": _pictures(found, content, f"/riwayat/cetakan/{document}/{digest}"),
        "events": [
            {
                "position": event["position"],
                "topic": event["topic"],
                "when": when(event["fields"]["recorded_at"], zone),
                "sentence": sentence(event["topic"], event["fields"]),
            }
            for event in events
        ],
    }


def _content(house: House, document: str, digest: str) -> bytes | None:
    """None after erasure, and where the kept bytes do not open."""
    try:
        return house.centre.attachments.get(document, digest)
    except (NotFound, Unreadable):
        return None


def _pictures(found: Document, content: bytes | None, base: str) -> list[dict[str, str]]:
    if content is None:
        return []
    if KINDS[found.kind].is_card:
        sides = {"depan": _("depan"), "belakang": _("belakang")}
        return [{"to": f"{base}/{side}.png", "word": word} for side, word in sides.items()]
    pages = paper_document(decode_paper(content).pdf).pages
    word = _("halaman {number}")
    return [
        {"to": f"{base}/halaman-{number}.png", "word": word.format(number=number)}
        for number in range(1, pages + 1)
    ]


@router.get("/{document}/{digest}/halaman-{number}.png")
def sheet(house: TheHouse, me: Posted, document: Id, digest: Digest, number: Part) -> Response:
    """A page of the sheet whose digest the events name."""
    pdf = decode_paper(_proved(house, me, document, digest, "paper")).pdf
    if number > paper_document(pdf).pages:
        raise Refused(Reason.NOT_FOUND)
    picture = preview_png(page_image(pdf, number - 1, SCREEN_DPI))
    return Response(picture, media_type="image/png")


@router.get("/{document}/{digest}/{side}.png")
def card(
    house: TheHouse,
    me: Posted,
    document: Id,
    digest: Digest,
    side: Literal["depan", "belakang"],
) -> Response:
    """Dot for dot the card whose digest the events name."""
    planes = decode_payload(_proved(house, me, document, digest, "card")).image.planes
    face = unpack_plane(planes[0] if side == "depan" else planes[-1])
    return Response(preview_png(face), media_type="image/png")


def _proved(house: House, me: Me, document: str, digest: str, medium: str) -> bytes:
    """The payload, shown only where the kept bytes have the digest that the events name."""
    found = readable_document(house, reader(me), document, (Act.READ_HISTORY,))
    with house.views.connect() as connection:
        named = _named(house, connection, document)
    if KINDS[found.kind].medium != medium or digest not in named:
        raise Refused(Reason.NOT_FOUND)
    if house.centre.attachments.stored_digest(document, digest) != digest:
        raise Problem(
            _("Byte yang tersimpan tidak cocok dengan sidik dalam peristiwa."),
            _("Jangan pakai gambarnya; panggil administrator."),
            status=409,
            code="digest_differs",
        )
    content = house.centre.attachments.get(document, digest)
    if content is None:
        raise Problem(_(GONE), status=410, code="erased")
    return content
