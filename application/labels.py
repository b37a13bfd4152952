"""How fields, rows, papers, kinds and causes are called: one label each, wherever it is shown.

Indonesian at rest, and said again by `in_words`. Pages, problems of rendering and the headings of
lists of applications take them here.
"""

from application.language import N_
from application.phrases import Phrase
from domain.documents.kinds import KINDS as ALL_KINDS

FIELDS = {
    "nik": N_("NIK"),
    "name": N_("Nama"),
    "birth_place": N_("Tempat lahir"),
    "birth_date": N_("Tanggal lahir"),
    "sex": N_("Jenis kelamin"),
    "blood_type": N_("Gol. darah"),
    "address": N_("Alamat"),
    "rt": N_("RT"),
    "rw": N_("RW"),
    "village": N_("Kel/Desa"),
    "district": N_("Kecamatan"),
    "regency": N_("Kabupaten/Kota"),
    "province": N_("Provinsi"),
    "postal_code": N_("Kode pos"),
    "religion": N_("Agama"),
    "marital_status": N_("Status perkawinan"),
    "occupation": N_("Pekerjaan"),
    "nationality": N_("Kewarganegaraan"),
    "marriage_proof": N_("Nomor buku nikah atau akta perkawinan"),
    "family_card_number": N_("Nomor KK"),
    "head_name": N_("Nama kepala keluarga"),
    "birth_deed_number": N_("Nomor akta kelahiran"),
    "photo": N_("Foto 2×3"),  # noqa: RUF001 - typographic
    "deed_number": N_("Nomor akta"),
    "deed_date": N_("Tanggal akta"),
    "child_order": N_("Anak ke"),
    "father": N_("Nama ayah"),
    "mother": N_("Nama ibu"),
    "marginal_notes": N_("Catatan pinggir"),
    "death_place": N_("Tempat meninggal"),
    "death_date": N_("Tanggal meninggal"),
    "letter_number": N_("Nomor surat pindah"),
    "move_class": N_("Klasifikasi pindah"),
    "move_reason": N_("Alasan pindah"),
    "move_kind": N_("Jenis kepindahan"),
    "staying_card": N_("Status KK yang tidak pindah"),
    "moving_card": N_("Status KK yang pindah"),
    "education": N_("Pendidikan"),
    "marriage_date": N_("Tanggal perkawinan"),
    "relation": N_("Hubungan dalam keluarga"),
    "passport": N_("Nomor paspor"),
    "stay_permit": N_("Nomor KITAP"),
}
ROWS = {"member": N_("Anggota"), "mover": N_("Yang pindah")}
_IN_ROWS = {
    "member": N_("{field} anggota {number}"),
    "mover": N_("{field} yang pindah {number}"),
}
DESTINATION = "tujuan"
"""Behind the fields of the address that somebody moves to."""

PAPERS = {
    "police_letter": N_("Surat kehilangan dari kepolisian"),
    "family_card": N_("Kartu keluarga"),
    "proof_of_change": N_("Bukti perubahan data"),
    "birth_deed": N_("Akta kelahiran"),
    "parents_card": N_("KTP-el orang tua"),
    "moving_letter": N_("Surat pindah (SKPWNI)"),
    "birth_letter": N_("Surat keterangan lahir"),
    "sworn_birth": N_("SPTJM kebenaran data kelahiran (F-2.03)"),
    "marriage_book": N_("Buku nikah atau akta perkawinan"),
    "sworn_couple": N_("SPTJM kebenaran pasangan suami istri (F-2.04)"),
    "damaged_sheet": N_("Lembar yang rusak"),
    "court_order": N_("Penetapan pengadilan"),
    "old_sheet": N_("Kutipan lama"),
    "death_letter": N_("Surat keterangan kematian"),
    "identity_card": N_("KTP-el"),
    "old_family_card": N_("Kartu keluarga lama"),
}
KINDS = {
    "ktp_el": N_("KTP-el"),
    "kia": N_("KIA"),
    "birth_certificate": N_("Akta kelahiran"),
    "death_certificate": N_("Akta kematian"),
    "family_card": N_("Kartu keluarga"),
    "moving_letter": N_("Surat pindah"),
}
CAUSES = {
    "first": N_("pertama"),
    "lost": N_("pengganti hilang"),
    "damaged": N_("pengganti rusak"),
    "changed": N_("perubahan data"),
    "expired": N_("pengganti habis masa"),
    "moved_in": N_("pindah datang"),
}
SERVICES = {"birth": N_("Kelahiran"), "move_in": N_("Datang"), "death": N_("Kematian")}


def label_of(field: str) -> Phrase:
    """`Nama anggota 3`, `Kecamatan tujuan`: as a field is named in a sentence."""
    row, number, column = in_row(field)
    if column:
        return Phrase(_IN_ROWS[row], field=Phrase(FIELDS[column]), number=number)
    if field.startswith("to_"):
        return Phrase(N_("{field} tujuan"), field=Phrase(FIELDS[field.removeprefix("to_")]))
    return Phrase(FIELDS[field])


def row_label_of(field: str) -> str:
    """`Anggota 3: Nama`, `Kecamatan (tujuan)`: as a field is named on a form."""
    row, number, column = in_row(field)
    if column:
        named = Phrase(ROWS[row]) if row in ROWS else row
        return Phrase(
            "{row} {number}: {field}", row=named, number=number, field=row_label_of(column)
        )
    if field.startswith("to_"):
        return Phrase(N_("{field} (tujuan)"), field=row_label_of(field.removeprefix("to_")))
    return Phrase(FIELDS[field]) if field in FIELDS else field


def in_row(field: str) -> tuple[str, str, str]:
    """Row, number and column of `member.3.name`; without a column the field stands alone."""
    row, _, rest = field.partition(".")
    number, _, column = rest.partition(".")
    return row, number, column


def labels_of(kind: str) -> dict[str, Phrase]:
    """Every printed field of the kind, in order."""
    return {field: label_of(field) for field in ALL_KINDS[kind].fields}


def paper(code: str) -> str:
    return Phrase(PAPERS[code]) if code in PAPERS else code
