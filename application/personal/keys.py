"""Data keys: one per aggregate, wrapped by the master key, in a database of their own.

Destroying a row makes the personal fields and attachments of that aggregate unreadable for
ever; the keys database is backed up apart from the events, with a short retention.
"""

import hmac
from collections.abc import Iterable
from hashlib import sha256
from threading import Lock

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import (
    Column,
    Engine,
    LargeBinary,
    MetaData,
    String,
    Table,
    bindparam,
    select,
    text,
    update,
)

from application.database import insert_or_ignore
from application.errors import KeysMissing
from application.ports import Clock, Identifiers

KEY_BYTES = 32
NONCE_BYTES = 12
CACHE = 20_000
"""Ciphers, of 2.5 KiB each: twice the page of a reader."""

metadata = MetaData()
data_keys = Table(
    "data_keys",
    metadata,
    Column("stream", String(32), primary_key=True),
    Column("wrapped", LargeBinary, nullable=True),
    Column("created_at", String(32), nullable=False),
    Column("destroyed_at", String(32), nullable=True),
)


class Keys:
    """Thread-safe. `lookup` hashes a NIK under a key that never rotates: claims hold its values."""

    def __init__(
        self, engine: Engine, master: bytes, clock: Clock, identifiers: Identifiers
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._identifiers = identifiers
        self._master = AESGCM(_derived(master, b"wrap"))
        self._lookup_key = _derived(master, b"lookup")
        self._cache: dict[str, AESGCM | None] = {}
        self._generation = 0
        self._lock = Lock()
        metadata.create_all(engine)

    def lookup(self, nik: str) -> str:
        """HMAC-SHA-256, 64 hexadecimal digits: the NIK space is too small for a plain hash."""
        return hmac.new(self._lookup_key, nik.encode(), sha256).hexdigest()

    def ensure(self, streams: Iterable[str]) -> None:
        """Make the keys that are missing, durably, before anything is encrypted under them."""
        wanted = [stream for stream in dict.fromkeys(streams) if stream not in self._cache]
        self.preload(wanted)
        missing = [stream for stream in wanted if stream not in self._cache]
        if not missing:
            return
        made = {stream: self._identifiers.token(KEY_BYTES) for stream in missing}
        rows = [self._row(stream, key) for stream, key in made.items()]
        with self._engine.begin() as connection:
            connection.execute(insert_or_ignore(self._engine.dialect.name, data_keys), rows)
        # Another process may have been first: what is stored counts, not what was made.
        self.preload(missing)

    def preload(self, streams: Iterable[str]) -> None:
        """Load many keys with few statements, for readers of a whole page."""
        every = list(dict.fromkeys(streams))
        wanted = [stream for stream in every if stream not in self._cache]
        if len(self._cache) + len(wanted) > CACHE:
            # All at once and before: what is loaded here is wanted together.
            self.forget()
            wanted = every
        generation = self._generation
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            query = select(data_keys.c.stream, data_keys.c.wrapped).where(
                data_keys.c.stream.in_(part)
            )
            with self._engine.connect() as connection:
                rows = connection.execute(query).all()
            for stream, wrapped in rows:
                self._remember(stream, self._unwrap(stream, wrapped), generation)

    def destroy(self, streams: Iterable[str]) -> None:
        """For ever, also where no key was made yet. Idempotent; durable when it returns.

        The bytes go too: SQLite zeroes what it frees, and its write-ahead log is emptied.
        """
        wanted = list(streams)
        now = self._clock.now().isoformat()
        rows = [{"stream": stream, "created_at": now, "destroyed_at": now} for stream in wanted]
        alive = (data_keys.c.stream == bindparam("gone")) & data_keys.c.wrapped.is_not(None)
        destroyed = update(data_keys).where(alive).values(wrapped=None, destroyed_at=now)
        if not rows:
            return
        lite = self._engine.dialect.name == "sqlite"
        with self._engine.begin() as connection:
            if lite:
                connection.execute(text("PRAGMA secure_delete=ON"))
            connection.execute(insert_or_ignore(self._engine.dialect.name, data_keys), rows)
            connection.execute(destroyed, [{"gone": stream} for stream in wanted])
        if lite:
            with self._engine.connect() as connection:
                connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        self.forget()

    def forget(self) -> None:
        """Drop unwrapped keys from memory: after an erasure, and before a measurement."""
        with self._lock:
            self._generation += 1
            self._cache.clear()

    def cipher(self, stream: str) -> AESGCM | None:
        """The aggregate's cipher; None when its key was destroyed or never made."""
        if stream in self._cache:
            return self._cache[stream]
        return self._load(stream)

    def _load(self, stream: str) -> AESGCM | None:
        generation = self._generation
        query = select(data_keys.c.wrapped).where(data_keys.c.stream == stream)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        return self._remember(stream, self._unwrap(stream, row.wrapped), generation)

    def _remember(self, stream: str, cipher: AESGCM | None, generation: int) -> AESGCM | None:
        """What was read before the memory was emptied is not kept: it may be a destroyed key."""
        with self._lock:
            if generation != self._generation:
                return cipher
            if len(self._cache) >= CACHE:
                self._cache.clear()
            self._cache[stream] = cipher
        return cipher

    def _row(self, stream: str, key: bytes) -> dict[str, object]:
        nonce = self._identifiers.token(NONCE_BYTES)
        return {
            "stream": stream,
            "wrapped": nonce + self._master.encrypt(nonce, key, stream.encode()),
            "created_at": self._clock.now().isoformat(),
        }

    def _unwrap(self, stream: str, wrapped: bytes | None) -> AESGCM | None:
        if wrapped is None:
            return None
        nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        try:
            return AESGCM(self._master.decrypt(nonce, sealed, stream.encode()))
        except InvalidTag as error:
            raise KeysMissing("the master key does not open the keys database") from error


def _derived(master: bytes, purpose: bytes) -> bytes:
    return hmac.new(master, b"terbit." + purpose, sha256).digest()
