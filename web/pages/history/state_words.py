"""What the parts of a state are called, and how their values are said."""

import re
from dataclasses import dataclass
from typing import Any

from domain.people.state import Role
from projections.history.veiling import veiled
from web.field_words import field
from web.states import JOBS, STAGES
from web.words import CAUSES, KINDS, PLACES, ROLES, SEXES, day, fours, moment

_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
HIDDEN = frozenset({"salt"})
LABELS = {
    "stage": "Keadaan",
    "status": "Keadaan",
    "kind": "Jenis",
    "cause": "Sebab",
    "office": "Tempat",
    "receipt": "Nomor tiket",
    "old_card": "Kartu lama",
    "enrolment": "Perekaman",
    "enroller": "Perekam",
    "subject": "Dikenal dengan",
    "completers": "Yang melengkapi",
    "digest": "Sidik data yang disetujui",
    "template": "Templat",
    "not_before": "Tidak sebelum",
    "complete_since": "Lengkap sejak",
    "warnings": "Janggal",
    "print_job": "Tugas cetak",
    "approver": "Penyetuju",
    "attempt": "Percobaan",
    "serial": "Blangko",
    "payload_digest": "Sidik yang dikirim ke printer",
    "document": "Dokumen",
    "station": "Stasiun",
    "holds": "Penahanan",
    "leases": "Sewa",
    "attempts": "Percobaan",
    "number": "nomor",
    "operator": "Operator",
    "live": "berlaku",
    "lease": "sewa",
    "printer": "Printer",
    "box": "Kotak",
    "outcome": "hasil",
    "look": "dilihat",
    "seen": "terlihat",
    "person": "orang",
    "found_by": "ditemukan oleh",
    "key_used": "hak cetak ulang terpakai",
    "cancel": "Diminta berhenti",
    "cancelled": "Dibatalkan",
    "batch": "Angkatan",
    "version": "Versi",
    "serials": "Nomor",
    "numbered": "Bernomor",
    "size": "Isi mula-mula",
    "fewer": "Kurang",
    "body": "Badan kotak",
    "elsewhere": "Di luar kotak",
    "place": "tempat",
    "count": "Hitungan",
    "counted": "dihitung",
    "computed": "menurut catatan",
    "at": "pada",
    "name": "Nama",
    "public_key": "Kunci stasiun",
    "printers": "Printer",
    "medium": "media",
    "driver": "penggerak",
    "model": "model",
    "role": "Peran",
    "valid_from": "Sejak",
    "valid_until": "Sampai",
    "letter": "Surat",
    "ended": "Berakhir",
    "staff": "Petugas",
    "date": "Tanggal",
    "opened_at": "Dibuka",
    "closed": "Ditutup",
    "nik": "NIK",
    "type": "Jenis tempat",
    "timezone": "Zona waktu",
    "photo": "Foto",
    "break_glass": "Darurat",
    "moved": "Perpindahan terakhir",
}
OUTCOMES = {
    "open": "berjalan",
    "unknown": "tidak pasti",
    "good": "baik",
    "spoiled": "rusak",
    "untouched": "belum tersentuh",
    "absent": "tidak ditemukan",
}

OLD_CARDS = {
    "never_had": "belum pernah punya",
    "police_letter": "hilang, ada surat kepolisian",
    "hand_in": "diserahkan saat mengambil",
    "none": "tidak diminta",
}
WAITING = {"pending": "Menunggu stasiun", "held": "Ditahan"}


@dataclass(frozen=True, kw_only=True)
class Names:
    """What ids and hashes of people, and codes of places, are called here."""

    people: dict[str, str]
    places: dict[str, str]
    stations: dict[str, str]
    zone: str


def label(path: str) -> str:
    """`fields.name` is `Nama`; `attempts.1.1.outcome` is `Percobaan 1.1: hasil`."""
    head, _, rest = path.partition(".")
    if head == "fields" and rest:
        return field(rest)
    if not rest:
        plain = LABELS.get(head, head.replace("_", " "))
        return plain[:1].upper() + plain[1:]
    name, _, last = rest.rpartition(".")
    known = LABELS.get(last)
    of = LABELS.get(head, head)
    if known is None:
        return f"{of} {rest}"
    return f"{of} {name}: {known}" if name else f"{of}: {known}"


def said(path: str, text: str, names: Names) -> str:
    """A value as staff say it; numbers of persons are masked."""
    last = path.rpartition(".")[2]
    by_name: dict[str, Any] = {
        "kind": KINDS,
        "cause": CAUSES,
        "office": names.places,
        "place": PLACES,
        "body": PLACES,
        "sex": SEXES,
        "outcome": OUTCOMES,
        "seen": OUTCOMES,
        "old_card": OLD_CARDS,
        "stage": {code: state.word for code, state in STAGES.items()},
        "status": {**{code: state.word for code, state in JOBS.items()}, **WAITING},
    }
    if last in by_name and text in by_name[last]:
        word: str = by_name[last][text]
        return word
    if last == "role" and text in set(Role):
        return ROLES[Role(text)]
    if last == "serial":
        return fours(text)
    if text in ("True", "False"):
        return "ya" if text == "True" else "tidak"
    return _moment(text, names) or _known(text, names)


def _moment(text: str, names: Names) -> str:
    if _TIME.fullmatch(text) and (at := moment(text, names.zone)):
        return f"{day(at.date().isoformat())} {at:%H.%M.%S}"
    return day(text) if _DATE.fullmatch(text) else ""


def _known(text: str, names: Names) -> str:
    parts = [
        names.people.get(part) or names.stations.get(part) or part for part in text.split(", ")
    ]
    veil: str = veiled(", ".join(parts))
    return veil
