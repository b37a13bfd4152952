"""The command tree. A verb is imported when it is asked for: a station starts in a second."""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

VERBS = {
    "init": ("terbit.commands.init", "Make an empty installation."),
    "demo": ("terbit.demo.command", "An office to watch, or a whole day by scripted clerks."),
    "serve": ("terbit.commands.serve", "Run the centre of one office."),
    "station": ("terbit.commands.station", "A printer station: enrol it, run it."),
    "relay": ("terbit.commands.relay", "Events out to Kafka, central statuses in."),
    "import": ("terbit.commands.importing", "Take files in."),
    "queue": ("terbit.commands.print_queue", "The print queue."),
    "stock": ("terbit.commands.stock", "Blanks."),
    "people": ("terbit.commands.people", "Accounts and postings."),
    "audit": ("terbit.commands.audit", "The history."),
    "project": ("terbit.commands.project", "Read models: rebuild, check."),
    "backup": ("terbit.commands.backup", "A copy in two parts, taken while the office works."),
    "restore": ("terbit.commands.restore", "Put a backup back into an empty folder."),
    "doctor": ("terbit.commands.doctor", "What would keep this installation from working."),
    "schema": ("terbit.commands.schema", "Descriptions for other programs."),
    "emulator": ("terbit.commands.emulator", "Printers that are not there."),
}


class Verbs(TyperGroup):
    """Names and one line each are known here; the rest is in the verb's module, as `app`."""

    def list_commands(self, ctx: Any) -> list[str]:
        del ctx
        return list(VERBS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        del ctx
        if cmd_name not in VERBS:
            return None
        module, line = VERBS[cmd_name]
        command = typer.main.get_command(import_module(module).app)
        command.name, command.short_help = cmd_name, line
        return command


app = typer.Typer(
    name="terbit",
    cls=Verbs,
    help="Documents issued, print jobs queued, every blank accounted for.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.callback()
def terbit() -> None:
    """Documents issued, print jobs queued, every blank accounted for."""
