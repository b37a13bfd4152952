"""Every event and version ever released reads back to what it said. The file only grows."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from application.errors import UnknownEvent, Unreadable
from application.personal.keys import Keys
from application.registry.decoder import decode, open_personal
from domain.event import By
from domain.streams import EVENTS

FILE = Path(__file__).parent / "samples.jsonl"
RELEASED = {"0.1.0": "6c3d1f41a4e7e3a4201309573d9bb2ce42e9993d0874583c27de4321dd34d634"}
"""Digest of the lines up to each release: a change to kept bytes fails here."""
LINES = {"0.1.0": 51}
SAMPLES: list[dict[str, Any]] = [json.loads(line) for line in FILE.read_text().splitlines()]
STREAM, VERSION = "5" * 32, 3


class OneKey:
    """The key that the samples were sealed under; or none, as after an erasure."""

    def __init__(self, key: bytes | None = b"g" * 32) -> None:
        self._cipher = AESGCM(key) if key else None

    def cipher(self, _stream: str) -> AESGCM | None:
        return self._cipher


def opened(sample: dict[str, Any], key: OneKey, stream: str = STREAM) -> dict[str, Any]:
    fields = decode(sample["topic"], sample["stored"].encode())
    return open_personal(cast("Keys", key), stream, VERSION, sample["topic"], fields)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: f"{s['topic']}-{s['version']}")
def test_a_stored_event_reads_back_to_what_it_said(sample: dict[str, Any]) -> None:
    assert sample["expected"] == opened(sample, OneKey())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: f"{s['topic']}-{s['version']}")
def test_it_makes_an_event_object(sample: dict[str, Any]) -> None:
    fields = opened(sample, OneKey())
    names = By.__dataclass_fields__
    by = By(**{name: fields.pop(name) for name in list(fields) if name in names})
    event = EVENTS[sample["topic"]](by=by, **fields)

    assert sample["topic"] == event.TOPIC


def test_every_event_and_version_has_its_sample() -> None:
    needed = {(topic, v) for topic, event in EVENTS.items() for v in range(1, event.VERSION + 1)}

    assert needed == {(sample["topic"], sample["version"]) for sample in SAMPLES}


def test_released_samples_are_never_edited() -> None:
    lines = FILE.read_text().splitlines(keepends=True)
    for release, count in LINES.items():
        kept = "".join(lines[:count]).encode()

        assert RELEASED[release] == sha256(kept).hexdigest(), release


@pytest.mark.parametrize(
    "sample", [s for s in SAMPLES if EVENTS[s["topic"]].PERSONAL], ids=lambda s: s["topic"]
)
def test_personal_fields_are_gone_with_their_key_and_bound_to_their_row(
    sample: dict[str, Any],
) -> None:
    personal = EVENTS[sample["topic"]].PERSONAL
    erased = opened(sample, OneKey(None))

    assert dict.fromkeys(personal) == {name: erased[name] for name in personal}
    with pytest.raises(Unreadable):
        opened(sample, OneKey(), stream="6" * 32)


def test_a_version_from_the_future_and_damaged_bytes_are_said() -> None:
    with pytest.raises(UnknownEvent):
        decode("document.approved", b'{"v":9}')
    with pytest.raises(Unreadable):
        decode("document.approved", b"{")
