"""Folds offices, accounts and postings."""

from domain.streams import EVENTS
from projections.folding import Entry, Folding, Handler, View
from projections.people.tables import offices, postings, staff


def _office(folding: Folding, entry: Entry) -> None:
    e = entry.fields
    folding.rows["people_offices"].put(
        code=e["code"], name=e["name"], type=e["type"], timezone=e["timezone"]
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
    )


def _ended(folding: Folding, entry: Entry) -> None:
    row = folding.rows["people_postings"].edit(entry.stream)
    if row is not None:
        row["ended"] = True


HANDLERS: dict[str, Handler] = {
    "office.opened": _office,
    "staff.registered": _registered,
    "posting.granted": _granted,
    "posting.ended": _ended,
}

PEOPLE = View(
    name="people",
    tables=(offices, staff, postings),
    handlers=HANDLERS,
    ignored=frozenset(EVENTS) - set(HANDLERS),
    personal=frozenset({"staff.registered"}),
)
