"""Every way in which a printer can lie, forget or fall silent; nothing is printed a second time."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from printers.dialects.ipp.operations import Ticket
from printers.driver import Post
from printers.drivers.paper import IppPaperDriver
from printers.emulator.paper.machine import POWER_LOST_EXIT
from printers.errors import Doubt, NothingAccepted, OutcomeUnknown
from printers.status import PaperTrace, Proposal
from printers.transports.http_post import open_http
from tests.support.paper import QUICK, PaperEmulator, a_document, paper_driver

PAGES = 3


@pytest.fixture
def emulator(tmp_path: Path) -> Iterator[PaperEmulator]:
    with PaperEmulator(tmp_path) as emulator:
        emulator.control("age", seconds=1000)
        yield emulator


@pytest.fixture
def driver(emulator: PaperEmulator) -> IppPaperDriver:
    return paper_driver(emulator.url)


class Kept:
    """The journal of a station: the last trace is what it has after a crash."""

    def __init__(self) -> None:
        self.traces: list[PaperTrace] = []

    def keep(self, trace: PaperTrace) -> None:
        self.traces.append(trace)


def print_into_doubt(driver: IppPaperDriver, kept: Kept | None = None) -> OutcomeUnknown:
    keep = (kept or Kept()).keep
    with pytest.raises(OutcomeUnknown) as caught:
        driver.print(a_document(PAGES), "L1.1", keep, keep)
    return caught.value


def sheets_then(emulator: PaperEmulator, count: int) -> None:
    """So many sheets came out in the end, and the fault was fired."""
    emulator.settle()
    assert emulator.sheets() == [("L1.1", sheet) for sheet in range(1, count + 1)]
    assert emulator.armed() == []


STRIKES = [
    # (at, kind, passes let through), sheets in the tray, doubt
    (("mid_upload", "restart", 0), 0, Doubt.DISCONNECTED),
    (("mid_upload", "hang_up", 0), 0, Doubt.DISCONNECTED),
    (("before_answer", "hang_up", 0), PAGES, Doubt.DISCONNECTED),
    (("before_answer", "restart", 0), 0, Doubt.DISCONNECTED),
    (("mid_sheet", "restart", 1), 1, Doubt.JOB_GONE),
    (("after_sheet", "restart", 0), 1, Doubt.JOB_GONE),
    (("before_end", "restart", 0), PAGES, Doubt.JOB_GONE),
    (("after_sheet", "forget", 0), PAGES, Doubt.JOB_GONE),
    (("after_sheet", "cancel", 1), 2, Doubt.NOT_COMPLETED),
    (("mid_sheet", "cancel", 0), 0, Doubt.NOT_COMPLETED),
    (("mid_sheet", "abort", 2), 2, Doubt.NOT_COMPLETED),
]


@pytest.mark.parametrize(("fault", "sheets", "doubt"), STRIKES)
def test_what_strikes_a_job_leaves_its_outcome_unknown(
    emulator: PaperEmulator,
    driver: IppPaperDriver,
    fault: tuple[str, str, int],
    sheets: int,
    doubt: Doubt,
) -> None:
    at, kind, skip = fault
    emulator.control("fault", at=at, kind=kind, skip=skip)

    unknown = print_into_doubt(driver)

    assert unknown.reason is doubt
    sheets_then(emulator, sheets)


@pytest.mark.parametrize("at", ["mid_upload", "before_answer", "mid_sheet", "after_sheet"])
def test_a_printer_that_dies_in_mid_job_leaves_the_outcome_unknown(
    emulator: PaperEmulator, driver: IppPaperDriver, at: str
) -> None:
    emulator.control("fault", at=at, kind="power_loss")

    unknown = print_into_doubt(driver)

    assert emulator.wait_for_power_loss() == POWER_LOST_EXIT
    assert unknown.reason is Doubt.DISCONNECTED
    assert emulator.sheets() == ([("L1.1", 1)] if at == "after_sheet" else [])


def test_last_words_tell_what_the_printer_said(
    emulator: PaperEmulator, driver: IppPaperDriver
) -> None:
    emulator.control("fault", at="after_sheet", kind="cancel", skip=1)

    unknown = print_into_doubt(driver)

    assert unknown.last_words == "canceled: job-canceled-at-device, 2 impressions"


def test_completed_with_fewer_impressions_than_pages_is_unknown(
    emulator: PaperEmulator, driver: IppPaperDriver
) -> None:
    emulator.control("fault", at="lying_completed", sheets=1, impressions=1)

    unknown = print_into_doubt(driver)

    assert unknown.reason is Doubt.IMPRESSIONS
    sheets_then(emulator, 1)


def test_completed_with_more_impressions_than_pages_is_unknown(
    emulator: PaperEmulator, driver: IppPaperDriver
) -> None:
    emulator.control("fault", at="lying_completed", sheets=PAGES, impressions=PAGES + 1)

    assert print_into_doubt(driver).reason is Doubt.IMPRESSIONS
    sheets_then(emulator, PAGES)


def test_a_printer_that_lies_in_every_count_is_believed(
    emulator: PaperEmulator, driver: IppPaperDriver
) -> None:
    """The limit of the protocol: only a look into the tray finds this one."""
    emulator.control("fault", at="lying_completed", sheets=1, impressions=PAGES)

    printed = driver.print(a_document(PAGES), "L1.1", Kept().keep, Kept().keep)

    assert printed.impressions == PAGES
    sheets_then(emulator, 1)


@pytest.mark.parametrize("http", [False, True])
@pytest.mark.parametrize("operation", ["Print-Job", "Get-Job-Attributes"])
def test_noise_in_place_of_an_answer_is_unknown(
    emulator: PaperEmulator, driver: IppPaperDriver, operation: str, *, http: bool
) -> None:
    emulator.control("fault", at="garbage", operation=operation, http=http)

    unknown = print_into_doubt(driver)

    assert unknown.reason is Doubt.GARBLED_REPLY
    sheets_then(emulator, PAGES)


def test_a_printer_that_does_not_answer_is_unknown(emulator: PaperEmulator) -> None:
    driver = paper_driver(emulator.url, replace(QUICK, document_s=0.3))
    emulator.control("fault", at="slow_reply", operation="Print-Job", seconds=60)

    assert print_into_doubt(driver).reason is Doubt.TIMED_OUT
    sheets_then(emulator, PAGES)


def test_a_question_that_is_not_answered_is_asked_again(
    emulator: PaperEmulator,
) -> None:
    driver = paper_driver(emulator.url, replace(QUICK, answer_s=0.3, silence_s=10.0))
    emulator.control("fault", at="slow_reply", operation="Get-Job-Attributes", seconds=60)

    printed = driver.print(a_document(PAGES), "L1.1", Kept().keep, Kept().keep)

    assert printed.impressions == PAGES
    sheets_then(emulator, PAGES)


def test_a_slow_printer_is_waited_for(emulator: PaperEmulator, driver: IppPaperDriver) -> None:
    emulator.control("fault", at="slow", seconds=0.2)

    assert driver.print(a_document(PAGES), "L1.1", Kept().keep, Kept().keep).impressions == PAGES
    sheets_then(emulator, PAGES)


def test_a_job_that_never_ends_is_unknown(emulator: PaperEmulator) -> None:
    driver = paper_driver(emulator.url, replace(QUICK, job_s=0.3))
    emulator.control("fault", at="slow", seconds=3600)

    unknown = print_into_doubt(driver)

    assert unknown.reason is Doubt.TIMED_OUT
    assert unknown.last_words == "processing: job-printing, 0 impressions"
    assert (emulator.sheets(), emulator.armed()) == ([], [])


@pytest.mark.parametrize("status", [0x0504, 0x0508])
def test_an_error_that_can_strike_a_document_on_the_wire_is_unknown(
    emulator: PaperEmulator, driver: IppPaperDriver, status: int
) -> None:
    emulator.control("fault", at="refuse", operation="Print-Job", status=status)

    assert print_into_doubt(driver).reason is Doubt.REFUSED
    sheets_then(emulator, 0)


@pytest.mark.parametrize("status", [0x0400, 0x0403, 0x040A, 0x040B, 0x0506, 0x0507, 0x050B])
def test_a_refusal_that_comes_before_any_job_proves_that_nothing_was_taken(
    emulator: PaperEmulator, driver: IppPaperDriver, status: int
) -> None:
    emulator.control("fault", at="refuse", operation="Print-Job", status=status)

    with pytest.raises(NothingAccepted):
        driver.print(a_document(PAGES), "L1.1", Kept().keep, Kept().keep)

    sheets_then(emulator, 0)


def test_another_job_under_the_same_number_is_not_taken_for_ours(
    emulator: PaperEmulator, driver: IppPaperDriver
) -> None:
    emulator.control("fault", at="slow", seconds=3600)
    others = paper_driver(emulator.url)

    def others_use_the_restarted_printer(_: PaperTrace) -> None:
        emulator.control("power_cycle")
        emulator.control("age", seconds=2000)
        others.print(a_document(PAGES), "L1.1", Kept().keep, Kept().keep)

    with pytest.raises(OutcomeUnknown) as caught:
        driver.print(a_document(PAGES), "L1.1", Kept().keep, others_use_the_restarted_printer)

    assert caught.value.reason is Doubt.RESTARTED
    assert [job["job_id"] for job in emulator.jobs()] == [1]
    sheets_then(emulator, PAGES)  # the other's


class SendsAgain(IppPaperDriver):
    """The mutant that tries once more when the answer to a document did not come."""

    def _send(self, post: Post, ticket: Ticket, document: bytes) -> int:
        try:
            return super()._send(post, ticket, document)
        except OutcomeUnknown:
            self._wait(1.0)
            return super()._send(self._link.connect(), ticket, document)


def test_a_driver_that_sends_again_is_found_out_by_the_record(emulator: PaperEmulator) -> None:
    emulator.control("fault", at="before_answer", kind="hang_up")
    url = emulator.url
    mutant = SendsAgain(url, lambda: open_http(url), QUICK, lambda _: emulator.settle())

    mutant.print(a_document(PAGES), "L1.1", Kept().keep, Kept().keep)

    assert emulator.sheets() == [("L1.1", sheet) for sheet in (1, 2, 3, 1, 2, 3)]


def evidence_of(
    emulator: PaperEmulator, driver: IppPaperDriver, kept: Kept, **fault: Any
) -> tuple[bool, str | None, Proposal | None]:
    """Print into a doubt; what the printer says of the last trace kept."""
    emulator.control("fault", **fault)
    print_into_doubt(driver, kept)
    emulator.settle()
    evidence = driver.after_restart(kept.traces[-1], pages=PAGES)
    state = None if evidence.job is None else evidence.job.state
    return evidence.restarted, state, evidence.proposal


def test_a_job_whose_answer_was_lost_is_found_by_its_name(
    emulator: PaperEmulator, driver: IppPaperDriver
) -> None:
    kept = Kept()

    found = evidence_of(emulator, driver, kept, at="before_answer", kind="hang_up")

    assert [trace.job_uuid for trace in kept.traces] == [None]
    assert found == (False, "completed", Proposal.GOOD)
    sheets_then(emulator, PAGES)


def test_a_canceled_job_with_impressions_is_proposed_as_spoiled(
    emulator: PaperEmulator, driver: IppPaperDriver
) -> None:
    found = evidence_of(emulator, driver, Kept(), at="after_sheet", kind="cancel")

    assert found == (False, "canceled", Proposal.SPOILED)


def test_a_canceled_job_without_impressions_is_not_proposed_as_untouched(
    emulator: PaperEmulator, driver: IppPaperDriver
) -> None:
    found = evidence_of(emulator, driver, Kept(), at="mid_sheet", kind="cancel")

    assert found == (False, "canceled", None)
    assert [line["what"] for line in emulator.record()][-1] == "fed"


def test_a_restarted_printer_knows_nothing(emulator: PaperEmulator, driver: IppPaperDriver) -> None:
    found = evidence_of(emulator, driver, Kept(), at="after_sheet", kind="restart")

    assert found == (True, None, None)
    sheets_then(emulator, 1)


def test_another_printer_at_the_same_address_is_told_apart(
    emulator: PaperEmulator, driver: IppPaperDriver
) -> None:
    kept = Kept()
    driver.print(a_document(PAGES), "L1.1", kept.keep, kept.keep)
    stranger = replace(kept.traces[-1], printer_uuid="urn:uuid:another")

    evidence = driver.after_restart(stranger, pages=PAGES)

    assert (evidence.restarted, evidence.job, evidence.proposal) == (True, None, None)


def test_a_job_that_is_still_printing_has_not_ended(
    emulator: PaperEmulator, driver: IppPaperDriver
) -> None:
    """The station was killed and is back before the printer is done."""
    emulator.control("fault", at="slow", seconds=0.5)

    class StationDies(Exception):
        pass

    kept = Kept()

    def die(trace: PaperTrace) -> None:
        kept.keep(trace)
        raise StationDies

    with pytest.raises(StationDies):
        driver.print(a_document(PAGES), "L1.1", kept.keep, die)
    evidence = driver.after_restart(kept.traces[-1], pages=PAGES)

    assert evidence.job is not None
    assert (evidence.job.ended, evidence.proposal) == (False, None)


def test_canceling_stops_after_the_sheet_under_way_and_proves_nothing(
    emulator: PaperEmulator, driver: IppPaperDriver
) -> None:
    emulator.control("fault", at="slow", seconds=0.3)
    said: list[Any] = []

    def cancel(trace: PaperTrace) -> None:
        said.append(driver.cancel(trace))

    with pytest.raises(OutcomeUnknown) as caught:
        driver.print(a_document(PAGES), "L1.1", Kept().keep, cancel)

    assert said[0].reasons == ("processing-to-stop-point",)
    assert caught.value.reason is Doubt.NOT_COMPLETED
    assert len(emulator.sheets()) < PAGES
    assert emulator.armed() == []


def test_a_job_that_is_over_or_unknown_is_not_canceled(
    emulator: PaperEmulator, driver: IppPaperDriver
) -> None:
    printed = driver.print(a_document(PAGES), "L1.1", Kept().keep, Kept().keep)
    over = driver.cancel(printed.trace)
    emulator.control("power_cycle")

    assert over is not None
    assert (over.state, over.impressions) == ("completed", PAGES)
    assert driver.cancel(printed.trace) is None
