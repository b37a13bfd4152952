"""`/impor`: a list is uploaded, looked at, taken in, and reported on; one list per posting."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import Field
from starlette.concurrency import run_in_threadpool

from application.enrolling import Into
from application.importing.jobs import Busy, Gone
from application.importing.limits import LARGEST_WORKBOOK, MEBIBYTE
from application.importing.report import FileRefused
from application.importing.taking import Kind
from application.language import _
from application.phrases import in_words
from domain.people.permission import Act
from domain.refusal import Reason, Refused
from web.acting import Command
from web.answering import done, page
from web.house import House
from web.pages.import_upload import Upload, received
from web.pages.import_view import KINDS, shown
from web.problems import Problem
from web.signed_in import Me, Posted, TheHouse

router = APIRouter(prefix="/impor")
BLOCK = 1 << 16


class About(Command):
    """`job`: the list that the page showed; another one may have come in its place."""

    job: str = Field(max_length=64)


@router.get("")
def show(request: Request, house: TheHouse, me: Posted) -> Response:
    _importers_only(me)
    owner = _owner(me)
    job, before = house.imports.of(owner), house.imports.others(owner)
    data = {
        "job": shown(job, before, me) if job else None,
        "kinds": KINDS,
        "places": [{"code": row["code"], "name": row["name"]} for row in me.offices],
        "largest": {
            "csv": house.imports.uploads.most // MEBIBYTE,
            "workbook": LARGEST_WORKBOOK // MEBIBYTE,
        },
    }
    return page(request, "importing.html", me, data)


@router.post("")
async def upload(request: Request, house: TheHouse, me: Posted) -> Response:
    """Who may not is told before anything is read."""
    _importers_only(me)
    _not_busy(house, me)
    got = await received(request, house.imports.uploads)
    answer = await run_in_threadpool(_offered, house, me, got)
    return done(request, "/impor", answer)


def _offered(house: House, me: Me, got: Upload) -> dict[str, Any]:
    office = got.fields.get("office", "")
    try:
        kind = _kind(got.fields.get("kind", ""))
        _importers_only(me, office)
    except BaseException:
        got.path.unlink(missing_ok=True)
        raise
    into = Into(office=office, source=got.name)
    try:
        job = house.imports.offer(_owner(me), kind, into, got.path)
    except FileRefused as refused:
        raise _refused(refused) from refused
    except Busy as busy:
        raise _busy() from busy
    return {"job": job.id, "rows": job.preview.rows}


def _kind(text: str) -> Kind:
    if text not in KINDS:
        cure = _("Pilih perekaman, status dari pusat, atau permohonan.")
        raise Problem(_("Jenis daftar belum dipilih."), cure)
    return Kind(text)


def _refused(refused: FileRefused) -> Problem:
    why = in_words(refused.reason)
    if refused.line and "aris" not in refused.reason:
        why = _("Baris {line}: {reason}").format(line=refused.line, reason=why)
    status = 413 if refused.code == "file_too_large" else 422
    cure = _("Belum ada yang dicatat dari berkas ini.")
    return Problem(why, cure, status=status, code=refused.code)


@router.post("/mulai")
def start(
    request: Request, house: TheHouse, me: Posted, form: Annotated[About, Form()]
) -> Response:
    job = house.imports.of(_owner(me))
    if job is None:
        raise _gone()
    _importers_only(me, job.into.office)
    try:
        house.imports.start(_owner(me), form.job, form.order(me))
    except Gone as gone:
        raise _gone() from gone
    return done(request, "/impor", {"job": form.job})


@router.post("/selesai")
def drop(request: Request, house: TheHouse, me: Posted, form: Annotated[About, Form()]) -> Response:
    """Puts a list or a report away; stops an import that goes on."""
    _importers_only(me)
    try:
        house.imports.drop(_owner(me), form.job)
    except Gone as gone:
        raise _gone() from gone
    return done(request, "/impor", {"job": form.job})


@router.get("/ditolak")
def bad_rows(house: TheHouse, me: Posted) -> Response:
    _importers_only(me)
    job = house.imports.of(_owner(me))
    if job is None or job.written is None or job.bad is None:
        raise Refused(Reason.NOT_FOUND)
    return StreamingResponse(
        _blocks(job.bad),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="baris-ditolak.csv"'},
    )


def _blocks(path: Path) -> Iterator[bytes]:
    """Opened at once: it may be put away while it is on its way."""
    try:
        content = path.open("rb")
    except FileNotFoundError as error:
        raise Refused(Reason.NOT_FOUND) from error

    def read() -> Iterator[bytes]:
        with content:
            yield from iter(lambda: content.read(BLOCK), b"")

    return read()


def _owner(me: Me) -> str:
    """A list belongs to a posting: who changes to another place does not take it along."""
    return str(me.posting["posting"]) if me.posting else ""


def _importers_only(me: Me, office: str | None = None) -> None:
    if not me.may(Act.IMPORT, office):
        raise Refused(Reason.NO_LIVE_POSTING, roles="enroller admin")


def _not_busy(house: House, me: Me) -> None:
    if house.imports.is_busy(_owner(me)):
        raise _busy()


def _busy() -> Problem:
    return Problem(
        _("Impor Anda yang sebelumnya masih berjalan."),
        _("Tunggu sampai selesai, atau hentikan dahulu."),
        status=409,
        code="busy",
    )


def _gone() -> Problem:
    return Problem(
        _("Berkas ini sudah tidak ada di sini."),
        _("Unggah lagi; yang sudah tercatat tidak dicatat dua kali."),
        status=409,
        code="gone",
    )
