"""One POST over real sockets: what may have left, and how a broken upload ends."""

import select
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Semaphore, Thread

import pytest

from printers.driver import Posted
from printers.errors import (
    Disconnected,
    GarbledReply,
    NothingSent,
    TimedOut,
    TransportError,
    Unreachable,
)
from printers.transports.http_post import Address, HttpPost, open_http
from tests.support.live import free_port

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nanswer"
BIG = bytes(16 << 20)  # more than both ends' buffers hold


@contextmanager
def printer(behave: Callable[[socket.socket], None]) -> Iterator[HttpPost]:
    """A connection to a printer that does `behave` with it; its end is awaited."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.settimeout(10)
                behave(connection)

        thread = Thread(target=serve)
        thread.start()
        post = open_http(f"ipp://127.0.0.1:{server.getsockname()[1]}/ipp/print")
        try:
            yield post
        finally:
            post.close()
            thread.join(20)
    assert not thread.is_alive()


def read_request(connection: socket.socket) -> bytes:
    """Head and body, as long as the head says."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65_536)
    head, _, body = data.partition(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
    while len(body) < length:
        body += connection.recv(65_536)
    return head + b"\r\n\r\n" + body


def test_a_message_and_its_document_go_in_one_body() -> None:
    got: list[bytes] = []

    def behave(connection: socket.socket) -> None:
        got.append(read_request(connection))
        connection.sendall(OK)

    with printer(behave) as post:
        assert post.post(b"message", b"document", 5) == Posted(body=b"answer", whole=True)

    head, body = got[0].split(b"\r\n\r\n")
    assert body == b"messagedocument"
    assert head.startswith(b"POST /ipp/print HTTP/1.1\r\nHost: 127.0.0.1:")
    assert b"Content-Type: application/ipp\r\n" in head


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 100 Continue\r\n\r\n" + OK,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nanswer\r\n0\r\n\r\n",
        b"HTTP/1.0 200 OK\r\n\r\nanswer",
    ],
)
def test_every_framing_of_an_answer_is_read(answer: bytes) -> None:
    def behave(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(answer)

    with printer(behave) as post:
        assert post.post(b"m", b"", 5).body == b"answer"


@pytest.mark.parametrize(
    "answer",
    [
        b"\x00\xff\x93 noise\r\n\r\n",
        b"HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
    ],
)
def test_what_is_no_answer_is_garbled(answer: bytes) -> None:
    def behave(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(answer)

    with printer(behave) as post, pytest.raises(GarbledReply):
        post.post(b"m", b"document", 5)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\ncut off",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n60\r\ncut off",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nanswer",
        b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n",
        b"",
    ],
)
def test_an_answer_that_is_cut_off_is_disconnected(answer: bytes) -> None:
    def behave(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(answer)

    with printer(behave) as post, pytest.raises(Disconnected):
        post.post(b"m", b"document", 5)


def test_an_answer_without_end_is_garbled() -> None:
    def behave(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(64):
            try:
                connection.sendall(bytes(1 << 20))
            except OSError:
                return

    with printer(behave) as post, pytest.raises(GarbledReply):
        post.post(b"m", b"document", 10)


def test_an_answer_that_drips_is_cut_short_by_one_deadline() -> None:
    def behave(connection: socket.socket) -> None:
        read_request(connection)
        connection.settimeout(0.05)
        for _ in range(200):
            try:
                connection.sendall(b"H")
                connection.recv(1)
            except TimeoutError:
                continue
            except OSError:
                return

    with printer(behave) as post, pytest.raises((TimedOut, GarbledReply)) as caught:
        post.post(b"m", b"document", 0.5)

    assert caught.type is TimedOut


def test_an_upload_that_stalls_ends_in_a_reset_and_never_in_order() -> None:
    ends: list[str] = []

    def behave(connection: socket.socket) -> None:
        connection.recv(1000)
        gone.acquire(timeout=10)
        try:
            while connection.recv(1 << 20):
                pass
            ends.append("in order")
        except ConnectionResetError:
            ends.append("reset")

    gone = Semaphore(0)
    with printer(behave) as post:
        with pytest.raises(TimedOut):
            post.post(b"m", BIG, 0.3)
        gone.release()

    assert ends == ["reset"]


def test_an_early_answer_is_heard_though_the_rest_could_not_be_sent() -> None:
    def behave(connection: socket.socket) -> None:
        connection.recv(1000)
        connection.sendall(OK)
        connection.shutdown(socket.SHUT_WR)
        connection.shutdown(socket.SHUT_RD)

    with printer(behave) as post:
        try:
            posted = post.post(b"m", BIG, 5)
        except TransportError:
            return  # the reset was faster than the answer
        assert posted == Posted(body=b"answer", whole=False)


def test_a_connection_that_broke_before_anything_was_sent_says_so() -> None:
    opened = Semaphore(0)

    def behave(connection: socket.socket) -> None:
        opened.acquire(timeout=10)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    with printer(behave) as post:
        opened.release()
        select.select([post._connection], [], [], 10)
        with pytest.raises(NothingSent):
            post.post(b"m", b"document", 5)


def test_nobody_listening_is_unreachable() -> None:
    with pytest.raises(Unreachable):
        open_http(f"ipp://127.0.0.1:{free_port()}/ipp/print")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("ipp://printer/ipp/print", Address(host="printer", port=631, path="/ipp/print")),
        ("ipp://[::1]:8631", Address(host="::1", port=8631, path="/")),
        ("ipp://h:1/a b\u00e9", Address(host="h", port=1, path="/a%20b%C3%A9")),
    ],
)
def test_addresses(url: str, address: Address) -> None:
    assert Address.of(url) == address


@pytest.mark.parametrize(
    "url", ["http://h/p", "ipps://h/p", "ipp:///p", "ipp://u@h/p", "ipp://h/p?q", "ipp://h:x/p"]
)
def test_other_urls_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"ipp|Port"):
        Address.of(url)
