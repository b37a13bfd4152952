"""The only thing a station opens: signed HTTP to the centre, which may be gone for days."""

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, cast

import httpx2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from application.ports import Clock, Identifiers
from application.station_link.forms import (
    AssignmentForm,
    EntryForm,
    LeaseForm,
    LeaseRequest,
    ReceiptForm,
)
from application.station_link.signing import public_text, signed_headers

PREFIX = "/api/v1/station"
PROBLEM = "application/problem+json"
CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 40.0


class CentreGone(Exception):
    """No answer, or none that makes sense: go on with what is here and try again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CentreRefused(Exception):
    """The centre understood and says no."""

    status: int
    reason: str


class Link:
    """One connection pool; every request signed. `station` is empty before enrolment."""

    def __init__(
        self,
        centre: str,
        station: str,
        key: Ed25519PrivateKey,
        clock: Clock,
        identifiers: Identifiers,
    ) -> None:
        self._station = station
        self._key = key
        self._clock = clock
        self._identifiers = identifiers
        timeout = httpx2.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS)
        self._client = httpx2.Client(base_url=centre, timeout=timeout, trust_env=False)

    def enrol(self, code: str, printers: list[dict[str, str | None]]) -> dict[str, str]:
        """Raises CentreRefused when the code is unknown, used or expired."""
        asked = {"code": code, "public_key": public_text(self._key), "printers": printers}
        return cast("dict[str, str]", _read(self._post("/enrol", asked), "station"))

    def assignment(self, beat: dict[str, Any]) -> tuple[AssignmentForm, str] | None:
        """The assignment and its ETag; None when nothing changed within the wait."""
        answer = self._post("/assignment", beat)
        if answer.status_code == 304:
            return None
        etag = answer.headers.get("etag")
        if etag is None:
            raise CentreGone("an assignment without its mark")
        return cast("AssignmentForm", _read(answer, "station")), etag

    def leases(self, asked: LeaseRequest) -> list[LeaseForm]:
        return cast("list[LeaseForm]", _read(self._post("/leases", asked), None))

    def payload(self, print_job: str, lease: int) -> bytes:
        """Checked against the digest that came with it. Raises CentreRefused for an ended lease."""
        answer = self._send("GET", f"/payloads/{print_job}?lease={lease}", b"")
        digest = b64encode(sha256(answer.content).digest()).decode()
        if answer.headers.get("content-digest") != f"sha-256=:{digest}:":
            raise CentreGone("payload damaged on the way")
        return answer.content

    def journal(self, entries: list[EntryForm]) -> ReceiptForm:
        return cast("ReceiptForm", _read(self._post("/journal", entries), "covered"))

    def close(self) -> None:
        self._client.close()

    def _post(self, path: str, content: Any) -> httpx2.Response:
        request = self._client.build_request("POST", PREFIX + path, json=content)
        return self._send("POST", path, request.read())

    def _send(self, method: str, path: str, body: bytes) -> httpx2.Response:
        headers = signed_headers(
            self._key,
            station=self._station,
            method=method,
            path=PREFIX + path,
            body=body,
            created=int(self._clock.now().timestamp()),
            nonce=self._identifiers.new(),
        )
        if body:
            headers["Content-Type"] = "application/json"
        try:
            answer = self._client.request(method, PREFIX + path, content=body, headers=headers)
        except httpx2.HTTPError as error:
            raise CentreGone(str(error)) from error
        if answer.status_code >= 500 or answer.has_redirect_location:
            raise CentreGone(f"status {answer.status_code}")
        if answer.status_code >= 400:
            raise CentreRefused(status=answer.status_code, reason=_reason(answer))
        return answer


def _reason(answer: httpx2.Response) -> str:
    """A no without a reason is not the centre's: some proxy or portal stands in its place."""
    if answer.headers.get("content-type") != PROBLEM:
        raise CentreGone(f"status {answer.status_code} of a stranger")
    return str(_read(answer, "reason")["reason"])


def _read(answer: httpx2.Response, key: str | None) -> Any:
    """An object with this key, or a list: what a stranger says with status 200 is no answer."""
    try:
        found = answer.json()
    except ValueError as error:
        raise CentreGone("not an answer of the centre") from error
    known = isinstance(found, list) if key is None else isinstance(found, dict) and key in found
    if not known:
        raise CentreGone("not an answer of the centre")
    return found
