"""Photos, scans and printed payloads: encrypted under their aggregate's key, named by digest."""

from hashlib import sha256

from cryptography.exceptions import InvalidTag
from sqlalchemy import Column, Engine, LargeBinary, MetaData, String, Table, insert, select

from application.errors import NotFound, Unreadable
from application.personal.keys import NONCE_BYTES, Keys
from application.ports import Identifiers

metadata = MetaData()
attachments = Table(
    "attachments",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("stream", String(32), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)


class Attachments:
    """`digest` is SHA-256 of the ciphertext: the name says nothing after erasure."""

    def __init__(self, engine: Engine, keys: Keys, identifiers: Identifiers) -> None:
        self._engine = engine
        self._keys = keys
        self._identifiers = identifiers
        metadata.create_all(engine)

    def put(self, stream: str, content: bytes) -> str:
        """Durable when it returns; a digest in an event always finds its attachment."""
        self._keys.ensure([stream])
        cipher = self._keys.cipher(stream)
        if cipher is None:
            raise NotFound(stream)
        nonce = self._identifiers.token(NONCE_BYTES)
        sealed = nonce + cipher.encrypt(nonce, content, stream.encode())
        digest = sha256(sealed).hexdigest()
        row = {"digest": digest, "stream": stream, "sealed": sealed}
        with self._engine.begin() as connection:
            connection.execute(insert(attachments), [row])
        return digest

    def stored_digest(self, stream: str, digest: str) -> str:
        """The digest of the bytes that are kept under the name, reckoned anew. Raises NotFound."""
        return sha256(self._sealed(stream, digest)).hexdigest()

    def get(self, stream: str, digest: str) -> bytes | None:
        """The content; None after erasure. Raises NotFound, or Unreadable when damaged."""
        sealed = self._sealed(stream, digest)
        cipher = self._keys.cipher(stream)
        if cipher is None:
            return None
        try:
            return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], stream.encode())
        except InvalidTag as error:
            raise Unreadable("attachment damaged") from error

    def _sealed(self, stream: str, digest: str) -> bytes:
        query = select(attachments.c.sealed).where(
            attachments.c.digest == digest, attachments.c.stream == stream
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise NotFound(stream)
        sealed: bytes = row.sealed
        return sealed
