"""The obstacle report's content: the figures of the page as lines, each with its date."""

from application.rendering.obstacle_report import Line, Report, Section
from domain.figures.service_clock import LIMIT
from projections.stations import queries as stations
from web.pages.figures.daily import Gathering, Row
from web.pages.figures.wording import WHAT, percent
from web.pages.stations import QUIET_SECONDS
from web.words import DISCREPANCIES, age, day, number, when

HOURS = int(LIMIT.total_seconds()) // 3600
MOST_LATE = 40


def report_of(found: Gathering) -> Report:
    me = found.me
    window = found.window
    now = found.house.centre.clock.now()
    at = when(now.isoformat(), me.zone)
    days = day(window.since)
    if window.until != window.since:
        days = f"{days} s.d. {day(window.until)}"
    place = me.office_name(found.span.place) if found.span.place else "Semua tempat"
    return Report(
        office=me.office_name(me.posting["office"]) if me.posting else "",
        place=place,
        period=days,
        made=f"{day(me.today)}, {at}",
        sections=(
            _sheet(found, days),
            _times(found, days),
            _clock(found, days, at),
            _stuck(found, at),
            _outages(found, days),
            _printers(found, days),
            _stock(found, at, days),
            _silent(found, at),
            _open(found, at),
        ),
    )


def _sheet(found: Gathering, days: str) -> Section:
    sheet = found.sheet()
    lines = []
    for row in [sheet["total"], *(sheet["rows"] if not found.span.place else [])]:
        for word, cell in zip(WHAT.values(), row["cells"], strict=True):
            lines.append(Line(f"{row['place']}: {word.lower()}", number(cell["count"]), days))
    return Section("Lembar harian", tuple(lines))


def _times(found: Gathering, days: str) -> Section:
    lines = [
        Line(
            row["word"],
            f"separuh paling lama {row['median_said']}, 9 dari 10 paling lama {row['p90_said']}"
            f" ({number(row['count'])} dokumen)",
            days,
        )
        for row in found.times()
    ]
    return Section("Lamanya", tuple(lines))


def _clock(found: Gathering, days: str, at: str) -> Section:
    clock = found.clock()
    in_time, late = (row["count"] for row in clock["printed"])
    oldest = f"{clock['oldest_when']} ({clock['oldest_age']})" if clock["oldest"] else "tidak ada"
    lines = [
        Line(f"Dicetak dalam {HOURS} jam", number(in_time), days),
        Line(f"Dicetak lewat {HOURS} jam", number(late), days),
        Line("Jam yang berjalan", number(clock["running"]), at),
        Line(f"Di antaranya lewat {HOURS} jam", number(clock["late"]), at),
        Line("Lengkap paling lama", oldest, at),
        *(
            Line(f"{row['receipt']}, {row['place']}", f"{row['ran']}: {row['why']}", at)
            for row in found.overdue(MOST_LATE)
        ),
    ]
    note = (
        f"Jam layanan {HOURS} jam (Permendagri 19/2018) berjalan dari lengkap sampai dicetak dan"
        " berhenti hanya selama pembekuan cetak dan gangguan yang tercatat."
    )
    return Section("Jam layanan", tuple(lines), note)


def _stuck(found: Gathering, at: str) -> Section:
    lines = []
    for row in found.stuck():
        lines.append(Line(row["word"], number(row["count"]), at))
        places = row["places"] if len(row["places"]) > 1 else []
        lines += [Line(f"  {one['place']}", number(one["count"]), at) for one in places]
    return Section("Tidak berjalan, menurut sebab", tuple(lines), "Keadaan saat laporan dibuat.")


def _outages(found: Gathering, days: str) -> Section:
    lines = [
        Line(
            f"{row['what']}, {row['place']}",
            f"{row['lasted']} dalam {number(row['times'])} kali",
            days,
        )
        for row in found.outages()
    ]
    return Section("Gangguan yang tercatat", tuple(lines))


def _printers(found: Gathering, days: str) -> Section:
    lines = [
        Line(
            f"{row['printer']}, {row['station']}",
            f"{number(row['spoiled'])} rusak dari {number(row['attempts'])} percobaan"
            f" ({percent(row['share'])}){_causes(row)}",
            days,
        )
        for row in found.printers()
    ]
    return Section("Kerusakan per printer", tuple(lines))


def _causes(row: Row) -> str:
    said = [f"{one['word'].lower()} {number(one['count'])}" for one in row["causes"]]
    return f": {', '.join(said)}" if said else ""


def _stock(found: Gathering, at: str, days: str) -> Section:
    lines = []
    for row in found.stock():
        where = f"{row['kind_word']}, {row['place']}"
        use = f"{number(row['used'])} dalam {row['worked']} hari kerja"
        lines.append(Line(where, f"{number(row['usable'])} tersisa, {_lasts(row)} ({use})", at))
        ended = f"{row['empty']} dari {row['empty_of']} hari kerja"
        lines.append(Line(f"{where}: hari berakhir tanpa stok", ended, days))
    return Section("Blangko, pita dan film", tuple(lines))


def _lasts(row: Row) -> str:
    if not row["usable"]:
        return "habis"
    left = row["days_left"]
    return "belum dipakai" if left is None else f"cukup {str(left).replace('.', ',')} hari"


def _silent(found: Gathering, at: str) -> Section:
    now = found.house.centre.clock.now()
    lines = []
    for row in stations.listed(found.connection, found.window.offices):
        beat = found.house.heartbeats.get(row["station"])
        if beat is not None and (now - beat["at"]).total_seconds() <= QUIET_SECONDS:
            continue
        heard = beat["at"].isoformat() if beat else row["reported_at"]
        said = f"terakhir {when(heard, found.me.zone)}, {age(heard, now)} lalu" if heard else ""
        place = found.me.office_name(row["office"])
        lines.append(Line(f"{row['name']}, {place}", said or "belum pernah terdengar", at))
    return Section("Stasiun yang tidak terdengar", tuple(lines))


def _open(found: Gathering, at: str) -> Section:
    """By cause and place; what was said about them is not for a report."""
    counted: dict[tuple[str, str], list[str]] = {}
    for row in stations.open_discrepancies(found.connection, found.window.offices):
        counted.setdefault((row["cause"], row["office"]), []).append(row["opened_at"])
    lines = [
        Line(
            f"{DISCREPANCIES.get(cause, cause)}, {found.me.office_name(office)}",
            f"{number(len(opened))}, tertua {when(min(opened), found.me.zone)}",
            at,
        )
        for (cause, office), opened in sorted(counted.items())
    ]
    return Section("Selisih terbuka", tuple(lines))
