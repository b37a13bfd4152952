"""What commands share: the installation, who sits at the console, and how to print."""

import getpass
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from application.deciding import Order, at_office
from domain.event import Person
from domain.people.permission import Act, judge
from domain.people.state import At
from domain.refusal import Reason, Refused
from domain.values.nik import Nik
from projections.people import queries as people
from terbit.settings import read_settings
from terbit.wiring import Installation, open_installation

Dir = Annotated[
    Path | None, typer.Option("--dir", help="Folder of the installation.", envvar="TERBIT_DIR")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")]


def opened(directory: Path | None) -> Installation:
    """The installation with its read models brought up to date."""
    installation = open_installation(read_settings(directory))
    installation.runner.run_once()
    return installation


def check_nik(text: str) -> None:
    """Raises BadParameter."""
    try:
        Nik.parse(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def console_order(installation: Installation, act: Act, office: str) -> Order:
    """The staff account linked to the OS user: the first administrator until another is."""
    staff = installation.accounts.staff_of_os_user(getpass.getuser())
    if staff is None:
        staff = installation.accounts.staff_of_os_user("*")
    with installation.views.connect() as connection:
        member = people.member(connection, staff) if staff else None
        if staff is None or member is None:
            raise Refused(Reason.NO_LIVE_POSTING, act=act.value)
        at = at_office(installation.centre, office)
        postings = people.postings_of(connection, staff, at)
    fitting = next((row for row in postings if _fits(act, row, office, at)), None)
    return Order(
        command_id=installation.centre.identifiers.new(),
        who=Person(
            staff=staff,
            person=member["person"],
            posting=fitting["posting"] if fitting else None,
        ),
    )


def _fits(act: Act, row: people.Row, office: str, at: At) -> bool:
    return judge(act, people.posting_of(row), office, at) is None


def say_json(found: Any) -> None:
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")


def say_table(title: str, columns: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column)
    for row in rows:
        table.add_row(*("" if row.get(name) is None else str(row[name]) for name in columns))
    Console().print(table)


def say(sentence: str) -> None:
    Console(highlight=False, soft_wrap=True).print(sentence, markup=False)
