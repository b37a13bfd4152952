"""A citizen's phone and a head's freeze in a real Chromium: both themes, 320 px, no script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from application.receipts import status_code
from tests.support.clerks import RULES, SECONDS, Clerk
from tests.support.live import until
from tests.support.yard import Yard

PHONE: ViewportSize = {"width": 390, "height": 844}
NARROW: ViewportSize = {"width": 320, "height": 640}
NOTICE = "Cetak dibuka lagi sesudah peralihan sistem."


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    with Yard(tmp_path, 1) as made:
        yield made


class Citizen:
    """A phone without scripts that listens to the console; `judge` has them, for axe is one."""

    def __init__(self, browser: Browser, yard: Yard) -> None:
        self.said: list[str] = []
        self.found: list[str] = []
        base = f"http://127.0.0.1:{yard.centre_port}"
        plain = browser.new_context(base_url=base, viewport=PHONE, java_script_enabled=False)
        self.page = plain.new_page()
        self._judged = browser.new_context(base_url=base, viewport=PHONE).new_page()
        self._judged.on("console", lambda message: self.said.append(message.text))

    def judge(self, path: str) -> None:
        page = self._judged
        page.goto(path)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            broken = Axe().run(page, options=RULES).response["violations"]
            self.found += [f"{path} {scheme} {one['id']}" for one in broken]
        self.found += [f"{path} is too wide"] if _width(page) != NARROW["width"] else []


def _width(page: Page) -> int:
    page.set_viewport_size(NARROW)
    width: int = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(PHONE)
    return width


@pytest.mark.timeout(400)
def test_a_citizen_reads_and_a_head_freezes_and_resumes(browser: Browser, yard: Yard) -> None:
    office, staff = yard.office, yard.office.staff
    card, waits = office.complete(), office.complete()
    office.approve(card)
    until(lambda: office.document(card).stage == "printed", "the card", 90)
    ready, waiting = (status_code(office.centre.keys, one) for one in (card, waits))
    citizen = Citizen(browser, yard)
    hadi = Clerk(browser, yard, "hadi", staff.head)
    sari = Clerk(browser, yard, "sari", staff.enroller)
    public = ("/status", f"/status/{ready}", f"/status/{waiting}", "/status/x", "/stok")

    read_the_receipt(sari, f"/permohonan/{waits}/tanda-terima", waiting)
    type_the_code(citizen, ready)
    for path in (*public, "/pengumuman", "/masuk"):
        citizen.judge(path)
    freeze(hadi)
    for path in (*public, "/pengumuman", "/masuk"):
        citizen.judge(path)
    citizen.page.goto("/pengumuman")
    expect(citizen.page.locator("main")).to_contain_text(NOTICE)
    citizen.page.goto(f"/status/{waiting}")
    expect(citizen.page.locator("main")).to_contain_text("Layanan dibekukan sampai")
    resume(hadi)
    citizen.page.goto("/pengumuman")
    expect(citizen.page.locator("main")).to_contain_text("Semua layanan berjalan")

    assert [] == citizen.found
    assert [] == citizen.said
    assert [] == [*hadi.inaccessible, *sari.inaccessible]
    assert [] == [*hadi.said, *sari.said]


def read_the_receipt(sari: Clerk, path: str, code: str) -> None:
    """The picture of the code is there, and the address that it holds."""
    sari.visit(path)
    expect(sari.page.locator(".receipt")).to_contain_text(f"/status/{code}")
    assert sari.page.evaluate("[...document.images].every(one => one.naturalWidth > 100)")


def type_the_code(citizen: Citizen, code: str) -> None:
    page = citizen.page
    page.goto("/status")
    page.fill("#kode", f"{code[:4].lower()} {code[4:]}")
    page.press("#kode", "Enter")
    expect(page.locator("h1")).to_have_text("Siap diambil", timeout=SECONDS)
    expect(page.locator("main")).to_contain_text("Curug")


def freeze(hadi: Clerk) -> None:
    """Everywhere; the public text is seen first."""
    page = hadi.page
    hadi.visit("/pembekuan")
    page.get_by_label("Persetujuan dan cetak").check()
    page.fill("[name=until]", "2099-12-26T17:00")
    page.fill("[name=ordered_by]", "470/001")
    page.fill("[name=reason]", "peralihan sistem pusat")
    page.fill("[name=notice]", NOTICE)
    page.get_by_role("button", name="Lihat pengumumannya").click()
    expect(page.locator("main")).to_contain_text("Begini warga membacanya", timeout=SECONDS)
    hadi.judge()
    page.get_by_role("button", name="Bekukan sekarang").click()
    expect(page.locator("main")).to_contain_text("Jam layanan berhenti", timeout=SECONDS)
    page.goto("/pembekuan")
    hadi.judge()
    assert NARROW["width"] == _width(page)


def resume(hadi: Clerk) -> None:
    """What waits is read before; after it, beside what waited then."""
    page = hadi.page
    hadi.visit("/pembekuan/tumpukan")
    assert NARROW["width"] == _width(page)
    page.goto("/pembekuan")
    page.get_by_role("button", name="Buka kembali tempat yang ditandai").click()
    expect(page.locator("main")).to_contain_text("Laporan yang menunggu", timeout=SECONDS)
    expect(page.locator("main")).to_contain_text("dibuka kembali")
    hadi.judge()
