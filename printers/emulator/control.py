"""The control socket: JSON lines over a unix socket, any number of clients."""

import json
import selectors
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any


def obeyed(line: bytes, do: Callable[[dict[str, Any]], dict[str, Any]]) -> bytes:
    """Carry out one control line by `do` and return the reply line."""
    try:
        reply = {"ok": True, **do(json.loads(line))}
    except (ValueError, KeyError, TypeError) as error:
        reply = {"ok": False, "error": f"{type(error).__name__}: {error}"}
    return json.dumps(reply).encode() + b"\n"


class Control:
    """Answers each line with `obey(line)`."""

    def __init__(
        self, path: Path, selector: selectors.BaseSelector, obey: Callable[[bytes], bytes]
    ) -> None:
        self._path = path
        self._selector = selector
        self._obey = obey
        path.unlink(missing_ok=True)
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(path))
        self._listener.listen()
        self._clients: dict[socket.socket, bytes] = {}
        selector.register(self._listener, selectors.EVENT_READ, self._accept)

    def close(self) -> None:
        for client in list(self._clients):
            self._drop(client)
        self._selector.unregister(self._listener)
        self._listener.close()
        self._path.unlink(missing_ok=True)

    def _accept(self) -> None:
        client, _ = self._listener.accept()
        self._clients[client] = b""
        self._selector.register(client, selectors.EVENT_READ, lambda: self._serve(client))

    def _serve(self, client: socket.socket) -> None:
        try:
            data = client.recv(65_536)
            *lines, self._clients[client] = (self._clients[client] + data).split(b"\n")
            for line in lines:
                client.sendall(self._obey(line))
        except OSError:
            data = b""
        if not data:
            self._drop(client)

    def _drop(self, client: socket.socket) -> None:
        self._selector.unregister(client)
        del self._clients[client]
        client.close()
