"""How figures are called on pages and in the report."""

WHAT = {
    "requested": "Diajukan",
    "completed": "Lengkap",
    "approved": "Disetujui",
    "printed": "Dicetak",
    "handed_over": "Diserahkan",
}
"""The daily sheet, in the order of the work."""

BEHIND = {
    **WHAT,
    "returned": "Dikembalikan",
    "used": "Blangko terpakai",
    "stuck": "Tidak berjalan sekarang",
    "running": "Jam layanan berjalan",
    "attempts": "Percobaan cetak",
    "empty": "Hari berakhir tanpa blangko",
}
DETAILS = {
    "in_time": "dalam 24 jam",
    "late": "lewat 24 jam",
    "printed": "menjadi kartu",
    "spoiled": "rusak",
}
CAUSES = {
    "incomplete": "Belum lengkap",
    "returned": "Dikembalikan ke loket",
    "approval": "Menunggu persetujuan",
    "too_young": "Belum berumur 17 tahun",
    "frozen": "Cetak dibekukan",
    "no_blanks": "Tidak ada blangko terbuka",
    "not_in_turn": "Golongan belum dilayani",
    "applicant_absent": "Menunggu pemohon datang",
    "held": "Ditahan orang",
    "unknown": "Hasil tidak pasti",
    "reprint": "Rusak, menunggu izin cetak ulang",
    "waiting": "Menunggu stasiun mengambil",
    "at_station": "Di tangan stasiun",
    "window": "Dalam waktu urung",
}
OUTCOMES = {
    "open": "berjalan",
    "good": "baik",
    "spoiled": "rusak",
    "unknown": "tidak pasti",
    "untouched": "tidak tercetak",
    "absent": "kartu tidak ditemukan",
}


def number(value: int) -> str:
    """`1.234`."""
    return f"{value:,}".replace(",", ".")


def lasted(minutes: int | None) -> str:
    """`2 hari 3 jam`: the two largest units."""
    if minutes is None:
        return "–"
    hours, rest = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [(days, "hari"), (hours, "jam"), (rest, "menit")]
    said = [f"{count} {unit}" for count, unit in parts if count][:2]
    return " ".join(said) or "kurang dari 1 menit"


def percent(hundredths: int | None) -> str:
    """`97,86 %`; never shown without its count, base and date."""
    return "–" if hundredths is None else f"{number(hundredths // 100)},{hundredths % 100:02} %"
