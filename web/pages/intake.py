"""`/permohonan`: an application taken in at the counter, for one document or a bundle."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from application import taking_in
from application.language import _
from application.taking_in import Application
from domain.documents.bundles import BUNDLES, Part, inherited
from domain.documents.kinds import KINDS, KTP_EL
from domain.refusal import Reason, Refused
from web.acting import carry_out
from web.answering import done, page
from web.field_reasons import of_refusal
from web.field_words import SERVICES
from web.pages import typed
from web.problems import Problem, about, said
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
    bundle = BUNDLES[layanan]
    parts = [
        _part(part, f"{at}-", me.today, _carried(part, bundle[:at]))
        for at, part in enumerate(bundle)
    ]
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
    bundle = BUNDLES.get(service, ())
    wanted = {f"{at}-": part for at, part in enumerate(bundle) if form.get(f"{at}-wanted")}
    if not wanted:
        raise Problem(_("Pilih dokumen yang dimohonkan."))
    asked = _applications(form, wanted, me.today)
    try:
        answer = carry_out(
            house,
            lambda: taking_in.take_in_bundle(house.centre, order, service, [*asked.values()]),
        )
    except Refused as refused:
        if fields := _of_a_part(refused, asked):
            raise about(refused, fields, me.zone) from refused
        raise
    first = answer["documents"][0]["document"]
    return done(request, f"/antrean/{first}", answer, _("Permohonan diterima."))


def _applications(
    form: typed.Form, wanted: Mapping[str, Part], today: str
) -> dict[str, Application]:
    """By the prefix of their fields. Raises Problem for all of them at once."""
    found: dict[str, Application] = {}
    problems = []
    for prefix, part in wanted.items():
        try:
            found[prefix] = _application(form, part, prefix, today)
        except Problem as problem:
            problems.append(problem)
    if len(problems) == 1:
        raise problems[0]
    if problems:
        wrong = [pair for one in problems for pair in one.fields.items()]
        raise typed.cannot_be_printed(dict(wrong))
    return found


def _of_a_part(refused: Refused, asked: Mapping[str, Application]) -> dict[str, str]:
    """The decision names fields as one document has them; the first that it fits is the one."""
    reasons = of_refusal(refused, said(refused).why)
    lacks = refused.reason in (Reason.LACKING, Reason.NO_BIRTH_DEED, Reason.PHOTO_MISSING)
    earlier: list[Part] = []
    for prefix, one in asked.items():
        part = Part(kind=one.kind, cause=one.cause)
        called = KINDS[one.kind]
        missing = refused.reason is Reason.LACKING
        own = {**dict.fromkeys(called.required if missing else called.fields), **one.fields}
        carried = _carried(part, earlier) if lacks else ()
        names = [name for name in own if name in reasons and lacks != bool(own[name])]
        if missing:
            names = [name for name in names if name in called.required]
        if fields := {f"{prefix}{name}": reasons[name] for name in names if name not in carried}:
            return fields
        earlier.append(part)
    return {}


def _carried(part: Part, earlier: Iterable[Part]) -> list[str]:
    """What the documents before it in the bundle say of this one."""
    full = {one.kind: dict.fromkeys(KINDS[one.kind].fields, "x") for one in earlier}
    return [*inherited(part.kind, full)]


def _application(form: typed.Form, part: Part, prefix: str, today: str) -> Application:
    fields = typed.typed(part.kind, form, today, prefix)
    return Application(
        office=str(form.get("office") or ""),
        kind=part.kind,
        cause=part.cause,
        nik=fields.get("nik"),
        fields=fields,
        letter=str(form.get(f"{prefix}letter") or "")[: typed.LONGEST],
        home=_home(form),
        papers=typed.papers_in(form, prefix),
        photo=typed.photo_in(form, prefix),
    )


def _home(form: typed.Form) -> str:
    home = str(form.get("home") or "")
    if home and not (home.isascii() and home.isdigit() and len(home) == 4):
        why = _("Kode kabupaten/kota asal adalah empat angka.")
        raise Problem(why, fields={"home": why})
    return home


def _part(part: Part, prefix: str, today: str, carried: Sequence[str] = ()) -> dict[str, Any]:
    """One document on the page. `carried`: its fields that a document above it has."""
    kind = KINDS[part.kind]
    return {
        "kind": part.kind,
        "title": kind_word(part.kind),
        "cause": cause_word(part.cause),
        "prefix": prefix,
        "inputs": typed.inputs(part.kind, {}, but=carried),
        "carried": typed.carried_inputs(part.kind, carried),
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
