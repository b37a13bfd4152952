"""A log of any length: two weeks of an office by the use cases, then copies of it, woven.

The pattern is a small real log: lists, statuses, approvals, leases, the station's signed
journal, jams with their reprints, counts, hand-overs some days later. A copy is another office's
two weeks: fresh ids of streams and commands, other serials and NIK, personal fields sealed under
keys of its own and bound to their rows as `SealingMapper` binds them. `WOVEN` offices write at
the same time, each some days further than the next, so a card's life is spread over the pages.
Copies are put into the table in bulk. What no view reads stays the pattern's (names, times, the
chain inside the journal's texts) or is left out (claims, commands).
"""

import os
import re
import shutil
import sqlite3
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from itertools import count, islice
from pathlib import Path

import orjson
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from application.personal.keys import NONCE_BYTES, Keys
from application.registry.decoder import PERSONAL, associated_data, open_personal
from application.registry.reader import LogReader, Stored
from benchmarks.office_weeks import work
from domain.stations.state import journal_id
from tests.support.office import Office

WOVEN = 25
CHUNK = 50_000
KEPT = ("office.", "staff.", "posting.")
"""Streams that all copies share: the same people work everywhere."""
NAMED = re.compile(
    r"(?<![0-9a-f])([0-9a-f]{32}|3603[0-9]{12}|7412[0-9]{4})(?![0-9a-f])",
)
"""Ids, NIK, serials, wherever they stand: also inside a journal entry's text."""
Row = tuple[str, int, str, bytes]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the pattern; texts are cut at what each copy names anew."""

    stream: str
    version: int
    topic: str
    state: list[str]
    personal: list[str] | None


class Names(dict[str, str]):
    """What a copy says in place of the pattern's word; the same each time."""

    def __init__(self, copy: int, kept: dict[str, str], journals: dict[str, str]) -> None:
        super().__init__(kept)
        self._number = copy
        for journal, station in journals.items():
            self[journal] = journal_id(self[station])

    def __missing__(self, word: str) -> str:
        if len(word) == 8:
            made = str(int(word) + self._number * 1000)
        elif len(word) == 16:
            made = f"{320_000 + self._number}{word[6:]}"
        else:
            made = blake2b(f"{self._number}:{word}".encode(), digest_size=16).hexdigest()
        self[word] = made
        return made

    def text(self, cut: list[str]) -> str:
        """Every second part is a word."""
        whole = cut.copy()
        whole[1::2] = [self[word] for word in cut[1::2]]
        return "".join(whole)


class Pattern:
    def __init__(self, office: Office) -> None:
        rows = office.rows()
        kept = [row.stream for row in rows if row.topic.startswith(KEPT)]
        stations = [row.stream for row in rows if row.topic == "station.enrolled"]
        self._kept = {stream: stream for stream in kept}
        self._journals = {str(journal_id(station)): station for station in stations}
        self._keys = office.centre.keys
        self._lines = [_line(row, self._keys) for row in rows if not row.topic.startswith(KEPT)]
        self._sealed = {line.stream for line in self._lines if line.personal is not None}

    def woven(self) -> Iterator[Row]:
        """Without end: at each step one row of every office that is under way."""
        stride = len(self._lines) // WOVEN
        under_way: list[Iterator[Row]] = []
        for step in count():
            if step % stride == 0:
                under_way = [*under_way, self._copy(1 + step // stride)][-WOVEN:]
            for copy in under_way:
                row = next(copy, None)
                if row is not None:
                    yield row

    def _copy(self, number: int) -> Iterator[Row]:
        names = Names(number, self._kept, self._journals)
        streams = [names[stream] for stream in self._sealed]
        self._keys.ensure(streams)
        ciphers = {stream: self._keys.cipher(stream) for stream in streams}
        for line in self._lines:
            stream, text = names[line.stream], names.text(line.state)
            cipher = ciphers.get(stream)
            if line.personal is not None and cipher is not None:
                plain = names.text(line.personal).encode()
                bound_to = associated_data(stream, line.version, line.topic)
                text = f'{text[:-1]},"personal":"{_seal(cipher, plain, bound_to)}"}}'
            yield stream, line.version, line.topic, text.encode()


def _seal(cipher: AESGCM, plain: bytes, bound_to: bytes) -> str:
    nonce = os.urandom(NONCE_BYTES)
    return b64encode(nonce + cipher.encrypt(nonce, plain, bound_to)).decode()


def _line(row: Stored, keys: Keys) -> Line:
    fields = orjson.loads(row.state)
    names = PERSONAL[row.topic]
    personal = None
    if fields.get("personal"):
        opened = open_personal(keys, row.stream, row.version, row.topic, dict(fields))
        del fields["personal"]
        given = {name: opened[name] for name in names if opened[name] is not None}
        personal = NAMED.split(orjson.dumps(given).decode())
    state = NAMED.split(orjson.dumps(fields).decode())
    return Line(row.stream, row.version, row.topic, state, personal)


def make(folder: Path, events: int) -> Path:
    """The folder of an installation whose log has so many events; what is there is used again."""
    home = folder / f"log-of-{events}"
    if (home / "made").exists():
        return home
    shutil.rmtree(home, ignore_errors=True)
    office = Office(home)
    work(office)
    log = office.installation.log
    office.close()
    with closing(LogReader(log)) as reader:
        wanted = events - reader.last()
    rows = islice(Pattern(office).woven(), wanted)
    with closing(sqlite3.connect(log)) as connection:
        while chunk := list(islice(rows, CHUNK)):
            connection.executemany("INSERT INTO stored_events VALUES (?,?,?,?)", chunk)
            connection.commit()
    (home / "made").touch()
    return home
