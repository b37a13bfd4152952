"""The headings that lists really have, by the field they mean (written without case and marks)."""

import re
import unicodedata

ENROLMENT = {
    "nik": "nik nomornik nonik nomorindukkependudukan noindukkependudukan",
    "name": "nama namalengkap namalgkp namapenduduk",
    "birth_place": "tempatlahir tmptlhr tmptlahir tmplahir",
    "birth_date": "tanggallahir tgllahir tgllhr tanggallhr tglblnth",
    "birth": "tempattgllahir tempattanggallahir tempatdantanggallahir tempatdantgllahir ttl",
    "sex": "jk jeniskelamin jnskelamin jenisklmin kelamin lp sex",
    "no_kk": "nokk nkk nomorkk nokartukeluarga nomorkartukeluarga",
    "address": "alamat",
    "rt": "rt nort",
    "rw": "rw norw",
    "rt_rw": "rtrw",
    "village": "keldesa desakel kelurahan desa kelurahandesa desakelurahan",
    "district": "kecamatan",
    "religion": "agama agamaid",
    "marital_status": "statuskawin statusperkawinan stskawin statkwn kawin statusnikah",
    "blood_type": "goldarah golongandarah golongandarahid goldrh gdrh",
    "occupation": "pekerjaan jenispekerjaan jenispkrjn pekerjaanid",
    "status": "status statusdasar",
    "recorded_on": "tanggalrekam tglrekam recordedon",
}

STATUS = {
    "nik": ENROLMENT["nik"],
    "status_of_recording": "statusrekam statrkm ektpstatus statusktpel statusktp statusektp",
    "status_of_card": "ktpel",
    "status": "status",
    "seen_at": "tanggal tgl tanggalstatus tglstatus waktu seenat",
    "source": "sumber source",
}

STATUS_COLUMNS = ("status_of_recording", "status_of_card", "status")
"""A register by families has all three; which one holds the centre's words, its values say."""

OTHER_PERSONS = (
    *("dataayah", "dataibu", "datawali", "dataorangtua"),
    *("ayah", "ibu", "wali", "orangtua", "namaorangtua"),
)
"""Group headings over columns that are never the applicant's."""


_REMARK = re.compile(r"\((?!\s*(?:ayah|ibu|wali|istri|suami|kepala|kk|orang|tujuan))[^()]*\)")
"""Jenis Kelamin (L/P), Tanggal Lahir (hh-bb-tttt); but NIK (Ayah) is another person's, and
Alamat (tujuan) another address."""


def plain(text: str) -> str:
    """A heading without case, blanks, line feeds, punctuation and remarks in brackets."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _letters(_REMARK.sub("", folded)) or _letters(folded)


def _letters(folded: str) -> str:
    return re.sub(r"[^a-z0-9]", "", folded)


def by_heading(fields: dict[str, str]) -> dict[str, str]:
    """Plain heading -> field."""
    return {word: field for field, words in fields.items() for word in words.split()}
