"""Accounts, passwords and login sessions: rows, not events; revocable one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import (
    Column,
    Engine,
    MetaData,
    Row,
    String,
    Table,
    and_,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from application.deciding import stamp
from application.ports import Clock, Identifiers
from domain.refusal import Reason, Refused

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=8)

metadata = MetaData()
accounts = Table(
    "accounts",
    metadata,
    Column("login", String(64), primary_key=True),
    Column("staff", String(32), nullable=False, unique=True),
    Column("password", String(255), nullable=True),
    Column("pin", String(255), nullable=True),
    Column("os_user", String(64), nullable=True),
)
subjects = Table(
    "subjects",
    metadata,
    Column("issuer", String(255), primary_key=True),
    Column("subject", String(255), primary_key=True),
    Column("staff", String(32), nullable=False, unique=True),
)
sessions = Table(
    "sessions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("staff", String(32), nullable=False),
    Column("posting", String(32), nullable=True),
    Column("created_at", String(32), nullable=False),
    Column("seen_at", String(32), nullable=False),
    Column("revoked_at", String(32), nullable=True),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Session:
    """A signed-in person; `posting` is the one chosen to act under.

    It ends after `unused_for` when nobody is there, and after `at_most` in any case.
    """

    id: str
    staff: str
    posting: str | None
    unused_for: timedelta
    at_most: timedelta


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """A session as a list shows it: the handle names it and opens nothing."""

    handle: str
    staff: str
    posting: str | None
    created_at: str
    seen_at: str


def handle_of(sid: str) -> str:
    return sha256(sid.encode()).hexdigest()[:32]


class Accounts:
    """Passwords by argon2id; sessions idle out after 30 minutes and end after 8 hours."""

    def __init__(self, engine: Engine, clock: Clock, identifiers: Identifiers) -> None:
        self._engine = engine
        self._clock = clock
        self._identifiers = identifiers
        self.hasher = PasswordHasher()
        self._nothing = identifiers.token(16)
        self._nobody: str | None = None
        metadata.create_all(engine)

    def add(self, login: str, staff: str, os_user: str | None = None) -> None:
        """Raises Refused: a login names one account."""
        row = {"login": login, "staff": staff, "password": None, "os_user": os_user}
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(accounts), [row])
        except IntegrityError as error:
            raise Refused(Reason.LOGIN_TAKEN) from error

    def set_password(self, staff: str, password: str) -> None:
        hashed = self.hasher.hash(password)
        with self._engine.begin() as connection:
            connection.execute(
                update(accounts).where(accounts.c.staff == staff).values(password=hashed)
            )

    def has_password(self, staff: str) -> bool:
        query = select(accounts.c.password).where(accounts.c.staff == staff)
        with self._engine.connect() as connection:
            return connection.execute(query).scalar() is not None

    def lock(self, staff: str) -> None:
        """Neither the old password nor the old PIN opens anything, nor a session begun by them."""
        with self._engine.begin() as connection:
            which = accounts.c.staff == staff
            connection.execute(update(accounts).where(which).values(password=None, pin=None))
        self.revoke_all(staff)

    def set_pin(self, staff: str, pin: str) -> None:
        """For the station page; a station keeps only the verifier."""
        hashed = self.hasher.hash(pin)
        with self._engine.begin() as connection:
            connection.execute(update(accounts).where(accounts.c.staff == staff).values(pin=hashed))

    def pins(self) -> dict[str, str]:
        """Staff -> argon2id verifier, of those who have a PIN."""
        query = select(accounts.c.staff, accounts.c.pin).where(accounts.c.pin.is_not(None))
        with self._engine.connect() as connection:
            return {row.staff: row.pin for row in connection.execute(query)}

    def verify(self, login: str, password: str) -> str | None:
        """The staff id; None for an unknown login or a wrong password, at the same cost."""
        query = select(accounts.c.staff, accounts.c.password).where(accounts.c.login == login)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        nobody = self._hash_of_nobody()
        stored = row.password if row is not None and row.password else nobody
        try:
            self.hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return None
        if row is None:
            return None
        if self.hasher.check_needs_rehash(stored):
            self.set_password(row.staff, password)
        return str(row.staff)

    def _hash_of_nobody(self) -> str:
        """An unknown login must cost as much as a wrong password; made when somebody signs in."""
        if self._nobody is None:
            self._nobody = self.hasher.hash(self._nothing)
        return self._nobody

    def staff_of_login(self, login: str) -> str | None:
        return self._staff_where(accounts.c.login == login)

    def staff_of_os_user(self, os_user: str) -> str | None:
        return self._staff_where(accounts.c.os_user == os_user)

    def staff_of_subject(self, issuer: str, subject: str, login: str) -> str | None:
        """Whom an identity provider vouches for. The first time the login says who it is.

        After that only the provider's own word counts: a login given to another person there opens
        nothing here. An account with a password is bound by who is signed in to it, not by a name.
        """
        known = (subjects.c.issuer == issuer) & (subjects.c.subject == subject)
        with self._engine.connect() as connection:
            row = connection.execute(select(subjects.c.staff).where(known)).first()
        if row is not None:
            return str(row.staff)
        staff = self.staff_of_login(login) if subject and login else None
        if staff is None or self.has_password(staff):
            return None
        return staff if self.bind(issuer, subject, staff) else None

    def bind(self, issuer: str, subject: str, staff: str) -> bool:
        """False when either of the two is bound otherwise."""
        bound = {"issuer": issuer, "subject": subject, "staff": staff}
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(subjects), [bound])
        except IntegrityError:
            return False
        return True

    def login_of(self, staff: str) -> str | None:
        query = select(accounts.c.login).where(accounts.c.staff == staff)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return None if row is None else str(row.login)

    def open_session(self, staff: str, posting: str | None = None) -> str:
        """A new 256-bit id at every sign-in: an id the browser brought is never taken over."""
        now = stamp(self._clock.now())
        sid = self._identifiers.token(32).hex()
        row = {"id": sid, "staff": staff, "posting": posting, "created_at": now, "seen_at": now}
        with self._engine.begin() as connection:
            connection.execute(insert(sessions), [row])
        return sid

    def session(self, sid: str, *, seen: bool = True) -> Session | None:
        """The live session. `seen`: somebody is there, which is written once a minute."""
        query = select(sessions).where(sessions.c.id == sid, sessions.c.revoked_at.is_(None))
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        now = self._clock.now()
        idle = now - datetime.fromisoformat(row.seen_at)
        age = now - datetime.fromisoformat(row.created_at)
        if idle > IDLE or age > ABSOLUTE:
            return None
        if seen and idle > timedelta(minutes=1):
            self._change(sid, seen_at=stamp(now))
        return Session(
            id=row.id,
            staff=row.staff,
            posting=row.posting,
            unused_for=IDLE - idle,
            at_most=ABSOLUTE - age,
        )

    def choose(self, sid: str, posting: str) -> None:
        self._change(sid, posting=posting)

    def revoke(self, sid: str) -> None:
        self._change(sid, revoked_at=stamp(self._clock.now()))

    def revoke_all(self, staff: str) -> int:
        """Every session of an account; how many lived."""
        now = stamp(self._clock.now())
        live = and_(sessions.c.staff == staff, sessions.c.revoked_at.is_(None))
        with self._engine.begin() as connection:
            return connection.execute(update(sessions).where(live).values(revoked_at=now)).rowcount

    def live_sessions(self) -> list[Listed]:
        """Those that may still be used, the last seen first."""
        return [
            Listed(
                handle=handle_of(row.id),
                staff=row.staff,
                posting=row.posting,
                created_at=row.created_at,
                seen_at=row.seen_at,
            )
            for row in self._live()
        ]

    def revoke_listed(self, handle: str) -> bool:
        found = [row.id for row in self._live() if handle_of(row.id) == handle]
        for sid in found:
            self.revoke(sid)
        return bool(found)

    def visited_before(self, staff: str, sid: str) -> str | None:
        """When the sessions of this account that began before this one were used last."""
        began = select(sessions.c.created_at).where(sessions.c.id == sid).scalar_subquery()
        query = select(func.max(sessions.c.seen_at)).where(
            sessions.c.staff == staff, sessions.c.created_at < began
        )
        with self._engine.connect() as connection:
            found: str | None = connection.execute(query).scalar()
            return found

    def _live(self) -> Sequence[Row[Any]]:
        now = self._clock.now()
        query = (
            select(sessions)
            .where(
                sessions.c.revoked_at.is_(None),
                sessions.c.seen_at > stamp(now - IDLE),
                sessions.c.created_at > stamp(now - ABSOLUTE),
            )
            .order_by(sessions.c.seen_at.desc())
        )
        with self._engine.connect() as connection:
            return connection.execute(query).all()

    def _change(self, sid: str, **values: str) -> None:
        with self._engine.begin() as connection:
            live = and_(sessions.c.id == sid, sessions.c.revoked_at.is_(None))
            connection.execute(update(sessions).where(live).values(**values))

    def _staff_where(self, condition: object) -> str | None:
        query = select(accounts.c.staff).where(condition)  # type: ignore[arg-type]
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return None if row is None else str(row.staff)
