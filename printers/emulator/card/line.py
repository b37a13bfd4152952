"""The printer's end of the serial line: a pseudo-terminal under a stable name."""

import fcntl
import os
import termios
import tty
from contextlib import suppress
from pathlib import Path


class Line:
    """A pty whose name is published as a symlink, for pts numbers are reused.

    The own slave descriptor is kept open, so that the line survives every worker; when this
    process dies both ends close and the worker sees the line go dead, like an unplugged printer.
    """

    def __init__(self, link: Path) -> None:
        self._link = link
        self.master, self._slave = os.openpty()
        tty.setraw(self._slave)  # a fresh slave echoes
        os.set_blocking(self.master, False)
        scratch = link.with_name(link.name + ".new")
        scratch.unlink(missing_ok=True)
        scratch.symlink_to(os.ttyname(self._slave))
        scratch.replace(link)

    def receive(self, most: int) -> bytes:
        # TIOCEXCL lasts until the last close, which our own slave descriptor prevents: without
        # this a worker that was killed could never open the line again.
        fcntl.ioctl(self._slave, termios.TIOCNXCL)
        try:
            return os.read(self.master, most)
        except BlockingIOError:
            return b""

    def send(self, data: bytes) -> None:
        with suppress(BlockingIOError):  # nobody has read for 4 KiB: a printer does not wait
            os.write(self.master, data)

    def close(self) -> None:
        self._link.unlink(missing_ok=True)
        os.close(self.master)
        os.close(self._slave)
