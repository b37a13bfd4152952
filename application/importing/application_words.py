"""Kinds, causes, services and papers as offices write them; the labels of pages among them."""

import re

from application import labels
from application.importing.cells import is_empty, tidy, word

_KINDS = {
    "ktp_el": "KTP KTPELEKTRONIK EKTP KARTUTANDAPENDUDUK",
    "kia": "KARTUIDENTITASANAK",
    "birth_certificate": "AKTALAHIR AKTEKELAHIRAN AKTELAHIR KUTIPANAKTAKELAHIRAN",
    "death_certificate": "AKTAMATI AKTEKEMATIAN KUTIPANAKTAKEMATIAN",
    "family_card": "KK",
    "moving_letter": "SKPWNI SURATKETERANGANPINDAH SURATKETERANGANPINDAHWNI SKP",
}
_CAUSES = {
    "first": "BARU AWAL",
    "lost": "HILANG KEHILANGAN",
    "damaged": "RUSAK",
    "changed": "PERUBAHAN UBAHDATA PERUBAHANBIODATA BERUBAH",
    "expired": "HABISMASA HABISMASABERLAKU HABISBERLAKU",
    "moved_in": "DATANG KEDATANGAN",
}
_SERVICES = {
    "birth": "LAHIR",
    "move_in": "PINDAHDATANG KEDATANGAN",
    "death": "MATI MENINGGAL",
}
_PAPERS = {
    "police_letter": "SURATKEHILANGAN SURATPOLISI",
    "family_card": "KK",
    "proof_of_change": "BUKTIPERUBAHAN",
    "birth_deed": "AKTALAHIR",
    "parents_card": "KTPORANGTUA KTPORTU KTPELORTU",
    "moving_letter": "SURATPINDAH SKPWNI",
    "birth_letter": "SURATLAHIR KETERANGANLAHIR SURATKETERANGANKELAHIRAN",
    "sworn_birth": "SPTJMKELAHIRAN SPTJMDATAKELAHIRAN F203 SPTJMKEBENARANDATAKELAHIRAN",
    "marriage_book": "BUKUNIKAH AKTAPERKAWINAN",
    "sworn_couple": "SPTJMPASUTRI SPTJMPASANGANSUAMIISTRI F204 SPTJMKEBENARANPASANGANSUAMIISTRI",
    "damaged_sheet": "LEMBARRUSAK",
    "court_order": "PENETAPANPN",
    "old_sheet": "KUTIPANAKTALAMA",
    "death_letter": "SURATKEMATIAN",
    "identity_card": "KTP",
    "old_family_card": "KKLAMA",
}


def _by_word(called: dict[str, str], short: dict[str, str]) -> dict[str, str]:
    return {
        spelled: code
        for code, label in called.items()
        for spelled in (word(label), word(code), *short[code].split())
    }


_KIND_OF = _by_word(labels.KINDS, _KINDS)
_CAUSE_OF = _by_word(labels.CAUSES, _CAUSES)
_SERVICE_OF = _by_word(labels.SERVICES, _SERVICES)
_PAPER_OF = _by_word(labels.PAPERS, _PAPERS)


def kind_of(cell: str) -> str | None:
    return _KIND_OF.get(word(cell))


def cause_of(cell: str) -> str | None:
    """An empty cell is a first document."""
    return "first" if is_empty(tidy(cell)) else _CAUSE_OF.get(word(cell))


def service_in(cell: str) -> str | None:
    """`Kelahiran: akta, KK, KIA`, as the form has it, is the same service."""
    return _SERVICE_OF.get(word(cell.partition(":")[0]))


def papers_in(cell: str) -> list[str] | None:
    """Codes of the papers between commas, semicolons and lines; None if one is not known."""
    named = [part for part in re.split(r"[,;\n\r]", cell) if not is_empty(tidy(part))]
    found = [_PAPER_OF.get(word(part)) for part in named]
    known = [code for code in found if code is not None]
    return list(dict.fromkeys(known)) if len(known) == len(found) else None
