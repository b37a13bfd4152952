"""The auditor's pages in a real Chromium: both themes, 320 px, and without a mouse."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from application.exporting.verifying import verify
from domain.people.state import Role
from tests.support.clerks import SECONDS, Clerk
from tests.support.live import until
from tests.support.yard import Yard


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    with Yard(tmp_path, 1) as made:
        yield made


@pytest.mark.timeout(400)
def test_an_auditor_reads_compares_checks_and_takes_along(
    browser: Browser, yard: Yard, tmp_path: Path
) -> None:
    office = yard.office
    document = office.complete()
    receipt = office.document(document).receipt
    approved = office.position()
    office.approve(document)
    until(lambda: office.document(document).stage == "printed", "the card", 90)
    serial = office.document(document).serial
    ari = Clerk(browser, yard, "ari", office.hire("Ari Misal", Role.AUDITOR))
    paths = (
        "/riwayat",
        f"/riwayat?topik=document.approved&orang={office.staff.approver.staff}",
        "/riwayat?topik=erasure.ordered",
        f"/riwayat/{document}",
        f"/riwayat/{document}?sampai={approved}",
        f"/riwayat/{office.staff.approver.staff}?sampai={approved}",
        f"/riwayat/{office.admin.staff}",
        "/riwayat/stok",
        "/riwayat/stok?sampai=1",
        f"/riwayat/beda?dari={approved}",
        f"/riwayat/beda?hal={document}&dari={approved}",
        f"/riwayat/serial:{serial}?sampai={office.position() - 2}",
        f"/riwayat/printer:{office.station}:Kartu 1",
        f"/riwayat/cetakan/{document}",
        "/riwayat/ekspor",
        "/riwayat/bangun-ulang",
    )
    for path in paths:
        ari.visit(path)
    find(ari, receipt)
    check(ari)
    kept = take_along(ari, tmp_path)
    page = ari.page
    page.set_viewport_size({"width": 320, "height": 700})
    wide = {}
    for path in paths:
        page.goto(path)
        wide[path] = page.evaluate("document.documentElement.scrollWidth")

    assert [] == verify(kept).problems
    assert [] == ari.inaccessible
    assert [] == ari.said
    assert [320] * len(paths) == list(wide.values()), wide


def find(ari: Clerk, receipt: str) -> None:
    ari.page.goto("/riwayat")
    ari.page.focus("#nomor")
    ari.page.keyboard.type(receipt)
    ari.page.keyboard.press("Enter")
    main = ari.page.locator("main")
    expect(main).to_contain_text("Disetujui untuk dicetak", timeout=SECONDS)


def check(ari: Clerk) -> None:
    """Live: the page comes to its end by itself."""
    ari.page.goto("/riwayat/bangun-ulang")
    ari.page.focus("main form button")
    ari.page.keyboard.press("Enter")
    found = ari.page.locator("#check")
    expect(found).to_contain_text("sama dengan keadaan langsung", timeout=SECONDS)
    ari.judge()


def take_along(ari: Clerk, folder: Path) -> Path:
    ari.page.goto("/riwayat/ekspor")
    ari.page.check("[value=xlsx]")
    with ari.page.expect_download() as download:
        ari.page.click("text=Unduh ZIP")
    kept = folder / "export.zip"
    download.value.save_as(kept)
    return kept
