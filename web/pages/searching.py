"""`/cari`: what is typed into a search may be a NIK or a name, so it stands in no address.

The form posts it; the address then carries it sealed for this sign-in. A link, the way back and the
live refresh work, and a proxy's log or another person's browser learns nothing from it.
"""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from hashlib import sha256
from typing import Annotated, Literal
from urllib.parse import urlencode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict, Field

from web.house import House
from web.signed_in import Me, Posted, TheHouse

router = APIRouter(prefix="/cari")
LONGEST = 80
NONCE = 12
Sealed = Annotated[str, Field(max_length=600)]
"""A text of up to `LONGEST` characters as it stands in an address."""


class Typed(BaseModel):
    """`to`: the page; whatever else the form holds are that page's other filters."""

    model_config = ConfigDict(extra="allow")

    to: Literal["/antrean", "/serah", "/riwayat", "/pengguna"]
    q: str = Field(default="", max_length=LONGEST)


@router.post("")
def search(house: TheHouse, me: Posted, form: Annotated[Typed, Form()]) -> Response:
    filters = {name: value for name, value in (form.model_extra or {}).items() if value}
    if text := form.q.strip():
        filters["cari"] = sealed(house, me, text)
    address = f"{form.to}?{urlencode(filters)}" if filters else form.to
    return RedirectResponse(address, status_code=303)


def sealed(house: House, me: Me, text: str) -> str:
    nonce = secrets.token_bytes(NONCE)
    box = _cipher(house).encrypt(nonce, text.encode(), me.sid.encode())
    return urlsafe_b64encode(nonce + box).decode().rstrip("=")


def opened(house: House, me: Me, token: str) -> str:
    """The text; nothing where the token is another sign-in's, or none at all."""
    try:
        raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        return _cipher(house).decrypt(raw[:NONCE], raw[NONCE:], me.sid.encode()).decode()
    except (InvalidTag, NotBase64, ValueError):
        return ""


def _cipher(house: House) -> AESGCM:
    return AESGCM(sha256(b"search:" + house.secret.encode()).digest())
