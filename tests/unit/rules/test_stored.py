"""Stored bytes and scanned words that are not what they should be: said, never a crash."""

from typing import Any, cast

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from application.errors import UnknownEvent, Unreadable
from application.personal.keys import Keys
from application.registry.decoder import decode, open_personal
from projections.history.sentences import sentence


class OneKey:
    def cipher(self, _stream: str) -> AESGCM:
        return AESGCM(b"g" * 32)


@pytest.mark.parametrize("state", [b"", b"{", b"[]", b"7", b'"x"', b"\xff"])
def test_bytes_that_are_no_object_are_unreadable(state: bytes) -> None:
    with pytest.raises(Unreadable):
        decode("document.approved", state)


def test_a_topic_or_version_of_another_release_is_unknown() -> None:
    for topic, state in (("document.approved", b'{"v":2}'), ("document.sung", b"{}")):
        with pytest.raises(UnknownEvent):
            decode(topic, state)


@pytest.mark.parametrize("sealed", ["?", "AAAA", "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB", 7])
def test_a_blob_that_does_not_open_is_unreadable(sealed: Any) -> None:
    with pytest.raises(Unreadable):
        open_personal(cast("Keys", OneKey()), "5" * 32, 1, "staff.registered", {"personal": sealed})


def test_a_scan_that_is_no_serial_is_said_as_it_was_scanned() -> None:
    """An operator's scanner reads whatever is held before it."""
    seen = {"attempt": "1.1", "seen": "good", "observed_serial": "CTK-261125-4K7MX-F"}
    told = sentence("print_job.attempt_seen", seen)

    assert "Percobaan 1.1 dilihat: baik, CTK-261125-4K7MX-F." == told
    assert "7412 0381" in sentence(
        "print_job.attempt_seen", {**seen, "observed_serial": "74120381"}
    )


def test_a_lease_that_is_called_back_is_said_without_a_code() -> None:
    told = sentence("print_job.cancel_requested", {"lease": 2, "then": "printed", "reason": None})

    assert "Diminta kembali: kartunya sudah dicetak di stasiun lain." == told
