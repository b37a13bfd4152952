"""The append-only record of what physically happened, and the pictures of the cards."""

import json
import os
from pathlib import Path

from printers.emulator.card.happenings import Card, Happening
from printers.page import LINE_BYTES, LINES, unpack_plane


class Record:
    """A folder that tells the truth, whatever killed the printer.

    `record.jsonl` has one synced line per happening. `<serial>-<face>.png` and `<serial>.json`
    show each card that left the path. Ink on a card still inside is kept under `inside/`, for it
    outlives the power like any ink.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._inside = folder / "inside"
        self._inside.mkdir(parents=True, exist_ok=True)
        self._path = folder / "record.jsonl"
        self.found = self._read()
        self._file = self._path.open("ab", buffering=0)

    def append(self, happening: Happening) -> None:
        self._file.write(happening.to_json().encode() + b"\n")
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()

    def ink(self, serial: str, face: str, plane: bytes, *, lines: int = LINES) -> None:
        """Put the first `lines` lines of a received plane on a face; a later pass prints over."""
        inked = plane[: lines * LINE_BYTES].ljust(LINES * LINE_BYTES, b"\0")
        target = self._inside / f"{serial}-{face}.png"
        scratch = target.with_suffix(".new")
        unpack_plane(inked).save(scratch, format="PNG", compress_level=1)
        scratch.replace(target)

    def release(self, card: Card, tray: str) -> None:
        """Show a card that leaves the path.

        Called before its happening is appended: a card that the record calls ejected or cleared
        always has its pictures.
        """
        for face in ("front", "back"):
            picture = self._inside / f"{card.serial}-{face}.png"
            if picture.exists():  # not on a bare face, nor if a kill came after this line
                picture.replace(self._folder / picture.name)
        sidecar = {"serial": card.serial, "faces": card.faces, "tray": tray}
        (self._folder / f"{card.serial}.json").write_text(json.dumps(sidecar))

    def _read(self) -> list[Happening]:
        """All whole lines; what a kill left of a torn last line is cut off."""
        if not self._path.exists():
            return []
        content = self._path.read_bytes()
        whole = content[: content.rfind(b"\n") + 1]
        if whole != content:
            os.truncate(self._path, len(whole))
        return [Happening.from_json(line) for line in whole.decode().splitlines()]
