"""A clerk's way through the pages in a real Chromium, with a real station and printer behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from domain.people.state import Role
from tests.support.clerks import SECONDS, Clerk
from tests.support.yard import Yard

PEOPLE = [f"BUDI CONTOH {letter}" for letter in "ABCD"]


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    with Yard(tmp_path, 20) as made:
        yield made


@pytest.mark.timeout(400)
def test_a_card_from_the_queue_to_the_history(browser: Browser, yard: Yard) -> None:
    """Sign in, approve in bulk, undo one, see cards printed, hand one over, find it again."""
    office, staff = yard.office, yard.office.staff
    first, taken_back, *others = [office.complete(name=name) for name in PEOPLE]
    auditor = office.hire("Ari Misal", Role.AUDITOR)
    rina = Clerk(browser, yard, "rina", staff.approver)
    lina = Clerk(browser, yard, "lina", staff.counter)
    ari = Clerk(browser, yard, "ari", auditor)
    clerks = (rina, lina, ari)

    approve_two_by_keys(rina)
    undo_one(rina, taken_back)
    fit_on_a_phone(rina)
    approve_two_by_button(rina)
    see_them_printed(rina, first)

    stages = [office.document(one).stage for one in (first, taken_back, *others)]
    assert ["printed", "complete", "printed", "printed"] == stages
    card = office.document(first)
    rina.page.goto(f"/antrean/{first}")
    rina.page.evaluate("window.kept = true")
    hand_over_by_scanner(lina, card.serial or "", card.receipt)
    see_it_handed_over(rina)

    assert "handed_over" == office.document(first).stage
    find_in_the_history(ari, card.receipt)

    assert [] == [broken for clerk in clerks for broken in clerk.inaccessible]
    assert [] == [words for clerk in clerks for words in clerk.said], "console"
    assert 3 == len([what for what, _ in yard.emulator.happenings() if what == "ejected"])


def row(clerk: Clerk, name: str) -> Locator:
    return clerk.page.locator("tr[data-row]", has_text=name)


def approve_two_by_keys(rina: Clerk) -> None:
    """Down, tick, down, tick, approve; the window to take them back opens for both."""
    rina.visit("/")
    rina.visit("/antrean")
    expect(rina.page.locator("[name=pick]")).to_have_count(len(PEOPLE), timeout=SECONDS)
    rina.judge()
    for key in "jxjx":
        rina.press(key)
    expect(rina.page.locator("[name=pick]:checked")).to_have_count(2)
    expect(rina.page.locator("[data-count='']")).to_have_text("2")
    rina.press("a")
    expect(rina.page.locator("#undo")).to_contain_text("2 dokumen disetujui", timeout=SECONDS)
    expect(row(rina, PEOPLE[0])).to_contain_text("dilepas dalam")


def undo_one(rina: Clerk, document: str) -> None:
    """On its own page, within the ten seconds; the other one goes on."""
    rina.page.goto(f"/antrean/{document}")
    rina.press("u")
    expect(rina.page.locator(".head")).to_contain_text("Siap disetujui", timeout=SECONDS)
    rina.judge()


def fit_on_a_phone(rina: Clerk) -> None:
    """320 px, the narrowest that WCAG 2.2 (1.4.10) names: the page does not scroll sideways."""
    desk = rina.page.viewport_size
    assert desk is not None
    rina.page.set_viewport_size({"width": 320, "height": 640})
    for path in ("/", "/antrean", "/stasiun"):
        rina.visit(path)
        assert 320 == rina.page.evaluate("document.documentElement.scrollWidth"), path
    rina.page.set_viewport_size(desk)


def approve_two_by_button(rina: Clerk) -> None:
    rina.page.goto("/antrean")
    for name in PEOPLE[2:]:
        row(rina, name).locator("[name=pick]").check(timeout=SECONDS)
    rina.page.get_by_role("button", name="Setujui").click()
    expect(rina.page.locator("#undo")).to_contain_text("disetujui", timeout=SECONDS)


def see_them_printed(rina: Clerk, document: str) -> None:
    """Live: the tab empties by itself as the cards come out, without being loaded again."""
    rina.page.goto("/antrean?tab=stasiun")
    expect(row(rina, PEOPLE[3])).to_have_count(1, timeout=SECONDS)
    rina.page.evaluate("window.kept = true")
    expect(rina.page.locator("tr[data-row]")).to_have_count(0, timeout=SECONDS)

    assert rina.page.evaluate("window.kept"), "the page was loaded again"
    rina.judge()
    rina.page.goto(f"/antrean/{document}")
    expect(rina.page.locator("main")).to_contain_text("Kartu baik ada", timeout=SECONDS)
    rina.judge()
    rina.visit("/tak-pasti")
    rina.visit("/stasiun")
    rina.visit("/blangko")


def hand_over_by_scanner(lina: Clerk, serial: str, receipt: str) -> None:
    """Fast keys and Enter, wherever the focus is."""
    lina.page.goto("/serah")
    expect(lina.page.locator("body")).to_contain_text(receipt, timeout=SECONDS)
    lina.judge()
    lina.page.keyboard.type(serial, delay=2)
    lina.page.keyboard.press("Enter")
    lina.page.locator("[name=entitlement][value=self]").check(timeout=SECONDS)
    lina.judge()
    lina.page.locator("button.btn-primary", has_text="Serahkan").click()
    expect(lina.page.locator("main")).not_to_contain_text(receipt, timeout=SECONDS)


def see_it_handed_over(rina: Clerk) -> None:
    """The document's own page says so too, without being loaded again."""
    expect(rina.page.locator("#board")).to_contain_text("Diserahkan kepada", timeout=SECONDS)
    expect(rina.page.locator("#state")).to_contain_text("Diserahkan", timeout=SECONDS)
    assert rina.page.evaluate("window.kept"), "the page was loaded again"


def find_in_the_history(ari: Clerk, receipt: str) -> None:
    ari.page.goto("/riwayat")
    ari.page.fill("#nomor", receipt)
    ari.page.press("#nomor", "Enter")
    main = ari.page.locator("main")
    expect(main).to_contain_text("Diserahkan kepada", timeout=SECONDS)
    expect(main).to_contain_text("Disetujui untuk dicetak")
    expect(main).to_contain_text("Percobaan 1.1 dimulai")
    ari.judge()
