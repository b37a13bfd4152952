"""The real `ippeveprinter` of CUPS as a child process, on loopback.

It demands a D-Bus even with DNS-SD switched off, so it gets one of its own. Its print command is a
shell script of the test: it moves the printer by lines on stderr (`STATE: +reason`,
`ATTR: name=value`, `ERROR: text`) and waits for the test by reading the named pipe "$GO".
"""

import os
import shutil
import signal
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

from printers.status import Condition
from tests.support.live import free_port, until
from tests.support.paper import paper_driver

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
"""


class EvePrinter:
    """One printer; `script` is what its print command does with the document "$1"."""

    def __init__(self, folder: Path, script: str, *formats: str) -> None:
        self.spool = folder / "spool"
        self.ran = folder / "ran"
        self._folder = folder
        self._go = folder / "go"
        self._formats = formats or ("application/pdf",)
        self.port = free_port()
        self._children: list[subprocess.Popen[bytes]] = []
        self.spool.mkdir()
        os.mkfifo(self._go)
        command = folder / "command"
        head = f"#!/bin/sh\nGO='{self._go}'\necho ran >>'{self.ran}'\n"
        command.write_text(head + script)
        command.chmod(0o755)

    @property
    def url(self) -> str:
        return f"ipp://127.0.0.1:{self.port}/ipp/print"

    def start(self) -> None:
        bus = self._folder / "bus"
        bus.unlink(missing_ok=True)
        (self._folder / "bus.conf").write_text(_BUS.format(path=bus))
        self._child("dbus-daemon", "--nofork", f"--config-file={self._folder / 'bus.conf'}")
        until(bus.exists, "the bus to listen")
        words = ["-r", "off", "-n", "localhost", "-p", str(self.port), "-k"]
        words += ["-d", str(self.spool), "-c", str(self._folder / "command")]
        self._child("ippeveprinter", *words, "-f", ",".join(self._formats), "Loket A4")
        driver = paper_driver(self.url)

        def listens() -> bool:
            assert self._children[-1].poll() is None, self._log("ippeveprinter")
            return Condition.OFFLINE not in driver.status().conditions

        until(listens, "the printer to listen")

    def kill(self) -> None:
        """Cut the power: the printer, its print command and its bus."""
        for child in reversed(self._children):
            self.send(child, signal.SIGKILL)
            child.wait()
        self._children.clear()

    def freeze(self) -> None:
        """Make it take nothing more from its connections."""
        self.send(self._children[-1], signal.SIGSTOP)

    def thaw(self) -> None:
        self.send(self._children[-1], signal.SIGCONT)

    def go(self) -> None:
        """Let the print command read one line from "$GO"."""
        with self._go.open("w") as pipe:
            pipe.write("go\n")

    def files(self) -> list[bytes]:
        """The documents that came in, in order of their names."""
        return [path.read_bytes() for path in sorted(self.spool.iterdir()) if path.stat().st_size]

    def _log(self, name: str) -> str:
        return (self._folder / f"{name}.log").read_text(errors="replace")

    @staticmethod
    def send(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
        # The whole group: a print command that outlives its printer prints a ghost.
        os.killpg(child.pid, number)

    def _child(self, name: str, *words: str) -> None:
        """Start it in a group of its own; a missing program fails the test."""
        found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/usr/bin")
        assert found is not None, f"{name} is missing: `make test` installs it"
        environment = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self._folder}/bus"}
        with (self._folder / f"{name}.log").open("ab") as log:
            child = subprocess.Popen(
                [found, *words], stdout=log, stderr=log, env=environment, start_new_session=True
            )
        self._children.append(child)

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
