"""The menu: only what the posting allows, with what waits there."""

from dataclasses import dataclass

from domain.people.permission import Act
from projections.queue_board import queries as queue
from projections.register import queries as register
from projections.stations import queries as stations
from web.house import House
from web.signed_in import Me


@dataclass(frozen=True, slots=True)
class Item:
    to: str
    icon: str
    word: str
    acts: tuple[Act, ...] = ()
    count: int = 0
    tone: str = ""


def menu(house: House, me: Me) -> list[tuple[str, list[Item]]]:
    """Groups of items with their titles; an item without acts is for everyone."""
    with house.views.connect() as connection:
        drawer = register.drawer_ages(connection, me.codes, ())
        ready = register.to_approve_count(connection, me.codes, me.today)
        jobs = queue.counts(connection, me.codes)
        mismatches = len(stations.open_discrepancies(connection, me.codes))
    (printed,) = drawer
    doubt = jobs.get("unknown", 0) + jobs.get("awaiting_reprint", 0)
    queued = (Act.APPROVE, Act.HOLD, Act.COMPLETE)
    explained = (Act.EXPLAIN, Act.CLOSE_DISCREPANCY)
    groups = [
        ("", [
            Item("/", "sun", "Hari ini"),
            Item("/permohonan", "id-card", "Permohonan", (Act.TAKE_IN,)),
            Item("/impor", "file-up", "Impor daftar", (Act.IMPORT,)),
            Item("/antrean", "list-checks", "Antrean cetak", queued, ready),
            Item("/tak-pasti", "unknown", "Hasil tak pasti", (Act.SETTLE,), doubt, "unknown"),
            Item("/serah", "hand-coins", "Penyerahan", (Act.HAND_OVER,), printed),
        ]),
        ("Tempat kerja", [
            Item("/stasiun", "printer", "Stasiun"),
            Item("/blangko", "boxes", "Blangko"),
        ]),
        ("Pengawasan", [
            Item("/kinerja", "clock", "Kinerja", (Act.READ_FIGURES,)),
            Item("/capaian", "list-checks", "Capaian", (Act.READ_FIGURES,)),
            Item("/target", "file-up", "Target dan basis", (Act.SET_TARGETS,)),
            Item("/riwayat", "history", "Riwayat", (Act.READ_HISTORY,)),
            Item("/kebijakan", "list-checks", "Kebijakan", (Act.PUBLISH_POLICY,)),
            Item("/pembekuan", "clock", "Pembekuan", (Act.FREEZE,), len(me.freezes), "warn"),
            Item("/penghapusan", "x", "Penghapusan", (Act.ERASE,)),
            Item("/pengguna", "id-card", "Pengguna", (Act.MAINTAIN,)),
            Item("/selisih", "scale", "Selisih", explained, mismatches, "bad"),
        ]),
    ]  # fmt: skip
    return [(title, [item for item in items if _for(me, item)]) for title, items in groups]


def _for(me: Me, item: Item) -> bool:
    return not item.acts or any(me.may(act) for act in item.acts)
