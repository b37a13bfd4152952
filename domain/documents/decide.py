"""Decisions on documents: events, or Refused with its reason."""

from domain.documents import children, rules
from domain.documents import events as e
from domain.documents.commands import ApproveDocument, FailInspection, HandOver
from domain.documents.intake import HAND_IN
from domain.documents.kinds import KIA, KTP_EL
from domain.documents.state import Document, Stage
from domain.enrolment.state import PRINT_READY
from domain.event import By
from domain.refusal import Reason, refuse_if


def approve(state: Document | None, command: ApproveDocument) -> list[e.DocumentEvent]:
    """Flow 1.3: binds to the digest seen; four eyes; not before the 17th birthday."""
    document = rules.may_become(state, e.Approved)
    rules.what_was_seen_is_what_is_approved(document, command.digest)
    rules.approver_is_not_the_enroller(document, command.by, command.recorder)
    rules.no_card_before_the_17th_birthday(document, command.today)
    needs_word = document.kind == KTP_EL and document.cause == "first"
    refuse_if(
        needs_word and command.status_word != PRINT_READY,
        Reason.STATUS_SUPERSEDED,
        status=command.status_word or "",
    )
    if document.kind == KIA:
        children.may_have_a_card(document.fields or {}, command.today)
    refuse_if(bool(command.problems), Reason.NOT_RENDERABLE, problems="; ".join(command.problems))
    return [
        e.Approved(
            by=command.by,
            digest=command.digest,
            template=document.template or "",
            print_job=command.print_job,
        )
    ]


def complete_again(state: Document | None, completed: e.Completed) -> list[e.DocumentEvent]:
    """Flow 2.2b: a corrected completion; earlier than 17 only with the marriage proved."""
    document = rules.may_become(state, e.Completed)
    earlier = document.not_before is not None and completed.not_before is None
    proved = rules.marriage_is_proved(completed.fields or {})
    refuse_if(earlier and not proved, Reason.NO_MARRIAGE_PROOF)
    return [completed]


def undo_approval(
    state: Document | None, by: By, cause: str, reason: str | None = None
) -> list[e.DocumentEvent]:
    document = rules.may_become(state, e.ApprovalUndone)
    return [e.ApprovalUndone(by=by, print_job=document.print_job or "", cause=cause, reason=reason)]


def return_to_counter(
    state: Document | None, by: By, code: str, reason: str
) -> list[e.DocumentEvent]:
    rules.may_become(state, e.Returned)
    refuse_if(not reason.strip(), Reason.NO_REASON)
    return [e.Returned(by=by, code=code, reason=reason)]


def reject(state: Document | None, by: By, code: str, reason: str) -> list[e.DocumentEvent]:
    rules.may_become(state, e.Rejected)
    refuse_if(not reason.strip(), Reason.NO_REASON)
    return [e.Rejected(by=by, code=code, reason=reason)]


def hand_over(state: Document | None, command: HandOver) -> list[e.DocumentEvent]:
    """Flow 1.7: the card scanned is the card printed, and the collector may have it."""
    document = rules.may_become(state, e.HandedOver)
    rules.card_has_a_serial(document)
    rules.card_scanned_is_the_card_printed(document, command.serial)
    rules.code_scanned_is_on_the_card(document, command.code)
    rules.collector_is_entitled(command.entitlement, command.collector)
    missing = document.old_card == HAND_IN and command.surrendered is None
    refuse_if(missing, Reason.OLD_CARD_MISSING)
    return [
        e.HandedOver(
            by=command.by,
            serial=document.serial,
            entitlement=command.entitlement,
            old_card=document.old_card,
            collector=dict(command.collector),
            surrendered_card=command.surrendered,
            replaces=command.replaces,
        )
    ]


def replaced(state: Document | None, by: By, cause: str, new: str) -> list[e.DocumentEvent]:
    """Flow 3.4: the card that counted until now counts no more."""
    document = rules.may_become(state, e.Withdrawn)
    cause = "lost" if cause == "lost" else "replaced"
    return [e.Withdrawn(by=by, cause=cause, serial=document.serial, replaced_by=new)]


def fail_inspection(state: Document | None, command: FailInspection) -> list[e.DocumentEvent]:
    """Flow 10.1: before hand-over only."""
    document = rules.may_become(state, e.InspectionFailed)
    rules.card_scanned_is_the_card_printed(document, command.serial)
    rules.code_scanned_is_on_the_card(document, command.code)
    refuse_if(not command.reason.strip(), Reason.NO_REASON)
    return [
        e.InspectionFailed(
            by=command.by,
            print_job=document.print_job or "",
            attempt=document.attempt or "",
            cause=command.cause,
            reason=command.reason,
            serial=document.serial,
        )
    ]


def withdraw(
    state: Document | None, by: By, cause: str, serial: str | None, code: str | None
) -> list[e.DocumentEvent]:
    """Flows 7.6, 10.3: a card that was printed and not handed over counts no more.

    Before there is a card the job still stands: then the way back is return, reject or cancel.
    """
    document = rules.may_become(state, e.Withdrawn)
    refuse_if(document.stage is not Stage.PRINTED, Reason.WRONG_STATE, state=document.stage.value)
    rules.card_scanned_is_the_card_printed(document, serial)
    rules.code_scanned_is_on_the_card(document, code)
    return [e.Withdrawn(by=by, cause=cause, serial=document.serial)]


def absorb_absent(state: Document | None, absent: e.Withdrawn, job: str) -> list[e.DocumentEvent]:
    """Flow 9.3d: the one card there might be cannot be found.

    A document that has a good card by another attempt, or that ended otherwise, keeps its stage.
    """
    return [absent] if _awaits_card_of(state, job) else []


def absorb_printed(state: Document | None, printed: e.Printed) -> list[e.DocumentEvent]:
    """A good card of this document's own job makes it printed; any other card does not."""
    return [printed] if _awaits_card_of(state, printed.print_job) else []


def _awaits_card_of(state: Document | None, job: str) -> bool:
    return state is not None and state.stage is Stage.APPROVED and state.print_job == job
