"""One question, one answer, over a transport."""

from collections.abc import Callable
from contextlib import suppress

from printers.dialects.evolis.replies import ReplyParser
from printers.driver import Transport
from printers.errors import GarbledReply, TimedOut

_MOST_LATE_ANSWERS = 8
_SILENCE_S = 0.05  # a line at 9600 baud brings 48 bytes in this time


class Link:
    """A conversation in step; after any error it is out of step and must be dropped."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._parser = ReplyParser()

    def ask(self, command: bytes, timeout_s: float) -> str:
        """Send a command and return its one reply; more than one is `GarbledReply`."""
        self._transport.send(command)
        replies = self._hear(timeout_s)
        if len(replies) > 1 or self._parser.in_reply:
            raise GarbledReply(f"more than one answer: {replies[:4]}")
        return replies[0]

    def get_in_step(
        self, command: bytes, timeout_s: float, is_answer: Callable[[str], bool]
    ) -> str:
        """Send a command on a line where answers to an earlier conversation may still come in.

        Those are passed over. What comes after the answer proves that it was not ours:
        `GarbledReply`.
        """
        self._transport.send(command)
        replies: list[str] = []
        while not any(is_answer(reply) for reply in replies):
            if len(replies) > _MOST_LATE_ANSWERS:
                raise GarbledReply(f"not the answer: {replies[:4]}")
            replies += self._hear(timeout_s)
        with suppress(TimedOut):
            replies += self._hear(_SILENCE_S)
        if self._parser.in_reply or not is_answer(replies[-1]):
            raise GarbledReply(f"more than the answer: {replies[:4]}")
        if sum(is_answer(reply) for reply in replies) > 1:
            raise GarbledReply(f"more than one answer: {replies[:4]}")
        return replies[-1]

    def _hear(self, timeout_s: float) -> list[str]:
        replies: list[str] = []
        while not replies:
            replies = self._parser.feed(self._transport.receive(timeout_s))
        return replies

    def close(self) -> None:
        self._transport.close()
