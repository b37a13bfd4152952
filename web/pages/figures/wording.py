"""How figures are called on pages and in the report."""

from babel.numbers import get_decimal_symbol

from application.language import N_, locale
from web.words import duration, number

WHAT = {
    "requested": N_("Diajukan"),
    "completed": N_("Lengkap"),
    "approved": N_("Disetujui"),
    "printed": N_("Dicetak"),
    "handed_over": N_("Diserahkan"),
}
"""The daily sheet, in the order of the work."""

BEHIND = {
    **WHAT,
    "returned": N_("Dikembalikan"),
    "used": N_("Blangko terpakai"),
    "stuck": N_("Tidak berjalan sekarang"),
    "running": N_("Jam layanan berjalan"),
    "attempts": N_("Percobaan cetak"),
    "empty": N_("Hari berakhir tanpa blangko"),
}
DETAILS = {
    "in_time": N_("dalam 24 jam"),
    "late": N_("lewat 24 jam"),
    "printed": N_("menjadi kartu"),
    "spoiled": N_("rusak"),
}
CAUSES = {
    "incomplete": N_("Belum lengkap"),
    "returned": N_("Dikembalikan ke loket"),
    "approval": N_("Menunggu persetujuan"),
    "too_young": N_("Belum berumur 17 tahun"),
    "frozen": N_("Cetak dibekukan"),
    "no_blanks": N_("Tidak ada blangko terbuka"),
    "not_in_turn": N_("Golongan belum dilayani"),
    "applicant_absent": N_("Menunggu pemohon datang"),
    "held": N_("Ditahan orang"),
    "unknown": N_("Hasil tidak pasti"),
    "reprint": N_("Rusak, menunggu izin cetak ulang"),
    "waiting": N_("Menunggu stasiun mengambil"),
    "at_station": N_("Di tangan stasiun"),
    "window": N_("Dalam waktu urung"),
}
OUTCOMES = {
    "open": N_("berjalan"),
    "good": N_("baik"),
    "spoiled": N_("rusak"),
    "unknown": N_("tidak pasti"),
    "untouched": N_("tidak tercetak"),
    "absent": N_("kartu tidak ditemukan"),
}


def lasted(minutes: int | None) -> str:
    """`2 hari 3 jam`: the two largest units."""
    if minutes is None:
        return "–"
    return duration(minutes)


def percent(hundredths: int | None) -> str:
    """`97,86 %`; never shown without its count, base and date."""
    if hundredths is None:
        return "–"
    whole, rest = divmod(hundredths, 100)
    return f"{number(whole)}{get_decimal_symbol(locale())}{rest:02} %"
