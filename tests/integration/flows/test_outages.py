"""An outage that is recorded stops the service clock of its place, and of no other."""

from datetime import timedelta

import pytest

from application import recording_outages
from application.deciding import stamp
from application.recording_outages import Outage
from domain.event import Person
from domain.refusal import Reason, Refused
from projections.figures import outages, service
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
