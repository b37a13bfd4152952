"""Who comes through which door: one rule per route. A route without a rule stops the program.

A rule says who may ask at all; what is done to a thing is judged again by its use case.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum

from domain.people.permission import WHO_MAY, Act
from domain.refusal import Reason, Refused

Acts = tuple[Act, ...]


class Open(Enum):
    """Doors that no act guards."""

    TO_ALL = "to all"
    SIGNED_IN = "signed in"
    POSTED = "posted"


Rule = Open | Acts
WORK = (Act.APPROVE, Act.HOLD, Act.COMPLETE, Act.SETTLE)
READ = (*WORK, Act.READ_HISTORY)
AT_THE_COUNTER = (Act.HAND_OVER, Act.ABSENT, Act.WITHDRAW_UNCOLLECTED)
RECEIPT = (Act.TAKE_IN, Act.COMPLETE)
ASKED = (*READ, Act.HAND_OVER, Act.TAKE_IN)
IN_DOUBT = (Act.SETTLE, Act.LOOK, Act.REPRINT_SHEET)
MISMATCH = (Act.EXPLAIN, Act.CLOSE_DISCREPANCY)

RULES: Mapping[str, Rule] = {
    "GET /masuk": Open.TO_ALL,
    "POST /masuk": Open.TO_ALL,
    "GET /masuk/sso": Open.TO_ALL,
    "GET /masuk/sso/kembali": Open.TO_ALL,
    "GET /status": Open.TO_ALL,
    "GET /status/{code}": Open.TO_ALL,
    "GET /stok": Open.TO_ALL,
    "GET /pengumuman": Open.TO_ALL,
    "GET /pengumuman.rss": Open.TO_ALL,
    "GET /kode": Open.TO_ALL,
    "POST /kode": Open.TO_ALL,
    "POST /tema": Open.TO_ALL,
    "POST /bahasa": Open.TO_ALL,
    "POST /tombol": Open.TO_ALL,
    "GET /sesi": Open.SIGNED_IN,
    "POST /sesi/tetap": Open.SIGNED_IN,
    "GET /penugasan": Open.SIGNED_IN,
    "POST /penugasan": Open.SIGNED_IN,
    "POST /keluar": Open.SIGNED_IN,
    "GET /bantuan": Open.SIGNED_IN,
    "GET /": Open.POSTED,
    "GET /kabar": Open.POSTED,
    "POST /cari": Open.POSTED,
    "GET /antrean": WORK,
    "GET /antrean/{document}": READ,
    "GET /antrean/{document}/{side}.png": READ,
    "GET /antrean/{document}/halaman-{number}.png": READ,
    "POST /antrean/{document}/nik": READ,
    "POST /antrean/tampilan": WORK,
    "POST /antrean/tampilan/hapus": WORK,
    "POST /antrean/setujui": (Act.APPROVE,),
    "POST /antrean/urungkan": (Act.UNDO,),
    "POST /antrean/kembalikan": (Act.RETURN,),
    "POST /antrean/tolak": (Act.REJECT,),
    "POST /antrean/batalkan": (Act.CANCEL,),
    "POST /antrean/dahulukan": (Act.JUMP,),
    "POST /antrean/putuskan": (Act.BREAK_LEASE,),
    "POST /antrean/tahan": (Act.HOLD,),
    "POST /antrean/lepas": (Act.HOLD,),
    "POST /antrean/pindahkan": (Act.ROUTE,),
    "POST /antrean/lengkapi": (Act.COMPLETE,),
    "GET /permohonan": (Act.TAKE_IN,),
    "GET /permohonan/paket": (Act.TAKE_IN,),
    "POST /permohonan": (Act.TAKE_IN,),
    "POST /permohonan/paket": (Act.TAKE_IN,),
    "GET /impor": (Act.IMPORT,),
    "POST /impor": (Act.IMPORT,),
    "POST /impor/mulai": (Act.IMPORT,),
    "POST /impor/selesai": (Act.IMPORT,),
    "GET /impor/ditolak": (Act.IMPORT,),
    "GET /dokumen/{document}/cetakan/{job}-halaman-{number}.png": (Act.READ_HISTORY,),
    "GET /dokumen/{document}/cetakan/{job}-{side}.png": (Act.READ_HISTORY,),
    "GET /tak-pasti": IN_DOUBT,
    "POST /tak-pasti/{job}/lihat": (Act.LOOK,),
    "POST /tak-pasti/{job}/pastikan": (Act.SETTLE,),
    "POST /tak-pasti/{job}/izinkan": (Act.REPRINT, Act.REPRINT_SHEET),
    "GET /blangko": Open.POSTED,
    "GET /blangko/{serial}": Open.POSTED,
    "POST /blangko/terima": (Act.RECEIVE_BOX,),
    "POST /blangko/kirim": (Act.DISPATCH_BOX,),
    "POST /blangko/datang": (Act.ACCEPT_BOX,),
    "POST /blangko/buka": (Act.OPEN_BOX,),
    "POST /blangko/ambil": (Act.TAKE_BACK_BOX,),
    "POST /blangko/hitung": (Act.TAKE_STOCK,),
    "POST /blangko/ditemukan": (Act.TAKE_STOCK,),
    "POST /blangko/rusak": (Act.TAKE_STOCK,),
    "GET /serah": AT_THE_COUNTER,
    "POST /serah": (Act.HAND_OVER,),
    "POST /serah/kartu-lama": (Act.TAKE_OLD_CARD,),
    "POST /serah/gagal": (Act.INSPECT,),
    "POST /serah/hilang": (Act.ABSENT,),
    "POST /serah/tarik": (Act.WITHDRAW,),
    "POST /serah/datang": (Act.CALL,),
    "POST /serah/tidak-diambil": (Act.WITHDRAW_UNCOLLECTED,),
    "GET /serah/kiriman": AT_THE_COUNTER,
    "POST /serah/kiriman": (Act.SEND_CARDS,),
    "GET /serah/kiriman/{slip}": AT_THE_COUNTER,
    "POST /serah/kiriman/{slip}": (Act.TAKE_CARDS,),
    "GET /permohonan/{document}/tanda-terima": RECEIPT,
    "GET /permohonan/{document}/tanda-terima.svg": RECEIPT,
    "GET /stasiun": Open.POSTED,
    "POST /stasiun/{station}/tutup": (Act.CLOSE_SHIFT,),
    "POST /stasiun/{station}/cabut": (Act.REVOKE_STATION,),
    "GET /api/v1/openapi.json": Open.TO_ALL,
    "GET /api/v1/offices": Open.POSTED,
    "GET /api/v1/documents": ASKED,
    "GET /api/v1/documents/{document}": ASKED,
    "GET /api/v1/jobs": ASKED,
    "GET /api/v1/stock": Open.POSTED,
    "POST /api/v1/documents/{document}/approval": (Act.APPROVE,),
    "POST /api/v1/documents/{document}/approval/undo": (Act.UNDO,),
    "POST /api/v1/documents/{document}/return": (Act.RETURN,),
    "POST /api/v1/documents/{document}/rejection": (Act.REJECT,),
    "POST /api/v1/documents/{document}/hand-over": (Act.HAND_OVER,),
    "POST /api/v1/jobs/{job}/hold": (Act.HOLD,),
    "POST /api/v1/jobs/{job}/release": (Act.HOLD,),
    "GET /riwayat": (Act.READ_HISTORY,),
    "GET /riwayat/beda": (Act.READ_HISTORY,),
    "GET /riwayat/stok": (Act.READ_HISTORY,),
    "GET /riwayat/cetakan/{document}": (Act.READ_HISTORY,),
    "GET /riwayat/cetakan/{document}/{digest}/{side}.png": (Act.READ_HISTORY,),
    "GET /riwayat/cetakan/{document}/{digest}/halaman-{number}.png": (Act.READ_HISTORY,),
    "GET /riwayat/bangun-ulang": (Act.READ_HISTORY,),
    "POST /riwayat/bangun-ulang": (Act.READ_HISTORY,),
    "GET /riwayat/ekspor": (Act.READ_HISTORY,),
    "POST /riwayat/ekspor": (Act.READ_HISTORY,),
    "GET /riwayat/{subject}": (Act.READ_HISTORY,),
    "GET /selisih": MISMATCH,
    "POST /selisih/{discrepancy}/jelaskan": (Act.EXPLAIN,),
    "POST /selisih/{discrepancy}/tutup": (Act.CLOSE_DISCREPANCY,),
    "GET /pembekuan": (Act.FREEZE,),
    "GET /pembekuan/pratinjau": (Act.FREEZE,),
    "GET /pembekuan/tumpukan": (Act.FREEZE,),
    "GET /pembekuan/tumpukan.csv": (Act.FREEZE,),
    "GET /pita": Open.POSTED,
    "POST /pita/terima": (Act.RECEIVE_SUPPLY,),
    "POST /pita/hapus": (Act.RECEIVE_SUPPLY,),
    "POST /pita/pasang": (Act.MOUNT_SUPPLY,),
    "GET /gangguan": (Act.RECORD_OUTAGE, Act.READ_FIGURES),
    "POST /gangguan": (Act.RECORD_OUTAGE,),
    "POST /gangguan/selesai": (Act.RECORD_OUTAGE,),
    "POST /pembekuan": (Act.FREEZE,),
    "POST /pembekuan/cabut": (Act.FREEZE,),
    "GET /penghapusan": (Act.ERASE,),
    "POST /penghapusan": (Act.ERASE,),
    "GET /pengguna": (Act.MAINTAIN,),
    "POST /pengguna": (Act.MAINTAIN,),
    "POST /pengguna/kode": (Act.MAINTAIN,),
    "POST /pengguna/penugasan": (Act.MAINTAIN,),
    "POST /pengguna/akhiri": (Act.MAINTAIN,),
    "POST /pengguna/sesi": (Act.MAINTAIN,),
    "GET /darurat": (Act.BREAK_GLASS,),
    "POST /darurat": (Act.BREAK_GLASS,),
    "GET /kinerja": (Act.READ_FIGURES,),
    "GET /kinerja/daftar": (Act.READ_FIGURES,),
    "GET /kinerja/laporan.pdf": (Act.READ_FIGURES,),
    "GET /capaian": (Act.READ_FIGURES,),
    "GET /target": (Act.READ_FIGURES, Act.SET_TARGETS),
    "POST /target": (Act.SET_TARGETS,),
    "GET /kebijakan": (Act.PUBLISH_POLICY,),
    "POST /kebijakan": (Act.PUBLISH_POLICY,),
    "POST /kebijakan/urutan": (Act.PUBLISH_POLICY,),
}


class NoRule(Exception):  # a defect of the program, found when it starts
    """A route without a rule, or a rule without a route."""


def check(doors: Iterable[str]) -> None:
    """Raises NoRule."""
    known = set(doors)
    differ = sorted(known ^ set(RULES))
    if differ:
        raise NoRule(", ".join(differ))


def lets_in(door: str, may: Callable[[Act], bool]) -> bool:
    rule = RULES[door]
    return any(may(act) for act in rule) if isinstance(rule, tuple) else rule is not Open.TO_ALL


def refused_at(door: str) -> Refused:
    rule = RULES[door]
    acts = rule if isinstance(rule, tuple) else ()
    roles = " ".join(sorted({role for act in acts for role in WHO_MAY[act]}))
    return Refused(Reason.NO_LIVE_POSTING, roles=roles)
