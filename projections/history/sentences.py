"""Every event as one plain Indonesian sentence, for timelines."""

from collections.abc import Mapping
from typing import Any

from domain.values.serials import display, is_serial

Row = Mapping[str, Any]

WORDS = {
    "good": "baik",
    "spoiled": "rusak",
    "untouched": "belum tersentuh",
    "absent": "tidak ditemukan",
    "complete": "dibatalkan persetujuannya",
    "incomplete": "dikembalikan ke loket",
    "rejected": "ditolak",
    "counters": "penghitung printer",
    "two_people": "dua orang",
    "look": "penglihatan operator",
    "scan": "pindai",
    "assumed": "menurut urutan tumpukan",
    "self": "pemegang sendiri",
    "family": "keluarga",
    "proxy": "kuasa",
    "supplier": "pemasok",
    "print_failed": "gagal cetak",
    "encode_failed": "gagal encode",
    "damaged": "rusak",
    "data_changed": "perubahan elemen data",
    "defective": "cacat pabrik",
    "undo": "diurungkan",
    "cancelled": "dibatalkan",
    "returned": "dikembalikan",
    "no_outcome": "stasiun tidak mendengar hasilnya",
    "printer_silent": "printer tidak menjawab",
    "looked_at": "operator melihat kartunya",
    "shift_opened": "giliran dibuka",
    "attempt_started": "percobaan dimulai",
    "attempt_printed": "kartu keluar baik",
    "attempt_spoiled": "kartu rusak",
    "attempt_unknown": "hasil tidak pasti",
    "attempt_untouched": "blangko tidak diambil",
    "attempt_seen": "kartu dilihat operator",
    "lease_surrendered": "tugas dikembalikan",
    "box_counted": "kotak dihitung",
}
"""Codes as staff say them; a code without a word is shown as it stands."""

