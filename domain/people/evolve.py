"""Next states of accounts and postings. Total: never raises."""

from dataclasses import replace

from domain.people.events import Ended, Granted, PostingEvent, Registered, StaffEvent
from domain.people.state import Posting, Staff


def evolve_staff(state: Staff | None, event: StaffEvent) -> Staff | None:
    match event:
        case Registered():
            return state or Staff(person=event.person, name=event.name)
        case _:
            return state


def evolve_posting(state: Posting | None, event: PostingEvent) -> Posting | None:
    match event:
        case Granted():
            return state or Posting(
                staff=event.staff,
                person=event.person,
                role=event.role,
                office=event.office,
                valid_from=event.valid_from,
                valid_until=event.valid_until,
                letter=event.letter,
                break_glass=event.break_glass,
            )
        case Ended():
            return None if state is None else replace(state, ended=True)
