"""`/capaian`: how far each indicator is, out of whom, as of when, and what is wanting."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import Connection

from application.language import _
from application.targets.words import INDICATORS, WHO
from domain.figures.coverage import Coverage
from domain.figures.indicators import INDICATORS as KNOWN
from domain.figures.indicators import Indicator
from domain.people.permission import Act
from domain.refusal import Reason, Refused
from projections.figures import queries as figures
from projections.figures import statements
from projections.figures.statements import Said
from web.answering import page
from web.pages.figures.asked import Asked
from web.pages.figures.wording import percent
from web.signed_in import Me, Posted, TheHouse
from web.words import day, number

router = APIRouter(prefix="/capaian")
Row = dict[str, Any]
FULL = 10_000
"""Hundredths of a percent: the width of a bar. A share over it is said, and drawn full."""


@router.get("")
def show(
    request: Request, house: TheHouse, me: Posted, asked: Annotated[Asked, Query()]
) -> Response:
    """Of the first place of the posting, or of the one asked for; then by place."""
    place = asked.tempat or me.codes[0]
    if place not in me.codes:
        raise Refused(Reason.NOT_FOUND)
    with house.views.connect() as connection:
        rows = statements.standing(connection)
        own = {code: _own(connection, me.codes, one) for code, one in KNOWN.items()}
    found = [
        _indicator(me, one, statements.said(rows, place, one.code, me.today), own[one.code], place)
        for one in KNOWN.values()
    ]
    return page(request, "coverage.html", me, {
        "place": me.office_name(place),
        "chosen": place,
        "places": [{"code": row["code"], "name": row["name"]} for row in me.offices],
        "indicators": found,
        "by_place": [
            {"word": _(INDICATORS[one.code]), "rows": parts}
            for one in KNOWN.values()
            if (parts := _parts(me, one, rows, own[one.code], place))
        ],
        "may_state": me.may(Act.SET_TARGETS),
        "today": me.today,
    })  # fmt: skip


def _own(connection: Connection, codes: list[str], one: Indicator) -> dict[str, int] | None:
    """What Terbit itself gave out there; None where it knows nothing of it."""
    if one.held:
        return figures.held_by(connection, codes, one.held)
    if one.handed_over:
        return figures.given_by(connection, codes, one.handed_over)
    return None


def _parts(
    me: Me, one: Indicator, rows: list[Row], own: dict[str, int] | None, place: str
) -> list[Row]:
    """The points under a place that a source says something of."""
    below = [code for code in me.codes if code != place and code.startswith(place)]
    said = {code: statements.said(rows, code, one.code, me.today) for code in below}
    return [
        _indicator(me, one, found, own, code)
        for code, found in said.items()
        if found.count or found.base or found.target
    ]


def _indicator(me: Me, one: Indicator, said: Said, own: dict[str, int] | None, place: str) -> Row:
    counted, base, target = said.count, said.base, said.target
    coverage = Coverage(
        count=counted["value"] if counted else 0,
        base=base["value"] if base else None,
        target=target["value"] if target else None,
    )
    share = coverage.share if one.is_share and counted and base else None
    wanting = coverage.wanting(is_share=one.is_share) if counted else None
    who, of = WHO[one.code]
    return {
        "code": one.code,
        "word": _(INDICATORS[one.code]),
        "place": me.office_name(place),
        "who": _(who),
        "of": _(of),
        "is_share": one.is_share,
        "count": _stated(counted),
        "base": _stated(base) if one.is_share else None,
        "target": _target(one, target),
        "share": share,
        "share_said": percent(share),
        "width": min(share, FULL) / 100 if share is not None else None,
        "aim": target["value"] / 100 if target and one.is_share else None,
        "is_over": share is not None and coverage.is_over,
        "over_by": number(coverage.count - (coverage.base or 0)) if coverage.is_over else "",
        "wanting": wanting,
        "wanting_said": number(wanting) if wanting is not None else "",
        "days_differ": bool(counted and base and counted["as_of"] != base["as_of"]),
        "is_known": bool(counted or base or target or _sum(own, place)),
        "own": _sum(own, place),
        "own_said": number(_sum(own, place) or 0),
    }


def _sum(own: dict[str, int] | None, place: str) -> int | None:
    """A dinas with its points."""
    if own is None:
        return None
    return sum(count for code, count in own.items() if code.startswith(place))


def _stated(row: Row | None) -> Row | None:
    if row is None:
        return None
    return {
        "value": row["value"],
        "said": number(row["value"]),
        "as_of": row["as_of"],
        "day": day(row["as_of"]),
        "source": row["source"],
        "letter": row["letter"],
    }


def _target(one: Indicator, row: Row | None) -> Row | None:
    if row is None:
        return None
    said = percent(row["value"]) if one.is_share else number(row["value"])
    return {**(_stated(row) or {}), "said": said, "since": day(row["valid_from"])}
