"""The one decoder: stored bytes -> dict. Aggregates and projections read nothing else."""

from base64 import b64decode
from typing import Any

import orjson
from cryptography.exceptions import InvalidTag

from application.errors import UnknownEvent, Unreadable
from application.personal.keys import NONCE_BYTES, Keys
from application.registry.upcasting.steps import STEPS, upcast
from domain.streams import EVENTS

Fields = dict[str, Any]

NEWEST = {topic: event.VERSION for topic, event in EVENTS.items()}
PERSONAL = {topic: event.PERSONAL for topic, event in EVENTS.items()}
_OLD = frozenset(topic for topic, _ in STEPS)


def decode(topic: str, state: bytes) -> Fields:
    """Without personal data: its blob stays under `personal`. Raises UnknownEvent, Unreadable."""
    try:
        fields: Fields = orjson.loads(state)
    except orjson.JSONDecodeError as error:
        raise Unreadable(topic) from error
    if not isinstance(fields, dict):
        raise Unreadable(topic)
    version = fields.pop("v", 1)
    newest = NEWEST.get(topic, 0)
    if version > newest:
        raise UnknownEvent(f"{topic} version {version}")
    return upcast(topic, version, fields, newest) if topic in _OLD else fields


def open_personal(keys: Keys, stream: str, version: int, topic: str, fields: Fields) -> Fields:
    """The same dict with its personal fields; each None once the key is destroyed.

    The blob is bound to its row (stream, version, topic), so rows cannot be swapped.
    """
    names = PERSONAL[topic]
    if not names:
        return fields
    opened: Fields = dict.fromkeys(names)
    sealed = fields.pop("personal", None)
    cipher = keys.cipher(stream) if sealed else None
    if sealed and cipher is not None:
        try:
            raw = b64decode(sealed, validate=True)
            plain = cipher.decrypt(
                raw[:NONCE_BYTES], raw[NONCE_BYTES:], associated_data(stream, version, topic)
            )
        except (InvalidTag, TypeError, ValueError) as error:
            raise Unreadable(f"{topic}: personal data does not open") from error
        opened.update(orjson.loads(plain))
    return {**fields, **opened}


def associated_data(stream: str, version: int, topic: str) -> bytes:
    return f"{stream}:{version}:{topic}".encode()
