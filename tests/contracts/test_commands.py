"""Commands: the same id is one act, whoever comes first, and a conflict is decided again."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from application import approving
from application.deciding import TRIES, Answer, Desk, decide
from application.errors import Conflict
from application.ports import Identifiers
from domain.event import StreamId
from domain.offices.events import Opened
from tests.support.office import Office
from tests.support.saving import saving

STREAM = StreamId("1" * 32)


def write(desk: Desk, name: str) -> Answer:
    """Write the stream that all decisions of this file race for."""
    opened = Opened(by=desk.by, code="1", name=name, type="dinas", timezone="Asia/Jakarta")
    desk.add(STREAM, [opened])
    return {"name": name}


def somebody_else_writes(office: Office) -> None:
    decide(office.centre, office.order(office.admin), lambda desk: write(desk, "other"))


class SecondClick:
    """Ids as ever; but while the first is drawn, `meanwhile` happens on another thread's behalf."""

    def __init__(self, inner: Identifiers, meanwhile: Callable[[], object]) -> None:
        self._inner, self._meanwhile = inner, meanwhile
        self._happened = False

    def new(self) -> str:
        if not self._happened:
            self._happened = True
            self._meanwhile()
        return self._inner.new()

    def token(self, size: int) -> bytes:
        return self._inner.token(size)


def test_a_command_that_lost_the_race_to_itself_gets_the_first_answer(office: Office) -> None:
    """A double click on two threads: the second finds the arrow gone, and was right all along."""
    document = office.complete()
    order = office.order(office.staff.approver)
    digest = office.document(document).digest or ""
    first: list[Answer] = []

    def click() -> None:
        first.append(approving.approve(office.centre, order, document, digest))

    slow = replace(office.centre, identifiers=SecondClick(office.identifiers, click))
    with saving(office) as saved:
        second = approving.approve(slow, order, document, digest)

    assert first[0]["print_job"] == second["print_job"]
    assert ["document.approved", "print_job.queued"] == saved.topics


def test_a_decision_that_lost_a_version_is_made_again_on_what_is_there_now(office: Office) -> None:
    seen: list[Any] = []

    def work(desk: Desk) -> Answer:
        seen.append(desk.load(STREAM))
        made = write(desk, "mine")
        if len(seen) == 1:
            somebody_else_writes(office)
        return made

    decide(office.centre, office.order(office.admin), work)

    assert [None, "other"] == [getattr(state, "name", None) for state in seen]


def test_after_five_lost_versions_it_is_a_conflict_and_nothing_is_stored(office: Office) -> None:
    order = office.order(office.admin)
    tries: list[None] = []

    def work(desk: Desk) -> Answer:
        made = write(desk, "mine")
        somebody_else_writes(office)
        tries.append(None)
        return made

    with saving(office) as saved, pytest.raises(Conflict):
        decide(office.centre, order, work)

    assert (TRIES, ["office.opened"] * TRIES) == (len(tries), saved.topics)
    assert office.centre.registry.claiming.answer(order.command_id) is None
    assert "other" == office.centre.registry.load(STREAM).state.name
