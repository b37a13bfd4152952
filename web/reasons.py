"""One sentence for each reason to refuse, and one for what helps, until when, or who."""

from dataclasses import dataclass

from application.language import N_
from domain.refusal import Reason


@dataclass(frozen=True, slots=True)
class Said:
    """The sentence that says no, and the one that says what helps, until when, or who."""

    why: str
    cure: str


STATES = {
    "incomplete": N_("belum lengkap"),
    "complete": N_("siap disetujui"),
    "approved": N_("sudah disetujui"),
    "printed": N_("sudah tercetak"),
    "handed_over": N_("sudah diserahkan"),
    "rejected": N_("sudah ditolak"),
    "withdrawn": N_("tidak berlaku lagi"),
    "cancelled": N_("sudah dibatalkan"),
    "pending": N_("menunggu stasiun"),
    "held": N_("ditahan"),
    "closed": N_("sudah ditutup"),
    "ended": N_("sudah berakhir"),
    "none": N_("belum ada"),
    "in_transit": N_("sedang dikirim ke tempat lain"),
    "unwanted": N_("tercetak setelah dibatalkan"),
    "window": N_("dalam waktu urung"),
    "awaiting_reprint": N_("menunggu izin cetak ulang"),
}
OTHERS = {
    "enroller": N_("Anda sendiri yang merekam pemohon ini."),
    "approver": N_("Penyetuju dan operator stasiun harus dua orang."),
    "looker": N_("Anda sendiri yang melihat kartu ini di stasiun."),
    "finder": N_("Anda sendiri yang menyatakan blangko ini rusak."),
    "sender": N_("Anda sendiri yang mengirim kotak ini."),
    "opener": N_("Anda sendiri yang membuka selisih ini."),
    "explainer": N_("Anda sendiri yang menjelaskan selisih ini."),
    "second": N_("Orang kedua belum ada atau sama dengan Anda."),
}

