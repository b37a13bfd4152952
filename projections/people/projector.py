"""Folds offices with their freezes and policies, accounts and postings."""

from domain.streams import EVENTS
from projections.folding import Entry, Folding, Handler, View
from projections.people.tables import freezes, offices, policies, postings, staff


def _office(folding: Folding, entry: Entry) -> None:
    e = entry.fields
    folding.rows["people_offices"].put(
        code=e["code"], name=e["name"], type=e["type"], timezone=e["timezone"]
    )


def _frozen(folding: Folding, entry: Entry) -> None:
    """Ordered anew while it stands: changed, but frozen since the first order."""
    e = entry.fields
    known = folding.rows["people_freezes"].get(entry.stream)
    since = e["recorded_at"] if known is None or known["lifted"] else known["frozen_at"]
    folding.rows["people_freezes"].put(
        stream=entry.stream,
        scope=e["scope"],
        until=e["until"],
        reason=e["reason"],
        ordered_by=e["ordered_by"],
        notice=e["notice"],
        frozen_at=since,
        ordered_at=e["recorded_at"],
    )


def _resumed(folding: Folding, entry: Entry) -> None:
    row = folding.rows["people_freezes"].edit(entry.stream)
    if row is not None:
        row["lifted"] = True


def _policy(folding: Folding, entry: Entry) -> None:
    e = entry.fields
    folding.rows["people_policies"].put(
        stream=entry.stream,
        effective_from=e["effective_from"],
        letter=e["letter"],
        classes=e["classes"],
        undo_seconds=e["undo_seconds"],
        witnesses=e["witnesses"],
    )


def _registered(folding: Folding, entry: Entry) -> None:
    e = entry.personal()
    folding.rows["people_staff"].put(staff=entry.stream, person=e["person"], name=e["name"])


def _granted(folding: Folding, entry: Entry) -> None:
    e = entry.fields
    folding.rows["people_postings"].put(
        posting=entry.stream,
        staff=e["staff"],
        person=e["person"],
        role=e["role"],
        office=e["office"],
        valid_from=e["valid_from"],
        valid_until=e["valid_until"],
        letter=e["letter"],
        break_glass=e["break_glass"],
    )


def _ended(folding: Folding, entry: Entry) -> None:
    row = folding.rows["people_postings"].edit(entry.stream)
    if row is not None:
        row["ended"] = True


HANDLERS: dict[str, Handler] = {
    "office.opened": _office,
    "office.frozen": _frozen,
    "office.resumed": _resumed,
    "office.policy_published": _policy,
    "staff.registered": _registered,
    "posting.granted": _granted,
    "posting.ended": _ended,
}

PEOPLE = View(
    name="people",
    tables=(offices, freezes, policies, staff, postings),
    handlers=HANDLERS,
    ignored=frozenset(EVENTS) - set(HANDLERS),
    personal=frozenset({"staff.registered"}),
)
