"""The menu: only what the posting allows, with what waits there; its words are said `|t`."""

from dataclasses import dataclass

from sqlalchemy import Connection

from application.language import N_
from domain.documents.kinds import KINDS
from domain.people.permission import Act
from projections.queue_board import queries as queue
from projections.register import queries as register
from projections.stations import queries as stations
from web.house import House
from web.rules import lets_in
from web.signed_in import Me


@dataclass(frozen=True, slots=True)
class Item:
    to: str
    icon: str
    word: str
    count: int = 0
    tone: str = ""


def menu(house: House, me: Me) -> list[tuple[str, list[Item]]]:
    """Groups of items with their titles; each item is a page that lets this posting in."""
    with house.views.connect() as connection:
        drawer = register.drawer_ages(connection, me.codes, ())
        ready = register.to_approve_count(connection, me.codes, me.today)
        doubt = _in_doubt(connection, me)
        mismatches = len(stations.open_discrepancies(connection, me.codes))
    (printed,) = drawer
    frozen = len(me.freezes)
    groups = [
        ("", [
            Item("/", "sun", N_("Hari ini")),
            Item("/permohonan", "id-card", N_("Permohonan")),
            Item("/impor", "file-up", N_("Impor daftar")),
            Item("/antrean", "list-checks", N_("Antrean cetak"), ready),
            Item("/tak-pasti", "unknown", N_("Hasil tak pasti"), doubt, "unknown"),
            Item("/serah", "hand-coins", N_("Penyerahan"), printed),
        ]),
        (N_("Tempat kerja"), [
            Item("/stasiun", "printer", N_("Stasiun")),
            Item("/blangko", "boxes", N_("Blangko")),
            Item("/pita", "film", N_("Pita dan film")),
        ]),
        (N_("Pengawasan"), [
            Item("/kinerja", "activity", N_("Kinerja")),
            Item("/capaian", "target", N_("Capaian")),
            Item("/target", "file-up", N_("Target dan basis")),
            Item("/riwayat", "history", N_("Riwayat")),
            Item("/kebijakan", "scroll-text", N_("Kebijakan")),
            Item("/pembekuan", "snowflake", N_("Pembekuan"), frozen, "warn"),
            Item("/gangguan", "unplug", N_("Gangguan")),
            Item("/penghapusan", "eraser", N_("Penghapusan")),
            Item("/pengguna", "users", N_("Pengguna")),
            Item("/selisih", "scale", N_("Selisih"), mismatches, "bad"),
        ]),
    ]  # fmt: skip
    return [(title, [item for item in items if _for(me, item)]) for title, items in groups]


def _for(me: Me, item: Item) -> bool:
    return lets_in(f"GET {item.to}", me.may)


def _in_doubt(connection: Connection, me: Me) -> int:
    """What waits for a look or a reprint; of cards only for who may settle them."""
    found = queue.kinds(connection, me.codes, ("unknown", "awaiting_reprint"))
    every = me.may(Act.SETTLE)
    return sum(count for kind, count in found.items() if every or not KINDS[kind].is_card)
