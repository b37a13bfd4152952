"""Paper from approval to the tray: a real printer, and one that misbehaves."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import httpx2
import pytest
import zxingcpp

from application import settling
from application.rendering.payload import decode_paper
from domain.documents.kinds import BIRTH, FAMILY_CARD, KIA
from domain.event import StreamId
from printers.paper import page_image
from terbit.demo.children import Child, terbit
from terbit.demo.clerk import Desk
from terbit.errors import ClerkRefused
from terbit.station_wiring import Wired, wire
from tests.support.emulators import CardEmulator
from tests.support.eveprinter import EvePrinter
from tests.support.live import centre, enrol_with, free_port, until
from tests.support.office import CURUG, Office
from tests.support.paper import PaperEmulator
from tests.support.papers import approved, open_counted_box

PRINTED = "echo 'ATTR: job-impressions-completed=1' >&2\n"
LOOK = "Kertas 1"
CONFIG = """centre = "http://127.0.0.1:{port}"
dir = "station"
page_port = {page}
patience_seconds = 2

[[printers]]
name = "Kertas 1"
url = "{url}"
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "terbit", live=True)
    yield made
    made.close()


@contextmanager
def station(office: Office, folder: Path, **printers: str) -> Iterator[Wired]:
    """A station with these printers, its shift open; names with a blank for the underscore."""
    port = free_port()
    with centre(office, port) as house:
        named = {name.replace("_", " "): url for name, url in printers.items()}
        wired = wire(enrol_with(office, house, folder, port, named))
        wired.station.start()
        try:
            until(lambda: wired.desk.view().operators, "the assignment")
            wired.desk.open_shift(office.staff.operator.staff, "123456")
            yield wired
        finally:
            wired.station.stop()
            wired.link.close()
            wired.store.close()


def is_printed(office: Office, document: StreamId) -> bool:
    return office.document(document).stage == "printed"


def waits(wired: Wired) -> bool:
    return wired.desk.view().printers[0].doing == "waiting_look"


def test_a_real_printer_gets_a_certificate_and_a_family_card_once_each(
    office: Office, tmp_path: Path
) -> None:
    """Byte for byte the sealed payload; the code on each is read by a decoder of others."""
    (tmp_path / "eve").mkdir()
    with (
        EvePrinter(tmp_path / "eve", PRINTED) as printer,
        station(office, tmp_path / "station", Kertas_1=printer.url),
    ):
        documents = [approved(office, kind)[0] for kind in (BIRTH, FAMILY_CARD)]
        for document in documents:
            until(lambda one=document: is_printed(office, one), "the sheet")  # type: ignore[misc]
        came = printer.files()

    sent = [payload(office, document) for document in documents]
    receipts = [office.document(document).receipt for document in documents]
    assert sorted(sent) == sorted(came)
    assert receipts == [code_on(pdf) for pdf in sent]
    assert "ANI CONTOH" in text_of(sent[0])
    assert "SITI UMPAMA" in text_of(sent[1])


def payload(office: Office, document: StreamId) -> bytes:
    found = office.document(document)
    digest = found.payload_digest or ""
    content = office.centre.attachments.get(document, digest)
    return decode_paper(content or b"").pdf


def code_on(pdf: bytes) -> str:
    (found,) = zxingcpp.read_barcodes(page_image(pdf, 0, 150).convert("L"))
    return str(found.text)


def text_of(pdf: bytes) -> str:
    import pypdfium2  # noqa: PLC0415 - the independent reader, used here alone

    with pypdfium2.PdfDocument(pdf) as opened:
        return str(opened[0].get_textpage().get_text_bounded())


