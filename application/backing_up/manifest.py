"""The manifest of one part of a backup: written last, so that a part with one is whole."""

from hashlib import sha256
from pathlib import Path
from typing import Annotated

import orjson
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from application.backing_up.errors import NotWhole

NAME = "manifest.json"
FORMAT = 1

Hex = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16,64}$")]
FileName = Annotated[str, StringConstraints(pattern=r"^(secrets/)?[a-z][a-z0-9_-]*(\.[a-z0-9]+)+$")]
"""Nothing that could lead out of the folder, whoever wrote the manifest."""


class Kept(BaseModel):
    """One file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    size: int = Field(ge=0)
    sha256: Hex

    @classmethod
    def of(cls, content: bytes) -> "Kept":
        return cls(size=len(content), sha256=sha256(content).hexdigest())


class State(BaseModel):
    """What the installation was: `log` over the rows of the log, `views` over rebuilt rows.

    None for a view that cannot be built: it had stopped at an event.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    log: Hex
    views: dict[str, Hex | None]


class Manifest(BaseModel):
    """`backup` and `installation` say which parts belong together."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int = FORMAT
    part: str
    backup: Hex
    installation: Hex
    version: str
    taken_at: str
    position: int = Field(ge=0)
    files: dict[FileName, Kept]
    state: State


class _Form(BaseModel):
    format: int


def written(manifest: Manifest) -> bytes:
    """The one text that a manifest can have, ending with a digest of itself."""
    body = manifest.model_dump(mode="json")
    digest = sha256(orjson.dumps(body, option=orjson.OPT_SORT_KEYS)).hexdigest()
    return orjson.dumps({**body, "digest": digest}, option=orjson.OPT_INDENT_2) + b"\n"


def read(folder: Path, part: str) -> Manifest:
    """Raises NotWhole."""
    path = folder / NAME
    try:
        text = path.read_bytes()
    except FileNotFoundError as error:
        raise NotWhole(f"{path}: not there, so this is no whole backup") from error
    try:
        if _Form.model_validate_json(text).format != FORMAT:
            raise NotWhole(f"{path}: of a newer version of terbit")
        fields = orjson.loads(text)
        fields.pop("digest", None)
        found = Manifest.model_validate(fields)
    except (ValidationError, orjson.JSONDecodeError) as error:
        raise NotWhole(f"{path}: damaged") from error
    if written(found) != text:
        raise NotWhole(f"{path}: damaged")
    if found.part != part:
        raise NotWhole(f"{path}: of the part {found.part}, not of the part {part}")
    return found
