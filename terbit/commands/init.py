"""`terbit init`: an empty installation and the first administrator's one-time code."""

from datetime import timedelta
from typing import Annotated

import typer

from application import administering
from application.deciding import Order, office_day
from domain.event import Person
from domain.offices.state import office_id
from domain.people.state import Role
from projections.people import queries as people
from terbit.commands.console import AsJson, Dir, check_nik, say, say_json
from terbit.settings import Settings, read_settings
from terbit.system import SystemIdentifiers
from terbit.wiring import Installation, make_secrets, open_installation

app = typer.Typer(pretty_exceptions_enable=False)

CODE_VALID = timedelta(days=7)
LOGIN = "admin"
LAST_DAY = "2099-12-31"


@app.command()
def init(
    directory: Dir = None,
    office: Annotated[str, typer.Option(help="Kemendagri code without dots, such as 3603.")] = "",
    name: Annotated[str, typer.Option(help="Name of the first administrator.")] = "Administrator",
    nik: Annotated[str, typer.Option(help="NIK of the first administrator.")] = "0" * 16,
    as_json: AsJson = False,
) -> None:
    """Make an empty installation, or finish one that was left half made.

    One that is whole is left as it is.
    """
    check_nik(nik)
    settings = read_settings(directory)
    code_of_region = office or settings.office
    installation = create(settings)
    try:
        code = first_administrator(installation, code_of_region, name, nik)
    finally:
        installation.close()
    if as_json:
        say_json({"dir": str(settings.dir), "office": code_of_region, "code": code})
    else:
        say(f"Installation made in {settings.dir} for {code_of_region}.")
        say(f"One-time code of the first administrator: {code}")
        say(f"Valid for {CODE_VALID.days} days, at /kode. Start with: terbit serve")


def create(settings: Settings) -> Installation:
    settings.dir.mkdir(parents=True, exist_ok=True)
    make_secrets(settings.dir, SystemIdentifiers())
    return open_installation(settings)


def first_administrator(installation: Installation, office: str, name: str, nik: str) -> str:
    """Office, account and posting; the code lets the administrator set a password.

    Each is a save of its own. The login comes last and says that all is there: whoever was
    stopped before it goes on where it stopped.
    """
    if installation.accounts.staff_of_login(LOGIN) is not None:
        raise typer.BadParameter(f"{installation.settings.dir} is an installation already")
    if installation.centre.registry.load_lasting(office_id(office)) is None:
        _open(installation, office)
    staff = _known(installation, office) or _administrator(installation, office, name, nik)
    code = installation.codes.issue("account", {"staff": staff}, CODE_VALID)
    installation.accounts.add(LOGIN, staff, os_user="*")
    return code


def _open(installation: Installation, office: str) -> None:
    regions = installation.centre.regions
    name = regions.name(office) if office in regions.codes() else office
    order = _setup(installation)
    administering.open_office(installation.centre, order, office, name, "dinas", "Asia/Jakarta")


def _known(installation: Installation, office: str) -> str | None:
    """The administrator that an earlier try registered, who has no login yet."""
    installation.runner.run_once()
    today = office_day(installation.centre, office)
    with installation.views.connect() as connection:
        found = people.posted(connection, Role.ADMIN.value, today)
    return found[0]["staff"] if found else None


def _administrator(installation: Installation, office: str, name: str, nik: str) -> str:
    made = administering.first_administrator(
        installation.centre,
        _setup(installation),
        office=office,
        nik=nik,
        name=name,
        valid_until=LAST_DAY,
    )
    return str(made["staff"])


def _setup(installation: Installation) -> Order:
    return Order(command_id=installation.centre.identifiers.new(), who=Person(staff="system"))
