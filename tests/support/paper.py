"""A paper printer emulator as a child process, a driver for it, and documents to print."""

import io
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from printers.drivers.paper import IppPaperDriver, PaperPatience
from printers.paper import PaperDocument
from printers.transports.http_post import open_http
from tests.support.emulators import EmulatorProcess
from tests.support.live import free_port, until

QUICK = PaperPatience(answer_s=5.0, document_s=5.0, poll_s=0.02, silence_s=0.3, job_s=20.0)


class PaperEmulator(EmulatorProcess):
    """A printer on a loopback port; hands: load, fault, power_cycle, age, state."""

    def __init__(self, folder: Path, *formats: str) -> None:
        super().__init__(folder)
        self.port = free_port()
        self._formats = formats

    @property
    def url(self) -> str:
        return f"ipp://127.0.0.1:{self.port}/ipp/print"

    def command(self) -> list[str]:
        options = {"--port": self.port, "--out": self.out, "--control": self._control_path}
        words = [str(word) for pair in options.items() for word in pair]
        formats = [word for name in self._formats for word in ("--format", name)]
        return ["printers.emulator.paper", *words, *formats]

    def sheets(self) -> list[tuple[str, int]]:
        """Every sheet that bears ink: the job's name, and which of its sheets it is."""
        return [
            (line["job_name"], line["sheet"]) for line in self.record() if line["what"] == "printed"
        ]

    def jobs(self) -> list[dict[str, Any]]:
        """What the printer remembers, which is less than what it did."""
        jobs: list[dict[str, Any]] = self.state()["jobs"]
        return jobs

    def settle(self) -> None:
        """Wait until the printer is done with every job that it remembers."""
        over = ("completed", "canceled", "aborted")
        until(lambda: all(job["state"] in over for job in self.jobs()), "the jobs to end")

    def document_of(self, job_uuid: str) -> bytes:
        """The paper that a job left."""
        return (self.out / f"{job_uuid.removeprefix('urn:uuid:')}.pdf").read_bytes()


def paper_driver(url: str, patience: PaperPatience = QUICK) -> IppPaperDriver:
    return IppPaperDriver(url, lambda: open_http(url), patience)


def a_document(pages: int = 1, *, mark: str = "SPESIMEN", padding: int = 0) -> PaperDocument:
    """A PDF with a line of text on each page, and `padding` bytes that no reader looks at."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4, invariant=1)
    for page in range(1, pages + 1):
        canvas.drawString(72, 720, f"{mark} {page}")
        canvas.showPage()
    canvas.save()
    return PaperDocument(pdf=written.getvalue() + b"%" * padding, pages=pages)
