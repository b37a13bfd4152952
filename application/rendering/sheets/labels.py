"""What each printed field of a sheet is called when something is wrong with it."""

from application.rendering.checks import LABELS
from domain.documents.kinds import KINDS

_NAMES = {
    **LABELS,
    "deed_number": "Nomor akta",
    "deed_date": "Tanggal akta",
    "child_order": "Anak ke",
    "father": "Nama ayah",
    "mother": "Nama ibu",
    "marginal_notes": "Catatan pinggir",
    "death_place": "Tempat meninggal",
    "death_date": "Tanggal meninggal",
    "family_card_number": "Nomor KK",
    "head_name": "Nama kepala keluarga",
    "regency": "Kabupaten/Kota",
    "province": "Provinsi",
    "postal_code": "Kode pos",
    "education": "Pendidikan",
    "marriage_date": "Tanggal perkawinan",
    "relation": "Hubungan keluarga",
    "passport": "No. paspor",
    "stay_permit": "No. KITAP",
    "letter_number": "Nomor surat",
    "move_class": "Klasifikasi pindah",
    "move_reason": "Alasan pindah",
    "move_kind": "Jenis kepindahan",
    "staying_card": "Status KK yang tidak pindah",
    "moving_card": "Status KK yang pindah",
}
_ROWS = {"member": "anggota", "mover": "yang pindah"}


def labels_of(kind: str) -> dict[str, str]:
    """Every printed field of the kind, in order."""
    return {field: label_of(field) for field in KINDS[kind].fields}


def label_of(field: str) -> str:
    """`Nama anggota 3`, `Kecamatan tujuan`."""
    row, _, rest = field.partition(".")
    if rest:
        number, _, column = rest.partition(".")
        return f"{_NAMES[column]} {_ROWS[row]} {number}"
    if field.startswith("to_"):
        return f"{_NAMES[field.removeprefix('to_')]} tujuan"
    return _NAMES[field]
