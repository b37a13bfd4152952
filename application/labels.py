"""How fields, rows, papers, kinds and causes are called: one label each, wherever it is shown.

Indonesian. Pages, problems of rendering and the headings of lists of applications take them here.
"""

from domain.documents.kinds import KINDS as ALL_KINDS

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
    "marriage_proof": "Nomor buku nikah atau akta perkawinan",
    "family_card_number": "Nomor KK",
    "head_name": "Nama kepala keluarga",
    "birth_deed_number": "Nomor akta kelahiran",
    "photo": "Foto 2×3",  # noqa: RUF001 - typographic
    "deed_number": "Nomor akta",
    "deed_date": "Tanggal akta",
    "child_order": "Anak ke",
    "father": "Nama ayah",
    "mother": "Nama ibu",
    "marginal_notes": "Catatan pinggir",
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
DESTINATION = "tujuan"
"""Behind the fields of the address that somebody moves to."""

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
KINDS = {
    "ktp_el": "KTP-el",
    "kia": "KIA",
    "birth_certificate": "Akta kelahiran",
    "death_certificate": "Akta kematian",
    "family_card": "Kartu keluarga",
    "moving_letter": "Surat pindah",
}
CAUSES = {
    "first": "pertama",
    "lost": "pengganti hilang",
    "damaged": "pengganti rusak",
    "changed": "perubahan data",
    "expired": "pengganti habis masa",
    "moved_in": "pindah datang",
}
SERVICES = {"birth": "Kelahiran", "move_in": "Datang", "death": "Kematian"}


def label_of(field: str) -> str:
    """`Nama anggota 3`, `Kecamatan tujuan`: as a field is named in a sentence."""
    row, number, column = in_row(field)
    if column:
        return f"{FIELDS[column]} {ROWS[row].lower()} {number}"
    if field.startswith("to_"):
        return f"{FIELDS[field.removeprefix('to_')]} {DESTINATION}"
    return FIELDS[field]


def row_label_of(field: str) -> str:
    """`Anggota 3: Nama`, `Kecamatan (tujuan)`: as a field is named on a form."""
    row, number, column = in_row(field)
    if column:
        return f"{ROWS.get(row, row)} {number}: {row_label_of(column)}"
    if field.startswith("to_"):
        return f"{row_label_of(field.removeprefix('to_'))} ({DESTINATION})"
    return FIELDS.get(field, field)


def in_row(field: str) -> tuple[str, str, str]:
    """Row, number and column of `member.3.name`; without a column the field stands alone."""
    row, _, rest = field.partition(".")
    number, _, column = rest.partition(".")
    return row, number, column


def labels_of(kind: str) -> dict[str, str]:
    """Every printed field of the kind, in order."""
    return {field: label_of(field) for field in ALL_KINDS[kind].fields}


def paper(code: str) -> str:
    return PAPERS.get(code, code)
