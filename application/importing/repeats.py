"""Says of a recording whether the file, or the registry, has it already."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from application.importing.recording import Recording


class Judgement(Enum):
    """NEW also for a known person with a later recording date of the list's own."""

    NEW = auto()
    REPEATED = auto()
    CONFLICT = auto()


Judge = Callable[[Recording], Judgement]
"""What the registry says of a recording."""


def never_seen(_: Recording) -> Judgement:
    """An empty registry."""
    return Judgement.NEW


@dataclass(frozen=True, slots=True)
class _Seen:
    person: bytes
    recorded_on: date | None


class Repeats:
    """Judges within the file first; 8 bytes of digest stand for name, birth date and sex."""

    def __init__(self, registry: Judge) -> None:
        self._registry = registry
        self._seen: dict[int, _Seen] = {}

    def judge(self, recording: Recording) -> Judgement:
        """The first row of a NIK stays; a row in conflict with the registry is not first."""
        person = _digest(recording)
        key = int(recording.nik)
        seen = self._seen.get(key)
        if seen is not None and seen.person != person:
            return Judgement.CONFLICT
        if seen is not None and not _is_later(recording.recorded_on, seen.recorded_on):
            return Judgement.REPEATED
        judgement = self._registry(recording)
        if judgement is not Judgement.CONFLICT:
            self._seen[key] = _Seen(person, recording.recorded_on)
        return judgement


def _is_later(day: date | None, known: date | None) -> bool:
    """Whether a row's own recording date makes it a new recording of a known person."""
    return day is not None and (known is None or day > known)


def _digest(recording: Recording) -> bytes:
    person = f"{recording.name}\x1f{recording.birth_date}\x1f{recording.sex}"
    return hashlib.blake2b(person.encode(), digest_size=8).digest()
