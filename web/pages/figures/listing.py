"""`/kinerja/daftar`: the rows behind one figure; their numbers add up to it."""

from typing import Any, NamedTuple

from application.language import _
from domain.people.permission import Act
from domain.refusal import Reason, Refused
from projections.figures import queries as figures
from projections.figures import service, stuck
from projections.stations import queries as stations
from web.pages.figures.asked import Wanted
from web.pages.figures.daily import Gathering, scene_of
from web.pages.figures.wording import BEHIND, CAUSES, DETAILS, OUTCOMES
from web.words import SPOIL_CAUSES, day, kind_word, stock_word, when

Row = dict[str, Any]
MOST = 100


class Behind(NamedTuple):
    """One page of rows, the figure that all of them add up to, and how many they are."""

    rows: list[Row]
    figure: int
    number: int


def listing(found: Gathering, wanted: Wanted) -> Row:
    """Raises Refused for a figure that there is not."""
    behind = _behind(found, wanted)
    window = found.window
    pages = {name: value for name, value in _given(wanted).items() if value}
    on = wanted.halaman * MOST < behind.number
    detail = _detail(wanted)
    return {
        "title": _(BEHIND[wanted.angka]),
        "detail": detail,
        "kind": stock_word(wanted.jenis),
        "place": found.me.office_name(found.span.place) if found.span.place else _("Semua tempat"),
        "since": window.since,
        "until": window.until,
        "now": wanted.angka in ("stuck", "running"),
        "rows": behind.rows,
        "total": behind.figure,
        "back": found.span.address("/kinerja"),
        "next": found.span.address("/kinerja/daftar", **pages, halaman=wanted.halaman + 1)
        if on
        else "",
    }


def _given(wanted: Wanted) -> dict[str, str]:
    return {name: getattr(wanted, name) for name in ("angka", "rinci", "jenis", "printer", "sebab")}


def _detail(wanted: Wanted) -> str:
    words = {**DETAILS, **(CAUSES if wanted.angka == "stuck" else {})}
    if wanted.angka == "attempts":
        words = OUTCOMES
    said = _(words.get(wanted.rinci, ""))
    cause = _(SPOIL_CAUSES.get(wanted.sebab, wanted.sebab))
    printer = wanted.printer.partition(":")[2]
    return ", ".join(part for part in (said, cause, printer) if part)


def _behind(found: Gathering, wanted: Wanted) -> Behind:
    offset = (wanted.halaman - 1) * MOST
    match wanted.angka:
        case "stuck":
            return _stuck(found, wanted, offset)
        case "running":
            return _running(found, wanted, offset)
        case "attempts":
            return _attempts(found, wanted, offset)
        case "empty":
            return _empty(found, wanted)
        case what if what in BEHIND:
            return _events(found, wanted, offset)
        case _:
            raise Refused(Reason.NOT_FOUND)


def _events(found: Gathering, wanted: Wanted, offset: int) -> Behind:
    asked = figures.Behind(
        window=found.window, what=wanted.angka, detail=wanted.rinci, kind=wanted.jenis
    )
    rows = figures.behind(found.connection, asked, MOST, offset)
    reads = len(found.me.offices) == len(found.me.all_offices) and found.me.may(Act.READ_HISTORY)
    shown = []
    for row in rows:
        of_document = f"/antrean/{row['stream']}"
        of_box = f"/riwayat/{row['stream']}" if reads else ""
        shown.append({
            "subject": row["receipt"] or _("kotak blangko"),
            "to": of_document if row["receipt"] else of_box,
            "kind": stock_word(row["kind"]),
            "place": found.me.office_name(row["office"]),
            "when": when(row["recorded_at"], found.me.zone),
            "note": _(DETAILS.get(row["detail"], "")),
            "count": row["count"],
            "story": f"/riwayat/{row['stream']}?lihat={row['position']}" if reads else "",
            "position": row["position"],
        })  # fmt: skip
    return Behind(shown, *figures.behind_sum(found.connection, asked))


def _stuck(found: Gathering, wanted: Wanted, offset: int) -> Behind:
    scene = scene_of(found.house, found.connection, found.me)
    groups = stuck.groups(found.connection, found.window.offices, scene)
    own = [group for group in groups if group.cause == wanted.rinci and group.count]
    rows = stuck.listed(found.connection, own, MOST, offset)
    shown = [_waiting(found, row, row["since"], "") for row in rows]
    number = sum(group.count for group in own)
    return Behind(shown, number, number)


def _running(found: Gathering, wanted: Wanted, offset: int) -> Behind:
    late = wanted.rinci == "late"
    now = found.house.centre.clock.now()
    clocks = service.clocks(found.connection, found.window.offices, now)
    rows = found.overdue(MOST, offset, late=late)
    shown = [
        {
            **row,
            "subject": row["receipt"],
            "when": row["since"],
            "note": _("jam berjalan {ran}; {why}").format(ran=row["ran"], why=row["why"].lower()),
            "count": 1,
            "story": "",
        }
        for row in rows
    ]
    number = sum(one.late if late else one.count for one in clocks)
    return Behind(shown, number, number)


def _attempts(found: Gathering, wanted: Wanted, offset: int) -> Behind:
    station, _colon, printer = wanted.printer.partition(":")
    here = {row["station"] for row in stations.ever(found.connection, found.window.offices)}
    named = {"printer": printer, "outcome": wanted.rinci, "cause": wanted.sebab}
    asked = {name: value for name, value in named.items() if value}
    days = (found.window.since, found.window.until)
    rows = figures.tried(found.connection, sorted({station} & here), days, asked)
    shown = []
    for row in rows[offset : offset + MOST]:
        cause = _(SPOIL_CAUSES.get(row["cause"], row["cause"] or ""))
        outcome = OUTCOMES[row["outcome"]]
        tried = _("percobaan {attempt}, {outcome}")
        note = tried.format(attempt=row["attempt"], outcome=_(outcome))
        shown.append({
            "subject": row["receipt"],
            "to": f"/antrean/{row['document']}",
            "kind": kind_word(row["kind"]),
            "place": row["printer"],
            "when": day(row["day"]),
            "note": f"{note}: {cause}" if cause else note,
            "count": 1,
            "story": "",
        })  # fmt: skip
    return Behind(shown, len(rows), len(rows))


def _empty(found: Gathering, wanted: Wanted) -> Behind:
    rows = [row for row in found.stock() if row["kind"] == wanted.jenis]
    shown = [
        {
            "subject": day(one),
            "to": "",
            "kind": row["kind_word"],
            "place": row["place"],
            "when": day(one),
            "note": _("hari berakhir tanpa blangko yang dapat dipakai"),
            "count": 1,
            "story": "",
        }
        for row in rows
        for one in row["empty_days"]
    ]
    return Behind(shown, len(shown), len(shown))


def _waiting(found: Gathering, row: Row, since: str, note: str) -> Row:
    return {
        "subject": row["receipt"],
        "to": f"/antrean/{row['document']}",
        "kind": kind_word(row["kind"]),
        "place": found.me.office_name(row["office"]),
        "when": when(since, found.me.zone),
        "note": note,
        "count": 1,
        "story": "",
    }
