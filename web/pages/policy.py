"""`/kebijakan`: which classes of documents are served, in which order, from which day."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from pydantic import AfterValidator, BaseModel, Field

from application import publishing_policy
from application.language import _
from application.publishing_policy import Policy
from domain.documents.kinds import KINDS, KTP_EL
from projections.people import queries as people
from web.acting import Command, carry_out
from web.answering import done, page
from web.pages.fields import Day, Plain
from web.signed_in import Me, Posted, TheHouse
from web.words import cause_word, day, kind_word

router = APIRouter(prefix="/kebijakan")
CLASSES = (
    (KTP_EL, "first"),
    *((kind.name, cause) for kind in KINDS.values() for cause in kind.counter_causes),
)
"""Every kind and cause that a queue can hold."""
Class = Annotated[int, Field(ge=0, lt=len(CLASSES))]
"""Its place in `CLASSES`."""


def _each_once(order: list[int]) -> list[int]:
    if sorted(order) != [*range(len(CLASSES))]:
        raise ValueError("each class has one place")
    return order


class Arranged(BaseModel):
    """`turns`: all classes as they stand; `served`; `arrival`: printed when the applicant is there.

    The other fields come back as they were typed: nothing of it holds before it is published.
    """

    turns: Annotated[list[Class], AfterValidator(_each_once)]
    served: list[Class] = Field(default_factory=list)
    arrival: list[Class] = Field(default_factory=list)
    effective_from: str = Field(default="", max_length=10)
    letter: str = Field(default="", max_length=80)
    undo_seconds: str = Field(default="", max_length=3)
    witnesses: str = Field(default="", max_length=1)


def _of_a_class(move: str) -> str:
    if int(move.partition(".")[0]) >= len(CLASSES):
        raise ValueError("there is no such class")
    return move


class Moved(Arranged):
    move: Annotated[str, Field(pattern=r"^[0-9]{1,2}\.(up|down)$"), AfterValidator(_of_a_class)]


class Published(Command):
    turns: Annotated[list[Class], AfterValidator(_each_once)]
    served: list[Class] = Field(default_factory=list)
    arrival: list[Class] = Field(default_factory=list)
    effective_from: Day
    letter: Plain = Field(default="", max_length=80)
    undo_seconds: int = Field(ge=0, le=600)
    witnesses: int = Field(ge=0, le=9)


@router.get("")
def show(request: Request, house: TheHouse, me: Posted) -> Response:
    found = _in_force(house, me)
    classes = found["classes"] if found else []
    placed = [CLASSES.index((one["kind"], one["cause"])) for one in classes]
    closed = {number for number, one in zip(placed, classes, strict=True) if not one["served"]}
    order = [number for number in placed if number not in closed]
    order += [number for number in range(len(CLASSES)) if number not in {*order, *closed}]
    arranged = Arranged(
        turns=[*order, *sorted(closed)],
        served=order,
        arrival=[
            number for number, one in zip(placed, classes, strict=True) if one.get("on_arrival")
        ],
        effective_from=me.today,
        undo_seconds=str(found["undo_seconds"] if found else house.centre.undo_seconds),
        witnesses=str(found["witnesses"] if found else 2),
    )
    return _page(request, me, arranged, found)


@router.post("/urutan")
def move(request: Request, house: TheHouse, me: Posted, form: Annotated[Moved, Form()]) -> Response:
    """The same form with one class a place higher or lower; nothing is published."""
    text, _, way = form.move.partition(".")
    number = int(text)
    at = form.turns.index(number)
    to = min(max(at + (-1 if way == "up" else 1), 0), len(CLASSES) - 1)
    order = [one for one in form.turns if one != number]
    order.insert(to, number)
    arranged = form.model_copy(update={"turns": order})
    answer = _page(request, me, arranged, _in_force(house, me), (number, way))
    # A page that is only the answer to a form has no address of its own.
    answer.headers["HX-Push-Url"] = "false"
    return answer


def _in_force(house: TheHouse, me: Me) -> people.Row | None:
    with house.views.connect() as connection:
        return people.policy(connection, me.codes[0], me.today)


def _page(
    request: Request,
    me: Me,
    arranged: Arranged,
    found: people.Row | None,
    moved: tuple[int, str] | None = None,
) -> Response:
    number, way = moved or (None, "")
    rows = _rows(arranged)
    data = {
        "classes": rows,
        "form": arranged.model_dump(
            include={"effective_from", "letter", "undo_seconds", "witnesses"}
        ),
        "letter": found["letter"] if found else "",
        "since": day(found["effective_from"]) if found else "",
        "moved": next((row for row in rows if row["number"] == number), None),
        "cursor": f"{number}.{way}",
    }
    return page(request, "policy.html", me, data)


def _rows(arranged: Arranged) -> list[dict[str, Any]]:
    """`turn`: among those that are served; 0 is not served."""
    served = [number for number in arranged.turns if number in arranged.served]
    return [
        {
            "number": number,
            "word": f"{kind_word(CLASSES[number][0])} {cause_word(CLASSES[number][1])}",
            "arrival": number in arranged.arrival,
            "turn": served.index(number) + 1 if number in served else 0,
        }
        for number in arranged.turns
    ]


@router.post("")
def publish(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Published, Form()]
) -> Response:
    asked = Policy(
        effective_from=form.effective_from.isoformat(),
        letter=form.letter,
        classes=_classes(form.turns, {*form.served}, {*form.arrival}),
        undo_seconds=form.undo_seconds,
        witnesses=form.witnesses,
    )
    order = form.order(me)
    answer = carry_out(
        house, lambda: publishing_policy.publish(house.centre, order, me.codes, asked)
    )
    return done(request, "/kebijakan", answer, _("Kebijakan diterbitkan."))


def _classes(order: Sequence[int], served: set[int], arrival: set[int]) -> list[dict[str, Any]]:
    """In their order; those that are not served at the end."""
    return [
        {
            "kind": CLASSES[number][0],
            "cause": CLASSES[number][1],
            "served": number in served,
            "on_arrival": number in arrival,
        }
        for number in sorted(order, key=lambda one: one not in served)
    ]
