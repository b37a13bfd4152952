"""`/riwayat`: what happened, as sentences beside the stored events, by any filter."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import Connection

from application.language import N_, _
from domain.streams import EVENTS
from domain.values.serials import is_serial, tidy
from projections.history import queries as history
from projections.history.moments import LAST
from projections.history.projector import printer_at
from projections.history.queries import Filter
from projections.history.veiling import veiled
from projections.people import queries as people
from projections.queue_board import queries as queue
from projections.register import queries as register
from projections.stations import queries as stations
from web import telling
from web.answering import page
from web.pages.history.asked import Asked, first_position, moment, reader
from web.pages.history.asked import told as told_moment
from web.pages.searching import opened
from web.signed_in import Me, Posted, TheHouse

router = APIRouter(prefix="/riwayat")
MOST = 50
MOST_OF_NUMBER = 200
BASE = "/riwayat"
NAMES = {
    "topik": N_("Peristiwa"),
    "tempat": N_("Tempat"),
    "orang": N_("Orang"),
    "stasiun": N_("Stasiun"),
    "printer": N_("Printer"),
    "cari": N_("Nomor"),
    "sejak": N_("Sejak"),
    "hingga": N_("Hingga"),
    "sampai": N_("Keadaan pada"),
}
PAGED = {"sebelum": None, "sesudah": None, "lihat": None}


@router.get("")
def show(
    request: Request, house: TheHouse, me: Posted, wanted: Annotated[Asked, Query()]
) -> Response:
    number = opened(house, reader(me), wanted.cari)
    with house.views.connect() as connection:
        # Of a number all is shown, what came after the moment greyed; else the list ends there.
        asked = filter_of(connection, me, wanted, number, beyond=bool(number))
        rising = bool(number) or wanted.sesudah is not None
        most = MOST_OF_NUMBER if number else MOST
        found = _page(connection, wanted, asked, rising=rising, most=most + 1)
        more, positions = len(found) > most, found[:most]
        if rising and not number:
            positions = positions[::-1]
        at = moment(connection, wanted.sampai, me.zone)
        rows = telling.told(house, connection, positions, me.zone, personal=True)
        data = {
            "number": number,
            "as_of": told_moment(connection, at, wanted.sampai, me),
            "topics": sorted(EVENTS),
            "chips": chips(connection, me, wanted, number),
            "choices": _choices(connection, me),
        }
    for row in rows:
        row["later"] = row["position"] > at.position
        row["link"] = wanted.address(BASE, lihat=row["position"])
    return page(request, "history.html", me, {
        **data,
        "rows": rows,
        "chosen": _chosen(rows, wanted),
        "asked": wanted,
        "given": wanted.given(),
        "subject": "",
        "pages": _links(wanted, rows, more=more, rising=rising, number=bool(number)),
        "export": wanted.address("/riwayat/ekspor", **PAGED),
    })  # fmt: skip


def filter_of(
    connection: Connection, me: Me, wanted: Asked, number: str, *, beyond: bool = False
) -> Filter:
    """The filters of the address as the history knows them; `beyond`: not cut at `sampai`."""
    about: list[tuple[str, ...]] = [(wanted.stasiun,)] if wanted.stasiun else []
    if wanted.printer:
        station, _colon, name = wanted.printer.partition(":")
        about.append((printer_at(station, name),))
    if number:
        about.append(subjects_of(connection, me, number))
    hingga = moment(connection, wanted.hingga, me.zone).position
    sampai = LAST if beyond else moment(connection, wanted.sampai, me.zone).position
    until = min(hingga, sampai)
    return Filter(
        topic=wanted.topik or None,
        office=wanted.tempat or None,
        person=wanted.orang or None,
        about=tuple(about),
        after=first_position(connection, wanted.sejak, me.zone),
        until=None if until == LAST else until,
    )


def _page(
    connection: Connection, wanted: Asked, asked: Filter, *, rising: bool, most: int
) -> list[int]:
    if wanted.sebelum is not None:
        until = wanted.sebelum - 1
        asked = replace(asked, until=until if asked.until is None else min(until, asked.until))
    if wanted.sesudah is not None:
        asked = replace(asked, after=max(wanted.sesudah, asked.after or 0))
    return history.found(connection, asked, newest_first=not rising, limit=most)


def subjects_of(connection: Connection, me: Me, number: str) -> tuple[str, ...]:
    """A blank's serial, a stream, or whatever the register finds by receipt, NIK or name."""
    text = number.strip()
    if history.names(connection, text.lower()):
        return (text.lower(),)
    serial = f"serial:{tidy(text)}"
    # Only a blank that is known: what was typed may be a NIK, and subjects stand in a manifest.
    found = {serial} if is_serial(tidy(text)) and history.names(connection, serial) else set()
    for row in register.search(connection, me.codes, text):
        found |= {row["document"], *queue.jobs_of(connection, row["document"])}
        if row["enrolment"]:
            found.add(row["enrolment"])
    return tuple(sorted(found)) or ("",)


