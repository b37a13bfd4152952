"""The requests of RFC 8011 that a job needs, as messages.

Every request begins with charset, language and target, in this order (RFC 8011, 4.1.4). Names of
jobs and users are ours to choose and hold no personal data: printers show them and keep them.
"""

from dataclasses import dataclass
from enum import IntEnum

from printers.dialects.ipp.message import Attribute, Group, GroupTag, Message, Tag, attribute

USER = "terbit"


class Operation(IntEnum):
    """Of RFC 8011, 5.4.15."""

    PRINT_JOB = 0x0002
    VALIDATE_JOB = 0x0004
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B


PRINTER_ATTRIBUTES = (
    "printer-uuid",
    "printer-up-time",
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "printer-make-and-model",
    "printer-device-id",
    "document-format-supported",
    "media-supported",
    "sides-supported",
    "pwg-raster-document-resolution-supported",
    "pwg-raster-document-type-supported",
)
JOB_ATTRIBUTES = (
    "job-id",
    "job-uuid",
    "job-name",
    "job-state",
    "job-state-reasons",
    "job-state-message",
    "job-impressions-completed",
    "job-media-sheets-completed",
    "job-printer-up-time",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ticket:
    """How one document is to be printed. What is None is left to the printer."""

    job_name: str
    document_format: str
    media: str | None
    sides: str | None


def get_printer_attributes(uri: str, request_id: int) -> Message:
    wanted = attribute("requested-attributes", Tag.KEYWORD, *PRINTER_ATTRIBUTES)
    return _request(Operation.GET_PRINTER_ATTRIBUTES, uri, request_id, wanted)


def validate_job(uri: str, request_id: int, ticket: Ticket) -> Message:
    return _job_creation(Operation.VALIDATE_JOB, uri, request_id, ticket)


def print_job(uri: str, request_id: int, ticket: Ticket) -> Message:
    """The document's bytes follow directly behind the encoded message."""
    return _job_creation(Operation.PRINT_JOB, uri, request_id, ticket)


def get_job_attributes(uri: str, request_id: int, job_id: int) -> Message:
    return _request(
        Operation.GET_JOB_ATTRIBUTES,
        uri,
        request_id,
        attribute("job-id", Tag.INTEGER, job_id),
        _user(),
        attribute("requested-attributes", Tag.KEYWORD, *JOB_ATTRIBUTES),
    )


def get_jobs(uri: str, request_id: int, *, ended: bool) -> Message:
    """Ask for the jobs that have ended, or for those that have not."""
    return _request(
        Operation.GET_JOBS,
        uri,
        request_id,
        _user(),
        attribute("limit", Tag.INTEGER, 500),
        attribute("requested-attributes", Tag.KEYWORD, *JOB_ATTRIBUTES),
        attribute("which-jobs", Tag.KEYWORD, "completed" if ended else "not-completed"),
    )


def cancel_job(uri: str, request_id: int, job_id: int) -> Message:
    return _request(
        Operation.CANCEL_JOB,
        uri,
        request_id,
        attribute("job-id", Tag.INTEGER, job_id),
        _user(),
    )


def _job_creation(operation: Operation, uri: str, request_id: int, ticket: Ticket) -> Message:
    """Ask for exactly this ticket: a printer that would change it must refuse (fidelity)."""
    message = _request(
        operation,
        uri,
        request_id,
        _user(),
        attribute("job-name", Tag.NAME, ticket.job_name),
        attribute("ipp-attribute-fidelity", Tag.BOOLEAN, True),  # noqa: FBT003 - a value, not a flag
        attribute("document-format", Tag.MIME_TYPE, ticket.document_format),
    )
    asked = (("media", ticket.media), ("sides", ticket.sides))
    template = tuple(attribute(name, Tag.KEYWORD, word) for name, word in asked if word)
    job = (Group(tag=GroupTag.JOB, attributes=template),) if template else ()
    return Message(code=message.code, request_id=request_id, groups=(*message.groups, *job))


def _request(operation: Operation, uri: str, request_id: int, *more: Attribute) -> Message:
    head = (
        attribute("attributes-charset", Tag.CHARSET, "utf-8"),
        attribute("attributes-natural-language", Tag.LANGUAGE, "en"),
        attribute("printer-uri", Tag.URI, uri),
    )
    group = Group(tag=GroupTag.OPERATION, attributes=(*head, *more))
    return Message(code=operation, request_id=request_id, groups=(group,))


def _user() -> Attribute:
    return attribute("requesting-user-name", Tag.NAME, USER)
