"""The centre gone: leases held are printed, entries wait, and are reported when it is back."""

from pathlib import Path

from tests.support.live import until
from tests.support.yard import Yard


def test_a_station_prints_what_it_holds_without_the_centre_and_reports_later(
    tmp_path: Path,
) -> None:
    with Yard(tmp_path, 20, baud=460_800) as yard:
        yard.approve(3)
        until(lambda: len(yard.keadaan()["leases"]) >= 2, "leases at the station")
        assert yard.serve is not None
        yard.serve.process.kill()
        yard.serve.process.wait()
        held = set(yard.keadaan()["leases"])
        until(lambda: _has_nothing_to_do(yard), "the held cards to be printed")
        outbox = yard.keadaan()["outbox"]
        before = sum(1 for _, job in yard.attempts() if job.status == "printed")
        yard.start_serve()
        until(yard.finished, "the report")
    printed = [pair for pair in yard.emulator.happenings() if pair[0] == "ejected"]

    assert len(held) >= 2
    assert outbox > 0, "the centre was never away"
    assert before < 3
    assert 3 == len(printed) == len(set(printed))


def _has_nothing_to_do(yard: Yard) -> bool:
    found = yard.keadaan()
    return not found["leases"] and ["idle"] == [one["doing"] for one in found["printers"]]
