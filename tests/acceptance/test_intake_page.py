"""Applications in a real Chromium: every form in both themes, by keyboard, and 320 px wide."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from domain.documents.bundles import BUNDLES
from domain.documents.kinds import BIRTH, KINDS
from tests.support.clerks import Clerk
from tests.support.hands import Mouse
from tests.support.papers import FIELDS
from tests.support.yard import Yard


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    with Yard(tmp_path, 1) as made:
        yield made


def test_an_application_is_typed_without_a_mouse(browser: Browser, yard: Yard) -> None:
    sari = Clerk(browser, yard, "sari", yard.office.staff.enroller)
    for path in (
        *(f"/permohonan?jenis={kind}&sebab={KINDS[kind].counter_causes[-1]}" for kind in KINDS),
        *(f"/permohonan/paket?layanan={service}" for service in BUNDLES),
    ):
        sari.visit(path)
    sari.visit(f"/permohonan?jenis={BIRTH}")
    page = sari.page
    page.focus("#f-office")
    for name, text in FIELDS[BIRTH].items():
        box = page.locator(f"[name='{name}']")
        box.focus()
        if name == "sex":
            page.keyboard.press("p")
        elif name.endswith("_date"):
            box.fill(text or "")
        else:
            page.keyboard.type(text or "")
    for paper in ("birth_letter", "family_card"):
        page.focus(f"[value='{paper}']")
        page.keyboard.press("Space")
    page.focus("button:has-text('Terima permohonan')")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Akta kelahiran pertama")
    sari.judge()
    lacking = page.locator("ul.checks").first
    expect(lacking).to_contain_text("Buku nikah atau akta perkawinan")
    page.set_viewport_size({"width": 320, "height": 700})
    wide = {}
    for path in ("/permohonan?jenis=family_card", "/permohonan/paket?layanan=birth", page.url):
        page.goto(path)
        wide[path] = page.evaluate("document.documentElement.scrollWidth")

    assert [] == sari.inaccessible
    assert [] == sari.said
    assert [320] * 3 == list(wide.values()), wide


def test_an_application_is_clicked_together(browser: Browser, yard: Yard) -> None:
    """By mouse; what is lacking is said on the page that follows."""
    sari = Clerk(browser, yard, "sari", yard.office.staff.enroller)
    sari.visit(f"/permohonan?jenis={BIRTH}")
    mouse = Mouse(sari.page)
    asked = {name: text for name, text in FIELDS[BIRTH].items() if text} | {"sex": "Perempuan"}
    form = "form[action='/permohonan']"
    for paper in ("birth_letter", "family_card"):
        mouse.tick(sari.page.locator("[name=papers]"), paper)
    mouse.submit(form, asked, "Terima permohonan")
    expect(sari.page.get_by_role("heading", level=1)).to_contain_text("Akta kelahiran pertama")
    sari.judge()

    assert ([], []) == (sari.inaccessible, sari.said)


def test_the_cursor_goes_to_what_was_refused(browser: Browser, yard: Yard) -> None:
    """Also in a folded part; what was typed stays, and the mark of what was mended goes."""
    sari = Clerk(browser, yard, "sari", yard.office.staff.enroller)
    page = sari.page
    page.goto("/permohonan/paket?layanan=birth")
    page.fill("[name='0-name']", "ANI CONTOH")
    page.fill("[name='1-rt']", "abc")
    page.click("details.carried summary")
    page.fill("[name='2-nik']", "123")
    page.click("details.carried summary")
    send = page.get_by_role("button", name="Terima permohonan")
    send.click()
    expect(page.locator("[name='1-rt']")).to_be_focused()
    sari.judge()
    expect(page.locator("[aria-invalid=true]")).to_have_count(2)
    expect(page.locator("[name='2-nik']")).to_be_visible()
    page.fill("[name='1-rt']", "1")
    page.click("#notice a >> text=NIK")
    expect(page.locator("[name='2-nik']")).to_be_focused()
    send.click()
    expect(page.locator("[aria-invalid=true]")).to_have_count(1)

    assert "ANI CONTOH" == page.input_value("[name='0-name']")
    assert page.url.endswith("/permohonan/paket?layanan=birth#f-2-nik")
    assert [] == sari.inaccessible
