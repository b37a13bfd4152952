"""`/antrean/{document}`: what would be printed, whether it may be, and all that happened."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import Connection

from application.approving import recorder_of
from application.drawing import problems_of
from application.language import _
from application.rendering.faces import blood_line, face_lines, fit
from domain.documents.children import may_have_a_card
from domain.documents.kinds import KIA, KINDS, KTP_EL
from domain.documents.requirements import PAPERS, lacking
from domain.documents.rules import approver_is_not_the_enroller
from domain.documents.situation import lies_at, situation
from domain.documents.state import Document, Stage
from domain.enrolment.state import PRINT_READY
from domain.event import By, StreamId
from domain.people.permission import Act
from domain.printing.state import PrintJob
from domain.refusal import Reason, Refused
from projections.figures import service
from projections.history.sentences import ENDED
from projections.queue_board import queries as queue
from projections.register import queries as register
from web import telling
from web.answering import page
from web.field_words import field
from web.house import House
from web.pages.completing import form_of, papers_of
from web.pages.due import RUNS, due
from web.pages.pictures import Id, pages_of, readable_document
from web.problems import said
from web.reasons import Said
from web.rules import READ
from web.signed_in import Me, Posted, TheHouse
from web.states import STAGES, Scene, job_state, scene_of
from web.words import ERASED, SEXES, WARNINGS, State, age, cause_word, clock, day, kind, masked

router = APIRouter()
BUTTONS = (
    "approve", "undo", "hold", "route", "jump", "break_lease", "return", "reject", "cancel",
    "reprint", "reprint_sheet", "withdraw",
)  # fmt: skip
"""Acts on the document; the guard's own function says which of them stand on the page."""


@dataclass(frozen=True, slots=True)
class Check:
    """One rule: does it pass, and if not, why and what cures it. `hard` keeps from approval."""

    name: str
    passed: bool
    detail: str
    said: Said | None = None
    hard: bool = True


UNSEALED = "-"
"""What a page says that it has read of a document that was not complete."""

AsRead = Annotated[str, Query(alias="dibaca", max_length=64, pattern="^([0-9a-f]{64}|-)?$")]


@router.get("/antrean/{document}")
def show(
    request: Request, house: TheHouse, me: Posted, document: Id, read: AsRead = ""
) -> Response:
    return shown(request, house, me, document, read=read)


def shown(
    request: Request, house: House, me: Me, document: str, nik: str | None = None, read: str = ""
) -> Response:
    """`nik`: the whole number, where somebody asked for it. `read`: the digest of what was read.

    A look by itself brings the state, never other data under the eyes of whoever reads them: once
    they differ from what was read, the page asks to be read again before it lets approve.
    """
    found = readable_document(house, me, document, READ)
    now = house.centre.clock.now()
    with house.views.connect() as connection:
        row = register.document(connection, document) or {}
        job = queue.job(connection, found.print_job) if found.print_job else None
        scene = scene_of(connection, now, me.zone)
        bundle = _bundle(connection, me, row)
        before, after = (
            register.beside(connection, me.codes, me.today, row) if row else (None, None)
        )
        pauses = service.pauses(connection, [found.office])[found.office]
        positions = telling.positions_around(connection, document, found.enrolment)
        story = telling.told(house, connection, positions, me.zone, personal=True)
    order = house.centre.registry.load(StreamId(found.print_job or "")).state if job else None
    recorder = recorder_of(lambda stream: house.centre.registry.load(stream).state, found)
    thing = situation(found, order, me.at.now, recorder)
    checks = _checks(found, me, row.get("status_word"), scene, recorder)
    data = {
        "document": document,
        "receipt": found.receipt,
        "kind": kind({"kind": found.kind}),
        "cause": cause_word(found.cause),
        "name": row.get("name") or _(ERASED),
        "place": me.office_name(found.office),
        "elsewhere": [row for row in me.offices if row["code"] != (job or {}).get("office")],
        "stage": found.stage.value,
        "digest": found.digest,
        "read": read or found.digest or UNSEALED,
        "read_again": bool(read) and read != (found.digest or UNSEALED),
        "why_ended": ENDED,
        "held": job is not None and job["status"] == "held",
        "state": _state(found, job, scene),
        "age": age(found.complete_since, now),
        "due": due(row, now, pauses) if row and found.stage in RUNS else None,
        "before": before,
        "after": after,
        "bundle": bundle,
        "print_job": found.print_job,
        "serial": found.serial,
        "lines": _lines(found, nik),
        "revealed": nik is not None,
        "has_nik": found.nik is not None,
        "correct": form_of(found, me),
        "papers": papers_of(found, me.today),
        "pages": pages_of(house, me, found),
        "asks_photo": "photo" in KINDS[found.kind].fields,
        "fitted": found.kind == KTP_EL,
        "is_card": KINDS[found.kind].is_card,
        "checks": checks,
        "story": list(reversed(list(telling.without_journal(story)))),
        "acts": {act: me.may(act, _judged_at(act, found, order), thing) for act in BUTTONS},
        "until": clock(job["not_before"], me.zone, seconds=True) if job else "",
        "printed_pictures": bool(order and order.leases) and me.may(Act.READ_HISTORY, found.office),
    }
    return page(request, "document.html", me, data)


def _state(found: Document, job: dict[str, Any] | None, scene: Scene) -> State:
    """While approved the job says where it is; after that the document does."""
    if job is not None and found.stage is Stage.APPROVED:
        return job_state(job, scene)
    return STAGES[found.stage.value]


