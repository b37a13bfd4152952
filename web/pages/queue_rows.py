"""The rows of the queue page: documents and jobs under one tab, each with its next act."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from application.deciding import stamp
from application.language import N_, _, counted
from domain.documents.kinds import KINDS, KTP_EL
from domain.enrolment.state import PRINT_READY
from domain.event import same_person
from projections.figures import service
from projections.queue_board import queries as queue
from projections.register import queries as register
from projections.stations import queries as stations
from projections.stock import queries as stock
from web.house import House
from web.pages.due import due
from web.signed_in import Me
from web.states import STAGES, Scene, job_state, scene_of
from web.words import ERASED, State, age, cause_word, clock, given_word, kind, masked, when

Row = dict[str, Any]
Blanks = dict[tuple[str, str], Row]
AT_STATION = ("pending", "leased", "printing")
DOUBT = ("unknown", "awaiting_reprint")
TABS = {"tertahan": ("held",), "stasiun": AT_STATION, "tak-pasti": DOUBT}
FEW = 20
"""Blanks in an open box at which the word is "menipis"."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    tab: str
    offices: list[str]
    sought: register.Sought
    after: str = ""
    """Where the page before ended, as `_place` wrote it."""
    most: int = 40


def board(house: House, me: Me, connection: Connection, wanted: Wanted) -> dict[str, Any]:
    """`rows` of `total`, counts of all tabs, and the approvals that can still be taken back."""
    now = house.centre.clock.now()
    scene = scene_of(connection, now, me.zone)
    undoable = queue.undoable(connection, me.person, stamp(now))
    counts = _counts(house, connection, me, wanted)
    rows, following = _rows(connection, me, wanted, [] if wanted.after else undoable)
    references = {row["source_ref"] for row in rows if row["source_ref"]}
    bundles = register.together(connection, me.codes, references)
    for row in rows:
        row["application"] = register.application_of(row)
        row["bundle"] = bundles.get(row["application"], [])
    blanks = _blanks(connection)
    targets = _targets(house, connection)
    pauses = service.pauses(connection, sorted({row["office"] for row in rows}))
    shown = [_shown(row, me, scene, blanks, targets) for row in rows]
    for row, one in zip(rows, shown, strict=True):
        one["due"] = due(row, now, pauses[row["office"]])
    return {
        "rows": shown,
        "total": _total(connection, me, wanted, counts, undoable),
        "next": following,
        "counts": counts,
        "kinds": _kinds(house, connection, me, wanted),
        "undo": [_undo(job, scene, me) for job in undoable],
    }


def _rows(
    connection: Connection, me: Me, wanted: Wanted, undoable: list[Row]
) -> tuple[list[Row], str]:
    """Documents and jobs in one shape, the job under `job`; and where the next page begins."""
    offices, sought, most = wanted.offices, wanted.sought, wanted.most
    if wanted.tab == "setujui":
        mine = [_with_job(job) for job in undoable if _asked(job, wanted)]
        after = _document_after(wanted.after)
        ready = register.to_approve(connection, offices, me.today, sought, most, after=after)
        own = register.written_by(connection, me.person, [row["document"] for row in ready])
        shown = [{**row, "job": None, "own": row["document"] in own} for row in ready]
        rows = [*mine, *shown]
        rows.sort(key=lambda row: (row["complete_since"], row["document"]))
        return rows, _following(shown, most)
    if wanted.tab == "dikembalikan":
        after = _document_after(wanted.after)
        stages = ["incomplete"]
        found = register.by_stage(connection, offices, stages, sought, most, after=after)
        listed = [{**row, "job": None} for row in found]
        return listed, _following(listed, most)
    place = _job_after(wanted.after)
    jobs = queue.listed(connection, offices, TABS[wanted.tab], most, sought, after=place)
    listed = [_with_job(job) for job in jobs]
    return listed, _following(listed, most)


