"""What forms and problems on pages call a field, a paper, a service."""

from application import labels
from application.language import N_, _
from application.phrases import in_words

_AS_ASKED = {
    "marriage_proof": N_("Nomor buku nikah atau akta perkawinan, bila kawin sebelum 17"),
    "marginal_notes": N_("Catatan pinggir, satu baris satu catatan"),
}
"""On a form, with what one must know to fill it in."""

SERVICES = {
    "birth": N_("Kelahiran: akta, KK, KIA"),
    "move_in": N_("Datang: KK, KTP-el, KIA"),
    "death": N_("Kematian: akta, KK, KTP-el pasangan"),
}


def field(name: str) -> str:
    """`member.2.name` is `Anggota 2: Nama`; `to_address` is `Alamat (tujuan)`."""
    return _(_AS_ASKED[name]) if name in _AS_ASKED else str(in_words(labels.row_label_of(name)))


def paper(code: str) -> str:
    return str(in_words(labels.paper(code)))
