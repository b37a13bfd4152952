"""Freezes as citizens read them: what, where, until when, by whose order, and what to do."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from application.language import N_, _
from projections.people import queries as people
from web.words import SCOPES, freeze_end, scopes, when

Row = dict[str, Any]
NAMED = ("frozen_at", "scope", "until", "ordered_by", "notice")
INSTEAD = {
    "intake": N_("Permohonan baru diterima lagi sesudah layanan dibuka kembali."),
    "change": N_("Perubahan data dapat diajukan lagi sesudah layanan dibuka kembali."),
    "print": (
        N_("Tidak perlu mengajukan ulang: permohonan yang menunggu cetak tetap pada gilirannya.")
    ),
    "hand_over": (
        N_("Tunda datang mengambil: dokumen yang sudah jadi disimpan di tempatnya sampai dibuka.")
    ),
}


def notices(connection: Connection, now: str, zone: str) -> list[Row]:
    """Freezes in force, the newest first; one order for several places stands once."""
    frozen = people.standing(connection)
    offices = people.office_list(connection)
    orders: dict[tuple[str, ...], tuple[Row, dict[str, str]]] = {}
    for office in offices:
        for row in frozen.get(office["code"], ()):
            key = tuple(str(row[name]) for name in NAMED)
            orders.setdefault(key, (row, {}))[1][office["code"]] = office["name"]
    found = [
        notice(row, [] if len(places) == len(offices) else list(places.values()), now, zone)
        for row, places in orders.values()
    ]
    return sorted(found, key=lambda one: str(one["since"]), reverse=True)


def notice(row: Mapping[str, Any], places: Sequence[str], now: str, zone: str) -> Row:
    """`places`: their names; none = all of the kabupaten."""
    scope = list(row["scope"])
    return {
        "what": scopes(scope),
        "where": ", ".join(places) or _("Semua tempat layanan"),
        "since": row["frozen_at"],
        "since_word": when(row["frozen_at"], zone) if row["frozen_at"] else "",
        "changed": row["ordered_at"],
        "until": row["until"],
        "until_word": freeze_end(row["until"], now, zone),
        "overdue": row["until"] <= now,
        "order": row["ordered_by"],
        "text": row["notice"],
        "instead": [_(INSTEAD[code]) for code in SCOPES if code in scope],
    }
