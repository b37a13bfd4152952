"""A station that never comes back, in a real Chromium: revoked, looked for, taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from domain.people.state import Role
from domain.stock.state import Box
from tests.support.clerks import PASSWORD, SECONDS, Clerk
from tests.support.live import until
from tests.support.office import CURUG
from tests.support.yard import FACES, Yard

BLANKS = 5


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    with Yard(tmp_path, BLANKS) as made:
        yield made


def dies_in_mid_card(yard: Yard) -> None:
    """The printer ends its card; nobody is there any more to hear of it."""
    yard.emulator.control("fault", at="slow_reply", command="Se", seconds=30.0)
    yard.approve(1)
    until(lambda: yard.panels() == FACES, "both faces of the card")
    until(lambda: yard.office.job(yard.jobs[0]).status == "printing", "the start at the centre")
    assert yard.station is not None
    yard.station.process.kill()
    yard.station.process.wait()


@pytest.mark.timeout(300)
def test_a_station_is_revoked_and_all_that_it_held_is_accounted_for(
    browser: Browser, yard: Yard
) -> None:
    office = yard.office
    head = Clerk(browser, yard, "kepala", office.hire("Hadi Kedua", Role.HEAD))
    admin = Clerk(browser, yard, "admin", office.hire("Ratna Kedua", Role.ADMIN))
    rina = Clerk(browser, yard, "rina", office.hire("Rina Kedua", Role.APPROVER))
    store = Clerk(browser, yard, "gudang", office.hire("Eko Kedua", Role.STORE, CURUG))
    dies_in_mid_card(yard)
    (job,) = yard.jobs
    serial = str(yard.first)

    revoke_by_keys(admin)
    assert "unknown" == office.job(job).status
    look_by_scanner(head, serial)
    settle_by_mouse(rina)
    take_back_by_scanner(store, [str(yard.first + n) for n in range(1, BLANKS - 1)])
    close_the_shift(head)
    narrow = {width for clerk in (head, admin, rina, store) for width in widths(clerk)}

    box = office.centre.registry.load(yard.box).state
    assert isinstance(box, Box)
    assert ("printed", serial) == (
        office.job(job).status, office.document(office.job(job).document).serial,  # type: ignore[arg-type]
    )  # fmt: skip
    assert FACES == yard.truth()[serial].faces, "the printer's own record says that it is good"
    places = [box.spot(str(yard.first + n)).place for n in range(BLANKS)]
    assert ["printed", "on_shelf", "on_shelf", "on_shelf", "missing"] == places
    clerks = (head, admin, rina, store)
    assert [] == sorted({broken for clerk in clerks for broken in clerk.inaccessible})
    assert [] == [said for clerk in clerks for said in clerk.said]
    assert {320} == narrow


def signed(clerk: Clerk, login: str, own: str) -> None:
    clerk.page.fill(f"[name=second_login][id$='{own}']", login)
    clerk.page.fill(f"[name=second_password][id$='{own}']", PASSWORD)


def revoke_by_keys(admin: Clerk) -> None:
    admin.visit("/stasiun")
    page = admin.page
    tile = page.get_by_role("region", name="Curug yard")
    tile.locator("details > summary").focus()
    admin.press("Enter")
    admin.judge()
    tile.locator("form[action$='/cabut'] select").focus()
    admin.press("Tab")
    page.keyboard.type("kepala")
    admin.press("Tab")
    page.keyboard.type(PASSWORD)
    admin.press("Enter")
    main = page.locator("main")
    expect(main).to_contain_text("hasil tidak pasti perlu dilihat", timeout=SECONDS)
    admin.judge()


def look_by_scanner(head: Clerk, serial: str) -> None:
    head.visit("/tak-pasti")
    page = head.page
    page.locator("form[action$='/lihat'] [name=serial]").focus()
    page.keyboard.type(serial)
    page.keyboard.press("Enter")
    assert "seen" == page.evaluate("document.activeElement.name"), "a choice comes next"
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(
        "Dilihat Hadi Kedua: Tercetak baik", timeout=SECONDS
    )
    expect(page.locator("main")).to_contain_text("Anda sendiri yang melihat kartu ini")
    head.judge()


def settle_by_mouse(rina: Clerk) -> None:
    rina.visit("/tak-pasti")
    rina.page.get_by_role("button", name="Catat hasil blangko").click()
    expect(rina.page.locator("main")).to_contain_text(
        "Tidak ada hasil yang tidak pasti", timeout=SECONDS
    )


def take_back_by_scanner(store: Clerk, serials: list[str]) -> None:
    """One of the four that were left is not there."""
    store.visit("/blangko")
    page = store.page
    page.focus("#serials-a")
    for serial in serials:
        page.keyboard.type(serial)
        page.keyboard.press("Enter")
    signed(store, "kepala", "a")
    page.get_by_role("button", name="Ambil kembali kotak").click()
    expect(page.locator("main")).to_contain_text("Kurang 1: selisih dibuka.", timeout=SECONDS)
    store.judge()


def close_the_shift(head: Clerk) -> None:
    head.visit("/stasiun")
    head.page.get_by_role("button", name="Tutup giliran").click()
    expect(head.page.locator("main")).to_contain_text(
        "1 stasiun yang sudah dicabut", timeout=SECONDS
    )
    head.judge()


def widths(clerk: Clerk) -> list[int]:
    clerk.page.set_viewport_size({"width": 320, "height": 700})
    found = []
    for path in ("/stasiun", "/blangko"):
        clerk.visit(path)
        found.append(int(clerk.page.evaluate("document.documentElement.scrollWidth")))
    return found
