"""Registering accounts, granting and ending postings."""

from domain.event import By, same_person
from domain.people.events import Ended, Granted, PostingEvent, Registered, StaffEvent
from domain.people.state import IN_AN_EMERGENCY, Posting, Role, Staff
from domain.refusal import Reason, Refused, refuse_if
from domain.two_people import two_people
from domain.values.dates import parse_iso


def register(state: Staff | None, registered: Registered) -> list[StaffEvent]:
    refuse_if(state is not None, Reason.WRONG_STATE)
    return [registered]


def grant(state: Posting | None, granted: Granted) -> list[PostingEvent]:
    """Flow 16.2: never one's own, never without a letter, never backwards."""
    refuse_if(state is not None, Reason.WRONG_STATE)
    refuse_if(same_person(granted.person, granted.by.actor_person), Reason.OWN_POSTING)
    refuse_if(not granted.letter.strip(), Reason.NO_LETTER)
    refuse_if(granted.role not in set(Role) or not _is_a_period(granted), Reason.BAD_PERIOD)
    return [granted]


def break_glass(state: Posting | None, granted: Granted) -> list[PostingEvent]:
    """Flow 16.4: two people, a reason, a role that works on documents or blanks."""
    refuse_if(state is not None, Reason.WRONG_STATE)
    two_people(granted.by)
    refuse_if(not granted.letter, Reason.NO_REASON)
    refuse_if(granted.role not in IN_AN_EMERGENCY, Reason.BAD_PERIOD)
    return [granted]


def _is_a_period(granted: Granted) -> bool:
    """Two days that the calendar knows: guards compare them as text ever after."""
    try:
        return parse_iso(granted.valid_from) <= parse_iso(granted.valid_until)
    except ValueError:
        return False


def end(state: Posting | None, by: By, reason: str, letter: str | None) -> list[PostingEvent]:
    if state is None:
        raise Refused(Reason.NOT_FOUND)
    refuse_if(state.ended, Reason.WRONG_STATE, state="ended")
    refuse_if(not reason.strip(), Reason.NO_REASON)
    return [Ended(by=by, reason=reason, letter=letter)]
