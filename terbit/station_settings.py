"""The configuration file of one station (TOML)."""

import tomllib
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field

from terbit.errors import BadConfig
from terbit.settings import told_as_bad_config


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


def read_station_config(path: Path) -> StationConfig:
    """Raises BadConfig."""
    with told_as_bad_config(str(path)):
        found = StationConfig.model_validate(tomllib.loads(path.read_text()))
    centre = urlsplit(found.centre)
    if centre.scheme != "https" and not _is_loopback(centre.hostname or ""):
        raise BadConfig(f"{path}: centre: off loopback only https")
    return found.model_copy(update={"dir": path.parent / found.dir})


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
