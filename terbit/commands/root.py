"""The command tree."""

import typer

from terbit.commands import (
    audit,
    emulator,
    init,
    people,
    print_queue,
    project,
    serve,
    station,
    stock,
)
from terbit.commands import doctor as doctor_command
from terbit.commands import importing as import_commands
from terbit.demo import command as demo

app = typer.Typer(
    name="terbit",
    help="Documents issued, print jobs queued, every blank accounted for.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=True,
)
app.command("init")(init.init)
app.command("demo")(demo.demo)
app.command("serve")(serve.serve)
app.command("doctor")(doctor_command.doctor)
app.add_typer(import_commands.app, name="import")
app.add_typer(print_queue.app, name="queue")
app.add_typer(stock.app, name="stock")
app.add_typer(audit.app, name="audit")
app.add_typer(project.app, name="project")
app.add_typer(people.app, name="people")
app.add_typer(station.app, name="station")
app.add_typer(emulator.app, name="emulator")
