"""Every event as one plain sentence, for timelines."""

from collections.abc import Mapping
from typing import Any

from application.language import N_, _
from application.station_link.desk import WHY_BACK
from domain.values.serials import display, is_serial

Row = Mapping[str, Any]

WORDS = {
    "good": N_("baik"),
    "spoiled": N_("rusak"),
    "untouched": N_("belum tersentuh"),
    "absent": N_("tidak ditemukan"),
    "complete": N_("dibatalkan persetujuannya"),
    "incomplete": N_("dikembalikan ke loket"),
    "rejected": N_("ditolak"),
    "counters": N_("penghitung printer"),
    "two_people": N_("dua orang"),
    "look": N_("penglihatan operator"),
    "scan": N_("pindai"),
    "assumed": N_("menurut urutan tumpukan"),
    "self": N_("pemegang sendiri"),
    "family": N_("keluarga"),
    "proxy": N_("kuasa"),
    "supplier": N_("pemasok"),
    "print_failed": N_("gagal cetak"),
    "encode_failed": N_("gagal encode"),
    "damaged": N_("rusak"),
    "data_changed": N_("perubahan elemen data"),
    "defective": N_("cacat pabrik"),
    "undo": N_("diurungkan"),
    "cancelled": N_("dibatalkan"),
    "returned": N_("dikembalikan"),
    "no_outcome": N_("stasiun tidak mendengar hasilnya"),
    "lease_broken": N_("sewanya diputus di pusat"),
    "printer_silent": N_("printer tidak menjawab"),
    "looked_at": N_("operator melihat kartunya"),
    "shift_opened": N_("giliran dibuka"),
    "attempt_started": N_("percobaan dimulai"),
    "attempt_printed": N_("kartu keluar baik"),
    "attempt_spoiled": N_("kartu rusak"),
    "attempt_unknown": N_("hasil tidak pasti"),
    "attempt_untouched": N_("blangko tidak diambil"),
    "attempt_seen": N_("kartu dilihat operator"),
    "lease_surrendered": N_("tugas dikembalikan"),
    "box_counted": N_("kotak dihitung"),
    "box_scanned": N_("isi kotak dipindai"),
    "box_handed_back": N_("kotak dikembalikan"),
    "blank_found": N_("blangko ditemukan lagi"),
    "blank_spoiled": N_("blangko rusak di tangan"),
}
"""Codes as staff say them; a code without a word is shown as it stands."""

