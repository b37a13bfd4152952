"""One ZIP that is sent while it is made; the manifest, which knows the digests, comes last."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import orjson

from application.exporting.formats import FORMATS, Row, Tally

MANIFEST = "manifest.json"
FORM = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """What the manifest says beside counts and digests. `until`: how far the log had come."""

    form: str
    asked: dict[str, Any]
    after: int
    until: int
    personal: bool
    version: str
    by: str
    at: datetime
    columns: tuple[str, ...] = field(default=())


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    name: str
    size: int
    sha256: str


class _Sink:
    """Takes what the archive writes; cannot go back, so the archive does not try to."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._blocks.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        blocks = b"".join(self._blocks)
        self._blocks.clear()
        return blocks


def bundled(about: About, rows: Iterable[Row]) -> Iterator[bytes]:
    """The bytes of the archive, some at a time; never more than a few hundred rows in memory."""
    sink, tally, files = _Sink(), Tally(columns=about.columns), []
    with ZipFile(sink, "w", ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for name, blocks in FORMATS[about.form](tally.passing(rows), tally):
            digest, size = sha256(), 0
            with archive.open(_entry(name, about), "w", force_zip64=True) as out:
                for block in blocks:
                    digest.update(block)
                    size += len(block)
                    out.write(block)
                    yield sink.taken()
            files.append(Listed(name=name, size=size, sha256=digest.hexdigest()))
        archive.writestr(_entry(MANIFEST, about), manifest(about, tally, files))
    yield sink.taken()


def _entry(name: str, about: About) -> ZipInfo:
    entry = ZipInfo(name, about.at.timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED
    return entry


def manifest(about: About, tally: Tally, files: list[Listed]) -> bytes:
    told = {
        "manifest": FORM,
        "format": about.form,
        "filter": about.asked,
        "positions": {"from": about.after + 1, "to": about.until},
        "count": tally.rows,
        "first": tally.first,
        "last": tally.last,
        "personal": about.personal,
        "numbers_of_16_digits": "masked",
        "cut_cells": tally.cut_cells,
        "program": {"name": "terbit", "version": about.version},
        "exported_by": about.by,
        "exported_at": about.at.isoformat(timespec="seconds"),
        "files": [asdict(one) for one in files],
    }
    return orjson.dumps(told, option=orjson.OPT_INDENT_2)
