"""How far one application is, in plain words, by the code on its receipt; nobody is named.

Known or not, a code takes the same way: the same questions to the read models, the same page.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from application.deciding import stamp
from application.language import N_, _
from application.receipts import ALPHABET, STATUS_BITS
from domain.documents.intake import HAND_IN, old_card_of
from domain.documents.kinds import KINDS as ALL_KINDS
from domain.enrolment.state import PRINT_READY
from projections.people import queries as people
from projections.queue_board import queries as queue
from projections.register import queries as register
from web.states import Scene
from web.words import freeze_end, kind_word, long_day, moment

Row = dict[str, Any]
LENGTH = STATUS_BITS // 5
NOBODYS = "-" * LENGTH
"""What is asked for when a text cannot be a code."""

UNKNOWN = N_(
    "Kode ini tidak dikenal atau tidak berlaku lagi. Periksa huruf demi huruf dengan tanda terima, "
    "atau tanyakan ke loket dengan membawa tanda terima."
)
CENTRE = N_("Menunggu pusat: data kependudukan sedang diperiksa di pusat.")
CHECKED = N_("Sedang diperiksa petugas. Anda tidak perlu melakukan apa-apa.")
OVER = ("rejected", "withdrawn")
STEPS = (
    ("received", N_("Diterima")),
    ("complete", N_("Berkas lengkap")),
    ("approved", N_("Disetujui")),
    ("printed", N_("Dicetak")),
    ("ready", N_("Siap diambil")),
)
REACHED = {"incomplete": 1, "complete": 2, "approved": 3, "printed": 4, "handed_over": 5}
HEADLINES = {
    "incomplete": N_("Belum lengkap"),
    "complete": N_("Menunggu persetujuan"),
    "approved": N_("Menunggu dicetak"),
    "printed": N_("Siap diambil"),
    "handed_over": N_("Sudah diserahkan"),
    "rejected": N_("Tidak dapat dipenuhi"),
    "withdrawn": N_("Tidak berlaku lagi"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """A document with its job, and all that a wait depends on."""

    row: Row
    job: Row
    scene: Scene
    closed: Row | None
    """The freeze of hand-overs where it lies."""
    names: dict[str, str]

    @property
    def stage(self) -> str:
        return str(self.row["stage"])

    @property
    def doubtful(self) -> bool:
        """Nobody is sure what came out of the printer: never said as printed."""
        return self.job.get("status") == "unknown" and self.stage not in (*OVER, "handed_over")

    @property
    def on_the_way(self) -> bool:
        return self.stage == "printed" and self.row["slip"] is not None

    def ends(self, freeze: Row) -> str:
        return freeze_end(freeze["until"], stamp(self.scene.now), self.scene.zone)


def bare(written: str) -> str:
    """A code as stored; lower case, hyphens and spaces are a reader's."""
    code = "".join(letter for letter in written.upper() if letter not in "- ")
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else NOBODYS


def status(connection: Connection, code: str, scene: Scene) -> Row | None:
    """None for every code that leads nowhere."""
    row = register.by_status_code(connection, bare(code)) or {}
    job = queue.job(connection, row.get("print_job") or "") or {}
    names = {one["code"]: one["name"] for one in people.office_list(connection)}
    closed = people.frozen(connection, "hand_over")
    if not row:
        return None
    lies = row["lies_at"]
    case = Case(row=row, job=job, scene=scene, closed=closed.get(lies), names=names)
    return _told(case)


def _told(case: Case) -> Row:
    row, names = case.row, case.names
    stage = case.stage
    going = names.get(row["sent_to"] or "") if case.on_the_way else None
    lies = None if stage in (*OVER, "handed_over") or going else names.get(row["lies_at"])
    doubtful = case.doubtful
    return {
        "kind": row["kind"],
        "kind_word": kind_word(row["kind"]),
        "state": "checked" if doubtful else "on_the_way" if case.on_the_way else stage,
        "says": _("Sedang diperiksa petugas") if doubtful else _headline(case),
        "why": _(CHECKED) if doubtful else _why(case),
        "steps": _steps(case),
        "collect_at": lies,
        "on_the_way_to": going,
        "bring": [] if stage in (*OVER, "handed_over") else _bring(row),
    }


def _headline(case: Case) -> str:
    return _("Sedang dikirim") if case.on_the_way else _(HEADLINES[case.stage])


