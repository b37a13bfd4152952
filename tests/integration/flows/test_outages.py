"""An outage that is recorded stops the service clock of its place, and of no other."""

from datetime import timedelta

import pytest

from application import recording_outages, taking_facts
from application.deciding import stamp
from application.recording_outages import Outage
from domain.event import Person
from domain.refusal import Reason, Refused
from domain.stations import facts as f
from projections.figures import outages, service
from projections.figures import queries as figures
from projections.figures.queries import Window
from tests.support.office import CURUG, KELAPA_DUA, Office


def at(office: Office, **before: float) -> str:
    return stamp(office.clock.now() - timedelta(**before))


def begin(office: Office, who: Person, *codes: str, **before: float) -> None:
    said = Outage(cause="power", at=at(office, **before), note="gardu terbakar")
    recording_outages.begin(office.centre, office.order(who), codes, said)


def late(office: Office) -> dict[str, int]:
    office.installation.runner.run_once()
    with office.installation.views.connect() as connection:
        running = service.clocks(connection, [CURUG, KELAPA_DUA], office.clock.now())
    return {one.office: one.late for one in running}


def test_the_clock_stands_where_the_lights_are_out_and_runs_on_after(office: Office) -> None:
    office.complete()
    elsewhere = office.recording(name="TUTI MISAL")
    office.capture(elsewhere, office=KELAPA_DUA)
    office.observe(elsewhere.nik)
    office.clock.advance(hours=10)
    begin(office, office.staff.operator, CURUG, hours=2)
    office.clock.advance(hours=14.5)
    while_out = late(office)
    ended = Outage(cause="power", at=at(office, hours=0.5))
    recording_outages.end(office.centre, office.order(office.staff.head), CURUG, ended)
    office.clock.advance(hours=15)
    after_fifteen = late(office)
    office.clock.advance(hours=0.6)

    assert {CURUG: 0, KELAPA_DUA: 1} == while_out
    assert {CURUG: 0, KELAPA_DUA: 1} == after_fifteen
    assert {CURUG: 1, KELAPA_DUA: 1} == late(office)


def test_what_was_out_is_summed_by_place_and_cause_within_the_days(office: Office) -> None:
    begin(office, office.staff.head, CURUG, KELAPA_DUA, hours=3)
    ended = Outage(cause="power", at=at(office, hours=1))
    recording_outages.end(office.centre, office.order(office.staff.head), CURUG, ended)
    office.installation.runner.run_once()
    now = office.clock.now()
    with office.installation.views.connect() as connection:
        found = outages.seconds(connection, [CURUG, KELAPA_DUA], now - timedelta(hours=2), now)
        none = outages.seconds(connection, [CURUG], now, now + timedelta(hours=1))

    assert [(CURUG, 3600), (KELAPA_DUA, 7200)] == [(row["office"], row["seconds"]) for row in found]
    assert [] == none


def test_who_does_not_work_there_records_nothing(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        begin(office, office.staff.counter, CURUG, hours=1)

    assert Reason.NO_LIVE_POSTING == refused.value.reason


def test_a_print_under_an_outage_that_was_over_long_before_is_late_after_all(
    office: Office,
) -> None:
    """Ended only after the print: the clock is read again with what is known then."""
    job = office.approve(office.complete())
    box = office.open_box(count=5)
    office.journal.open_shift()
    office.lease(job, box)
    office.journal.start(job, box, office.centre.registry.load(box).state.next_serial())
    begin(office, office.staff.operator, CURUG, hours=0)
    office.clock.advance(hours=46)
    done = f.AttemptPrinted(print_job=job, attempt="1.1", method="assumed", observed_serial=None)
    entry = office.journal.signed(office.journal.text(done, at=at(office)))
    taking_facts.take(office.centre, office.station, [entry])
    before = printed(office)
    ended = Outage(cause="power", at=at(office, hours=45.9))
    recording_outages.end(office.centre, office.order(office.staff.head), CURUG, ended)

    assert {"in_time": 1} == before
    assert {"late": 1} == printed(office)


def printed(office: Office) -> dict[str, int]:
    office.installation.runner.run_once()
    window = Window(offices=[CURUG], since="2026-11-01", until="2026-12-31")
    with office.installation.views.connect() as connection:
        rows = figures.sums(connection, window)
    return {r["detail"]: r["count"] for r in rows if r["what"] == "printed" and r["count"]}
