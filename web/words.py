"""How things are called on pages: states, kinds, roles, places, times. Indonesian."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date

from application import labels
from domain.people.state import Role
from domain.values.nik import Nik
from domain.values.serials import display, is_serial

Row = dict[str, Any]

KINDS, CAUSES = labels.KINDS, labels.CAUSES
SEXES = {"L": "Laki-laki", "P": "Perempuan"}
ROLES: dict[Role, str] = {
    Role.ENROLLER: "Petugas pendaftaran",
    Role.VERIFIER: "Verifikator",
    Role.APPROVER: "Penyetuju",
    Role.OPERATOR: "Operator stasiun",
    Role.STORE: "Penyimpan blangko",
    Role.COUNTER: "Petugas penyerahan",
    Role.HEAD: "Kepala",
    Role.AUDITOR: "Pemeriksa",
    Role.ADMIN: "Administrator",
}
SEEN = {
    "good": "Tercetak baik",
    "spoiled": "Blangko rusak",
    "untouched": "Tidak tercetak",
    "absent": "Kartu tidak ditemukan",
}
SPOIL_CAUSES = {
    "print_failed": "Gagal cetak",
    "encode_failed": "Gagal encode cip",
    "damaged": "Rusak fisik",
    "defective": "Cacat pabrik",
    "data_changed": "Perubahan elemen data",
}
PLACES = {
    "received": "Diterima",
    "transferred_in": "Pindah masuk",
    "on_shelf": "Di rak",
    "at_station": "Di stasiun",
    "in_transit": "Di jalan",
    "unsettled": "Belum pasti",
    "printed": "Tercetak",
    "spoiled": "Rusak",
    "missing": "Hilang",
    "destroyed": "Dimusnahkan",
    "transferred_out": "Pindah keluar",
}
CONDITIONS = {
    "media-empty": "blangko habis",
    "media-jam": "kartu macet",
    "card-jam": "kartu macet",
    "marker-supply-empty": "pita habis",
    "marker-supply-missing": "pita tidak terpasang",
    "cover-open": "tutup terbuka",
    "offline": "tidak menjawab",
    "shutdown": "mati",
    "stopped": "berhenti",
    "busy": "sedang sibuk",
    "paused": "dijeda di printer",
    "not-accepting-jobs": "tidak menerima tugas",
}
OF_PAPER = {
    "media-empty": "kertas habis",
    "media-jam": "kertas macet",
    "marker-supply-empty": "tinta atau toner habis",
    "marker-supply-missing": "tinta atau toner tidak terpasang",
}
SCOPES = {
    "intake": "Penerimaan permohonan",
    "change": "Perubahan data",
    "print": "Persetujuan dan cetak",
    "hand_over": "Penyerahan",
}
WARNINGS = {
    "nik_region_unknown": "kode wilayah dalam NIK tidak dikenal",
    "nik_birth_date_differs": "tanggal lahir lain dari yang tersirat dalam NIK",
    "nik_sex_differs": "jenis kelamin lain dari yang tersirat dalam NIK",
    "name_long": "nama lebih dari 60 huruf, diberikan sebelum aturan 2022",
    "name_one_word": "nama hanya satu kata",
    "name_characters": "nama memuat tanda selain huruf",
}
DISCREPANCIES = {
    "blank_not_expected": "Blangko lain dari yang diperkirakan",
    "blank_not_held": "Blangko tidak tercatat di stasiun",
    "blank_claimed_twice": "Satu blangko diakui dua kali",
    "serial_differs": "Nomor blangko berbeda",
    "lease_ended": "Dicetak sesudah sewa berakhir",
    "printed_twice": "Tercetak dua kali",
    "late_success": "Hasil baik datang terlambat",
    "counter_jump": "Penghitung printer melompat",
    "after_posting": "Dikerjakan sesudah penugasan berakhir",
    "after_freeze": "Dimulai sesudah tahu cetak dibekukan",
    "after_cancel": "Tercetak sesudah dibatalkan",
    "journal_forked": "Catatan stasiun bercabang",
    "count_differs": "Hitungan buta berbeda",
    "short_delivery": "Kiriman kurang dari surat",
    "accepted_short": "Penerimaan kurang dari kiriman",
    "absent": "Kartu tidak ditemukan",
    "not_understood": "Laporan stasiun tidak dipahami",
    "operator_is_approver": "Operator juga penyetuju",
    "break_glass": "Wewenang darurat dipakai",
    "card_not_arrived": "Kartu tidak ada dalam kiriman",
}


@dataclass(frozen=True, slots=True)
class State:
    """Glyph, word, tone (css class), and what stands under the word."""

    glyph: str
    word: str
    tone: str = ""
    detail: str = ""


def masked(nik: str | None) -> str:
    """A NIK as pages show it."""
    return Nik.parse(nik).masked() if nik else "terhapus"


def fours(serial: str | None) -> str:
    return display(serial) if serial and is_serial(serial) else serial or "–"


def moment(text: str | None, zone: str) -> datetime | None:
    return None if not text else datetime.fromisoformat(text).astimezone(ZoneInfo(zone))


def clock(text: str | None, zone: str, *, seconds: bool = False) -> str:
    """`10.42` or `10.42.17`, where the office is."""
    at = moment(text, zone)
    return "–" if at is None else f"{at:%H.%M.%S}" if seconds else f"{at:%H.%M}"


def day(text: str | None) -> str:
    """`31 Des 2026` from an ISO date."""
    return format_date(date.fromisoformat(text[:10]), "d MMM y", locale="id") if text else "–"


def when(text: str | None, zone: str) -> str:
    """`20 Nov 07.40`, where the office is."""
    at = moment(text, zone)
    return "–" if at is None else f"{format_date(at, 'd MMM', locale='id')} {at:%H.%M}"


def freeze_end(until: str, now: str, zone: str) -> str:
    """Until when; of a freeze that nobody lifted in time, that it still stands."""
    ends = when(until, zone)
    return f"sampai {ends}" if until > now else f"belum dicabut, seharusnya berakhir {ends}"


def long_day(text: str | None, zone: str) -> str | None:
    """`30 November 2026`, where the office is."""
    at = moment(text, zone)
    return None if at is None else format_date(at, "d MMMM y", locale="id")


def age(since: str | None, now: datetime) -> str:
    """`3 hari 4 jam`: the two largest units."""
    if not since:
        return "–"
    passed = max(timedelta(), now.astimezone(UTC) - datetime.fromisoformat(since))
    hours, minutes = divmod(int(passed.total_seconds()) // 60, 60)
    days, hours = divmod(hours, 24)
    parts = [(days, "hari"), (hours, "jam"), (minutes, "menit")]
    said = [f"{number} {unit}" for number, unit in parts if number][:2]
    return " ".join(said) or "kurang dari 1 menit"


def kind(row: Row) -> str:
    code: str = row["kind"]
    return KINDS.get(code, code)


def condition(word: str, medium: str = "card") -> str:
    """A printer's own keyword as staff say it; severity endings are dropped."""
    plain = word.removesuffix("-error").removesuffix("-warning").removesuffix("-report")
    known = CONDITIONS if medium == "card" else {**CONDITIONS, **OF_PAPER}
    return known.get(plain, plain.replace("-", " "))


def scopes(codes: list[str]) -> str:
    """The scopes of a freeze as one phrase, in the order of the day's work."""
    return ", ".join(word for code, word in SCOPES.items() if code in codes)