def _judged_at(act: str, found: Document, order: PrintJob | None) -> str:
    """What is done to a job is judged where it is to be printed."""
    of_the_job = act in ("hold", "route", "jump", "break_lease", "reprint", "reprint_sheet")
    return order.office if of_the_job and order is not None else lies_at(found, order)


def _bundle(connection: Connection, me: Me, row: dict[str, Any]) -> list[dict[str, Any]]:
    """The other documents of the same application, each with what comes next."""
    own = register.application_of(row) if row else None
    rows = register.together(connection, me.codes, [own[1]]).get(own, []) if own else []
    return [
        {
            "document": one["document"],
            "receipt": one["receipt"],
            "kind": kind(one),
            "cause": cause_word(one["cause"]),
            "state": STAGES[one["stage"]],
        }
        for one in rows
        if one["document"] != row["document"]
    ]


def _lines(found: Document, nik: str | None = None) -> list[dict[str, Any]]:
    """Data approved beside data as it fits on the card; of other documents what is printed."""
    if found.fields is None:
        return []
    if found.kind != KTP_EL:
        return [
            {"label": field(name), "text": _shown(name, text, nik), "shown": "", "cut": 0}
            for name in KINDS[found.kind].fields
            if (text := found.fields.get(name)) and name != "photo"
        ]
    lines = [{"label": "NIK", "text": nik or masked(found.nik), "shown": "", "cut": 0}]
    for line in (*face_lines(found.fields), blood_line(found.fields)):
        fitted = fit(line.text, line.width, line.lines)
        shown = " ".join(fitted.lines)
        lines.append({"label": _(line.label), "text": line.text, "shown": shown, "cut": fitted.cut})
    return lines


def _checks(
    found: Document, me: Me, word: str | None, scene: Scene, recorder: str | None
) -> list[Check]:
    problems = problems_of(found.kind, found.fields or {})
    return [
        _check(
            _("Teks muat"),
            not problems,
            _("semua bidang utuh"),
            Refused(Reason.NOT_RENDERABLE, problems=" ".join(problems)),
        ),
        *_of_the_kind(found, me, word),
        _four_eyes(found, me, recorder),
        _oddities(found),
        *_blank(found, scene),
    ]


def _of_the_kind(found: Document, me: Me, word: str | None) -> list[Check]:
    if found.kind == KTP_EL:
        too_young = found.not_before is not None and found.not_before > me.today
        refused = Refused(Reason.BEFORE_17, until=found.not_before or "")
        return [
            _word(found, word),
            _check(_("Genap 17 tahun"), not too_young, _since_17(found), refused),
        ]
    checks = [_papers(found, me)]
    if found.kind == KIA:
        checks.append(_child(found, me))
    return checks


def _papers(found: Document, me: Me) -> Check:
    shown = ((found.fields or {}).get(PAPERS) or "").split()
    missing = lacking(found.kind, found.cause, shown, me.today)
    refused = Refused(Reason.PAPERS_LACKING, papers=" ".join(one.paper for one in missing))
    return _check(_("Berkas lengkap"), not missing, _("menurut Perpres 96/2018"), refused)


def _child(found: Document, me: Me) -> Check:
    try:
        may_have_a_card(found.fields or {}, me.today)
    except Refused as refused:
        return Check(_("Umur dan foto"), passed=False, detail="", said=said(refused))
    return Check(_("Umur dan foto"), passed=True, detail=_("di bawah 17 tahun, belum kawin"))


def _blank(found: Document, scene: Scene) -> list[Check]:
    """Only cards wait for one."""
    if not KINDS[found.kind].is_card:
        return []
    there = (found.office, found.kind) in scene.blanks
    detail = _("di printer kantor ini") if there else _("belum ada kotak terbuka")
    return [Check(_("Blangko ada"), there, detail, None, hard=False)]


def _shown(name: str, text: str, nik: str | None) -> str:
    """Dates as staff say them, every NIK as pages show one."""
    last = name.rpartition(".")[2]
    if last == "nik":
        return text if text == nik else masked(text)
    if last.endswith("_date"):
        with suppress(ValueError):
            return day(text)
    return _(SEXES.get(text, text)) if last == "sex" else text


def _word(found: Document, word: str | None) -> Check:
    """Only a first card waits for it; a replacement records nothing anew."""
    name = _("Siap cetak di pusat")
    if found.cause != "first":
        return Check(name, passed=True, detail=_("tidak perlu untuk kartu pengganti"))
    refused = Refused(Reason.STATUS_SUPERSEDED, status=word or _("belum terlihat"))
    return _check(name, word == PRINT_READY, _("terlihat {word}").format(word=word), refused)


def _oddities(found: Document) -> Check:
    """Never a reason to refuse: a NIK keeps its digits through splits and corrections."""
    odd = "; ".join(_(WARNINGS.get(code, code)) for code in found.warnings)
    return Check(_("Data wajar"), not odd, odd or _("tidak ada yang janggal"), hard=False)


def _four_eyes(found: Document, me: Me, recorder: str | None) -> Check:
    """The rule itself: whoever corrected the data is refused like the one who took it in."""
    by = By(actor=me.staff, actor_person=me.person, recorded_at="", occurred_at="")
    try:
        approver_is_not_the_enroller(found, by, recorder)
    except Refused as refused:
        return Check(_("Empat mata"), passed=False, detail="", said=said(refused))
    return Check(_("Empat mata"), passed=True, detail=_("perekam dan Anda berbeda orang"))


def _since_17(found: Document) -> str:
    if not found.not_before:
        return _("sudah atau pernah kawin")
    return _("sejak {day}").format(day=day(found.not_before))


def _check(name: str, passed: bool, detail: str, refused: Refused) -> Check:
    return Check(name, passed, detail, None if passed else said(refused))
