"""How things are called on pages: states, kinds, roles, places, times.

Tables are Indonesian and are said in the reader's language where they are shown (`_`, `|t`).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.numbers import format_decimal

from application import labels
from application.language import N_, _, counted, locale
from domain.people.state import Role
from domain.values.nik import Nik
from domain.values.serials import display, is_serial

Row = dict[str, Any]

KINDS, CAUSES = labels.KINDS, labels.CAUSES
SEXES = {"L": N_("Laki-laki"), "P": N_("Perempuan")}
ROLES: dict[Role, str] = {
    Role.ENROLLER: N_("Petugas pendaftaran"),
    Role.VERIFIER: N_("Verifikator"),
    Role.APPROVER: N_("Penyetuju"),
    Role.OPERATOR: N_("Operator stasiun"),
    Role.STORE: N_("Penyimpan blangko"),
    Role.COUNTER: N_("Petugas penyerahan"),
    Role.HEAD: N_("Kepala"),
    Role.AUDITOR: N_("Pemeriksa"),
    Role.ADMIN: N_("Administrator"),
}
SEEN = {
    "good": N_("Tercetak baik"),
    "spoiled": N_("Blangko rusak"),
    "untouched": N_("Tidak tercetak"),
    "absent": N_("Kartu tidak ditemukan"),
}
SPOIL_CAUSES = {
    "print_failed": N_("Gagal cetak"),
    "encode_failed": N_("Gagal encode cip"),
    "damaged": N_("Rusak fisik"),
    "defective": N_("Cacat pabrik"),
    "data_changed": N_("Perubahan elemen data"),
}
GIVEN = {
    "lain": N_("alasannya di halaman dokumen"),
    "cancelled": N_("persetujuannya dibatalkan"),
}
"""Codes that this program gives to a return or a hold."""

PLACES = {
    "received": N_("Diterima"),
    "transferred_in": N_("Pindah masuk"),
    "on_shelf": N_("Di rak"),
    "at_station": N_("Di stasiun"),
    "in_transit": N_("Di jalan"),
    "unsettled": N_("Belum pasti"),
    "printed": N_("Tercetak"),
    "spoiled": N_("Rusak"),
    "missing": N_("Hilang"),
    "destroyed": N_("Dimusnahkan"),
    "transferred_out": N_("Pindah keluar"),
}
CONDITIONS = {
    "media-empty": N_("blangko habis"),
    "media-jam": N_("kartu macet"),
    "card-jam": N_("kartu macet"),
    "marker-supply-empty": N_("pita habis"),
    "marker-supply-missing": N_("pita tidak terpasang"),
    "cover-open": N_("tutup terbuka"),
    "offline": N_("tidak menjawab"),
    "shutdown": N_("mati"),
    "stopped": N_("berhenti"),
    "busy": N_("sedang sibuk"),
    "paused": N_("dijeda di printer"),
    "not-accepting-jobs": N_("tidak menerima tugas"),
}
OF_PAPER = {
    "media-empty": N_("kertas habis"),
    "media-jam": N_("kertas macet"),
    "marker-supply-empty": N_("tinta atau toner habis"),
    "marker-supply-missing": N_("tinta atau toner tidak terpasang"),
}
SCOPES = {
    "intake": N_("Penerimaan permohonan"),
    "change": N_("Perubahan data"),
    "print": N_("Persetujuan dan cetak"),
    "hand_over": N_("Penyerahan"),
}
OUTAGES = {
    "power": N_("Listrik padam"),
    "network": N_("Jaringan terputus"),
    "centre": N_("Server pusat tidak dapat dicapai"),
    "equipment": N_("Alat rusak"),
}
SUPPLIES = {"ribbon": N_("Pita warna"), "film": N_("Film retransfer")}
WARNINGS = {
    "nik_region_unknown": N_("kode wilayah dalam NIK tidak dikenal"),
    "nik_birth_date_differs": N_("tanggal lahir lain dari yang tersirat dalam NIK"),
    "nik_sex_differs": N_("jenis kelamin lain dari yang tersirat dalam NIK"),
    "name_long": N_("nama lebih dari 60 huruf, diberikan sebelum aturan 2022"),
    "name_one_word": N_("nama hanya satu kata"),
    "name_characters": N_("nama memuat tanda selain huruf"),
}
DISCREPANCIES = {
    "blank_not_expected": N_("Blangko lain dari yang diperkirakan"),
    "blank_not_held": N_("Blangko tidak tercatat di stasiun"),
    "blank_claimed_twice": N_("Satu blangko diakui dua kali"),
    "serial_differs": N_("Nomor blangko berbeda"),
    "lease_ended": N_("Dicetak sesudah sewa berakhir"),
    "printed_twice": N_("Tercetak dua kali"),
    "late_success": N_("Hasil baik datang terlambat"),
    "counter_jump": N_("Penghitung printer melompat"),
    "after_posting": N_("Dikerjakan sesudah penugasan berakhir"),
    "after_freeze": N_("Dimulai sesudah tahu cetak dibekukan"),
    "after_revocation": N_("Catatan stasiun yang sudah dicabut"),
    "not_in_pile": N_("Blangko tidak ada di tumpukan"),
    "after_cancel": N_("Tercetak sesudah dibatalkan"),
    "journal_forked": N_("Catatan stasiun bercabang"),
    "count_differs": N_("Hitungan buta berbeda"),
    "short_delivery": N_("Kiriman kurang dari surat"),
    "accepted_short": N_("Penerimaan kurang dari kiriman"),
    "absent": N_("Kartu tidak ditemukan"),
    "not_understood": N_("Laporan stasiun tidak dipahami"),
    "operator_is_approver": N_("Operator juga penyetuju"),
    "break_glass": N_("Wewenang darurat dipakai"),
    "card_not_arrived": N_("Kartu tidak ada dalam kiriman"),
}


ERASED = N_("terhapus")
"""In the place of a name or number whose keys are destroyed; pages say `|t`."""


@dataclass(frozen=True, slots=True)
class State:
    """Glyph, word, tone (css class), and what stands under the word."""

    glyph: str
    word: str
    tone: str = ""
    detail: str = ""


def masked(nik: str | None) -> str:
    """A NIK as pages show it."""
    return Nik.parse(nik).masked() if nik else _(ERASED)


def fours(serial: str | None) -> str:
    return display(serial) if serial and is_serial(serial) else serial or "–"


def moment(text: str | None, zone: str) -> datetime | None:
    return None if not text else datetime.fromisoformat(text).astimezone(ZoneInfo(zone))


def clock(text: str | None, zone: str, *, seconds: bool = False) -> str:
    """`10.42` or `10.42.17`, where the office is."""
    at = moment(text, zone)
    return "–" if at is None else time_of(at, seconds=seconds)


def time_of(at: datetime, *, seconds: bool = False) -> str:
    """In Indonesian with points."""
    form = "medium" if seconds else "short"
    return format_time(at.replace(tzinfo=None), form, locale=locale())


def day(text: str | None) -> str:
    """`31 Des 2026` from an ISO date."""
    return format_date(date.fromisoformat(text[:10]), "d MMM y", locale=locale()) if text else "–"


def when(text: str | None, zone: str) -> str:
    """`20 Nov 07.40`, where the office is."""
    at = moment(text, zone)
    return "–" if at is None else f"{format_date(at, 'd MMM', locale=locale())} {time_of(at)}"


def freeze_end(until: str, now: str, zone: str) -> str:
    """Until when; of a freeze that nobody lifted in time, that it still stands."""
    ends = when(until, zone)
    return freeze_ends(ends, overdue=until <= now)


def freeze_ends(ends: str, *, overdue: bool) -> str:
    if overdue:
        return _("belum dicabut, seharusnya berakhir {ends}").format(ends=ends)
    return _("sampai {ends}").format(ends=ends)


def long_day(text: str | None, zone: str) -> str | None:
    """`30 November 2026`, where the office is."""
    at = moment(text, zone)
    return None if at is None else format_date(at, "d MMMM y", locale=locale())


def age(since: str | None, now: datetime) -> str:
    """`3 hari 4 jam`: the two largest units."""
    if not since:
        return "–"
    passed = max(timedelta(), now.astimezone(UTC) - datetime.fromisoformat(since))
    return duration(int(passed.total_seconds()) // 60)


def duration(minutes: int) -> str:
    """`3 hari 4 jam`: the two largest units."""
    hours, rest = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [
        (days, counted("{n} hari", "{n} hari", days)),
        (hours, counted("{n} jam", "{n} jam", hours)),
        (rest, counted("{n} menit", "{n} menit", rest)),
    ]
    said = [words.format(n=number) for number, words in parts if number][:2]
    return " ".join(said) or _("kurang dari 1 menit")


def number(value: int) -> str:
    """`1.234`, in English `1,234`."""
    return format_decimal(value, locale=locale())


def kind(row: Row) -> str:
    return kind_word(row["kind"])


def kind_word(code: str) -> str:
    return _(KINDS.get(code, code))


def stock_word(code: str) -> str:
    """Of blanks by their document, of ribbon and film."""
    return _(SUPPLIES[code]) if code in SUPPLIES else kind_word(code)


def cause_word(code: str) -> str:
    return _(CAUSES.get(code, code))


def given_word(code: str) -> str:
    """The code of a return or a hold; a program may give its own."""
    return _(GIVEN.get(code, code))


def condition(word: str, medium: str = "card") -> str:
    """A printer's own keyword as staff say it; severity endings are dropped."""
    plain = word.removesuffix("-error").removesuffix("-warning").removesuffix("-report")
    known = CONDITIONS if medium == "card" else {**CONDITIONS, **OF_PAPER}
    return _(known[plain]) if plain in known else plain.replace("-", " ")


def scopes(codes: list[str]) -> str:
    """The scopes of a freeze as one phrase, in the order of the day's work."""
    return ", ".join(_(word) for code, word in SCOPES.items() if code in codes)
