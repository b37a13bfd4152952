"""`/antrean/lengkapi`: a returned or wrong application corrected and completed again."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request, Response

from application import completing
from application.language import _
from domain.documents.kinds import KINDS
from domain.documents.requirements import PAPERS, POLICE_LETTER
from domain.documents.state import Document, Stage
from domain.event import StreamId, stream_of
from domain.people.permission import Act
from domain.refusal import Reason, Refused
from web.acting import carry_out
from web.answering import done
from web.house import House
from web.pages import typed
from web.signed_in import Me, Posted, TheHouse

router = APIRouter(prefix="/antrean")


def form_of(found: Document, me: Me) -> list[dict[str, Any]] | None:
    """The fields of the form with what is known; None when this person may not correct it.

    What a document is known by is never changed here, nor is the NIK.
    """
    open_for_it = found.stage in (Stage.INCOMPLETE, Stage.COMPLETE)
    if found.fields is None or not open_for_it or not me.may(Act.COMPLETE, found.office):
        return None
    fixed = {"nik", KINDS[found.kind].subject}
    alone = typed.inputs(found.kind, found.fields, but=fixed)
    rows = [one for _, row in typed.row_inputs(found.kind, found.fields) for one in row]
    return [asdict(one) for one in (*alone, *rows)]


def papers_of(found: Document, today: str) -> list[dict[str, Any]]:
    """What the application needs, and what of it was shown."""
    shown = ((found.fields or {}).get(PAPERS) or "").split()
    return typed.papers_to_tick(found.kind, found.cause, today, shown)


@router.post("/lengkapi")
def complete(request: Request, house: TheHouse, me: Posted, form: typed.Form) -> Response:
    order = typed.command_of(form).order(me)
    document, found = _document(house, str(form.get("document") or ""))
    corrected = typed.typed(found.kind, form, me.today)
    # What is ticked now, no more; a police letter was shown by its number.
    before = ((found.fields or {}).get(PAPERS) or "").split()
    shown = [*(one for one in before if one == POLICE_LETTER), *typed.papers_in(form)]
    corrected[PAPERS] = " ".join(dict.fromkeys(shown)) or None
    photo = typed.photo_in(form)
    answer = carry_out(
        house, lambda: completing.complete_again(house.centre, order, document, corrected, photo)
    )
    return done(request, f"/antrean/{document}", answer, _("Data disimpan, dokumen lengkap."))


def _document(house: House, text: str) -> tuple[StreamId, Document]:
    stream = stream_of(text)
    found = house.centre.registry.load(stream).state if stream else None
    if stream is None or not isinstance(found, Document):
        raise Refused(Reason.NOT_FOUND)
    return stream, found
