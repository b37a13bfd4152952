"""Settings, read once: TERBIT_… environment, then secret files, then terbit.toml, then defaults."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from terbit.errors import BadConfig


class Settings(BaseSettings):
    """Of one installation; `dir` holds all its files."""

    model_config = SettingsConfigDict(env_prefix="TERBIT_", frozen=True, extra="forbid")

    dir: Path = Field(default_factory=lambda: user_data_path("terbit"))
    office: str = "3603"
    host: str = "127.0.0.1"
    port: int = Field(default=8600, ge=1, le=65535)
    metrics_port: int | None = Field(default=None, ge=0, le=65535)
    """Loopback port of /metrics, /healthz and /readyz; 0 takes a free one, without it none."""
    kafka_servers: str = ""
    """host:port, comma-separated; empty: nothing is published and no status comes in."""
    kafka_security: dict[str, str] = Field(default_factory=dict)
    """kafka-python's own names: security_protocol, sasl_mechanism, ssl_cafile and so on."""
    undo_seconds: int = Field(default=10, ge=0)
    example_data: bool = False
    https: bool = False
    oidc_issuer: str = ""
    """Address of an OpenID Connect provider; without it people sign in by password only."""
    oidc_client_id: str = "terbit"
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_claim: str = "preferred_username"
    """The provider's claim that holds the login that Terbit knows."""
    public_phone: str = Field(default="", pattern=r"^(\+[1-9][0-9]{7,14})?$")
    """Of the office, `+62…`: on receipts, with a link to WhatsApp; a person answers there."""
    public_address: str = Field(default="", pattern=r"^(https?://[^\s/?#]+(/[^\s?#]*)?)?$")
    """Where citizens reach the pages, for the QR of receipts; a proxy hides it from a request."""
    blank_versions: dict[str, list[str]] = Field(default_factory=dict)
    """Printer model -> versions of blanks that it can print; a model not named takes all."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - no .env files here
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (
            init_settings,
            env_settings,
            file_secret_settings,
            TomlConfigSettingsSource(settings_cls, _toml_of(init_settings, env_settings)),
        )


def _toml_of(*sources: PydanticBaseSettingsSource) -> Path:
    given = next((found["dir"] for source in sources if (found := source()).get("dir")), None)
    return Path(given or user_data_path("terbit")) / "terbit.toml"


def read_settings(directory: Path | None) -> Settings:
    """`--dir` wins over TERBIT_DIR. Raises BadConfig."""
    with told_as_bad_config("settings"):
        return Settings(dir=directory) if directory is not None else Settings()


@contextmanager
def told_as_bad_config(source: str) -> Iterator[None]:
    """What a file of settings can have wrong, as one sentence that repeats no value."""
    try:
        yield
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConfig(f"{source}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadConfig(f"{source}: {where}: {first['msg']}") from error
