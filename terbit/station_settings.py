"""The configuration file of one station (TOML)."""

import re
import tomllib
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator

from terbit.errors import BadConfig
from terbit.settings import told_as_bad_config


class PrinterConfig(BaseModel):
    """`url`: serial:///PATH?baud=115200, socket://HOST:PORT, ipp://HOST:PORT/ipp/print, manual:."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[\w .-]{1,40}$")
    url: str

    @field_validator("url")
    @classmethod
    def _can_be_opened(cls, url: str) -> str:
        """Said when the file is read, not when the first card waits."""
        if url.startswith("socket://") and not _has_host_and_port(url):
            raise ValueError("a socket is socket://HOST:PORT")
        if url.startswith("serial://") and not _has_path_and_baud(url):
            raise ValueError("a serial line is serial:///PATH?baud=115200")
        if url.startswith("ipp://") and not _has_host_and_path(url):
            raise ValueError("a printer of paper is ipp://HOST:PORT/ipp/print")
        return url


class StationConfig(BaseModel):
    """`dir` holds key, journal and leases; a relative one is taken from the file's folder."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    centre: str
    dir: Path
    page_port: int = 8099
    metrics_port: int | None = Field(default=None, ge=0, le=65535)
    bundle: int = Field(default=4, ge=1, le=200)
    patience_seconds: float = Field(default=30.0, gt=0)
    printers: list[PrinterConfig] = Field(min_length=1, max_length=10)

    @field_validator("centre")
    @classmethod
    def _is_an_address(cls, centre: str) -> str:
        parts = _split(centre)
        if parts is None or parts.scheme not in ("http", "https") or not _is_host(parts.hostname):
            raise ValueError("an address is https://HOST or https://HOST:PORT")
        return centre

    @field_validator("printers")
    @classmethod
    def _have_names_of_their_own(cls, printers: list[PrinterConfig]) -> list[PrinterConfig]:
        if len({printer.name for printer in printers}) < len(printers):
            raise ValueError("two printers have the same name")
        return printers


def read_station_config(path: Path) -> StationConfig:
    """Raises BadConfig."""
    with told_as_bad_config(str(path)):
        found = StationConfig.model_validate(tomllib.loads(path.read_text()))
    centre = urlsplit(found.centre)
    if centre.scheme != "https" and not _is_loopback(centre.hostname or ""):
        raise BadConfig(f"{path}: centre: off loopback only https")
    return found.model_copy(update={"dir": path.parent / found.dir})


def _split(url: str) -> SplitResult | None:
    """None for what is no URL, or has a port that is no port."""
    with suppress(ValueError):
        parts = urlsplit(url)
        if parts.port != 0:
            return parts
    return None


def _is_host(host: str | None) -> bool:
    return re.fullmatch(r"[\w.:-]+", host or "", re.ASCII) is not None


def _has_host_and_port(url: str) -> bool:
    parts = _split(url)
    return parts is not None and _is_host(parts.hostname) and parts.port is not None


def _has_host_and_path(url: str) -> bool:
    parts = _split(url)
    return parts is not None and _is_host(parts.hostname) and len(parts.path) > 1


def _has_path_and_baud(url: str) -> bool:
    parts = _split(url)
    if parts is None or parts.netloc or not parts.path.strip("/"):
        return False
    baud = parse_qs(parts.query, keep_blank_values=True).get("baud", ["115200"])[0]
    return re.fullmatch(r"[1-9][0-9]{1,7}", baud) is not None


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
