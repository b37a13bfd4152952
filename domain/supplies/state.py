"""State of a delivery of ribbon or film."""

from dataclasses import dataclass

ITEMS = ("ribbon", "film")


@dataclass(frozen=True, kw_only=True, slots=True)
class Supply:
    """`rolls`: those that no printer has taken yet."""

    office: str
    item: str
    rolls: int
    prints: int
