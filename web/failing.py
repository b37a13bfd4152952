"""What a request gets when it cannot be answered: a sentence, in the form that it can read."""

from collections.abc import Mapping

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from application.errors import Conflict, NotFound
from application.language import _
from domain.refusal import Reason, Refused
from web.answering import TEMPLATES, from_htmx, page, wants_json
from web.field_reasons import beside_the_fields, of_form, of_refusal
from web.marking import Refusal, given_back
from web.problems import Problem, as_problem, conflict, said
from web.reasons import Said
from web.signed_in import NoPosting, NotSignedIn

API = "/api/"
PROBLEM = "application/problem+json"
STATUS = {Reason.NO_LIVE_POSTING: 403, Reason.NOT_FOUND: 404}


def register(app: FastAPI) -> None:
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(Conflict, _conflict)
    app.add_exception_handler(NotFound, _not_found)
    app.add_exception_handler(NotSignedIn, _not_signed_in)
    app.add_exception_handler(NoPosting, _no_posting)
    app.add_exception_handler(RequestValidationError, _bad_form)
    app.add_exception_handler(HTTPException, _http)


async def foreign(scope: Scope, receive: Receive, send: Send) -> None:
    """Before any page is asked: a form that another site sends."""
    words = Said(_("Permintaan ini dikirim oleh situs lain."), _("Ulangi dari halaman Terbit."))
    problem = as_problem("cross_origin", words, {})
    await JSONResponse(problem, status_code=403, media_type=PROBLEM)(scope, receive, send)


async def told(
    request: Request,
    words: Said,
    problem: dict[str, str],
    status: int,
    reasons: Mapping[str, str] | None = None,
) -> Response:
    """problem+json for scripts and stations, a fragment for htmx, else a page.

    `reasons`: of the fields of the form that was sent; each is marked where it stands.
    """
    if request.url.path.startswith(API) or wants_json(request):
        return JSONResponse(problem, status_code=status, media_type=PROBLEM)
    refusal = Refusal("", {})
    sent = request.method == "POST" and _back(request) != "/"
    if sent and (reasons or from_htmx(request)):
        refusal = await given_back(request, _back(request), reasons or {})
    if refusal.marked:
        shown = {one.name for one in refusal.marked}
        left = [name for name in reasons or {} if name not in shown]
        words = beside_the_fields(problem["reason"], words, left)
    return await run_in_threadpool(_shown, request, words, status, refusal)


def _shown(request: Request, words: Said, status: int, refusal: Refusal) -> Response:
    back, ours = _back(request), from_htmx(request)
    data = {
        "problem": words,
        "back": back,
        "refusal": refusal,
        "page": "" if ours else back,
        "cells": ours,
    }
    if ours:
        # The address stays that of the form: what it is sent to may be no page.
        stay = {"HX-Push-Url": "false"}
        return TEMPLATES.TemplateResponse(request, "_notice.html", data, status, stay)
    return page(request, "problem.html", getattr(request.state, "me", None), data, status)


def _back(request: Request) -> str:
    """The page that the form stood on, if it was ours."""
    base = str(request.base_url)
    referer = request.headers.get("referer", "")
    return "/" + referer.removeprefix(base) if referer.startswith(base) else "/"


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, Refused):
        raise error
    me = getattr(request.state, "me", None)
    words = said(error, me.zone) if me else said(error)
    problem = as_problem(error.reason.value, words, error.details)
    status = STATUS.get(error.reason, 409)
    return await told(request, words, problem, status, of_refusal(error, words.why))


async def _problem(request: Request, error: Exception) -> Response:
    if not isinstance(error, Problem):
        raise error
    words = Said(error.why, error.cure)
    problem = as_problem(error.code, words, error.details)
    return await told(request, words, problem, error.status, error.fields)


async def _conflict(request: Request, _error: Exception) -> Response:
    words = conflict()
    return await told(request, words, as_problem("conflict", words, {}), 409)


async def _not_found(request: Request, _error: Exception) -> Response:
    return await _refused(request, Refused(Reason.NOT_FOUND))


async def _bad_form(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    if request.url.path.startswith(API):
        # Not what was sent: it may be a person's number, or a NaN that no JSON can carry.
        detail = [{key: found[key] for key in ("type", "loc", "msg")} for found in error.errors()]
        problem = {
            "title": "invalid",
            "reason": "form",
            "detail": _("Isian belum lengkap atau tidak benar."),
            "errors": detail,
        }
        return JSONResponse(problem, status_code=422, media_type=PROBLEM)
    names = ", ".join(str(found["loc"][-1]) for found in error.errors())
    cure = _("Periksa: {fields}.").format(fields=names)
    words = Said(_("Isian belum lengkap atau tidak benar."), cure)
    reasons = of_form(error.errors())
    return await told(request, words, as_problem("form", words, {}), 422, reasons)


async def _not_signed_in(request: Request, _error: Exception) -> Response:
    """Htmx would put the sign-in page into the table: it is told to go there instead."""
    if wants_json(request) or from_htmx(request) or request.url.path.startswith(API):
        words = Said(_("Sesi berakhir."), _("Masuk lagi."))
        answer = await told(request, words, as_problem("signed_out", words, {}), 401)
        answer.headers["HX-Redirect"] = "/masuk"
        return answer
    return RedirectResponse("/masuk", status_code=303)


async def _no_posting(request: Request, _error: Exception) -> Response:
    if wants_json(request) or request.url.path.startswith(API):
        return await _refused(request, Refused(Reason.NO_LIVE_POSTING))
    return RedirectResponse("/penugasan", status_code=303)


async def _http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    if request.url.path.startswith(API):
        problem = {"title": "http", "reason": "http", "detail": str(error.detail)}
        return JSONResponse(problem, error.status_code, error.headers, media_type=PROBLEM)
    gone = error.status_code == 404
    words = Said(
        _("Halaman ini tidak ada.") if gone else _("Permintaan ini tidak dapat dijawab."),
        _("Periksa alamatnya, atau mulai dari Hari ini."),
    )
    return await told(request, words, as_problem("http", words, {}), error.status_code)
