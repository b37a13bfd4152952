"""A private folder for lists on their way in: personal data that leaves no trace behind."""

import os
from pathlib import Path
from tempfile import mkstemp

from application.importing.limits import LARGEST_FILE

_PREFIX = "unggahan-"


class Uploads:
    """Nothing in it outlives the process that made it: what a crash left goes at the next start."""

    def __init__(self, folder: Path, most: int = LARGEST_FILE) -> None:
        """`most`: bytes of one upload."""
        self._folder = folder
        self.most = most

    def clear(self) -> None:
        """Whoever calls is the only one who uses the folder."""
        for path in self._folder.glob(f"{_PREFIX}*"):
            path.unlink(missing_ok=True)

    def new(self) -> Path:
        """An empty file that the owner of the process alone may read; its name says nothing."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        number, name = mkstemp(prefix=_PREFIX, dir=self._folder)
        os.close(number)
        return Path(name)
