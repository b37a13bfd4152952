"""`/metrics`, `/healthz` and `/readyz` of one process, on a loopback port of their own.

Apart from the pages: whoever watches needs no account, and whoever has an account sees no figures
of other offices.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import structlog
from prometheus_client import (
    CollectorRegistry,
    Info,
    PlatformCollector,
    ProcessCollector,
    make_wsgi_app,
)

log = structlog.get_logger()
Check = Callable[[], str]
"""Returns what is wrong, or an empty text."""
Answer = Iterable[bytes]


class Quiet(WSGIRequestHandler):
    """No access log: a scrape every few seconds says nothing."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base's name
        del format, args


class Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Watching:
    """Stopped by `close`; a check that raises is a check that fails."""

    def __init__(self, port: int, registry: CollectorRegistry, checks: Mapping[str, Check]) -> None:
        self._checks = checks
        self._metrics = make_wsgi_app(registry)
        # Bound here, not in the thread: a port that is taken is said at once.
        self._server = make_server(
            "127.0.0.1", port, self._answer, server_class=Threaded, handler_class=Quiet
        )
        self.port: int = self._server.server_port
        Thread(target=self._server.serve_forever, name="watching", daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> Answer:
        path = environ.get("PATH_INFO", "")
        if path == "/metrics":
            answered: Answer = self._metrics(environ, start)
            return answered
        if path == "/healthz":
            return _json(start, "200 OK", {"alive": True})
        if path == "/readyz":
            found = {name: _checked(check) for name, check in self._checks.items()}
            wrong = {name: why for name, why in found.items() if why}
            status = "503 Service Unavailable" if wrong else "200 OK"
            return _json(start, status, {"ready": not wrong, "checks": found})
        return _json(start, "404 Not Found", {"paths": ["/metrics", "/healthz", "/readyz"]})


def _checked(check: Check) -> str:
    try:
        return check()
    except Exception as error:  # noqa: BLE001 - whatever it is, this process is not ready
        log.warning("not_ready", error=type(error).__name__)
        return type(error).__name__


def _json(start: Callable[..., Any], status: str, content: dict[str, Any]) -> Answer:
    start(status, [("Content-Type", "application/json"), ("Cache-Control", "no-store")])
    return [json.dumps(content).encode()]


def new_registry() -> CollectorRegistry:
    """With what every process tells of itself."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    Info("terbit_build", "The version that runs", registry=registry).info(
        {"version": version("terbit")}
    )
    return registry
