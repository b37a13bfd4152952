"""The configuration file of one station (TOML)."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class PrinterConfig(BaseModel):
    """`url` is serial:///PATH?baud=115200, socket://host:port, or manual: (a person)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[\w .-]{1,40}$")
    url: str


class StationConfig(BaseModel):
    """`dir` holds key, journal and leases; a relative one is taken from the file's folder."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    centre: str
    dir: Path
    page_port: int = 8099
    bundle: int = Field(default=4, ge=1, le=200)
    patience_seconds: float = Field(default=30.0, gt=0)
    printers: list[PrinterConfig] = Field(min_length=1, max_length=10)


class BadConfig(ValueError):
    """The station's file cannot be used; one sentence says why."""


def read_station_config(path: Path) -> StationConfig:
    """Raises BadConfig."""
    try:
        found = StationConfig.model_validate(tomllib.loads(path.read_text()))
    except tomllib.TOMLDecodeError as error:
        raise BadConfig(f"{path}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadConfig(f"{path}: {where}: {first['msg']}") from error
    https = found.centre.startswith("https://")
    local = found.centre.startswith(("http://127.", "http://localhost", "http://[::1]"))
    if not (https or local):
        raise BadConfig(f"{path}: centre: off loopback only https")
    return found.model_copy(update={"dir": path.parent / found.dir})
