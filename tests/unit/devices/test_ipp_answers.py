"""What a printer's answers mean; what is not understood is never good."""

from dataclasses import replace
from typing import Any

import pytest

from printers.dialects.ipp.answers import (
    JobState,
    PrinterReport,
    PrinterState,
    Status,
    job_of,
    printer_of,
    status_name,
    unsupported_names,
)
from printers.dialects.ipp.conditions import bare, condition_of, conditions_of
from printers.dialects.ipp.message import (
    Attribute,
    Group,
    GroupTag,
    Localized,
    Message,
    Resolution,
    Tag,
    attribute,
)
from printers.drivers.job_words import is_ours, proposal_of, words_of
from printers.drivers.ticket import order_for
from printers.errors import GarbledMessage, JobRefused
from printers.status import Condition, PaperTrace, Proposal

READY = PrinterReport(
    uuid="urn:uuid:1",
    up_time=5,
    state=PrinterState.IDLE,
    reasons=("none",),
    accepting=True,
    model="A4",
    device_id="",
    formats=("application/pdf",),
    media=("iso_a4_210x297mm",),
    sides=("one-sided", "two-sided-long-edge"),
    raster_types=(),
    raster_dpi=(),
)


def answer(tag: GroupTag, *attributes: Attribute) -> Message:
    return Message(code=0, request_id=1, groups=(Group(tag=tag, attributes=attributes),))


def job_answer(state: int = 9, *more: Attribute) -> Message:
    required = (
        attribute("job-id", Tag.INTEGER, 7),
        attribute("job-state", Tag.ENUM, state),
        attribute("job-state-reasons", Tag.KEYWORD, "none"),
    )
    return answer(GroupTag.JOB, *required, *more)


@pytest.mark.parametrize(
    ("reason", "condition"),
    [
        ("none", None),
        ("media-empty", Condition.MEDIA_EMPTY),
        ("media-empty-error", Condition.MEDIA_EMPTY),
        ("media-empty-warning", Condition.MEDIA_EMPTY),
        ("media-empty-report", Condition.MEDIA_EMPTY),
        ("media-jam-report", Condition.MEDIA_JAM),
        ("media-low-report", None),
        ("toner-low-warning", None),
        ("door-open", Condition.COVER_OPEN),
        ("paused", Condition.PAUSED),
        ("spool-area-full-report", Condition.BUSY),
        ("vendor-word", Condition.UNKNOWN),
        ("vendor-word-error", Condition.UNKNOWN),
        ("vendor-word-warning", None),
        ("vendor-word-report", None),
    ],
)
def test_reasons(reason: str, condition: Condition | None) -> None:
    assert condition == condition_of(reason)


def test_only_the_suffix_is_stripped() -> None:
    words = ("media-empty-error", "error", "no-error-report", "media-empty")

    assert ["media-empty", "error", "no-error", "media-empty"] == [bare(word) for word in words]


@pytest.mark.parametrize(
    ("changes", "conditions"),
    [
        ({}, ()),
        ({"state": PrinterState.PROCESSING}, (Condition.BUSY,)),
        ({"state": PrinterState.STOPPED}, (Condition.UNKNOWN,)),
        ({"state": PrinterState.STOPPED, "reasons": ("media-jam",)}, (Condition.MEDIA_JAM,)),
        ({"accepting": False}, (Condition.NOT_ACCEPTING_JOBS,)),
        ({"reasons": ("media-empty", "input-tray-missing")}, (Condition.MEDIA_EMPTY,)),
    ],
)
def test_conditions(changes: dict[str, Any], conditions: tuple[Condition, ...]) -> None:
    assert conditions == conditions_of(replace(READY, **changes))


def test_a_job_is_read_and_what_was_not_told_is_none() -> None:
    job = job_of(job_answer())

    assert (7, JobState.COMPLETED, ("none",)) == (job.job_id, job.state, job.reasons)
    assert (None, None, None, None) == (
        job.uuid,
        job.impressions,
        job.sheets,
        job.printer_up_time,
    )


def test_a_text_with_a_language_is_its_text() -> None:
    told = attribute("job-name", Tag.NAME_IN_LANGUAGE, Localized(language="id", text="L1.1"))

    assert job_of(job_answer(9, told)).name == "L1.1"


@pytest.mark.parametrize(
    "message",
    [
        Message(code=0, request_id=1),
        answer(GroupTag.JOB),
        answer(GroupTag.JOB, attribute("job-id", Tag.INTEGER, 7)),
        job_answer(2),
        job_answer(10),
        answer(GroupTag.JOB, attribute("job-id", Tag.NO_VALUE, None)),
    ],
)
def test_an_answer_without_what_is_demanded_is_garbled(message: Message) -> None:
    with pytest.raises(GarbledMessage):
        job_of(message)


def test_a_printer_is_read() -> None:
    report = printer_of(
        answer(
            GroupTag.PRINTER,
            attribute("printer-uuid", Tag.URI, "urn:uuid:1"),
            attribute("printer-up-time", Tag.INTEGER, 5),
            attribute("printer-state", Tag.ENUM, 3),
            attribute("printer-state-reasons", Tag.KEYWORD, "none"),
            attribute("printer-make-and-model", Tag.TEXT, "A4"),
            attribute("document-format-supported", Tag.MIME_TYPE, "application/pdf"),
            attribute("media-supported", Tag.KEYWORD, "iso_a4_210x297mm"),
            attribute("sides-supported", Tag.KEYWORD, "one-sided", "two-sided-long-edge"),
        )
    )

    assert report == READY


