"""What answers say (RFC 8011). What a printer did not tell is None, never a zero."""

from dataclasses import dataclass
from enum import IntEnum

from printers.dialects.ipp.message import Group, GroupTag, Localized, Message, Resolution
from printers.errors import GarbledMessage


class Status(IntEnum):
    """The answers that are told apart here (RFC 8011, appendix B)."""

    OK = 0x0000
    OK_IGNORED_OR_SUBSTITUTED = 0x0001
    OK_CONFLICTING = 0x0002
    CLIENT_ERROR_BAD_REQUEST = 0x0400
    CLIENT_ERROR_FORBIDDEN = 0x0401
    CLIENT_ERROR_NOT_AUTHENTICATED = 0x0402
    CLIENT_ERROR_NOT_AUTHORIZED = 0x0403
    CLIENT_ERROR_NOT_POSSIBLE = 0x0404
    CLIENT_ERROR_NOT_FOUND = 0x0406
    CLIENT_ERROR_GONE = 0x0407
    CLIENT_ERROR_DOCUMENT_FORMAT_NOT_SUPPORTED = 0x040A
    CLIENT_ERROR_ATTRIBUTES_OR_VALUES_NOT_SUPPORTED = 0x040B
    SERVER_ERROR_OPERATION_NOT_SUPPORTED = 0x0501
    SERVER_ERROR_VERSION_NOT_SUPPORTED = 0x0503
    SERVER_ERROR_DEVICE_ERROR = 0x0504
    SERVER_ERROR_NOT_ACCEPTING_JOBS = 0x0506
    SERVER_ERROR_BUSY = 0x0507
    SERVER_ERROR_JOB_CANCELED = 0x0508
    SERVER_ERROR_TOO_MANY_JOBS = 0x050B


REFUSED_WHOLE = frozenset(
    {
        Status.CLIENT_ERROR_BAD_REQUEST,
        Status.CLIENT_ERROR_FORBIDDEN,
        Status.CLIENT_ERROR_NOT_AUTHENTICATED,
        Status.CLIENT_ERROR_NOT_AUTHORIZED,
        Status.CLIENT_ERROR_DOCUMENT_FORMAT_NOT_SUPPORTED,
        Status.CLIENT_ERROR_ATTRIBUTES_OR_VALUES_NOT_SUPPORTED,
        Status.SERVER_ERROR_OPERATION_NOT_SUPPORTED,
        Status.SERVER_ERROR_VERSION_NOT_SUPPORTED,
        Status.SERVER_ERROR_NOT_ACCEPTING_JOBS,
        Status.SERVER_ERROR_BUSY,
        Status.SERVER_ERROR_TOO_MANY_JOBS,
    }
)
"""Answers to Print-Job that a printer gives before it looks at the document: no job was made.

Not here: what can strike a document that is already being printed from the wire, such as a device
error, a canceled job or a document format error.
"""


class JobState(IntEnum):
    """Of RFC 8011, 5.3.7."""

    PENDING = 3
    PENDING_HELD = 4
    PROCESSING = 5
    PROCESSING_STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9

    @property
    def ended(self) -> bool:
        return self >= JobState.CANCELED


class PrinterState(IntEnum):
    """Of RFC 8011, 5.4.11."""

    IDLE = 3
    PROCESSING = 4
    STOPPED = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class PrinterReport:
    """`up_time` is in seconds since the printer was started, from 1 (RFC 8011, 5.4.29)."""

    uuid: str | None
    up_time: int
    state: PrinterState
    reasons: tuple[str, ...]
    accepting: bool
    model: str
    device_id: str
    formats: tuple[str, ...]
    media: tuple[str, ...]
    sides: tuple[str, ...]
    raster_types: tuple[str, ...]
    raster_dpi: tuple[int, ...]  # of the resolutions that are equal across and along


@dataclass(frozen=True, kw_only=True, slots=True)
class JobReport:
    job_id: int
    uuid: str | None
    name: str | None
    state: JobState
    reasons: tuple[str, ...]
    message: str
    impressions: int | None  # sides printed and stacked so far
    sheets: int | None
    printer_up_time: int | None


def is_ok(message: Message) -> bool:
    return message.code < 0x0100


def status_name(code: int) -> str:
    """A status in RFC 8011's words, or its number."""
    try:
        return Status(code).name.lower().replace("_", "-")
    except ValueError:
        return f"status {code:#06x}"


def unsupported_names(message: Message) -> tuple[str, ...]:
    """What the printer names as not supported (RFC 8011, 4.1.7)."""
    group = message.group(GroupTag.UNSUPPORTED)
    return tuple(each.name for each in group.attributes) if group else ()


def printer_of(message: Message) -> PrinterReport:
    group = message.group(GroupTag.PRINTER) or _lacks("printer attributes")
    return PrinterReport(
        uuid=_text(group, "printer-uuid"),
        up_time=_demanded(group, "printer-up-time"),
        state=_printer_state(_demanded(group, "printer-state")),
        reasons=_texts(group, "printer-state-reasons"),
        accepting=group.contents("printer-is-accepting-jobs") != (False,),
        model=_text(group, "printer-make-and-model") or "",
        device_id=_text(group, "printer-device-id") or "",
        formats=_texts(group, "document-format-supported"),
        media=_texts(group, "media-supported"),
        sides=_texts(group, "sides-supported"),
        raster_types=_texts(group, "pwg-raster-document-type-supported"),
        raster_dpi=tuple(
            each.across
            for each in group.contents("pwg-raster-document-resolution-supported")
            if isinstance(each, Resolution) and each.across == each.along and each.units == 3
        ),
    )


def job_of(message: Message) -> JobReport:
    return job_in(message.group(GroupTag.JOB) or _lacks("job attributes"))


def jobs_of(message: Message) -> tuple[JobReport, ...]:
    return tuple(job_in(group) for group in message.groups if group.tag == GroupTag.JOB)


def job_in(group: Group) -> JobReport:
    return JobReport(
        job_id=_demanded(group, "job-id"),
        uuid=_text(group, "job-uuid"),
        name=_text(group, "job-name"),
        state=_job_state(_demanded(group, "job-state")),
        reasons=_texts(group, "job-state-reasons"),
        message=_text(group, "job-state-message") or "",
        impressions=_number(group, "job-impressions-completed"),
        sheets=_number(group, "job-media-sheets-completed"),
        printer_up_time=_number(group, "job-printer-up-time"),
    )


def _printer_state(number: int) -> PrinterState:
    try:
        return PrinterState(number)
    except ValueError as error:
        raise GarbledMessage(f"a printer in state {number}") from error


def _job_state(number: int) -> JobState:
    try:
        return JobState(number)
    except ValueError as error:
        raise GarbledMessage(f"a job in state {number}") from error


def _lacks(what: str) -> Group:
    raise GarbledMessage(f"an answer without {what}")


def _demanded(group: Group, name: str) -> int:
    number = _number(group, name)
    if number is None:
        raise GarbledMessage(f"an answer without {name}")
    return number


def _number(group: Group, name: str) -> int | None:
    contents = group.contents(name)
    return contents[0] if contents and isinstance(contents[0], int) else None


def _text(group: Group, name: str) -> str | None:
    return next(iter(_texts(group, name)), None)


def _texts(group: Group, name: str) -> tuple[str, ...]:
    found = group.contents(name)
    plain = (each.text if isinstance(each, Localized) else each for each in found)
    return tuple(each for each in plain if isinstance(each, str))
