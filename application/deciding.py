"""How every decision is made: load, judge, save in one transaction, or be told why not."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import sleep
from typing import Any
from zoneinfo import ZoneInfo

from application.errors import AlreadyDone, ClaimTaken, Conflict
from application.personal.attachments import Attachments
from application.personal.keys import Keys
from application.ports import Clock, Identifiers, Regions
from application.registry.application import Registry
from application.registry.claims import Claim, live_posting, not_frozen
from domain.changes import Changes
from domain.event import By, Event, Person, StreamId
from domain.offices.state import Office, Policy, office_id
from domain.people.permission import Act, require
from domain.people.state import At, Posting
from domain.people.things import NOTHING, Thing
from domain.refusal import Reason, Refused

TRIES = 5
JITTER_SECONDS = 0.02
DEFAULT_ZONE = "Asia/Jakarta"

Answer = dict[str, Any]

_CLAIMS = {
    "serial": Reason.SERIAL_KNOWN,
    "application": Reason.APPLICATION_OPEN,
    "live_card": Reason.HAS_LIVE_CARD,
    "printer": Reason.PRINTER_ELSEWHERE,
    "printer_box": Reason.PRINTER_HAS_BOX,
    "station_code": Reason.CODE_USED,
    "live_posting": Reason.NO_LIVE_POSTING,
    "frozen": Reason.FROZEN,
}


@dataclass(frozen=True, kw_only=True)
class Centre:
    """What use cases work with."""

    registry: Registry
    keys: Keys
    attachments: Attachments
    clock: Clock
    identifiers: Identifiers
    regions: Regions
    undo_seconds: int = 10
    blank_versions: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Printer model -> versions of blanks that it can print; a model not named takes all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """Who asks, and under which id: the same id again gets the first answer."""

    command_id: str
    who: Person
    second: Person | None = None


def office_day(centre: Centre, office: str) -> str:
    """The date where the office is, for those who are not deciding."""
    found = centre.registry.load_lasting(office_id(office))
    zone = found.timezone if isinstance(found, Office) else DEFAULT_ZONE
    return centre.clock.now().astimezone(ZoneInfo(zone)).date().isoformat()


def at_office(centre: Centre, office: str) -> At:
    return At(day=office_day(centre, office), now=stamp(centre.clock.now()))


def stamp(moment: datetime) -> str:
    """UTC, ISO 8601, milliseconds: 2026-11-25T02:15:00.123Z. Sorts as text."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(kw_only=True)
class Desk:
    """One decision in the making: what it loaded, and what it will save."""

    centre: Centre
    order: Order
    by: By
    changes: Changes
    claims: list[Claim] = field(default_factory=list)

    def load(self, stream: StreamId) -> Any:
        """The state as this decision sees it."""
        return self.changes.state(stream)

    def _lasting(self, stream: StreamId) -> Any:
        """As saved, unless this very decision makes it."""
        return self.centre.registry.load_lasting(stream) or self.load(stream)

    def add(self, stream: StreamId, events: Sequence[Event]) -> None:
        self.changes.add(stream, events)

    def permit(
        self, act: Act, office: str, freeze: str | None = None, thing: Thing = NOTHING
    ) -> None:
        """A live posting, of the second person too, judged now and again in the transaction."""
        at = At(day=self.today(office), now=self.by.recorded_at)
        for person in (self.order.who, self.order.second):
            if person is None:
                continue
            posting = self._lasting(StreamId(person.posting)) if person.posting else None
            known = isinstance(posting, Posting) and posting.staff == person.staff
            require(act, posting if known else None, office, at, thing)
            self.claims.append(live_posting(str(person.posting)))
        if freeze is not None:
            self.claims.extend(not_frozen(office, freeze))

    def policy(self, office: str) -> Policy | None:
        """Of the day; another process may see a new one a restart later, so nothing is judged."""
        found = self._lasting(office_id(office))
        published = isinstance(found, Office) and found.policies
        return found.policy_at(self.today(office)) if published else None

    def today(self, office: str) -> str:
        """The date where the office is."""
        return office_day(self.centre, office)


def envelope(centre: Centre, order: Order) -> By:
    now = stamp(centre.clock.now())
    second = order.second
    return By(
        actor=order.who.staff,
        actor_person=order.who.person,
        posting=order.who.posting,
        command_id=order.command_id,
        second=None
        if second is None
        else {"staff": second.staff, "person": second.person, "posting": second.posting},
        occurred_at=now,
        recorded_at=now,
    )


def open_desk(centre: Centre, order: Order) -> Desk:
    changes = Changes(centre.registry.load)
    return Desk(centre=centre, order=order, by=envelope(centre, order), changes=changes)


def decide(centre: Centre, order: Order, work: Callable[[Desk], Answer]) -> Answer:
    """Run `work` and save what it added. Raises Refused, or Conflict after five tries."""
    for tries in range(1, TRIES + 1):
        # Asked at each try: the save that came first may have been this very command.
        first = centre.registry.claiming.answer(order.command_id)
        if first is not None:
            return _answer(first)
        desk = open_desk(centre, order)
        answer = work(desk)
        try:
            position = centre.registry.record(
                desk.changes,
                claims=desk.claims,
                command=(order.command_id, answer),
                judged=True,
            )
        except AlreadyDone as done:
            return _answer(done.answer)
        except ClaimTaken as taken:
            # A receipt number that is taken is drawn again with the rest; decision 8.
            if taken.kind != "receipt" or tries == TRIES:
                raise refusal(centre, taken) from taken
        except Conflict:
            if tries == TRIES:
                raise
            sleep(JITTER_SECONDS * centre.identifiers.token(1)[0] / 255)
        else:
            return {**answer, "position": position}
    raise Conflict("unreachable")


def refusal(centre: Centre, taken: ClaimTaken) -> Refused:
    """A claim that another save owns is a refusal with its own reason."""
    details = {"key": taken.key if taken.kind in ("serial", "printer") else ""}
    if taken.kind == "frozen":
        details = _freeze(centre, taken.key)
    return Refused(_CLAIMS.get(taken.kind, Reason.WRONG_STATE), **details)


def _freeze(centre: Centre, key: str) -> dict[str, str]:
    """Which decisions wait, and until when; `overdue`: that time has passed."""
    place, _, scope = key.partition(":")
    found = centre.registry.load(office_id(place)).state
    freeze = found.freeze if isinstance(found, Office) else None
    told = {"scope": scope, "ends": freeze.until if freeze else ""}
    overdue = freeze is not None and freeze.until <= stamp(centre.clock.now())
    return {**told, "overdue": "yes"} if overdue else told


def _answer(text: str) -> Answer:
    found: Answer = json.loads(text)
    return found