@pytest.mark.parametrize(
    ("fault", "sheets", "seen", "ends"),
    [
        (("mid_upload", "hang_up"), 0, "untouched", "pending"),
        (("mid_sheet", "restart"), 0, "untouched", "pending"),
        (("after_sheet", "restart"), 1, "good", "printed"),
        (("after_sheet", "forget"), 1, "good", "printed"),
        (("after_sheet", "cancel"), 1, "spoiled", "awaiting_reprint"),
    ],
)
def test_what_the_printer_cannot_tell_the_operator_sees_in_the_tray(
    office: Office, tmp_path: Path, fault: tuple[str, str], sheets: int, seen: str, ends: str
) -> None:
    """Flow 5.4b, 5.5: unknown, one look, and never a second sheet by itself."""
    with PaperEmulator(tmp_path / "printer") as printer:
        printer.control("load", sheets=20)
        with station(office, tmp_path / "station", Kertas_1=printer.url) as wired:
            printer.control("fault", at=fault[0], kind=fault[1])
            document, job = approved(office, BIRTH)
            until(lambda: waits(wired), "the doubt")
            until(lambda: office.job(job).status == "unknown", "the centre to know")
            others = office.job(job).attempts
            wired.desk.look(LOOK, seen, None, "damaged")
            until(lambda: office.job(job).status != "unknown", "the look")
            if ends == "pending":
                # Untouched it goes back to its place, and comes out in a second lease.
                until(lambda: is_printed(office, document), "the second attempt")
            else:
                until(lambda: office.job(job).status == ends, "the settled job")
            names, armed = printer.sheets(), printer.armed()
            last = [card.ended for card in wired.desk.view().last]

    assert "seen" not in last, "nobody waits for a second person"
    assert ([], ["1.1"]) == (armed, list(others))
    assert len(names) == len(set(names)) == sheets + (ends == "pending")


def test_a_station_killed_in_mid_job_prints_nothing_again(office: Office, tmp_path: Path) -> None:
    """The start is in the journal: after a restart the printer is asked, then a person."""
    with PaperEmulator(tmp_path / "printer") as printer, ExitStack() as running:
        printer.control("load", sheets=20)
        port = free_port()
        with centre(office, port) as house:
            folder = tmp_path / "station"
            enrol_with(office, house, folder, port, {LOOK: printer.url})
            config, desk = own_station(tmp_path, port, printer, running)
            killed = started(config, tmp_path, running)
            until(lambda: desk_view(desk).get("operators"), "the assignment")
            desk.post("/giliran", staff=office.staff.operator.staff, pin="123456")
            printer.control("fault", at="slow", seconds=2)
            _, job = approved(office, BIRTH)
            until(lambda: office.job(job).status == "printing", "the start")
            kill(killed)
            started(config, tmp_path, running)
            until(lambda: doing(desk) == "waiting_look", "the doubt")
            (view,) = desk_view(desk)["printers"]
            desk.post("/lihat", printer=LOOK, seen="good")
            until(lambda: office.job(job).status == "printed", "the look")
        printer.settle()
        names = printer.sheets()

    assert "good" == view["proposal"]
    assert 1 == len(names)


LARGE = {f"member.{n}.{name}": f"{name} {n}".upper() for n in range(3, 14) for name in ("name",)}
"""A family of 13: two sheets."""


def test_a_job_that_waits_for_paper_is_never_said_to_be_over(
    office: Office, tmp_path: Path
) -> None:
    """One sheet out, the tray empty, the station killed: nobody can say "nothing came out"."""
    with PaperEmulator(tmp_path / "printer") as printer, ExitStack() as running:
        printer.control("load", sheets=1)
        port = free_port()
        with centre(office, port) as house:
            folder = tmp_path / "station"
            enrol_with(office, house, folder, port, {LOOK: printer.url})
            config, desk = own_station(tmp_path, port, printer, running)
            first = started(config, tmp_path, running)
            until(lambda: desk_view(desk).get("operators"), "the assignment")
            desk.post("/giliran", staff=office.staff.operator.staff, pin="123456")
            document, job = approved(office, FAMILY_CARD, fields=LARGE)
            until(lambda: "media-empty" in conditions(desk), "the printer to ask for paper")
            kill(first)
            started(config, tmp_path, running)
            until(lambda: "media-empty" in conditions(desk), "the printer to be asked again", 40)
            with pytest.raises(ClerkRefused, match="masih diproses"):
                desk.post("/lihat", printer=LOOK, seen="untouched")
            printer.control("load", sheets=20)
            until(lambda: doing(desk) == "waiting_look", "the end of the job")
            desk.post("/lihat", printer=LOOK, seen="good")
            until(lambda: is_printed(office, document), "the look")
            names = printer.sheets()

    assert [1, 2] == [sheet for _, sheet in names]
    assert ["1.1"] == list(office.job(job).attempts)


