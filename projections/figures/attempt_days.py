"""Attempts by printer and the day they began, under the outcome that they have come to."""

from projections.figures.days import add, day_of
from projections.figures.supplies import given_back, used
from projections.folding import Entry, Folding, Handler, Row


def queued(folding: Folding, entry: Entry) -> None:
    e = entry.fields
    if folding.rows["figures_jobs"].get(entry.stream) is None:
        folding.rows["figures_jobs"].put(
            print_job=entry.stream, document=e["document"], kind=e["kind"], leases={}
        )


def leased(folding: Folding, entry: Entry) -> None:
    row = folding.rows["figures_jobs"].edit(entry.stream)
    if row is not None:
        row["leases"] = {**row["leases"], str(entry.fields["lease"]): entry.fields["station"]}


def broken(folding: Folding, entry: Entry) -> None:
    """What was begun under it is of unknown outcome; attempts are numbered within their lease."""
    rows, number = folding.rows["figures_attempts"], 1
    while row := rows.get(entry.stream, f"{entry.fields['lease']}.{number}"):
        if row["outcome"] == "open":
            _turned(folding, row["attempt"], entry, "unknown", "")
        number += 1


def started(folding: Folding, entry: Entry) -> None:
    e = entry.fields
    job = folding.rows["figures_jobs"].get(entry.stream)
    if job is None:
        return
    known = folding.rows["figures_attempts"].get(entry.stream, e["attempt"])
    if known is not None:
        _count(folding, known, -1)
    row = folding.rows["figures_attempts"].put(
        print_job=entry.stream,
        attempt=e["attempt"],
        document=job["document"],
        kind=job["kind"],
        station=job["leases"].get(str(e["lease"])) or e.get("reporter") or "",
        printer=e["printer"],
        day=day_of(folding, entry),
        position=entry.position,
        rolls=known["rolls"] if known is not None else {},
    )
    _count(folding, row, 1)
    if known is None:
        used(folding, entry, row)


def printed(folding: Folding, entry: Entry) -> None:
    _came_to(folding, entry, "good", "")


def spoiled(folding: Folding, entry: Entry) -> None:
    _came_to(folding, entry, "spoiled", entry.fields["cause"])


def unknown(folding: Folding, entry: Entry) -> None:
    _came_to(folding, entry, "unknown", "")


def seen(folding: Folding, entry: Entry) -> None:
    row = folding.rows["figures_attempts"].edit(entry.stream, entry.fields["attempt"])
    if row is not None:
        row["looked"] = entry.fields["cause"] or ""


def settled(folding: Folding, entry: Entry) -> None:
    outcome = entry.fields["outcome"]
    row = folding.rows["figures_attempts"].get(entry.stream, entry.fields["attempt"])
    looked = row["looked"] if row is not None else ""
    _came_to(folding, entry, outcome, looked if outcome == "spoiled" else "")


def _came_to(folding: Folding, entry: Entry, outcome: str, cause: str) -> None:
    _turned(folding, entry.fields["attempt"], entry, outcome, cause)


def _turned(folding: Folding, attempt: str, entry: Entry, outcome: str, cause: str) -> None:
    row = folding.rows["figures_attempts"].edit(entry.stream, attempt)
    if row is None:
        return
    _count(folding, row, -1)
    if outcome == "untouched":
        given_back(folding, entry, row)
    row["outcome"], row["cause"] = outcome, cause
    _count(folding, row, 1)


def _count(folding: Folding, row: Row, count: int) -> None:
    add(
        folding,
        "figures_printers",
        count,
        day=row["day"],
        station=row["station"],
        printer=row["printer"],
        outcome=row["outcome"],
        cause=row["cause"],
    )


HANDLERS: dict[str, Handler] = {
    "print_job.queued": queued,
    "print_job.leased": leased,
    "print_job.lease_broken": broken,
    "print_job.attempt_started": started,
    "print_job.attempt_printed": printed,
    "print_job.attempt_spoiled": spoiled,
    "print_job.attempt_unknown": unknown,
    "print_job.attempt_seen": seen,
    "print_job.attempt_settled": settled,
}
