"""Signing in by an identity provider: OpenID Connect with PKCE, done by Authlib."""

from dataclasses import dataclass
from typing import Any

from authlib.integrations.starlette_client import OAuth


@dataclass(frozen=True, kw_only=True, slots=True)
class Provider:
    """`issuer`: its base address; `claim`: where its users carry the login that Terbit knows."""

    issuer: str
    client_id: str
    client_secret: str
    claim: str = "preferred_username"


def client_of(provider: Provider) -> Any:
    """State, nonce, discovery and the ID token's signature are the library's."""
    found = OAuth().register(
        "sso",
        server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        client_kwargs={"scope": "openid profile", "code_challenge_method": "S256"},
    )
    if found is None:  # only when the name is registered twice
        raise RuntimeError("no client")
    return found
