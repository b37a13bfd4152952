"""What a document or a job is doing, as glyph, word and tone; computed, never stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from application.deciding import stamp
from application.language import N_, _, counted
from projections.people import queries as people
from projections.queue_board import queries as queue
from projections.queue_board.queries import Row
from web.words import State, clock, freeze_end, given_word

STAGES = {
    "incomplete": State("look", N_("Belum lengkap"), "warn"),
    "complete": State("ring", N_("Siap disetujui")),
    "approved": State("quarter", N_("Disetujui"), "run"),
    "printed": State("done", N_("Tercetak"), "ok"),
    "handed_over": State("done", N_("Diserahkan"), "ok"),
    "rejected": State("cancelled", N_("Ditolak")),
    "withdrawn": State("cancelled", N_("Tidak berlaku")),
}
JOBS = {
    "leased": State("half", N_("Di stasiun"), "run"),
    "printing": State("three", N_("Mencetak"), "run"),
    "unknown": State("unknown", N_("Hasil tidak pasti"), "unknown"),
    "awaiting_reprint": State("bad", N_("Rusak"), "bad", N_("menunggu izin cetak ulang")),
    "printed": State("done", N_("Tercetak"), "ok"),
    "cancelled": State("cancelled", N_("Dibatalkan")),
}
SEEN_DETAIL = N_("sudah dilihat, menunggu orang kedua")


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
        why = ", ".join(given_word(code) for code in job["holds"])
        return State("held", N_("Ditahan"), "warn", why)
    if status == "pending":
        return _pending(job, scene)
    found = JOBS[status]
    if status == "unknown":
        since = clock(job["unknown_since"], scene.zone)
        detail = (
            _(SEEN_DETAIL) if job["seen"] else _("sejak {since}, perlu dilihat").format(since=since)
        )
        return State(found.glyph, found.word, found.tone, detail)
    if job["cancel_then"]:
        return State(found.glyph, found.word, found.tone, N_("diminta berhenti"))
    return found


def _pending(job: Row, scene: Scene) -> State:
    if scene.in_window(job):
        left = scene.seconds_left(job)
        counting = counted("dilepas dalam {left} detik", "dilepas dalam {left} detik", left)
        return State("quarter", N_("Disetujui"), "run", counting.format(left=left))
    if job["office"] in scene.frozen:
        until = scene.frozen[job["office"]]["until"]
        ends = freeze_end(until, stamp(scene.now), scene.zone)
        return State("held", N_("Cetak dibekukan"), "warn", ends)
    waiting = queue.Waiting(now="", blanks=frozenset(), policies=scene.policies)
    if not waiting.serves(job):
        not_served = N_("golongan ini belum dilayani menurut kebijakan")
        return State("held", N_("Belum giliran"), "warn", not_served)
    if waiting.waits_for_applicant(job):
        on_arrival = N_("dicetak saat pemohon datang ke loket")
        return State("held", N_("Menunggu pemohon"), "warn", on_arrival)
    needs_blank = job["kind"] in queue.ON_CARDS
    if needs_blank and (job["office"], job["kind"]) not in scene.blanks:
        return State("held", N_("Menunggu blangko"), "warn", N_("lepas saat kotak dibuka"))
    released = _("dilepas {at}").format(at=clock(job["not_before"], scene.zone))
    return State("quarter", N_("Menunggu stasiun"), "run", released)
