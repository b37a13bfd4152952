"""`terbit queue list`: jobs with their IPP words."""

from typing import Annotated

import typer

from application.deciding import Centre, office_day, stamp
from projections.people import queries as people
from projections.queue_board import queries as queue
from terbit.commands.console import AsJson, Dir, opened, say, say_json, say_table

app = typer.Typer(help="The print queue.", no_args_is_help=True)
FIELDS = (
    "print_job",
    "document",
    "receipt",
    "office",
    "kind",
    "cause",
    "status",
    "not_before",
    "complete_since",
    "attempt",
    "serial",
)


@app.command("list")
def list_jobs(
    directory: Dir = None,
    office: Annotated[str | None, typer.Option(help="Only this office.")] = None,
    status: Annotated[str | None, typer.Option(help="Only jobs of this state.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000)] = 1000,
    as_json: AsJson = False,
) -> None:
    """Jobs in queue order, finished ones last. No names: numbers and states only."""
    installation = opened(directory)
    with installation.views.connect() as connection:
        today = today_of(people.office_list(connection), installation.centre)
        waiting = queue.Waiting(
            now=stamp(installation.centre.clock.now()),
            blanks=queue.blanks_at(connection),
            doubted=queue.doubted(connection),
            frozen=frozenset(people.frozen(connection, "print")),
            policies=people.classes(connection, today),
        )
        offices = None if office is None else [office]
        statuses = None if status is None else [status]
        rows = queue.listed(connection, offices, statuses, limit)
        total = queue.listed_count(connection, offices, statuses)
    installation.close()
    jobs = []
    for row in rows:
        state, reasons = queue.ipp(row, waiting)
        shown = {name: row[name] for name in FIELDS}
        jobs.append({**shown, "job_state": state, "job_state_reasons": reasons})
    if as_json:
        say_json({"jobs": jobs, "total": total})
    else:
        columns = ("receipt", "office", "status", "job_state", "job_state_reasons", "serial")
        say_table("Antrean cetak", columns, jobs)
        if total > len(jobs):
            say(f"{len(jobs)} of {total} jobs; --limit shows more")


@app.callback()
def _group() -> None:
    """The print queue."""


def today_of(offices: list[people.Row], centre: Centre) -> str:
    """An installation is one kabupaten: its dinas has the date."""
    return office_day(centre, offices[0]["code"] if offices else "")
