"""Why something is refused, until when, and who can help: one sentence per reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.people.state import Role
from domain.refusal import Reason, Refused
from domain.values.serials import display, is_serial
from web.field_words import field, paper
from web.words import ROLES, SCOPES, SEEN, clock, day, when

CONFLICT = (
    "Orang lain baru saja mengubah ini.",
    "Muat ulang untuk melihat keadaan terbaru, lalu ulangi bila masih perlu.",
)


class Problem(Exception):
    """Refused by the page itself, before any decision is asked for: why, and what helps."""

    def __init__(self, why: str, cure: str = "", *, status: int = 422, code: str = "") -> None:
        super().__init__(why)
        self.why, self.cure, self.status, self.code = why, cure, status, code or "form"


@dataclass(frozen=True, slots=True)
class Said:
    """The sentence that says no, and the one that says what helps, until when, or who."""

    why: str
    cure: str


STATES = {
    "incomplete": "belum lengkap",
    "complete": "siap disetujui",
    "approved": "sudah disetujui",
    "printed": "sudah tercetak",
    "handed_over": "sudah diserahkan",
    "rejected": "sudah ditolak",
    "withdrawn": "tidak berlaku lagi",
    "cancelled": "sudah dibatalkan",
    "pending": "menunggu stasiun",
    "held": "ditahan",
    "closed": "sudah ditutup",
    "ended": "sudah berakhir",
    "none": "belum ada",
    "in_transit": "sedang dikirim ke tempat lain",
    "unwanted": "tercetak setelah dibatalkan",
    "window": "dalam waktu urung",
    "awaiting_reprint": "menunggu izin cetak ulang",
}
OTHERS = {
    "enroller": "Anda sendiri yang merekam pemohon ini.",
    "approver": "Penyetuju dan operator stasiun harus dua orang.",
    "looker": "Anda sendiri yang melihat kartu ini di stasiun.",
    "finder": "Anda sendiri yang menyatakan blangko ini rusak.",
    "sender": "Anda sendiri yang mengirim kotak ini.",
    "opener": "Anda sendiri yang membuka selisih ini.",
    "explainer": "Anda sendiri yang menjelaskan selisih ini.",
    "second": "Orang kedua belum ada atau sama dengan Anda.",
}

SENTENCES: dict[Reason, Said] = {
    Reason.NO_LIVE_POSTING: Said(
        "Penugasan Anda tidak mencakup perbuatan ini di tempat ini.",
        "Yang dapat membantu: {roles}. Penugasan diatur administrator.",
    ),
    Reason.NOT_DELEGATED: Said(
        "Wewenang ini tidak dilimpahkan kepada petugas di kecamatan.",
        "Yang dapat membantu: pejabat dengan penugasan di dinas.",
    ),
    Reason.FROZEN: Said(
        "{scope} sedang dibekukan {ends}.",
        "Pembekuan dicabut oleh kepala dinas; pekerjaan yang menunggu tetap pada gilirannya.",
    ),
    Reason.BAD_CAUSE: Said(
        "Sebab permohonan ini tidak dilayani di loket.",
        "KTP-el pertama terbuka sendiri setelah pusat menyatakan siap cetak.",
    ),
    Reason.LACKING: Said("Data belum lengkap: {fields}.", "Isi bidang itu dari kartu keluarga."),
    Reason.PAPERS_LACKING: Said(
        "Berkas belum lengkap: {papers}.", "Tandai berkas itu setelah ditunjukkan di loket."
    ),
    Reason.BAD_DEED_NUMBER: Said(
        "Nomor akta tidak benar: {number}.",
        "Salin nomor pada baris akta; AL. di pojok kertas lama adalah nomor kertas, bukan akta.",
    ),
    Reason.NOT_IN_AGE_BAND: Said(
        "KIA untuk anak di bawah 17 tahun yang belum kawin.", "Sejak {until} mintakan KTP-el."
    ),
    Reason.NO_BIRTH_DEED: Said(
        "Nomor akta kelahiran belum diisi.", "KIA diberikan kepada anak yang sudah punya akta."
    ),
    Reason.PHOTO_MISSING: Said(
        "Foto anak belum ada atau tidak terbaca.", "Mulai umur 5 tahun KIA memuat foto 2×3."
    ),
    Reason.CODE_DIFFERS: Said(
        "Kode pada kartu lain dari permohonan ini ({expected}).",
        "Jangan serahkan; cari kartu yang benar.",
    ),
    Reason.PICKUP_DIFFERS: Said(
        "Kode ambil tidak cocok dengan permohonan ini.",
        "Baca lagi dari tanda terima; tanpa kode, kuasa menunjukkan surat kuasa.",
    ),
    Reason.NO_POLICE_LETTER: Said(
        "Nomor surat kehilangan dari kepolisian belum ditulis.",
        "Kartu hilang diganti dengan surat itu (Perpres 96/2018 pasal 15).",
    ),
    Reason.NOT_HOME_OFFICE: Said(
        "Perubahan data hanya di kabupaten atau kota asal ({home}).",
        "Di sini dapat diganti kartu hilang atau rusak tanpa perubahan data.",
    ),
    Reason.NOT_THIS_PERSON: Said(
        "Kartu ini tercetak untuk orang lain.", "Periksa nomor blangko pada kartu yang diserahkan."
    ),
    Reason.NOBODY_FOUND: Said(
        "Tidak ada data pribadi dengan NIK ini.", "Periksa NIK pada surat permintaan."
    ),
    Reason.STARTS_IN_PAST: Said(
        "Kebijakan tidak dapat berlaku surut.", "Pilih hari ini atau sesudahnya."
    ),
    Reason.BAD_POLICY: Said(
        "Kebijakan ini tidak dapat dijalankan.",
        "Tiap golongan sekali, jeda urung paling lama 600 detik.",
    ),
    Reason.BAD_FIGURE: Said(
        "Angka ini tidak dapat dicatat.",
        "Periksa indikator, jenis, nilai, tanggal dan sumbernya.",
    ),
    Reason.NOT_FROZEN: Said("Tempat ini tidak sedang dibekukan.", "Muat ulang halaman ini."),
    Reason.UNTIL_PAST: Said(
        "Akhir pembekuan sudah lewat.", "Tulis saat yang masih di depan; dapat diubah kemudian."
    ),
    Reason.NO_ORDER: Said(
        "Perintah pembekuan belum disebut.", "Tulis nomor surat atau pejabat yang memerintah."
    ),
    Reason.BAD_SCOPE: Said("Lingkup pembekuan belum dipilih.", "Pilih satu atau lebih lingkup."),
    Reason.WRONG_STATE: Said(
        "Keadaannya sudah lain: {state}.", "Muat ulang untuk melihat keadaan terbaru."
    ),
    Reason.NOT_FOUND: Said("Tidak ditemukan.", "Periksa nomornya, atau cari lewat antrean."),
    Reason.APPLICATION_OPEN: Said(
        "Orang ini masih punya permohonan yang berjalan.", "Selesaikan permohonan itu dahulu."
    ),
    Reason.HAS_LIVE_CARD: Said(
        "Orang ini sudah memegang kartu yang berlaku.", "Tarik kartu lama dahulu di loket."
    ),
    Reason.DIGEST_DIFFERS: Said(
        "Data berubah sesudah Anda melihatnya.",
        "Lihat data yang baru, lalu setujui lagi bila sudah benar.",
    ),
    Reason.SAME_PERSON: Said(
        "{other}", "Harus dikerjakan orang lain dengan penugasan yang sesuai."
    ),
    Reason.BEFORE_17: Said(
        "Pemohon belum berusia 17 tahun.", "Dapat disetujui mulai {until}, tanpa diajukan ulang."
    ),
    Reason.NO_MARRIAGE_PROOF: Said(
        "Belum ada bukti perkawinan untuk mencetak sebelum 17 tahun.",
        "Loket melengkapi status perkawinan dengan buktinya.",
    ),
    Reason.STATUS_SUPERSEDED: Said(
        "Pusat tidak lagi menyatakan siap cetak ({status}).",
        "Tunggu berkas status berikutnya, atau tanyakan kepada administrator data.",
    ),
    Reason.NOT_RENDERABLE: Said(
        "Data belum dapat dicetak: {problems}", "Kembalikan ke loket untuk diperbaiki."
    ),
    Reason.PERSON_ERASED: Said(
        "Data orang ini sudah dihapus, kartunya tidak dapat dibuat lagi.",
        "Batalkan persetujuannya; permohonan baru dimulai dari perekaman.",
    ),
    Reason.TOO_EARLY: Said("Masih dalam waktu urung.", "Dilepas {until}."),
    Reason.NO_SHIFT: Said(
        "Giliran hari ini belum dibuka di stasiun.", "Operator membukanya di halaman stasiun."
    ),
    Reason.NO_BLANKS: Said(
        "Tidak ada blangko yang siap.", "Penyimpan blangko membuka kotak di printer ini."
    ),
    Reason.NOT_IN_TURN: Said(
        "Belum giliran: ditujukan ke stasiun lain, atau golongannya belum dilayani.",
        "Kepala dapat memindahkan tujuannya atau menerbitkan kebijakan.",
    ),
    Reason.WINDOW_OVER: Said(
        "Waktu urung sudah lewat, tugas sudah dilepas {until}.",
        "Batalkan dari halaman dokumen dengan alasan.",
    ),
    Reason.AT_STATION: Said(
        "Tugas ini sedang di stasiun.",
        "Batalkan dengan alasan; stasiun berhenti sebelum mencetak bila masih sempat.",
    ),
    Reason.NO_SUCH_HOLD: Said("Penahanan itu tidak ada.", "Muat ulang untuk melihat keadaannya."),
    Reason.NO_REASON: Said(
        "Alasan wajib diisi.", "Tulis satu kalimat yang dapat dibaca pemeriksa."
    ),
    Reason.OUTCOME_UNKNOWN: Said(
        "Hasil cetaknya belum pasti.", "Lihat dahulu kartunya, lalu pastikan di Hasil tak pasti."
    ),
    Reason.NO_KEY: Said(
        "Tidak ada percobaan rusak yang memberi hak cetak ulang.",
        "Satu blangko rusak memberi hak satu kali cetak ulang.",
    ),
    Reason.WRONG_VERSION: Said(
        "{printer} tidak dapat mencetak blangko versi {version}.",
        "Buka kotak lain, atau cetak di tempat yang printernya cocok.",
    ),
    Reason.NOT_IN_CUSTODY: Said(
        "Blangko rusaknya belum tercatat disimpan.", "Penyimpan blangko memeriksa nomornya."
    ),
    Reason.NOT_SEEN: Said(
        "Kartu ini belum dilihat operator.", "Operator memindai dan melihatnya di halaman stasiun."
    ),
    Reason.NOT_AS_SEEN: Said(
        "Operator melihat lain: {seen}.",
        "Bila Anda melihat hal berbeda, minta operator melihat lagi di stasiun.",
    ),
    Reason.SERIAL_DIFFERS: Said(
        "Nomor kartu berbeda dari yang tercetak untuk dokumen ini ({expected}).",
        "Jangan serahkan; cari kartu yang benar atau panggil penyetuju.",
    ),
    Reason.NOT_ENTITLED: Said(
        "Pengambil belum terbukti berhak.",
        "Keluarga perlu nama dan hubungan; kuasa perlu nama dan nomor surat.",
    ),
    Reason.OLD_CARD_MISSING: Said("Kartu lama belum diserahkan.", "Terima kartu lama dahulu."),
    Reason.SERIAL_KNOWN: Said(
        "Nomor blangko ini sudah pernah diterima ({key}).", "Periksa rentang nomor di kotaknya."
    ),
    Reason.NOT_ON_SHELF: Said("Kotak ini tidak ada di rak.", "Lihat tempatnya di daftar kotak."),
    Reason.UNSETTLED_BLANKS: Said(
        "Masih ada blangko yang belum pasti di kotak ini.", "Pastikan dahulu di Hasil tak pasti."
    ),
    Reason.NOT_SENT_HERE: Said(
        "Kotak ini tidak dikirim ke tempat ini.", "Pengirim menariknya kembali atau mengirim ulang."
    ),
    Reason.SEND_BACK_FIRST: Said(
        "Blangko kartu ini dipertanggungjawabkan di tempat kartunya dicetak ({place}).",
        "Kirim kembali ke sana dengan surat jalan, lalu catat di sana.",
    ),
    Reason.SEVERAL_PLACES: Said(
        "Kartu yang dipilih ada di tempat yang berbeda.",
        "Satu surat jalan berangkat dari satu tempat; buat satu untuk tiap tempat.",
    ),
    Reason.ALREADY_HERE: Said("Kartu ini sudah di tempat itu.", "Pilih tempat lain."),
    Reason.STILL_WAITED_FOR: Said(
        "Kartu ini masih ditunggu pemiliknya.",
        "Dapat ditarik sejak {until} bila tetap tidak diambil.",
    ),
    Reason.WAITS_FOR_APPLICANT: Said(
        "Golongan ini dicetak saat pemohon datang.", "Loket menandai kedatangannya di Penyerahan."
    ),
    Reason.SERIAL_NOT_SENT: Said(
        "Ada nomor yang tidak termasuk kiriman: {serials}.",
        "Pisahkan blangko itu dan panggil pengirim.",
    ),
    Reason.STATION_REVOKED: Said(
        "Stasiun ini tidak terdaftar.", "Administrator mendaftarkannya dengan kode baru."
    ),
    Reason.PRINTER_HAS_BOX: Said(
        "Printer ini masih punya kotak terbuka.", "Habiskan atau kembalikan kotak itu dahulu."
    ),
    Reason.NOT_COUNTED: Said(
        "Kotak terbuka belum dihitung buta.", "Operator menghitungnya di halaman stasiun."
    ),
    Reason.COUNT_DIFFERS: Said(
        "Hitungan buta berbeda dari catatan.", "Operator menghitung ulang; sisanya dijelaskan."
    ),
    Reason.JOURNAL_GAP: Said(
        "Belum semua catatan stasiun sampai di pusat.", "Tunggu sampai stasiun tersambung."
    ),
    Reason.CODE_USED: Said(
        "Kode ini tidak berlaku atau sudah dipakai.", "Administrator membuat kode baru."
    ),
    Reason.PRINTER_ELSEWHERE: Said(
        "Printer ini tidak ada di stasiun itu.", "Administrator memindahkannya dahulu."
    ),
    Reason.UNKNOWN_REGION: Said(
        "Kode wilayah {code} tidak ada di daftar Kemendagri.", "Periksa kodenya."
    ),
    Reason.UNKNOWN_TIMEZONE: Said(
        "Zona waktu {timezone} tidak dikenal.", "Pakai nama seperti Asia/Jakarta."
    ),
    Reason.LOGIN_TAKEN: Said(
        "Nama pengguna ini sudah dipakai.",
        "Pilih nama lain, atau tambahkan penugasan pada akunnya.",
    ),
    Reason.OWN_POSTING: Said(
        "Penugasan untuk diri sendiri tidak boleh dibuat sendiri.", "Administrator lain membuatnya."
    ),
    Reason.NO_LETTER: Said("Nomor surat wajib diisi.", "Salin dari surat jalan atau surat tugas."),
    Reason.BAD_PERIOD: Said(
        "Peran atau masa penugasan tidak benar.", "Periksa tanggal mulai dan berakhir."
    ),
    Reason.NOT_EXPLAINED: Said(
        "Selisih ini belum dijelaskan.", "Petugas tempat itu menjelaskannya dahulu."
    ),
    Reason.BAD_SERIALS: Said(
        "Nomor blangko tidak benar, berulang, atau kosong.", "Pindai nomor pertama dan terakhir."
    ),
}


class _Details(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "–"


def said(refused: Refused, zone: str = "Asia/Jakarta") -> Said:
    """The sentences of a refusal with its facts in them; times where the office is."""
    found = SENTENCES[refused.reason]
    worded = {name: _worded(name, value, zone) for name, value in refused.details.items()}
    if "ends" in worded:
        overdue = "overdue" in worded
        before = "belum dicabut, seharusnya berakhir" if overdue else "sampai"
        worded["ends"] = f"{before} {worded['ends']}"
    details = _Details(worded)
    return Said(found.why.format_map(details), found.cure.format_map(details))


def _worded(name: str, value: str, zone: str) -> str:
    match name:
        case "roles":
            return ", ".join(ROLES[Role(role)] for role in value.split())
        case "other":
            return OTHERS.get(value, value)
        case "state":
            return STATES.get(value, value)
        case "until" | "ends":
            return _moment(name, value, zone)
        case "scope":
            return SCOPES.get(value, value)
        case "seen":
            return SEEN.get(value, value)
        case "fields" | "papers":
            called = field if name == "fields" else paper
            return ", ".join(called(one) for one in value.split())
        case "expected" | "key" if is_serial(value):
            return display(value)
        case _:
            return value or "–"


def _moment(name: str, value: str, zone: str) -> str:
    if name == "ends":
        return when(value, zone)
    return f"pukul {clock(value, zone, seconds=True)}" if "T" in value else day(value)


def as_problem(reason: str, said_: Said, details: Mapping[str, str]) -> dict[str, str]:
    """RFC 9457 members of a refusal."""
    return {
        "title": "refused",
        "reason": reason,
        "detail": said_.why,
        "cure": said_.cure,
        **details,
    }