def _total(
    connection: Connection, me: Me, wanted: Wanted, counts: dict[str, int], undoable: list[Row]
) -> int:
    """How many there are; only a search has to count anew."""
    offices, sought = wanted.offices, wanted.sought
    found = counts[wanted.tab]
    if sought and wanted.tab == "setujui":
        found = register.to_approve_count(connection, offices, me.today, sought)
    elif sought and wanted.tab == "dikembalikan":
        found = register.by_stage_count(connection, offices, ["incomplete"], sought)
    elif sought:
        found = queue.listed_count(connection, offices, TABS[wanted.tab], sought)
    if wanted.tab == "setujui" and not wanted.after:
        found += sum(_asked(job, wanted) for job in undoable)
    return found


def _following(rows: list[Row], most: int) -> str:
    return _place(rows[-1]) if len(rows) >= most else ""


def _place(row: Row) -> str:
    """Says nothing of the person: rank, moment of completeness, document."""
    rank = row["job"]["rank"] if row["job"] else 0
    return f"{rank}~{row['complete_since'] or ''}~{row['document']}"


def _job_after(place: str) -> queue.After:
    if not place:
        return None
    rank, since, document = place.split("~")
    return int(rank), since, document


def _document_after(place: str) -> register.After:
    found = _job_after(place)
    return found[1:] if found else None


def _with_job(job: Row) -> Row:
    same = (
        "document",
        "kind",
        "cause",
        "office",
        "receipt",
        "name",
        "nik",
        "complete_since",
        "source_ref",
        "requested_at",
    )
    return {
        **{name: job[name] for name in same},
        "stage": "approved",
        "digest": None,
        "returned_code": None,
        "job": job,
    }


def _asked(job: Row, wanted: Wanted) -> bool:
    """The few that can be taken back, by the same search as `register.matches`."""
    sought = wanted.sought
    text = sought.text.strip().upper()
    whole = text.replace(" ", "") in (job["nik"], job["receipt"])
    found = not text or whole or text in (job["name"] or "").upper()
    return found and job["office"] in wanted.offices and sought.kind in ("", job["kind"])


def _shown(row: Row, me: Me, scene: Scene, blanks: Blanks, targets: dict[str, list[Row]]) -> Row:
    """As the page and a script get it: no NIK in full leaves the house."""
    job = row["job"]
    state = job_state(job, scene) if job else _document_state(row, me)
    since: str | None = row["complete_since"]
    return {
        "document": row["document"],
        "print_job": job["print_job"] if job else None,
        "status": job["status"] if job else row["stage"],
        "digest": row["digest"],
        "kind": kind(row),
        "kind_code": row["kind"],
        "cause": cause_word(row["cause"]),
        "receipt": row["receipt"],
        "name": row["name"] or _(ERASED),
        "nik": masked(row["nik"]),
        "office": row["office"],
        "place": me.office_name(row["office"]),
        "age": age(since, scene.now),
        "since": when(since, scene.zone),
        "blank": _blank(row["kind"], blanks.get((row["office"], row["kind"]))),
        "target": _target(job, targets.get(row["office"], [])),
        "state": state,
        "application": row["application"],
        "bundle": [(one["document"], kind(one)) for one in row["bundle"]],
        "left": scene.seconds_left(job) if job else 0,
        "window": bool(job and job["status"] in ("pending", "held") and scene.in_window(job)),
    }


def _document_state(row: Row, me: Me) -> State:
    """What the read model already knows to be a refusal is said before anyone tries."""
    if row["stage"] == "complete" and same_person(row["enroller"], me.person):
        return State("look", N_("Perlu dilihat"), "warn", N_("Anda perekamnya"))
    if row["stage"] == "complete" and row["own"]:
        return State("look", N_("Perlu dilihat"), "warn", N_("Anda yang melengkapinya"))
    waits_for_word = row["kind"] == KTP_EL and row["cause"] == "first"
    if row["stage"] == "complete" and waits_for_word and row["status_word"] != PRINT_READY:
        seen = row["status_word"] or N_("pusat belum terlihat")
        return State("look", N_("Perlu dilihat"), "warn", seen)
    if row["stage"] == "incomplete" and row["returned_code"]:
        return State("look", N_("Dikembalikan"), "warn", given_word(row["returned_code"]))
    if row["stage"] == "incomplete":
        where = N_("lihat kekurangannya di halaman dokumen")
        return State("look", N_("Kurang berkas"), "warn", where)
    return STAGES[row["stage"]]


