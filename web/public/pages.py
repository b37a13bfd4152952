"""`/status`, `/stok`, `/pengumuman`: what anyone may read without signing in."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse, RedirectResponse
from sqlalchemy import Connection

from application.deciding import stamp
from application.language import N_, _, spoken
from projections.people import queries as people
from web.answering import TEMPLATES, wants_json
from web.house import House
from web.public.brake import WAIT, Brake
from web.public.feed import rss
from web.public.figures import STATES, figures
from web.public.notices import notices
from web.public.status import UNKNOWN, status
from web.signed_in import TheHouse
from web.states import scene_of
from web.words import age, when

router = APIRouter()
TOO_MANY = N_("Terlalu banyak pertanyaan dari alamat ini. Coba lagi sesudah {seconds} detik.")
LONGEST = 200
SIZE = 8192
"""Every answer about a code is filled up to this: its length does not say whether it is known."""

UNTRACED = {
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store, no-transform",
    "Vary": "Accept",
}


@router.get("/status")
def ask(request: Request, house: TheHouse, kode: Annotated[str, Query()] = "") -> Response:
    """A form for who cannot scan; what was typed leads to the address that the QR has."""
    if kode.strip():
        bare = "".join(letter for letter in kode[:LONGEST] if letter.isalnum())
        return RedirectResponse(f"/status/{bare or '-'}", 303, headers=UNTRACED)
    return _answer(request, house, "public_ask.html", {}, headers=UNTRACED)


@router.get("/status/{code}")
def show(request: Request, house: TheHouse, code: str) -> Response:
    """The same 200 for a known code and any other."""
    brake: Brake = request.app.state.brake
    if not brake.lets(request.client.host if request.client else ""):
        late = {**UNTRACED, "Retry-After": str(WAIT)}
        says = _(TOO_MANY).format(seconds=WAIT)
        return _answer(request, house, "public_wait.html", {"says": says}, 429, late)
    now = house.centre.clock.now()
    with house.views.connect() as connection:
        zone = _zone(connection)
        found = status(connection, code[:LONGEST], scene_of(connection, now, zone))
    data = {
        "found": found is not None,
        **(found or {"says": _(UNKNOWN)}),
        "free": True,
        "phone": house.public_phone or None,
        "as_of": when(stamp(now), zone),
        "stale": _stale(house),
    }
    answer = _answer(request, house, "public_status.html", data, headers=UNTRACED)
    return Response(_filled(bytes(answer.body)), answer.status_code, UNTRACED, answer.media_type)


@router.get("/stok")
def stock(request: Request, house: TheHouse) -> Response:
    return _answer(request, house, "public_stock.html", glance(house))


@router.get("/pengumuman")
def announced(request: Request, house: TheHouse) -> Response:
    return _answer(request, house, "public_notices.html", _noticed(house))


@router.get("/pengumuman.rss")
def feed(request: Request, house: TheHouse) -> Response:
    found = _noticed(house)["notices"]
    return Response(rss(found, base_of(request, house)), media_type="application/rss+xml")


def base_of(request: Request, house: House) -> str:
    """Where citizens find the pages, with the last slash: as set, else as this request came."""
    return f"{house.public_address.rstrip('/')}/" if house.public_address else str(request.base_url)


def glance(house: House) -> dict[str, Any]:
    """Public figures and notices, as the sign-in page shows them too."""
    now = house.centre.clock.now()
    with house.views.connect() as connection:
        # Anyone may ask, as often as they like: the read models are asked once for all of them.
        found = house.kept.of(connection, ("public", spoken()), lambda: figures(connection))
    return {
        **_noticed(house),
        **found,
        "oldest_word": age(found["oldest"], now) if found["oldest"] else None,
    }


def _noticed(house: House) -> dict[str, Any]:
    now = house.centre.clock.now()
    with house.views.connect() as connection:
        zone = _zone(connection)
        found = notices(connection, stamp(now), zone)
    return {
        "notices": found,
        "as_of": stamp(now),
        "as_of_word": when(stamp(now), zone),
        "stale": _stale(house),
    }


def _zone(connection: Connection) -> str:
    """The installation is one kabupaten: its dinas has the clock."""
    offices = people.office_list(connection)
    return str(offices[0]["timezone"]) if offices else "Asia/Jakarta"


def _stale(house: House) -> bool:
    """A read model has stopped: what stands here may be behind."""
    return any(at.stopped for at in house.runner.progress())


def _answer(
    request: Request,
    house: House,
    template: str,
    data: dict[str, Any],
    code: int = 200,
    headers: dict[str, str] | None = None,
) -> Response:
    """The page, or its data; without the frame, the session and the scripts of staff."""
    if wants_json(request):
        return JSONResponse(jsonable_encoder(data), code, headers)
    frame = {
        **data,
        "states": STATES,
        "phone": house.public_phone,
        "example_data": house.example_data,
    }
    return TEMPLATES.TemplateResponse(request, template, frame, code, headers)


def _filled(body: bytes) -> bytes:
    return body.ljust(-(-len(body) // SIZE) * SIZE)
