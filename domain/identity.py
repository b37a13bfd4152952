"""Stream ids that follow from what a stream is about, so that the same thing is never two."""

from uuid import UUID, uuid5

from domain.event import StreamId

_NAMESPACE = UUID("6f1a3f0e-5b7c-4c58-9a0b-7e0c6b1f2d11")


def stream_id(kind: str, *parts: str) -> StreamId:
    """The same kind and parts give the same id; parts may not be confused by joining."""
    return StreamId(uuid5(_NAMESPACE, "\x1f".join((kind, *parts))).hex)
