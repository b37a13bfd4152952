"""`terbit serve`: web, API and projector as threads of one process."""

import signal
import socket
from typing import Annotated

import typer
import uvicorn

from monitoring.logs import configure_logs
from terbit.commands.console import Dir, say
from terbit.settings import read_settings
from terbit.supervised import SupervisedServer, Supervisor
from terbit.watching import watch_centre
from terbit.wiring import make_house, open_installation
from web.app import create_app

app = typer.Typer(pretty_exceptions_enable=False)

SHUTDOWN_SECONDS = 3


@app.command()
def serve(
    directory: Dir = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="0 takes a free port.")] = None,
) -> None:
    """Run the centre of one office."""
    configure_logs()
    settings = read_settings(directory)
    installation = open_installation(settings)
    house, projector = make_house(installation)
    projector.start()
    listener = socket.create_server(
        (host or settings.host, settings.port if port is None else port)
    )
    address, taken = listener.getsockname()[:2]
    config = uvicorn.Config(
        create_app(house, https=settings.https),
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )
    watching = None
    if settings.metrics_port is not None:
        watching = watch_centre(installation, house, settings.metrics_port)
        say(f"metrics: http://127.0.0.1:{watching.port}/metrics")
    say(f"Terbit: http://{address}:{taken}/")
    supervisor = Supervisor()
    server = SupervisedServer(
        config,
        supervisor,
        lambda: f"at position {installation.centre.registry.position()}",
        house.news.close,
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        # Raised again by uvicorn once it has stopped: what is left to close is closed below.
        signal.signal(number, server.handle_exit)
    server.run(sockets=[listener])
    supervisor.close()
    if watching is not None:
        watching.close()
    projector.stop()
    installation.close()
