"""A clerk in a real browser: hands at a person's pace, and ears on the console."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from domain.event import Person
from tests.support.yard import Yard

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",
    # Nothing but the loopback address has a way out.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PASSWORD = "kata-sandi-panjang"  # noqa: S105 - of invented people
SECONDS = 30_000
HAND_MS = 120
HEAR_CSP = "addEventListener('securitypolicyviolation', e => console.error('CSP', e.blockedURI))"


class Clerk:
    """Signed in; `said`: errors and warnings of the console; `inaccessible`: what axe found.

    `judges`: False for a way that another clerk has been judged on.
    """

    def __init__(
        self, browser: Browser, yard: Yard, login: str, who: Person, *, judges: bool = True
    ) -> None:
        self.judges = judges
        accounts = yard.office.installation.accounts
        accounts.add(login, who.staff)
        accounts.set_password(who.staff, PASSWORD)
        self.said: list[str] = []
        self.inaccessible: list[str] = []
        # Colours that are still moving from one theme to the other would be judged half-way.
        self.context = browser.new_context(
            base_url=f"http://127.0.0.1:{yard.centre_port}",
            viewport={"width": 1366, "height": 900},
            reduced_motion="reduce",
        )
        self.context.add_init_script(HEAR_CSP)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self._hear(message.type, message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.visit("/masuk")
        self.page.fill("[name=login]", login)
        self.page.fill("[name=password]", PASSWORD)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_url("**/")

    def visit(self, path: str) -> None:
        """Go there, and judge what is there."""
        self.page.goto(path)
        self.judge()

    def press(self, key: str) -> None:
        """At a hand's pace: faster keys are a scanner's."""
        self.page.keyboard.press(key)
        self.page.wait_for_timeout(HAND_MS)

    def judge(self) -> None:
        """Axe in both themes, of the page as it stands."""
        if not self.judges:
            return
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)
            results = Axe().run(self.page, options=RULES)
            for broken in results.response["violations"]:
                self.inaccessible.append(f"{self.page.url} {scheme} {_told(broken)}")
        self.page.emulate_media(color_scheme="light")

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.said.append(text)


def _told(broken: dict[str, Any]) -> str:
    where = [node["html"][:120] for node in broken["nodes"][:3]]
    return f"{broken['id']}: {where}"
