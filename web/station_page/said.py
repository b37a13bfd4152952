"""What the page says once after an act; a count is not told what the books say."""

from application.language import N_, _, counted
from application.station_link.desk import DeskView, PrinterView
from domain.values.serials import display, is_serial, tidy
from web.words import day

LOOKED = {
    "good": N_("Dicatat: tercetak baik."),
    "spoiled": N_("Dicatat: rusak."),
    "untouched": N_("Dicatat: kosong, tidak tercetak."),
    "absent": N_("Dicatat: tidak ada kartu."),
}


def after_the_shift(view: DeskView) -> str:
    return _("Giliran {day} dibuka.").format(day=day(view.today))


def after_the_look(printer: PrinterView | None, seen: str, serial: str) -> str:
    """Of the printer as it was before the look."""
    said = _(LOOKED[seen])
    number = tidy(serial)
    if seen != "absent" and is_serial(number) and printer is not None and printer.look == "serial":
        said = f"{display(number)}. {said}"
    if printer is None or printer.medium != "card" or seen == "absent":
        return said
    return " ".join((said, _("Sisihkan kartunya, jangan dimuat lagi.")))


def after_the_count(view: DeskView, box: str, count: int, *, again: bool) -> str:
    """The figure of the person who counted, never that of the books."""
    printer = at_printer(view, box)
    said = (
        N_("Hitungan ulang di {printer} dicatat: {n} blangko.")
        if again
        else N_("Hitungan di {printer} dicatat: {n} blangko.")
    )
    return _(said).format(printer=printer, n=count)


def at_printer(view: DeskView, box: str) -> str:
    return next((one.printer for one in view.boxes if one.box == box), "")


def after_the_scan(printer: str, number: int) -> str:
    said = _("{n} blangko di {printer} dicatat; yang tidak dipindai hilang. Hitung sekali lagi.")
    return said.format(n=number, printer=printer)


def after_finding(*, usable: bool) -> str:
    if usable:
        return _("Dicatat: blangko ditemukan lagi. Muat kembali ke kotaknya.")
    return _("Dicatat: blangko ditemukan lagi dan rusak. Serahkan ke gudang.")


def after_spoiling() -> str:
    return _("Dicatat: blangko rusak. Sisihkan dan serahkan ke gudang.")


def after_handing_back(printer: str, number: int, *, waiting: bool) -> str:
    told = _("Kotak dari {printer} dikembalikan: {n} blangko dihitung. Serahkan ke gudang.")
    said = told.format(printer=printer, n=number)
    more = _("Tugas yang menunggu di sini tetap di sini: buka kotak lain, atau kembalikan.")
    return f"{said} {more}" if waiting else said


def after_giving_back(leases: int) -> str:
    if not leases:
        return _("Tidak ada yang dikembalikan: semua tugas sudah dimulai atau selesai.")
    said = counted("{n} tugas dikembalikan ke pusat.", "{n} tugas dikembalikan ke pusat.", leases)
    return said.format(n=leases)
