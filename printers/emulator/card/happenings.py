"""What happens to cards inside the printer, and the state that follows from it.

Theory of operation: the record of happenings is the truth, and the state is its fold. Each
happening is appended to the record and synced *before* the state file is replaced, so that after
a kill at any moment the state is at most behind, and `apply` brings it up at the next start.
"""

import json
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from typing import Any

from printers.emulator.record import told_as_unreadable


class What(StrEnum):
    POWER_ON = "power_on"
    POWER_LOST = "power_lost"
    LOADED = "loaded"
    PUT_BACK = "put_back"  # on top of the stack: next to be taken
    INSERTED = "inserted"
    PRINTED_PANEL = "printed_panel"
    JAMMED = "jammed"
    EJECTED = "ejected"
    CLEARED = "cleared"
    TAKEN = "taken"


@dataclass(frozen=True, kw_only=True, slots=True)
class Happening:
    """One line of the record; `inserted` and `panels` are the lifetime counters after it."""

    n: int
    what: What
    serial: str | None = None
    inserted: int
    panels: int
    serials: tuple[str, ...] = ()  # loaded, put_back, taken
    face: str | None = None  # printed_panel: front or back
    tray: str | None = None  # ejected: hopper or reject

    def to_json(self) -> str:
        line = asdict(self)
        absent = [key for key in ("serials", "face", "tray") if not line[key]]
        return json.dumps({key: value for key, value in line.items() if key not in absent})

    @classmethod
    def from_json(cls, line: str) -> "Happening":
        """Raises Unreadable."""
        with told_as_unreadable():
            content: dict[str, Any] = json.loads(line)
            content["what"] = What(content["what"])
            content["serials"] = tuple(content.get("serials", ()))
            return cls(**content)


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """A card in the path and the faces that bear ink."""

    serial: str
    faces: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class State:
    """Everything of the printer that outlives its power."""

    n: int = 0
    inserted: int = 0
    panels: int = 0
    feeder: tuple[str, ...] = ()
    inside: tuple[Card, ...] = ()  # two after a double feed; ink goes on the first
    hopper: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()  # taken out of the path by hands
    jammed: bool = False
    cover_open: bool = False
    ribbon: int = 10_000  # panels left
    capacity: int | None = field(default=None)  # of the output hopper

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "State":
        """Raises Unreadable."""
        with told_as_unreadable():
            content: dict[str, Any] = json.loads(text)
            inside = [Card(serial=c["serial"], faces=tuple(c["faces"])) for c in content["inside"]]
            plain = {f.name: _frozen(content[f.name]) for f in fields(cls) if f.name != "inside"}
            return cls(inside=tuple(inside), **plain)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def apply(state: State, happening: Happening) -> State:
    """Fold one happening into the state."""
    state = replace(state, n=happening.n, inserted=happening.inserted, panels=happening.panels)
    serial = happening.serial or ""
    match happening.what:
        case What.POWER_ON | What.POWER_LOST:
            return state
        case What.LOADED:
            aside = tuple(card for card in state.aside if card not in happening.serials)
            return replace(state, feeder=state.feeder + happening.serials, aside=aside)
        case What.PUT_BACK:
            aside = tuple(card for card in state.aside if card not in happening.serials)
            return replace(state, feeder=happening.serials + state.feeder, aside=aside)
        case What.INSERTED:
            card = Card(serial=serial)
            return replace(
                state, feeder=_without(state.feeder, serial), inside=(*state.inside, card)
            )
        case What.PRINTED_PANEL:
            return _with_ink(state, serial, happening.face or "front")
        case What.JAMMED:
            return replace(state, jammed=True)
        case What.EJECTED:
            return _ejected(state, serial, happening.tray)
        case What.CLEARED:
            aside = (*state.aside, serial) if serial else state.aside
            return replace(_taken_out(state, serial), aside=aside, jammed=False)
        case What.TAKEN:
            left = tuple(card for card in state.hopper if card not in happening.serials)
            return replace(state, hopper=left)


def _with_ink(state: State, serial: str, face: str) -> State:
    inside = tuple(
        replace(card, faces=(*card.faces, face)) if card.serial == serial else card
        for card in state.inside
    )
    return replace(state, inside=inside, ribbon=state.ribbon - 1)


def _ejected(state: State, serial: str, tray: str | None) -> State:
    state = _taken_out(state, serial)
    if tray == "reject":
        return replace(state, reject=(*state.reject, serial))
    return replace(state, hopper=(*state.hopper, serial))


def _taken_out(state: State, serial: str) -> State:
    return replace(state, inside=tuple(card for card in state.inside if card.serial != serial))


def _without(serials: tuple[str, ...], serial: str) -> tuple[str, ...]:
    at = serials.index(serial)
    return serials[:at] + serials[at + 1 :]
