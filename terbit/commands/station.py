"""`terbit station`: enrol a mini PC, and run its daemon."""

import signal
import socket
from pathlib import Path
from threading import Event, Thread
from typing import Annotated

import typer
import uvicorn

from monitoring.logs import configure_logs
from printers.drivers.manual import ManualCardDriver
from printers.drivers.paper import IppPaperDriver
from printers.errors import PrinterError
from terbit.commands.console import say
from terbit.station_settings import read_station_config
from terbit.station_watching import watch_station
from terbit.station_wiring import Wired, wire
from terbit.supervised import SupervisedServer, Supervisor
from web.station_page.app import create_station_app
from workers.station.link import CentreGone, CentreRefused

app = typer.Typer(help="A printer station.", invoke_without_command=True)
Config = Annotated[Path | None, typer.Option("--config", help="The station's TOML file.")]


@app.callback()
def run(context: typer.Context, config: Config = None) -> None:
    """Run the daemon until SIGTERM or Ctrl-C; the card in the printer is finished first."""
    if context.invoked_subcommand is not None:
        return
    if config is None:
        raise typer.BadParameter("--config FILE is needed")
    configure_logs()
    settings = read_station_config(config)
    wired = wire(settings)
    if not wired.store.meta("station"):
        raise typer.BadParameter("not enrolled yet: terbit station enrol --config FILE --code CODE")
    stopped = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    supervisor = Supervisor()
    page = _page(wired, settings.page_port, supervisor)
    watching = None
    if settings.metrics_port is not None:
        watching = watch_station(wired, settings.metrics_port)
        say(f"metrics: http://127.0.0.1:{watching.port}/metrics")
    wired.station.start()
    say(f"station runs; page: http://127.0.0.1:{settings.page_port}/")
    stopped.wait()
    wired.station.stop()
    page.should_exit = True
    supervisor.close()
    if watching is not None:
        watching.close()
    wired.link.close()


@app.command("enrol")
def enrol(
    code: Annotated[str, typer.Option(help="One-time code from the administrator.")],
    config: Config = None,
) -> None:
    """Make this station's key and have it admitted, with the printers it finds."""
    if config is None:
        raise typer.BadParameter("--config FILE is needed")
    wired = wire(read_station_config(config))
    if wired.store.meta("station"):
        raise typer.BadParameter("this station is enrolled already")
    plates = []
    for name, driver in wired.drivers.items():
        try:
            driver.open()
            plate = driver.identity()
        except PrinterError as error:
            typer.echo(f"terbit: printer {name} does not answer: {error}", err=True)
            raise typer.Exit(3) from error
        finally:
            driver.close()
        plates.append(
            {
                "printer": name,
                "driver": _language(wired, name),
                "model": plate.model,
                "serial": plate.serial,
                "uuid": plate.uuid,
            }
        )
    try:
        answer = wired.link.enrol(code, plates)
    except CentreRefused as refused:
        typer.echo(f"terbit: the centre refused: {refused.reason}", err=True)
        raise typer.Exit(1) from refused
    except CentreGone as error:
        typer.echo(f"terbit: the centre does not answer: {error}", err=True)
        raise typer.Exit(3) from error
    wired.store.set_meta("station", answer["station"])
    wired.store.close()
    say(f"enrolled as {answer['name']} at {answer['office']}")


def _language(wired: Wired, printer: str) -> str:
    """What the driver speaks; the centre tells paper from cards by it."""
    driver = wired.drivers[printer]
    if isinstance(driver, IppPaperDriver):
        return "ipp"
    return "manual" if isinstance(driver, ManualCardDriver) else "evolis"


def _page(wired: Wired, port: int, supervisor: Supervisor) -> uvicorn.Server:
    # Bound here, not in the thread: a port that is taken is said at once, in one line.
    listener = socket.create_server(("127.0.0.1", port))
    config = uvicorn.Config(
        create_station_app(wired.desk),
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    server = SupervisedServer(config, supervisor, lambda: _words(wired))
    Thread(target=server.run, args=([listener],), name="page", daemon=True).start()
    return server


def _words(wired: Wired) -> str:
    """Read from the store itself: it answers only when no thread holds on to it for good."""
    unsent = wired.station.journal.last_seq() - wired.station.journal.covered()
    return f"{'connected' if wired.station.connected else 'alone'}, {unsent} entries to send"
