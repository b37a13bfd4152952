"""`terbit demo`: an office to watch, or with --once a whole day by scripted clerks."""

import signal
import sys
import tempfile
from pathlib import Path
from threading import Event
from typing import Annotated

import typer
from rich.console import Console

from terbit.commands.console import AsJson, say, say_json
from terbit.demo.children import Family
from terbit.demo.day import Day
from terbit.demo.setup import folder_is_free, start_family
from terbit.demo.world import PIN, SHOWN, STAFF, World, make_world

app = typer.Typer(pretty_exceptions_enable=False)

ONCE_UNDO_SECONDS = 1
UNDO_SECONDS = 10


@app.command()
def demo(
    directory: Annotated[Path | None, typer.Option("--dir", help="An empty folder.")] = None,
    once: Annotated[
        bool, typer.Option("--once", help="Run one day unattended, then stop.")
    ] = False,
    baud: Annotated[int, typer.Option(help="Pace of the printers; 0 is as fast as they go.")] = -1,
    as_json: AsJson = False,
) -> None:
    """Kab. Tangerang on emulated printers. Everything in it is invented."""
    folder = directory or Path(tempfile.mkdtemp(prefix="terbit-demo-")) / "terbit"
    if not folder_is_free(folder):
        raise typer.BadParameter(f"{folder} is not empty; a demo never writes over anything")
    console = Console(stderr=True, highlight=False)
    with console.status("Menyiapkan kantor contoh …") as status:
        world = make_world(
            folder,
            ONCE_UNDO_SECONDS if once else UNDO_SECONDS,
            lambda step: status.update(f"Menyiapkan {step} …"),
        )
        pace = baud if baud >= 0 else (0 if once else 115_200)
        family = Family()
        signal.signal(signal.SIGTERM, _interrupt)
        try:
            status.update("Menyalakan pusat, stasiun, dan printer …")
            address, pages = start_family(world, family, pace)
            day = Day(world, family, address, pages)
            if once:
                status.update("Satu hari kerja …")
                report = day.run()
            else:
                status.update("Membuka giliran …")
                day.morning()
                day.close()
                report = None
        except BaseException:
            family.stop()
            raise
    if report is not None:
        _finish(report, as_json=as_json)
    else:
        _watch(world, family, address, pages)


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _watch(world: World, family: Family, address: str, pages: dict[str, str]) -> None:
    names = {login: (name, role.value) for login, name, role, _ in STAFF}
    say(f"\nTerbit: {address}/")
    for login in SHOWN:
        name, role = names[login]
        say(f"  {login:<6} {world.password}   {name}, {role}")
    for office, page in pages.items():
        say(f"Stasiun {office}: {page}/  (PIN {PIN})")
    say("Ctrl-C mengakhiri.")
    try:
        Event().wait()
    except KeyboardInterrupt:
        say("")
    finally:
        family.stop()


def _finish(report: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        say_json(report)
    else:
        for name, value in report.items():
            say(f"{name}: {value}")
    if report["unaccounted"] or report["unknown"]:
        sys.exit(1)