SENTENCES = {
    "enrolment.captured": N_("Perekaman diketahui dari {source}."),
    "enrolment.status_observed": N_("Pusat terlihat menyatakan {status}. Sumber: {source}."),
    "document.requested": N_("Permohonan {receipt} dibuka."),
    "document.completed": N_("Data lengkap untuk dicetak."),
    "document.returned": N_("Dikembalikan ke loket: {reason}."),
    "document.rejected": N_("Ditolak: {reason}."),
    "document.approved": N_("Disetujui untuk dicetak."),
    "document.approval_undone": N_("Persetujuan ditarik kembali ({cause})."),
    "document.printed": N_("Kartu baik ada, blangko {serial}, percobaan {attempt}."),
    "document.inspection_failed": N_("Gagal pemeriksaan sebelum diserahkan: {cause}."),
    "document.handed_over": N_("Diserahkan kepada {entitlement}, kartu {serial}."),
    "document.sent": N_("Dikirim ke {to_office} untuk diambil di sana, surat jalan {slip}."),
    "document.arrived": N_("Sampai di {office}, surat jalan {slip}."),
    "document.withdrawn": N_("Dokumen tidak berlaku lagi ({cause})."),
    "print_job.queued": N_("Masuk antrean cetak {office}, dilepas pukul {not_before}."),
    "print_job.routed": N_("Dipindah ke {office}: {reason}."),
    "print_job.held": N_("Ditahan: {hold}. {reason}"),
    "print_job.released": N_("Penahanan dilepas: {hold}."),
    "print_job.reprioritised": N_("Didahulukan oleh dua orang: {reason}."),
    "print_job.called": N_("Pemohon datang; boleh dicetak."),
    "print_job.leased": N_("Diambil stasiun, sewa {lease}."),
    "print_job.lease_surrendered": N_("Sewa {lease} dikembalikan stasiun: {reason}."),
    "print_job.lease_broken": N_("Sewa {lease} diputus oleh dua orang: {reason}."),
    "print_job.cancel_requested": N_("Diminta berhenti sebelum dicetak; akan {then}."),
    "print_job.cancelled": N_("Tugas cetak berakhir tanpa kartu ({cause})."),
    "print_job.attempt_started": N_("Percobaan {attempt} dimulai, blangko {expected_serial}."),
    "print_job.attempt_printed": N_(
        "Percobaan {attempt} baik, blangko {observed_serial}, {method}."
    ),
    "print_job.attempt_spoiled": N_(
        "Percobaan {attempt} rusak, blangko {observed_serial}: {cause}."
    ),
    "print_job.attempt_unknown": N_("Hasil percobaan {attempt} tidak pasti ({reason})."),
    "print_job.attempt_seen": N_("Percobaan {attempt} dilihat: {seen}, {observed_serial}."),
    "print_job.attempt_settled": N_("Percobaan {attempt} dipastikan {outcome} oleh {settled_by}."),
    "print_job.reprint_authorised": N_("Cetak ulang diizinkan atas percobaan {attempt}: {reason}."),
    "blank_box.received": N_("Kotak diterima dari {source}: {count} blangko, surat {letter}."),
    "blank_box.dispatched": N_("Kotak dikirim ke {addressed_to}: {count} blangko, surat {letter}."),
    "blank_box.accepted": N_("Kiriman diterima: {count} blangko, kurang {short}."),
    "blank_box.opened": N_("Kotak dibuka di printer {printer}: {count} blangko."),
    "blank_box.handed_back": N_("Kotak keluar dari printer: {count} blangko."),
    "blank_box.blank_taken": N_("Blangko {serials} diambil printer."),
    "blank_box.blank_returned": N_("Blangko {serials} kembali ke tumpukan."),
    "blank_box.blank_printed": N_("Blangko {serials} menjadi kartu baik."),
    "blank_box.blank_spoiled": N_("Blangko {serials} rusak: {cause}."),
    "blank_box.blank_missing": N_("Blangko {serials} tidak ada di tempatnya."),
    "blank_box.blank_found": N_("Blangko {serials} ditemukan lagi."),
    "blank_box.counted": N_("Hitungan buta {counted}, menurut catatan {computed}."),
    "station.enrolled": N_("Stasiun {name} didaftarkan."),
    "station.printer_commissioned": N_("Printer {printer} ({model}) mulai dipakai."),
    "station.printer_retired": N_("Printer {printer} berhenti dipakai: {reason}."),
    "station.revoked": N_("Stasiun dicabut: {reason}."),
    "station_journal.recorded": N_("Laporan stasiun: {kind}."),
    "shift.opened": N_("Giliran {date} dibuka."),
    "shift.closed": N_("Giliran ditutup."),
    "office.opened": N_("Tempat layanan {name} dibuka."),
    "staff.registered": N_("Akun petugas didaftarkan."),
    "office.frozen": N_(
        "Layanan {scope} dibekukan sampai {until}, perintah {ordered_by}: {reason}."
    ),
    "office.resumed": N_("Layanan dibuka kembali."),
    "staff.code_issued": N_("Kode untuk kata sandi baru dibuat; kata sandi lama gugur."),
    "staff.nik_revealed": N_("NIK dokumen ini dibuka untuk dibaca."),
    "staff.history_exported": N_("Riwayat {first}–{last} dibawa keluar ({form}, {with_names})."),
    "supply.received": N_("{rolls} gulungan {item} diterima, surat {letter}."),
    "supply.written_off": N_("{rolls} gulungan dihapus dari stok: {reason}."),
    "supply.mounted": N_("Satu gulungan {item} dipasang di {printer}."),
    "office.outage_began": N_("Gangguan ({cause}) dicatat, sejak {began_at}: {note}."),
    "office.outage_ended": N_("Gangguan ({cause}) berakhir {ended_at}."),
    "office.policy_published": N_("Kebijakan antrean mulai {effective_from}, surat {letter}."),
    "figure.stated": N_("Angka {indicator} ({kind}) di {office}: {value} per {as_of}, {source}."),
    "posting.granted": N_("Penugasan {role} di {office} s.d. {valid_until}, surat {letter}."),
    "posting.ended": N_("Penugasan berakhir: {reason}."),
    "surrendered_card.received": N_("Kartu lama diterima ({cause}), blangko {serial}."),
    "erasure.ordered": N_("Data pribadi dihapus selamanya: {ground}, surat {letter}."),
    "discrepancy.opened": N_("Selisih dibuka: {cause}."),
    "discrepancy.explained": N_("Selisih dijelaskan: {text}."),
    "discrepancy.closed": N_("Selisih ditutup: {outcome}."),
}


