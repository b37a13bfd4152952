"""The sentence for each code, written for the clerk who has the list open beside it."""

from application.language import N_
from application.phrases import Phrase

REASONS = {
    "required_empty": N_("Wajib diisi, tetapi kosong."),
    "nik_length": N_("NIK harus 16 angka."),
    "nik_not_digits": N_(
        "NIK berisi karakter selain angka 0-9 (misalnya huruf O, huruf l, atau *)."
    ),
    "nik_scientific": N_(
        "NIK diubah Excel menjadi bentuk ilmiah (E+15): angka terakhir sudah hilang."
    ),
    "nik_number": N_(
        "NIK tersimpan sebagai bilangan dan berakhir 0: Excel hanya menyimpan 15 angka, "
        "angka terakhir mungkin hilang."
    ),
    "nik_from_number": N_("NIK tersimpan sebagai bilangan, tetapi ke-16 angkanya utuh; diterima."),
    "nik_conflict": N_(
        "NIK ini sudah dipakai untuk nama, tanggal lahir, atau jenis kelamin yang berbeda."
    ),
    "sex_unknown": N_("Jenis kelamin tidak dikenal: tulis L atau P."),
    "date_invalid": N_("Tanggal tidak ada di kalender atau tidak terbaca: tulis HH-BB-TTTT."),
    "date_two_digit_year": N_("Tahun pada tanggal hanya dua angka: tulis empat angka."),
    "date_in_future": N_("Tanggal di masa depan."),
    "name_too_long": N_(
        "Nama lebih dari 60 huruf, padahal lahir setelah Permendagri 73/2022 berlaku."
    ),
    "name_long": N_("Nama lebih dari 60 huruf."),
    "name_one_word": N_("Nama hanya satu kata."),
    "name_characters": N_("Nama berisi angka atau tanda baca."),
    "person_not_active": N_("Menurut status di daftar ini, orangnya {value}."),
    "row_shape": N_(
        "Ada sel berisi di luar kolom judul: sel bergeser, misalnya oleh pemisah di dalam isi."
    ),
    "row_cut": N_("Baris terakhir terpotong: berkas berhenti sebelum semua kolom terisi."),
    "quote_open": N_("Tanda kutip dibuka tetapi tidak ditutup: kolom baris ini tidak terbaca."),
    "cell_too_long": N_("Sel berisi {value} huruf; paling banyak 32.767."),
    "cell_damaged": N_("Sel berisi karakter kendali (misalnya NUL) atau huruf yang rusak."),
    "nik_region_unknown": N_("Enam angka pertama NIK bukan kode kecamatan yang berlaku sekarang."),
    "nik_birth_date_differs": N_("Tanggal lahir menurut NIK berbeda dengan baris ini."),
    "nik_sex_differs": N_("Jenis kelamin menurut NIK berbeda dengan baris ini."),
    "no_kk_unusable": N_("No. KK rusak atau bukan 16 angka: dikosongkan."),
    "value_unknown": N_("Nilai tidak dikenal atau tidak jelas: dikosongkan."),
    "rt_rw_unusable": N_("RT/RW berubah menjadi tanggal atau tidak terbaca: dikosongkan."),
    "date_unusable": N_("Tanggal rekam tidak terbaca: dikosongkan."),
    "status_none": N_("Menurut daftar ini orangnya belum direkam: tidak ada status untuk dicatat."),
    "status_unknown": N_("Status tidak dikenal. Yang dikenal: {value}."),
    "kind_unknown": N_("Jenis dokumen tidak dikenal. Yang dikenal: {value}."),
    "cause_unknown": N_("Sebab tidak dikenal. Yang dikenal: {value}."),
    "service_unknown": N_("Layanan tidak dikenal. Yang dikenal: {value}."),
    "papers_unknown": N_(
        "Ada berkas yang tidak dikenal; pisahkan dengan koma. Yang dikenal: {value}."
    ),
    "kk_unusable": N_("No. KK rusak atau bukan 16 angka: tulis lagi sebagai teks."),
    "number_damaged": N_(
        "Nomor tersimpan sebagai bilangan: Excel mungkin sudah mengubah angkanya."
    ),
    "number_personal": N_(
        "No. Permohonan memuat nama, NIK, atau No. KK: pakai nomor lain, karena ini tidak disandi."
    ),
    "number_too_often": N_(
        "Lebih dari {value} baris memakai No. Permohonan ini: satu permohonan tidak sebanyak itu."
    ),
    "number_missing": N_("Baris dari sebuah layanan perlu No. Permohonan yang sama."),
    "text_too_long": N_("Isi terlalu panjang untuk dicetak."),
    "home_unknown": N_("Kode kabupaten/kota asal adalah empat angka."),
    "service_differs": N_("Baris lain dengan No. Permohonan ini menyebut layanan lain."),
    "service_other": N_("Jenis ini tidak termasuk layanannya, yang terdiri atas: {value}."),
    "service_parts": N_("Layanan ini dimulai dengan {value}, dan tiap lembar hanya satu kali."),
    "lacking": N_("Wajib diisi, tetapi kosong: {value}."),
    "application_known": N_(
        "Permohonan ini sudah pernah masuk: sebab atau surat kehilangannya lain, "
        "atau sudah selesai, ditolak, atau ditarik. Bila baru, beri No. Permohonan sendiri."
    ),
    "application_together": N_(
        "Baris {value} dari permohonan yang sama ditolak, jadi baris ini pun belum masuk."
    ),
    "application_open": N_("Masih ada permohonan yang berjalan untuk dokumen ini."),
    "has_live_card": N_("Orang ini sudah memegang kartu yang berlaku."),
    "bad_cause": N_("Sebab ini tidak dilayani untuk jenis ini. Yang dilayani: {value}."),
    "no_police_letter": N_(
        "Kartu atau lembar hilang diganti dengan nomor surat kehilangan dari kepolisian."
    ),
    "not_home_office": N_("Perubahan data hanya di kabupaten atau kota asal ({value})."),
    "bad_deed_number": N_("Nomor akta tidak benar; AL. di pojok kertas lama adalah nomor kertas."),
    "not_in_age_band": N_(
        "KIA untuk anak di bawah 17 tahun yang belum kawin; sejak {value} KTP-el."
    ),
    "no_birth_deed": N_("KIA diberikan kepada anak yang sudah punya akta kelahiran."),
    "photo_missing": N_(
        "Mulai umur 5 tahun KIA memuat foto, yang tidak ada di daftar: terima anak "
        "ini lewat halaman Permohonan."
    ),
    "frozen": N_("Penerimaan permohonan sedang dibekukan sampai {value}."),
    "papers_lacking": N_("Permohonan masuk, tetapi berkas belum lengkap: {value}."),
}


def reason(code: str, value: str = "") -> Phrase:
    """`value`: a phrase if it is words of ours; words that a list must have are as it has them."""
    return Phrase(REASONS[code], value=value)