SENTENCES = {
    "enrolment.captured": "Perekaman diketahui dari {source}.",
    "enrolment.status_observed": "Pusat terlihat menyatakan {status}. Sumber: {source}.",
    "document.requested": "Permohonan {receipt} dibuka.",
    "document.completed": "Data lengkap untuk dicetak.",
    "document.returned": "Dikembalikan ke loket: {reason}.",
    "document.rejected": "Ditolak: {reason}.",
    "document.approved": "Disetujui untuk dicetak.",
    "document.approval_undone": "Persetujuan ditarik kembali ({cause}).",
    "document.printed": "Kartu baik ada, blangko {serial}, percobaan {attempt}.",
    "document.inspection_failed": "Gagal pemeriksaan sebelum diserahkan: {cause}.",
    "document.handed_over": "Diserahkan kepada {entitlement}, kartu {serial}.",
    "document.sent": "Dikirim ke {to_office} untuk diambil di sana, surat jalan {slip}.",
    "document.arrived": "Sampai di {office}, surat jalan {slip}.",
    "document.withdrawn": "Dokumen tidak berlaku lagi ({cause}).",
    "print_job.queued": "Masuk antrean cetak {office}, dilepas pukul {not_before}.",
    "print_job.routed": "Dipindah ke {office}: {reason}.",
    "print_job.held": "Ditahan: {hold}. {reason}",
    "print_job.released": "Penahanan dilepas: {hold}.",
    "print_job.reprioritised": "Didahulukan oleh dua orang: {reason}.",
    "print_job.called": "Pemohon datang; boleh dicetak.",
    "print_job.leased": "Diambil stasiun, sewa {lease}.",
    "print_job.lease_surrendered": "Sewa {lease} dikembalikan stasiun: {reason}.",
    "print_job.cancel_requested": "Diminta berhenti sebelum dicetak; akan {then}.",
    "print_job.cancelled": "Tugas cetak berakhir tanpa kartu ({cause}).",
    "print_job.attempt_started": "Percobaan {attempt} dimulai, blangko {expected_serial}.",
    "print_job.attempt_printed": "Percobaan {attempt} baik, blangko {observed_serial}, {method}.",
    "print_job.attempt_spoiled": "Percobaan {attempt} rusak, blangko {observed_serial}: {cause}.",
    "print_job.attempt_unknown": "Hasil percobaan {attempt} tidak pasti ({reason}).",
    "print_job.attempt_seen": "Operator melihat percobaan {attempt}: {seen}, {observed_serial}.",
    "print_job.attempt_settled": "Percobaan {attempt} dipastikan {outcome} oleh {settled_by}.",
    "print_job.reprint_authorised": "Cetak ulang diizinkan atas percobaan {attempt}: {reason}.",
    "blank_box.received": "Kotak diterima dari {source}: {count} blangko, surat {letter}.",
    "blank_box.dispatched": "Kotak dikirim ke {addressed_to}: {count} blangko, surat {letter}.",
    "blank_box.accepted": "Kiriman diterima: {count} blangko, kurang {short}.",
    "blank_box.opened": "Kotak dibuka di printer {printer}: {count} blangko.",
    "blank_box.blank_taken": "Blangko {serials} diambil printer.",
    "blank_box.blank_returned": "Blangko {serials} kembali ke tumpukan.",
    "blank_box.blank_printed": "Blangko {serials} menjadi kartu baik.",
    "blank_box.blank_spoiled": "Blangko {serials} rusak: {cause}.",
    "blank_box.blank_missing": "Blangko {serials} tidak ada di tempatnya.",
    "blank_box.counted": "Hitungan buta {counted}, menurut catatan {computed}.",
    "station.enrolled": "Stasiun {name} didaftarkan.",
    "station.printer_commissioned": "Printer {printer} ({model}) mulai dipakai.",
    "station.printer_retired": "Printer {printer} berhenti dipakai: {reason}.",
    "station_journal.recorded": "Laporan stasiun: {kind}.",
    "shift.opened": "Giliran {date} dibuka.",
    "shift.closed": "Giliran ditutup.",
    "office.opened": "Tempat layanan {name} dibuka.",
    "staff.registered": "Akun petugas didaftarkan.",
    "office.frozen": "Layanan {scope} dibekukan sampai {until}, perintah {ordered_by}: {reason}.",
    "office.resumed": "Layanan dibuka kembali.",
    "office.policy_published": "Kebijakan antrean mulai {effective_from}, surat {letter}.",
    "figure.stated": "Angka {indicator} ({kind}) di {office}: {value} per {as_of}, {source}.",
    "posting.granted": "Penugasan {role} di {office} s.d. {valid_until}, surat {letter}.",
    "posting.ended": "Penugasan berakhir: {reason}.",
    "surrendered_card.received": "Kartu lama diterima ({cause}), blangko {serial}.",
    "erasure.ordered": "Data pribadi dihapus selamanya: {ground}, surat {letter}.",
    "discrepancy.opened": "Selisih dibuka: {cause}.",
    "discrepancy.explained": "Selisih dijelaskan: {text}.",
    "discrepancy.closed": "Selisih ditutup: {outcome}.",
}


UNNUMBERED = {
    "document.printed": ("serial", "Cetakan baik ada, percobaan {attempt}."),
    "document.handed_over": ("serial", "Diserahkan kepada {entitlement}."),
    "print_job.attempt_started": (
        "expected_serial",
        "Percobaan {attempt} dimulai di printer {printer}.",
    ),
    "print_job.attempt_printed": ("observed_serial", "Percobaan {attempt} baik."),
    "print_job.attempt_spoiled": ("observed_serial", "Percobaan {attempt} rusak: {cause}."),
    "print_job.attempt_seen": ("observed_serial", "Operator melihat percobaan {attempt}: {seen}."),
}
"""Of paper, of blanks without numbers, and of a card that is not there: the empty field."""


class _Spoken(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "–"


def sentence(topic: str, fields: Row) -> str:
    """One sentence; a field that is empty or erased is said as a dash."""
    spoken = _Spoken({name: _said(name, value) for name, value in fields.items()})
    empty, without = UNNUMBERED.get(topic, ("", ""))
    return (without if empty and not fields.get(empty) else SENTENCES[topic]).format_map(spoken)


def _said(name: str, value: Any) -> str:
    if name == "serials" and not value:
        return "tanpa nomor"
    if value is None or value in ("", []):
        return "–"
    if name == "serials":
        return ", ".join(_range(first, last) for first, last in value)
    if name in ("serial", "observed_serial", "expected_serial") and is_serial(str(value)):
        return display(str(value))
    return WORDS.get(str(value), str(value))


def _range(first: str, last: str) -> str:
    return display(first) if first == last else f"{display(first)} sampai {display(last)}"
