"""From a form to a decision: who, with whom, under which id; then wait until pages show it."""

import json
from collections.abc import Callable
from typing import Any

from fastapi import Request
from pydantic import BaseModel, Field

from application.deciding import Answer, Order
from application.language import _
from domain.event import Person
from domain.people.permission import Act, judge
from projections.people import queries as people
from web.house import House
from web.problems import Problem
from web.signed_in import Me

LONGEST = 64


class Command(BaseModel):
    """Every form carries the id made when its page was rendered: sent twice, done once."""

    command_id: str = Field(min_length=8, max_length=LONGEST)

    def order(self, me: Me, part: str = "", second: Person | None = None) -> Order:
        """`part` tells the decisions of one form apart; an id is of one person and one form."""
        own = f"{me.staff}.{type(self).__name__}.{self.command_id}"
        command_id = f"{own}.{part}" if part else own
        return Order(command_id=command_id, who=me.who(), second=second)


SIGNED_BY = ("second_login", "second_password")


class TwoPeople(Command):
    """A form that a second person signs on the spot with login and password."""

    second_login: str = Field(max_length=LONGEST)
    second_password: str = Field(max_length=200)


def done_before(house: House, order: Order) -> Answer | None:
    """The first answer to a form that comes again; what a page knew then may be over."""
    text = house.centre.registry.claiming.answer(order.command_id)
    answer: Answer | None = None if text is None else json.loads(text)
    return answer


def carry_out(house: House, work: Callable[[], Answer]) -> Answer:
    """The use case's answer, once the read models know of it."""
    answer = work()
    position = answer.get("position")
    if isinstance(position, int):
        house.settle_views(position)
    return answer


def second_person(
    request: Request, house: House, me: Me, form: TwoPeople, what: Act, place: str = ""
) -> Person:
    """The second person with a live posting for the act where the thing is. Raises Problem.

    `place`: an office; else the one of the first person's posting.
    """
    staff = house.limit.guarded(
        request,
        form.second_login,
        lambda: house.accounts.verify(form.second_login, form.second_password),
    )
    if staff is None:
        why = _("Nama atau kata sandi orang kedua tidak cocok.")
        raise Problem(why, code="second", fields=dict.fromkeys(SIGNED_BY, why))
    with house.views.connect() as connection:
        member = people.member(connection, staff)
        postings = people.postings_of(connection, staff, me.at)
    own = str(me.posting["office"]) if me.posting else ""
    fitting = [row for row in postings if _fits(what, row, me, place or own)]
    if member is None or not fitting:
        why = _("Orang kedua tidak punya penugasan untuk perbuatan ini di tempat ini.")
        raise Problem(why, code="second", fields={"second_login": why})
    return Person(staff=staff, person=member["person"], posting=fitting[0]["posting"])


def _fits(what: Act, row: dict[str, Any], me: Me, office: str) -> bool:
    return judge(what, people.posting_of(row), office, me.at) is None
