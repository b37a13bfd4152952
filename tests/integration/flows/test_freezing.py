"""Flow 15: decisions in scope wait by order, facts go on, and it is known until when."""

from collections.abc import Callable
from typing import Any

import pytest

from application import freezing
from application.deciding import Answer
from application.freezing import FreezeOrder
from domain.event import StreamId
from domain.refusal import Reason, Refused
from domain.stations import facts as f
from projections.people import queries as people
from projections.queue_board import queries as queue
from projections.stations import queries as stations
from tests.support.office import CURUG, DINAS, KELAPA_DUA, Office
from tests.support.saving import saving

UNTIL = "2026-11-30T10:00:00.000Z"
ALL = (DINAS, CURUG, KELAPA_DUA)


def freeze(office: Office, *scope: str, codes: tuple[str, ...] = ALL) -> Answer:
    asked = FreezeOrder(
        scope=scope or ("print",),
        until=UNTIL,
        reason="cut-over",
        ordered_by="470/1/2026",
        notice="Cetak berhenti sementara.",
    )
    return freezing.freeze(office.centre, office.order(office.staff.head), codes, asked)


def resume(office: Office, codes: tuple[str, ...] = ALL) -> Answer:
    backlog = {code: {"pending": 1} for code in codes}
    return freezing.resume(office.centre, office.order(office.staff.head), codes, backlog)


def refusal(work: Callable[[], Any]) -> Refused:
    with pytest.raises(Refused) as refused:
        work()
    return refused.value


def leased(office: Office) -> tuple[StreamId, StreamId, StreamId]:
    box = office.open_box(count=5)
    office.journal.open_shift()
    document = office.complete()
    job = office.approve(document)
    office.lease(job, box)
    return document, job, box


def test_all_offices_are_frozen_in_one_save_and_the_refusal_says_until_when(
    office: Office,
) -> None:
    document = office.complete()
    with saving(office) as saved:
        freeze(office)

    said = refusal(lambda: office.approve(document))

    assert ["office.frozen"] * 3 == saved.topics
    assert (Reason.FROZEN, {"scope": "print", "ends": UNTIL}) == (said.reason, said.details)


def test_only_the_scopes_that_were_named_are_frozen(office: Office) -> None:
    document = office.complete()
    freeze(office, "hand_over")
    office.approve(document)
    freeze(office, "print")

    assert Reason.FROZEN == refusal(lambda: office.approve(office.complete())).reason


def test_one_point_can_be_frozen_alone(office: Office) -> None:
    freeze(office, codes=(KELAPA_DUA,))

    office.approve(office.complete())

    with office.installation.views.connect() as connection:
        office.installation.runner.run_once()
        assert [KELAPA_DUA] == list(people.frozen(connection, "print"))


def test_what_two_orders_stop_at_a_place_waits_for_the_later_of_them(office: Office) -> None:
    freeze(office, codes=(DINAS,))
    sooner = FreezeOrder(
        scope=["print"], until="2026-11-27T10:00:00.000Z", reason="r", ordered_by="o", notice="n"
    )
    freezing.freeze(office.centre, office.order(office.staff.head), [CURUG], sooner)
    office.installation.runner.run_once()
    with office.installation.views.connect() as connection:
        there = people.standing(connection, "print")[CURUG]
        last = people.frozen(connection, "print")[CURUG]

    assert [CURUG, DINAS] == [row["office"] for row in there]
    assert UNTIL == last["until"]


def test_a_lease_stays_and_the_card_in_the_printer_is_finished(office: Office) -> None:
    """Flow 15.2: facts are never frozen."""
    document, job, box = leased(office)
    freeze(office, "print", "hand_over")
    office.journal.start(job, box, "74120001")
    office.journal.printed(job)

    assert "printed" == office.document(document).stage


def test_what_waits_is_told_by_its_ipp_word_and_goes_on_in_its_old_order(office: Office) -> None:
    first, second = (office.approve(office.complete()) for _ in range(2))
    office.open_box()
    freeze(office)
    office.installation.runner.run_once()
    with office.installation.views.connect() as connection:
        rows = queue.listed(connection, [CURUG], ["pending"])
        waiting = queue.Waiting(
            now="2026-11-26",
            blanks=queue.blanks_at(connection),
            frozen=frozenset(people.frozen(connection, "print")),
        )
        said = [queue.ipp(row, waiting) for row in rows]
    resume(office)
    office.journal.open_shift()

    assert [(4, ["service-off-line"])] * 2 == said
    assert {first, second} == {row["print_job"] for row in rows}
    assert office.approve(office.complete())


def test_a_freeze_is_lifted_once(office: Office) -> None:
    freeze(office)
    with saving(office) as saved:
        resume(office)

    assert ["office.resumed"] * 3 == saved.topics
    assert Reason.NOT_FROZEN == refusal(lambda: resume(office)).reason


def test_only_a_head_may_freeze(office: Office) -> None:
    asked = FreezeOrder(scope=["print"], until=UNTIL, reason="r", ordered_by="o", notice="n")
    order = office.order(office.staff.approver)

    said = refusal(lambda: freezing.freeze(office.centre, order, [CURUG], asked))

    assert Reason.NO_LIVE_POSTING == said.reason


@pytest.mark.parametrize(
    ("knew_of", "told"), [("nothing", False), ("freeze", True), ("resume", False)]
)
def test_a_start_after_the_station_knew_of_the_freeze_is_told(
    office: Office, knew_of: str, told: bool
) -> None:
    """Flow 14.8: counted all the same."""
    document, job, box = leased(office)
    before = office.position()
    frozen = freeze(office)["position"]
    lifted = resume(office)["position"] if knew_of == "resume" else 0
    knew = {"nothing": before, "freeze": frozen, "resume": lifted}[knew_of]
    fact = f.AttemptStarted(
        print_job=job,
        lease=1,
        attempt="1.1",
        printer="Kartu 1",
        payload_digest=office.job(job).leases[0].payload_digest,
        box=box,
        expected_serial="74120001",
    )
    office.journal.knew = knew
    office.journal.post(fact)
    office.installation.runner.run_once()
    with office.installation.views.connect() as connection:
        causes = [row["cause"] for row in stations.open_discrepancies(connection)]
    office.journal.printed(job)

    assert told == ("after_freeze" in causes)
    assert "printed" == office.document(document).stage