def _steps(case: Case) -> list[Row]:
    """Five, with the day of each that is done."""
    row, zone = case.row, case.scene.zone
    reached = _reached(case)
    dates = (
        row["requested_at"],
        row["complete_since"],
        case.job.get("queued_at"),
        row["printed_at"],
        row["handed_over_at"] or row["changed_at"],
    )
    handed_over = row["handed_over_at"] is not None and reached == len(STEPS)
    found = []
    for number, ((name, word), at) in enumerate(zip(STEPS, dates, strict=True), start=1):
        done = number <= reached
        at_day = moment(at, zone) if done else None
        found.append(
            {
                "step": name,
                "word": _("Diserahkan") if number == len(STEPS) and handed_over else _(word),
                "done": done,
                "date": at_day.date().isoformat() if at_day else None,
                "date_word": long_day(at, zone) if done else None,
            }
        )
    return found


def _reached(case: Case) -> int:
    """How many of the steps are behind it; of what is over, those it had come to."""
    row = case.row
    if case.stage in OVER:
        return 4 if row["printed_at"] else 2 if row["complete_since"] else 1
    reached = REACHED[case.stage]
    if case.doubtful:
        return min(reached, 3)
    waits = case.stage == "printed" and not case.on_the_way
    return reached + 1 if waits else reached


def _why(case: Case) -> str:
    match case.stage:
        case "incomplete":
            return _incomplete(case.row)
        case "complete":
            return _complete(case)
        case "approved":
            return _approved(case)
        case "printed":
            return _printed(case)
        case "handed_over":
            return _("Dokumen sudah diterima oleh yang berhak.")
        case "rejected":
            return _("Permohonan ini tidak dapat dipenuhi. Tanyakan sebabnya ke loket.")
        case _:
            return _("Dokumen ini tidak berlaku lagi. Tanyakan ke loket bila Anda memerlukannya.")


def _incomplete(row: Row) -> str:
    if row["returned_code"]:
        return _(
            "Dikembalikan ke loket: ada yang perlu diperbaiki. "
            "Datanglah ke loket dengan tanda terima."
        )
    if _waits_for_the_centre(row):
        return _(CENTRE)
    return _("Berkas belum lengkap. Datanglah ke loket dengan berkas yang kurang.")


def _waits_for_the_centre(row: Row) -> bool:
    return row["status_word"] not in (None, PRINT_READY)


def _complete(case: Case) -> str:
    row, office = case.row, case.row["office"]
    if office in case.scene.frozen:
        return _frozen(case, case.scene.frozen[office])
    if _waits_for_the_centre(row):
        return _(CENTRE)
    today = moment(stamp(case.scene.now), case.scene.zone)
    if row["not_before"] and today and row["not_before"] > today.date().isoformat():
        return _("Belum waktunya dicetak. Dicetak sesudah syarat umur terpenuhi.")
    return _("Berkas lengkap dan menunggu diperiksa pejabat yang menyetujui.")


def _frozen(case: Case, freeze: Row) -> str:
    return _("Layanan dibekukan {ends}. Giliran Anda tetap.").format(ends=case.ends(freeze))


def _approved(case: Case) -> str:
    match case.job.get("status"):
        case "pending":
            return _pending(case)
        case "held":
            return _(CHECKED)
        case "leased" | "printing":
            return _("Sedang dikerjakan di tempat cetak.")
        case "awaiting_reprint":
            return _("Hasil cetak tidak baik dan diganti. Menunggu izin cetak ulang.")
        case _:
            return _(CHECKED)


def _pending(case: Case) -> str:
    job, scene = case.job, case.scene
    if job["office"] in scene.frozen:
        return _frozen(case, scene.frozen[job["office"]])
    waiting = queue.Waiting(now="", blanks=scene.blanks, policies=scene.policies)
    if not waiting.serves(job):
        return _(
            "Jenis permohonan ini belum dilayani menurut kebijakan yang berlaku. "
            "Giliran Anda tetap."
        )
    if waiting.waits_for_applicant(job):
        return _("Dicetak saat Anda datang ke loket.")
    if job["kind"] in queue.ON_CARDS and (job["office"], job["kind"]) not in scene.blanks:
        return _("Blangko habis di tempat cetak. Giliran Anda tetap. Dicetak begitu blangko ada.")
    return _("Menunggu giliran cetak.")


def _printed(case: Case) -> str:
    if case.closed is not None:
        said = _("Pengambilan dibekukan {ends}. Dokumen Anda disimpan.")
        return said.format(ends=case.ends(case.closed))
    if case.on_the_way:
        return _("Dokumen sudah jadi dan dalam perjalanan ke tempat pengambilan.")
    return _("Dokumen sudah jadi dan dapat diambil.")


def _bring(row: Row) -> list[str]:
    old = _("Kartu lama, untuk ditarik")
    is_replaced = old_card_of(ALL_KINDS[row["kind"]], row["cause"]) == HAND_IN
    return [
        *([old] if is_replaced else []),
        _("Tanda terima"),
        _("KTP orang yang mengambil"),
        _("Kode ambil dari tanda terima, bila diambilkan orang lain"),
    ]