def _blanks(connection: Connection) -> Blanks:
    """Blanks per office and kind of document: in open boxes, and on the shelf."""
    made_of = {kind.blank_kind: kind.name for kind in KINDS.values() if kind.blank_kind}
    found: Blanks = {}
    for box in stock.on_hand(connection):
        key = (str(box["office"]), made_of.get(box["kind"], ""))
        at = found.setdefault(key, {"open": 0, "shelf": 0})
        where = {"open": "open", "shelved": "shelf"}.get(box["stage"])
        if where:
            at[where] += box["remaining"]
    return found


def _blank(kind_code: str, at: Row | None) -> State:
    if not KINDS[kind_code].is_card:
        return State("", N_("Kertas"), "", N_("tanpa blangko"))
    ready = at["open"] if at else 0
    shelf = at["shelf"] if at else 0
    if ready > FEW:
        return State("tick", N_("Ada"), "ok", _("{ready} di printer").format(ready=ready))
    if ready:
        where = _("{ready} di printer, {shelf} di rak").format(ready=ready, shelf=shelf)
        return State("look", N_("Menipis"), "warn", where)
    left = _("{shelf} di rak").format(shelf=shelf) if shelf else N_("tidak ada di rak")
    return State("bad", N_("Habis"), "bad", left)


def _targets(house: House, connection: Connection) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for station in stations.listed(connection):
        beat = house.heartbeats.get(station["station"])
        found.setdefault(station["office"], []).append({**station, "beat": beat})
    return found


def _target(job: Row | None, here: list[Row]) -> State:
    # A lease that came back or was broken says nothing of where the next one will be.
    wanted = (job["lease_station"] if job["lease_live"] else job["station"]) if job else None
    chosen = next((at for at in here if at["station"] == wanted), None)
    if chosen is None:
        if not here:
            return State("cancelled", N_("Belum ada stasiun"), "warn")
        chosen = here[0] if len(here) == 1 else None
    if chosen is None:
        several = counted("{n} stasiun", "{n} stasiun", len(here)).format(n=len(here))
        return State("", several, "", N_("yang lebih dahulu siap"))
    beat = chosen["beat"]
    return State("", chosen["name"], "", N_("tersambung") if beat else N_("belum terdengar"))


def _kinds(house: House, connection: Connection, me: Me, wanted: Wanted) -> dict[str, int]:
    """What there is under this tab to narrow it down to, the most frequent first."""

    def ask() -> dict[str, int]:
        if wanted.tab == "setujui":
            return register.to_approve_kinds(connection, wanted.offices, me.today)
        if wanted.tab == "dikembalikan":
            return register.kinds_at(connection, wanted.offices, ["incomplete"])
        return queue.kinds(connection, wanted.offices, TABS[wanted.tab])

    key = ("kinds", wanted.tab, tuple(wanted.offices), me.today)
    found = house.kept.of(connection, key, ask)
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _counts(house: House, connection: Connection, me: Me, wanted: Wanted) -> dict[str, int]:
    key = ("queue", tuple(wanted.offices), me.today)
    return house.kept.of(connection, key, lambda: _counted(connection, me, wanted))


def _counted(connection: Connection, me: Me, wanted: Wanted) -> dict[str, int]:
    documents = register.counts(connection, wanted.offices)
    jobs = queue.counts(connection, wanted.offices)
    ready = register.to_approve_count(connection, wanted.offices, me.today)
    return {
        "setujui": ready,
        "tertahan": jobs.get("held", 0),
        "dikembalikan": documents.get("incomplete", 0),
        "stasiun": sum(jobs.get(status, 0) for status in AT_STATION),
        "tak-pasti": sum(jobs.get(status, 0) for status in DOUBT),
        "belum-hari": documents.get("complete", 0) - ready,
    }


def _undo(job: Row, scene: Scene, me: Me) -> Row:
    until: str = job["not_before"]
    return {
        "document": job["document"],
        "receipt": job["receipt"],
        "until": until,
        "clock": clock(until, me.zone, seconds=True),
        "left": scene.seconds_left(job),
    }
