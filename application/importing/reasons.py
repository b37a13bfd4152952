"""The sentence for each code, written for the clerk who has the list open beside it."""

REASONS = {
    "required_empty": "Wajib diisi, tetapi kosong.",
    "nik_length": "NIK harus 16 angka.",
    "nik_not_digits": "NIK berisi karakter selain angka 0-9 (misalnya huruf O, huruf l, atau *).",
    "nik_scientific": "NIK diubah Excel menjadi bentuk ilmiah (E+15): angka terakhir sudah hilang.",
    "nik_number": "NIK tersimpan sebagai bilangan dan berakhir 0: Excel hanya menyimpan 15 angka, "
    "angka terakhir mungkin hilang.",
    "nik_from_number": "NIK tersimpan sebagai bilangan, tetapi ke-16 angkanya utuh; diterima.",
    "nik_conflict": "NIK ini sudah dipakai untuk nama, tanggal lahir, atau jenis kelamin yang "
    "berbeda.",
    "sex_unknown": "Jenis kelamin tidak dikenal: tulis L atau P.",
    "date_invalid": "Tanggal tidak ada di kalender atau tidak terbaca: tulis HH-BB-TTTT.",
    "date_two_digit_year": "Tahun pada tanggal hanya dua angka: tulis empat angka.",
    "date_in_future": "Tanggal di masa depan.",
    "name_too_long": "Nama lebih dari 60 huruf, padahal lahir setelah Permendagri 73/2022 berlaku.",
    "name_long": "Nama lebih dari 60 huruf.",
    "name_one_word": "Nama hanya satu kata.",
    "name_characters": "Nama berisi angka atau tanda baca.",
    "person_not_active": "Menurut status di daftar ini, orangnya {value}.",
    "row_shape": "Ada sel berisi di luar kolom judul: sel bergeser, misalnya oleh pemisah di dalam "
    "isi.",
    "row_cut": "Baris terakhir terpotong: berkas berhenti sebelum semua kolom terisi.",
    "quote_open": "Tanda kutip dibuka tetapi tidak ditutup: kolom baris ini tidak terbaca.",
    "cell_too_long": "Sel berisi {value} huruf; paling banyak 32.767.",
    "cell_damaged": "Sel berisi karakter kendali (misalnya NUL) atau huruf yang rusak.",
    "nik_region_unknown": "Enam angka pertama NIK bukan kode kecamatan yang berlaku sekarang.",
    "nik_birth_date_differs": "Tanggal lahir menurut NIK berbeda dengan baris ini.",
    "nik_sex_differs": "Jenis kelamin menurut NIK berbeda dengan baris ini.",
    "no_kk_unusable": "No. KK rusak atau bukan 16 angka: dikosongkan.",
    "value_unknown": "Nilai tidak dikenal atau tidak jelas: dikosongkan.",
    "rt_rw_unusable": "RT/RW berubah menjadi tanggal atau tidak terbaca: dikosongkan.",
    "date_unusable": "Tanggal rekam tidak terbaca: dikosongkan.",
    "status_none": "Menurut daftar ini orangnya belum direkam: tidak ada status untuk dicatat.",
    "status_unknown": "Status tidak dikenal. Yang dikenal: {value}.",
    "kind_unknown": "Jenis dokumen tidak dikenal. Yang dikenal: {value}.",
    "cause_unknown": "Sebab tidak dikenal. Yang dikenal: {value}.",
    "service_unknown": "Layanan tidak dikenal. Yang dikenal: {value}.",
    "papers_unknown": "Ada berkas yang tidak dikenal; pisahkan dengan koma. Yang dikenal: {value}.",
    "kk_unusable": "No. KK rusak atau bukan 16 angka: tulis lagi sebagai teks.",
    "number_damaged": "Nomor tersimpan sebagai bilangan: Excel mungkin sudah mengubah angkanya.",
    "number_personal": "No. Permohonan memuat nama, NIK, atau No. KK: pakai nomor lain, karena ini "
    "tidak disandi.",
    "number_too_often": "Lebih dari {value} baris memakai No. Permohonan ini: satu permohonan "
    "tidak sebanyak itu.",
    "number_missing": "Baris dari sebuah layanan perlu No. Permohonan yang sama.",
    "text_too_long": "Isi terlalu panjang untuk dicetak.",
    "home_unknown": "Kode kabupaten/kota asal adalah empat angka.",
    "service_differs": "Baris lain dengan No. Permohonan ini menyebut layanan lain.",
    "service_other": "Jenis ini tidak termasuk layanannya, yang terdiri atas: {value}.",
    "service_parts": "Layanan ini dimulai dengan {value}, dan tiap lembar hanya satu kali.",
    "lacking": "Wajib diisi, tetapi kosong: {value}.",
    "application_known": "Permohonan ini sudah pernah masuk: sebab atau surat kehilangannya lain, "
    "atau sudah selesai, ditolak, atau ditarik. Bila baru, beri No. Permohonan sendiri.",
    "application_together": "Baris {value} dari permohonan yang sama ditolak, jadi baris ini pun "
    "belum masuk.",
    "application_open": "Masih ada permohonan yang berjalan untuk dokumen ini.",
    "has_live_card": "Orang ini sudah memegang kartu yang berlaku.",
    "bad_cause": "Sebab ini tidak dilayani untuk jenis ini. Yang dilayani: {value}.",
    "no_police_letter": "Kartu atau lembar hilang diganti dengan nomor surat kehilangan dari "
    "kepolisian.",
    "not_home_office": "Perubahan data hanya di kabupaten atau kota asal ({value}).",
    "bad_deed_number": "Nomor akta tidak benar; AL. di pojok kertas lama adalah nomor kertas.",
    "not_in_age_band": "KIA untuk anak di bawah 17 tahun yang belum kawin; sejak {value} KTP-el.",
    "no_birth_deed": "KIA diberikan kepada anak yang sudah punya akta kelahiran.",
    "photo_missing": "Mulai umur 5 tahun KIA memuat foto, yang tidak ada di daftar: terima anak "
    "ini lewat halaman Permohonan.",
    "frozen": "Penerimaan permohonan sedang dibekukan sampai {value}.",
    "papers_lacking": "Permohonan masuk, tetapi berkas belum lengkap: {value}.",
}


def reason(code: str, value: str = "") -> str:
    return REASONS[code].format(value=value)
