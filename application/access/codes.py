"""One-time codes: for the first administrator, for a new account, for a new station."""

import json
from datetime import timedelta
from hashlib import sha256
from typing import cast

from sqlalchemy import Column, Engine, MetaData, String, Table, Text, insert, select, update

from application.deciding import stamp
from application.ports import Clock, Identifiers

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
GROUPS, GROUP = 4, 4

metadata = MetaData()
codes = Table(
    "codes",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("purpose", String(32), nullable=False),
    Column("detail", Text, nullable=False),
    Column("expires_at", String(32), nullable=False),
    Column("used_at", String(32), nullable=True),
)


def code_hash(code: str) -> str:
    return sha256(code.strip().upper().replace("-", "").encode()).hexdigest()


class Codes:
    """80-bit codes in groups of four, kept as hashes, honoured once."""

    def __init__(self, engine: Engine, clock: Clock, identifiers: Identifiers) -> None:
        self._engine = engine
        self._clock = clock
        self._identifiers = identifiers
        metadata.create_all(engine)

    def issue(self, purpose: str, detail: dict[str, str], valid: timedelta) -> str:
        drawn = [ALPHABET[byte % 32] for byte in self._identifiers.token(GROUPS * GROUP)]
        code = "-".join("".join(drawn[i : i + GROUP]) for i in range(0, len(drawn), GROUP))
        row = {
            "hash": code_hash(code),
            "purpose": purpose,
            "detail": json.dumps(detail),
            "expires_at": stamp(self._clock.now() + valid),
        }
        with self._engine.begin() as connection:
            connection.execute(insert(codes), [row])
        return code

    def void(self, purpose: str, detail: dict[str, str]) -> None:
        """Those issued for the very same before are honoured no more."""
        which = (codes.c.purpose == purpose) & (codes.c.detail == json.dumps(detail))
        with self._engine.begin() as connection:
            connection.execute(
                update(codes)
                .where(which, codes.c.used_at.is_(None))
                .values(used_at=stamp(self._clock.now()))
            )

    def detail(self, purpose: str, code: str) -> dict[str, str] | None:
        """What the code was issued for, not used up; None when unknown or expired.

        For a station: a claim in the save of its enrolment says that the code is used.
        """
        now = stamp(self._clock.now())
        which = (codes.c.hash == code_hash(code)) & (codes.c.purpose == purpose)
        query = select(codes.c.detail).where(which, codes.c.expires_at > now)
        with self._engine.begin() as connection:
            row = connection.execute(query).first()
        return None if row is None else cast("dict[str, str]", json.loads(row.detail))

    def redeem(self, purpose: str, code: str) -> dict[str, str] | None:
        """What the code was issued for; None when unknown, expired or used before."""
        now = self._clock.now()
        which = (codes.c.hash == code_hash(code)) & (codes.c.purpose == purpose)
        with self._engine.begin() as connection:
            used = connection.execute(
                update(codes)
                .where(which, codes.c.used_at.is_(None), codes.c.expires_at > stamp(now))
                .values(used_at=stamp(now))
            )
            if used.rowcount != 1:
                return None
            row = connection.execute(select(codes.c.detail).where(which)).one()
        detail: dict[str, str] = json.loads(row.detail)
        return detail
