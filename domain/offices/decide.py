"""Opening an office, stopping its work by order, and what stops it without one."""

from collections.abc import Container

from domain.event import By
from domain.offices.events import (
    Frozen,
    OfficeEvent,
    Opened,
    OutageBegan,
    OutageEnded,
    PolicyPublished,
    Resumed,
)
from domain.offices.state import FREEZE_SCOPES, OUTAGES, Office
from domain.refusal import Reason, Refused, refuse_if

LONGEST_UNDO = 600
"""Seconds: longer than that is a hold, which says why."""


def open_office(
    state: Office | None, opened: Opened, regions: Container[str], zones: Container[str]
) -> list[OfficeEvent]:
    """Flow 16.1: only a region that the Kemendagri list knows, whose days can be counted."""
    refuse_if(state is not None, Reason.WRONG_STATE)
    refuse_if(opened.code not in regions, Reason.UNKNOWN_REGION, code=opened.code)
    zone = opened.timezone
    refuse_if(zone not in zones, Reason.UNKNOWN_TIMEZONE, timezone=zone)
    return [opened]


def freeze(state: Office | None, frozen: Frozen) -> list[OfficeEvent]:
    """Flow 15.1: by order, for known scopes, to an end that lies ahead; again = changed."""
    _exists(state)
    refuse_if(not frozen.ordered_by.strip(), Reason.NO_ORDER)
    refuse_if(not frozen.reason.strip(), Reason.NO_REASON)
    known = bool(frozen.scope) and set(frozen.scope) <= set(FREEZE_SCOPES)
    refuse_if(not known, Reason.BAD_SCOPE, scopes=" ".join(FREEZE_SCOPES))
    refuse_if(frozen.until <= frozen.by.recorded_at, Reason.UNTIL_PAST)
    return [frozen]


def publish_policy(
    state: Office | None, published: PolicyPublished, today: str
) -> list[OfficeEvent]:
    """Flow 17.3: by letter, from today or later; each class once."""
    _exists(state)
    refuse_if(not published.letter.strip(), Reason.NO_LETTER)
    refuse_if(published.effective_from < today, Reason.STARTS_IN_PAST)
    named = [(one.get("kind"), one.get("cause")) for one in published.classes]
    fits = 0 <= published.undo_seconds <= LONGEST_UNDO and published.witnesses >= 0
    refuse_if(not fits or len(set(named)) != len(named), Reason.BAD_POLICY)
    return [published]


def resume(state: Office | None, by: By, backlog: dict[str, int]) -> list[OfficeEvent]:
    """Flow 15.3: order as before, clocks run."""
    refuse_if(_exists(state).freeze is None, Reason.NOT_FROZEN)
    return [Resumed(by=by, backlog=backlog)]


def begin_outage(state: Office | None, began: OutageBegan, earliest: str) -> list[OfficeEvent]:
    """What began is recorded while it is fresh: at most so long ago, each cause once at a time.

    `earliest`: the moment before which nothing may be said to have begun (UTC).
    """
    known = _exists(state)
    refuse_if(not began.note.strip(), Reason.NO_REASON)
    fits = began.cause in OUTAGES and earliest <= began.began_at <= began.by.recorded_at
    refuse_if(not fits, Reason.BAD_OUTAGE)
    since = known.outages.get(began.cause, "")
    refuse_if(bool(since), Reason.OUTAGE_RECORDED, until=since)
    return [began]


def end_outage(state: Office | None, ended: OutageEnded) -> list[OfficeEvent]:
    """Not before it began and not ahead: the service clock runs on from there."""
    since = _exists(state).outages.get(ended.cause)
    if since is None:
        raise Refused(Reason.NO_OUTAGE)
    refuse_if(not since <= ended.ended_at <= ended.by.recorded_at, Reason.BAD_OUTAGE)
    return [ended]


def _exists(state: Office | None) -> Office:
    if state is None:
        raise Refused(Reason.NOT_FOUND)
    return state
