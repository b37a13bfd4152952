"""Whether an export is what its manifest says: every byte of every file, and no file more."""

import zlib
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import orjson

from application.exporting.bundle import MANIFEST

BLOCK = 1 << 20
DAMAGED = (
    BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
    RuntimeError,
    KeyError,
    TypeError,
    OverflowError,
)
"""What reading a file raises whose bytes were changed."""


@dataclass
class Verdict:
    """`problems`: what differs, one sentence each; none means that the export is whole."""

    manifest: dict[str, Any] = field(default_factory=dict)
    manifest_sha256: str = ""
    problems: list[str] = field(default_factory=list)


def verify(path: Path) -> Verdict:
    verdict = Verdict()
    try:
        with ZipFile(path) as archive:
            _judge(archive, verdict)
    except DAMAGED as error:
        verdict.problems.append(f"the archive cannot be read: {type(error).__name__}")
    return verdict


def _judge(archive: ZipFile, verdict: Verdict) -> None:
    names = archive.namelist()
    if names.count(MANIFEST) != 1:
        verdict.problems.append(f"there is no {MANIFEST}, or more than one")
        return
    raw = archive.read(MANIFEST)
    verdict.manifest_sha256 = sha256(raw).hexdigest()
    told = orjson.loads(raw)
    if not isinstance(told, dict) or not isinstance(told.get("files"), list):
        verdict.problems.append(f"{MANIFEST} lists no files")
        return
    verdict.manifest = told
    listed = {str(one["name"]): one for one in told["files"]}
    for name in sorted({*names} - {*listed, MANIFEST}):
        verdict.problems.append(f"{name} is not in the manifest")
    if len(names) != len(set(names)):
        verdict.problems.append("a file is there more than once")
    for name, one in listed.items():
        verdict.problems += _judge_file(archive, name, one, names)


def _judge_file(archive: ZipFile, name: str, one: dict[str, Any], names: list[str]) -> list[str]:
    if name not in names:
        return [f"{name} is missing"]
    digest, size = sha256(), 0
    try:
        with archive.open(name) as file:
            while block := file.read(BLOCK):
                digest.update(block)
                size += len(block)
    except DAMAGED as error:
        return [f"{name} cannot be read: {type(error).__name__}"]
    if (size, digest.hexdigest()) != (one.get("size"), one.get("sha256")):
        return [f"{name} differs from the manifest: {size} bytes, sha256 {digest.hexdigest()}"]
    return []
