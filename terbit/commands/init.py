"""`terbit init`: an empty installation and the first administrator's one-time code."""

from datetime import timedelta
from typing import Annotated

import typer

from application import administering
from application.deciding import Order
from domain.event import Person
from terbit.commands.console import AsJson, Dir, say, say_json
from terbit.settings import Settings, read_settings
from terbit.system import SystemIdentifiers
from terbit.wiring import Installation, make_secrets, open_installation

app = typer.Typer(pretty_exceptions_enable=False)

CODE_VALID = timedelta(days=7)
LAST_DAY = "2099-12-31"


@app.command()
def init(
    directory: Dir = None,
    office: Annotated[str, typer.Option(help="Kemendagri code without dots, such as 3603.")] = "",
    name: Annotated[str, typer.Option(help="Name of the first administrator.")] = "Administrator",
    nik: Annotated[str, typer.Option(help="NIK of the first administrator.")] = "0" * 16,
    as_json: AsJson = False,
) -> None:
    """Make an empty installation. An existing one is left as it is."""
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
    """Office, account and posting; the code lets the administrator set a password."""
    centre = installation.centre
    new = centre.identifiers.new
    setup = Person(staff="system")
    office_name = centre.regions.name(office) if office in centre.regions.codes() else office
    administering.open_office(
        centre,
        Order(command_id=new(), who=setup),
        office,
        office_name,
        "dinas",
        "Asia/Jakarta",
    )
    made = administering.first_administrator(
        centre,
        Order(command_id=new(), who=setup),
        office=office,
        nik=nik,
        name=name,
        valid_until=LAST_DAY,
    )
    installation.accounts.add("admin", made["staff"], os_user="*")
    return installation.codes.issue("account", {"staff": made["staff"]}, CODE_VALID)