def test_a_printer_without_an_up_time_is_garbled() -> None:
    with pytest.raises(GarbledMessage, match="printer-up-time"):
        printer_of(answer(GroupTag.PRINTER, attribute("printer-state", Tag.ENUM, 3)))


def test_only_square_resolutions_in_inches_are_read() -> None:
    given = (
        Resolution(across=300, along=300),
        Resolution(across=600, along=300),
        Resolution(across=118, along=118, units=4),
    )
    report = printer_of(
        answer(
            GroupTag.PRINTER,
            attribute("printer-up-time", Tag.INTEGER, 5),
            attribute("printer-state", Tag.ENUM, 3),
            attribute("pwg-raster-document-resolution-supported", Tag.RESOLUTION, *given),
        )
    )

    assert report.raster_dpi == (300,)


def test_a_status_has_its_name_or_its_number() -> None:
    assert status_name(Status.SERVER_ERROR_BUSY) == "server-error-busy"
    assert status_name(0x0599) == "status 0x0599"


def test_what_is_not_supported_is_named() -> None:
    told = answer(GroupTag.UNSUPPORTED, attribute("media", Tag.KEYWORD, "iso_a3_297x420mm"))

    assert unsupported_names(told) == ("media",)
    assert unsupported_names(Message(code=0, request_id=1)) == ()


@pytest.mark.parametrize(
    ("state", "impressions", "proposal"),
    [
        (9, 2, Proposal.GOOD),
        (9, 1, Proposal.SPOILED),
        (9, 3, Proposal.SPOILED),
        (9, 0, None),
        (7, 0, None),
        (7, 1, Proposal.SPOILED),
        (8, 2, Proposal.SPOILED),
        (5, 2, None),
    ],
)
def test_proposals(state: int, impressions: int, proposal: Proposal | None) -> None:
    counted = attribute("job-impressions-completed", Tag.INTEGER, impressions)

    assert proposal == proposal_of(job_of(job_answer(state, counted)), 2)


@pytest.mark.parametrize(
    ("changes", "ours"),
    [
        ({}, True),
        ({"uuid": "urn:uuid:other"}, False),
        ({"uuid": None}, False),
        ({"name": "L2.1"}, False),
        ({"name": None}, True),
        ({"printer_up_time": 99}, False),
        ({"printer_up_time": 100}, True),
        ({"printer_up_time": None}, True),
    ],
)
def test_whose_job_it_is(changes: dict[str, Any], *, ours: bool) -> None:
    trace = PaperTrace(
        printer_uuid="urn:uuid:1", up_time=100, job_name="L1.1", job_id=7, job_uuid="urn:uuid:7"
    )
    job = replace(job_of(job_answer()), uuid="urn:uuid:7", name="L1.1", printer_up_time=100)

    assert ours is is_ours(replace(job, **changes), trace)


def test_last_words() -> None:
    job = replace(job_of(job_answer(8)), reasons=("aborted-by-system",), message="drum is gone")

    assert words_of(job) == "aborted: aborted-by-system (drum is gone)"
    assert words_of(replace(job, impressions=1)) == (
        "aborted: aborted-by-system, 1 impressions (drum is gone)"
    )


RASTER = replace(READY, formats=("image/pwg-raster",), raster_types=("sgray_8",), raster_dpi=(600,))


def test_a_printer_that_takes_pdf_gets_it() -> None:
    order = order_for(READY, "L1.1")

    assert order.raster is None
    assert (order.ticket.document_format, order.ticket.media, order.ticket.sides) == (
        "application/pdf",
        "iso_a4_210x297mm",
        "one-sided",
    )


def test_what_a_printer_does_not_list_is_not_asked_for() -> None:
    order = order_for(replace(READY, media=(), sides=()), "L1.1")

    assert (order.ticket.media, order.ticket.sides) == (None, None)


@pytest.mark.parametrize(
    ("changes", "form"),
    [
        ({}, (600, "sgray_8")),
        ({"raster_dpi": (600, 300)}, (300, "sgray_8")),
        ({"raster_dpi": (1200, 600)}, (600, "sgray_8")),
        ({"raster_types": ("black_1", "sgray_8", "srgb_8")}, (600, "srgb_8")),
    ],
)
def test_pixels_as_the_printer_wants_them(changes: dict[str, Any], form: tuple[int, str]) -> None:
    order = order_for(replace(RASTER, **changes), "L1.1")

    assert order.ticket.document_format == "image/pwg-raster"
    assert order.raster is not None
    assert form == (order.raster.dpi, order.raster.colour.keyword)


@pytest.mark.parametrize(
    "report",
    [
        replace(READY, media=("na_letter_8.5x11in",)),
        replace(READY, formats=("image/jpeg",)),
        replace(RASTER, raster_types=("black_1",)),
        replace(RASTER, raster_dpi=()),
    ],
)
def test_a_printer_that_cannot_is_refused(report: PrinterReport) -> None:
    with pytest.raises(JobRefused):
        order_for(report, "L1.1")
