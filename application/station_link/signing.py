"""Signed requests: the subset of RFC 9421 (HTTP Message Signatures) that stations use.

Covered: method, path with query, body digest (RFC 9530), time and nonce. Ed25519. A request is
accepted once (nonce) and only within two minutes of the centre's clock.
"""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from hashlib import sha256
from threading import Lock

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

WINDOW_SECONDS = 120
COMPONENTS = '("@method" "@path" "content-digest")'


class BadSignature(Exception):
    """The request is not from the station it names, or is not fresh."""


def public_text(key: Ed25519PrivateKey) -> str:
    """Base64 of the 32 raw bytes of the public key."""
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return b64encode(raw).decode()


def sign_text(key: Ed25519PrivateKey, text: str) -> str:
    return b64encode(key.sign(text.encode())).decode()


def verify_text(public: str, text: str, signature: str) -> bool:
    try:
        _public(public).verify(b64decode(signature, validate=True), text.encode())
    except (InvalidSignature, BadSignature, ValueError):
        return False
    return True


def signed_headers(  # noqa: PLR0913 - the parts of a signature base
    key: Ed25519PrivateKey,
    *,
    station: str,
    method: str,
    path: str,
    body: bytes,
    created: int,
    nonce: str,
) -> dict[str, str]:
    """`path` with its query, as sent; `created` in Unix seconds."""
    parameters = _parameters(created, nonce, station)
    digest = _digest(body)
    base = _base(method, path, digest, parameters)
    return {
        "Content-Digest": digest,
        "Signature-Input": f"sig1={parameters}",
        "Signature": f"sig1=:{b64encode(key.sign(base)).decode()}:",
    }


def claimed_station(headers: Mapping[str, str]) -> str:
    """Whose request this says it is. Raises BadSignature."""
    return _parsed(headers)[2]


class Freshness:
    """Nonces seen within the window; a repeated request is refused."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}
        self._lock = Lock()

    def take(self, nonce: str, created: int, now: int) -> None:
        """Raises BadSignature."""
        if abs(now - created) > WINDOW_SECONDS:
            raise BadSignature("the clocks of station and centre differ by over two minutes")
        with self._lock:
            if nonce in self._seen:
                raise BadSignature("repeated request")
            self._seen[nonce] = created
            if len(self._seen) > 10_000:
                limit = now - 2 * WINDOW_SECONDS
                self._seen = {key: at for key, at in self._seen.items() if at > limit}


def verify_request(  # noqa: PLR0913 - the parts of a signature base
    public: str,
    headers: Mapping[str, str],
    *,
    method: str,
    path: str,
    body: bytes,
    now: int,
    freshness: Freshness,
) -> None:
    """Raises BadSignature."""
    created, nonce, station, signature = _parsed(headers)
    if headers.get("content-digest") != _digest(body):
        raise BadSignature("the body is not the one that was signed")
    base = _base(method, path, _digest(body), _parameters(created, nonce, station))
    try:
        _public(public).verify(signature, base)
    except InvalidSignature as error:
        raise BadSignature("signature") from error
    freshness.take(f"{station}:{nonce}", created, now)


def _parsed(headers: Mapping[str, str]) -> tuple[int, str, str, bytes]:
    try:
        given = headers["signature-input"].removeprefix("sig1=")
        parts = dict(part.split("=", 1) for part in given.split(";")[1:])
        sealed = headers["signature"].removeprefix("sig1=:").removesuffix(":")
        return (
            int(parts["created"]),
            parts["nonce"].strip('"'),
            parts["keyid"].strip('"'),
            b64decode(sealed, validate=True),
        )
    except (KeyError, ValueError) as error:
        raise BadSignature("no signature") from error


def _parameters(created: int, nonce: str, station: str) -> str:
    return f'{COMPONENTS};created={created};nonce="{nonce}";keyid="{station}";alg="ed25519"'


def _base(method: str, path: str, digest: str, parameters: str) -> bytes:
    lines = (
        f'"@method": {method.upper()}',
        f'"@path": {path}',
        f'"content-digest": {digest}',
        f'"@signature-params": {parameters}',
    )
    return "\n".join(lines).encode()


def _digest(body: bytes) -> str:
    return f"sha-256=:{b64encode(sha256(body).digest()).decode()}:"


def _public(text: str) -> Ed25519PublicKey:
    try:
        return Ed25519PublicKey.from_public_bytes(b64decode(text, validate=True))
    except ValueError as error:
        raise BadSignature("the station's public key is damaged") from error
