"""What a printer's report of a job means for the attempt that sent it."""

from printers.dialects.ipp.answers import JobReport, JobState
from printers.status import JobSeen, PaperTrace, Proposal


def is_ours(job: JobReport, trace: PaperTrace) -> bool:
    """Whether nothing in a report speaks against its being the job of `trace`.

    A printer that was restarted gives the same number to the next job.
    """
    same_name = job.name is None or job.name == trace.job_name
    same_uuid = trace.job_uuid is None or job.uuid == trace.job_uuid
    went_on = job.printer_up_time is None or job.printer_up_time >= trace.up_time
    return same_name and same_uuid and went_on


def proposal_of(job: JobReport, pages: int) -> Proposal | None:
    """What to expect in the tray.

    Nothing is ever proposed as untouched: a job that was canceled with no impression counted may
    still have one in its path.
    """
    if not job.state.ended:
        return None
    if job.state is JobState.COMPLETED and job.impressions == pages:
        return Proposal.GOOD
    return Proposal.SPOILED if job.impressions else None


def seen(job: JobReport) -> JobSeen:
    return JobSeen(
        job_uuid=job.uuid,
        state=_word(job.state),
        reasons=job.reasons,
        impressions=job.impressions,
        ended=job.state.ended,
    )


def words_of(job: JobReport) -> str:
    """A printer's last words, for a person to read."""
    counted = "" if job.impressions is None else f", {job.impressions} impressions"
    message = f" ({job.message})" if job.message else ""
    return f"{_word(job.state)}: {' '.join(job.reasons)}{counted}{message}"


def _word(state: JobState) -> str:
    return state.name.lower().replace("_", "-")