def chips(connection: Connection, me: Me, wanted: Asked, number: str) -> list[dict[str, str]]:
    """Each filter that is set, in words, with the address that leaves it out."""
    given = wanted.given()
    stands = {row["station"]: row["name"] for row in stations.ever(connection)}
    station, _colon, printer = wanted.printer.partition(":")
    names = people.names(connection) if wanted.orang else {}
    words = {
        "topik": wanted.topik,
        "tempat": me.office_name(wanted.tempat),
        "orang": names.get(wanted.orang, wanted.orang[:8]),
        "stasiun": stands.get(wanted.stasiun, wanted.stasiun[:8]),
        "printer": f"{printer}, {stands.get(station, station[:8])}",
        "cari": veiled(number) or _("tidak terbaca, cari lagi"),
        **{name: given.get(name, "").replace("T", " ") for name in ("sejak", "hingga", "sampai")},
    }
    return [
        {
            "name": name,
            "label": _(label),
            "word": words[name],
            "to": wanted.address(BASE, **PAGED, **{name: None}),
        }
        for name, label in NAMES.items()
        if name in given
    ]


def _choices(connection: Connection, me: Me) -> dict[str, list[dict[str, str]]]:
    staff = sorted(people.names(connection).items(), key=lambda one: one[1])
    stands = stations.ever(connection)
    return {
        "tempat": [{"value": row["code"], "word": row["name"]} for row in me.all_offices],
        "orang": [{"value": code, "word": name or code[:8]} for code, name in staff],
        "stasiun": [{"value": row["station"], "word": row["name"]} for row in stands],
        "printer": [
            {
                "value": f"{row['station']}:{one['printer']}",
                "word": f"{one['printer']}, {row['name']}",
            }
            for row in stands
            for one in stations.printers_of(connection, row["station"])
        ],
    }


def _chosen(rows: list[dict[str, Any]], wanted: Asked) -> dict[str, Any] | None:
    chosen = next((row for row in rows if row["position"] == wanted.lihat), None)
    return chosen or (rows[0] if rows else None)


def _links(
    wanted: Asked, rows: list[dict[str, Any]], *, more: bool, rising: bool, number: bool
) -> dict[str, str]:
    """Older and newer pages; the list is newest first, that of a number oldest first."""
    if not rows:
        return {"older": "", "newer": ""}
    first, last = rows[0]["position"], rows[-1]["position"]
    without = {"sebelum": None, "sesudah": None, "lihat": None}
    if number:
        newer = wanted.address(BASE, **{**without, "sesudah": last}) if more else ""
        return {"older": "", "newer": newer}
    on = wanted.sebelum is not None or (rising and more)
    older = wanted.address(BASE, **{**without, "sebelum": last}) if more or rising else ""
    newer = wanted.address(BASE, **{**without, "sesudah": first}) if on else ""
    return {"older": older, "newer": newer}
