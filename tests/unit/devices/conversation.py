"""A transport that follows a script, and the script of a card that goes well."""

from printers.dialects.evolis.commands import job
from printers.dialects.evolis.settings import DIALECTS
from printers.errors import TimedOut
from printers.page import PLANE_BYTES, CardImage

DIALECT = DIALECTS["evolis"]
IMAGE = CardImage(front_k=bytes(PLANE_BYTES), back_k=b"\xff" * PLANE_BYTES)

Script = list[tuple[bytes, bytes]]

OPENING: Script = [(b"\x1bPem;2\r\x1bRem\r", b"OK\x002,0\0")]
LOOK: Script = [
    (b"\x1bRlr;p\r", b"OK\0"),
    (b"\x1bRse;o\r", b"OK\0"),
    (b"\x1bRse;f\r", b"OK\0"),
    (b"\x1bRcr\r", b"OK\0"),
]
READY: Script = [(b"\x1bRem\r", b"2,0\0"), *LOOK]
BEFORE: Script = [(b"\x1bRco;c\r", b"41\0"), (b"\x1bRco;p\r", b"80\0")]
INSERT: Script = [(b"\x1bSi\r", b"OK\0")]
JOB: Script = [(command, b"OK\0") for command in job(IMAGE, DIALECT)]
AFTER: Script = [
    (b"\x1bRco;c\r", b"42\0"),
    (b"\x1bRco;p\r", b"82\0"),
    (b"\x1bRlr;p\r", b"OK\0"),
]
WHOLE_CARD: Script = [*OPENING, *READY, *BEFORE, *INSERT, *JOB, *AFTER]


class ScriptedTransport:
    """Expects exactly these sends; an empty answer is silence. `rest` is what was not asked."""

    def __init__(self, script: Script) -> None:
        self.rest = list(script)
        self.sent: list[bytes] = []
        self._answer = b""
        self.closed = False

    def send(self, data: bytes) -> None:
        expected, self._answer = self.rest.pop(0)
        assert expected == data
        self.sent.append(data)

    def receive(self, timeout_s: float) -> bytes:
        if not self._answer:
            raise TimedOut(f"nothing for {timeout_s} s")
        answer, self._answer = self._answer, b""
        return answer

    def close(self) -> None:
        self.closed = True
