"""Sheets over IPP; the oracle is the printer's own record."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from printers.driver import PaperDriver
from printers.drivers.paper import IppPaperDriver
from printers.errors import ConditionError, JobRefused, NothingAccepted, OutcomeUnknown
from printers.paper import paper_document
from printers.status import CardPosition, Condition, PaperTrace, PrinterStatus
from tests.support.live import free_port
from tests.support.paper import PaperEmulator, a_document, paper_driver


@pytest.fixture
def emulator(tmp_path: Path) -> Iterator[PaperEmulator]:
    with PaperEmulator(tmp_path) as emulator:
        yield emulator


@pytest.fixture
def driver(emulator: PaperEmulator) -> IppPaperDriver:
    return paper_driver(emulator.url)


def nothing_to_keep(_: PaperTrace) -> None:
    pass


def must_not_start(_: PaperTrace) -> None:
    pytest.fail("an attempt was started on a printer that is not ready")


def test_a_document_is_printed_byte_for_byte_and_once(
    emulator: PaperEmulator, driver: IppPaperDriver
) -> None:
    document = a_document(3)

    printed = driver.print(document, "L1.1", nothing_to_keep, nothing_to_keep)

    assert printed.impressions == 3
    assert emulator.sheets() == [("L1.1", 1), ("L1.1", 2), ("L1.1", 3)]
    assert emulator.document_of(str(printed.trace.job_uuid)) == document.pdf
    assert emulator.state()["tray"] == 247


def test_the_start_is_kept_before_the_first_byte_and_the_job_as_soon_as_it_has_a_name(
    emulator: PaperEmulator, driver: IppPaperDriver
) -> None:
    emulator.control("age", seconds=5000)
    kept: list[tuple[PaperTrace, int]] = []

    def keep(trace: PaperTrace) -> None:
        kept.append((trace, len(emulator.jobs())))

    printed = driver.print(a_document(), "L1.1", keep, keep)

    (start, jobs_before), (accepted, _) = kept
    assert jobs_before == 0
    assert start.printer_uuid == emulator.state()["uuid"]
    assert start.up_time > 5000
    assert (start.job_id, start.job_uuid) == (None, None)
    assert accepted.job_uuid == emulator.jobs()[0]["job_uuid"] == printed.trace.job_uuid


def test_a_start_that_could_not_be_kept_sends_nothing(
    emulator: PaperEmulator, driver: IppPaperDriver
) -> None:
    def disk_full(_: PaperTrace) -> None:
        raise RuntimeError("disk full")

    with pytest.raises(RuntimeError, match="disk full"):
        driver.print(a_document(), "L1.1", disk_full, nothing_to_keep)

    assert emulator.jobs() == []
    assert emulator.sheets() == []


def test_a_printer_tells_who_it_is_and_stays_the_same(
    emulator: PaperEmulator, driver: IppPaperDriver
) -> None:
    first = driver.identity()
    emulator.restart()

    assert driver.identity() == first
    assert first.model == "A4 emulator"
    assert first.uuid == emulator.state()["uuid"]


def test_a_killed_printer_forgets_its_jobs_and_counts_from_one_again(
    emulator: PaperEmulator, driver: IppPaperDriver
) -> None:
    first = driver.print(a_document(), "L1.1", nothing_to_keep, nothing_to_keep).trace
    emulator.restart()
    second = driver.print(a_document(), "L1.2", nothing_to_keep, nothing_to_keep).trace

    assert (first.job_id, second.job_id) == (1, 1)
    assert first.job_uuid != second.job_uuid
    assert emulator.sheets() == [("L1.1", 1), ("L1.2", 1)]
    assert emulator.state()["tray"] == 248


def test_the_driver_is_a_paper_driver(driver: IppPaperDriver) -> None:
    any_driver: PaperDriver = driver

    assert any_driver.status() == PrinterStatus(conditions=(), position=CardPosition.NONE)


def test_a_printer_that_takes_no_pdf_gets_pixels(tmp_path: Path) -> None:
    document = a_document(2)
    with PaperEmulator(tmp_path, "image/pwg-raster") as emulator:
        driver = paper_driver(emulator.url)

        printed = driver.print(document, "L1.1", nothing_to_keep, nothing_to_keep)

        shown = emulator.document_of(str(printed.trace.job_uuid))
        assert emulator.sheets() == [("L1.1", 1), ("L1.1", 2)]
        assert paper_document(shown).pages == 2


def test_an_empty_tray_takes_no_document(emulator: PaperEmulator, driver: IppPaperDriver) -> None:
    emulator.control("load", sheets=0)

    assert driver.status().conditions == (Condition.MEDIA_EMPTY,)
    with pytest.raises(ConditionError) as caught:
        driver.print(a_document(), "L1.1", must_not_start, must_not_start)

    assert caught.value.conditions == (Condition.MEDIA_EMPTY,)
    assert emulator.sheets() == []


def test_paper_that_ends_in_mid_job_is_waited_for(
    emulator: PaperEmulator, driver: IppPaperDriver
) -> None:
    emulator.control("load", sheets=1)
    waits: list[tuple[Condition, ...]] = []

    def refill(_: float) -> None:
        waits.append(driver.status().conditions)
        if waits[-1] == (Condition.MEDIA_EMPTY,):
            emulator.control("load", sheets=10)

    driver = paper_driver(emulator.url)
    driver._wait = refill

    printed = driver.print(a_document(2), "L1.1", nothing_to_keep, nothing_to_keep)

    assert (Condition.MEDIA_EMPTY,) in waits
    assert printed.impressions == 2
    assert emulator.sheets() == [("L1.1", 1), ("L1.1", 2)]


def test_a_printer_with_another_job_is_busy_and_takes_no_document(
    emulator: PaperEmulator, driver: IppPaperDriver
) -> None:
    emulator.control("fault", at="slow", seconds=3600)

    def print_another(_: PaperTrace) -> None:
        assert driver.status().conditions == (Condition.BUSY,)
        with pytest.raises(ConditionError) as caught:
            driver.print(a_document(), "L2.1", must_not_start, must_not_start)
        assert caught.value.conditions == (Condition.BUSY,)
        emulator.control("power_cycle")

    with pytest.raises(OutcomeUnknown):
        driver.print(a_document(), "L1.1", nothing_to_keep, print_another)

    assert emulator.sheets() == []
    assert emulator.armed() == []


@pytest.mark.parametrize("padding", [0, 8_000_000])
def test_busy_after_the_document_was_sent_is_an_answer_that_none_was_taken(
    emulator: PaperEmulator, driver: IppPaperDriver, padding: int
) -> None:
    emulator.control("fault", at="busy")
    started: list[PaperTrace] = []

    with pytest.raises(NothingAccepted) as caught:
        driver.print(a_document(padding=padding), "L1.1", started.append, must_not_start)

    assert caught.value.conditions == (Condition.BUSY,)
    assert caught.value.proof == "server-error-busy"
    assert len(started) == 1
    assert emulator.armed() == []
    assert (emulator.jobs(), emulator.sheets()) == ([], [])

    driver.print(a_document(), "L1.2", nothing_to_keep, nothing_to_keep)
    assert emulator.sheets() == [("L1.2", 1)]


def test_busy_at_the_validation_is_waiting(emulator: PaperEmulator, driver: IppPaperDriver) -> None:
    emulator.control("fault", at="refuse", operation="Validate-Job", status=0x0507)

    with pytest.raises(ConditionError) as caught:
        driver.print(a_document(), "L1.1", must_not_start, must_not_start)

    assert caught.value.conditions == (Condition.BUSY,)
    assert emulator.armed() == []


def test_a_printer_that_cannot_print_this_says_so_before_anything_is_sent(
    emulator: PaperEmulator, driver: IppPaperDriver
) -> None:
    emulator.control("fault", at="refuse", operation="Validate-Job", status=0x040B)

    with pytest.raises(JobRefused, match="attributes-or-values-not-supported"):
        driver.print(a_document(), "L1.1", must_not_start, must_not_start)

    assert emulator.armed() == []


def test_a_printer_that_is_not_there_is_offline(tmp_path: Path) -> None:
    driver = paper_driver(f"ipp://127.0.0.1:{free_port()}/ipp/print")

    assert driver.status().conditions == (Condition.OFFLINE,)


def test_a_printer_that_dies_before_the_first_byte_took_nothing_or_is_unknown(
    emulator: PaperEmulator, driver: IppPaperDriver
) -> None:
    def power_goes(_: PaperTrace) -> None:
        emulator.kill()

    with pytest.raises((NothingAccepted, OutcomeUnknown)):
        driver.print(a_document(), "L1.1", power_goes, must_not_start)

    assert emulator.sheets() == []
