"""The append-only record of what physically happened, and the pictures of the cards."""

import json
from pathlib import Path

from printers.emulator.card.happenings import Card, Happening
from printers.emulator.record import SyncedLines
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
        self._lines = SyncedLines(folder / "record.jsonl")
        self.found = [Happening.from_json(line) for line in self._lines.found]

    def append(self, happening: Happening) -> None:
        self._lines.append(happening.to_json())

    def close(self) -> None:
        self._lines.close()

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
