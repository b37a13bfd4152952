"""What the operator does at the station: take the shift, look, count, give leases back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from application.language import _
from application.station_link.desk import (
    BoxView,
    CardView,
    DeskView,
    OperatorView,
    PrinterView,
    Refusal,
    WhyBack,
)
from application.station_link.forms import OperatorForm
from domain.stations import facts as f
from workers.station.blanks import Blanks
from workers.station.daemon import Station, is_jammed
from workers.station.figures import Figures
from workers.station.looking import Looking, by
from workers.station.printer import StationPrinter
from workers.station.tracking import read_back, stage

SHOWN = 3
LAST = (
    "SELECT state, receipt, serial FROM attempts WHERE state NOT IN ('open','unknown') "
    "ORDER BY rowid DESC LIMIT ?"
)


class Desk:
    """Implements `StationDesk` for one station."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._hasher = PasswordHasher()
        self._looking = Looking(station)
        self._figures = Figures(station)
        self._blanks = Blanks(station)

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
                BoxView(
                    box=row["box"],
                    printer=row["printer"],
                    numbered=row["remaining"] is None,
                    label=row["label"] or "",
                )
                for row in station.store.all("SELECT * FROM boxes ORDER BY printer, label")
            ),
            last=tuple(
                CardView(ended=row["state"], receipt=row["receipt"], serial=row["serial"])
                for row in station.store.all(LAST, SHOWN)
            ),
            behind=station.journal.is_behind(),
            revoked=station.revoked,
            frozen_until=station.frozen_until,
            freeze_overdue=station.freeze_overdue,
            timezone=wanted.get("timezone", "UTC") if wanted else "UTC",
            figures=self._figures.today(),
        )

    def open_shift(self, staff: str, pin: str) -> None:
        """Flow 12.1: the counters of every printer go into the journal."""
        station = self._station
        self._is_not_revoked()
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
        self._acts(_("Buka giliran dahulu, supaya tercatat siapa yang melihat kartu ini."))
        attempt = station.printers[printer].open_attempt() if printer in station.printers else None
        if attempt is None:
            raise Refusal(_("Tidak ada kartu yang menunggu dilihat di printer ini."))
        jammed = attempt["state"] == "open" and is_jammed(attempt)
        if attempt["state"] != "unknown" and not jammed:
            raise Refusal(_("Kartu masih diproses printer. Tunggu sampai stasiun meminta dilihat."))
        scanned, method = self._looking.check(station.printers[printer], attempt, seen, serial)
        fact: f.Fact
        if jammed and seen == "spoiled":
            fact = f.AttemptSpoiled(
                print_job=attempt["print_job"],
                attempt=attempt["attempt"],
                observed_serial=scanned,
                method=method,
                cause=cause or "print_failed",
            )
        else:
            fact = f.AttemptSeen(
                print_job=attempt["print_job"],
                attempt=attempt["attempt"],
                seen=seen,
                observed_serial=scanned,
                method=method,
                cause=(cause or "print_failed") if seen == "spoiled" else None,
            )
        counters = station.printers[printer].counters_now()
        station.journal.append(fact)
        if counters is not None:
            station.journal.counters(printer, counters)
        station.wake()

    def count(self, box: str, counted: int, *, again: bool = False) -> None:
        """Flow 12.2: blind."""
        station = self._station
        self._is_here(box)
        station.journal.append(f.BoxCounted(box=box, counted=counted, recount=again))
        station.wake()

    def scan(self, box: str, serials: Sequence[str]) -> None:
        """Flow 12.5: what is not among them is missing, so a count must say as many."""
        with self._of_the_box(box):
            present = self._blanks.scanned(box, serials)
            self._station.journal.append(f.BoxScanned(box=box, present=present))

    def found(self, box: str, serial: str | None, *, usable: bool) -> None:
        """Flow 12.7."""
        with self._of_the_box(box):
            number = self._blanks.found(box, serial)
            self._station.journal.append(f.BlankFound(box=box, usable=usable, serial=number))

    def spoil(self, box: str, serial: str | None, cause: str) -> None:
        """Flow 11.9."""
        with self._of_the_box(box):
            number = self._blanks.spoiled(box, serial)
            self._station.journal.append(f.BlankSpoiled(box=box, cause=cause, serial=number))

    def hand_back(self, box: str, counted: int) -> None:
        """Flow 11.10: not while a card in the printer may be of it."""
        with self._of_the_box(box):
            self._blanks.nothing_is_open(box)
            self._station.journal.append(f.BoxHandedBack(box=box, counted=counted))

    @contextmanager
    def _of_the_box(self, box: str) -> Iterator[None]:
        """Judged and written in one step: a printer takes its next blank before it or after."""
        with self._station.store.transaction():
            self._is_here(box)
            self._blanks.nothing_is_in_hand()
            yield
        self._station.wake()

    def surrender(self, reason: WhyBack) -> int:
        station = self._station
        self._acts(_("Buka giliran dahulu, supaya tercatat siapa yang mengembalikan tugas."))
        rows = station.store.all("SELECT print_job, lease FROM leases WHERE state='granted'")
        given = [station.surrender_lease(row["print_job"], row["lease"], reason) for row in rows]
        return sum(given)

    def _acts(self, otherwise: str) -> None:
        """Somebody's name stands for what is said here. Raises Refusal."""
        self._is_not_revoked()
        if not self._station.shift_open:
            raise Refusal(otherwise)

    def _is_here(self, box: str) -> None:
        self._acts(_("Buka giliran dahulu, supaya tercatat siapa yang menghitung."))
        if self._station.store.one("SELECT 1 FROM boxes WHERE box=?", box) is None:
            raise Refusal(_("Kotak ini tidak terbuka di stasiun ini."))

    def _is_not_revoked(self) -> None:
        """What is written from now on counts for nothing: better to say so."""
        if self._station.revoked:
            raise Refusal(
                _("Stasiun ini dicabut: yang dicatat di sini tidak berlaku lagi. Catat di pusat.")
            )

    def _operator(self, staff: str) -> OperatorForm:
        wanted = self._station.assignment
        for operator in wanted["operators"] if wanted else []:
            if operator["staff"] == staff:
                return operator
        raise Refusal(_("Petugas ini tidak punya penugasan operator di tempat ini."))

    def _check(self, operator: OperatorForm, pin: str) -> None:
        if operator["valid_until"] < self._station.today:
            told = _("Penugasan berakhir pada {day}.")
            raise Refusal(told.format(day=operator["valid_until"]))
        try:
            self._hasher.verify(operator["pin"] or "", pin)
        except (VerificationError, InvalidHashError) as error:
            raise Refusal(_("PIN tidak cocok.")) from error

    def _counters(self, printer: StationPrinter) -> dict[str, object]:
        return {
            "printer": printer.name,
            "counters": printer.counters_now(),
            "counters_before": printer.last_counters(),
        }

    def _printer(self, printer: StationPrinter) -> PrinterView:
        attempt = printer.open_attempt()
        on_top = printer.next_blank()
        trouble = self._station.conditions_of(printer.name)
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
            look=by(attempt) if attempt else "serial",
            medium=printer.medium,
            counted=on_top is not None and on_top[1] is None,
            stage=stage(attempt) if attempt else "",
            read_back=read_back(self._station.store, attempt) if attempt else None,
        )
