"""`/target`: what sources stated, all of it, and a list of more taken in."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from application.deciding import Order
from application.importing.report import FileRefused
from application.language import _
from application.phrases import in_words
from application.targets.stating import take_targets
from application.targets.words import INDICATORS, KINDS
from domain.figures.indicators import INDICATORS as KNOWN
from domain.figures.state import FigureKind
from domain.people.permission import Act
from domain.refusal import Reason, Refused
from projections.figures import statements
from projections.people import queries as people
from web.acting import LONGEST
from web.answering import page
from web.house import House
from web.pages.figures.wording import percent
from web.pages.import_upload import Upload, received
from web.problems import Problem
from web.signed_in import Me, Posted, TheHouse
from web.words import day, number, when

router = APIRouter(prefix="/target")
MOST = 200
Row = dict[str, Any]


class Asked(BaseModel):
    halaman: int = Field(default=1, ge=1, le=100_000)


@router.get("")
def show(
    request: Request, house: TheHouse, me: Posted, asked: Annotated[Asked, Query()]
) -> Response:
    return page(request, "targets.html", me, _shown(house, me, asked.halaman, None))


def _shown(house: House, me: Me, number_of_page: int, report: Row | None) -> Row:
    with house.views.connect() as connection:
        rows = statements.every(connection, me.codes, MOST, (number_of_page - 1) * MOST)
        total = statements.number(connection, me.codes)
        names = people.names(connection)
    return {
        "rows": [_row(me, row, names) for row in rows],
        "total": total,
        "next": number_of_page + 1 if number_of_page * MOST < total else 0,
        "report": report,
        "may_state": me.may(Act.SET_TARGETS),
        "indicators": INDICATORS,
    }


def _row(me: Me, row: Row, names: dict[str, str]) -> Row:
    one = KNOWN.get(row["indicator"])
    share = row["kind"] == FigureKind.TARGET and one is not None and one.is_share
    return {
        "position": row["position"],
        "indicator": _(INDICATORS.get(row["indicator"], row["indicator"] or "")),
        "place": me.office_name(row["office"]),
        "kind": _(KINDS[FigureKind(row["kind"])]),
        "value": row["value"],
        "said": percent(row["value"]) if share else number(row["value"]),
        "as_of": day(row["as_of"]),
        "valid_from": day(row["valid_from"]),
        "source": row["source"],
        "letter": row["letter"] or "",
        "stands": row["stands"],
        "who": names.get(row["actor"], ""),
        "when": when(row["recorded_at"], me.zone),
    }


@router.post("")
async def upload(request: Request, house: TheHouse, me: Posted) -> Response:
    """Good rows are in at once; the page says which are not, and why."""
    got = await received(request, house.imports.uploads)
    report = await run_in_threadpool(_taken, house, me, got)
    data = await run_in_threadpool(_shown, house, me, 1, report)
    return page(request, "targets.html", me, data)


def _taken(house: House, me: Me, got: Upload) -> Row:
    office = me.posting["office"] if me.posting else ""
    command_id = got.fields.get("command_id", "")
    try:
        if not me.may(Act.SET_TARGETS, office):
            raise me.refused(Act.SET_TARGETS, office) or Refused(Reason.NO_LIVE_POSTING)
        if not 8 <= len(command_id) <= LONGEST:
            raise Problem(_("Formulir ini tidak lengkap."), _("Muat ulang halaman ini."))
        order = Order(command_id=command_id, who=me.who())
        report, answer = take_targets(house.centre, order, got.path, office)
    except FileRefused as refused:
        cure = _("Belum ada yang dicatat dari berkas ini.")
        raise Problem(in_words(refused.reason), cure, code=refused.code) from refused
    finally:
        got.path.unlink(missing_ok=True)
    position = answer.get("position")
    if isinstance(position, int):
        house.settle_views(position)
    told = [
        {**problem.as_json(), "reason": in_words(problem.reason)} for problem in report.rejected
    ]
    return {**report.as_json(), "rejected": told, "name": got.name}
