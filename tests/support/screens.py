"""Takes the pictures of docs/screens from a running demo: `python -m tests.support.screens`."""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ViewportSize, sync_playwright

from terbit.demo.children import Family, wait_for
from terbit.demo.day import Day
from terbit.demo.setup import start_family
from terbit.demo.world import PLACES, POINTS, World, make_world

OUT = Path(__file__).parents[2] / "docs" / "screens"
FLAGS = [
    "--no-sandbox",
    "--font-render-hinting=none",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SIZE: ViewportSize = {"width": 1366, "height": 900}


def main() -> None:
    """Approvals, one card handed over, one power cut that waits for the second person."""
    folder = Path(tempfile.mkdtemp()) / "terbit"
    world = make_world(folder, 1, lambda step: print(step, file=sys.stderr))
    family = Family()
    try:
        address, pages = start_family(world, family, 0)
        day = Day(world, family, address, pages)
        day.morning()
        _work(day)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            _pictures(browser, world, address, pages)
            browser.close()
        _cards(family)
        day.close()
    finally:
        family.stop()
        shutil.rmtree(folder.parent, ignore_errors=True)


def _work(day: Day) -> None:
    """Cards printed at the dinas; at the second point a power cut in the middle of one."""
    cut = day.family.printers[POINTS[1]]
    cut.hands("fault", at="mid_panel", skip=5)
    rina = day.clerk("rina")
    rows = rina.get("/antrean", tab="setujui")["rows"]
    picks = [
        f"{row['document']}:{row['digest']}"
        for office in PLACES
        for row in [r for r in rows if r["office"] == office and r["digest"]][:16]
    ]
    rina.act("/antrean/setujui", pick=picks)
    wait_for(lambda: _cut(cut), "the power cut", seconds=60)
    cut.start()
    page = day.pages[POINTS[1]]
    wait_for(lambda: page.get("/keadaan")["printers"][0]["doing"] == "waiting_look", "the doubt")
    day.look(POINTS[1], page.get("/keadaan")["printers"][0])
    hadi = day.clerk("hadi")
    wait_for(lambda: bool(hadi.get("/tak-pasti")["jobs"]), "the unknown job")
    lina = day.clerk("lina")
    for row in lina.get("/serah")["waiting"][:12]:
        lina.act("/serah", document=row["document"], serial=row["serial"], entitlement="self")


def _cut(printer: object) -> bool:
    child = getattr(printer, "child", None)
    return child is not None and child.process.poll() is not None


def _pictures(browser: Browser, world: World, address: str, pages: dict[str, str]) -> None:
    OUT.mkdir(exist_ok=True)
    approver = _signed_in(browser, world, address, "rina")
    head = _signed_in(browser, world, address, "hadi")
    auditor = _signed_in(browser, world, address, "ari")
    counter = _signed_in(browser, world, address, "lina")
    store = _signed_in(browser, world, address, "eko")
    dark = _signed_in(browser, world, address, "rina", scheme="dark")
    phone = _signed_in(browser, world, address, "rina", size={"width": 390, "height": 844})
    _take(browser.new_context(viewport=SIZE), f"{address}/masuk", "masuk")
    _take(approver, f"{address}/", "hari-ini")
    _take(approver, f"{address}/antrean", "antrean")
    _take(dark, f"{address}/antrean", "antrean-gelap")
    _take(phone, f"{address}/antrean", "antrean-390")
    _take(head, f"{address}/tak-pasti", "tak-pasti")
    _take(head, f"{address}/stasiun", "stasiun")
    _take(store, f"{address}/blangko", "blangko")
    _take(counter, f"{address}/serah", "serah")
    _take(auditor, f"{address}/riwayat", "riwayat")
    first = approver.new_page()
    first.goto(f"{address}/antrean")
    link = first.locator("table a[href^='/antrean/']").first.get_attribute("href")
    _take(approver, f"{address}{link}", "tiket")
    _take(browser.new_context(viewport=SIZE), pages[POINTS[1]], "stasiun-lokal")


def _signed_in(
    browser: Browser,
    world: World,
    address: str,
    login: str,
    scheme: str = "light",
    size: ViewportSize = SIZE,
) -> BrowserContext:
    context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/masuk")
    page.fill("[name=login]", login)
    page.fill("[name=password]", world.password)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{address}/")
    return context


def _take(context: BrowserContext, url: str, name: str) -> None:
    page = context.new_page()
    page.goto(url)
    page.wait_for_timeout(400)
    page.screenshot(path=OUT / f"{name}.png")
    page.close()


def _cards(family: Family) -> None:
    """One card as it came out of the printer, from the received bytes."""
    out = family.printers[POINTS[0]].folder / "out"
    front = min(out.glob("*-front.png"))
    shutil.copy(front, OUT / "kartu-depan.png")
    shutil.copy(str(front).replace("-front", "-back"), OUT / "kartu-belakang.png")


if __name__ == "__main__":
    main()
