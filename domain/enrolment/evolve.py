"""Next state of a recording. Total: never raises."""

from dataclasses import replace

from domain.enrolment.events import Captured, EnrolmentEvent, StatusObserved
from domain.enrolment.state import Enrolment


def evolve(state: Enrolment | None, event: EnrolmentEvent) -> Enrolment | None:
    match event:
        case Captured():
            return state or Enrolment(
                office=event.office,
                nik=event.nik,
                fields=event.fields,
                recorded_on=event.recorded_on,
                enroller=event.enroller,
                photo=event.photo,
                warnings=tuple(event.warnings),
            )
        case StatusObserved():
            return _observed(state, event)


def _observed(state: Enrolment | None, event: StatusObserved) -> Enrolment | None:
    if state is None:
        return None
    newer = event.seen_at >= state.word_seen_at
    return replace(
        state,
        word=event.status if newer else state.word,
        word_seen_at=event.seen_at if newer else state.word_seen_at,
        document=event.document or state.document,
        observed=state.observed | {(event.status, event.source, event.seen_at)},
    )
