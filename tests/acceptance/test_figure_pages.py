"""The head's pages in a real Chromium: both themes, 320 px, a list uploaded, a report saved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pypdfium2 import PdfDocument

from tests.support.clerks import SECONDS, Clerk
from tests.support.hands import Mouse
from tests.support.live import until
from tests.support.yard import Yard

TARGETS = Path(__file__).parents[2] / "docs" / "templates" / "target.csv"
LIST = "/kinerja/daftar?angka="


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    with Yard(tmp_path, 3) as made:
        yield made


@pytest.mark.timeout(400)
def test_a_head_reads_figures_states_targets_and_saves_the_report(
    browser: Browser, yard: Yard, tmp_path: Path
) -> None:
    office = yard.office
    document = office.complete()
    office.complete()
    office.approve(document)
    until(lambda: office.document(document).stage == "printed", "the card", 90)
    hadi = Clerk(browser, yard, "hadi", office.staff.head)
    upload(hadi)
    printer = f"{office.station}:Kartu 1"
    paths = (
        "/",
        "/kinerja",
        "/kinerja?sejak=2026-01-01&tempat=360317",
        f"{LIST}printed",
        f"{LIST}stuck&rinci=approval",
        f"{LIST}running",
        f"{LIST}attempts&printer={printer}",
        f"{LIST}empty&jenis=ktp_el",
        "/capaian",
        "/target",
    )
    for path in paths:
        hadi.visit(path)
    follow(hadi)
    kept = save(hadi, tmp_path)
    hadi.page.set_viewport_size({"width": 320, "height": 700})
    wide = {}
    for path in paths:
        hadi.page.goto(path)
        wide[path] = hadi.page.evaluate("document.documentElement.scrollWidth")

    assert "Laporan hambatan" in PdfDocument(kept)[0].get_textpage().get_text_range()
    assert [] == hadi.inaccessible
    assert [] == hadi.said
    assert [320] * len(paths) == list(wide.values()), wide


def upload(hadi: Clerk) -> None:
    """The same list twice: the page says both times what became of it."""
    hadi.page.goto("/target")
    for sentence in ("4 dicatat, 0 sudah tercatat", "0 dicatat, 4 sudah tercatat"):
        hands = Mouse(hadi.page)
        hands.attach(hadi.page.locator("input[type=file]"), TARGETS)
        hands.press(hadi.page.get_by_role("button", name="Unggah dan catat"))
        expect(hadi.page.locator("main")).to_contain_text(sentence, timeout=SECONDS)
    hadi.judge()


def follow(hadi: Clerk) -> None:
    """From the menu to a figure, and through it to the document, by keys alone."""
    page = hadi.page
    page.goto("/")
    page.get_by_role("link", name="Kinerja").first.press("Enter")
    page.wait_for_url("**/kinerja")
    page.locator("section[aria-labelledby=stuck] td a").first.press("Enter")
    page.wait_for_url("**/kinerja/daftar?**")
    page.locator("tbody a").first.press("Enter")
    page.wait_for_url("**/antrean/*")


def save(hadi: Clerk, folder: Path) -> Path:
    hadi.page.goto("/kinerja")
    with hadi.page.expect_download() as download:
        hadi.page.get_by_role("link", name="Unduh laporan hambatan (PDF)").click()
    kept = folder / "report.pdf"
    download.value.save_as(kept)
    return kept
