"""Events of a figure from outside: a base, a target, or a count of the central system."""

from dataclasses import dataclass
from typing import ClassVar

from domain.event import Event


@dataclass(frozen=True, kw_only=True)
class Stated(Event):
    """What a source says of an indicator at a place, as of a day; stating again corrects it.

    `kind`: base, target or count. `value`: persons or things; of a target that is a share,
    hundredths of a percent. `valid_from`: the day from which a base or a target is used.
    """

    TOPIC: ClassVar[str] = "figure.stated"

    office: str
    indicator: str
    kind: str
    value: int
    as_of: str
    valid_from: str
    source: str
    letter: str | None = None


FigureEvent = Stated
