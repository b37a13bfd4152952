"""What stands where the centre should be: a portal, a proxy, a page of somebody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from application.station_link.forms import LeaseRequest
from tests.support.fakes import FakeClock, FakeIdentifiers
from tests.support.live import free_port
from workers.station.link import CentreGone, CentreRefused, Link

LEASES: LeaseRequest = {
    "command_id": "c", "operator": "o", "posting": "p", "printer": "k", "count": 1,
}  # fmt: skip
HTML = "text/html"
JSON = "application/json"
PROBLEM = "application/problem+json"


@contextmanager
def answering(status: int, kind: str, body: bytes) -> Iterator[Link]:
    class Stranger(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", "0")))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            if status == 302:
                self.send_header("Location", "/login")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, *_args: object) -> None:
            """Quiet."""

    port = free_port()
    server = ThreadingHTTPServer(("127.0.0.1", port), Stranger)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    key = Ed25519PrivateKey.generate()
    link = Link(f"http://127.0.0.1:{port}", "1" * 32, key, FakeClock(), FakeIdentifiers())
    try:
        yield link
    finally:
        link.close()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (404, JSON, b'{"detail": "Not Found"}'),
        (403, HTML, b"<h1>Pay first</h1>"),
        (410, HTML, b"gone"),
        (407, HTML, b"proxy"),
        (302, HTML, b""),
        (200, HTML, b"<h1>Welcome</h1>"),
        (502, HTML, b"bad gateway"),
        (200, JSON, b'{"login": true}'),
        (200, JSON, b"[]"),
        (403, PROBLEM, b'{"title": "no"}'),
        (403, PROBLEM, b"<html>"),
    ],
)
def test_a_stranger_in_the_centres_place_is_no_centre(status: int, kind: str, body: bytes) -> None:
    """A portal that says 410 for everything must not end a lease that lives."""
    with answering(status, kind, body) as link:
        with pytest.raises(CentreGone):
            link.assignment({})
        with pytest.raises(CentreGone):
            link.payload("job", 1)
        with pytest.raises(CentreGone):
            link.journal([])
        if body != b"[]":
            with pytest.raises(CentreGone):
                link.leases(LEASES)


def test_a_no_of_the_centre_has_its_reason() -> None:
    with (
        answering(409, PROBLEM, b'{"title": "no", "reason": "no_shift"}') as link,
        pytest.raises(CentreRefused) as refused,
    ):
        link.assignment({})

    assert (409, "no_shift") == (refused.value.status, refused.value.reason)


def test_nothing_new_is_an_answer() -> None:
    with answering(304, JSON, b"") as link:
        assert link.assignment({}) is None
