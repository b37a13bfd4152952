"""What permission needs to know of the thing that is acted on: its state, who had it in hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.refusal import Reason, Refused

States = Mapping[str, frozenset[str]]
Pairs = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Thing:
    """`possible`: act -> states in which it can be done; an act not named can be done in any.

    `pairs`: act -> parts that its person must not have played; `persons`: part -> who played it.
    """

    state: str = ""
    possible: States = field(default_factory=dict)
    pairs: Pairs = field(default_factory=dict)
    persons: Mapping[str, frozenset[str | None]] = field(default_factory=dict)
    otherwise: Mapping[str, Refused] = field(default_factory=dict)
    """Act -> what is said where the state is not one of its own."""

    def refuses(self, act: str) -> Refused | None:
        """A thing in a printer, or of unknown outcome, says so; else the state is just another."""
        if self.state in self.possible.get(act, {self.state}):
            return None
        match self.state:
            case "unknown":
                return Refused(Reason.OUTCOME_UNKNOWN)
            case "leased" | "printing":
                return Refused(Reason.AT_STATION)
            case _:
                return self.otherwise.get(act) or Refused(Reason.WRONG_STATE, state=self.state)


NOTHING = Thing()
