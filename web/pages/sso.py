"""`/masuk/sso`: there and back again to the identity provider."""

from typing import Any

from authlib.integrations.base_client import OAuthError
from fastapi import APIRouter, Request, Response
from httpx2 import HTTPError
from starlette.concurrency import run_in_threadpool

from application.language import _
from web.house import House
from web.pages.signing_in import opened
from web.problems import Problem
from web.signed_in import TheHouse
from web.sso import Provider

router = APIRouter(prefix="/masuk/sso")


def _outside(why: str, cure: str, status: int = 401) -> Problem:
    return Problem(why, cure, status=status, code="provider")


def _away() -> Problem:
    cure = _("Masuk dengan kata sandi, atau coba lagi sebentar.")
    return _outside(_("Penyedia masuk tidak menjawab."), cure, 503)


def _provider(request: Request) -> tuple[Any, Provider]:
    client, provider = request.app.state.sso, request.app.state.house.provider
    if client is None:
        why = _("Tidak ada penyedia masuk yang diatur.")
        raise _outside(why, _("Masuk dengan kata sandi."), 404)
    return client, provider


def _signed_in(request: Request, house: House) -> str | None:
    """Who is signed in already may bind the account that is theirs."""
    sid = request.session.get("sid")
    session = house.accounts.session(sid) if isinstance(sid, str) else None
    return session.staff if session else None


@router.get("")
async def leave(request: Request) -> Response:
    client, _provided = _provider(request)
    try:
        answer: Response = await client.authorize_redirect(request, str(request.url_for("arrive")))
    except (HTTPError, OSError) as error:
        raise _away() from error
    return answer


@router.get("/kembali", name="arrive")
async def arrive(request: Request, house: TheHouse) -> Response:
    """Bound at the first sign-in to the provider's own word for the person."""
    client, provider = _provider(request)
    try:
        token = await client.authorize_access_token(request)
    except OAuthError as error:
        why = _(
            "Penyedia masuk tidak mengizinkan, atau jawabannya tidak cocok dengan permintaan ini."
        )
        raise _outside(why, _("Mulai lagi dari halaman Masuk.")) from error
    except (HTTPError, OSError) as error:
        raise _away() from error
    person = token.get("userinfo") or {}
    own = await run_in_threadpool(_signed_in, request, house)
    login, subject = str(person.get(provider.claim) or ""), str(person.get("sub") or "")
    staff = await run_in_threadpool(
        house.accounts.staff_of_subject, provider.issuer, subject, login
    )
    if staff is None and own is not None:
        bound = await run_in_threadpool(house.accounts.bind, provider.issuer, subject, own)
        staff = own if bound else None
    if staff is None:
        cure = _(
            "Masuk dahulu dengan kata sandi, lalu buka lagi Masuk dengan akun dinas; "
            "belum punya akun: administrator membuatnya."
        )
        raise _outside(_("Akun ini belum dikenal di Terbit."), cure)
    return await run_in_threadpool(opened, request, house, staff, None)
