"""Ports: what use cases need from outside, to be given by wiring."""

from collections.abc import Container
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The only source of time. UTC, aware."""

    def now(self) -> datetime: ...


class Identifiers(Protocol):
    """The only source of ids and of randomness."""

    def new(self) -> str:
        """32 hexadecimal digits, random."""

    def token(self, size: int) -> bytes:
        """`size` random bytes for keys, salts and nonces."""


class Regions(Protocol):
    """The Kemendagri region set of 2025: codes without dots."""

    def codes(self) -> Container[str]:
        """Codes of provinces, kabupaten and kecamatan."""

    def name(self, code: str) -> str: ...
