"""What the parts of a state are called, and how their values are said."""

import re
from dataclasses import dataclass
from typing import Any

from application.language import N_, _
from domain.people.state import Role
from projections.history.veiling import veiled
from web.field_words import field
from web.states import JOBS, STAGES
from web.words import CAUSES, KINDS, PLACES, ROLES, SEXES, day, fours, moment, time_of

_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
HIDDEN = frozenset({"salt"})
LABELS = {
    "stage": N_("Keadaan"),
    "status": N_("Keadaan"),
    "kind": N_("Jenis"),
    "cause": N_("Sebab"),
    "office": N_("Tempat"),
    "receipt": N_("Nomor tiket"),
    "old_card": N_("Kartu lama"),
    "enrolment": N_("Perekaman"),
    "enroller": N_("Perekam"),
    "subject": N_("Dikenal dengan"),
    "completers": N_("Yang melengkapi"),
    "digest": N_("Sidik data yang disetujui"),
    "template": N_("Templat"),
    "not_before": N_("Tidak sebelum"),
    "complete_since": N_("Lengkap sejak"),
    "warnings": N_("Janggal"),
    "print_job": N_("Tugas cetak"),
    "approver": N_("Penyetuju"),
    "attempt": N_("Percobaan"),
    "serial": N_("Blangko"),
    "payload_digest": N_("Sidik yang dikirim ke printer"),
    "document": N_("Dokumen"),
    "station": N_("Stasiun"),
    "holds": N_("Penahanan"),
    "leases": N_("Sewa"),
    "attempts": N_("Percobaan"),
    "number": N_("nomor"),
    "operator": N_("Operator"),
    "live": N_("berlaku"),
    "lease": N_("sewa"),
    "printer": N_("Printer"),
    "box": N_("Kotak"),
    "outcome": N_("hasil"),
    "look": N_("dilihat"),
    "seen": N_("terlihat"),
    "person": N_("orang"),
    "found_by": N_("ditemukan oleh"),
    "key_used": N_("hak cetak ulang terpakai"),
    "cancel": N_("Diminta berhenti"),
    "cancelled": N_("Dibatalkan"),
    "batch": N_("Angkatan"),
    "version": N_("Versi"),
    "serials": N_("Nomor"),
    "numbered": N_("Bernomor"),
    "size": N_("Isi mula-mula"),
    "fewer": N_("Kurang"),
    "body": N_("Badan kotak"),
    "elsewhere": N_("Di luar kotak"),
    "gone": N_("Di luar kotak"),
    "place": N_("tempat"),
    "count": N_("Hitungan"),
    "counted": N_("dihitung"),
    "computed": N_("menurut catatan"),
    "at": N_("pada"),
    "name": N_("Nama"),
    "public_key": N_("Kunci stasiun"),
    "printers": N_("Printer"),
    "revoked": N_("Dicabut"),
    "medium": N_("media"),
    "driver": N_("penggerak"),
    "model": N_("model"),
    "role": N_("Peran"),
    "valid_from": N_("Sejak"),
    "valid_until": N_("Sampai"),
    "letter": N_("Surat"),
    "ended": N_("Berakhir"),
    "staff": N_("Petugas"),
    "date": N_("Tanggal"),
    "opened_at": N_("Dibuka"),
    "closed": N_("Ditutup"),
    "nik": N_("NIK"),
    "type": N_("Jenis tempat"),
    "timezone": N_("Zona waktu"),
    "photo": N_("Foto"),
    "break_glass": N_("Darurat"),
    "moved": N_("Perpindahan terakhir"),
}
OUTCOMES = {
    "open": N_("berjalan"),
    "unknown": N_("tidak pasti"),
    "good": N_("baik"),
    "spoiled": N_("rusak"),
    "untouched": N_("belum tersentuh"),
    "absent": N_("tidak ditemukan"),
}

OLD_CARDS = {
    "never_had": N_("belum pernah punya"),
    "police_letter": N_("hilang, ada surat kepolisian"),
    "hand_in": N_("diserahkan saat mengambil"),
    "none": N_("tidak diminta"),
}
WAITING = {"pending": N_("Menunggu stasiun"), "held": N_("Ditahan")}


@dataclass(frozen=True, kw_only=True)
class Names:
    """What ids and hashes of people, and codes of places, are called here."""

    people: dict[str, str]
    places: dict[str, str]
    stations: dict[str, str]
    zone: str


def label(path: str) -> str:
    """`fields.name` is `Nama`; `attempts.1.1.outcome` is `Percobaan 1.1: hasil`."""
    head, _dot, rest = path.partition(".")
    if head == "fields" and rest:
        return field(rest)
    if not rest:
        plain = _(LABELS[head]) if head in LABELS else head.replace("_", " ")
        return plain[:1].upper() + plain[1:]
    name, _dot, last = rest.rpartition(".")
    known = _(LABELS[last]) if last in LABELS else None
    of = _(LABELS[head]) if head in LABELS else head
    if known is None:
        return f"{of} {rest}"
    return f"{of} {name}: {known}" if name else f"{of}: {known}"


def said(path: str, text: str, names: Names) -> str:
    """A value as staff say it; numbers of persons are masked."""
    last = path.rpartition(".")[2]
    by_name: dict[str, Any] = {
        "kind": KINDS,
        "cause": CAUSES,
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
        return _(by_name[last][text])
    if last == "office" and text in names.places:
        return names.places[text]
    if last == "role" and text in set(Role):
        return _(ROLES[Role(text)])
    if last == "serial":
        return fours(text)
    if text in ("True", "False"):
        return _("ya") if text == "True" else _("tidak")
    return _moment(text, names) or _known(text, names)


def _moment(text: str, names: Names) -> str:
    if _TIME.fullmatch(text) and (at := moment(text, names.zone)):
        return f"{day(at.date().isoformat())} {time_of(at, seconds=True)}"
    return day(text) if _DATE.fullmatch(text) else ""


def _known(text: str, names: Names) -> str:
    parts = [
        names.people.get(part) or names.stations.get(part) or part for part in text.split(", ")
    ]
    veil: str = veiled(", ".join(parts))
    return veil
