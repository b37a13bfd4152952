"""Next state of a document. Total: an event that does not fit changes nothing."""

from dataclasses import replace

from domain.documents import events as e
from domain.documents.kinds import KINDS
from domain.documents.state import TRANSITIONS, Document, Stage, Transit


def evolve(state: Document | None, event: e.DocumentEvent) -> Document | None:
    stage = TRANSITIONS.get((None if state is None else state.stage, type(event)))
    if stage is None:
        return state
    if isinstance(event, e.Requested):
        return _requested(event)
    if state is None:  # no transition leads here; keeps the types honest
        return None
    return replace(_changed(state, event), stage=stage)


def _requested(event: e.Requested) -> Document:
    kind = KINDS.get(event.kind)
    subject = kind.subject if kind else "nik"
    return Document(
        kind=event.kind,
        cause=event.cause,
        office=event.office,
        receipt=event.receipt,
        old_card=event.old_card,
        nik=event.nik,
        fields=event.fields,
        enrolment=event.enrolment,
        enroller=event.enroller,
        subject=event.nik if subject == "nik" else (event.fields or {}).get(subject),
    )


def _changed(state: Document, event: e.DocumentEvent) -> Document:
    match event:
        case e.Completed():
            return _completed(state, event)
        case e.Approved():
            return replace(state, print_job=event.print_job, approver=event.by.actor_person)
        case e.ApprovalUndone() | e.Returned():
            return replace(state, print_job=None, approver=None)
        case e.Printed():
            return replace(
                state,
                attempt=event.attempt,
                printed_at=event.by.occurred_at,
                serial=event.serial,
                payload_digest=event.payload_digest,
            )
        case e.InspectionFailed():
            return replace(state, attempt=None, serial=None, arrived_at=None, transit=None)
        case e.Sent():
            transit = Transit(
                slip=event.slip,
                office=event.office,
                to_office=event.to_office,
                sender=event.by.actor_person,
            )
            return replace(state, transit=transit)
        case e.Withdrawn():
            return replace(state, transit=None)
        case e.Arrived():
            return replace(state, arrived_at=event.office, transit=None)
        case _:
            return state


def _completed(state: Document, event: e.Completed) -> Document:
    first = state.complete_since is None or state.stage is Stage.INCOMPLETE
    return replace(
        state,
        completers=state.completers | ({event.by.actor_person} if event.by.actor_person else set()),
        digest=event.digest,
        template=event.template,
        salt=event.salt,
        fields=event.fields,
        not_before=event.not_before,
        warnings=tuple(event.warnings),
        complete_since=event.by.recorded_at if first else state.complete_since,
    )
