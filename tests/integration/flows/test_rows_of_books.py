"""Rows of flows 11, 16 and 19 beside the stories: exact events, refusals, states afterwards."""

from dataclasses import replace

from application import administering, explaining, stocking
from domain.event import StreamId
from domain.refusal import Reason
from domain.stations import facts as f
from domain.stock.decide import Arrived
from tests.support.office import CURUG, DINAS, Office, nik_of
from tests.support.saving import refused, saving


def test_a_box_on_its_way_is_one_event_each_step(office: Office) -> None:
    """Flow 11.3, 11.4b, 11.7."""
    box = office.receive()
    serials = [f"{74120001 + n}" for n in range(100)]
    store, other, curug = (
        office.staff.store,
        office.staff.store_second,
        office.staff.store_curug,
    )
    with saving(office) as saved:
        stocking.dispatch(office.centre, office.order(store), box, CURUG, "l")
        stocking.accept(office.centre, office.order(other), box, DINAS, Arrived(serials=serials))
        stocking.dispatch(office.centre, office.order(store), box, CURUG, "l")
        stocking.accept(office.centre, office.order(curug), box, CURUG, Arrived(serials=serials))
        stocking.open_at_printer(office.centre, office.order(curug), box, office.station, "Kartu 1")
    again = refused(
        office,
        lambda: stocking.dispatch(office.centre, office.order(curug), box, DINAS, "l"),
    )

    assert [
        "blank_box.dispatched",
        "blank_box.accepted",
        "blank_box.dispatched",
        "blank_box.accepted",
        "blank_box.opened",
    ] == saved.topics
    assert Reason.NOT_ON_SHELF == again


def test_a_box_goes_only_to_a_place_that_is_open_and_to_its_printer(office: Office) -> None:
    box = office.receive()
    store = office.staff.store
    nowhere = refused(
        office, lambda: stocking.dispatch(office.centre, office.order(store), box, "360399", "l")
    )
    no_station = refused(
        office,
        lambda: stocking.open_at_printer(
            office.centre, office.order(store), box, StreamId("9" * 32), "Kartu 1"
        ),
    )

    assert (Reason.NOT_FOUND, Reason.STATION_REVOKED) == (nowhere, no_station)


def test_a_box_is_not_opened_at_a_printer_of_paper(office: Office) -> None:
    """From there no blank comes back: a sheet takes none, and a box has no way out."""
    plate = {"printer": "Kertas 1", "driver": "ipp", "model": "PDF", "serial": "S2"}
    administering.commission_printer(
        office.centre, office.order(office.admin), station=office.station, **plate
    )
    box = office.receive(office=CURUG)

    reason = refused(
        office,
        lambda: stocking.open_at_printer(
            office.centre, office.order(office.staff.store_curug), box, office.station, "Kertas 1"
        ),
    )

    assert Reason.PRINTER_ELSEWHERE == reason
    assert "shelved" == office.centre.registry.load(box).state.stage


def test_a_box_of_a_version_that_the_printer_cannot_print_stays_closed(office: Office) -> None:
    """Flow 11.7: blanks of version 5, printers that take 4.8 only (Sleman 2017)."""
    box = office.receive(office=CURUG)

    def open_where(versions: list[str]) -> object:
        centre = replace(office.centre, blank_versions={"Primacy": versions, "Avansia": []})
        order = office.order(office.staff.store_curug)
        return stocking.open_at_printer(centre, order, box, office.station, "Kartu 1")

    assert Reason.WRONG_VERSION == refused(office, lambda: open_where(["4.8"]))
    open_where(["4.8", "5"])
    assert "open" == office.centre.registry.load(box).state.stage


def test_accounts_of_one_person_are_one_person(office: Office) -> None:
    """Flow 16.1: an office opened and two accounts registered, a save each."""
    admin = office.admin
    with saving(office) as saved:
        administering.open_office(
            office.centre, office.order(admin), "360318", "Cikupa", "kecamatan", "Asia/Jakarta"
        )
        one = administering.register_staff(
            office.centre, office.order(admin), office=DINAS, nik=nik_of("Ayu"), name="Ayu Contoh"
        )
        two = administering.register_staff(
            office.centre, office.order(admin), office=DINAS, nik=nik_of("Ayu"), name="Ayu C."
        )

    assert ["office.opened", "staff.registered", "staff.registered"] == saved.topics
    assert one["person"] == two["person"]
    assert one["staff"] != two["staff"]


def test_the_same_mismatch_again_adds_nothing_and_after_it_was_closed_opens_it(
    ready: Office,
) -> None:
    """Flow 19.1 to 19.3, one event each."""
    wrong = f.BoxCounted(box=ready.box or "", counted=7, recount=False)
    with saving(ready) as first:
        ready.journal.post(wrong)
    with saving(ready) as again:
        ready.journal.post(wrong)
    stream = next(StreamId(row.stream) for row in ready.rows() if row.topic == "discrepancy.opened")
    with saving(ready) as explained:
        explaining.explain(ready.centre, ready.order(ready.staff.counter), stream, "salah hitung")
    with saving(ready) as closed:
        explaining.close(ready.centre, ready.order(ready.staff.head), stream, "diterima", None)
    with saving(ready) as later:
        ready.journal.post(wrong)

    assert [
        ["blank_box.counted", "discrepancy.opened"],
        ["blank_box.counted"],
        ["discrepancy.explained"],
        ["discrepancy.closed"],
        ["blank_box.counted", "discrepancy.opened"],
    ] == [saved.topics for saved in (first, again, explained, closed, later)]