SENTENCES: dict[Reason, Said] = {
    Reason.NO_LIVE_POSTING: Said(
        N_("Penugasan Anda tidak mencakup perbuatan ini di tempat ini."),
        N_("Yang dapat membantu: {roles}. Penugasan diatur administrator."),
    ),
    Reason.NOT_DELEGATED: Said(
        N_("Wewenang ini tidak dilimpahkan kepada petugas di kecamatan."),
        N_("Yang dapat membantu: pejabat dengan penugasan di dinas."),
    ),
    Reason.FROZEN: Said(
        N_("{scope} sedang dibekukan {ends}."),
        N_("Pembekuan dicabut oleh kepala dinas; pekerjaan yang menunggu tetap pada gilirannya."),
    ),
    Reason.BAD_CAUSE: Said(
        N_("Sebab permohonan ini tidak dilayani di loket."),
        N_("KTP-el pertama terbuka sendiri setelah pusat menyatakan siap cetak."),
    ),
    Reason.LACKING: Said(
        N_("Data belum lengkap: {fields}."), N_("Isi bidang itu, lalu kirim lagi.")
    ),
    Reason.PAPERS_LACKING: Said(
        N_("Berkas belum lengkap: {papers}."), N_("Tandai berkas itu setelah ditunjukkan di loket.")
    ),
    Reason.BAD_DEED_NUMBER: Said(
        N_("Nomor akta tidak benar: {number}."),
        N_(
            "Salin nomor pada baris akta; AL. di pojok kertas lama adalah nomor kertas, bukan akta."
        ),
    ),
    Reason.NOT_IN_AGE_BAND: Said(
        N_("KIA untuk anak di bawah 17 tahun yang belum kawin."),
        N_("Sejak {until} mintakan KTP-el."),
    ),
    Reason.NO_BIRTH_DEED: Said(
        N_("Nomor akta kelahiran belum diisi."),
        N_("KIA diberikan kepada anak yang sudah punya akta."),
    ),
    Reason.PHOTO_MISSING: Said(
        N_("Foto anak belum ada atau tidak terbaca."), N_("Mulai umur 5 tahun KIA memuat foto 2×3.")
    ),
    Reason.CODE_DIFFERS: Said(
        N_("Kode pada kartu lain dari permohonan ini ({expected})."),
        N_("Jangan serahkan; cari kartu yang benar."),
    ),
    Reason.PICKUP_DIFFERS: Said(
        N_("Kode ambil tidak cocok dengan permohonan ini."),
        N_("Baca lagi dari tanda terima; tanpa kode, kuasa menunjukkan surat kuasa."),
    ),
    Reason.NO_POLICE_LETTER: Said(
        N_("Nomor surat kehilangan dari kepolisian belum ditulis."),
        N_("Kartu hilang diganti dengan surat itu (Perpres 96/2018 pasal 15)."),
    ),
    Reason.NOT_HOME_OFFICE: Said(
        N_("Perubahan data hanya di kabupaten atau kota asal ({home})."),
        N_("Di sini dapat diganti kartu hilang atau rusak tanpa perubahan data."),
    ),
    Reason.NOT_THIS_PERSON: Said(
        N_("Kartu ini tercetak untuk orang lain."),
        N_("Periksa nomor blangko pada kartu yang diserahkan."),
    ),
    Reason.NOBODY_FOUND: Said(
        N_("Tidak ada data pribadi dengan NIK ini."), N_("Periksa NIK pada surat permintaan.")
    ),
    Reason.STARTS_IN_PAST: Said(
        N_("Kebijakan tidak dapat berlaku surut."), N_("Pilih hari ini atau sesudahnya.")
    ),
    Reason.BAD_POLICY: Said(
        N_("Kebijakan ini tidak dapat dijalankan."),
        N_("Tiap golongan sekali, jeda urung paling lama 600 detik."),
    ),
    Reason.BAD_FIGURE: Said(
        N_("Angka ini tidak dapat dicatat."),
        N_("Periksa indikator, jenis, nilai, tanggal dan sumbernya."),
    ),
    Reason.NOT_FROZEN: Said(
        N_("Tempat ini tidak sedang dibekukan."), N_("Muat ulang halaman ini.")
    ),
    Reason.UNTIL_PAST: Said(
        N_("Akhir pembekuan sudah lewat."),
        N_("Tulis saat yang masih di depan; dapat diubah kemudian."),
    ),
    Reason.NO_ORDER: Said(
        N_("Perintah pembekuan belum disebut."),
        N_("Tulis nomor surat atau pejabat yang memerintah."),
    ),
    Reason.BAD_OUTAGE: Said(
        N_("Gangguan ini tidak dapat dicatat."),
        N_("Mulainya paling lama 72 jam yang lalu, akhirnya sesudah mulai, keduanya sudah lewat."),
    ),
    Reason.OUTAGE_RECORDED: Said(
        N_("Gangguan ini sudah tercatat sejak {until}."),
        N_("Catat dahulu akhirnya, lalu yang baru."),
    ),
    Reason.NO_OUTAGE: Said(
        N_("Gangguan ini tidak sedang tercatat."), N_("Muat ulang halaman ini.")
    ),
    Reason.BAD_SUPPLY: Said(
        N_("Kiriman pita ini tidak dapat dicatat."),
        N_("Pilih pita atau film; 1 sampai 1.000 gulungan dari 1 sampai 10.000 cetakan."),
    ),
    Reason.NO_ROLLS: Said(
        N_("Tidak ada gulungan lagi dari kiriman ini."), N_("Ambil dari kiriman lain.")
    ),
    Reason.BAD_SCOPE: Said(
        N_("Lingkup pembekuan belum dipilih."), N_("Pilih satu atau lebih lingkup.")
    ),
    Reason.WRONG_STATE: Said(
        N_("Keadaannya sudah lain: {state}."), N_("Muat ulang untuk melihat keadaan terbaru.")
    ),
    Reason.NOT_FOUND: Said(
        N_("Tidak ditemukan."), N_("Periksa nomornya, atau cari lewat antrean.")
    ),
    Reason.APPLICATION_OPEN: Said(
        N_("Orang ini masih punya permohonan yang berjalan."),
        N_("Selesaikan permohonan itu dahulu."),
    ),
    Reason.HAS_LIVE_CARD: Said(
        N_("Orang ini sudah memegang kartu yang berlaku."), N_("Tarik kartu lama dahulu di loket.")
    ),
    Reason.DIGEST_DIFFERS: Said(
        N_("Data berubah sesudah Anda melihatnya."),
        N_("Lihat data yang baru, lalu setujui lagi bila sudah benar."),
    ),
    Reason.SAME_PERSON: Said(
        "{other}", N_("Harus dikerjakan orang lain dengan penugasan yang sesuai.")
    ),
    Reason.BEFORE_17: Said(
        N_("Pemohon belum berusia 17 tahun."),
        N_("Dapat disetujui mulai {until}, tanpa diajukan ulang."),
    ),
    Reason.NO_MARRIAGE_PROOF: Said(
        N_("Belum ada bukti perkawinan untuk mencetak sebelum 17 tahun."),
        N_("Loket melengkapi status perkawinan dengan buktinya."),
    ),
    Reason.STATUS_SUPERSEDED: Said(
        N_("Pusat tidak lagi menyatakan siap cetak ({status})."),
        N_("Tunggu berkas status berikutnya, atau tanyakan kepada administrator data."),
    ),
    Reason.NOT_RENDERABLE: Said(
        N_("Data belum dapat dicetak: {problems}"), N_("Kembalikan ke loket untuk diperbaiki.")
    ),
    Reason.PERSON_ERASED: Said(
        N_("Data orang ini sudah dihapus, kartunya tidak dapat dibuat lagi."),
        N_("Batalkan persetujuannya; permohonan baru dimulai dari perekaman."),
    ),
    Reason.TOO_EARLY: Said(N_("Masih dalam waktu urung."), N_("Dilepas {until}.")),
    Reason.NO_SHIFT: Said(
        N_("Giliran hari ini belum dibuka di stasiun."),
        N_("Operator membukanya di halaman stasiun."),
    ),
    Reason.NO_BLANKS: Said(
        N_("Tidak ada blangko yang siap."), N_("Penyimpan blangko membuka kotak di printer ini.")
    ),
    Reason.NOT_IN_TURN: Said(
        N_("Belum giliran: ditujukan ke stasiun lain, atau golongannya belum dilayani."),
        N_("Kepala dapat memindahkan tujuannya atau menerbitkan kebijakan."),
    ),
    Reason.WINDOW_OVER: Said(
        N_("Waktu urung sudah lewat, tugas sudah dilepas {until}."),
        N_("Batalkan dari halaman dokumen dengan alasan."),
    ),
    Reason.AT_STATION: Said(
        N_("Tugas ini sedang di stasiun."),
        N_("Batalkan dengan alasan; stasiun berhenti sebelum mencetak bila masih sempat."),
    ),
    Reason.NO_SUCH_HOLD: Said(
        N_("Penahanan itu tidak ada."), N_("Muat ulang untuk melihat keadaannya.")
    ),
    Reason.NO_REASON: Said(
        N_("Alasan wajib diisi."), N_("Tulis satu kalimat yang dapat dibaca pemeriksa.")
    ),
    Reason.OUTCOME_UNKNOWN: Said(
        N_("Hasil cetaknya belum pasti."),
        N_("Lihat dahulu kartunya, lalu pastikan di Hasil tak pasti."),
    ),
    Reason.NO_KEY: Said(
        N_("Tidak ada percobaan rusak yang memberi hak cetak ulang."),
        N_("Satu blangko rusak memberi hak satu kali cetak ulang."),
    ),
    Reason.WRONG_VERSION: Said(
        N_("{printer} tidak dapat mencetak blangko versi {version}."),
        N_("Buka kotak lain, atau cetak di tempat yang printernya cocok."),
    ),
    Reason.NOT_IN_CUSTODY: Said(
        N_("Blangko rusaknya belum tercatat disimpan."), N_("Penyimpan blangko memeriksa nomornya.")
    ),
    Reason.NOT_SEEN: Said(
        N_("Kartu ini belum dilihat operator."),
        N_("Operator memindai dan melihatnya di halaman stasiun."),
    ),
    Reason.NOT_AS_SEEN: Said(
        N_("Operator melihat lain: {seen}."),
        N_("Bila Anda melihat hal berbeda, minta operator melihat lagi di stasiun."),
    ),
    Reason.SERIAL_DIFFERS: Said(
        N_("Nomor kartu berbeda dari yang tercetak untuk dokumen ini ({expected})."),
        N_("Jangan serahkan; cari kartu yang benar atau panggil penyetuju."),
    ),
    Reason.CARD_OF_ANOTHER: Said(
        N_("Kartu bernomor {serial} dicetak untuk dokumen lain."),
        N_("Jangan serahkan. Bila kartu dokumen ini tidak ada, catat tidak ditemukan, dua orang."),
    ),
    Reason.NOT_ENTITLED: Said(
        N_("Pengambil belum terbukti berhak."),
        N_("Keluarga: nama dan hubungan. Kuasa: nama, dan nomor surat atau kode ambil."),
    ),
    Reason.OLD_CARD_MISSING: Said(
        N_("Kartu lama belum diserahkan."), N_("Terima kartu lama dahulu.")
    ),
    Reason.SERIAL_KNOWN: Said(
        N_("Nomor blangko ini sudah pernah diterima ({key})."),
        N_("Periksa rentang nomor di kotaknya."),
    ),
    Reason.NOT_ON_SHELF: Said(
        N_("Kotak ini tidak ada di rak."), N_("Lihat tempatnya di daftar kotak.")
    ),
    Reason.UNSETTLED_BLANKS: Said(
        N_("Masih ada blangko yang belum pasti di kotak ini."),
        N_("Pastikan dahulu di Hasil tak pasti."),
    ),
    Reason.NOT_SENT_HERE: Said(
        N_("Kotak ini tidak dikirim ke tempat ini."),
        N_("Pengirim menariknya kembali atau mengirim ulang."),
    ),
    Reason.SEND_BACK_FIRST: Said(
        N_("Blangko kartu ini dipertanggungjawabkan di tempat kartunya dicetak ({place})."),
        N_("Kirim kembali ke sana dengan surat jalan, lalu catat di sana."),
    ),
    Reason.SEVERAL_PLACES: Said(
        N_("Kartu yang dipilih ada di tempat yang berbeda."),
        N_("Satu surat jalan berangkat dari satu tempat; buat satu untuk tiap tempat."),
    ),
    Reason.ALREADY_HERE: Said(N_("Kartu ini sudah di tempat itu."), N_("Pilih tempat lain.")),
    Reason.STILL_WAITED_FOR: Said(
        N_("Kartu ini masih ditunggu pemiliknya."),
        N_("Dapat ditarik sejak {until} bila tetap tidak diambil."),
    ),
    Reason.WAITS_FOR_APPLICANT: Said(
        N_("Golongan ini dicetak saat pemohon datang."),
        N_("Loket menandai kedatangannya di Penyerahan."),
    ),
    Reason.SERIAL_NOT_SENT: Said(
        N_("Ada nomor yang tidak termasuk kiriman: {serials}."),
        N_("Pisahkan blangko itu dan panggil pengirim."),
    ),
    Reason.STATION_REVOKED: Said(
        N_("Stasiun ini tidak terdaftar atau sudah dicabut."),
        N_("Administrator mendaftarkannya dengan kode baru."),
    ),
    Reason.STATION_IN_USE: Said(
        N_("Printer ini masih dipakai stasiunnya."),
        N_("Operator menghitung kotaknya di sana, atau administrator mencabut dahulu stasiunnya."),
    ),
    Reason.LEASE_NOT_LIVE: Said(
        N_("Tugas ini tidak sedang dipegang stasiun."),
        N_("Lihat keadaannya sekarang di halaman dokumen."),
    ),
    Reason.PRINTER_HAS_BOX: Said(
        N_("Printer ini masih punya kotak terbuka."),
        N_("Habiskan atau kembalikan kotak itu dahulu."),
    ),
    Reason.NOT_COUNTED: Said(
        N_("Kotak terbuka belum dihitung buta."), N_("Operator menghitungnya di halaman stasiun.")
    ),
    Reason.COUNT_DIFFERS: Said(
        N_("Hitungan buta berbeda dari catatan."),
        N_(
            "Operator memindai isinya di halaman stasiun; tanpa nomor, orang lain menghitung ulang."
        ),
    ),
    Reason.JOURNAL_GAP: Said(
        N_("Belum semua catatan stasiun sampai di pusat."), N_("Tunggu sampai stasiun tersambung.")
    ),
    Reason.CODE_USED: Said(
        N_("Kode ini tidak berlaku atau sudah dipakai."), N_("Administrator membuat kode baru.")
    ),
    Reason.PRINTER_ELSEWHERE: Said(
        N_("Printer ini tidak ada di stasiun itu."), N_("Administrator memindahkannya dahulu.")
    ),
    Reason.UNKNOWN_REGION: Said(
        N_("Kode wilayah {code} tidak ada di daftar Kemendagri."), N_("Periksa kodenya.")
    ),
    Reason.UNKNOWN_TIMEZONE: Said(
        N_("Zona waktu {timezone} tidak dikenal."), N_("Pakai nama seperti Asia/Jakarta.")
    ),
    Reason.LOGIN_TAKEN: Said(
        N_("Nama pengguna ini sudah dipakai."),
        N_("Pilih nama lain, atau tambahkan penugasan pada akunnya."),
    ),
    Reason.OWN_POSTING: Said(
        N_("Penugasan untuk diri sendiri tidak boleh dibuat sendiri."),
        N_("Administrator lain membuatnya."),
    ),
    Reason.NO_LETTER: Said(
        N_("Nomor surat wajib diisi."), N_("Salin dari surat jalan atau surat tugas.")
    ),
    Reason.BAD_PERIOD: Said(
        N_("Peran atau masa penugasan tidak benar."), N_("Periksa tanggal mulai dan berakhir.")
    ),
    Reason.NOT_EXPLAINED: Said(
        N_("Selisih ini belum dijelaskan."), N_("Petugas tempat itu menjelaskannya dahulu.")
    ),
    Reason.BAD_SERIALS: Said(
        N_("Nomor blangko tidak benar, berulang, atau kosong."),
        N_("Pindai nomor pertama dan terakhir."),
    ),
    Reason.NOTHING_CAME: Said(
        N_("Belum dikatakan apa yang ada."),
        N_("Pindai nomornya, tulis jumlahnya bila tanpa nomor, atau beri centang pada formulir."),
    ),
    Reason.NOT_IN_BOX: Said(
        N_("Menurut catatan bukan isi kotak itu: {serials}."),
        N_("Periksa kotaknya, keluarkan blangko itu, lalu pindai sekali lagi."),
    ),
    Reason.NOT_MISSING: Said(
        N_("Tidak tercatat hilang dari kotak itu: {serials}."),
        N_("Periksa kotak dan nomornya, lalu pindai sekali lagi."),
    ),
}