def test_a_silent_printer_that_may_hold_the_job_needs_a_second_person(
    office: Office, tmp_path: Path
) -> None:
    """The look is recorded as it is; alone it settles nothing."""
    with PaperEmulator(tmp_path / "printer") as printer:
        printer.control("load", sheets=1)
        with station(office, tmp_path / "station", Kertas_1=printer.url) as wired:
            printer.control("fault", at="mid_sheet", kind="power_loss")
            _, job = approved(office, BIRTH)
            until(lambda: waits(wired), "the doubt")
            wired.desk.look(LOOK, "untouched", None, None)
            until(lambda: office.job(job).attempts["1.1"].look is not None, "the look")
            alone = office.job(job).status
            order = office.order(office.staff.second)
            settling.settle(office.centre, order, job, "1.1", "untouched")
            both = office.job(job).attempts["1.1"].outcome

    assert ("unknown", "untouched") == (alone, both)


def test_a_station_stops_while_its_printer_waits_for_paper(office: Office, tmp_path: Path) -> None:
    with PaperEmulator(tmp_path / "printer") as printer:
        printer.control("load", sheets=1)
        with station(office, tmp_path / "station", Kertas_1=printer.url) as wired:
            _, job = approved(office, FAMILY_CARD, fields=LARGE)
            until(lambda: wired.desk.view().printers[0].conditions, "the empty tray")
            shown = wired.desk.view().printers[0]
            begun = monotonic()
            wired.station.stop()
            took = monotonic() - begun

    assert ("printing", ("media-empty",)) == (shown.doing, shown.conditions)
    assert took < 10
    assert "printing" == office.job(job).status


def own_station(
    folder: Path, centre_port: int, printer: PaperEmulator, running: ExitStack
) -> tuple[Path, Desk]:
    """The file of a station that is a process of its own, and a browser on its page."""
    page, config = free_port(), folder / "station.toml"
    config.write_text(CONFIG.format(port=centre_port, page=page, url=printer.url))
    desk = Desk(f"http://127.0.0.1:{page}")
    running.callback(desk.close)
    return config, desk


def started(config: Path, folder: Path, running: ExitStack) -> Child:
    child = Child.start("station", terbit("station", "--config", str(config)), folder)
    running.callback(child.stop)
    return child


def conditions(desk: Desk) -> list[str]:
    printers = desk_view(desk).get("printers") or [{}]
    return list(printers[0].get("conditions") or [])


def kill(child: Child) -> None:
    child.process.kill()
    child.process.wait()


def desk_view(desk: Desk) -> dict[str, Any]:
    try:
        return desk.get("/keadaan")
    except httpx2.TransportError:
        return {}


def doing(desk: Desk) -> str:
    printers = desk_view(desk).get("printers") or [{}]
    return str(printers[0].get("doing"))


def test_a_busy_printer_is_waited_for_and_nothing_is_called_a_failure(
    office: Office, tmp_path: Path
) -> None:
    with PaperEmulator(tmp_path / "printer") as printer:
        printer.control("load", sheets=20)
        with station(office, tmp_path / "station", Kertas_1=printer.url):
            printer.control("fault", at="busy")
            document, job = approved(office, BIRTH)
            until(lambda: is_printed(office, document), "the sheet")
            names = printer.sheets()

    assert 1 == len(names)
    assert [] == [a for a in office.job(job).attempts.values() if a.outcome == "unknown"]


def test_each_printer_gets_what_it_can_print(office: Office, tmp_path: Path) -> None:
    """Sheets, child cards and KTP-el at one station, all waiting at once."""
    with (
        PaperEmulator(tmp_path / "paper") as paper,
        CardEmulator(tmp_path / "kia") as kia,
    ):
        paper.control("load", sheets=20)
        kia.control("load", serials=[f"KIA{number:03d}" for number in range(10)])
        with station(office, tmp_path / "station", Kartu_1=kia.url, Kertas_1=paper.url) as wired:
            box = open_counted_box(office)
            document, _ = approved(office, BIRTH)
            child, _ = approved(office, KIA)
            until(lambda: is_printed(office, document), "the sheet")
            until(lambda: is_printed(office, child), "the card")
            until(lambda: wired.station.journal.outbox() == [], "the journal to be sent")
            left = wired.station.printers["Kartu 1"].remaining()

    assert 1 == len(paper.sheets())
    assert ["KIA000"] == [serial for what, serial in kia.happenings() if what == "ejected"]
    assert 9 == left == office.centre.registry.load(box).state.remaining()
    assert CURUG == office.document(child).office
