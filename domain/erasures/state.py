"""State of an erasure."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Erasure:
    streams: tuple[str, ...]
