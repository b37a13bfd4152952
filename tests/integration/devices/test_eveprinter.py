"""The driver against the real `ippeveprinter`, which nobody here wrote."""

from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from printers.dialects.ipp.encoding import encode
from printers.dialects.ipp.operations import Ticket, print_job
from printers.dialects.pwg_raster import Colour, encode_raster
from printers.driver import SheetsPrinted
from printers.drivers.paper import IppPaperDriver
from printers.errors import ConditionError, Doubt, JobRefused, NothingAccepted, OutcomeUnknown
from printers.paper import rasterise
from printers.status import Condition, JobSeen, PaperTrace, Proposal
from printers.transports.http_post import HttpPost, open_http
from tests.support.eveprinter import EvePrinter
from tests.support.live import until
from tests.support.paper import QUICK, a_document, paper_driver

PRINT_TWO = "echo 'ATTR: job-impressions-completed=2' >&2\n"
WAIT = 'read answer <"$GO"\n'


def nothing_to_keep(_: PaperTrace) -> None:
    pass


def must_not_start(_: PaperTrace) -> None:
    pytest.fail("an attempt was started on a printer that is not ready")


def test_the_document_arrives_byte_for_byte_and_is_completed(tmp_path: Path) -> None:
    document = a_document(2, padding=3_000_000)
    with EvePrinter(tmp_path, PRINT_TWO) as printer:
        driver = paper_driver(printer.url)

        printed = driver.print(document, "L1.1", nothing_to_keep, nothing_to_keep)
        evidence = driver.after_restart(printed.trace, pages=2)

        assert printed.impressions == 2
        assert str(printed.trace.job_uuid).startswith("urn:uuid:")
        assert printer.files() == [document.pdf]
        assert evidence.proposal is Proposal.GOOD
        assert driver.identity().uuid == printed.trace.printer_uuid == evidence.printer_uuid


def test_an_empty_tray_is_seen_without_its_suffix_and_waited_for(tmp_path: Path) -> None:
    script = (
        "echo 'STATE: +media-empty-error' >&2\n"
        + WAIT
        + "echo 'STATE: -media-empty-error' >&2\n"
        + PRINT_TWO
    )
    with EvePrinter(tmp_path, script) as printer:
        driver = paper_driver(printer.url)
        seen: list[tuple[Condition, ...]] = []

        def refill(_: float) -> None:
            seen.append(driver.status().conditions)
            if Condition.MEDIA_EMPTY in seen[-1] and not refilled:
                refilled.append(True)
                printer.go()

        refilled: list[bool] = []
        driver._wait = refill

        printed = driver.print(a_document(2), "L1.1", nothing_to_keep, nothing_to_keep)

        assert printed.impressions == 2
        assert (Condition.MEDIA_EMPTY, Condition.BUSY) in seen
        assert driver.status().conditions == ()


def print_in_thread(
    printer: EvePrinter, job_name: str, accepted: list[PaperTrace]
) -> tuple[Thread, list[SheetsPrinted]]:
    done: list[SheetsPrinted] = []

    def run() -> None:
        other = paper_driver(printer.url)
        done.append(other.print(a_document(2), job_name, nothing_to_keep, accepted.append))

    thread = Thread(target=run)
    thread.start()
    return thread, done


@pytest.mark.parametrize("padding", [0, 8_000_000])
def test_a_busy_printer_is_waited_for_and_takes_nothing_twice(tmp_path: Path, padding: int) -> None:
    with EvePrinter(tmp_path, WAIT + PRINT_TWO) as printer:
        driver = paper_driver(printer.url)
        accepted: list[PaperTrace] = []
        threads: list[tuple[Thread, list[SheetsPrinted]]] = []

        def another_is_faster(_: PaperTrace) -> None:
            threads.append(print_in_thread(printer, "L2.1", accepted))
            until(lambda: accepted, "the other job to be accepted")

        document = a_document(2, padding=padding)
        with pytest.raises(NothingAccepted) as caught:
            driver.print(document, "L1.1", another_is_faster, must_not_start)
        assert caught.value.proof == "server-error-busy"
        assert caught.value.conditions == (Condition.BUSY,)
        with pytest.raises(ConditionError):  # and now it is seen before anything is sent
            driver.print(document, "L1.1", must_not_start, must_not_start)

        printer.go()
        threads[0][0].join(20)
        assert [printed.impressions for printed in threads[0][1]] == [2]
        assert printer.files() == [a_document(2).pdf]
        assert printer.ran.read_text() == "ran\n"


def test_a_printer_killed_in_mid_job_is_unknown_and_forgets_it(tmp_path: Path) -> None:
    with EvePrinter(tmp_path, WAIT) as printer:
        driver = paper_driver(printer.url)
        kept: list[PaperTrace] = []

        def power_goes(trace: PaperTrace) -> None:
            kept.append(trace)
            until(printer.ran.exists, "the print command to run")
            printer.kill()

        with pytest.raises(OutcomeUnknown) as caught:
            driver.print(a_document(2), "L1.1", nothing_to_keep, power_goes)
        printer.start()
        evidence = driver.after_restart(kept[0], pages=2)

        assert caught.value.reason is Doubt.DISCONNECTED
        assert evidence.printer_uuid == kept[0].printer_uuid
        assert (evidence.job, evidence.proposal) == (None, None)
        assert driver.after_restart(replace(kept[0], up_time=1000), pages=2).restarted


def test_a_restarted_printer_gives_the_same_number_to_the_next_job(tmp_path: Path) -> None:
    with EvePrinter(tmp_path, PRINT_TWO) as printer:
        driver = paper_driver(printer.url)
        first = driver.print(a_document(2), "L1.1", nothing_to_keep, nothing_to_keep).trace
        printer.kill()
        printer.start()
        second = driver.print(a_document(2), "L1.2", nothing_to_keep, nothing_to_keep).trace

        assert (first.job_id, second.job_id) == (1, 1)
        assert first.job_uuid != second.job_uuid
        assert driver.after_restart(first, pages=2).job is None


