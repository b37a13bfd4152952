"""`/riwayat/beda`: one thing, or the whole installation, at two moments: only what differs."""

from contextlib import closing
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field
from sqlalchemy import Connection

from application.language import N_, _
from domain.stock.places import Place
from projections.history import whole
from projections.history.moments import Moment
from web.answering import page
from web.house import House
from web.pages.history.asked import Asked, Point, Where, moment, reader, told
from web.pages.history.state_words import WAITING
from web.pages.history.states import facts_of
from web.signed_in import Me, Posted, TheHouse
from web.states import JOBS, STAGES
from web.words import PLACES, kind_word

router = APIRouter(prefix="/riwayat")
BASE = "/riwayat/beda"
TERMS = tuple(place.value for place in Place)
OF_STATES = (
    ("document", N_("Dokumen"), {code: state.word for code, state in STAGES.items()}),
    ("print_job", N_("Tugas cetak"), {**WAITING, **{code: one.word for code, one in JOBS.items()}}),
)


class Two(Asked):
    """`dari` and `sampai`: the two moments; `hal`: the subject, or nothing for the whole."""

    dari: Where = None
    hal: str = Field(default="", max_length=96)


@router.get("/beda")
def show(
    request: Request, house: TheHouse, me: Posted, wanted: Annotated[Two, Query()]
) -> Response:
    reader(me)
    occurred = wanted.by_occurrence and bool(wanted.hal)
    with house.views.connect() as connection:
        first = _first(connection, wanted.dari, me, occurred=occurred)
        second = moment(connection, wanted.sampai, me.zone, occurred=occurred)
        if wanted.hal:
            rows, equal = _of_subject(house, connection, me, wanted.hal, (first, second))
            groups = [{"title": "", "rows": rows, "equal": equal, "figures": False}]
        else:
            groups = _of_whole(house, connection, (first, second))
        first_said = told(connection, first, wanted.dari, me, opening=True)
        second_said = told(connection, second, wanted.sampai, me)
    low, high = sorted((first_said["position"], second_said["position"]))
    return page(request, "history_difference.html", me, {
        "asked": wanted,
        "subject": wanted.hal,
        "groups": groups,
        "first": first_said,
        "second": second_said,
        "base": BASE,
        "between": _between(wanted, low, high, occurred=occurred),
        "export": Asked().address("/riwayat/ekspor", sejak=low + 1, hingga=high),
    })  # fmt: skip


def _first(connection: Connection, point: Point | None, me: Me, *, occurred: bool) -> Moment:
    """Without one the log begins. What happened on a day is the difference from it to it."""
    if point is None:
        return Moment(0)
    return moment(connection, point, me.zone, occurred=occurred, opening=True)


def _of_subject(
    house: House, connection: Connection, me: Me, subject: str, moments: tuple[Moment, Moment]
) -> tuple[list[dict[str, Any]], int]:
    before, after = facts_of(house, connection, me, subject, moments)
    return _differing(before, after)


def _differing(before: dict[str, Any], after: dict[str, Any]) -> tuple[list[dict[str, Any]], int]:
    """What differs, and how many are the same."""
    every = list(dict.fromkeys([*before, *after]))
    rows = [
        {"label": name, "before": before.get(name, "–"), "after": after.get(name, "–")}
        for name in every
        if before.get(name) != after.get(name)
    ]
    return rows, len(every) - len(rows)


def _of_whole(
    house: House, connection: Connection, moments: tuple[Moment, Moment]
) -> list[dict[str, Any]]:
    """The eleven terms per kind of blank, and documents and jobs by state, with the change."""
    with closing(house.log_reader()) as log:
        stocks = [whole.by_kind(rows) for rows in whole.stock(connection, log, moments)]
    counts = [whole.states(connection, at.position) for at in moments]
    groups = [
        _group(
            _("Blangko {kind}").format(kind=kind_word(kind)),
            {term: PLACES[term] for term in TERMS},
            [one.get(kind, {}) for one in stocks],
        )
        for kind in sorted({*stocks[0], *stocks[1]})
    ]
    for head, title, words in OF_STATES:
        named = {f"{head}:{code}": word for code, word in words.items()}
        groups.append(_group(_(title), named, counts))
    return groups


def _group(title: str, words: dict[str, str], both: list[dict[str, int]]) -> dict[str, Any]:
    """All rows that hold anything: a figure that stayed is told as well."""
    first, second = both
    rows = [
        {
            "label": _(word),
            "before": first.get(code, 0),
            "after": second.get(code, 0),
            "change": second.get(code, 0) - first.get(code, 0),
        }
        for code, word in words.items()
        if first.get(code) or second.get(code)
    ]
    return {"title": title, "rows": rows, "equal": 0, "figures": True}


def _between(wanted: Two, low: int, high: int, *, occurred: bool) -> str:
    """The events that made the difference."""
    if wanted.hal:
        point = wanted.sampai.text if wanted.sampai else None
        waktu = "kejadian" if occurred else None
        return Asked().address(f"/riwayat/{wanted.hal}", sampai=point, waktu=waktu)
    return Asked().address("/riwayat", sejak=low + 1, hingga=high)
