"""What the operator does at the station: take the shift, look, count, give leases back."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from application.station_link.desk import CardView, DeskView, OperatorView, PrinterView, Refusal
from application.station_link.forms import OperatorForm
from domain.stations import facts as f
from domain.values.serials import is_serial, tidy
from workers.station.daemon import Station, is_jammed
from workers.station.printing import CardPrinter

SHOWN = 3
NIK_DIGITS = 16
LAST = (
    "SELECT state, receipt, serial FROM attempts WHERE state NOT IN ('open','unknown') "
    "ORDER BY rowid DESC LIMIT ?"
)


def kind(serial: str) -> tuple[str, int]:
    """Leading letters and length: the same for all blanks of a delivery."""
    return serial.rstrip("0123456789"), len(serial)


class Desk:
    """Implements `StationDesk` for one station."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._hasher = PasswordHasher()
        self._odd = ""

    def view(self) -> DeskView:
        station = self._station
        wanted = station.assignment
        operators = wanted["operators"] if wanted else []
        acting = station.store.meta("operator")
        return DeskView(
            station=wanted["name"] if wanted else "",
            office=wanted["office_name"] if wanted else "",
            today=station.today,
            connected=station.connected,
            seen_at=station.heard_at,
            outbox=station.journal.last_seq() - station.journal.covered(),
            leases=station.leases.receipts(),
            waiting=wanted["waiting"] if wanted else 0,
            shift_open=station.shift_open,
            operator=next((o["name"] for o in operators if o["staff"] == acting), None),
            operators=tuple(OperatorView(staff=o["staff"], name=o["name"]) for o in operators),
            printers=tuple(self._printer(printer) for printer in station.printers.values()),
            boxes=tuple(
                (row["box"], row["printer"])
                for row in station.store.all("SELECT * FROM boxes ORDER BY printer")
            ),
            last=tuple(
                CardView(ended=row["state"], receipt=row["receipt"], serial=row["serial"])
                for row in station.store.all(LAST, SHOWN)
            ),
            behind=station.journal.is_behind(),
            frozen_until=station.frozen_until,
            timezone=wanted.get("timezone", "UTC") if wanted else "UTC",
        )

    def open_shift(self, staff: str, pin: str) -> None:
        """Flow 12.1: the counters of every printer go into the journal."""
        station = self._station
        operator = self._operator(staff)
        self._check(operator, pin)
        printers = [self._counters(printer) for printer in station.printers.values()]
        today = station.today
        with station.store.transaction():
            station.store.set_meta("operator", operator["staff"])
            station.store.set_meta("posting", operator["posting"])
            station.store.set_meta("shift_date", today)
            station.journal.append(f.ShiftOpened(date=today, printers=printers))
        station.wake()

    def look(self, printer: str, seen: str, serial: str | None, cause: str | None) -> None:
        """Flows 8.1, 9.2: what the operator sees is a fact; nothing prints again by itself."""
        station = self._station
        if not station.shift_open:
            raise Refusal("Buka giliran dahulu, supaya tercatat siapa yang melihat kartu ini.")
        attempt = station.printers[printer].open_attempt() if printer in station.printers else None
        if attempt is None:
            raise Refusal("Tidak ada kartu yang menunggu dilihat di printer ini.")
        jammed = attempt["state"] == "open" and is_jammed(attempt)
        if attempt["state"] != "unknown" and not jammed:
            raise Refusal("Kartu masih diproses printer. Tunggu sampai stasiun meminta dilihat.")
        if seen not in f.SEEN:
            raise Refusal("Pilih apa yang terlihat: baik, rusak, kosong, atau tidak ada.")
        scanned = self._scanned(seen, serial)
        fact: f.Fact
        if jammed and seen == "spoiled":
            fact = f.AttemptSpoiled(
                print_job=attempt["print_job"],
                attempt=attempt["attempt"],
                observed_serial=scanned,
                method="scan",
                cause=cause or "print_failed",
            )
        else:
            fact = f.AttemptSeen(
                print_job=attempt["print_job"],
                attempt=attempt["attempt"],
                seen=seen,
                observed_serial=scanned,
                method="scan",
                cause=(cause or "print_failed") if seen == "spoiled" else None,
            )
        counters = station.printers[printer].counters_now()
        station.journal.append(fact)
        if counters is not None:
            station.journal.counters(printer, counters)
        station.wake()

    def count(self, box: str, counted: int) -> None:
        """Flow 12.2: blind."""
        station = self._station
        if not station.shift_open:
            raise Refusal("Buka giliran dahulu, supaya tercatat siapa yang menghitung.")
        if counted < 0 or station.store.one("SELECT 1 FROM boxes WHERE box=?", box) is None:
            raise Refusal("Kotak ini tidak terbuka di stasiun ini.")
        station.journal.append(f.BoxCounted(box=box, counted=counted, recount=False))
        station.wake()

    def surrender(self, reason: str) -> int:
        station = self._station
        rows = station.store.all("SELECT print_job, lease FROM leases WHERE state='granted'")
        given = [station.surrender_lease(row["print_job"], row["lease"], reason) for row in rows]
        return sum(given)

    def _operator(self, staff: str) -> OperatorForm:
        wanted = self._station.assignment
        for operator in wanted["operators"] if wanted else []:
            if operator["staff"] == staff:
                return operator
        raise Refusal("Petugas ini tidak punya penugasan operator di tempat ini.")

    def _check(self, operator: OperatorForm, pin: str) -> None:
        if operator["valid_until"] < self._station.today:
            raise Refusal(f"Penugasan berakhir pada {operator['valid_until']}.")
        try:
            self._hasher.verify(operator["pin"] or "", pin)
        except (VerificationError, InvalidHashError) as error:
            raise Refusal("PIN tidak cocok.") from error

    def _scanned(self, seen: str, serial: str | None) -> str | None:
        """A card that is there has a number to scan; an absent one has none."""
        if seen == "absent":
            return None
        scanned = tidy(serial or "")
        if len(scanned) == NIK_DIGITS and scanned.isdigit():
            # The journal is for ever and not sealed: a person's number must not get into it.
            raise Refusal("Ini NIK, bukan nomor blangko. Pindai nomor pada blangko.")
        if not is_serial(scanned):
            raise Refusal("Pindai nomor pada blangko.")
        self._like_the_others(scanned)
        return scanned

    def _like_the_others(self, scanned: str) -> None:
        """A number of another kind than all known here is believed when scanned twice."""
        rows = self._station.store.all(
            "SELECT serial FROM stack UNION SELECT serial FROM attempts WHERE serial IS NOT NULL"
        )
        known = {kind(row["serial"]) for row in rows}
        if known and kind(scanned) not in known and scanned != self._odd:
            self._odd = scanned
            raise Refusal("Nomor ini tidak seperti nomor blangko di sini. Pindai sekali lagi.")
        self._odd = ""

    def _counters(self, printer: CardPrinter) -> dict[str, object]:
        return {
            "printer": printer.name,
            "counters": printer.counters_now(),
            "counters_before": printer.last_counters(),
        }

    def _printer(self, printer: CardPrinter) -> PrinterView:
        attempt = printer.open_attempt()
        on_top = printer.next_serial()
        trouble = self._station.trouble.get(printer.name, ())
        waits = attempt is not None and (attempt["state"] == "unknown" or is_jammed(attempt))
        doing = "waiting_look" if waits else "printing" if attempt else "idle"
        if trouble and attempt is None:
            doing = "trouble"
        return PrinterView(
            printer=printer.name,
            doing=doing,
            conditions=trouble,
            receipt=attempt["receipt"] if attempt else None,
            attempt=attempt["attempt"] if attempt else None,
            serial=attempt["serial"] if attempt else None,
            print_job=attempt["print_job"] if attempt else None,
            proposal=attempt["proposal"] if attempt else None,
            last_words=attempt["words"] if attempt else None,
            next_serial=on_top[1] if on_top else None,
        )
