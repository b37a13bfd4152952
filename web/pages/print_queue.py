"""`/antrean`: what waits for an act, and the acts; one command per document."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from pydantic import BaseModel, Field

from application import approving, revoking
from application.deciding import Answer, Order
from application.errors import Conflict
from application.language import _
from domain.documents.kinds import KINDS
from domain.event import StreamId
from domain.people.permission import Act
from domain.refusal import Reason, Refused
from projections.register import queries as register
from web.acting import Command, TwoPeople, carry_out, second_person
from web.answering import TEMPLATES, done, from_htmx, page, wants_json
from web.bundles import MOST
from web.house import House
from web.pages import queue_rows
from web.pages.searching import Sealed, opened
from web.problems import Problem, as_problem, conflict, said
from web.reasons import Said
from web.signed_in import Me, Posted, TheHouse
from web.words import kind_word

router = APIRouter(prefix="/antrean")
PICK = "[0-9a-f]{32}(:[0-9a-f]{64})?"
Pick = Annotated[str, Field(pattern=f"^{PICK}( {PICK}){{0,{MOST - 1}}}$")]
MOST_PICKED = 200
MOST_UNDONE = 900
"""Of several approvals within one window; a form has no more than a thousand fields."""

Row = dict[str, Any]
Work = Callable[[Order, StreamId, str], Answer]


class Filter(BaseModel):
    """What stands in the address."""

    tab: Literal["setujui", "tertahan", "dikembalikan", "stasiun", "tak-pasti"] = "setujui"
    tempat: str = Field(default="", max_length=10)
    jenis: str = Field(default="", max_length=20, pattern="^[a-z_]*$")
    cari: Sealed = ""
    sesudah: str = Field(default="", pattern=r"^([0-9]{1,3}~[0-9TZ:.-]{0,32}~[0-9a-f]{32})?$")


class Picked(Command):
    """`pick`: document, or document:digest as shown; a ticked row may be a bundle of them."""

    pick: list[Pick] = Field(default_factory=list, max_length=MOST_PICKED)
    back: str = Field(default="/antrean", pattern=r"^/([^/\\][^\\]*)?$", max_length=900)

    @property
    def picks(self) -> list[str]:
        return [one for row in self.pick for one in row.split(" ")]


class Undone(Picked):
    pick: list[Pick] = Field(default_factory=list, max_length=MOST_UNDONE)


class Reasoned(Picked):
    reason: str = Field(default="", max_length=500)
    code: str = Field(default="lain", max_length=40)


class Routed(Reasoned):
    """`office`: where it shall be printed instead."""

    office: str = Field(max_length=10)


@router.get("")
def show(
    request: Request, house: TheHouse, me: Posted, wanted: Annotated[Filter, Query()]
) -> Response:
    offices = [wanted.tempat] if wanted.tempat in me.codes else me.codes
    text = opened(house, me, wanted.cari)
    sought = register.Sought(text, wanted.jenis)
    asked = queue_rows.Wanted(tab=wanted.tab, offices=offices, sought=sought, after=wanted.sesudah)
    views = house.saved_views.of(me.staff)
    with house.views.connect() as connection:
        data = queue_rows.board(house, me, connection, asked)
    kinds = {code: kind_word(code) for code in KINDS}
    return page(
        request,
        "queue.html",
        me,
        {
            **data,
            **wanted.model_dump(),
            "q": text,
            "views": views,
            "kind_words": kinds,
            "most_undone": MOST_UNDONE,
        },
    )


@router.post("/setujui")
def approve(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Picked, Form()]
) -> Response:
    """The digest comes with the row: what is approved is what was shown."""

    def work(order: Order, document: StreamId, digest: str) -> Answer:
        answer = approving.approve(house.centre, order, document, digest)
        house.render_ahead(StreamId(answer["print_job"]))
        return answer

    return each(request, house, me, form, work)


@router.post("/urungkan")
def undo(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Undone, Form()]
) -> Response:
    def work(order: Order, document: StreamId, _digest: str) -> Answer:
        return approving.undo(house.centre, order, document)

    return each(request, house, me, form, work, MOST_UNDONE)


@router.post("/kembalikan")
def send_back(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Reasoned, Form()]
) -> Response:
    return each(request, house, me, form, _ending(house, form, "incomplete"))


@router.post("/tolak")
def reject(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Reasoned, Form()]
) -> Response:
    return each(request, house, me, form, _ending(house, form, "rejected"))


@router.post("/batalkan")
def cancel(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Reasoned, Form()]
) -> Response:
    return each(request, house, me, form, _ending(house, form, "complete"))


def _ending(house: House, form: Reasoned, then: str) -> Work:
    def work(order: Order, document: StreamId, _digest: str) -> Answer:
        return approving.send_back(house.centre, order, document, then, form.code, form.reason)

    return work


class Jump(TwoPeople):
    document: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    reason: str = Field(default="", max_length=500)


@router.post("/dahulukan")
def jump(request: Request, house: TheHouse, me: Posted, form: Annotated[Jump, Form()]) -> Response:
    """Before its turn: two people, who say why."""
    job = _job(house, StreamId(form.document))
    place = str(getattr(house.centre.registry.load(job).state, "office", ""))
    order = form.order(me, second=second_person(request, house, me, form, Act.JUMP, place))
    answer = carry_out(house, lambda: approving.jump(house.centre, order, job, form.reason))
    return done(request, f"/antrean/{form.document}", answer)


class Break(TwoPeople):
    document: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    reason: Literal["silent", "broken"]


@router.post("/putuskan")
def break_lease(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Break, Form()]
) -> Response:
    """A station that nobody waits for any more: two people, for it may print all the same."""
    job = _job(house, StreamId(form.document))
    place = str(getattr(house.centre.registry.load(job).state, "office", ""))
    order = form.order(me, second=second_person(request, house, me, form, Act.BREAK_LEASE, place))
    answer = carry_out(house, lambda: revoking.break_lease(house.centre, order, job, form.reason))
    return done(request, f"/antrean/{form.document}", answer, _("Sewa stasiun diputus."))


@router.post("/tahan")
def hold(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Reasoned, Form()]
) -> Response:
    def work(order: Order, document: StreamId, _digest: str) -> Answer:
        if not form.reason.strip():
            raise Refused(Reason.NO_REASON)
        job = _job(house, document)
        return approving.hold(house.centre, order, job, form.code, form.reason)

    return each(request, house, me, form, work)


@router.post("/pindahkan")
def route(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Routed, Form()]
) -> Response:
    def work(order: Order, document: StreamId, _digest: str) -> Answer:
        job = _job(house, document)
        return approving.route(house.centre, order, job, form.office, None, form.reason)

    return each(request, house, me, form, work)


@router.post("/lepas")
def release(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Reasoned, Form()]
) -> Response:
    """All holds of the job."""

    def work(order: Order, document: StreamId, _digest: str) -> Answer:
        return approving.release(house.centre, order, _job(house, document))

    return each(request, house, me, form, work)


def _job(house: House, document: StreamId) -> StreamId:
    """Only what is approved waits in a queue and can be held there."""
    state = house.centre.registry.load(document).state
    job = getattr(state, "print_job", None)
    if job is None:
        raise Refused(Reason.WRONG_STATE, state=str(getattr(state, "stage", "none")))
    return StreamId(job)


def each(
    request: Request, house: House, me: Me, form: Picked, work: Work, most: int = MOST_PICKED
) -> Response:
    """One command per document; those refused are said one by one, the others are done."""
    if len(form.picks) > most:
        cure = _("Pilih paling banyak {most} dokumen.").format(most=most)
        raise Problem(_("Terlalu banyak sekaligus."), cure)
    finished: list[Answer] = []
    refused: list[Row] = [] if form.pick else [as_problem("none_picked", _nothing(), {})]
    for pick in form.picks:
        document, _sep, digest = pick.partition(":")
        # One form, several buttons: each act is a command of its own.
        order = form.order(me, f"{request.url.path}.{document}")
        try:
            finished.append(work(order, StreamId(document), digest))
        except Refused as error:
            words = said(error, me.zone)
            problem = as_problem(error.reason.value, words, error.details)
            refused.append({"document": document, **problem})
        except Conflict:
            problem = as_problem("conflict", conflict(), {})
            refused.append({"document": document, **problem})
    positions = [answer["position"] for answer in finished if "position" in answer]
    carry_out(house, lambda: {"position": max(positions, default=0)})
    return _told(request, me, form, finished, [_named(house, one) for one in refused])


def _nothing() -> Said:
    return Said(_("Belum ada yang dipilih."), _("Centang baris, atau tekan x pada baris."))


def _named(house: House, problem: Row) -> Row:
    """The ticket beside the sentence, so that a list of refusals can be read; it names nobody."""
    with house.views.connect() as connection:
        row = register.document(connection, problem.get("document", "")) or {}
    return {**problem, "receipt": row.get("receipt")}


def _told(
    request: Request, me: Me, form: Picked, finished: list[Answer], refused: list[Row]
) -> Response:
    status = 409 if refused else 200
    if wants_json(request):
        answer = done(request, form.back, {"done": finished, "refused": refused})
        answer.status_code = status if not finished else 200
        return answer
    if not refused:
        return done(request, form.back, {})
    data = {"refused": refused, "finished": len(finished), "back": form.back}
    if from_htmx(request):
        return TEMPLATES.TemplateResponse(request, "_refused.html", data, status_code=status)
    return page(request, "refused.html", me, data, status)
