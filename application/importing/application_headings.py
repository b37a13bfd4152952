"""The headings of lists of applications: every field of every kind, by label, code and short form.

Built from the labels that pages and sheets use, so that what a page calls a field is a heading.
"""

from functools import cache

from application.importing.headings import ENROLMENT, plain
from application.labels import DESTINATION, FIELDS, in_row, label_of, row_label_of
from domain.documents.kinds import KINDS, MARRIAGE_PROOF

OF_THE_ROW = {
    "number": "nopermohonan nomorpermohonan sourceref",
    "service": "layanan",
    "kind": "jenis jenisdokumen jenispermohonan",
    "cause": "sebab sebabpermohonan alasanpermohonan",
    "letter": "nosuratkehilangan nomorsuratkehilangan nosuratkehilanganpolisi",
    "papers": "berkas berkaspersyaratan persyaratan",
    "home": "kodekabkotaasal kodekabupatenkotaasal kodekabupatenasal",
}
"""What an application is, beside the fields of its document."""

JOINED = {"birth": ENROLMENT["birth"], "rt_rw": ENROLMENT["rt_rw"]}
"""One column for two fields."""

_NO_COLUMN = ("photo",)
_SHORT = {
    **{name: words for name, words in ENROLMENT.items() if name in FIELDS},
    "rt_rw": ENROLMENT["rt_rw"],
    "family_card_number": ENROLMENT["no_kk"],
    "head_name": "kepalakeluarga namakk",
    "regency": "kabupaten kota kabkota",
    "province": "propinsi",
    "nationality": "warganegara",
    "marriage_proof": "nomorbukunikah nobukunikah nomoraktaperkawinan noaktaperkawinan",
    "birth_deed_number": "noaktakelahiran nomoraktalahir noaktalahir",
    "deed_number": "noakta nomorkutipanakta nokutipanakta",
    "deed_date": "tglakta",
    "father": "ayah",
    "mother": "ibu namaibukandung",
    "death_place": "tempatkematian",
    "death_date": "tglmeninggal tanggalkematian tglkematian",
    "letter_number": "nosuratpindah nomorskpwni noskpwni nomorsurat nosurat",
    "staying_card": "statuskktidakpindah",
    "moving_card": "statuskkpindah",
    "move_class": "klasifikasikepindahan",
    "move_reason": "alasankepindahan",
    "marriage_date": "tglperkawinan tanggalkawin tglkawin",
    "relation": "hubungankeluarga hubungan shdk statushubungandalamkeluarga",
    "passport": "nopaspor",
    "stay_permit": "nokitap nokitaskitap nomorkitaskitap",
}
"""By the field as it stands alone; in a row of a table they are said with its number."""

_ROW_WORDS = {"member": ("anggota", "anggotakeluarga"), "mover": ("yangpindah", "pengikut")}


@cache
def application_headings() -> dict[str, str]:
    """Field -> plain headings, the first one its own."""
    found = {name: words.split() for name, words in {**OF_THE_ROW, **JOINED}.items()}
    for field in all_fields():
        found[field] = _of_field(field)
    for field in ("to_rt_rw",):
        found[field] = _to(_SHORT["rt_rw"].split())
    return {field: " ".join(dict.fromkeys(words)) for field, words in found.items()}


@cache
def all_fields() -> tuple[str, ...]:
    """Every field of every kind that a list can say, each once."""
    printed = [field for kind in KINDS.values() for field in kind.fields]
    return tuple(
        field for field in dict.fromkeys([*printed, MARRIAGE_PROOF]) if field not in _NO_COLUMN
    )


def _of_field(field: str) -> list[str]:
    row, number, column = in_row(field)
    known = [plain(label_of(field)), plain(row_label_of(field)), plain(field)]
    if column:
        short = _spelled(column)
        starts = [f"{word}{number}" for word in _ROW_WORDS[row]]
        return [
            *known,
            *(f"{name}{start}" for name in short for start in starts),
            *(f"{start}{name}" for name in short for start in starts),
        ]
    if field.startswith("to_"):
        return [*known, *_to(_spelled(field.removeprefix("to_")))]
    return [*known, *_spelled(field)]


def _spelled(field: str) -> list[str]:
    return [plain(FIELDS[field]), *_SHORT.get(field, "").split()]


def _to(words: list[str]) -> list[str]:
    return [form for word in words for form in (f"{word}{DESTINATION}", f"{DESTINATION}{word}")]
