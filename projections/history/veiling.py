"""Numbers of persons as everybody may see them, wherever in an event they stand."""

import re
from typing import Any

from domain.values.nik import Nik

LIKE_A_NIK = re.compile(r"[0-9]{16}")
IDENTITY = re.compile(r"(?=[0-9]*[a-f])([0-9a-f]{32}|[0-9a-f]{64})")
"""Ids of streams and digests: one in a hundred has 16 digits in a row."""


def veiled(value: Any) -> Any:
    """The same value with every run of 16 digits masked, wherever in a text it stands."""
    if isinstance(value, dict):
        return {name: veiled(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [veiled(part) for part in value]
    if isinstance(value, str) and len(value) >= 16 and not IDENTITY.fullmatch(value):
        return LIKE_A_NIK.sub(lambda found: Nik.parse(found.group()).masked(), value)
    return value
