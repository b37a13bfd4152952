"""Labels of the fields of every document and of the papers that are shown. Indonesian."""

FIELDS = {
    "nik": "NIK",
    "name": "Nama",
    "birth_place": "Tempat lahir",
    "birth_date": "Tanggal lahir",
    "sex": "Jenis kelamin",
    "blood_type": "Gol. darah",
    "address": "Alamat",
    "rt": "RT",
    "rw": "RW",
    "village": "Kel/Desa",
    "district": "Kecamatan",
    "regency": "Kabupaten/Kota",
    "province": "Provinsi",
    "postal_code": "Kode pos",
    "religion": "Agama",
    "marital_status": "Status perkawinan",
    "occupation": "Pekerjaan",
    "nationality": "Kewarganegaraan",
    "marriage_proof": "Nomor buku nikah atau akta perkawinan, bila kawin sebelum 17",
    "family_card_number": "Nomor KK",
    "head_name": "Nama kepala keluarga",
    "birth_deed_number": "Nomor akta kelahiran",
    "photo": "Foto 2×3",
    "deed_number": "Nomor akta",
    "deed_date": "Tanggal akta",
    "child_order": "Anak ke",
    "father": "Nama ayah",
    "mother": "Nama ibu",
    "marginal_notes": "Catatan pinggir, satu baris satu catatan",
    "death_place": "Tempat meninggal",
    "death_date": "Tanggal meninggal",
    "letter_number": "Nomor surat pindah",
    "move_class": "Klasifikasi pindah",
    "move_reason": "Alasan pindah",
    "move_kind": "Jenis kepindahan",
    "staying_card": "Status KK yang tidak pindah",
    "moving_card": "Status KK yang pindah",
    "education": "Pendidikan",
    "marriage_date": "Tanggal perkawinan",
    "relation": "Hubungan dalam keluarga",
    "passport": "Nomor paspor",
    "stay_permit": "Nomor KITAP",
}
ROWS = {"member": "Anggota", "mover": "Yang pindah"}

PAPERS = {
    "police_letter": "Surat kehilangan dari kepolisian",
    "family_card": "Kartu keluarga",
    "proof_of_change": "Bukti perubahan data",
    "birth_deed": "Akta kelahiran",
    "parents_card": "KTP-el orang tua",
    "moving_letter": "Surat pindah (SKPWNI)",
    "birth_letter": "Surat keterangan lahir",
    "sworn_birth": "SPTJM kebenaran data kelahiran (F-2.03)",
    "marriage_book": "Buku nikah atau akta perkawinan",
    "sworn_couple": "SPTJM kebenaran pasangan suami istri (F-2.04)",
    "damaged_sheet": "Lembar yang rusak",
    "court_order": "Penetapan pengadilan",
    "old_sheet": "Kutipan lama",
    "death_letter": "Surat keterangan kematian",
    "identity_card": "KTP-el",
    "old_family_card": "Kartu keluarga lama",
}

SERVICES = {
    "birth": "Kelahiran: akta, KK, KIA",
    "move_in": "Datang: KK, KTP-el, KIA",
    "death": "Kematian: akta, KK, KTP-el pasangan",
}


def field(name: str) -> str:
    """`member.2.name` is `Anggota 2: Nama`; `to_address` is `Alamat (tujuan)`."""
    row, _, rest = name.partition(".")
    if rest:
        number, _, column = rest.partition(".")
        return f"{ROWS.get(row, row)} {number}: {field(column)}"
    if name.startswith("to_"):
        return f"{field(name.removeprefix('to_'))} (tujuan)"
    return FIELDS.get(name, name)


def paper(code: str) -> str:
    return PAPERS.get(code, code)
