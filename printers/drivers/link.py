"""One question, one answer, over a transport."""

from printers.dialects.evolis.replies import ReplyParser
from printers.driver import Transport
from printers.errors import GarbledReply


class Link:
    """A conversation in step; after any error it is out of step and must be dropped."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._parser = ReplyParser()

    def ask(self, command: bytes, timeout_s: float) -> str:
        """Send a command and return its one reply; more than one is `GarbledReply`."""
        self._transport.send(command)
        replies: list[str] = []
        while not replies:
            replies = self._parser.feed(self._transport.receive(timeout_s))
        if len(replies) > 1 or self._parser.in_reply:
            raise GarbledReply(f"more than one answer: {replies[:4]}")
        return replies[0]

    def close(self) -> None:
        self._transport.close()
