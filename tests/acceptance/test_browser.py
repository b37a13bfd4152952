"""A clerk's way through the pages in a real Chromium, with a real station and printer behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from domain.event import Person
from tests.support.yard import Yard

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PASSWORD = "kata-sandi-panjang"  # noqa: S105 - of invented people
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
SECONDS = 30_000


@pytest.fixture
def browser() -> Iterator[Browser]:
    """Debian's own Chromium; without it this fails."""
    assert Path(CHROMIUM).exists(), "chromium is missing: make test installs it"
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    made = Yard(tmp_path, 20)
    made.start()
    yield made
    made.stop()


class Clerk:
    """A signed-in browser that keeps what the console says."""

    def __init__(self, browser: Browser, yard: Yard, login: str, who: Person) -> None:
        accounts = yard.office.installation.accounts
        accounts.add(login, who.staff)
        accounts.set_password(who.staff, PASSWORD)
        self.said: list[str] = []
        self.context: BrowserContext = browser.new_context(
            base_url=f"http://127.0.0.1:{yard.centre_port}"
        )
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda message: self._hear(message.type, message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.goto("/masuk")
        self.page.fill("[name=login]", login)
        self.page.fill("[name=password]", PASSWORD)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_url("**/")

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.said.append(text)

    def press(self, key: str) -> None:
        """At a hand's pace: faster keys are a scanner's."""
        self.page.keyboard.press(key)
        self.page.wait_for_timeout(120)

    def violations(self) -> list[str]:
        """Axe in both themes, of the page as it stands."""
        found = []
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)
            results = Axe().run(self.page, options=RULES)
            found += [f"{scheme}: {v['id']}" for v in results.response["violations"]]
        self.page.emulate_media(color_scheme="light")
        return found


@pytest.mark.timeout(300)
def test_a_card_from_the_queue_to_the_history(browser: Browser, yard: Yard) -> None:
    """Sign in, approve in bulk, undo one, see a card printed, hand it over, find it again."""
    office, staff = yard.office, yard.office.staff
    documents = [office.complete(name=f"BUDI CONTOH {letter}") for letter in "ABC"]
    rina = Clerk(browser, yard, "rina", staff.approver)
    lina = Clerk(browser, yard, "lina", staff.counter)
    hadi = Clerk(browser, yard, "hadi", staff.head)
    found = undo_by_keys(rina)
    approve_two_by_mouse(rina)
    approved = [one for one in documents if office.document(one).stage == "approved"]
    found += see_them_printed(rina, approved[0])

    assert 2 == len(approved)
    assert ["printed", "printed"] == [office.document(one).stage for one in approved]
    card = office.document(approved[0])
    found += hand_over_by_scanner(lina, card.serial or "", card.receipt)

    assert "handed_over" == office.document(approved[0]).stage
    found += find_in_the_history(hadi, card.receipt)

    assert [] == found, "axe"
    assert [] == [*rina.said, *lina.said, *hadi.said], "console"
    assert card.serial in {s for what, s in yard.emulator.happenings() if what == "ejected"}


def undo_by_keys(rina: Clerk) -> list[str]:
    """The first row ticked and approved by keys, then taken back in the window."""
    rina.page.goto("/antrean")
    expect(rina.page.locator("[name=pick]")).to_have_count(3, timeout=SECONDS)
    found = rina.violations()
    rina.press("j")
    rina.press("x")
    expect(rina.page.locator("[name=pick]:checked")).to_have_count(1)
    rina.press("a")
    undo = rina.page.locator("[data-key=u]")
    expect(undo).to_be_visible(timeout=SECONDS)
    rina.press("u")
    expect(undo).to_have_count(0, timeout=SECONDS)
    return found


def approve_two_by_mouse(rina: Clerk) -> None:
    picks = rina.page.locator("[name=pick]")
    expect(picks).to_have_count(3, timeout=SECONDS)
    picks.nth(1).check()
    picks.nth(2).check()
    rina.page.locator("[data-key=a]").first.click()
    expect(rina.page.locator("[data-key=u]")).to_be_visible(timeout=SECONDS)


def see_them_printed(rina: Clerk, document: str) -> list[str]:
    """Live: the tab empties by itself as the cards come out, without being loaded again."""
    rina.page.goto("/antrean?tab=stasiun")
    expect(rina.page.locator("tr[data-row]")).to_have_count(2, timeout=SECONDS)
    rina.page.evaluate("window.kept = true")
    expect(rina.page.locator("tr[data-row]")).to_have_count(0, timeout=SECONDS)

    assert rina.page.evaluate("window.kept"), "the page was loaded again"
    rina.page.goto(f"/antrean/{document}")
    expect(rina.page.locator("main")).to_contain_text("Kartu baik ada", timeout=SECONDS)
    return rina.violations()


def hand_over_by_scanner(lina: Clerk, serial: str, receipt: str) -> list[str]:
    """Fast keys and Enter, wherever the focus is."""
    lina.page.goto("/serah")
    expect(lina.page.locator("body")).to_contain_text(receipt, timeout=SECONDS)
    found = lina.violations()
    lina.page.keyboard.type(serial, delay=2)
    lina.page.keyboard.press("Enter")
    lina.page.locator("[name=entitlement][value=self]").check(timeout=SECONDS)
    lina.page.locator("button.btn-primary", has_text="Serahkan").click()
    expect(lina.page.locator("main")).not_to_contain_text(receipt, timeout=SECONDS)
    return found


def find_in_the_history(hadi: Clerk, receipt: str) -> list[str]:
    hadi.page.goto("/riwayat")
    hadi.page.fill("#nomor", receipt)
    hadi.page.press("#nomor", "Enter")
    expect(hadi.page.locator("main")).to_contain_text("Diserahkan kepada", timeout=SECONDS)
    expect(hadi.page.locator("main")).to_contain_text("Disetujui untuk dicetak")
    return hadi.violations()