def test_a_canceled_job_may_have_printed(tmp_path: Path) -> None:
    script = "echo 'ATTR: job-impressions-completed=1' >&2\n" + WAIT
    with EvePrinter(tmp_path, script) as printer:
        driver = paper_driver(printer.url)
        said: list[Any] = []

        def cancel(trace: PaperTrace) -> None:
            until(printer.ran.exists, "the print command to run")
            until(lambda: impressions(driver, trace) == 1, "the first sheet")
            said.append(driver.cancel(trace))
            printer.go()

        with pytest.raises(OutcomeUnknown) as caught:
            driver.print(a_document(2), "L1.1", nothing_to_keep, cancel)

        assert (said[0].state, said[0].reasons) == ("processing", ("processing-to-stop-point",))
        assert caught.value.reason is Doubt.NOT_COMPLETED
        assert caught.value.last_words.startswith("canceled: job-canceled-by-user, 1 impressions")


def impressions(driver: IppPaperDriver, trace: PaperTrace) -> int | None:
    job = driver.after_restart(trace, pages=2).job
    return None if job is None else job.impressions


def test_an_aborted_job_is_unknown_with_the_printers_words(tmp_path: Path) -> None:
    with EvePrinter(tmp_path, "echo 'ERROR: drum is gone' >&2\nexit 1\n") as printer:
        driver = paper_driver(printer.url)

        with pytest.raises(OutcomeUnknown) as caught:
            driver.print(a_document(2), "L1.1", nothing_to_keep, nothing_to_keep)

    assert caught.value.reason is Doubt.NOT_COMPLETED
    assert "aborted: aborted-by-system" in caught.value.last_words
    assert "drum is gone" in caught.value.last_words


def half_uploaded(printer: EvePrinter) -> tuple[HttpPost, PaperTrace]:
    """A connection in the middle of a document, of which the printer has made a job."""
    driver = paper_driver(printer.url)
    trace = PaperTrace(printer_uuid=driver.identity().uuid, up_time=1, job_name="L1.1")
    ticket = Ticket(job_name="L1.1", document_format="application/pdf", media=None, sides=None)
    message = encode(print_job(printer.url, 1, ticket))
    post = open_http(printer.url)
    document = a_document(2, padding=3_000_000).pdf
    head = post._head(len(message) + len(document))
    post._connection.sendall(head + message + document[: len(document) // 2])
    until(lambda: driver.after_restart(trace, pages=2).job, "the job to be made")
    return post, trace


def test_an_upload_that_is_reset_is_thrown_away(tmp_path: Path) -> None:
    with EvePrinter(tmp_path, PRINT_TWO) as printer:
        post, trace = half_uploaded(printer)
        post._reset()

        assert job_at_its_end(printer, trace).state == "aborted"
        assert not printer.ran.exists()


def test_an_upload_that_ends_in_order_is_printed_in_part(tmp_path: Path) -> None:
    """Why a connection that failed is reset, and why its outcome is unknown all the same."""
    with EvePrinter(tmp_path, PRINT_TWO) as printer:
        post, trace = half_uploaded(printer)
        post.close()

        assert job_at_its_end(printer, trace).state == "completed"
        assert printer.ran.read_text() == "ran\n"


def job_at_its_end(printer: EvePrinter, trace: PaperTrace) -> JobSeen:
    driver = paper_driver(printer.url)
    ended: list[JobSeen] = []

    def ask() -> bool:
        job = driver.after_restart(trace, pages=2).job
        if job is not None and job.ended:
            ended.append(job)
        return bool(ended)

    until(ask, "the job to end")
    return ended[0]


def test_an_upload_that_stalls_is_unknown_and_not_printed(tmp_path: Path) -> None:
    with EvePrinter(tmp_path, PRINT_TWO) as printer:
        driver = paper_driver(printer.url, replace(QUICK, document_s=0.5))
        document = a_document(2, padding=16_000_000)

        with pytest.raises(OutcomeUnknown) as caught:
            driver.print(document, "L1.1", lambda _: printer.freeze(), must_not_start)
        printer.thaw()
        until(lambda: not driver.status().conditions, "the printer to be idle")

        assert caught.value.reason is Doubt.TIMED_OUT
        assert not printer.ran.exists()


def test_pixels_are_read_by_the_library_of_cups_where_a_printer_takes_no_pdf(
    tmp_path: Path,
) -> None:
    """`ippevepcl` turns PWG raster into PCL and counts the pages that it could read."""
    script = f"/usr/sbin/ippevepcl \"$1\" >'{tmp_path / 'pcl'}'\n"
    with EvePrinter(tmp_path, script, "image/pwg-raster") as printer:
        driver = paper_driver(printer.url)

        printed = driver.print(a_document(3), "L1.1", nothing_to_keep, nothing_to_keep)

        assert printed.impressions == 3
        assert (tmp_path / "pcl").stat().st_size > 1000
        pages = rasterise(a_document(3).pdf, 300, Colour.SGRAY_8)
        assert printer.files() == [encode_raster(pages)]


def test_a_format_that_the_printer_lacks_is_refused_before_anything_is_sent(
    tmp_path: Path,
) -> None:
    with EvePrinter(tmp_path, PRINT_TWO, "image/jpeg") as printer:
        with pytest.raises(JobRefused):
            paper_driver(printer.url).print(a_document(), "L1.1", must_not_start, must_not_start)

        assert not printer.ran.exists()
