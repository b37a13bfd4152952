"""What forms and problems on pages call a field, a paper, a service."""

from application import labels

_AS_ASKED = {
    "marriage_proof": f"{labels.FIELDS['marriage_proof']}, bila kawin sebelum 17",
    "marginal_notes": f"{labels.FIELDS['marginal_notes']}, satu baris satu catatan",
}
"""On a form, with what one must know to fill it in."""

SERVICES = {
    "birth": f"{labels.SERVICES['birth']}: akta, KK, KIA",
    "move_in": f"{labels.SERVICES['move_in']}: KK, KTP-el, KIA",
    "death": f"{labels.SERVICES['death']}: akta, KK, KTP-el pasangan",
}


def field(name: str) -> str:
    """`member.2.name` is `Anggota 2: Nama`; `to_address` is `Alamat (tujuan)`."""
    return _AS_ASKED.get(name) or labels.row_label_of(name)


def paper(code: str) -> str:
    return labels.paper(code)
