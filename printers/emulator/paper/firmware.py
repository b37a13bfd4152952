"""What the printer answers to each operation (RFC 8011, 4.2 and 4.3)."""

from collections.abc import Iterable

from printers.dialects.ipp.answers import JobState, PrinterState, Status
from printers.dialects.ipp.message import (
    Attribute,
    Group,
    GroupTag,
    Message,
    Resolution,
    Tag,
    attribute,
)
from printers.dialects.ipp.operations import Operation
from printers.emulator.paper.jobs import Job
from printers.emulator.paper.machine import Machine

_SUPPORTED = {
    "media": ("iso_a4_210x297mm", "iso_a5_148x210mm"),
    "sides": ("one-sided",),
}


class Firmware:
    """Answers requests; the caller holds the machine's lock."""

    def __init__(self, machine: Machine, formats: tuple[str, ...]) -> None:
        self._machine = machine
        self._formats = formats

    def answer(self, request: Message, document: bytes, *, partial: bool) -> Message:
        """Carry out a request. `partial`: the document ended before its announced length."""
        refusal = self._machine.faults.on_operation(request.code)
        if refusal is not None:
            return _reply(request, refusal.status)
        operation = request.group(GroupTag.OPERATION) or Group(tag=GroupTag.OPERATION)
        match request.code:
            case Operation.GET_PRINTER_ATTRIBUTES:
                return _reply(request, Status.OK, self._described())
            case Operation.VALIDATE_JOB:
                return self._judged(request, operation) or _reply(request, Status.OK)
            case Operation.PRINT_JOB:
                return self._print(request, operation, document, partial=partial)
            case Operation.GET_JOBS:
                return self._listed(request, operation)
            case Operation.GET_JOB_ATTRIBUTES | Operation.CANCEL_JOB:
                job = self._named(operation)
                if job is None:
                    return _reply(request, Status.CLIENT_ERROR_NOT_FOUND)
                if request.code == Operation.CANCEL_JOB:
                    return self._cancel(request, job)
                return _reply(request, Status.OK, self._job(job))
            case _:
                return _reply(request, Status.SERVER_ERROR_OPERATION_NOT_SUPPORTED)

    def _print(
        self, request: Message, operation: Group, document: bytes, *, partial: bool
    ) -> Message:
        refused = self._judged(request, operation)
        if refused is not None:
            return refused
        if self._machine.active is not None:
            return _reply(request, Status.SERVER_ERROR_BUSY)
        name, mime_type = _word(operation, "job-name"), _word(operation, "document-format")
        job = self._machine.take(name, document, mime_type, partial=partial)
        return _reply(request, Status.OK, self._job(job))

    def _judged(self, request: Message, operation: Group) -> Message | None:
        """A refusal that names what is not supported."""
        job = request.group(GroupTag.JOB) or Group(tag=GroupTag.JOB)
        asked = {name: _word(job, name) for name in _SUPPORTED}
        wrong = [
            attribute(name, Tag.KEYWORD, word)
            for name, word in asked.items()
            if word and word not in _SUPPORTED[name]
        ]
        mime_type = _word(operation, "document-format")
        if mime_type not in self._formats:
            wrong.append(attribute("document-format", Tag.MIME_TYPE, mime_type))
        if not wrong:
            return None
        status = Status.CLIENT_ERROR_ATTRIBUTES_OR_VALUES_NOT_SUPPORTED
        return _reply(request, status, Group(tag=GroupTag.UNSUPPORTED, attributes=tuple(wrong)))

    def _cancel(self, request: Message, job: Job) -> Message:
        if job.state.ended:
            return _reply(request, Status.CLIENT_ERROR_NOT_POSSIBLE)
        job.cancel_asked = True
        job.reasons = ("processing-to-stop-point",)
        self._machine.changed.notify_all()
        return _reply(request, Status.OK)

    def _listed(self, request: Message, operation: Group) -> Message:
        ended = _word(operation, "which-jobs") == "completed"
        found = [job for job in self._machine.jobs.values() if job.state.ended is ended]
        told = [self._job(job) for job in found if not job.forgotten]
        return _reply(request, Status.OK, *told)

    def _named(self, operation: Group) -> Job | None:
        (number, *_) = operation.contents("job-id") or (0,)
        job = self._machine.jobs.get(number) if isinstance(number, int) else None
        return None if job is None or job.forgotten else job

    def _described(self) -> Group:
        machine = self._machine
        attributes = (
            attribute("printer-uuid", Tag.URI, machine.uuid.urn),
            attribute("printer-up-time", Tag.INTEGER, machine.up_time),
            attribute("printer-state", Tag.ENUM, self._state()),
            attribute("printer-state-reasons", Tag.KEYWORD, *self._reasons()),
            attribute("printer-is-accepting-jobs", Tag.BOOLEAN, True),  # noqa: FBT003 - a value
            attribute("printer-make-and-model", Tag.TEXT, "A4 emulator"),
            attribute("printer-device-id", Tag.TEXT, f"MFG:Terbit;SN:{machine.uuid.hex[:8]};"),
            attribute("document-format-supported", Tag.MIME_TYPE, *self._formats),
            attribute("media-supported", Tag.KEYWORD, *_SUPPORTED["media"]),
            attribute("sides-supported", Tag.KEYWORD, *_SUPPORTED["sides"]),
            attribute(
                "pwg-raster-document-resolution-supported",
                Tag.RESOLUTION,
                Resolution(across=300, along=300),
            ),
            attribute("pwg-raster-document-type-supported", Tag.KEYWORD, "sgray_8", "srgb_8"),
        )
        return Group(tag=GroupTag.PRINTER, attributes=attributes)

    def _state(self) -> PrinterState:
        if self._machine.waits_for_paper:
            return PrinterState.STOPPED
        return PrinterState.PROCESSING if self._machine.active else PrinterState.IDLE

    def _reasons(self) -> Iterable[str]:
        return ("media-empty-error",) if self._machine.waits_for_paper else ("none",)

    def _job(self, job: Job) -> Group:
        return Group(tag=GroupTag.JOB, attributes=_told_of(job, self._machine.up_time))


def _told_of(job: Job, up_time: int) -> tuple[Attribute, ...]:
    state = JobState(job.state)
    return (
        attribute("job-id", Tag.INTEGER, job.job_id),
        attribute("job-uri", Tag.URI, f"ipp://localhost/ipp/print/{job.job_id}"),
        attribute("job-uuid", Tag.URI, job.uuid),
        attribute("job-name", Tag.NAME, job.name),
        attribute("job-state", Tag.ENUM, state),
        attribute("job-state-reasons", Tag.KEYWORD, *job.reasons),
        attribute("job-impressions-completed", Tag.INTEGER, job.impressions),
        attribute("job-printer-up-time", Tag.INTEGER, up_time),
    )


def bad_request(request_id: int) -> Message:
    """What is answered to bytes that are no request."""
    nothing = Message(code=0, request_id=request_id)
    return _reply(nothing, Status.CLIENT_ERROR_BAD_REQUEST)


def _reply(request: Message, status: Status, *groups: Group) -> Message:
    head = Group(
        tag=GroupTag.OPERATION,
        attributes=(
            attribute("attributes-charset", Tag.CHARSET, "utf-8"),
            attribute("attributes-natural-language", Tag.LANGUAGE, "en"),
        ),
    )
    return Message(code=status, request_id=request.request_id, groups=(head, *groups))


def _word(group: Group, name: str) -> str:
    (found, *_) = group.contents(name) or ("",)
    return found if isinstance(found, str) else ""
