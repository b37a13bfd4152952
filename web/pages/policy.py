"""`/kebijakan`: which classes of documents are served, in which order, from which day."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from pydantic import Field

from application import publishing_policy
from application.language import _
from application.publishing_policy import Policy
from domain.documents.kinds import KINDS, KTP_EL
from projections.people import queries as people
from web.acting import Command, carry_out
from web.answering import done, page
from web.pages.fields import Day, Plain
from web.signed_in import Posted, TheHouse
from web.words import cause_word, day, kind_word

router = APIRouter(prefix="/kebijakan")
CLASSES = (
    (KTP_EL, "first"),
    *((kind.name, cause) for kind in KINDS.values() for cause in kind.counter_causes),
)
"""Every kind and cause that a queue can hold."""
Turn = Annotated[int, Field(ge=0, le=len(CLASSES))]


class Published(Command):
    """`turn`: per class of `CLASSES`, its place in the order; 0 is not served."""

    effective_from: Day
    letter: Plain = Field(default="", max_length=80)
    turn: list[Turn] = Field(min_length=len(CLASSES), max_length=len(CLASSES))
    arrival: list[Annotated[int, Field(ge=0, lt=len(CLASSES))]] = Field(default_factory=list)
    """Classes (their place in `CLASSES`) that are printed when the applicant is there."""
    undo_seconds: int = Field(ge=0, le=600)
    witnesses: int = Field(ge=0, le=9)


@router.get("")
def show(request: Request, house: TheHouse, me: Posted) -> Response:
    with house.views.connect() as connection:
        found = people.policy(connection, me.codes[0], me.today)
    return page(request, "policy.html", me, _shown(found, house.centre.undo_seconds))


def _shown(found: people.Row | None, undo_seconds: int) -> dict[str, Any]:
    classes = found["classes"] if found else []
    named = [(one["kind"], one["cause"]) for one in classes if one["served"]]
    closed = {(one["kind"], one["cause"]) for one in classes if not one["served"]}
    arrival = {(one["kind"], one["cause"]) for one in classes if one.get("on_arrival")}
    order = [*named, *(one for one in CLASSES if one not in named and one not in closed)]
    return {
        "classes": [
            {
                "word": f"{kind_word(kind)} {cause_word(cause)}",
                "arrival": (kind, cause) in arrival,
                "turn": 0 if (kind, cause) in closed else order.index((kind, cause)) + 1,
            }
            for kind, cause in CLASSES
        ],
        "letter": found["letter"] if found else "",
        "since": day(found["effective_from"]) if found else "",
        "undo_seconds": found["undo_seconds"] if found else undo_seconds,
        "witnesses": found["witnesses"] if found else 2,
    }


@router.post("")
def publish(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Published, Form()]
) -> Response:
    asked = Policy(
        effective_from=form.effective_from.isoformat(),
        letter=form.letter,
        classes=_classes(form.turn, set(form.arrival)),
        undo_seconds=form.undo_seconds,
        witnesses=form.witnesses,
    )
    order = form.order(me)
    answer = carry_out(
        house, lambda: publishing_policy.publish(house.centre, order, me.codes, asked)
    )
    return done(request, "/kebijakan", answer, _("Kebijakan diterbitkan."))


def _classes(turns: list[int], arrival: set[int]) -> list[dict[str, Any]]:
    """In the order of their turns; those that are not served at the end."""
    given = sorted(enumerate(turns), key=lambda pair: (pair[1] == 0, pair[1]))
    return [
        {
            "kind": CLASSES[number][0],
            "cause": CLASSES[number][1],
            "served": turn > 0,
            "on_arrival": number in arrival,
        }
        for number, turn in given
    ]
