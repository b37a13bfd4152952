"""`terbit relay`: events out to Kafka, central statuses in."""

import signal
from threading import Event
from typing import Annotated

import typer

from domain.people.permission import Act
from monitoring.logs import configure_logs
from terbit.commands.console import AsJson, Dir, console_order, opened, say, say_json
from terbit.relay_watching import watch_relay
from terbit.relay_wiring import broker_of, make_relay
from terbit.supervised import Supervisor, supervise
from workers.relay import topics
from workers.relay.publishing import BrokerGone

app = typer.Typer(help="Events out to Kafka, statuses in.", no_args_is_help=True)


@app.command("run")
def run(directory: Dir = None) -> None:
    """Publish and consume until SIGTERM or Ctrl-C; a broker that is away is waited for."""
    configure_logs()
    installation = opened(directory)
    office = installation.settings.office
    relay = make_relay(installation, lambda: console_order(installation, Act.IMPORT, office))
    stopped = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    watching = None
    if installation.settings.metrics_port is not None:
        watching = watch_relay(relay, installation.settings.metrics_port)
        say(f"metrics: http://127.0.0.1:{watching.port}/metrics")
    relay.start()
    supervisor = Supervisor()
    supervising = supervise(
        supervisor, relay.loops, lambda: f"{relay.publisher.behind()} events to publish"
    )
    supervising.start()
    supervisor.ready()
    say(f"relay runs: {relay.publisher.behind()} events to publish")
    stopped.wait()
    supervising.stop()
    supervisor.close()
    relay.stop()
    if watching is not None:
        watching.close()
    installation.close()


@app.command("topics")
def make_topics(
    directory: Dir = None,
    replicas: Annotated[int, typer.Option(min=1, max=9, help="Copies of each partition.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Create the topics that are missing, then compare all with what they should be."""
    installation = opened(directory)
    broker = broker_of(installation)
    installation.close()
    try:
        made = topics.make(broker, replicas)
        problems = topics.problems(broker)
    except BrokerGone as error:
        typer.echo(f"terbit: no broker answers at {broker.servers}", err=True)
        raise typer.Exit(3) from error
    if as_json:
        say_json({"made": made, "problems": problems})
    else:
        say("made: " + (", ".join(made) or "none"))
        for problem in problems:
            say(problem)
    if problems:
        raise typer.Exit(1)
