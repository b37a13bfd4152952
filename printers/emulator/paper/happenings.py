"""What happens to sheets of paper, and what follows from it after any power cut.

Theory of operation: the record is all that outlives the power. Its fold is the paper in the tray
and the printer's lifetime count. Jobs and the up-time are memory and gone with the power.
"""

import json
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from printers.emulator.record import told_as_unreadable

FULL_TRAY = 250


class What(StrEnum):
    POWER_ON = "power_on"
    POWER_LOST = "power_lost"
    LOADED = "loaded"  # the tray now holds so many sheets
    FED = "fed"
    PRINTED = "printed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Happening:
    """One line of the record; `impressions` is the lifetime count after it.

    `sheet` of `sheets` of a job. `partial`: the printer took the document for whole when it was
    not.
    """

    n: int
    what: What
    impressions: int
    job_uuid: str | None = None
    job_name: str | None = None
    sheet: int | None = None
    sheets: int | None = None
    partial: bool = False
    tray: int | None = None  # loaded

    def to_json(self) -> str:
        told = {key: value for key, value in asdict(self).items() if value not in (None, False)}
        return json.dumps({**told, "impressions": self.impressions})

    @classmethod
    def from_json(cls, line: str) -> "Happening":
        """Raises Unreadable."""
        with told_as_unreadable():
            content: dict[str, Any] = json.loads(line)
            content["what"] = What(content["what"])
            return cls(**content)


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """What of the printer outlives its power; `boots` counts how often it was switched on."""

    n: int = 0
    boots: int = 0
    impressions: int = 0
    tray: int = FULL_TRAY


def apply(body: Body, happening: Happening) -> Body:
    """Fold one happening into the body."""
    body = replace(body, n=happening.n, impressions=happening.impressions)
    match happening.what:
        case What.POWER_ON:
            return replace(body, boots=body.boots + 1)
        case What.LOADED:
            return replace(body, tray=happening.tray or 0)
        case What.FED:
            return replace(body, tray=body.tray - 1)
        case What.POWER_LOST | What.PRINTED:
            return body
