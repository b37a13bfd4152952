"""Documents in the printer's memory; gone when the power goes."""

from dataclasses import dataclass, field

from printers.dialects.ipp.answers import JobState


@dataclass(kw_only=True, slots=True)
class Job:
    job_id: int
    uuid: str
    name: str
    document: bytes
    document_format: str
    sheets: int
    partial: bool
    state: JobState = JobState.PENDING
    reasons: tuple[str, ...] = ("none",)
    impressions: int = 0
    cancel_asked: bool = False
    forgotten: bool = field(default=False)

    def end(self, state: JobState, reason: str) -> None:
        self.state, self.reasons = state, (reason,)
