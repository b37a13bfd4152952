"""What an operator has to scan or count to say what became of a card or a sheet."""

from application.language import _
from application.station_link.desk import Refusal
from domain.stations import facts as f
from domain.values.serials import is_serial, tidy
from workers.station.daemon import Station
from workers.station.printer import StationPrinter
from workers.station.store import Row

NIK_DIGITS = 16


def kind(serial: str) -> tuple[str, int]:
    """Leading letters and length: the same for all blanks of a delivery."""
    return serial.rstrip("0123456789"), len(serial)


def blank_number(text: str) -> str:
    """As scanned or typed. Raises Refusal.

    The journal is for ever and not sealed: a person's number must not get into it.
    """
    serial = tidy(text)
    if len(serial) == NIK_DIGITS and serial.isdigit():
        raise Refusal(_("Ini NIK, bukan nomor blangko. Pindai nomor pada blangko."))
    if not is_serial(serial):
        raise Refusal(_("Pindai nomor pada blangko."))
    return serial


def by(attempt: Row) -> str:
    """`serial` on the blank; `code` on a card from a counted box; `tray`: the eye, for paper."""
    if attempt["box"] is None:
        return "tray"
    return "code" if attempt["serial"] is None else "serial"


class Looking:
    """Checks of one look; remembers an odd number, which is believed when scanned twice."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._odd = ""

    def check(
        self, printer: StationPrinter, attempt: Row, seen: str, typed: str | None
    ) -> tuple[str | None, str]:
        """Serial and method of the look. Raises Refusal."""
        if seen not in f.SEEN:
            raise Refusal(_("Pilih apa yang terlihat: baik, rusak, kosong, atau tidak ada."))
        text = tidy(typed or "")
        match by(attempt):
            case "tray":
                return None, self._in_the_tray(printer, attempt, seen)
            case "code":
                self._of_a_counted_box(printer, attempt, seen, text)
                return None, "code"
            case _:
                return self._serial(seen, text), "scan"

    def _in_the_tray(self, printer: StationPrinter, attempt: Row, seen: str) -> str:
        """Flow 5.5: one look settles, where the printer shows that nothing more can come.

        A printer that does not answer may still have the job: then a second person decides.
        """
        if seen == "absent":
            raise Refusal(_("Untuk kertas pilih baik, rusak, atau tidak keluar apa-apa."))
        over = printer.is_over(attempt)
        if over is False:
            told = _(
                "Printer masih memegang tugas ini. Tugas itu sekarang dibatalkan: "
                "tunggu sampai printer berhenti, lalu lihat bakinya sekali lagi."
            )
            raise Refusal(told)
        return f.LOOK if over else f.UNHEARD

    def _of_a_counted_box(
        self, printer: StationPrinter, attempt: Row, seen: str, text: str
    ) -> None:
        """Flow 4.4: the card says whose it is; an unused blank only shows in the count."""
        if seen == "good" and text.upper() != tidy(attempt["receipt"]).upper():
            raise Refusal(
                _("Pindai kode pada kartu ini. Kode harus milik permohonan yang dicetak.")
            )
        if seen == "spoiled" and text and text.upper() != tidy(attempt["receipt"]).upper():
            told = _("Kode ini milik kartu lain. Kosongkan bila kodenya tidak terbaca.")
            raise Refusal(told)
        if seen == "untouched" and text != str(printer.remaining() + 1):
            told = _(
                "Hitung semua blangko yang tersisa, termasuk yang tidak terpakai ini, lalu isi "
                "jumlahnya. Jumlah itu belum cocok: hitung sekali lagi."
            )
            raise Refusal(told)

    def _serial(self, seen: str, scanned: str) -> str | None:
        """A card that is there has a number to scan; an absent one has none."""
        if seen == "absent":
            return None
        serial = blank_number(scanned)
        self._like_the_others(serial)
        return serial

    def _like_the_others(self, scanned: str) -> None:
        """A number of another kind than all known here is believed when scanned twice."""
        rows = self._station.store.all(
            "SELECT serial FROM stack UNION SELECT serial FROM attempts WHERE serial IS NOT NULL"
        )
        known = {kind(row["serial"]) for row in rows}
        if known and kind(scanned) not in known and scanned != self._odd:
            self._odd = scanned
            raise Refusal(_("Nomor ini tidak seperti nomor blangko di sini. Pindai sekali lagi."))
        self._odd = ""