UNNUMBERED = {
    "document.printed": ("serial", N_("Cetakan baik ada, percobaan {attempt}.")),
    "document.handed_over": ("serial", N_("Diserahkan kepada {entitlement}.")),
    "print_job.attempt_started": (
        "expected_serial",
        N_("Percobaan {attempt} dimulai di printer {printer}."),
    ),
    "print_job.attempt_printed": ("observed_serial", N_("Percobaan {attempt} baik.")),
    "print_job.attempt_spoiled": ("observed_serial", N_("Percobaan {attempt} rusak: {cause}.")),
    "print_job.attempt_seen": ("observed_serial", N_("Percobaan {attempt} dilihat: {seen}.")),
}
"""Of paper, of blanks without numbers, and of a card that is not there: the empty field."""

GIVEN_BACK: dict[str, str] = {
    **WHY_BACK,
    "cancelled": N_("Dibatalkan pusat"),
    "no_payload": N_("Data cetaknya sudah terhapus"),
}
"""The operator's codes and the station's own; older ones are sentences, said as they stand."""


ENDED: dict[str, str] = {
    "silent": N_("Stasiun tidak menjawab"),
    "broken": N_("Mini PC rusak"),
    "stolen": N_("Mini PC hilang atau dicuri"),
    "replaced": N_("Mini PC diganti"),
    "revoked": N_("Stasiun dicabut"),
}
"""Why a lease is broken or a station revoked."""

SAID = {
    "print_job.lease_surrendered": GIVEN_BACK,
    "print_job.lease_broken": ENDED,
    "station.revoked": ENDED,
}


class _Spoken(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "–"


def sentence(topic: str, fields: Row) -> str:
    """One sentence; a field that is empty or erased is said as a dash."""
    spoken = _Spoken({name: _said(name, value) for name, value in fields.items()})
    reason = fields.get("reason")
    if (said := SAID.get(topic, {}).get(str(reason))) is not None:
        worded = _(said)
        spoken["reason"] = worded[:1].lower() + worded[1:]
    if topic == "print_job.cancel_requested" and fields.get("then") == "printed":
        return _("Diminta kembali: kartunya sudah dicetak di stasiun lain.")
    empty, without = UNNUMBERED.get(topic, ("", ""))
    wording = without if empty and not fields.get(empty) else SENTENCES[topic]
    return _(wording).format_map(spoken)


def _said(name: str, value: Any) -> str:
    if name == "serials" and not value:
        return _("tanpa nomor")
    if value is None or value in ("", []):
        return "–"
    if name == "serials":
        return ", ".join(_range(first, last) for first, last in value)
    if name in ("serial", "observed_serial", "expected_serial") and is_serial(str(value)):
        return display(str(value))
    return _(WORDS[str(value)]) if str(value) in WORDS else str(value)


def _range(first: str, last: str) -> str:
    if first == last:
        return display(first)
    return _("{first} sampai {last}").format(first=display(first), last=display(last))
