"""`/permohonan`: an application taken in at the counter, for one document or a bundle."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from application import taking_in
from application.language import _
from application.taking_in import Application
from domain.documents.bundles import BUNDLES, Part
from domain.documents.kinds import KINDS, KTP_EL
from domain.refusal import Reason, Refused
from web.acting import carry_out
from web.answering import done, page
from web.field_words import SERVICES
from web.pages import typed
from web.problems import Problem
from web.signed_in import Me, Posted, TheHouse
from web.words import cause_word, kind_word

router = APIRouter(prefix="/permohonan")


@router.get("")
def show(request: Request, me: Posted, jenis: str = KTP_EL, sebab: str = "") -> Response:
    """One kind and one cause: what is asked for depends on both."""
    if jenis not in KINDS:
        raise Refused(Reason.NOT_FOUND)
    causes = KINDS[jenis].counter_causes
    cause = sebab if sebab in causes else causes[0]
    data = {
        "kinds": _kinds(),
        "services": SERVICES,
        "kind": jenis,
        "cause": cause,
        "causes": {code: cause_word(code) for code in causes},
        "parts": [_part(Part(kind=jenis, cause=cause), "", me.today)],
        "service": "",
        "places": _places(me),
    }
    return page(request, "intake.html", me, data)


@router.get("/paket")
def show_bundle(
    request: Request, me: Posted, layanan: Annotated[str, Query(max_length=20)] = "birth"
) -> Response:
    """Several documents of one application on one page."""
    if layanan not in BUNDLES:
        raise Refused(Reason.NOT_FOUND)
    parts = [_part(part, f"{at}-", me.today) for at, part in enumerate(BUNDLES[layanan])]
    data = {
        "kinds": _kinds(),
        "services": SERVICES,
        "kind": "",
        "cause": "",
        "causes": {},
        "parts": parts,
        "service": layanan,
        "places": _places(me),
    }
    return page(request, "intake.html", me, data)


@router.post("")
def take_in(request: Request, house: TheHouse, me: Posted, form: typed.Form) -> Response:
    order = typed.command_of(form).order(me)
    kind = str(form.get("kind") or KTP_EL)
    if kind not in KINDS:
        raise Refused(Reason.NOT_FOUND)
    cause = str(form.get("cause") or "")
    asked = _application(form, Part(kind=kind, cause=cause), "", me.today)
    answer = carry_out(house, lambda: taking_in.take_in(house.centre, order, asked))
    return done(request, f"/antrean/{answer['document']}", answer, _("Permohonan diterima."))


@router.post("/paket")
def take_in_bundle(request: Request, house: TheHouse, me: Posted, form: typed.Form) -> Response:
    order = typed.command_of(form).order(me)
    service = str(form.get("service") or "")
    asked = [
        _application(form, part, f"{at}-", me.today)
        for at, part in enumerate(BUNDLES.get(service, ()))
        if form.get(f"{at}-wanted")
    ]
    if not asked:
        raise Problem(_("Pilih dokumen yang dimohonkan."))
    answer = carry_out(house, lambda: taking_in.take_in_bundle(house.centre, order, service, asked))
    first = answer["documents"][0]["document"]
    return done(request, f"/antrean/{first}", answer, _("Permohonan diterima."))


def _application(form: typed.Form, part: Part, prefix: str, today: str) -> Application:
    fields = typed.typed(part.kind, form, today, prefix)
    home = str(form.get("home") or "")
    if home and not (home.isascii() and home.isdigit() and len(home) == 4):
        raise Problem(_("Kode kabupaten/kota asal adalah empat angka."))
    return Application(
        office=str(form.get("office") or ""),
        kind=part.kind,
        cause=part.cause,
        nik=fields.get("nik"),
        fields=fields,
        letter=str(form.get(f"{prefix}letter") or "")[: typed.LONGEST],
        home=home,
        papers=typed.papers_in(form, prefix),
        photo=typed.photo_in(form, prefix),
    )


def _part(part: Part, prefix: str, today: str) -> dict[str, Any]:
    """One document on the page."""
    kind = KINDS[part.kind]
    return {
        "kind": part.kind,
        "title": kind_word(part.kind),
        "cause": cause_word(part.cause),
        "prefix": prefix,
        "inputs": typed.inputs(part.kind, {}),
        "rows": typed.row_inputs(part.kind, {}),
        "photo": "photo" in kind.fields,
        "letter": part.cause == "lost",
        "papers": typed.papers_to_tick(part.kind, part.cause, today, ()),
        "recorded": part.kind == KTP_EL,
    }


def _kinds() -> dict[str, str]:
    return {code: kind_word(code) for code in KINDS}


def _places(me: Me) -> list[dict[str, str]]:
    return [{"code": row["code"], "name": row["name"]} for row in me.offices]
