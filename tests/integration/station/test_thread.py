"""One approved card: bytes on a pty, a picture, a timeline."""

from pathlib import Path

from application.deciding import office_day
from application.station_link.forms import LeaseForm, LeaseRequest
from domain.stations import facts as f
from tests.support.emulators import CardEmulator
from tests.support.live import centre, enrolled_station, free_port, until
from tests.support.office import CURUG, Office


def test_an_approved_card_is_printed_and_told(tmp_path: Path) -> None:
    """From approval to the emulator's own record, through the real protocol."""
    office = Office(tmp_path / "terbit", live=True)
    port = free_port()
    with (
        CardEmulator(tmp_path / "printer") as emulator,
        centre(office, port) as house,
    ):
        wired = enrolled_station(office, house, tmp_path / "station", port, emulator)
        box = office.open_box()
        emulator.control("load", serials=[f"{74120001 + n}" for n in range(100)])
        document = office.complete()
        wired.station.start()
        until(lambda: wired.desk.view().operators, "the assignment")
        wired.desk.open_shift(office.staff.operator.staff, "123456")
        job = office.approve(document)
        until(lambda: office.document(document).stage == "printed", "the card")
        wired.station.stop()
        wired.link.close()
        wired.store.close()

    assert "printed" == office.job(job).status
    assert "74120001" == office.document(document).serial
    assert [("ejected", "74120001")] == [
        pair for pair in emulator.happenings() if pair[0] == "ejected"
    ]
    assert 99 == office.centre.registry.load(box).state.remaining()
    assert (1016, 648) == emulator.picture("74120001", "front").size
    office.close()


def test_leases_asked_again_under_one_id_are_the_same_leases(tmp_path: Path) -> None:
    """Flow 1.4: the answer was lost on the way; the station asks again and holds no more."""
    office = Office(tmp_path / "terbit", live=True)
    port = free_port()
    with (
        CardEmulator(tmp_path / "printer") as emulator,
        centre(office, port) as house,
    ):
        wired = enrolled_station(office, house, tmp_path / "station", port, emulator)
        office.open_box()
        today = office_day(office.centre, CURUG)
        wired.station.journal.append(f.ShiftOpened(date=today, printers=[]))
        wired.link.journal(wired.station.journal.outbox())
        jobs = [office.approve(office.complete()) for _ in range(3)]
        assert house.settle_views(office.position())
        who = office.staff.operator

        def ask(command_id: str) -> list[LeaseForm]:
            asked: LeaseRequest = {
                "command_id": command_id,
                "operator": who.staff,
                "posting": who.posting or "",
                "printer": "Kartu 1",
                "count": 2,
            }
            granted = wired.link.leases(asked)
            assert house.settle_views(office.position())
            return granted

        first, again, more = ask("perintah-1"), ask("perintah-1"), ask("perintah-2")
        wired.link.close()
        wired.store.close()

    assert first == again
    held = [[lease["print_job"] for lease in part] for part in (first, more)]
    assert [jobs[:2], jobs[2:]] == held
    office.close()


def test_what_is_refused_keeps_nothing_behind_it_from_the_printer(tmp_path: Path) -> None:
    """At the head of the queue stand people who were erased; the next one gets the lease."""
    office = Office(tmp_path / "terbit", live=True)
    port = free_port()
    with (
        CardEmulator(tmp_path / "printer") as emulator,
        centre(office, port) as house,
    ):
        wired = enrolled_station(office, house, tmp_path / "station", port, emulator)
        office.open_box()
        today = office_day(office.centre, CURUG)
        wired.station.journal.append(f.ShiftOpened(date=today, printers=[]))
        wired.link.journal(wired.station.journal.outbox())
        documents = [office.complete() for _ in range(3)]
        jobs = [office.approve(document) for document in documents]
        office.centre.keys.destroy(documents[:2])
        assert house.settle_views(office.position())
        who = office.staff.operator
        asked: LeaseRequest = {
            "command_id": "perintah-1",
            "operator": who.staff,
            "posting": who.posting or "",
            "printer": "Kartu 1",
            "count": 1,
        }
        granted = wired.link.leases(asked)
        wired.link.close()
        wired.store.close()

    assert [jobs[2]] == [lease["print_job"] for lease in granted]
    office.close()
