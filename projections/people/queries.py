"""What sign-in, the place switcher and the station assignment ask."""

import dataclasses
from typing import Any

from sqlalchemy import Connection, select

from domain.offices.state import office_id
from domain.people.permission import DINAS_DIGITS
from domain.people.state import At, Posting
from projections.people.tables import freezes, offices, policies, postings, staff

Row = dict[str, Any]
LETTER = ("scope", "until", "reason", "ordered_by", "notice")


def member(connection: Connection, stream: str) -> Row | None:
    row = connection.execute(select(staff).where(staff.c.staff == stream)).mappings().first()
    return None if row is None else dict(row)


def names(connection: Connection) -> dict[str, str]:
    """Account -> name of the staff member."""
    return {row.staff: row.name or "" for row in connection.execute(select(staff))}


def posting_of(row: Row) -> Posting:
    """A row as the permission function takes it."""
    names = [one.name for one in dataclasses.fields(Posting)]
    return Posting(**{name: row[name] for name in names})


def postings_of(connection: Connection, stream: str, at: At) -> list[Row]:
    """Live postings of an account."""
    query = (
        select(postings)
        .where(postings.c.staff == stream, ~postings.c.ended)
        .order_by(postings.c.office, postings.c.role)
    )
    found = [dict(row) for row in connection.execute(query).mappings()]
    return [row for row in found if posting_of(row).is_live(at)]


def members(connection: Connection) -> list[Row]:
    """All accounts by name, each with its postings, the newest first."""
    query = select(staff).order_by(staff.c.name, staff.c.staff)
    found = [{**row, "postings": []} for row in connection.execute(query).mappings()]
    by_staff = {row["staff"]: row["postings"] for row in found}
    granted = select(postings).order_by(postings.c.valid_until.desc(), postings.c.role)
    for row in connection.execute(granted).mappings():
        by_staff.get(row["staff"], []).append(dict(row))
    return found


def posted(connection: Connection, role: str, today: str) -> list[Row]:
    """Live postings of a role, with name and person; no broken glass, for it outlives no link."""
    query = (
        select(postings, staff.c.name)
        .join(staff, staff.c.staff == postings.c.staff)
        .where(
            postings.c.role == role,
            ~postings.c.ended,
            ~postings.c.break_glass,
            postings.c.valid_from <= today,
            postings.c.valid_until >= today,
        )
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def office_list(connection: Connection) -> list[Row]:
    query = select(offices).order_by(offices.c.code)
    return [dict(row) for row in connection.execute(query).mappings()]


def same_order(one: Row, other: Row) -> bool:
    """What one letter froze at several places says the same at each."""
    return all(one[name] == other[name] for name in LETTER)


def standing(connection: Connection, scope: str | None = None) -> dict[str, list[Row]]:
    """Office -> the freezes that stand there, its own before its kabupaten's; of a scope or any.

    `office`: whose it is. One of the kabupaten that its own repeats stands once, as its own.
    """
    found = {
        row["stream"]: dict(row)
        for row in connection.execute(select(freezes).where(~freezes.c.lifted)).mappings()
        if scope is None or scope in row["scope"]
    }
    codes = [row["code"] for row in office_list(connection)] if found else []
    there = {code: _standing_at(code, found) for code in codes}
    return {code: rows for code, rows in there.items() if rows}


def _standing_at(code: str, found: dict[str, Row]) -> list[Row]:
    rows: list[Row] = []
    for office in dict.fromkeys((code, code[:DINAS_DIGITS])):
        row = found.get(office_id(office))
        if row is not None and not any(same_order(row, other) for other in rows):
            rows.append({**row, "office": office})
    return rows


def frozen(connection: Connection, scope: str | None = None) -> dict[str, Row]:
    """Office -> of the freezes that stand there the one that ends last: work waits for all."""
    there = standing(connection, scope)
    return {code: max(rows, key=lambda row: str(row["until"])) for code, rows in there.items()}


def policy(connection: Connection, office: str, today: str) -> Row | None:
    """The one in force at an office on a day."""
    query = (
        select(policies)
        .where(policies.c.stream == office_id(office), policies.c.effective_from <= today)
        .order_by(policies.c.effective_from.desc())
        .limit(1)
    )
    row = connection.execute(query).mappings().first()
    return None if row is None else dict(row)


def classes(connection: Connection, today: str) -> dict[str, list[Row]]:
    """Office -> the classes of its policy in force, in order; offices without one left out."""
    query = (
        select(policies.c.stream, policies.c.classes)
        .where(policies.c.effective_from <= today)
        .order_by(policies.c.effective_from)
    )
    newest = {row.stream: row.classes for row in connection.execute(query)}
    codes = [row["code"] for row in office_list(connection)] if newest else []
    return {code: newest[office_id(code)] for code in codes if office_id(code) in newest}
