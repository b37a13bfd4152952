"""Errors of this folder; the library's own are mapped here and nowhere else."""

from domain.event import StreamId


class TerbitError(Exception):
    """Something went wrong that the person at the screen cannot decide away."""


class Conflict(TerbitError):
    """Another save came first: load again and decide again."""


class ClaimTaken(TerbitError):
    """A claim that must be free is owned, or one that must be there is not."""

    def __init__(self, kind: str, key: str, owner: str | None) -> None:
        super().__init__(kind)
        self.kind, self.key, self.owner = kind, key, owner


class AlreadyDone(TerbitError):
    """The command was carried out before; `answer` is the first answer."""

    def __init__(self, answer: str) -> None:
        super().__init__("command repeated")
        self.answer = answer


class UnknownEvent(TerbitError):
    """A stored topic or version that this release does not know."""


class Unreadable(TerbitError):
    """Stored bytes that do not decode: damaged, or another master key."""


class KeysMissing(TerbitError):
    """The master key does not open the keys database."""


class NotFound(TerbitError):
    """No such stream."""

    def __init__(self, stream: StreamId | str) -> None:
        super().__init__("not found")
        self.stream = stream
