"""Takes the pictures of docs/screens from a running demo: `python -m tests.support.screens`."""

import shutil
import sys
import tempfile
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from terbit.demo import applications
from terbit.demo.children import Family, Printer, wait_for
from terbit.demo.clerk import Clerk, Json
from terbit.demo.day import Day
from terbit.demo.setup import start_family
from terbit.demo.world import DINAS, FIRST_SERIAL, PLACES, POINTS, World, make_world
from terbit.settings import read_settings
from terbit.wiring import open_installation
from tests.support.clerks import CHROMIUM, FLAGS

LISTS = Path(__file__).parents[1] / "golden" / "import"
OUT = Path(__file__).parents[2] / "docs" / "screens"
TARGETS = Path(__file__).parents[2] / "docs" / "templates" / "target.csv"
SIZE: ViewportSize = {"width": 1366, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
UNDO_SECONDS = 25
BAUD = 460_800
APPROVED = 14
HANDED_OVER = 9
SETTLE_MS = 400
EXACT = 144
PLAIN = (
    ("admin", "/pengguna", "pengguna"),
    ("lina", "/penugasan", "penugasan"),
    ("rina", "/darurat", "darurat"),
    ("rina", "/bantuan", "bantuan"),
    ("hadi", "/kebijakan", "kebijakan"),
    ("hadi", "/penghapusan", "penghapusan"),
    ("hadi", "/gangguan", "gangguan"),
    ("hadi", "/selisih", "selisih"),
    ("hadi", "/kinerja/daftar?angka=printed", "kinerja-daftar"),
    ("eko", "/pita", "pita"),
    ("lina", "/serah", "serah-daftar"),
    ("lina", "/serah/kiriman", "serah-kiriman"),
    ("ari", "/riwayat/ekspor", "riwayat-ekspor"),
    ("ari", "/riwayat/stok", "riwayat-stok"),
    ("lina", "/pengguna", "ditolak"),
)
"""Pages that need nothing but somebody who may see them; the last of them may not."""
DRAWN = "all => Promise.all(all.map(one => ((one.loading = 'eager'), one.decode())))"
Colour = Any


def main() -> None:
    """An office in the middle of a morning; nothing on the pictures is made up for them."""
    folder = Path(tempfile.mkdtemp()) / "terbit"
    world = make_world(folder, UNDO_SECONDS, lambda step: print(step, file=sys.stderr))
    family = Family()
    _let_in(world, "admin")
    try:
        address, pages = start_family(world, family, BAUD)
        day = Day(world, family, address, pages)
        day.morning()
        _work(day)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            Album(browser, world, address).take(day, pages[DINAS])
            browser.close()
        _cards(family)
        day.close()
    finally:
        family.stop()
        shutil.rmtree(folder.parent, ignore_errors=True)


def _let_in(world: World, login: str) -> None:
    """The first administrator has only a code to begin with."""
    installation = open_installation(read_settings(world.folder))
    staff = str(installation.accounts.staff_of_login(login))
    installation.accounts.set_password(staff, world.password)
    installation.close()


def _work(day: Day) -> None:
    """Cards printed everywhere; a power cut in one, seen by the operator; some handed over."""
    cut = day.family.printers[POINTS[1]]
    cut.hands("fault", at="mid_panel", skip=5)
    rina, hadi, lina = (day.clerk(login) for login in ("rina", "hadi", "lina"))
    today = date.fromisoformat(day.pages[DINAS].get("/keadaan")["today"])
    applications.take_in(day.clerk("nia"), today)
    here = {office: _ready(rina, office) for office in PLACES}
    rina.act("/antrean/kembalikan", pick=[_pick(here[DINAS].pop())], reason="foto tidak jelas")
    picks = [_pick(row) for office in PLACES for row in here[office][:APPROVED]]
    rina.act("/antrean/setujui", pick=picks)
    held = [pick.split(":")[0] for pick in picks[:2]]
    hadi.act("/antrean/tahan", pick=held, reason="menunggu berkas asli")
    wait_for(lambda: _is_off(cut), "the power cut", seconds=90)
    cut.start()
    page = day.pages[POINTS[1]]
    wait_for(lambda: page.get("/keadaan")["printers"][0]["doing"] == "waiting_look", "the doubt")
    day.look(POINTS[1], page.get("/keadaan")["printers"][0])
    wait_for(lambda: bool(hadi.get("/tak-pasti")["jobs"]), "the unknown job")
    wait_for(lambda: not hadi.get("/antrean", tab="stasiun")["rows"], "the other cards")
    for row in _cards_waiting(lina)[:HANDED_OVER]:
        lina.act("/serah", document=row["document"], serial=row["serial"], entitlement="self")
    _afternoon(day)


def _afternoon(day: Day) -> None:
    """A count that is one short, a ribbon, a power cut that is over, cards on their way."""
    page = day.pages[POINTS[0]]
    box = page.get("/keadaan")["boxes"][0]["box"]
    left = len(day.family.printers[POINTS[0]].hands("state")["state"]["feeder"])
    page.post("/hitung", box=box, counted=str(left - 1))
    eko, hadi, lina = (day.clerk(login) for login in ("eko", "hadi", "lina"))
    eko.act("/pita/terima", item="ribbon", rolls="4", prints="500", letter="027/44")
    supply = eko.get("/pita")["deliveries"][0]
    where = supply["printers"][0]["where"]
    eko.act("/pita/pasang", supply=supply["supply"], where=where)
    today = day.pages[DINAS].get("/keadaan")["today"]
    said = {"cause": "power", "place": [POINTS[1]], "note": "gardu padam"}
    hadi.act("/gangguan", **said, at=f"{today}T00:01")
    here = [row for row in _cards_waiting(lina) if row["place"] != "Curug"]
    sent = [row["document"] for row in here if row["place"] == here[0]["place"]][:2]
    lina.act("/serah/kiriman", pick=sent, to_office=POINTS[0])


def _ready(rina: Clerk, office: str) -> list[Json]:
    rows = rina.get("/antrean", tab="setujui", tempat=office)["rows"]
    return [row for row in rows if row["office"] == office and row["digest"]]


def _cards_waiting(lina: Clerk) -> list[Json]:
    return [row for row in lina.get("/serah")["waiting"] if row["asks_for"] == "serial"]


def _sheet(day: Day) -> str:
    """A family card that waits for approval, on whichever page of the queue it is."""
    rina = day.clerk("rina")
    found = rina.get("/antrean", tab="setujui", tempat=DINAS)
    while not (cards := [row for row in found["rows"] if row["kind"] == "Kartu keluarga"]):
        found = rina.get("/antrean", tab="setujui", tempat=DINAS, sesudah=found["next"])
    return str(cards[0]["document"])


def _pick(row: Json) -> str:
    return f"{row['document']}:{row['digest']}"


def _is_off(printer: Printer) -> bool:
    return printer.child is not None and printer.child.process.poll() is not None


class Album:
    """One browser; each page as the person whose work it is sees it."""

    def __init__(self, browser: Browser, world: World, address: str) -> None:
        self._browser = browser
        self._world = world
        self._address = address

    def take(self, day: Day, station: str) -> None:
        OUT.mkdir(exist_ok=True)
        rina, hadi, lina = (self._signed_in(login) for login in ("rina", "hadi", "lina"))
        ari, eko = self._signed_in("ari"), self._signed_in("eko")
        card = _cards_waiting(day.clerk("lina"))[0]
        nia = self._signed_in("nia")
        self._shoot(nia, "/permohonan?jenis=birth_certificate", "permohonan")
        self._shoot(nia, "/permohonan/paket?layanan=birth", "permohonan-paket")
        self._import(nia)
        self._shoot(rina, f"/antrean/{_sheet(day)}", "lembar")
        self._shoot(self._context(), "/masuk", "masuk")
        self._citizen(nia, card["document"])
        self._shoot(hadi, "/", "hari-ini")
        self._shoot(hadi, "/tak-pasti", "tak-pasti")
        self._figures(hadi)
        self._shoot(eko, "/blangko", "blangko")
        self._scan(lina, card["serial"])
        self._history(ari, day)
        self._plain(day)
        waiting = day.clerk("rina").get("/antrean", tab="setujui", tempat=POINTS[0])["rows"]
        self._shoot(rina, f"/antrean/{waiting[0]['document']}", "tiket")
        self._queue(rina)
        self._shoot_printing(day, hadi, station)
        today = day.pages[DINAS].get("/keadaan")["today"]
        self._freeze(hadi, int(today[:4]) + 1)

    def _citizen(self, nia: BrowserContext, document: str) -> None:
        """A receipt, the phone that scanned it, and what anyone may read; all before a freeze."""
        page = self._open(nia, f"/permohonan/{document}/tanda-terima")
        _save(page, "tanda-terima")
        address = page.locator(".receipt .raw").first.inner_text()
        page.close()
        phone = self._context(size=PHONE)
        self._shoot(phone, f"/status/{address.rpartition('/')[2]}", "status-390")
        self._shoot(phone, "/stok", "stok-390")

    def _freeze(self, hadi: BrowserContext, year: int) -> None:
        """Last, for it stops the office: what the head sees first, and what citizens read."""
        page = self._open(hadi, "/pembekuan")
        page.get_by_label("Persetujuan dan cetak").check()
        page.get_by_label("Penyerahan").check()
        page.fill("[name=until]", f"{year}-01-04T08:00")
        page.fill("[name=ordered_by]", "Kepala Dinas, surat contoh 470/001")
        page.fill("[name=reason]", "peralihan sistem pusat")
        page.fill("[name=notice]", "Permohonan tetap diterima. Cetak dan pengambilan menyusul.")
        page.get_by_role("button", name="Lihat pengumumannya").click()
        page.wait_for_timeout(SETTLE_MS)
        _save(page, "pembekuan-pratinjau")
        page.get_by_role("button", name="Bekukan sekarang").click()
        page.wait_for_timeout(SETTLE_MS)
        page.close()
        self._shoot(hadi, "/pembekuan", "pembekuan")
        self._shoot(hadi, "/pembekuan/tumpukan", "tumpukan")
        self._shoot(self._context(size=PHONE), "/pengumuman", "pengumuman-390")

    def _import(self, nia: BrowserContext) -> None:
        """A list of recordings as it was understood, before anything is taken in."""
        page = self._open(nia, "/impor")
        page.set_input_files("input[type=file]", str(LISTS / "06-bip-2012.xlsx"))
        page.locator("form button.btn-primary").first.click()
        page.wait_for_timeout(4 * SETTLE_MS)
        _save(page, "impor")
        page.close()

    def _figures(self, hadi: BrowserContext) -> None:
        """The template's targets are stated first: without them there is no coverage."""
        page = self._open(hadi, "/target")
        page.set_input_files("input[type=file]", str(TARGETS))
        page.locator("main form button").click()
        page.locator("main .note.ok").wait_for()
        page.close()
        for path in ("kinerja", "capaian", "target"):
            self._shoot(hadi, f"/{path}", path)

    def _scan(self, lina: BrowserContext, serial: str) -> None:
        page = self._open(lina, "/serah")
        page.fill("#q", serial)
        page.press("#q", "Enter")
        page.wait_for_timeout(SETTLE_MS)
        _save(page, "serah")
        page.close()

    def _queue(self, rina: BrowserContext) -> None:
        """Three approved and counting down, three ticked, one under the cursor; on each screen."""
        desk = self._open(rina, "/antrean")
        dark = self._open(self._signed_in("rina", scheme="dark"), "/antrean")
        phone = self._open(self._signed_in("rina", size=PHONE), "/antrean")
        for number in range(3):
            desk.locator("[name=pick]").nth(number).check()
        desk.locator("[data-key=a]").first.click()
        for page, name in ((desk, "antrean"), (dark, "antrean-gelap"), (phone, "antrean-390")):
            page.locator(".toasty").wait_for()
            ticks = page.locator("[name=pick]")
            for number in (0, 1, 3):
                ticks.nth(number).check()
            page.locator("tr[data-row]").nth(5).locator("a").focus()
            page.mouse.move(0, 0)
            page.evaluate("scrollTo(0, 0)")
            _save(page, name)

    def _shoot_printing(self, day: Day, hadi: BrowserContext, station: str) -> None:
        """Those cards come out now: the page at the printer, all printers at once, and a jam."""
        day.family.printers[DINAS].hands("fault", at="mid_panel", kind="jam", skip=1)
        page = self._context().new_page()
        page.goto(station)
        page.locator(".s-run").wait_for(timeout=60_000)
        _save(page, "stasiun-lokal")
        self._shoot(hadi, "/stasiun", "stasiun")
        page.locator("[id^=look-]").wait_for(timeout=60_000)
        page.wait_for_timeout(SETTLE_MS)
        _save(page, "stasiun-macet")

    def _plain(self, day: Day) -> None:
        """What is left: pages that are only opened, a slip, a blank, and the queue in English."""
        people = {login: self._signed_in(login) for login, _, _ in PLAIN}
        for login, path, name in PLAIN:
            self._shoot(people[login], path, name)
        slip = day.clerk("lina").get("/serah/kiriman")["rows"][0]["slip"]
        self._shoot(people["lina"], f"/serah/kiriman/{slip}", "surat-jalan")
        self._shoot(people["eko"], f"/blangko/{FIRST_SERIAL + 1000}", "blangko-nomor")
        self._shoot(self._context(), "/kode", "kode")
        self._shoot(self._context(size=PHONE), "/status", "status-tanya-390")
        english = people["rina"]
        english.add_cookies([{"name": "bahasa", "value": "en", "url": self._address}])
        self._shoot(english, "/antrean", "antrean-english")

    def _history(self, ari: BrowserContext, day: Day) -> None:
        """What an auditor reads: a story, a list, a difference, a proof, a check."""
        story = self._story(day)
        document = story.partition("?")[0].rpartition("/")[2]
        middle = int(story.rpartition("=")[2])
        page = self._open(ari, "/riwayat/bangun-ulang")
        page.locator("main form button").click()
        page.locator("#check .note.ok").wait_for(timeout=120_000)
        page.close()
        self._shoot(ari, story, "riwayat")
        self._shoot(ari, f"/riwayat?tempat={POINTS[0]}&topik=print_job.leased", "riwayat-daftar")
        self._shoot(ari, f"/riwayat/beda?dari={middle}", "riwayat-beda")
        self._shoot(ari, f"/riwayat/cetakan/{document}", "riwayat-cetakan")
        self._shoot(ari, "/riwayat/bangun-ulang", "riwayat-bangun-ulang")

    def _story(self, day: Day) -> str:
        """A card that somebody has, as of the moment it was printed."""
        ari = day.clerk("ari")
        given = ari.get("/riwayat", topik="document.handed_over")["rows"][-1]
        story = f"/riwayat/{given['stream']}"
        rows = ari.get(story)["rows"]
        printed = next(row for row in rows if row["topic"] == "document.printed")["position"]
        return f"{story}?sampai={printed}&lihat={printed}"

    def _context(self, scheme: str = "light", size: ViewportSize = SIZE) -> BrowserContext:
        return self._browser.new_context(
            base_url=self._address,
            viewport=size,
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
        )

    def _signed_in(
        self, login: str, scheme: str = "light", size: ViewportSize = SIZE
    ) -> BrowserContext:
        context = self._context(scheme, size)
        page = context.new_page()
        page.goto("/masuk")
        page.fill("[name=login]", login)
        page.fill("[name=password]", self._world.password)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/")
        page.close()
        return context

    def _open(self, context: BrowserContext, path: str) -> Page:
        page = context.new_page()
        page.goto(path)
        page.wait_for_timeout(SETTLE_MS)
        return page

    def _shoot(self, context: BrowserContext, path: str, name: str) -> None:
        page = self._open(context, path)
        _save(page, name)
        page.close()


def _save(page: Page, name: str) -> None:
    path = OUT / f"{name}.png"
    page.locator("img").evaluate_all(DRAWN)
    page.screenshot(path=path)
    with Image.open(path) as picture:
        _few_colours(picture.convert("RGB")).save(path, optimize=True)


def _few_colours(picture: Image.Image) -> Image.Image:
    """256 colours: grounds and text as they are, edges of letters as near as can be."""
    used = sorted(picture.getcolors(picture.width * picture.height) or [], reverse=True)
    spread = picture.quantize(256 - EXACT, Image.Quantize.MAXCOVERAGE).getpalette() or []
    rest = [tuple(spread[at : at + 3]) for at in range(0, len(spread), 3)]
    palette: list[Colour] = [*[colour for _, colour in used[:EXACT]], *rest]
    nearest: dict[Colour, Colour] = {
        colour: min(palette, key=partial(_distance, colour)) for _, colour in used
    }
    raw = picture.tobytes()
    dots = zip(raw[::3], raw[1::3], raw[2::3], strict=True)
    few = bytes(chain.from_iterable(nearest[dot] for dot in dots))
    return Image.frombytes("RGB", picture.size, few).quantize(256)


def _distance(one: Colour, other: Colour) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _cards(family: Family) -> None:
    """One card as it came out of the printer, from the received bytes."""
    out = family.printers[POINTS[0]].folder / "out"
    front = min(out.glob("*-front.png"))
    shutil.copy(front, OUT / "kartu-depan.png")
    shutil.copy(str(front).replace("-front", "-back"), OUT / "kartu-belakang.png")


if __name__ == "__main__":
    main()
