"""What a document or a job is doing, as glyph, word and tone; computed, never stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from application.deciding import stamp
from projections.people import queries as people
from projections.queue_board import queries as queue
from projections.queue_board.queries import Row
from web.words import State, clock, freeze_end

STAGES = {
    "incomplete": State("look", "Belum lengkap", "warn"),
    "complete": State("ring", "Siap disetujui"),
    "approved": State("quarter", "Disetujui", "run"),
    "printed": State("done", "Tercetak", "ok"),
    "handed_over": State("done", "Diserahkan", "ok"),
    "rejected": State("cancelled", "Ditolak"),
    "withdrawn": State("cancelled", "Tidak berlaku"),
}
JOBS = {
    "leased": State("half", "Di stasiun", "run"),
    "printing": State("three", "Mencetak", "run"),
    "unknown": State("unknown", "Hasil tidak pasti", "unknown"),
    "awaiting_reprint": State("bad", "Rusak", "bad", "menunggu izin cetak ulang"),
    "printed": State("done", "Tercetak", "ok"),
    "cancelled": State("cancelled", "Dibatalkan"),
}
SEEN_DETAIL = "sudah dilihat, menunggu orang kedua"


@dataclass(frozen=True, kw_only=True, slots=True)
class Scene:
    """What computed states depend on: the time, where blanks are, the office's zone."""

    now: datetime
    blanks: frozenset[tuple[str, str]]
    zone: str
    frozen: Mapping[str, Row] = field(default_factory=dict)
    """Office -> its freeze of printing."""
    policies: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    """Office -> the classes of its policy in force."""

    def in_window(self, job: Row) -> bool:
        return bool(job["not_before"] > stamp(self.now))

    def seconds_left(self, job: Row) -> int:
        left = datetime.fromisoformat(job["not_before"]) - self.now
        return max(0, round(left.total_seconds()))


def scene_of(connection: Connection, now: datetime, zone: str) -> Scene:
    today = now.astimezone(ZoneInfo(zone)).date().isoformat()
    return Scene(
        now=now,
        blanks=queue.blanks_at(connection),
        zone=zone,
        frozen=people.frozen(connection, "print"),
        policies=people.classes(connection, today),
    )


def job_state(job: Row, scene: Scene) -> State:
    """The state of a print job; `receipt` rows of the queue board."""
    status = job["status"]
    if status == "held":
        return State("held", "Ditahan", "warn", ", ".join(job["holds"]))
    if status == "pending":
        return _pending(job, scene)
    found = JOBS[status]
    if status == "unknown":
        since = clock(job["unknown_since"], scene.zone)
        detail = SEEN_DETAIL if job["seen"] else f"sejak {since}, perlu dilihat"
        return State(found.glyph, found.word, found.tone, detail)
    if job["cancel_then"]:
        return State(found.glyph, found.word, found.tone, "diminta berhenti")
    return found


def _pending(job: Row, scene: Scene) -> State:
    if scene.in_window(job):
        left = scene.seconds_left(job)
        return State("quarter", "Disetujui", "run", f"dilepas dalam {left} detik")
    if job["office"] in scene.frozen:
        until = scene.frozen[job["office"]]["until"]
        ends = freeze_end(until, stamp(scene.now), scene.zone)
        return State("held", "Cetak dibekukan", "warn", ends)
    waiting = queue.Waiting(now="", blanks=frozenset(), policies=scene.policies)
    if not waiting.serves(job):
        return State(
            "held", "Belum giliran", "warn", "golongan ini belum dilayani menurut kebijakan"
        )
    if waiting.waits_for_applicant(job):
        return State("held", "Menunggu pemohon", "warn", "dicetak saat pemohon datang ke loket")
    needs_blank = job["kind"] in queue.ON_CARDS
    if needs_blank and (job["office"], job["kind"]) not in scene.blanks:
        return State("held", "Menunggu blangko", "warn", "lepas saat kotak dibuka")
    return State(
        "quarter", "Menunggu stasiun", "run", f"dilepas {clock(job['not_before'], scene.zone)}"
    )
