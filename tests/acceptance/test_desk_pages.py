"""Desk, deliveries, receipt, accounts and the glass, in a real Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from domain.event import StreamId
from domain.people.state import Role
from tests.support.clerks import PASSWORD, SECONDS, Clerk
from tests.support.live import until
from tests.support.office import CURUG, KELAPA_DUA
from tests.support.yard import Yard

CARDS = 3


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    with Yard(tmp_path, CARDS + 1) as made:
        yield made


@pytest.mark.timeout(500)
def test_a_card_goes_to_another_place_by_keyboard_and_is_fetched_with_a_code(
    browser: Browser, yard: Yard
) -> None:
    office = yard.office
    cards = [office.complete() for _ in range(CARDS)]
    for card in cards:
        office.approve(card)
    until(lambda: all(office.document(c).stage == "printed" for c in cards), "the cards", 120)
    lina = Clerk(browser, yard, "lina", office.hire("Lina Umpama", Role.COUNTER, CURUG))
    nina = Clerk(browser, yard, "nina", office.hire("Nina Umpama", Role.COUNTER, KELAPA_DUA))
    ratna = Clerk(browser, yard, "ratna", office.hire("Ratna Kedua", Role.ADMIN))

    slip = send_two_by_keys(lina)
    take_one_by_scanner(nina, slip, office.document(sent(yard, slip)[0]).serial or "")
    arrived = next(card for card in cards if office.document(card).arrived_at)
    sari = Clerk(browser, yard, "sari", office.hire("Sari Kedua", Role.ENROLLER, CURUG))
    code = code_of(sari, arrived)
    fetch_with_the_code(nina, arrived, office.document(arrived).serial or "", code)
    account_by_keys(ratna)
    widths = narrow(lina, ["/serah", "/serah/kiriman"])
    widths |= narrow(sari, [f"/permohonan/{cards[0]}/tanda-terima"])
    widths |= narrow(nina, ["/serah", f"/serah/kiriman/{slip}", "/darurat", "/penugasan"])
    widths |= narrow(ratna, ["/pengguna"])

    assert "handed_over" == office.document(arrived).stage
    clerks = (lina, nina, ratna, sari)
    assert [] == sorted({broken for clerk in clerks for broken in clerk.inaccessible})
    assert [] == [said for clerk in clerks for said in clerk.said]
    assert {320} == set(widths.values()), widths


def sent(yard: Yard, slip: str) -> list[StreamId]:
    rows = [row for row in yard.office.rows() if row.topic == "document.sent"]
    found = [StreamId(row.stream) for row in rows]
    moving = [yard.office.document(one).transit for one in found]
    assert {slip} == {one.slip for one in moving if one}
    return found


def send_two_by_keys(lina: Clerk) -> str:
    """By j to a row, x to tick it; then to the list of places and the button by Tab."""
    lina.visit("/serah")
    page = lina.page
    page.locator("h1").click()
    for key in ("j", "x", "j", "x"):
        lina.press(key)
    expect(page.locator("[name=pick]:checked")).to_have_count(2)
    page.focus("#to_office")
    page.keyboard.type("Kelapa")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/serah/kiriman/SJ-*")
    lina.judge()
    slip = page.url.rsplit("/", 1)[1]
    page.emulate_media(media="print")
    expect(page.locator(".side")).to_be_hidden()
    expect(page.locator("main")).to_contain_text(slip)
    page.emulate_media(media="screen")
    lina.visit("/serah/kiriman")
    return slip


def take_one_by_scanner(nina: Clerk, slip: str, serial: str) -> None:
    """A scanner ends each number with Enter: a line each."""
    nina.visit(f"/serah/kiriman/{slip}")
    page = nina.page
    page.focus("#scanned")
    page.keyboard.type(serial)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Catat yang diterima").click()
    page.wait_for_url("**/serah/kiriman")
    expect(page.locator("main")).to_contain_text(slip, timeout=SECONDS)


def code_of(sari: Clerk, card: StreamId) -> str:
    """From the receipt, where the application was taken in."""
    sari.visit(f"/permohonan/{card}/tanda-terima")
    return sari.page.locator("dd b.num").inner_text()


def fetch_with_the_code(nina: Clerk, card: StreamId, serial: str, code: str) -> None:
    nina.visit(f"/serah?dokumen={card}")
    page = nina.page
    page.check("[name=entitlement][value=proxy]")
    page.fill("[name=name]", "Budi Umpama")
    page.fill("[name=code]", code)
    page.fill("main form[action='/serah'] input[type=text][name=serial]", serial)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("menunggu diambil", timeout=SECONDS)


def account_by_keys(ratna: Clerk) -> None:
    ratna.visit("/pengguna")
    page: Page = ratna.page
    page.focus("[name=login]")
    for text in ("budi", "Budi Umpama", "3603010101900009"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.locator("select[id^='f-rolenew']").select_option("counter")
    page.fill("input[id^='f-valid_untilnew']", "2099-12-31")
    page.fill("input[id^='f-letternew']", "800/77")
    page.keyboard.press("Enter")
    expect(page.locator(".note")).to_contain_text("Kode sekali pakai", timeout=SECONDS)
    expect(page.locator("[name=nik]")).to_have_value("")
    ratna.judge()
    assert PASSWORD not in page.content()


def narrow(clerk: Clerk, paths: list[str]) -> dict[str, int]:
    """How wide each page is on the narrowest phone; judged there too."""
    clerk.page.set_viewport_size({"width": 320, "height": 700})
    found = {}
    for path in paths:
        clerk.visit(path)
        found[path] = int(clerk.page.evaluate("document.documentElement.scrollWidth"))
    return found
