"""Between event objects and stored bytes: flat JSON, personal fields as one sealed blob."""

from base64 import b64encode
from dataclasses import dataclass, fields
from typing import Any, cast
from uuid import UUID

import orjson
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import JSONTranscoder, Mapper, StoredEvent

from application.errors import UnknownEvent
from application.personal.keys import NONCE_BYTES, Keys
from application.ports import Identifiers
from application.registry.decoder import associated_data, decode, open_personal
from domain.event import By, Event
from domain.streams import EVENTS


@dataclass(frozen=True)
class Recorded:
    """An event at its place: what the library sees of our events."""

    originator_id: UUID
    originator_version: int
    event: Event


_BY = tuple(field.name for field in fields(By))


def _names(event: type[Event]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    own = [field.name for field in fields(event) if field.name != "by"]
    personal = tuple(name for name in own if name in event.PERSONAL)
    return tuple(name for name in own if name not in event.PERSONAL), personal


_NAMES = {topic: _names(event) for topic, event in EVENTS.items()}


class SealingMapper(Mapper[UUID]):
    """Topic = wire name; `v` only when above 1; absent envelope fields are left out."""

    def __init__(self, keys: Keys, identifiers: Identifiers) -> None:
        super().__init__(JSONTranscoder())
        self._keys = keys
        self._identifiers = identifiers

    def to_stored_event(self, domain_event: DomainEventProtocol[UUID]) -> StoredEvent:
        recorded = cast("Recorded", domain_event)
        event = recorded.event
        open_names, personal = _NAMES[event.TOPIC]
        by = {name: getattr(event.by, name) for name in _BY}
        state: dict[str, Any] = {name: value for name, value in by.items() if value is not None}
        state.update({name: getattr(event, name) for name in open_names})
        if event.VERSION > 1:
            state["v"] = event.VERSION
        if personal:
            state["personal"] = self._seal(recorded, personal)
        return StoredEvent(
            originator_id=recorded.originator_id,
            originator_version=recorded.originator_version,
            topic=event.TOPIC,
            state=orjson.dumps(state),
        )

    def to_domain_event(self, stored_event: StoredEvent) -> DomainEventProtocol[UUID]:
        topic = stored_event.topic
        kind = EVENTS.get(topic)
        if kind is None:
            raise UnknownEvent(topic)
        originator_id = cast("UUID", stored_event.originator_id)
        version = stored_event.originator_version
        found = decode(topic, stored_event.state)
        found = open_personal(self._keys, originator_id.hex, version, topic, found)
        by = By(**{name: found.pop(name) for name in _BY if name in found})
        return Recorded(originator_id, version, kind(by=by, **found))

    def _seal(self, recorded: Recorded, names: tuple[str, ...]) -> str | None:
        values = {name: getattr(recorded.event, name) for name in names}
        given = {name: value for name, value in values.items() if value is not None}
        stream = recorded.originator_id.hex
        cipher = self._keys.cipher(stream) if given else None
        if cipher is None:
            return None
        nonce = self._identifiers.token(NONCE_BYTES)
        bound_to = associated_data(stream, recorded.originator_version, recorded.event.TOPIC)
        return b64encode(nonce + cipher.encrypt(nonce, orjson.dumps(given), bound_to)).decode()
