"""`terbit people`: accounts and postings, by the administrator at the console."""

from datetime import timedelta
from typing import Annotated

import typer

from application import administering
from application.access.hiring import Newcomer, hire
from application.administering import Grant
from application.deciding import at_office, office_day
from domain.event import StreamId
from domain.offices.state import office_id
from domain.people.permission import Act
from domain.people.state import Role
from projections.people import queries as people
from projections.stations import queries as stations
from terbit.commands.console import (
    AsJson,
    Dir,
    check_nik,
    console_order,
    opened,
    say,
    say_json,
    say_table,
)

app = typer.Typer(help="Accounts and postings.", no_args_is_help=True)
STATION_CODE_VALID = timedelta(days=1)


@app.command("add")
def add(
    login: Annotated[str, typer.Argument(help="Name to sign in with.")],
    name: Annotated[str, typer.Option(help="Name of the staff member.")],
    nik: Annotated[str, typer.Option(help="The staff member's own NIK.", prompt=True)],
    role: Annotated[Role, typer.Option(help="What the posting allows.")],
    office: Annotated[str, typer.Option(help="Place of the posting.")],
    until: Annotated[str, typer.Option(help="Last day, YYYY-MM-DD.")],
    letter: Annotated[str, typer.Option(help="Number of the letter.")],
    directory: Dir = None,
    as_json: AsJson = False,
) -> None:
    """Register an account, grant a posting, and print the one-time code for its password."""
    check_nik(nik)
    installation = opened(directory)
    centre = installation.centre
    order = console_order(installation, Act.MAINTAIN, office)
    grant = Grant(
        staff="",
        role=role.value,
        office=office,
        valid_from=office_day(centre, office),
        valid_until=until,
        letter=letter,
    )
    if installation.accounts.staff_of_login(login) is not None:
        raise typer.BadParameter(f"the login {login} is taken")
    if centre.registry.load_lasting(office_id(office)) is None:
        raise typer.BadParameter(f"there is no office {office}")
    new = Newcomer(login=login, name=name, nik=nik, grant=grant)
    made = hire(centre, installation.accounts, installation.codes, order, new)
    installation.runner.run_once()
    installation.close()
    if as_json:
        say_json({"staff": made["staff"], "code": made["code"]})
    else:
        say(f"{login}: one-time code {made['code']}, to be entered at /kode within 7 days")


@app.command("end")
def end(
    login: Annotated[str, typer.Argument(help="Name to sign in with.")],
    role: Annotated[Role, typer.Option(help="The posting's role.")],
    office: Annotated[str, typer.Option(help="The posting's place.")],
    reason: Annotated[str, typer.Option(help="Why it ends before its last day.")],
    directory: Dir = None,
) -> None:
    """End a posting: the next command under it is refused."""
    installation = opened(directory)
    staff = installation.accounts.staff_of_login(login)
    at = at_office(installation.centre, office)
    with installation.views.connect() as connection:
        live = people.postings_of(connection, staff or "", at)
    wanted = (role.value, office)
    found = [row["posting"] for row in live if (row["role"], row["office"]) == wanted]
    if not found:
        raise typer.BadParameter(f"{login} has no live posting as {role.value} at {office}")
    for posting in found:
        order = console_order(installation, Act.MAINTAIN, office)
        administering.end_posting(installation.centre, order, StreamId(posting), reason)
    installation.close()
    say(f"{login}: {role.value} at {office} ended")


@app.command("retire-printer")
def retire_printer(
    printer: Annotated[str, typer.Argument(help="Its name at the station, such as Kartu 1.")],
    station: Annotated[str, typer.Option(help="Name of the station.")],
    reason: Annotated[str, typer.Option(help="Where it went, in one sentence.")],
    directory: Dir = None,
) -> None:
    """Take a printer out of a station, so that another station may have it."""
    installation = opened(directory)
    with installation.views.connect() as connection:
        at = next((r for r in stations.listed(connection) if r["name"] == station), None)
    if at is None:
        raise typer.BadParameter(f"no station is called {station}")
    order = console_order(installation, Act.MAINTAIN, at["office"])
    stream = StreamId(at["station"])
    administering.retire_printer(installation.centre, order, stream, printer, reason)
    installation.close()
    say(f"{printer} at {station} retired")


@app.command("office")
def office(
    code: Annotated[str, typer.Argument(help="Kemendagri code without dots.")],
    timezone: Annotated[str, typer.Option(help="IANA name.")] = "Asia/Jakarta",
    directory: Dir = None,
) -> None:
    """Open a kecamatan point under the dinas."""
    installation = opened(directory)
    order = console_order(installation, Act.MAINTAIN, code)
    regions = installation.centre.regions
    name = regions.name(code) if code in regions.codes() else code
    administering.open_office(installation.centre, order, code, name, "kecamatan", timezone)
    installation.close()
    say(f"{code} {name}")


@app.command("station")
def station(
    name: Annotated[str, typer.Argument(help="Name of the station, such as Curug 1.")],
    office: Annotated[str, typer.Option(help="Where it stands.")],
    directory: Dir = None,
) -> None:
    """Issue the one-time code that admits a station; valid for one day."""
    installation = opened(directory)
    who = console_order(installation, Act.MAINTAIN, office).who
    detail = {
        "office": office,
        "name": name,
        "staff": who.staff,
        "person": who.person or "",
        "posting": who.posting or "",
    }
    code = installation.codes.issue("station", detail, STATION_CODE_VALID)
    installation.close()
    say(f"{name}: one-time code {code}, for: terbit station enrol --config FILE --code {code}")


@app.command("list")
def list_postings(directory: Dir = None, as_json: AsJson = False) -> None:
    """Live postings by role."""
    installation = opened(directory)
    today = office_day(installation.centre, installation.settings.office)
    with installation.views.connect() as connection:
        rows = [row for role in Role for row in people.posted(connection, role.value, today)]
    installation.close()
    shown = ("name", "role", "office", "valid_until", "letter")
    found = [{name: row[name] for name in (*shown, "staff", "posting")} for row in rows]
    if as_json:
        say_json({"postings": found})
    else:
        say_table("Penugasan", shown, found)
