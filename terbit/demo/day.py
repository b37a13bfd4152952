"""One office day: boxes opened, cards approved, a jam, a power cut, hand-over, counts, close."""

from contextlib import ExitStack
from datetime import date
from time import monotonic
from typing import Any

from terbit.demo import applications
from terbit.demo.children import Family, Printer, wait_for
from terbit.demo.clerk import Clerk, Desk, Json
from terbit.demo.report import Others, Truth, make_report, sheets_of
from terbit.demo.setup import CHILD_CARDS, KTP, wait_until_published
from terbit.demo.world import (
    BLANKS,
    CHILD_BLANKS,
    DINAS,
    FIRST_SERIAL,
    PIN,
    PLACES,
    POINTS,
    World,
)
from terbit.errors import ClerkRefused

APPROVALS_A_PLACE = 40
UNDONE = 2
HANDED_OVER = 30
OTHERS_HANDED_OVER = 8
SHEETS_LOADED = 200
KTP_WORD = "KTP-el"
PRINT_SECONDS = 100.0
OPERATORS = dict(zip(PLACES, ("dani", "sari", "joko"), strict=True))
STORES = dict(zip(PLACES, ("eko", "yuni", "bima"), strict=True))


class Day:
    """The people of the office, each at a screen of their own."""

    def __init__(self, world: World, family: Family, address: str, pages: dict[str, str]) -> None:
        self.world = world
        self.family = family
        self._address = address
        self._started = monotonic()
        self._open = ExitStack()
        self._clerks: dict[str, Clerk] = {}
        self.pages = {office: self._desk(page) for office, page in pages.items()}

    def run(self) -> dict[str, object]:
        """The whole day; the children are stopped before the report is made."""
        self.morning()
        today = date.fromisoformat(self.pages[DINAS].get("/keadaan")["today"])
        applications.take_in(self.clerk("nia"), today)
        self.approve()
        self._arm_faults()
        wait_for(self._all_printed, "the cards", seconds=PRINT_SECONDS)
        self._hand_over()
        counts = self._count()
        self._close_shifts()
        self._open.close()
        self.family.stop_stations()
        wait_until_published(self.world, self.family)
        self.family.stop()
        truths = {
            f"{office} {KTP}": Truth.of(printer.folder)
            for office, printer in self.family.printers.items()
        }
        others = Others.of(self.family)
        seconds = monotonic() - self._started
        return make_report(self.world, truths, others, counts, seconds)

    def morning(self) -> None:
        """Boxes to the printers, shifts opened: an office ready to print."""
        for number, office in enumerate(PLACES):
            box = self.world.boxes[number]
            store = self.clerk(STORES[office])
            if office in POINTS:
                store.act("/blangko/datang", box=box, office=office, everything="true")
            printers = store.get("/blangko")["printers"]
            where = next(one["where"] for one in printers if one["office"] == office)
            store.act("/blangko/buka", box=box, where=where)
            first = FIRST_SERIAL + number * 1000
            serials = [str(first + blank) for blank in range(BLANKS)]
            self.family.printers[office].hands("load", serials=serials)
        self._load_others()
        for office in PLACES:
            self._open_shift(office)

    def _load_others(self) -> None:
        """At the dinas: a box of blanks without numbers, and a tray of paper."""
        store = self.clerk(STORES[DINAS])
        printers = store.get("/blangko")["printers"]
        where = next(one["where"] for one in printers if one["name"].endswith(CHILD_CARDS))
        store.act("/blangko/buka", box=self.world.child_boxes[0], where=where)
        child_cards, sheets = self.family.child_cards, self.family.sheets
        if child_cards is not None and sheets is not None:
            # The emulator tells its blanks apart; the office, which cannot, counts them.
            unnumbered = [f"KIA{blank:05d}" for blank in range(CHILD_BLANKS)]
            child_cards.hands("load", serials=unnumbered)
            sheets.hands("load", sheets=SHEETS_LOADED)

    def approve(self) -> None:
        """In bulk, by what the page shows; two are taken back in the window."""
        rina = self.clerk("rina")
        rows = self._to_approve(rina)
        picks: list[str] = []
        for office in PLACES:
            mine = [row for row in rows if row["office"] == office and row["digest"]]
            picks += [f"{row['document']}:{row['digest']}" for row in mine[:APPROVALS_A_PLACE]]
        rina.act("/antrean/setujui", pick=picks[:UNDONE])
        rina.act("/antrean/urungkan", pick=[pick.split(":")[0] for pick in picks[:UNDONE]])
        for start in range(UNDONE, len(picks), APPROVALS_A_PLACE):
            rina.act("/antrean/setujui", pick=picks[start : start + APPROVALS_A_PLACE])
        rows = self._to_approve(rina)
        taken_in = [row for row in rows if row["kind"] != KTP_WORD]
        rina.act(
            "/antrean/setujui", pick=[f"{row['document']}:{row['digest']}" for row in taken_in]
        )

    def clerk(self, login: str) -> Clerk:
        if login not in self._clerks:
            clerk = Clerk(self._address, login, self.world.password)
            self._open.callback(clerk.close)
            self._clerks[login] = clerk
        return self._clerks[login]

    def close(self) -> None:
        self._open.close()

    @staticmethod
    def _to_approve(rina: Clerk) -> list[Json]:
        """Page after page."""
        rows: list[Json] = []
        place = ""
        while True:
            found = rina.get("/antrean", tab="setujui", sesudah=place)
            rows += found["rows"]
            place = found["next"]
            if not place:
                return rows

    def _desk(self, page: str) -> Desk:
        desk = Desk(page)
        self._open.callback(desk.close)
        return desk

    def _open_shift(self, office: str) -> None:
        page = self.pages[office]
        wait_for(lambda: bool(page.get("/keadaan")["operators"]), "the assignment")
        staff = self.world.persons[OPERATORS[office]].staff
        page.post("/giliran", staff=staff, pin=PIN)

    def _arm_faults(self) -> None:
        """A jam and, in the middle of a card, a power cut; at the dinas one behind a sheet."""
        jam, cut = (self.family.printers[office] for office in POINTS)
        jam.hands("fault", at="mid_panel", kind="jam", skip=9)
        cut.hands("fault", at="mid_panel", skip=13)
        if self.family.sheets is not None:
            # The power goes with one sheet in the tray, before the printer could say so.
            self.family.sheets.hands("fault", at="after_sheet", kind="power_loss", skip=7)

    def _all_printed(self) -> bool:
        """Looks after what needs a person; True when nothing waits any more."""
        for office in PLACES:
            self._look_after(office)
        self._settle()
        hadi = self.clerk("hadi")
        waiting = [hadi.get("/antrean", tab=tab)["rows"] for tab in ("stasiun", "tak-pasti")]
        return not any(waiting)

    def _look_after(self, office: str) -> None:
        """Power back on; the card taken out, turned over, scanned, told."""
        self.family.printers[office].start_again()
        if office == DINAS and self.family.sheets is not None:
            self.family.sheets.start_again()
        page = self.pages[office]
        for view in page.get("/keadaan")["printers"]:
            if view["doing"] == "waiting_look" and view["look"] == "tray":
                self._look_into_the_tray(view)
            elif view["doing"] == "waiting_look":
                self.look(office, view)

    def _look_into_the_tray(self, view: Json) -> None:
        """By what lies there: one sheet of each of its pages, or none."""
        sheets = self.family.sheets
        job = f"{view['receipt']} {view['attempt']}"
        there = sheets is not None and job in sheets_of(sheets.folder)
        seen = "good" if there else "untouched"
        self.pages[DINAS].post("/lihat", printer=view["printer"], seen=seen)

    def look(self, office: str, view: Json) -> None:
        printer = self.family.printers[office]
        cleared = printer.hands("clear")["cards"]
        serial = cleared[0]["serial"] if cleared else view["serial"]
        faces = Truth.of(printer.folder).faces.get(serial, 0)
        inked = cleared and cleared[0].get("faces")
        seen = "good" if faces == 2 else "spoiled" if faces or inked or cleared else "untouched"
        form = {"printer": view["printer"], "seen": seen, "serial": serial}
        self.pages[office].post("/lihat", **form, cause="print_failed")

    def _settle(self) -> None:
        """The second person confirms; a spoiled card is the key to a reprint."""
        wati = self.clerk("wati")
        for job in wati.get("/tak-pasti")["jobs"]:
            path = f"/tak-pasti/{job['print_job']}"
            try:
                if job["status"] == "awaiting_reprint":
                    wati.act(f"{path}/izinkan", reason="kartu rusak di printer")
                elif job["seen"]:
                    wati.act(f"{path}/pastikan", attempt=job["attempt"], outcome=job["seen"])
            except ClerkRefused:
                continue

    def _hand_over(self) -> None:
        lina = self.clerk("lina")
        waiting = lina.get("/serah")["waiting"]
        others = [row for row in waiting if row["asks_for"] != "serial"]
        cards = [row for row in waiting if row["asks_for"] == "serial"]
        for row in [*others[:OTHERS_HANDED_OVER], *cards][:HANDED_OVER]:
            shown = {"serial": row["serial"], "code": row["receipt"], "nothing": ""}
            scanned = shown[row["asks_for"]]
            lina.act("/serah", document=row["document"], serial=scanned, entitlement="self")

    def _count(self) -> dict[str, int]:
        """Blind, by what lies in the feeder."""
        counts = {}
        for office in PLACES:
            page = self.pages[office]
            for one in page.get("/keadaan")["boxes"]:
                box, printer = one["box"], one["printer"]
                feeder = self._printer(office, printer)
                left = len(feeder.hands("state")["state"]["feeder"])
                page.post("/hitung", box=box, counted=str(left))
                counts[f"{office} {printer}"] = left
            wait_for(lambda p=page: p.get("/keadaan")["outbox"] == 0, "the counts")  # type: ignore[misc]
        return counts

    def _printer(self, office: str, name: str) -> Printer:
        others = self.family.child_cards
        return others if name == CHILD_CARDS and others else self.family.printers[office]

    def _close_shifts(self) -> None:
        hadi = self.clerk("hadi")
        for station in hadi.get("/stasiun")["stations"]:
            shift: dict[str, Any] = station["shift"]
            hadi.act(f"/stasiun/{station['station']}/tutup", date=shift["date"])
