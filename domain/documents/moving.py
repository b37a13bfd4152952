"""Printed documents on their way to the place where they are collected, and what stays there."""

from datetime import date, timedelta

from domain.documents import events as e
from domain.documents import rules
from domain.documents.state import Document, Stage
from domain.event import By, same_person
from domain.refusal import Reason, Refused, refuse_if

UNCOLLECTED_DAYS = 90
"""A card that nobody fetched for so long may be withdrawn; its blank goes to be destroyed."""
GONE = ("died", "moved", "uncollected")


def send(state: Document | None, sent: e.Sent) -> list[e.DocumentEvent]:
    """With a slip, to another place."""
    document = rules.may_become(state, e.Sent)
    _is_printed(document)
    refuse_if(document.transit is not None, Reason.WRONG_STATE, state="in_transit")
    refuse_if(sent.to_office == sent.office, Reason.ALREADY_HERE)
    return [sent]


def arrive(state: Document | None, arrived: e.Arrived) -> list[e.DocumentEvent]:
    """Of this slip, at the place it was sent to or back at the sender's; not by the sender."""
    document = rules.may_become(state, e.Arrived)
    transit = document.transit
    if transit is None or transit.slip != arrived.slip:
        raise Refused(Reason.NOT_SENT_HERE)
    refuse_if(arrived.office not in (transit.to_office, transit.office), Reason.NOT_SENT_HERE)
    own = same_person(transit.sender, arrived.by.actor_person)
    refuse_if(own, Reason.SAME_PERSON, other="sender")
    return [arrived]


def withdraw_uncollected(
    state: Document | None, by: By, cause: str, today: str
) -> list[e.DocumentEvent]:
    """Who died or moved away fetches it no more; of others only after long waiting."""
    document = rules.may_become(state, e.Withdrawn)
    _is_printed(document)
    refuse_if(cause not in GONE, Reason.BAD_CAUSE, causes=" ".join(GONE))
    printed_on = date.fromisoformat((document.printed_at or today)[:10])
    until = printed_on + timedelta(days=UNCOLLECTED_DAYS)
    early = cause == "uncollected" and date.fromisoformat(today) < until
    refuse_if(early, Reason.STILL_WAITED_FOR, until=until.isoformat())
    return [e.Withdrawn(by=by, cause=cause, serial=document.serial)]


def _is_printed(document: Document) -> None:
    refuse_if(document.stage is not Stage.PRINTED, Reason.WRONG_STATE, state=document.stage.value)
